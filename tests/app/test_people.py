"""People come, change and leave; a passphrase can be forgotten, and a clinic never locks itself out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.access.people import NO_MANAGER
from app.access.person import NewPerson, Person, PersonRefused, complaints_of
from app.access.roles import Role
from app.audit import Act
from app.clock import SteppedClock
from app.door import Door, WrongPassphrase
from app.faults import Fault
from app.places import Places
from app.store.audit import Wanted, entries
from app.vault.cost import QUICK
from app.vault.keyring_file import find_keyring, keep_keyring
from app.vault.recovery import new_recovery_key
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from assessments.language.reading import Complaint
from tests.clinics import LOGIN, RECOVERY_KEY, open_clinic
from tests.clinics import PASSPHRASE as FIRST
from tests.colleagues import PASSPHRASE, colleague, sit

NEW = "a tall ladder behind the greenhouse"


def told(workstation: Workstation, act: Act) -> list[str]:
    """What the audit says was done so, by whom."""
    with workstation.database.reading() as session:
        return [row.entity for row in entries(session, Wanted(acts=(act.value,)))]


def opens(workstation: Workstation, login: str, passphrase: str) -> str:
    """Whose passphrase it is, at the door; "" for nobody's."""
    places, clock = workstation.places, workstation.clock
    workstation.close()
    with Door(places, clock, QUICK) as door:
        try:
            with door.unlock(login, passphrase) as opened:
                return opened.person.name
        except WrongPassphrase:
            return ""


@contextmanager
def gone(workstation: Workstation) -> Iterator[None]:
    """The data file is on a disk that was pulled out and comes back later."""
    workstation.database.close()
    file = workstation.places.database
    file.rename(file.with_name("pulled out"))
    try:
        yield
    finally:
        file.with_name("pulled out").rename(file)


@pytest.mark.parametrize(
    ("new", "field", "words"),
    [
        (NewPerson("  ", "", "ito"), "name", "Type a name."),
        (NewPerson("\u200b", "", "ito"), "name", "Type a name."),
        (NewPerson("N" * 201, "", "ito"), "name", "That is 201 characters; the most kept here is 200."),
        (NewPerson("N\x07", "", "ito"), "name", "A character in it cannot be kept. Type it again."),
        (NewPerson("N", "L" * 300, "ito"), "licence", "That is 300 characters; the most kept here is 200."),
        (
            NewPerson("N", "", "i"),
            "login",
            "Type a user name of 2 to 32 small letters and digits, without spaces, such as rosei.",
        ),
        (
            NewPerson("N", "", "n ito"),
            "login",
            "Type a user name of 2 to 32 small letters and digits, without spaces, such as rosei.",
        ),
        (NewPerson("N", "", " ROSEI "), "login", "The user name rosei already belongs to Rose Osei."),
        (NewPerson("N", "", "ito", frozenset()), "roles", "Choose at least one role."),
        (NewPerson("N", "", "ito", frozenset({Role.BREAK_GLASS})), "roles", "Choose at least one role."),
    ],
)
def test_what_cannot_be_true_of_a_person_is_said(new: NewPerson, field: str, words: str) -> None:
    rose = Person("1", "Rose Osei", "", "rosei", frozenset({Role.CLINICIAN}))

    assert complaints_of(new, [rose]) == {field: Complaint(words)}


def test_somebody_new_signs_in_with_a_passphrase_that_only_they_know(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.RESIDENT, licence="PT 9")

    assert workstation.people.all()[0] == ito
    assert told(workstation, Act.PERSON_ADDED)[0] == f"person:{ito.id}"
    assert opens(workstation, "Ito", PASSPHRASE) == "Ito, Naoko"


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [
        ("short", "Too short: 5 of at least 15 characters. "),
        ("itoitoitoitoito1", "This is the user name or the name of the clinic, "),
    ],
)
def test_a_weak_passphrase_is_refused_with_the_reason(
    workstation: Workstation, passphrase: str, words: str
) -> None:
    with pytest.raises(PersonRefused) as refused:
        workstation.people.add(NewPerson("N. Ito", "", "ito"), passphrase)

    assert refused.value.complaints["passphrase"].words.startswith(words)
    assert [person.login for person in workstation.people.all()] == [LOGIN]


def test_a_name_and_roles_change_and_the_user_name_stays(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.RESIDENT)

    changed = workstation.people.change(
        ito.id, NewPerson(" Ito-Berg, Naoko ", "PT 12", "other", frozenset({Role.CLINICIAN}))
    )

    assert (changed.name, changed.licence, changed.login) == ("Ito-Berg, Naoko", "PT 12", "ito")
    assert changed.roles == {Role.CLINICIAN}
    assert changed.slot_id == ito.slot_id


def test_who_changes_their_own_roles_has_them_at_once(workstation: Workstation) -> None:
    colleague(workstation, "Ito, Naoko", Role.MANAGER)
    me = workstation.person

    workstation.people.change(me.id, NewPerson(me.name, me.licence, me.login, frozenset({Role.AUDITOR})))

    assert workstation.session.roles == {Role.AUDITOR}
    with pytest.raises(NotAllowed, match=r"^Only a data manager may add or change people\.$"):
        workstation.people.let_go(me.id)


