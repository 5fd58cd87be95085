"""The way in: who is let in, what is refused in which words, and what is noticed on opening."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.access.person import NewPerson, PersonRefused
from app.access.roles import Role
from app.audit import Act, Row
from app.clock import SteppedClock
from app.door import CannotOpen, Door, NobodyEntered, SetUp, Standing, WrongPassphrase, WrongRecoveryKey
from app.faults import UnsafeEngine
from app.invented import LOGIN, PASSPHRASE, RECOVERY_KEY
from app.patients import Patient
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.engine import connect
from app.store.state import State
from app.vault.cost import QUICK, Cost
from app.vault.faults import KeysMissing
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from tests.clinics import open_clinic

RELEASED = Path(__file__).parents[1] / "databases"
ELENA = Patient(family_name="Acosta", given_name="Elena")
ASKED = SetUp("Riverside Clinic", NewPerson("R. Osei, PT", "PT 4471", "rosei"), PASSPHRASE, RECOVERY_KEY)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "data", tmp_path / "config")


@contextmanager
def door(places: Places, clock: SteppedClock) -> Iterator[Door]:
    with Door(places, clock, QUICK) as opened:
        yield opened


def acts(workstation: Workstation) -> list[str]:
    """What the audit tells, oldest first."""
    return [row.act for row in told(workstation)]


def told(workstation: Workstation) -> list[Row]:
    with workstation.database.reading() as session:
        return entries(session, Wanted())[::-1]


def forget_elsewhere(places: Places) -> None:
    assert places.elsewhere is not None
    shutil.rmtree(places.elsewhere)


def change(places: Places, workstation: Workstation, *statements: str) -> None:
    """Somebody with the key and another program."""
    with closing(connect(places.database, workstation.unlocked.database_key)) as connection:
        for statement in statements:
            connection.execute(statement)


def test_a_clinic_is_set_up_once_and_unlocked_afterwards(places: Places, clock: SteppedClock) -> None:
    with door(places, clock) as first:
        assert first.look() is Standing.FIRST_RUN
        with first.set_up(ASKED) as workstation:
            workstation.patients.add(ELENA)
            assert workstation.settings.clinic_name == "Riverside Clinic"
    with door(places, clock) as again:
        assert again.look() is Standing.LOCKED
        with again.unlock("rosei", PASSPHRASE) as workstation:
            assert [patient.name for patient in workstation.patients.find("acosta")] == ["ACOSTA, Elena"]
            assert (workstation.person.name, workstation.person.licence) == ("R. Osei, PT", "PT 4471")
            assert acts(workstation)[:1] == [Act.SET_UP.value]
            assert acts(workstation)[-1] == Act.SIGNED_IN.value
            assert workstation.warnings == ()


def test_a_first_person_without_a_name_is_refused_and_nothing_is_made(
    places: Places, clock: SteppedClock
) -> None:
    with door(places, clock) as first:
        with pytest.raises(PersonRefused):
            first.set_up(SetUp("", NewPerson(" ", "", "rosei"), PASSPHRASE, RECOVERY_KEY))
        assert first.look() is Standing.FIRST_RUN


@pytest.mark.parametrize(("login", "passphrase"), [(LOGIN, "not the passphrase"), ("nobody", PASSPHRASE)])
def test_a_wrong_passphrase_and_an_unknown_user_are_told_alike(
    places: Places, clock: SteppedClock, login: str, passphrase: str
) -> None:
    open_clinic(places, clock).close()

    with door(places, clock) as locked:
        with pytest.raises(WrongPassphrase) as wrong:
            locked.unlock(login, passphrase)
        assert wrong.value.words == "User or passphrase not right."
        assert locked.attempts.count() == 1
        with locked.unlock(LOGIN, PASSPHRASE) as workstation:
            row = told(workstation)[-1]
            assert (row.act, row.body) == (Act.REFUSED_SIGN_IN.value, '{"count": 1}')
        assert locked.attempts.count() == 0


def test_the_recovery_key_opens_the_record_with_a_reason_and_signs_nothing(
    places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        patient = workstation.patients.add(ELENA)
    with door(places, clock) as locked:
        with pytest.raises(WrongRecoveryKey) as unreasoned:
            locked.unlock_by_recovery(RECOVERY_KEY, "  ")
        assert unreasoned.value.words == "Say why the recovery key is used."
        with pytest.raises(WrongRecoveryKey) as mistyped:
            locked.unlock_by_recovery("0000-0000-0000-0001-0000-0000-0000", "R. Osei is away")
        assert mistyped.value.words == "Group 4 does not look right"
        with locked.unlock_by_recovery(RECOVERY_KEY, "R. Osei is away") as workstation:
            assert workstation.session.acting == {Role.BREAK_GLASS}
            assert workstation.open_patient(patient.id) == patient
            with pytest.raises(NotAllowed):
                workstation.start_exam(patient.id, "nobody")
            found = {row.act: row for row in told(workstation)}
            assert found[Act.BREAK_GLASS.value].body == "R. Osei is away"
            assert found[Act.NOT_PERMITTED.value].role == "break-glass"


def test_a_set_up_that_was_killed_goes_on_where_it_was(places: Places, clock: SteppedClock) -> None:
    open_clinic(places, clock).close()
    # As a kill leaves it right after the keyring was written.
    for file in places.root.glob("clinic.db*"):
        file.unlink()
    places.anchor.unlink()
    forget_elsewhere(places)
    (places.root / "set-up-unfinished").touch()

    with open_clinic(places, clock) as workstation:
        assert workstation.recent() == []
        assert workstation.person.login == LOGIN
    assert not (places.root / "set-up-unfinished").exists()


def test_a_record_without_its_keys_is_never_given_new_ones(places: Places, clock: SteppedClock) -> None:
    open_clinic(places, clock).close()
    for file in places.root.glob("clinic.keys*"):
        file.unlink()
    shutil.rmtree(places.backups, ignore_errors=True)

    with door(places, clock) as locked, pytest.raises(KeysMissing):
        locked.look()


def test_an_older_copy_is_noticed_and_goes_on_only_with_a_reason(places: Places, clock: SteppedClock) -> None:
    open_clinic(places, clock).close()
    here = json.loads(places.anchor.read_text("utf-8"))["seq"]
    older = places.database.read_bytes()
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(ELENA)
        clock.advance(60)
    reached = workstation.places.anchor.read_text("utf-8")
    places.database.write_bytes(older)

    with door(places, clock) as locked:
        with pytest.raises(CannotOpen) as refused:
            locked.unlock(LOGIN, PASSPHRASE)
        assert refused.value.state is State.OLDER_COPY
        seq = json.loads(reached)["seq"]
        assert seq > here
        assert refused.value.words == (
            f"This file is older than the one used on 02-Mar-2026 (entry {seq}, here {here}). "
            "An older copy may have been put back, or the disk lost data."
        )
        with locked.unlock(LOGIN, PASSPHRASE, accept_older="The newer disk is broken") as workstation:
            row = next(row for row in told(workstation) if row.act == Act.OLDER_ACCEPTED.value)
            assert row.body == "The newer disk is broken"


def test_a_history_that_does_not_match_opens_with_a_warning_a_backup_and_an_entry(
    places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(ELENA)
        row = next(row for row in told(workstation) if row.act == Act.PATIENT_ADDED.value)
        workstation.anchor()
        change(
            places,
            workstation,
            "DROP TRIGGER audit_is_never_changed",
            f"UPDATE audit SET person = 'somebody' WHERE seq = {row.seq}",
        )
    before = len(list(places.backups.glob("*")))

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (
            f"Record history does not match from entry {row.seq}. Tell the data manager.",
        )
        assert Act.CHAIN_BROKEN.value in acts(workstation)
        assert workstation.patients.find("acosta")
    assert len(list(places.backups.glob("*"))) == before + 1


def test_an_entry_is_not_changed_or_deleted_by_accident(places: Places, clock: SteppedClock) -> None:
    with open_clinic(places, clock) as workstation:
        for statement in (
            "DELETE FROM audit",
            "UPDATE audit SET person = 'somebody'",
            "UPDATE audit SET body = 'another'",
        ):
            with pytest.raises(Exception, match="an audit entry is never"):
                change(places, workstation, statement)
        assert workstation.database.history_break() is None


def test_a_clock_that_went_back_is_said_and_its_entries_are_marked(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    clock.set(clock.now() - timedelta(days=1))

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (
            "This computer's clock stands earlier than the last entry. "
            "The first entry after it is marked. Set the clock right.",
        )
        rows = told(workstation)
        assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
        assert next(row for row in rows if row.act == Act.CLOCK_BACK.value).clock == "?"
        assert workstation.database.history_break() is None


def test_the_second_copy_of_the_anchor_counts_when_the_first_is_gone(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    older = places.database.read_bytes()
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(ELENA)
    places.anchor.unlink()
    places.database.write_bytes(older)

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert refused.value.state is State.OLDER_COPY


def test_on_a_new_computer_the_anchor_is_made_anew_and_said_once(places: Places, clock: SteppedClock) -> None:
    open_clinic(places, clock).close()
    places.anchor.unlink()
    forget_elsewhere(places)

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (
            "Nothing on this computer says how far the record had come. From now on it does.",
        )
        assert Act.ANCHOR_MADE.value in acts(workstation)
    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == ()


def test_the_file_of_another_clinic_is_told_from_a_damaged_one(
    places: Places, clock: SteppedClock, tmp_path: Path
) -> None:
    open_clinic(places, clock).close()
    other = Places(tmp_path / "other")
    open_clinic(other, clock).close()
    places.database.write_bytes(other.database.read_bytes())

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert refused.value.state is State.WRONG_FILE_OR_SALT
    assert refused.value.words == "This file does not belong to this key file."


def test_a_destroyed_salt_does_not_lose_the_record(places: Places, clock: SteppedClock) -> None:
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(ELENA)
    content = places.database.read_bytes()
    places.database.write_bytes(bytes(16) + content[16:])

    with open_clinic(places, clock) as workstation:
        assert workstation.patients.find("acosta")


def test_unlocking_on_a_fast_computer_makes_the_next_guess_dearer(
    places: Places, clock: SteppedClock
) -> None:
    cost = Cost(8 * 1024, 1, 1)
    with Door(places, clock, cost) as first:
        first.set_up(ASKED).close()
        # The clock of the test stands still: the key was derived in no time at all.
        with first.unlock("rosei", PASSPHRASE) as workstation:
            slot = workstation.unlocked.keyring.slot(workstation.unlocked.slot_id)
            assert (slot.cost.memory_kib, slot.cost.passes) == (8 * 1024, 2)
    with Door(places, clock, cost) as again, again.unlock("rosei", PASSPHRASE) as workstation:
        assert workstation.person.login == "rosei"


def test_an_older_copy_of_an_older_release_is_not_taken_for_an_update(
    places: Places, clock: SteppedClock
) -> None:
    shutil.copyfile(RELEASED / "v1.sqlite3", places.prepare().plain)
    with open_clinic(places, clock) as workstation:
        workstation.people.add(NewPerson("A. Brandt, PT", "", "brandt"), "nine slow barges under rain")
        (before,) = places.backups.glob("*before-update")
    shutil.copyfile(before / "clinic.db", places.database)

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert refused.value.state is State.OLDER_COPY
    with door(places, clock) as locked, pytest.raises(NobodyEntered) as nobody:
        locked.unlock(LOGIN, PASSPHRASE, accept_older="The newer disk is broken")
    assert nobody.value.words == (
        "Nobody is entered in this record. Open it with the recovery key and add people, "
        "or restore a newer backup."
    )


def test_a_take_over_and_an_update_stand_in_the_record(places: Places, clock: SteppedClock) -> None:
    shutil.copyfile(RELEASED / "v1.sqlite3", places.prepare().plain)

    with open_clinic(places, clock) as workstation:
        rows = {row.act: row for row in told(workstation)}
        assert rows[Act.TAKEN_OVER.value].person == workstation.person.id
        assert json.loads(rows[Act.UPDATED.value].body or "")["backup"].endswith("-before-update")


def test_an_update_that_a_kill_broke_off_is_said_at_the_next_start(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    (places.root / "update-unfinished").write_text("20260302-090000-before-update", "utf-8")

    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == (
            "The update did not finish; your data are as before. Backup: 20260302-090000-before-update. "
            "It was started again now.",
        )
    with open_clinic(places, clock) as workstation:
        assert workstation.warnings == ()


def test_an_unsafe_engine_touches_no_file(
    places: Places, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_clinic(places, clock).close()
    before = {file.name: file.read_bytes() for file in places.root.iterdir() if file.is_file()}
    # What a build with an older SQLite inside would be asked, answered by a newer demand.
    monkeypatch.setattr("app.store.engine.OLDEST", (99, 0, 0))

    with pytest.raises(UnsafeEngine):
        open_clinic(places, clock)

    assert {file.name: file.read_bytes() for file in places.root.iterdir() if file.is_file()} == before


def test_a_broken_history_is_backed_up_once_and_keeps_nobody_out_when_it_cannot_be(
    places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        workstation.patients.add(ELENA)
        seq = workstation.database.anchor().seq
        workstation.anchor()
        change(
            places,
            workstation,
            "DROP TRIGGER audit_is_never_changed",
            f"UPDATE audit SET person = 'somebody' WHERE seq = {seq}",
        )
    shutil.rmtree(places.backups, ignore_errors=True)
    places.backups.write_text("a file where the folder should be", "utf-8")
    with open_clinic(places, clock) as workstation:
        assert workstation.warnings[0].startswith(f"Record history does not match from entry {seq}.")
        assert workstation.warnings[1].startswith("Backup NOT made: ")
    places.backups.unlink()

    for _ in range(3):
        open_clinic(places, clock).close()

    assert len(list(places.backups.glob("*broken-history"))) == 1


def test_a_record_whose_every_file_but_the_anchor_is_gone_is_no_new_clinic(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    for file in (*places.root.glob("clinic.db*"), *places.root.glob("clinic.keys*")):
        file.unlink()
    shutil.rmtree(places.backups, ignore_errors=True)

    with door(places, clock) as locked, pytest.raises(KeysMissing):
        locked.look()


def test_a_mark_of_an_unfinished_set_up_makes_no_database_in_place_of_a_lost_one(
    places: Places, clock: SteppedClock
) -> None:
    open_clinic(places, clock).close()
    for file in places.root.glob("clinic.db*"):
        file.unlink()
    (places.root / "set-up-unfinished").touch()

    with pytest.raises(CannotOpen) as refused:
        open_clinic(places, clock)

    assert refused.value.state is State.MISSING
