"""Who may sit down at an open desk, also on a full disk; and what stands under the strip then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.access.person import NewPerson, Person
from app.access.roles import Role
from app.access.session import Session
from app.clock import SteppedClock
from app.door import Door, SetUp, WrongPassphrase
from app.faults import DiskFull
from app.lock import Reason
from app.places import Places
from app.resume import Bookmark
from app.screens.notices import Notice, draft_of, notices
from app.screens.state import State
from app.seats import Taken, come_back, leave, sit_down
from app.store.database import Database
from app.vault.cost import QUICK
from app.workstation import Workstation
from tests.clinics import PASSPHRASE, RECOVERY_KEY
from tests.disks import full_disk

OTHER = "seven quiet lamps under oak"


@pytest.fixture
def door(places: Places, clock: SteppedClock) -> Iterator[Door]:
    with Door(places, clock, QUICK) as opened:
        yield opened


@pytest.fixture
def station(door: Door) -> Iterator[Workstation]:
    person = NewPerson("R. Osei, PT", "PT 4471", "rosei")
    with door.set_up(SetUp("Riverside Clinic", person, PASSPHRASE, RECOVERY_KEY)) as opened:
        opened.people.add(NewPerson("A. Moyo, PT", "", "amoyo", frozenset({Role.CLINICIAN})), OTHER)
        yield opened


@contextmanager
def full_after_one_commit(database: Database) -> Iterator[None]:
    """The disk has room for one more entry."""
    commits: list[object] = []
    over = False

    def count(connection: object) -> None:
        commits.append(connection)
        if len(commits) > 1 and not over:
            raise DiskFull

    event.listen(database.engine, "commit", count)
    try:
        yield
    finally:
        over = True


def test_whoever_has_the_passphrase_sits_down(door: Door, station: Workstation) -> None:
    assert sit_down(door, station, "amoyo", OTHER).name == "A. Moyo, PT"
    assert station.session.roles == {Role.CLINICIAN}


@pytest.mark.parametrize(("login", "passphrase"), [("amoyo", PASSPHRASE), ("nobody", OTHER), ("", "")])
def test_nobody_else_does(door: Door, station: Workstation, login: str, passphrase: str) -> None:
    with pytest.raises(WrongPassphrase, match=r"^User or passphrase not right\.$"):
        sit_down(door, station, login, passphrase)

    assert station.person.login == "rosei"
    assert door.attempts.count() == 1


def test_who_left_the_clinic_does_not(door: Door, station: Workstation) -> None:
    left = next(person for person in station.people.all() if person.login == "amoyo")
    station.people.let_go(left.id)

    with pytest.raises(WrongPassphrase):
        sit_down(door, station, "amoyo", OTHER)


def test_who_covered_the_desk_comes_back_to_it_on_a_full_disk(
    door: Door, station: Workstation, clock: SteppedClock
) -> None:
    with full_disk(station.database):
        assert (
            leave(station, Reason.ASKED, Bookmark(clock.now(), "thomas", {"patient": "x" * 20_000})) is False
        )
        assert sit_down(door, station, "rosei", PASSPHRASE).login == "rosei"


def test_a_desk_with_an_unkept_trial_is_its_clinicians_alone(door: Door, station: Workstation) -> None:
    with pytest.raises(
        Taken, match=r"^R\. Osei, PT has a trial here that is not saved yet\. Only they can open this desk\.$"
    ):
        sit_down(door, station, "amoyo", OTHER, taken="a trial")

    assert sit_down(door, station, "rosei", PASSPHRASE, taken="a trial").login == "rosei"


def test_a_disk_that_takes_who_went_and_not_who_came_leaves_the_desk_as_it_was(
    door: Door, station: Workstation
) -> None:
    with full_after_one_commit(station.database), pytest.raises(DiskFull):
        sit_down(door, station, "amoyo", OTHER)

    assert station.person.login == "rosei"
    assert station.database.author.person_id == station.person.id


def test_each_comes_back_to_their_own_place(door: Door, station: Workstation, clock: SteppedClock) -> None:
    opened = clock.now()
    leave(station, Reason.SWITCH, Bookmark(clock.now(), "thomas"))
    sit_down(door, station, "amoyo", OTHER)
    assert come_back(station, opened) is None
    leave(station, Reason.SWITCH, Bookmark(clock.now(), "review"))

    sit_down(door, station, "rosei", PASSPHRASE)
    back = come_back(station, opened)

    assert back is not None
    assert back.page == "thomas"


def test_what_was_left_before_the_desk_was_opened_is_another_days_work(
    station: Workstation, clock: SteppedClock
) -> None:
    leave(station, Reason.ASKED, Bookmark(clock.now(), "thomas"))
    clock.advance(3600)

    assert come_back(station, since=clock.now()) is None
    assert come_back(station, since=None) is not None
    clock.advance(timedelta(hours=12).total_seconds())
    assert come_back(station, since=None) is None


def nobody(*roles: Role, reason: str = "") -> Session:
    return Session(Person("7", "A. Moyo, PT", "", "amoyo", frozenset(roles)), frozenset(roles), reason)


def test_whose_draft_lies_there_is_told_to_who_may_see_the_patient_and_to_nobody_else() -> None:
    told = draft_of(nobody(Role.CLINICIAN), "R. Osei, PT", "ACOSTA, Elena")

    assert told == Notice(State.CAUTION, "Draft of R. Osei, PT on patient ACOSTA, Elena", passing=True)
    assert draft_of(nobody(), "R. Osei, PT", "ACOSTA, Elena") is None


def test_a_recovery_key_in_use_is_told_first_and_in_red() -> None:
    shown = notices(nobody(reason="R. Osei is ill."), ("Record history does not match from entry 9.",))

    assert [notice.state for notice in shown] == [State.STOP, State.STOP]
    assert shown[0].words == (
        "Opened with the recovery key: R. Osei is ill. You may look, print and set a new passphrase. "
        "All of it stands in the record."
    )
