"""Who signs in here: added, changed, let go and taken back by the data manager; a passphrase by its owner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.access.person import NewPerson, Person, PersonRefused
from app.access.rights import Right, refusal
from app.faults import Fault
from app.screens.people import HEADS, people_screen
from assessments.language.exam import NotAllowed
from assessments.language.protocol import Option
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.look import frame as card
from ui.parts.look import set_words, words
from ui.parts.passphrase_sheet import PassphraseSheet
from ui.parts.person_sheet import PersonSheet
from ui.parts.row_list import RowList
from ui.parts.sheet import PickSheet, Sheet

_THEMSELVES = tr("They type it here themselves, so that nobody else knows it. No record is rewritten.")


class PeoplePage(Page):
    """A sheet is made each time it is asked for: it holds a passphrase, which is forgotten when it closes."""

    title = tr("People")
    wide = True
    aside = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._people: dict[str, Person] = {}
        page = QVBoxLayout(self)
        page.setContentsMargins(32, 20, 32, 16)
        page.setSpacing(10)
        head = QHBoxLayout()
        head.addWidget(words(tr("People"), "title"))
        head.addStretch(1)
        self._count = words("", "body", "ink3")
        head.addWidget(self._count, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(head)
        self._list = RowList(tr("People"), HEADS)
        self._list.opened.connect(lambda _: self._change())
        self._list.walked.connect(lambda _: self._show_detail())
        page.addWidget(self._list, 1)
        box = card("card")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 10, 16, 10)
        self._detail = words("", "body", "ink2", wrap=True)
        inside.addWidget(self._detail)
        page.addWidget(box)
        self._why = words("", "body", "ink3", wrap=True)
        page.addWidget(self._why)

    def enter(self, **where: object) -> None:
        self._show()

    def first(self) -> QWidget:
        return self._list

    def keys(self) -> tuple[KeyHint, ...]:
        own = KeyHint("O", tr("own passphrase"), self._own, enabled=self._may(Right.OWN_PASSPHRASE))
        back = KeyHint("Esc", tr("back"), right=True)
        if not self._may(Right.PEOPLE):
            return (KeyHint("↑|↓", tr("person")), own, back)
        person = self._person
        here = person is not None and person.active
        leaves = KeyHint("L", tr("leaves"), self._ask_leaving, enabled=here)
        if person is not None and not person.active:
            leaves = KeyHint("L", tr("comes back"), self._take_back)
        return (
            KeyHint("↑|↓", tr("person")),
            KeyHint("N", tr("add somebody"), self._add),
            KeyHint("Enter", tr("change"), self._change, enabled=here),
            KeyHint("P", tr("new passphrase"), self._replace, enabled=here),
            leaves,
            own,
            back,
        )

    # Showing

    @property
    def _person(self) -> Person | None:
        return self._people.get(self._list.current)

    def _may(self, right: Right) -> bool:
        return self.desk.workstation.access.may(right)

    def _show(self) -> None:
        station = self.desk.workstation
        people = station.people.all()
        self._people = {person.id: person for person in people}
        screen = people_screen(people, station.person.id)
        set_words(self._count, screen.count)
        self._list.show_rows(screen.rows, screen.nothing)
        why = "" if self._may(Right.PEOPLE) else refusal(Right.PEOPLE)
        set_words(self._why, why)
        self._why.setVisible(bool(why))
        self.frame.show_keys()

    def _show_detail(self) -> None:
        row = self._list.row
        set_words(self._detail, row.several_lines if row else "")
        self.frame.show_keys()

    # Acting

    def _add(self) -> None:
        sheet = PersonSheet(None)
        sheet.given.connect(lambda new, phrase: self._keep_new(sheet, new, phrase))
        self.frame.ask(sheet)

    def _keep_new(self, sheet: PersonSheet, new: NewPerson, passphrase: str) -> None:
        people = self.desk.workstation.people
        said = tr("{name} can sign in now.", name=new.name.strip())
        self._done(sheet, lambda: people.add(new, passphrase), said)

    def _change(self) -> None:
        person = self._person
        if person is None or not person.active or not self._may(Right.PEOPLE):
            return
        sheet = PersonSheet(person)
        sheet.given.connect(lambda new, _: self._keep_changed(sheet, person.id, new))
        self.frame.ask(sheet)

    def _keep_changed(self, sheet: PersonSheet, id: str, new: NewPerson) -> None:
        people = self.desk.workstation.people
        self._done(sheet, lambda: people.change(id, new), tr("Kept."))
        self.frame.settle()

    def _replace(self) -> None:
        person = self._person
        if person is None or not person.active:
            return
        sheet = PassphraseSheet(
            tr("A new passphrase for {name}", name=person.name), _THEMSELVES, asks_old=False
        )
        people = self.desk.workstation.people
        said = tr("{name} signs in with the new passphrase from now on.", name=person.name)
        sheet.given.connect(
            lambda _, new: self._done(sheet, lambda: people.replace_passphrase(person.id, new), said)
        )
        self.frame.ask(sheet)

    def _own(self) -> None:
        sheet = PassphraseSheet(
            tr("Change your passphrase"),
            tr("No record is rewritten, and the recovery sheet stays good."),
            True,
        )
        people = self.desk.workstation.people
        said = tr("Your new passphrase counts from now on.")
        sheet.given.connect(
            lambda old, new: self._done(sheet, lambda: people.change_own_passphrase(old, new), said)
        )
        self.frame.ask(sheet)

    def _ask_leaving(self) -> None:
        person = self._person
        if person is None or not person.active:
            return
        sheet = PickSheet(
            tr("Does {name} leave?", name=person.name),
            (Option("yes", tr("Yes, they sign in here no more"), "Y"), Option("no", tr("No"), "N")),
            tr("What they answered and signed stays, with their name."),
        )
        sheet.picked.connect(lambda code: self._let_go(person.id) if code == "yes" else None)
        self.frame.ask(sheet)

    def _let_go(self, id: str) -> None:
        try:
            self.frame.say(self.desk.workstation.people.let_go(id))
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))
        self._show()

    def _take_back(self) -> None:
        person = self._person
        if person is None or person.active:
            return
        sheet = PassphraseSheet(tr("{name} comes back", name=person.name), _THEMSELVES, asks_old=False)
        people = self.desk.workstation.people
        said = tr("{name} can sign in again.", name=person.name)
        sheet.given.connect(lambda _, new: self._done(sheet, lambda: people.take_back(person.id, new), said))
        self.frame.ask(sheet)

    def _done(self, sheet: Sheet, act: Callable[[], object], said: str) -> None:
        """Close the sheet when it was kept; otherwise say at its fields why not."""
        try:
            act()
        except PersonRefused as refused:
            if isinstance(sheet, PersonSheet | PassphraseSheet):
                sheet.refuse(refused.complaints)
            return
        except (Fault, NotAllowed) as refused:
            self.frame.say(str(refused))
            return
        sheet.close_sheet()
        self.frame.say(said)
        self._show()


PAGE = PeoplePage
