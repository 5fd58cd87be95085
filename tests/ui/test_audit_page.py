"""Who did what can be read, narrowed, checked and taken out, and taking it out is itself an entry."""

from __future__ import annotations

import csv
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.access.roles import Role
from app.access.session import Session
from app.patients import Patient
from app.screens.audit import GROUP_OPTIONS
from app.workstation import Workstation
from assessments.language.value import Quantity, Ref
from ui.pages.audit import AuditPage
from ui.window import Window

K = Qt.Key


@pytest.fixture
def page(window: Window, acosta: Patient, workstation: Workstation) -> AuditPage:
    exam = workstation.start_exam(acosta.id, workstation.person.name)
    exam.record(Ref("intake", "pain_now"), Quantity(Decimal(3), "", "3"))
    workstation.open_patient(acosta.id)
    window.go("audit")
    assert isinstance(window.page, AuditPage)
    return window.page


def acts(page: AuditPage) -> list[str]:
    return [row.cells[2] for row in page._list._rows]


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def test_the_newest_entry_stands_first_with_who_and_about_whom(page: AuditPage) -> None:
    row = page._list.row
    assert row is not None
    assert row.cells[1:4] == ("R. Osei, PT", "Record opened", "ACOSTA, Elena")
    assert acts(page)[-1] == "Set up"


def test_the_keys_of_the_kinds_are_printed_as_one_range(page: AuditPage) -> None:
    bar = page.keys()
    assert [hint.caps for hint in bar if hint.words == "kind"] == [(f"1–{len(GROUP_OPTIONS)}",)]


def test_one_key_narrows_to_a_kind(page: AuditPage) -> None:
    press(K.Key_3)

    assert acts(page) == ["Answer", "Exam started", "Patient added"]


def test_the_entry_under_the_caret_is_shown_in_full(page: AuditPage) -> None:
    press(K.Key_3)

    assert "intake" in page._detail.text()
    assert '"amount": "3"' in page._detail.text()


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [("16-Oct-2026", "16-Oct-2026", True), ("17-Oct-2026", "", False), ("", "15-Oct-2026", False)],
)
def test_days_are_whole_days_of_the_clinic(page: AuditPage, since: str, until: str, found: bool) -> None:
    page._type_day("since", since)
    page._type_day("until", until)

    assert bool(acts(page)) is found


def test_what_is_no_date_is_said_at_its_field(page: AuditPage) -> None:
    page._type_day("since", "soon")

    assert page._fields["since"].line.accessibleDescription() == (
        "“soon” is not a date. Type it like 14-Aug-1980, 14-08-1980 or 1980-08-14."
    )
    assert acts(page)


def test_checking_the_whole_history_says_what_was_found(page: AuditPage, window: Window) -> None:
    press(K.Key_C)

    said = window._bar._said
    assert said is not None
    assert said.text() == "The whole history was checked: every entry follows from the one before it."
    assert acts(page)[0] == "Whole history checked"


def test_a_table_is_saved_only_with_its_purpose_and_is_told(
    page: AuditPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workstation: Workstation
) -> None:
    target = tmp_path / "table.csv"
    monkeypatch.setattr(page, "choose_file", lambda name: str(target))
    press(K.Key_E)
    press(K.Key_Return)
    assert not target.exists()

    QTest.keyClicks(QApplication.focusWidget(), "=yearly review")
    press(K.Key_Return)

    rows = list(csv.reader(StringIO(target.read_text("utf-8-sig"))))
    assert rows[0][:3] == ["entry", "at_utc", "clock"]
    assert [row[0] for row in rows[1:]] == [str(n) for n in range(1, len(rows))]
    assert acts(page)[0] == "Exported"
    assert "=yearly review" in page._list._rows[0].several_lines


def test_who_may_not_read_it_is_told_who_may(window: Window, workstation: Workstation) -> None:
    person = replace(workstation.person, roles=frozenset({Role.CLINICIAN}))
    workstation.take_seat(Session(person, person.roles))
    window.go("audit")
    page = window.page
    assert isinstance(page, AuditPage)

    assert page._list.row is None
    assert "Only a data manager or an auditor may read who did what." in page._list.accessibleName()
