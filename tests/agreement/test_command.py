"""`sagittal agreement` as it is run: what it prints, and the one line it refuses with."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.cli import main

NOMINAL = "subject,rater,value\n1,A,yes\n1,B,yes\n2,A,no\n2,B,yes\n3,A,no\n3,B,no\n4,A,yes\n4,B,yes\n"
ANGLES = "subject,rater,value\n" + "".join(
    f"{person},{rater},{angle}\n"
    for person, angles in enumerate(((10, 12), (4, 5), (0, 3), (-2, -1), (7, 10)), start=1)
    for rater, angle in zip(("A", "B"), angles, strict=True)
)


COMMAS = "the columns are parted by commas, and here they are not"


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ran(table: str | bytes, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "scores.csv"
        path.write_bytes(table.encode() if isinstance(table, str) else table)
        status = main(["agreement", str(path), *options])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return ran


def found(ran: tuple[int, str, str]) -> dict[str, Any]:
    status, out, err = ran
    assert (status, err) == (0, "")
    assert out.count("\n") == 1

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} in JSON")

    printed: dict[str, Any] = json.loads(out, parse_constant=refuse)
    return printed


def refused(ran: tuple[int, str, str]) -> str:
    status, out, err = ran
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    return err.rstrip("\n")


def test_two_raters_of_yes_and_no(run: Any) -> None:
    """Agreed 3 of 4; by chance 1/2 * 3/4 + 1/2 * 1/4 = 1/2; kappa 1/2."""
    printed = found(run(NOMINAL, "--scale", "nominal"))
    assert list(printed) == [
        "scale",
        "n_subjects",
        "raters",
        "weights",
        "categories",
        "percent_agreement",
        "kappa",
        "kappa_low",
        "kappa_high",
        "pabak",
        "prevalence_index",
        "bias_index",
    ]
    assert (printed["n_subjects"], printed["raters"], printed["percent_agreement"]) == (4, ["A", "B"], 75)
    assert (printed["kappa"], printed["pabak"]) == (0.5, 0.5)
    assert (printed["prevalence_index"], printed["bias_index"]) == (0.25, 0.25)


def test_angles_read_twice(run: Any) -> None:
    printed = found(run(ANGLES, "--scale", "interval"))
    assert list(printed["icc"]) == ["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]
    assert all(list(one) == ["value", "low", "high"] for one in printed["icc"].values())
    assert printed["sem_consistency"] == pytest.approx(0.5**0.5)
    assert printed["sem_agreement"] == pytest.approx(2.4**0.5)
    assert printed["mdc95_consistency"] == pytest.approx(1.96)
    assert printed["mdc95_agreement"] == pytest.approx(1.96 * 2**0.5 * 2.4**0.5)
    assert (printed["mean_difference"], printed["sd_difference"]) == (-2, 1)
    assert (printed["loa_low"], printed["loa_high"]) == pytest.approx((-3.96, -0.04))


def test_three_raters_have_a_correlation_and_no_limits(run: Any) -> None:
    table = ANGLES + "1,C,11\n2,C,4\n3,C,1\n4,C,-2\n5,C,8\n"
    printed = found(run(table, "--scale", "interval"))
    assert printed["raters"] == ["A", "B", "C"]
    assert isinstance(printed["icc"]["2,k"]["value"], float)
    assert "loa_low" not in printed


def test_the_table_may_come_in_another_order_and_another_dress(run: Any) -> None:
    """Other columns first, a mark of byte order, carriage returns, capitals, an empty line at the end."""
    rows = [line.split(",") for line in NOMINAL.splitlines()]
    turned = "\r\n".join(f"{value},{subject},{rater}" for subject, rater, value in rows)
    dressed = b"\xef\xbb\xbf" + turned.replace("value,subject,rater", "Value, Subject ,RATER").encode()
    assert found(run(dressed + b"\r\n\r\n", "--scale", "nominal")) == found(
        run(NOMINAL, "--scale", "nominal")
    )


def test_a_table_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOMINAL.encode())))
    assert main(["agreement", "-", "--scale", "nominal"]) == 0
    assert json.loads(capsys.readouterr().out)["kappa"] == 0.5


def test_points_are_in_the_order_of_numbers_however_they_are_written(run: Any) -> None:
    """10 comes after 9, and 1.0 is 1."""
    table = "subject,rater,value\n1,A,10\n1,B,10.0\n2,A,9\n2,B,9\n3,A,1.0\n3,B,1\n4,A,9\n4,B,10\n"
    printed = found(run(table, "--scale", "ordinal", "--weights", "linear"))
    assert printed["categories"] == ["1.0", "9", "10"]
    assert printed["percent_agreement"] == 75


def test_words_take_their_order_from_the_command(run: Any) -> None:
    """By the alphabet "clear" would come before "none", and a step of one count as two."""
    rows = ("none,none", "none,slight", "slight,slight", "clear,clear", "clear,clear")
    table = "subject,rater,value\n" + "".join(
        f"{n},{rater},{value}\n"
        for n, row in enumerate(rows)
        for rater, value in zip("AB", row.split(","), strict=True)
    )
    order = ("--order", "none,slight,clear")
    linear = found(run(table, "--scale", "ordinal", "--weights", "linear", *order))
    plain = found(run(table, "--scale", "ordinal", *order))
    assert linear["categories"] == ["none", "slight", "clear"]
    # Apart by one of two steps in one pair of five; by chance .08 + .16 + .02 + .04 + .08 + .08.
    assert linear["kappa"] == pytest.approx(1 - 0.1 / 0.46)
    assert linear["kappa"] != plain["kappa"]
    assert linear["kappa"] > plain["kappa"]


def test_a_category_nobody_used_still_counts_where_the_order_names_it(run: Any) -> None:
    printed = found(run(NOMINAL, "--scale", "nominal", "--order", "no,yes,unsure"))
    assert printed["pabak"] == pytest.approx((3 * 0.75 - 1) / 2)
    assert printed["prevalence_index"] == "Defined for two categories only."


def test_one_category_gives_the_reason_in_place_of_the_number(run: Any) -> None:
    printed = found(run(NOMINAL.replace("yes", "no"), "--scale", "nominal"))
    why = "Both raters used one category only: agreement by chance is complete."
    assert (printed["kappa"], printed["kappa_low"], printed["kappa_high"]) == (why, why, why)
    assert printed["percent_agreement"] == 100


def test_no_variance_gives_the_reason_in_place_of_the_number(run: Any) -> None:
    table = "subject,rater,value\n1,A,5\n1,B,5\n2,A,5.0\n2,B,5\n"
    printed = found(run(table, "--scale", "interval"))
    why = "No variance: every score is the same."
    assert printed["icc"]["2,1"] == {"value": why, "low": why, "high": why}
    assert printed["sem_agreement"] == printed["mdc95_agreement"] == why


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval"])
def test_one_person_is_no_agreement(run: Any, scale: str) -> None:
    printed = found(run("subject,rater,value\n1,A,5\n1,B,4\n", "--scale", scale))
    said = printed["icc"]["1,1"]["value"] if scale == "interval" else printed["kappa"]
    assert said == "Fewer than two pairs."


@pytest.mark.parametrize(
    ("table", "scale", "said"),
    [
        ("", "nominal", "row 1: the columns are subject, rater, value, in any order"),
        ("who,rater,value\n", "nominal", "row 1: the columns are subject, rater, value, in any order"),
        ("subject;rater;value\n1;A;2\n", "interval", f"row 1: {COMMAS}"),
        ("subject\trater\tvalue\n", "interval", f"row 1: {COMMAS}"),
        ("subject,rater,value\n", "nominal", "row 1: agreement is that of two raters or more"),
        ("subject,rater,value\n1,A,2\n2,A,2\n", "nominal", "row 3: agreement is that of two raters or more"),
        (ANGLES + "6,A,3\n", "interval", "row 12: subject 6 is not scored by rater B"),
        (ANGLES + "5,B,3\n", "interval", "row 12: rater B scored subject 5 before, in row 11"),
        (ANGLES + "6,A\n", "interval", "row 12: 2 cells instead of three"),
        (ANGLES + "6,A,1,2\n", "interval", "row 12: 4 cells instead of three"),
        (ANGLES + "6,A, \n", "interval", "row 12: no value"),
        (ANGLES + "6,,1\n", "interval", "row 12: no rater"),
        (ANGLES + "6,A,nan\n6,B,1\n", "interval", "row 12: “nan” is no number"),
        (ANGLES + "6,A,inf\n6,B,1\n", "interval", "row 12: “inf” is no number"),
        (ANGLES + "6,A,1_0\n6,B,1\n", "interval", "row 12: “1_0” is no number"),
        (ANGLES + "6,A,1e300\n6,B,1\n", "interval", "row 12: “1e300” is no number"),
        (ANGLES + '6,A,"1,5"\n6,B,1\n', "interval", "row 12: “1,5” is no number"),
        (NOMINAL, "ordinal", "row 2: “yes” is no number"),
        (
            NOMINAL + "1,C,no\n2,C,no\n3,C,no\n4,C,no\n",
            "nominal",
            "row 10: kappa compares two raters, and C is one more",
        ),
        (ANGLES + '6,"A,3\n', "interval", "row 12: unexpected end of data"),
        (ANGLES + '"six\nfeet",A,3\n', "interval", "row 13: subject six feet is not scored by rater B"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_with_the_row_and_the_reason(
    run: Any, table: str, scale: str, said: str
) -> None:
    assert refused(run(table, "--scale", scale)) == said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--scale", "nominal", "--weights", "linear"),
            "--weights: the categories of a nominal scale are not",
        ),
        (("--scale", "nominal", "--order", "yes,yes"), "--order: every category once"),
        (("--scale", "nominal", "--order", "yes,,no"), "--order: every category once"),
        (("--scale", "nominal", "--order", "yes,maybe"), "row 4: “no” is none of yes, maybe"),
        (("--scale", "interval", "--order", "1,2"), "--order: numbers have an order of their own"),
        (("--scale", "interval", "--weights", "quadratic"), "--weights: numbers have no categories"),
    ],
)
def test_an_option_that_does_not_suit_the_scale_is_refused(
    run: Any, options: tuple[str, ...], said: str
) -> None:
    assert refused(run(NOMINAL, *options)).startswith(said)


def test_what_is_no_text_is_refused_by_its_byte(run: Any) -> None:
    assert refused(run(NOMINAL.encode("utf-16"), "--scale", "nominal")).endswith(
        "bytes that are not UTF-8, from byte 0"
    )


def test_a_file_that_is_not_there_is_one_line_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["agreement", str(tmp_path / "none.csv"), "--scale", "nominal"]) == 2
    assert capsys.readouterr().err.endswith("none.csv: No such file or directory\n")


def test_a_name_that_no_terminal_can_write_does_not_end_the_program(run: Any) -> None:
    status, out, _ = run(NOMINAL.replace("A", "Ørsted"), "--scale", "nominal")
    assert status == 0
    assert out.isascii()
    assert json.loads(out)["raters"] == ["Ørsted", "B"]
