"""A record is erased by two people, for a reason, and leaves nothing but that it was erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event

from app.access.roles import Role
from app.audit import Act
from app.backups.kinds import Kind
from app.backups.making import make_backup
from app.clock import SteppedClock
from app.erased import ErasureLedger, LedgerDamaged
from app.erasing import NotErasedYet, Second, SecondRefused, kept_until, reapply_erasures
from app.faults import DiskFull
from app.lock import Reason
from app.looked_through import ERASED_AGAIN
from app.patients import Patient
from app.places import Places
from app.resume import Bookmark, Part
from app.seats import leave
from app.settings import MOST_RETENTION, Settings, from_texts, to_texts
from app.store.audit import Wanted, entries
from app.store.copying import Contents, NotCopied
from app.store.engine import connect
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from assessments.language.value import Quantity, Ref, Side, Text
from tests.clinics import LOGIN, open_clinic
from tests.clinics import PASSPHRASE as FIRST
from tests.colleagues import PASSPHRASE, colleague
from tests.disks import busy_disk, full_disk, refusing_disk

CANARY = "Zzcanary"
TOVE = Second("berg", PASSPHRASE)


@pytest.fixture
def patient(workstation: Workstation) -> Patient:
    """With a signed visit, a voided one and one that lies open, each with the name in an answer."""
    workstation.change_settings(replace(workstation.settings, clinic_name="Hip and Back", retention_years=10))
    colleague(workstation, "Berg, Tove", Role.CLINICIAN)
    found = workstation.patients.add(Patient(family_name=CANARY, given_name="Elena", born=date(1991, 8, 14)))
    for act in ("sign", "void", "leave"):
        examination = workstation.start_exam(found.id, "R. Osei, PT")
        examination.record(Ref("thomas", "hip_angle", Side.RIGHT, 1), Quantity(Decimal(8), "deg", "8"))
        examination.record(Ref("intake", "note"), Text(f"{CANARY} says it hurts"))
        if act != "leave":
            examination.sign("R. Osei, PT", "PT 4471")
        if act == "void":
            examination.void(f"Not {CANARY}", "R. Osei, PT")
    workstation.open_patient(found.id)
    return found


@pytest.fixture
def other(workstation: Workstation) -> Patient:
    found = workstation.patients.add(Patient(family_name="Staying", given_name="Per"))
    workstation.start_exam(found.id, "R. Osei, PT").sign("R. Osei, PT", "PT 4471")
    return found


def everything(workstation: Workstation) -> str:
    """All that the data file holds, table by table, once the program is closed."""
    return "\n".join(dump(workstation.places.database, workstation.unlocked.database_key))


def dump(file: Path, key: str) -> Iterator[str]:
    with closing(connect(file, key, "ro")) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            yield from map(repr, connection.execute(f'SELECT * FROM "{table}"').fetchall())


def free_pages(workstation: Workstation) -> int:
    with closing(connect(workstation.places.database, workstation.unlocked.database_key, "ro")) as file:
        return int(file.execute("PRAGMA freelist_count").fetchall()[0][0])


def test_the_answer_by_default_is_that_the_record_is_kept(workstation: Workstation, patient: Patient) -> None:
    answer = workstation.erasing.answer(patient.id)

    assert answer.words == (
        "Retention until 02-Mar-2036, Art. 17(3): the last visit was on 02-Mar-2026, and records are kept "
        "for 10 years."
    )
    assert answer.kept_until == date(2036, 3, 2)
    assert workstation.erasing.refuse(patient.id) == answer.words
    with workstation.database.reading() as session:
        last = entries(session, Wanted(), most=1)[0]
    assert (last.act, last.entity, last.body) == (
        Act.ERASURE_REFUSED,
        f"patient:{patient.id}",
        answer.words,
    )
    assert workstation.patients.get(patient.id) == patient


def test_the_last_visit_decides_until_when(
    workstation: Workstation, patient: Patient, clock: SteppedClock
) -> None:
    clock.advance(timedelta(days=365 * 10 + 3).total_seconds())

    answer = workstation.erasing.answer(patient.id)

    assert answer.words == "The retention of 10 years ended on 02-Mar-2036."


@pytest.mark.parametrize(
    ("last", "years", "until"),
    [
        (date(2026, 3, 2), 10, date(2036, 3, 2)),
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
    ],
)
def test_years_are_counted_to_the_day(last: date, years: int, until: date) -> None:
    assert kept_until(last, years) == until


def test_while_the_clinic_has_not_said_how_long_nothing_with_a_visit_is_erased(
    workstation: Workstation, other: Patient
) -> None:
    colleague(workstation, "Berg, Tove", Role.CLINICIAN)
    answer = workstation.erasing.answer(other.id)

    assert answer.words == (
        "How many years a record must be kept is not set. Set it in the settings first; the law of your "
        "country says how many."
    )
    with pytest.raises(NotAllowed, match=r"^How many years a record must be kept is not set\."):
        workstation.erasing.erase(other.id, "Asked for in writing", TOVE)


@pytest.mark.parametrize(
    ("patient", "words"),
    [
        (Patient(family_name="New"), "No visit is recorded: nothing has to be kept."),
        (
            Patient(family_name="New", demonstration=True),
            "An invented patient: nothing has to be kept.",
        ),
    ],
)
def test_what_no_law_keeps_may_be_erased(workstation: Workstation, patient: Patient, words: str) -> None:
    colleague(workstation, "Berg, Tove", Role.CLINICIAN)
    added = workstation.patients.add(patient)
    assert workstation.erasing.answer(added.id).words == words

    workstation.erasing.erase(added.id, "Asked for in writing", TOVE)

    assert workstation.patients.find("new") == []


def test_nothing_of_the_patient_is_left_in_the_file_and_the_chain_is_whole(
    workstation: Workstation, patient: Patient, other: Patient
) -> None:
    exams = [head.id for head in workstation.exams_of(patient.id)]
    begun = Bookmark(workstation.clock.now(), "home", {}, "", None, 0, ((Part("Search", 0), CANARY),))
    assert leave(workstation, Reason.ASKED, begun)
    assert CANARY in everything(workstation)

    workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert workstation.database.history_break() is None
    assert free_pages(workstation) == 0
    assert workstation.places.database.with_name("clinic.db-wal").stat().st_size == 0
    left = everything(workstation)
    assert CANARY.lower() not in left.lower()
    assert "1991-08-14" not in left
    assert workstation.patients.find("staying") == [other]
    assert workstation.exams_of(other.id)[0].signed_by == "R. Osei, PT"
    with workstation.database.reading() as session:
        told = [row for exam in exams for row in entries(session, Wanted(entity=f"exam:{exam}"))]
        last = entries(session, Wanted(acts=(Act.ERASED.value,)))[0]
    assert told
    assert all(row.body is None and row.body_salt is None for row in told)
    assert json.loads(last.body or "") == {
        "reason": "Asked for in writing",
        "second": next(p.id for p in workstation.people.all() if p.login == "berg"),
        "kept_until": "2036-03-02",
    }
    assert last.person == workstation.person.id


def test_after_it_the_fresh_backup_does_not_hold_the_record_and_older_ones_are_dated(
    workstation: Workstation, patient: Patient
) -> None:
    first = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)
    assert first == "The record is erased."
    backup = next(workstation.places.backups.iterdir())
    key = workstation.unlocked.database_key
    assert CANARY not in "\n".join(dump(next(backup.glob("*.db")), key))
    assert (backup / "erased.json").read_bytes() == workstation.places.erased.read_bytes()

    second = workstation.patients.add(Patient(family_name="Next"))
    said = workstation.erasing.erase(second.id, "Asked for in writing", TOVE)

    assert said == (
        "The record is erased. Older backups still hold it; the last of them is gone on 01-Mar-2027."
    )


def test_what_no_schedule_deletes_is_named_for_deleting_by_hand(
    workstation: Workstation, patient: Patient
) -> None:
    make_backup(workstation.places, workstation.unlocked, workstation.clock, Kind.BEFORE_UPDATE)
    set_aside = workstation.places.quarantine / "20260101T000000-restored"
    set_aside.mkdir(parents=True)
    (set_aside / workstation.places.database.name).write_bytes(b"as it was")

    said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said == (
        "The record is erased. Older backups still hold it, and some of them are kept for good: delete "
        "those by hand when they are not needed any more. The quarantine folder has data files from before "
        "that hold it too: delete those by hand when they are not needed any more."
    )


def test_a_backup_that_went_bad_and_the_second_place_are_named_too(
    workstation: Workstation, patient: Patient, tmp_path: Path
) -> None:
    workstation.change_settings(replace(workstation.settings, second_place=str(tmp_path)))
    backup = workstation.backups.back_up()
    backup.folder.rename(backup.folder.with_name(f"{backup.name}.bad"))

    said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said == (
        "The record is erased. Older backups still hold it, and some of them are kept for good: delete "
        "those by hand when they are not needed any more. "
        f"Copies in the second place hold it too: {tmp_path}. "
        "They go as backups go on being copied there; delete by hand what lies in places that are "
        "not used any more."
    )


def test_a_backup_that_is_being_made_meanwhile_is_counted(workstation: Workstation, patient: Patient) -> None:
    (workstation.places.backups / "20260302T090000Z-regular.partial").mkdir(parents=True)

    said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said == (
        "The record is erased. Older backups still hold it; the last of them is gone on 01-Mar-2027."
    )


def test_what_older_backups_hold_is_said_also_when_the_fresh_one_cannot_be_made(
    workstation: Workstation, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    workstation.backups.back_up()

    def refused(*_: object) -> Contents:
        raise NotCopied("the disk is full")

    monkeypatch.setattr("app.backups.making.copy_database", refused)
    said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said.startswith("The record is erased. Backup NOT made: the disk is full. Last good: 09:")
    assert said.endswith(". Older backups still hold it; the last of them is gone on 01-Mar-2027.")


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Second("berg", "not the passphrase"), "User or passphrase not right."),
        (Second("nobody", PASSPHRASE), "User or passphrase not right."),
        (Second(LOGIN, FIRST), "The second person has to be somebody else."),
    ],
)
def test_nobody_erases_alone(workstation: Workstation, patient: Patient, second: Second, words: str) -> None:
    with pytest.raises(SecondRefused) as refused:
        workstation.erasing.erase(patient.id, "Asked for in writing", second)

    assert refused.value.words == words
    assert workstation.patients.get(patient.id) == patient
    assert not workstation.places.erased.exists()


def test_a_leaver_is_no_second_person(workstation: Workstation, patient: Patient) -> None:
    berg = next(p for p in workstation.people.all() if p.login == "berg")
    workstation.people.let_go(berg.id)

    with pytest.raises(SecondRefused):
        workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)


def test_an_erasure_needs_its_reason(workstation: Workstation, patient: Patient) -> None:
    with pytest.raises(NotAllowed, match=r"^Say why the record is erased\.$"):
        workstation.erasing.erase(patient.id, " ", TOVE)


def test_when_the_fresh_backup_fails_the_record_is_erased_and_that_is_said(
    workstation: Workstation, patient: Patient
) -> None:
    workstation.places.backups.mkdir(exist_ok=True)
    workstation.places.backups.rmdir()
    workstation.places.backups.write_text("a file where the folder should be")

    said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said.startswith("The record is erased. Backup NOT made: ")


def test_an_erasure_cut_short_is_finished_at_the_next_start(places: Places, clock: SteppedClock) -> None:
    """The computer stopped when the id stood in the ledger and nothing was removed yet."""
    with open_clinic(places, clock) as workstation:
        found = workstation.patients.add(Patient(family_name=CANARY))
        ErasureLedger(places.erased, workstation.unlocked.keys.audit).add(found.id)

    with open_clinic(places, clock) as again:
        assert ERASED_AGAIN in again.warnings
        assert again.patients.find(CANARY) == []
        assert CANARY not in everything(again)
    with open_clinic(places, clock) as at_last:
        assert at_last.warnings == ()


LONG = "Asked for in writing. " * 20_000
"""Needs pages of its own, so that a full disk cannot take it."""


def test_what_was_refused_for_want_of_room_is_not_carried_out_later(
    workstation: Workstation, patient: Patient, places: Places, clock: SteppedClock
) -> None:
    with full_disk(workstation.database), pytest.raises(DiskFull) as refused:
        workstation.erasing.erase(patient.id, LONG, TOVE)
    workstation.close()

    assert refused.value.words == DiskFull().words
    with open_clinic(places, clock) as again:
        assert again.warnings == ()
        assert again.patients.get(patient.id) == patient
        assert again.erasing.erase(patient.id, LONG, TOVE).startswith("The record is erased.")


def test_what_was_refused_and_cannot_be_taken_back_is_said(
    workstation: Workstation, patient: Patient
) -> None:
    def damage(_: object) -> None:
        if workstation.places.erased.exists():
            workstation.places.erased.write_text("{")

    event.listen(workstation.database.engine, "rollback", damage)
    with full_disk(workstation.database), pytest.raises(NotErasedYet) as refused:
        workstation.erasing.erase(patient.id, LONG, TOVE)

    assert refused.value.words == f"{DiskFull().words} It will be erased at the next start."


@contextmanager
def from_the_next_commit(workstation: Workstation, disk: AbstractContextManager[None]) -> Iterator[None]:
    """The disk turns bad as soon as something was committed."""
    engine, committed = workstation.database.engine, False
    with ExitStack() as stack:

        def commit(_: object) -> None:
            nonlocal committed
            committed = True

        def checkin(*_: object) -> None:
            nonlocal committed
            if committed:
                committed = False
                stack.enter_context(disk)

        event.listen(engine, "commit", commit)
        event.listen(engine, "checkin", checkin)
        yield
        event.remove(engine, "commit", commit)
        event.remove(engine, "checkin", checkin)


def test_without_room_to_wipe_its_traces_the_record_is_erased_and_that_is_said(
    workstation: Workstation, patient: Patient
) -> None:
    with from_the_next_commit(workstation, refusing_disk()):
        said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said.startswith(
        "The record is erased. Its traces go when there is room: close the program then. Backup NOT made: "
    )
    assert workstation.patients.find(CANARY) == []


def test_while_another_program_holds_the_file_the_backup_without_the_record_is_made(
    workstation: Workstation, patient: Patient
) -> None:
    with from_the_next_commit(workstation, busy_disk(workstation)):
        said = workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    assert said == "The record is erased. Close the program once, so that its traces go too."
    (backup,) = workstation.places.backups.iterdir()
    assert CANARY not in "\n".join(dump(next(backup.glob("*.db")), workstation.unlocked.database_key))


def test_erasing_again_what_is_gone_changes_nothing(workstation: Workstation, patient: Patient) -> None:
    workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)
    ledger = ErasureLedger(workstation.places.erased, workstation.unlocked.keys.audit)
    before = workstation.database.anchor()

    assert reapply_erasures(workstation.database, ledger) == 0
    assert workstation.database.anchor() == before


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"v":1,"ids":["a"],"mac":""}', '{"v":1,"ids":["b"],"mac":"{mac}"}', "é"]
)
def test_a_ledger_changed_from_outside_is_not_believed(tmp_path: Path, text: str) -> None:
    ledger = ErasureLedger(tmp_path / "erased.json", b"k" * 32)
    ledger.add("a")
    mac = json.loads(ledger.file.read_text())["mac"]
    ledger.file.write_text(text.replace("{mac}", mac), "utf-8")

    with pytest.raises(LedgerDamaged) as damaged:
        ledger.ids()

    assert damaged.value.words == (
        "The list of erased records (erased.json) is damaged or was changed from outside. Nothing was "
        "changed. Put back the copy that lies in the newest backup."
    )


def test_a_damaged_ledger_shuts_nobody_out(places: Places, clock: SteppedClock) -> None:
    open_clinic(places, clock).close()
    places.erased.write_text("{")

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings[-1].startswith("The list of erased records (erased.json) is damaged")


def test_the_ledger_holds_ids_and_nothing_else(workstation: Workstation, patient: Patient) -> None:
    workstation.erasing.erase(patient.id, "Asked for in writing", TOVE)

    body = json.loads(workstation.places.erased.read_text())

    assert body["ids"] == [patient.id]
    assert set(body) == {"v", "ids", "mac"}


@pytest.mark.parametrize(
    ("kept", "years"),
    [("", 0), ("10", 10), ("ten", 0), ("-3", 0), ("9" * 9, MOST_RETENTION)],
)
def test_the_years_are_read_as_a_clinic_can_mean_them(kept: str, years: int) -> None:
    assert from_texts({"retention_years": kept}).retention_years == years
    assert to_texts(Settings(retention_years=10))["retention_years"] == "10"
