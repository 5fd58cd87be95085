"""The real page before it is printed: look, print, save; the report or the patient's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.faults import Fault
from app.file_names import NotSaved, free_name, save_private
from app.printing import anchor_words, home_page, home_web_page, report_page
from app.report.locking import locked_pdf
from app.report.making import NotMade
from app.screens.plan import standing
from app.screens.preview import PreviewScreen, pages_words, preview_screen, printed_words, saved_words
from app.screens.state import State
from app.settings import Settings
from assessments.language.exam import NotAllowed
from assessments.language.value import Ref
from resources.tongue import tr
from ui.keys import KeyHint
from ui.page import Frame, Page
from ui.parts.key_button import KeyButton
from ui.parts.look import frame as card
from ui.parts.look import set_look, set_words, words
from ui.parts.password_sheet import PasswordSheet
from ui.parts.pdf_pages import PdfPages
from ui.parts.state_icon import StateIcon
from ui.printing import ask_printer, print_pages
from ui.theme import theme


class PreviewPage(Page):
    """Making a page takes a moment: grey bars are painted first, and the page replaces them."""

    title = tr("Print")
    exam_page = True
    wide = True
    aside = True

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._wanted = "handout"
        self._whole = False
        self._plain = False
        self._screen: PreviewScreen | None = None
        self._content = b""
        self.choose_printer: Callable[[], QPrinter | None] = self._ask_printer
        """Asks where to print; whoever prints without a person at the screen puts another in its place."""
        self.choose_file: Callable[[str], str] = self._ask_file
        """Asks where to save, given a name; "" when nothing is to be saved."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(1)
        self._soon.timeout.connect(self._make)
        self.pages = PdfPages(tr("Page"))
        self.pages.turned.connect(self._turned)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 20, 0)
        row.setSpacing(20)
        row.addWidget(self.pages, 1)
        self._beside = self._side()
        row.addWidget(self._beside)

    def _side(self) -> QWidget:
        beside = QWidget()
        side = QVBoxLayout(beside)
        side.setContentsMargins(0, 16, 0, 16)
        side.setSpacing(8)
        self._title = words("", "title", wrap=True)
        self._about = words("", "body", "ink2", wrap=True)
        self._exam = words("", "body", "ink3")
        for label in (self._title, self._about, self._exam):
            side.addWidget(label)
        side.addSpacing(6)
        side.addWidget(self._standing())
        side.addSpacing(6)
        self._print = self._button(tr("Print"), "Ctrl P", self._print_pages, "primary", 54)
        self._save = self._button(tr("Save as PDF"), "Ctrl S", self._save_file)
        self._web = self._button(tr("Save as web page"), "H", self._save_web_page)
        self._lock = self._button(tr("Save with a password"), "W", self._ask_password)
        self._other = self._button("", "F8", self._toggle)
        self._paper = self._button("", "Z", self._change_paper)
        self._colour = self._button("", "K", self._change_colour)
        self._easier = self._button(tr("Plain layout"), "L", self._take_plain)
        for button in (
            self._print,
            self._save,
            self._web,
            self._lock,
            self._other,
            self._paper,
            self._colour,
            self._easier,
        ):
            side.addWidget(button)
        side.addSpacing(6)
        self._sheet = words("", "guide", "ink3", wrap=True)
        side.addWidget(self._sheet)
        side.addStretch(1)
        self._password = PasswordSheet()
        self._password.given.connect(lambda password: self._save_file(password))
        return beside

    def _standing(self) -> QWidget:
        """Whether it is signed, and what that means on paper."""
        self._box = card("miss")
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(4)
        self._icon = StateIcon(size=20)
        self._stands = words("", "strong", wrap=True)
        self._means = words("", "guide", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._stands, 1)
        inside.addLayout(line)
        inside.addWidget(self._means)
        return self._box

    def _button(
        self, text: str, key: str, act: Callable[[], object], look: str = "", height: int = 40
    ) -> KeyButton:
        button = KeyButton(text, key, look, height)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: act())
        return button

    # Showing

    def enter(self, **where: object) -> None:
        self._wanted = str(where.get("what", "handout"))
        self._plain = False
        self.show_exam()

    def spoken(self) -> str:
        return f"{self.title}. {self.pages.accessibleName()}"

    def leave(self) -> None:
        self._soon.stop()

    def show_exam(self, changed: tuple[Ref, ...] = ()) -> None:
        exam, settings = self.desk.exam, self.desk.workstation.settings
        record = exam.patient.record_number
        screen = preview_screen(exam.exam, self.desk.evaluation, exam.number, settings, self._wanted, record)
        self._screen = screen
        set_words(self._title, screen.title)
        set_words(self._about, screen.about)
        set_words(self._exam, screen.exam)
        self._icon.show_state(screen.state)
        set_words(self._stands, screen.stands)
        _show(self._means, screen.means)
        set_look(self._box, "look", "miss" if screen.means else "card")
        for label in (self._stands, self._means):
            set_look(label, "tone", "miss-text" if screen.means else "ink")
        self._other.show_button(screen.other_title)
        self._paper.show_button(tr("Paper: {paper}", paper=screen.paper))
        in_colour, in_black = tr("Figures: in colour"), tr("Figures: black and white")
        self._colour.show_button(in_colour if settings.figures_in_colour else in_black)
        self._colour.setVisible(self._drawn)
        set_words(self._sheet, "")
        self._web.setVisible(screen.kind == "handout")
        self._easier.hide()
        self._beside.setFixedWidth(max(theme().px(304), self._beside.minimumSizeHint().width()))
        self.pages.show_name(screen.title)
        self._content = b""
        self.pages.wait()
        self._soon.start()

    def keys(self) -> tuple[KeyHint, ...]:
        screen = self._screen
        other = screen.other_title if screen else tr("The other page")
        paper = screen.other_paper_name if screen else ""
        larger, smaller = partial(self.pages.larger, 1), partial(self.pages.larger, -1)
        turn = self.pages.turn
        return (
            KeyHint("F8", f"{other[:1].lower()}{other[1:]}", self._toggle),
            KeyHint("Z", tr("paper {paper}", paper=paper), self._change_paper),
            *((KeyHint("K", self._colour_hint(), self._change_colour),) if self._drawn else ()),
            KeyHint("PgUp|PgDn", tr("page")),
            KeyHint("PgDn", "", partial(turn, 1)),
            KeyHint("PgUp", "", partial(turn, -1)),
            KeyHint("+|-", tr("larger, smaller")),
            KeyHint("+", "", larger),
            KeyHint("=", "", larger, about=tr("larger")),
            KeyHint("-", "", smaller),
            KeyHint("0", tr("width") if self._whole else tr("whole page"), self._fit),
            KeyHint("↓", "", partial(self.pages.move_on, True), about=tr("down the page")),
            KeyHint("↑", "", partial(self.pages.move_on, False), about=tr("up the page")),
            KeyHint("Ctrl S", tr("save as PDF"), self._save_file),
            *((KeyHint("H", tr("save as web page"), self._save_web_page),) if self._on_the_web else ()),
            KeyHint("W", tr("save with a password"), self._ask_password),
            *(
                (KeyHint("L", tr("plain layout"), self._take_plain),)
                if self._easier.isVisibleTo(self)
                else ()
            ),
            KeyHint("Esc", tr("back"), self.frame.back, right=True),
            KeyHint("Ctrl P", tr("Print"), self._print_pages, primary=True),
            KeyHint("Enter", "", self._print_pages, about=tr("print")),
        )

    def _make(self) -> None:
        """Make the page and show it."""
        screen, exam = self._screen, self.desk.exam
        if screen is None:
            return
        station, evaluation = self.desk.workstation, self.desk.evaluation
        # What the foot of the page says of the record holds for all that stands above it.
        self.desk.saver.flush()
        try:
            if screen.kind == "handout":
                plan, anchor = standing(exam.exam, evaluation), anchor_words(station)
                self._content = home_page(exam, evaluation, plan, station.settings, anchor, self._plain)
            else:
                flips = self.desk.search_flips() if screen.kind == "clinician" else ()
                self._content = report_page(exam, evaluation, flips, station, self._plain)
        except NotMade as fault:
            self._show_failed(fault)
        else:
            self.pages.show_pdf(self._content)

    def _show_failed(self, fault: NotMade) -> None:
        """In the box beside the grey bars, with the way round it."""
        self._icon.show_state(State.CAUTION)
        set_words(self._stands, fault.words)
        _show(self._means, "")
        set_look(self._box, "look", "miss")
        set_look(self._stands, "tone", "miss-text")
        self._easier.setVisible(not fault.plain)
        self.frame.show_keys()

    def _take_plain(self) -> None:
        self._plain = True
        self.show_exam()
        self.frame.show_keys()

    @property
    def content(self) -> bytes:
        """The PDF that is shown; made now when it still was to be made."""
        if self._soon.isActive():
            self._soon.stop()
            self._make()
        return self._content

    def _turned(self, page: int) -> None:
        if self._screen is not None:
            set_words(
                self._sheet,
                tr(
                    "{pages}, {paper} paper",
                    pages=pages_words(page, self.pages.pages),
                    paper=self._screen.paper,
                ),
            )

    # Keys

    def _toggle(self) -> None:
        if self._screen is not None:
            self._wanted = self._screen.other
            self._plain = False
            self.show_exam()
            self.frame.show_keys()

    def _change_paper(self) -> None:
        if self._screen is not None:
            self._change(replace(self.desk.workstation.settings, paper=self._screen.other_paper))

    def _change_colour(self) -> None:
        if self._drawn:
            settings = self.desk.workstation.settings
            self._change(replace(settings, figures_in_colour=not settings.figures_in_colour))

    def _change(self, settings: Settings) -> None:
        """For this page and the next ones."""
        try:
            self.desk.workstation.change_settings(settings)
        except Fault as fault:
            self.frame.say(fault.words)
            return
        self.show_exam()
        self.frame.show_keys()

    @property
    def _drawn(self) -> bool:
        """Whether the page has figures: the patient's page with exercises, unless laid out plain."""
        if self._plain or not self._on_the_web:
            return False
        return bool(standing(self.desk.exam.exam, self.desk.evaluation).items)

    def _colour_hint(self) -> str:
        coloured = self.desk.workstation.settings.figures_in_colour
        return tr("figures in black") if coloured else tr("figures in colour")

    def _fit(self) -> None:
        self._whole = not self._whole
        self.pages.fit(self._whole)
        self.frame.show_keys()

    # Paper and file

    def _ask_printer(self) -> QPrinter | None:
        return ask_printer(self, self.pages.pages)

    def _ask_file(self, name: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        if not Path(folder).is_dir():
            folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
        title, kind = tr("Save as PDF"), tr("PDF (*.pdf)")
        if name.endswith(".html"):
            title, kind = tr("Save as web page"), tr("Web page (*.html)")
        path, _ = QFileDialog.getSaveFileName(self, title, str(free_name(Path(folder), name)), kind)
        return path

    def _print_pages(self) -> None:
        if not self.content or self._screen is None:
            return
        printer = self.choose_printer()
        if printer is None or not self._noted("printed"):
            return
        pages = print_pages(self.pages.document, printer)
        if pages:
            self.frame.say(printed_words(pages, self._screen.title))
        else:
            self.frame.say(tr("The printer did not take the page. Check that it is on, then print again."))

    def _noted(self, how: str) -> bool:
        """Whether the audit has it, which is asked first: what it does not know of does not leave."""
        if self._screen is None:
            return False
        try:
            self.desk.workstation.printed(self.desk.exam.id, f"{self._screen.title}, {how}")
        except Fault as fault:
            self.frame.say(fault.words)
        except NotAllowed as refused:
            self.frame.say(str(refused))
        else:
            return True
        return False

    def _ask_password(self) -> None:
        if self.content:
            self.frame.ask(self._password)

    def _save_file(self, password: str = "") -> None:
        content = self.content
        if content:
            how = tr("saved with a password") if password else tr("saved as a file")
            self._keep(".pdf", how, lambda: locked_pdf(content, password) if password else content, password)

    def _save_web_page(self) -> None:
        """The patient's page for a screen reader, a phone or a message."""
        exam, evaluation, station = self.desk.exam, self.desk.evaluation, self.desk.workstation
        if self._on_the_web:
            self.desk.saver.flush()
            plan = standing(exam.exam, evaluation)
            how = tr("saved as a web page")
            self._keep(".html", how, lambda: home_web_page(exam, evaluation, plan, station))

    @property
    def _on_the_web(self) -> bool:
        return self._screen is not None and self._screen.kind == "handout"

    def _keep(self, ending: str, how: str, made: Callable[[], bytes], password: str = "") -> None:
        """Ask where, tell the record, then write: what the record does not know of does not leave."""
        if self._screen is None:
            return
        chosen = self.choose_file(str(Path(self._screen.file_name).with_suffix(ending)))
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ending else path.with_name(f"{path.name}{ending}")
        content = made()
        if not self._noted(how):
            return
        try:
            save_private(path, content)
        except NotSaved as fault:
            self.frame.say(fault.words)
            return
        self.frame.say(saved_words(str(path), bool(password)))


def _show(label: QLabel, text: str) -> None:
    set_words(label, text)
    label.setVisible(bool(text))


PAGE = PreviewPage
