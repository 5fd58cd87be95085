"""R31: every role before every act of every service; the table decides, and a refusal is written down."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import text

import app
from app.access.person import NewPerson
from app.access.rights import RIGHTS, Right
from app.access.roles import GIVEN, Role
from app.access.session import NotPermitted, Service, rights_asked
from app.audit import Act, Row
from app.clock import SteppedClock
from app.erasing import Second
from app.examination import Examination
from app.faults import Fault
from app.patients import Patient
from app.store.audit import Wanted, entries
from app.workstation import Workstation
from assessments.language.exam import NotAllowed
from assessments.language.value import Quantity, Ref, Side
from tests.clinics import RECOVERY_KEY, open_clinic
from tests.colleagues import PASSPHRASE, break_the_glass, colleague, sit
from tests.faults.trials import report

ANGLE = Ref("thomas", "hip_angle", Side.RIGHT, 1)
NOT_A_WAY_IN = "no way in"


def services() -> list[type]:
    """Every service of the program, found by importing all of it."""
    for module in pkgutil.walk_packages(app.__path__, "app."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return [Workstation, *(s for s in _below(Service) if s.__module__.startswith("app."))]


def _below(service: type) -> Iterator[type]:
    below: list[type] = service.__subclasses__()
    for one in below:
        yield one
        yield from _below(one)


@pytest.fixture
def workstation(tmp_path: Path) -> Iterator[Workstation]:
    clock = SteppedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), timedelta(seconds=5))
    with open_clinic(tmp_path / "data", clock) as opened:
        opened.change_settings(replace(opened.settings, retention_years=10))
        yield opened


def sit_as(workstation: Workstation, role: Role) -> None:
    if role is Role.BREAK_GLASS:
        break_the_glass(workstation)
    else:
        sit(workstation, colleague(workstation, f"{role.value} of the clinic", role))


def last_entry(workstation: Workstation) -> Row:
    with workstation.database.reading() as session:
        return entries(session, Wanted(), most=1)[0]


def held(workstation: Workstation) -> list[object]:
    """Every row that is not audit."""
    tables = ("patients", "exams", "events", "scores", "people", "settings")
    with workstation.database.reading() as session:
        return [tuple(row) for table in tables for row in session.execute(text(f"SELECT * FROM {table}"))]


def test_R31_every_act_of_every_service_says_which_right_it_asks() -> None:
    asked = {f"{service.__name__}.{name}": right for service in services()
             for name, right in rights_asked(service).items()}  # fmt: skip

    assert len(asked) > 50
    assert {right for right in asked.values() if right} >= set(Right) - {Right.SIGN_ALONE, Right.CLINIC}


@pytest.mark.parametrize("role", Role)
def test_R31_every_role_before_every_act(workstation: Workstation, role: Role) -> None:
    """An act that is let through is stopped by a word it does not know, before it does anything."""
    sit_as(workstation, role)
    before, tried, wrong = held(workstation), 0, []
    for kind in services():
        service = workstation
        if kind is not Workstation:
            service = object.__new__(kind)
            Service.__init__(service, workstation.access)
        for name, right in rights_asked(kind).items():
            if right is None:
                continue
            tried += 1
            count = workstation.database.anchor().seq
            try:
                getattr(service, name)(**{NOT_A_WAY_IN: True})
            except TypeError as error:
                let_through = NOT_A_WAY_IN in str(error)
                rightly = let_through and right in RIGHTS[role] and workstation.database.anchor().seq == count
            except NotPermitted as error:
                last = last_entry(workstation)
                rightly = (
                    error.right is right
                    and right not in RIGHTS[role]
                    and (last.seq, last.act, last.body) == (count + 1, Act.NOT_PERMITTED, right.value)
                    and (last.person, last.role) == (workstation.person.id, role.value)
                )
            if not rightly:
                wrong.append(f"{kind.__name__}.{name}")
    report("R31", "each role before each act of each service; refusals in the audit", tried, len(wrong))

    assert wrong == []
    assert held(workstation) == before


Work = Callable[[Workstation, "Bench"], object]


class Bench:
    """What lies ready to be worked on, made by people who may."""

    def __init__(self, workstation: Workstation) -> None:
        manager = workstation.person
        resident = colleague(workstation, "Ito, Naoko", Role.RESIDENT, licence="S 1")
        self.leaver = colleague(workstation, "Roy, Dan", Role.AUDITOR)
        self.patient = workstation.patients.add(Patient(family_name="Acosta"))
        self.other = workstation.patients.add(Patient(family_name="Berg"))
        self.voided = workstation.patients.add(Patient(family_name="Lund"))
        self.voided = workstation.patients.void(self.voided.id, "Entered twice")
        self.open = self._exam(workstation)
        self.signed = self._exam(workstation)
        self.signed.sign("R. Osei, PT", "PT 4471")
        self.to_void = self._exam(workstation)
        self.to_void.sign("R. Osei, PT", "PT 4471")
        self.to_abandon = self._exam(workstation)
        self.to_sign = self._exam(workstation)
        sit(workstation, resident)
        self.waiting = self._exam(workstation)
        self.waiting.sign("Ito, Naoko", "S 1")
        sit(workstation, manager)

    def _exam(self, workstation: Workstation) -> Examination:
        exam = workstation.start_exam(self.patient.id, workstation.person.name)
        exam.record(ANGLE, Quantity(Decimal(8), "deg", "8"))
        return exam


WORK: dict[str, tuple[Right, Work]] = {
    "find a patient": (Right.VIEW, lambda w, b: w.patients.find("acosta")),
    "open a patient": (Right.VIEW, lambda w, b: w.open_patient(b.patient.id)),
    "open an exam": (Right.VIEW, lambda w, b: w.open_exam(b.open.id)),
    "see the trend": (Right.VIEW, lambda w, b: w.history(b.patient.id)),
    "add a patient": (Right.KEEP_PATIENTS, lambda w, b: w.patients.add(Patient(family_name="Moe"))),
    "correct a patient": (
        Right.KEEP_PATIENTS,
        lambda w, b: w.patients.correct(replace(b.patient, phone="1")),
    ),
    "start an exam": (Right.EXAMINE, lambda w, b: w.start_exam(b.patient.id, "X")),
    "answer": (Right.EXAMINE, lambda w, b: b.open.record(ANGLE, Quantity(Decimal(9), "deg", "9"))),
    "take an answer back": (Right.EXAMINE, lambda w, b: b.open.undo()),
    "give it again": (Right.EXAMINE, lambda w, b: b.open.redo()),
    "skip a test": (Right.EXAMINE, lambda w, b: b.open.skip("thomas", "refused")),
    "clear an answer": (Right.EXAMINE, lambda w, b: b.open.clear(ANGLE)),
    "sign": (Right.SIGN, lambda w, b: b.to_sign.sign(w.person.name, w.person.licence)),
    "countersign": (Right.COUNTERSIGN, lambda w, b: b.waiting.countersign(w.person.name, "PT 5")),
    "open an addendum": (Right.AMEND, lambda w, b: b.signed.amend("Wrong side", w.person.name)),
    "abandon": (Right.ABANDON, lambda w, b: b.to_abandon.abandon("Had to leave", w.person.name)),
    "void an exam": (Right.VOID_EXAM, lambda w, b: b.to_void.void("Wrong patient", w.person.name)),
    "void a record": (Right.VOID_PATIENT, lambda w, b: w.patients.void(b.other.id, "Entered twice")),
    "bring a record back": (Right.RESTORE_PATIENT, lambda w, b: w.patients.bring_back(b.voided.id)),
    "print": (Right.PRINT, lambda w, b: w.printed(b.signed.id, "clinician")),
    "save plots": (
        Right.PRINT,
        lambda w, b: w.saved_plots(b.patient.id, ["thomas.hip_angle"], "png", False),
    ),
    "change the look": (Right.LOOK, lambda w, b: w.change_settings(replace(w.settings, theme="dark"))),
    "rename the clinic": (
        Right.CLINIC,
        lambda w, b: w.change_settings(replace(w.settings, clinic_name="Hip and Back")),
    ),
    "add a person": (
        Right.PEOPLE,
        lambda w, b: w.people.add(NewPerson("Moe, Ann", "", "moe", frozenset({Role.AUDITOR})), PASSPHRASE),
    ),
    "let a person go": (Right.PEOPLE, lambda w, b: w.people.let_go(b.leaver.id)),
    "take a person back": (Right.PEOPLE, lambda w, b: w.people.take_back(b.leaver.id, PASSPHRASE)),
    "give a new passphrase": (
        Right.PEOPLE,
        lambda w, b: w.people.replace_passphrase(b.leaver.id, PASSPHRASE + " again"),
    ),
    "change my passphrase": (
        Right.OWN_PASSPHRASE,
        lambda w, b: w.people.change_own_passphrase(PASSPHRASE, PASSPHRASE + " of mine"),
    ),
    "try the recovery key": (Right.KEYS, lambda w, b: w.people.verify_recovery_key(RECOVERY_KEY)),
    "make the lists again": (Right.REBUILD, lambda w, b: w.rebuild()),
    "answer a request to erase": (Right.ERASE, lambda w, b: w.erasing.refuse(b.other.id)),
    "erase": (
        Right.ERASE,
        lambda w, b: w.erasing.erase(b.other.id, "Asked for", Second("ito", PASSPHRASE)),
    ),
}
"""What is done at a desk, in an order in which all of it can be done."""


@pytest.mark.parametrize("role", Role)
def test_R31_what_is_done_at_the_desk_is_done_or_refused(workstation: Workstation, role: Role) -> None:
    bench = Bench(workstation)
    sit_as(workstation, role)
    done = set()
    for name, (_, work) in WORK.items():
        before = held(workstation)
        try:
            work(workstation, bench)
            done.add(name)
        except NotPermitted as error:
            last = last_entry(workstation)
            written = (last.act, last.body) == (Act.NOT_PERMITTED, error.right.value)
            if not written or held(workstation) != before:
                pytest.fail(f"{role} may not {name}, and the refusal left something or was not written.")
        except (Fault, NotAllowed) as stopped:
            pytest.fail(f"{role} may {name}, and it did not work: {stopped}")
    may = {name for name, (right, _) in WORK.items() if right in RIGHTS[role]}
    report("R31", "whole acts at the desk, done or refused as the table says", len(WORK), len(done ^ may))

    assert done == may


def test_R31_the_recovery_key_is_never_a_role_of_a_person(workstation: Workstation) -> None:
    with pytest.raises(Fault, match=r"^Choose at least one role\.$"):
        colleague(workstation, "Moe, Ann", Role.BREAK_GLASS)
    assert Role.BREAK_GLASS not in GIVEN
