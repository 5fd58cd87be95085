"""The page of figures: a run renews the rows of what it tried, and no other."""

from __future__ import annotations

import json

from tests.faults.figures import Row, added_up, machine, page, renewed, rows_of

ANSWERS = Row("R3", "power cut while answering", 12_000, 0, "2026-11-20", "Linux, 8 cores")
KEYS = Row("R3", "power cut while a passphrase is changed", 3_000, 0, "2026-11-20", "Linux, 8 cores")
FULL = Row("R5", "disk full during a backup (48 refused): by halves", 50, 0, "2026-11-20", "Linux, 8 cores")
TIME = Row("R13", "a verified backup of 100 MB took 19.2 s", 1, 0, "2026-11-20", "Linux, 8 cores")


def said(id: str, words: str, trials: int = 1, failures: int = 0) -> str:
    return json.dumps({"id": id, "words": words, "trials": trials, "failures": failures})


def test_one_trial_renewed_leaves_the_others_of_its_id() -> None:
    rows = renewed([ANSWERS, KEYS], added_up([said("R3", KEYS.words, 24), said("R3", KEYS.words, 24, 1)]))

    assert [(row.words, row.trials, row.failures) for row in rows] == [
        (ANSWERS.words, 12_000, 0),
        (KEYS.words, 48, 1),
    ]


def test_the_same_trial_with_other_figures_in_its_words_is_not_there_twice() -> None:
    now = [
        said("R5", "disk full during a backup (50 refused): by halves"),
        said("R13", "a verified backup of 100 MB took 4.1 s (bar 5 s)"),
    ]
    rows = renewed([FULL, TIME], added_up(now))

    assert [row.words for row in rows] == [
        "disk full during a backup (50 refused): by halves",
        "a verified backup of 100 MB took 4.1 s (bar 5 s)",
    ]


def test_the_same_fault_with_another_setting_is_another_trial() -> None:
    often = said("R3", "power cut, log written back each 60 pages")
    rows = renewed(added_up([often]), added_up([said("R3", "power cut, log written back each 1,000 pages")]))

    assert len(rows) == 2


def test_each_row_says_the_machine_it_was_measured_on() -> None:
    rows = rows_of(page(renewed([ANSWERS, FULL], added_up([said("R5", FULL.words)]))))

    assert [(row.id, row.machine) for row in rows] == [("R3", "Linux, 8 cores"), ("R5", machine())]


def test_a_page_with_one_machine_for_all_rows_is_still_read() -> None:
    old = "Measured on: Linux, 8 cores.\n\n| R3 | power cut while answering | 12,000 | 0 | 2026-11-20 |\n"

    assert rows_of(old) == [ANSWERS]
