"""Who may do what in the clinic, as one table, and what somebody is told who may not."""

from __future__ import annotations

import pytest

from app.access.person import Person
from app.access.rights import RIGHTS, Right, refusal, rights_of
from app.access.roles import GIVEN, Role
from app.access.session import (
    Access,
    NotPermitted,
    Service,
    Session,
    for_everyone,
    needs,
    rights_asked,
)
from app.clock import SteppedClock
from app.door import Door
from app.places import Places
from app.vault.cost import QUICK
from tests.clinics import LOGIN, RECOVERY_KEY, open_clinic
from tests.clinics import PASSPHRASE as FIRST
from tests.colleagues import colleague, sit

TABLE = """
                  clinician resident supervisor manager auditor break-glass
view                  x        x         x         x       x         x
keep patients         x        x         x         x       .         .
void patient          x        .         x         x       .         .
restore patient       .        .         .         x       .         .
examine               x        x         x         .       .         .
sign                  x        x         x         .       .         .
sign alone            x        .         x         .       .         .
countersign           x        .         x         .       .         .
amend                 x        .         x         .       .         .
abandon               x        x         x         .       .         .
void exam             x        .         x         x       .         .
print                 x        x         x         x       .         x
export                .        .         .         x       .         .
agreement             x        .         x         x       .         .
own passphrase        x        x         x         x       x         .
look                  x        x         x         x       x         x
clinic                .        .         .         x       .         x
people                .        .         .         x       .         x
audit                 .        .         .         x       x         x
back up               x        x         x         x       x         x
restore               .        .         .         x       .         x
keys                  .        .         .         x       .         x
rebuild               .        .         .         x       .         x
erase                 .        .         .         x       .         .
"""


def seated(*roles: Role, reason: str = "") -> Session:
    return Session(Person("1", "N. Ito", "", "ito", frozenset(roles)), frozenset(roles), reason)


def test_each_role_may_what_the_clinic_agreed_on_and_nothing_else() -> None:
    roles, *lines = TABLE.strip().splitlines()
    agreed: dict[Role, set[Right]] = {Role(role): set() for role in roles.split()}
    for line in lines:
        *words, a, b, c, d, e, f = line.split()
        for role, mark in zip(agreed, (a, b, c, d, e, f), strict=True):
            if mark == "x":
                agreed[role].add(Right(" ".join(words)))

    assert agreed == {role: set(rights) for role, rights in RIGHTS.items()}
    assert len(lines) == len(Right)


def test_whoever_has_several_roles_may_what_any_of_them_may() -> None:
    both = rights_of((Role.RESIDENT, Role.MANAGER))

    assert both == RIGHTS[Role.RESIDENT] | RIGHTS[Role.MANAGER]
    assert Right.SIGN_ALONE not in both


def test_the_recovery_key_sets_the_roles_of_its_person_aside() -> None:
    broken = seated(Role.CLINICIAN, Role.MANAGER, reason="Only I am here")

    assert broken.acting == {Role.BREAK_GLASS}
    assert not broken.may(Right.SIGN)
    assert broken.may(Right.PEOPLE)
    assert broken.role_words == "break-glass"


def test_the_recovery_key_is_no_role_to_give() -> None:
    assert Role.BREAK_GLASS not in GIVEN
    assert all(role.label and role.words.endswith(".") for role in Role)


@pytest.mark.parametrize(
    ("right", "words"),
    [
        (Right.ERASE, "Only a data manager may erase a record."),
        (Right.AUDIT, "Only a data manager or an auditor may read who did what."),
        (Right.COUNTERSIGN, "Only a clinician or a supervisor may countersign an exam."),
        (Right.SIGN, "Only a clinician, a resident or a supervisor may sign an exam."),
        (Right.AMEND, "Only a clinician or a supervisor may open an addendum."),
    ],
)
def test_who_may_not_is_told_who_may(right: Right, words: str) -> None:
    assert refusal(right) == words
    assert str(NotPermitted(right)) == words


class Drawer(Service):
    @needs(Right.PRINT)
    def open(self, key: str, turns: int = 1) -> str:
        """Open it."""
        return key * turns

    @for_everyone
    def look_at(self) -> str:
        return "closed"


def test_an_act_runs_for_who_may_and_is_written_down_for_who_may_not() -> None:
    refused: list[Right] = []
    access = Access(seated(Role.CLINICIAN), refused.append)
    drawer = Drawer(access)
    assert drawer.open("a", turns=2) == "aa"

    access.session = seated(Role.AUDITOR)

    with pytest.raises(NotPermitted, match=r"may print or save a report\.$"):
        drawer.open("a")
    assert refused == [Right.PRINT]
    assert drawer.look_at() == "closed"


def test_an_act_that_forgot_to_ask_is_found() -> None:
    class Forgetful(Drawer):
        def slam(self) -> None:
            """Asks nobody."""

    assert rights_asked(Drawer) == {"open": Right.PRINT, "look_at": None}
    with pytest.raises(LookupError, match=r"^Forgetful\.slam does not say which right it needs\.$"):
        rights_asked(Forgetful)


def test_every_data_manager_is_told_once_that_the_recovery_key_was_used(
    places: Places, clock: SteppedClock
) -> None:
    with open_clinic(places, clock) as workstation:
        berg = colleague(workstation, "Berg, Tove", Role.MANAGER)
        ito = colleague(workstation, "Ito, Naoko", Role.CLINICIAN)
    with Door(places, clock, QUICK) as door:
        with door.unlock_by_recovery(RECOVERY_KEY, "The manager is ill.") as broken:
            assert broken.warnings == ()
        with door.unlock(LOGIN, FIRST) as workstation:
            told = workstation.warnings
            words = told[0]
            assert words.startswith("The recovery key was used on 02-Mar-2026 at ")
            assert words.endswith(": The manager is ill.")
            sit(workstation, ito)
            assert workstation.warnings == ()
            sit(workstation, berg)
            assert workstation.warnings == told
        with door.unlock(LOGIN, FIRST) as workstation:
            assert workstation.warnings == ()
