"""A patient's record taken out of the lists, brought back, or erased: the keys of the patient's page."""

from __future__ import annotations

from app.access.rights import Right
from app.erasing import Second
from app.faults import Fault
from app.patients import Patient
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Page
from ui.parts.erase_sheet import EraseSheet
from ui.parts.sheet import PickSheet, ReasonSheet


def taking_out_keys(page: Page, patient: Patient) -> tuple[KeyHint, ...]:
    """They say who may where the role may not; erasing is offered only to who may."""
    if patient.voided is None:
        keys = page.for_who_may(
            Right.VOID_PATIENT, KeyHint("X", tr("void the record"), lambda: ask_void(page, patient))
        )
    else:
        keys = page.for_who_may(
            Right.RESTORE_PATIENT, KeyHint("B", tr("bring back"), lambda: bring_back(page, patient))
        )
    if page.desk.may(Right.ERASE):
        keys += (KeyHint("Del", tr("erase"), lambda: ask_erase(page, patient)),)
    return keys


def ask_void(page: Page, patient: Patient) -> None:
    sheet = ReasonSheet(
        tr("Why is this record voided?"),
        (),
        tr(
            "It goes out of every list and takes no more exams. Nothing is lost: "
            "a data manager finds it among the voided records and can bring it back."
        ),
        note_needed=True,
        verb=tr("Void the record"),
    )

    def void(_code: str, reason: str) -> None:
        try:
            page.desk.workstation.patients.void(patient.id, reason)
        except (Fault, NotAllowed) as refused:
            page.frame.say(str(refused))
            return
        page.frame.go("home")
        page.frame.say(tr("The record is voided and out of the lists."))

    sheet.answered.connect(void)
    page.frame.ask(sheet)


def bring_back(page: Page, patient: Patient) -> None:
    try:
        page.desk.workstation.patients.bring_back(patient.id)
    except (Fault, NotAllowed) as refused:
        page.frame.say(str(refused))
        return
    page.frame.go("patient", patient=patient.id)
    page.frame.say(tr("The record is in the lists again."))


def ask_erase(page: Page, patient: Patient) -> None:
    erasing = page.desk.workstation.erasing
    answer = erasing.answer(patient.id)
    sheet = EraseSheet(patient.name, answer.words, answer.may_erase)

    def keep() -> None:
        try:
            erasing.refuse(patient.id)
        except (Fault, NotAllowed) as refused:
            page.frame.say(str(refused))
            return
        page.frame.say(tr("The record is kept; that it was asked for is noted."))

    def erase(reason: str, login: str, passphrase: str) -> None:
        try:
            said = erasing.erase(patient.id, reason, Second(login, passphrase))
        except (Fault, NotAllowed) as refused:
            sheet.refuse(str(refused))
            return
        sheet.close_sheet()
        page.frame.go("home")
        page.frame.ask(PickSheet(tr("Erased for good"), [Option("done", tr("Done"), "D")], said))

    sheet.kept.connect(keep)
    sheet.erased.connect(erase)
    page.frame.ask(sheet)
