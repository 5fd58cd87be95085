"""What can still be done with a signed exam: an addendum, a countersign, or taking it out of the record."""

from __future__ import annotations

from app.access.rights import Right
from assessments.language.exam import Phase
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Page
from ui.parts.sheet import ReasonSheet
from ui.parts.sign_sheet import SignSheet


def signed_keys(page: Page) -> tuple[KeyHint, ...]:
    """The keys that the exam as it stands has room for; they say who may where the role may not."""
    exam = page.desk.exam.exam
    keys: tuple[KeyHint, ...] = ()
    if exam.awaits_countersign:
        keys += page.for_who_may(
            Right.COUNTERSIGN, KeyHint("K", tr("countersign"), lambda: ask_countersign(page))
        )
    if exam.phase is Phase.SIGNED:
        keys += page.for_who_may(Right.VOID_EXAM, KeyHint("X", tr("void"), lambda: ask_void(page)))
    return keys


def addendum_key(page: Page) -> tuple[KeyHint, ...]:
    if page.desk.exam.exam.phase is not Phase.SIGNED:
        return ()
    return page.for_who_may(Right.AMEND, KeyHint("D", tr("addendum"), lambda: ask_addendum(page)))


def ask_addendum(page: Page) -> None:
    sheet = ReasonSheet(
        tr("Why is the signed exam changed?"),
        (),
        tr("What was signed stays readable beside the change."),
        note_needed=True,
        verb=tr("Open an addendum"),
    )
    sheet.answered.connect(lambda _, reason: page.desk.amend(reason))
    page.frame.ask(sheet)


def ask_countersign(page: Page) -> None:
    signed, person = page.desk.exam.exam.signed, page.desk.workstation.person
    by = signed.by if signed else ""
    sheet = SignSheet(
        tr("Countersign the exam"),
        tr("Signed by {by}. You have read it and stand for it.", by=by),
        person.name,
        person.licence,
        tr("Countersign"),
    )

    def countersign() -> None:
        complaint = page.desk.countersign()
        page.frame.say(complaint.words if complaint else tr("Countersigned."))

    sheet.signed.connect(countersign)
    page.frame.ask(sheet)


def ask_void(page: Page) -> None:
    sheet = ReasonSheet(
        tr("Why is the signed exam voided?"),
        (),
        tr(
            "It counts nowhere from now on: no score, no trend, no class. "
            "It stays readable, with your name and the reason, and cannot be brought back."
        ),
        note_needed=True,
        verb=tr("Void the exam"),
    )

    def void(_code: str, reason: str) -> None:
        complaint = page.desk.void(reason)
        page.frame.say(complaint.words if complaint else tr("Voided. It counts nowhere."))

    sheet.answered.connect(void)
    page.frame.ask(sheet)