def test_a_leaver_gets_in_no_more_and_the_manager_is_told_to_change_the_keys(
    workstation: Workstation,
) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)

    words = workstation.people.let_go(ito.id)

    assert words == (
        "Ito, Naoko can no longer sign in. A copy of the key file that was taken away still opens with the "
        "old passphrase: change the clinic's keys now, so that it opens nothing that is written from today "
        "on."
    )
    assert not workstation.people.all()[-1].active
    assert told(workstation, Act.PERSON_LEFT) == [f"person:{ito.id}"]
    assert len(find_keyring(workstation.places).keyring.people) == 1
    assert opens(workstation, "ito", PASSPHRASE) == ""


def test_a_leaver_comes_back_with_a_new_passphrase(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)
    workstation.people.let_go(ito.id)

    workstation.people.take_back(ito.id, NEW)

    assert opens(workstation, "ito", NEW) == "Ito, Naoko"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda w, ito: w.people.let_go(w.person.id), "Somebody else has to do that: you are at the desk."),
        (lambda w, ito: w.people.take_back(ito, NEW), "Ito, Naoko has not left."),
        (
            lambda w, ito: (w.people.let_go(ito), w.people.let_go(ito)),
            "Ito, Naoko has already left.",
        ),
        (
            lambda w, ito: (w.people.let_go(ito), w.people.replace_passphrase(ito, NEW)),
            "Ito, Naoko has left. Take them back first.",
        ),
    ],
)
def test_what_cannot_be_done_to_a_person_is_said(
    workstation: Workstation, act: Callable[[Workstation, str], object], words: str
) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)

    with pytest.raises(NotAllowed) as refused:
        act(workstation, ito.id)

    assert str(refused.value) == words


def test_the_last_data_manager_stays_one(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.MANAGER)
    first = workstation.person
    workstation.people.change(
        first.id, NewPerson(first.name, "", first.login, frozenset({Role.CLINICIAN, Role.MANAGER}))
    )
    sit(workstation, ito)
    workstation.people.let_go(first.id)

    with pytest.raises(PersonRefused) as refused:
        workstation.people.change(ito.id, NewPerson(ito.name, "", "ito", frozenset({Role.CLINICIAN})))

    assert refused.value.complaints == {"roles": Complaint(NO_MANAGER)}
    assert NO_MANAGER == "Somebody has to be data manager. Give that role to another person first."


def test_a_forgotten_passphrase_costs_no_data(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)

    workstation.people.replace_passphrase(ito.id, NEW)

    assert told(workstation, Act.PASSPHRASE_CHANGED) == [f"person:{ito.id}"]
    assert opens(workstation, "ito", NEW) == "Ito, Naoko"


def test_when_the_only_manager_forgot_theirs_the_recovery_key_helps(
    places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        manager = workstation.person
    with Door(places, clock, QUICK) as door:
        with door.unlock_by_recovery(RECOVERY_KEY, "The only manager forgot the passphrase") as broken:
            broken.people.replace_passphrase(manager.id, NEW)
        with pytest.raises(WrongPassphrase):
            door.unlock(LOGIN, FIRST)
        with door.unlock(LOGIN, NEW) as again:
            assert again.person == manager


def test_my_own_passphrase_changes_only_for_who_knows_it(workstation: Workstation) -> None:
    with pytest.raises(PersonRefused) as refused:
        workstation.people.change_own_passphrase("not this one at all", NEW)
    assert refused.value.complaints == {"old": Complaint("This is not the passphrase now in use.")}

    workstation.people.change_own_passphrase(FIRST, NEW)

    name = workstation.person.name
    assert opens(workstation, LOGIN, NEW) == name


def test_a_slot_that_belongs_to_nobody_opens_no_workstation(workstation: Workstation) -> None:
    """As left by a computer that stopped between the key file and the record."""
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)
    with_ito = find_keyring(workstation.places).keyring
    workstation.people.let_go(ito.id)
    keep_keyring(workstation.places, with_ito)

    assert opens(workstation, "ito", PASSPHRASE) == ""


def test_a_stray_slot_gives_its_user_name_free(workstation: Workstation) -> None:
    ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)
    with_ito = find_keyring(workstation.places).keyring
    workstation.people.let_go(ito.id)
    keep_keyring(workstation.places, with_ito)

    workstation.people.take_back(ito.id, NEW)

    assert len(find_keyring(workstation.places).keyring.people) == 2
    assert opens(workstation, "ito", NEW) == "Ito, Naoko"


def test_when_the_record_refuses_its_part_the_key_file_is_as_before(workstation: Workstation) -> None:
    before = find_keyring(workstation.places).keyring
    people = workstation.people
    with gone(workstation), pytest.raises(Fault):
        people.renew_recovery_key(new_recovery_key())

    assert find_keyring(workstation.places).keyring == before


def test_a_new_recovery_key_takes_the_old_ones_place(workstation: Workstation) -> None:
    fresh = new_recovery_key()
    workstation.people.renew_recovery_key(fresh)

    assert workstation.people.verify_recovery_key(fresh.lower()) is None
    assert workstation.people.verify_recovery_key(RECOVERY_KEY) == Complaint(
        "This is a recovery key, but not the one of this clinic. Print a new one."
    )
    assert len(told(workstation, Act.RECOVERY_CHANGED)) == 1
    assert len(told(workstation, Act.RECOVERY_VERIFIED)) == 1
