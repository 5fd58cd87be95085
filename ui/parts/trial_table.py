"""The trials of one movement, right beside left: the force, whether it counts, and which one does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.screens.entry import EntryScreen, EntryState
from app.screens.state import State
from app.screens.strength import StrengthSide, Trial, TrialMark
from assessments.hip_strength.protocol import FORCE, LEVER, TRIALS
from assessments.language.value import SIDES, Side
from resources.tongue import tr
from ui.parts.field import NumberField
from ui.parts.look import set_look, set_words, words
from ui.parts.scale_row import scale_cells
from ui.parts.segments import Segments
from ui.parts.side_head import SideHead
from ui.parts.state_icon import StateIcon
from ui.theme import theme

LABEL, GAP = 150, 20
_LOW, _HIGH = 36, 60
"""Pixels: the height of a trial, from little room to much."""
_HEAD, _FIRST = 1, 2
"""Rows of the grid: what stands in which column, and the first trial."""
_NUMBER = 132
_ROOMY = 400
"""From this width of a side on its head has room to spare."""


class TrialTable(QWidget):
    """Emits what, which side and trial, and the text. Tab in a trial goes to the other side's."""

    typed = Signal(str, object, object, str)
    """ "force", "grade", "pain" or "lever"; the side; the trial or None; what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.trials: dict[tuple[Side, int], NumberField] = {}
        self.grades: dict[Side, NumberField] = {}
        self.pains: dict[Side, Segments] = {}
        self.levers: dict[Side, NumberField] = {}
        self._rows: dict[tuple[Side, int], _Row] = {}
        self._grade_rows: dict[Side, _Row] = {}
        self._heads: dict[Side, SideHead] = {}
        self._arms: dict[Side, QLabel] = {}
        self._columns: list[_ColumnHeads] = []
        self._manual = False
        self._best: dict[Side, QLabel] = {}
        self._derived: dict[Side, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnMinimumWidth(0, theme().px(LABEL))
        self._grid.setColumnMinimumWidth(2, GAP)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._labels = [words(tr("Trial {n}", n=n)) for n in range(1, TRIALS + 1)]
        self._grade_label = words(tr("Manual grade"))
        self.rest = words("", "caption", "ink3", wrap=True)
        self.rest.setContentsMargins(0, 0, 8, 0)
        self._best_label = words("", "strong")
        self._grid.addWidget(self.rest, 0, 0)
        for n, label in enumerate(self._labels):
            self._grid.addWidget(label, _FIRST + n, 0)
        self._grid.addWidget(self._grade_label, _FIRST + TRIALS, 0)
        self._grid.addWidget(words(tr("Pain, 0 to 10")), _FIRST + TRIALS + 1, 0)
        self._grid.addWidget(self._best_label, _FIRST + TRIALS + 2, 0)
        for side in SIDES:
            self._add_side(side, 1 + 2 * SIDES.index(side))

    def _add_side(self, side: Side, column: int) -> None:
        name = side.heading
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._heads[side] = SideHead(side)
        lever = NumberField(tr("{side}, lever arm", side=name), LEVER.unit, after=("cm",), height=30)
        lever.typed.connect(lambda text: self.typed.emit("lever", side, None, text))
        self.levers[side] = lever
        arm = QHBoxLayout()
        arm.setSpacing(6)
        arm.addStretch(1)
        self._arms[side] = words(tr("Lever"), "caption", "ink3")
        arm.addWidget(self._arms[side])
        arm.addWidget(lever)
        # The lever stands in the head, above the line in the side's colour.
        head.addWidget(self._heads[side], 0, 0)
        head.addLayout(arm, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(head, 0, column)
        self._columns.append(_ColumnHeads())
        self._grid.addWidget(self._columns[-1], _HEAD, column)
        for trial in range(1, TRIALS + 1):
            field = NumberField(
                tr("{side}, trial {trial}", side=name, trial=trial),
                FORCE.unit,
                after=tuple(unit for unit, _ in FORCE.also_units),
                role="score-small",
                height=_LOW,
                right=True,
            )
            field.typed.connect(lambda text, trial=trial: self.typed.emit("force", side, trial, text))
            field.line.installEventFilter(self)
            self.trials[side, trial] = field
            self._rows[side, trial] = _Row(field)
            self._grid.addWidget(self._rows[side, trial], _FIRST + trial - 1, column)
        grade = NumberField(
            tr("{side}, manual grade", side=name), tr("of 5"), role="score-small", height=_LOW, right=True
        )
        grade.typed.connect(lambda text: self.typed.emit("grade", side, None, text))
        self.grades[side] = grade
        self._grade_rows[side] = _Row(grade)
        self._grid.addWidget(self._grade_rows[side], _FIRST + TRIALS, column)
        pain = Segments(tr("{side}, pain", side=name), scale_cells(0, 10), equal=26, dense=True)
        pain.typed.connect(lambda text: self.typed.emit("pain", side, None, text))
        self.pains[side] = pain
        holder = QHBoxLayout()
        holder.setContentsMargins(0, 5, 0, 3)
        holder.addWidget(pain)
        self._grid.addLayout(holder, _FIRST + TRIALS + 1, column)
        best = QHBoxLayout()
        best.setSpacing(10)
        best.addStrut(theme().px(34))
        self._best[side] = words("", "score-small")
        self._derived[side] = words("", "small", "ink2", wrap=True)
        best.addWidget(self._best[side])
        best.addWidget(self._derived[side], 1)
        self._grid.addLayout(best, _FIRST + TRIALS + 2, column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is room the lever says from when it is proposed."""
        super().resizeEvent(event)
        roomy = self.width() > theme().px(LABEL) + GAP + 2 * theme().px(_ROOMY)
        for lever in self.levers.values():
            lever.setFixedWidth(theme().px(170 if roomy else 104))

    @property
    def room_taken(self) -> int:
        """Pixels of height that it would give back: its rows are higher than need be, its columns headed."""
        heads = 0 if self._columns[0].isHidden() else self._columns[0].sizeHint().height()
        return heads + self._rows_shown() * (self._high() - theme().px(_LOW))

    def take_room(self, spare: int) -> None:
        """Use the height that is left on the page: the heads of the columns first, then higher rows."""
        heads = self._columns[0].sizeHint().height()
        headed = not self._manual and spare >= heads
        for each in self._columns:
            each.setVisible(headed)
        spare -= heads if headed else 0
        look, rows = theme(), self._rows_shown()
        high = min(max(look.px(_LOW) + spare // rows, look.px(_LOW)), look.px(_HIGH)) if rows else 0
        for row in self._rows.values():
            row.field.show_height(high)

    def _rows_shown(self) -> int:
        return sum(not self._rows[Side.RIGHT, n].isHidden() for n in range(1, TRIALS + 1))

    def _high(self) -> int:
        return self.trials[Side.RIGHT, 1].line.sizeHint().height()

    def walk(self) -> list[QWidget]:
        """Right, left, then the pain of both; the levers last."""
        found: list[QWidget] = [field.line for field in self.trials.values()]
        found += [field.line for field in self.grades.values()]
        found += list(self.pains.values())
        return found

    def show_sides(
        self,
        sides: tuple[StrengthSide, ...],
        best_head: str,
        manual: bool,
        refused: dict[object, EntryScreen],
        movement: str,
    ) -> None:
        """`movement` is said before each field: the fields are the same ones for every movement."""
        self._say(movement)
        self._manual = manual
        set_words(self._best_label, "" if manual else best_head)
        rows = 0 if manual else max(len(side.trials) for side in sides)
        for n, label in enumerate(self._labels, start=1):
            label.setVisible(n <= rows)
        self._grade_label.setVisible(manual)
        self.rest.setVisible(not manual)
        for side in sides:
            self._show_side(side, rows, manual, refused)

    def _say(self, movement: str) -> None:
        for (side, trial), field in self.trials.items():
            field.show_name(
                tr(
                    "{movement}, {side}, trial {trial}",
                    movement=movement,
                    side=side.words,
                    trial=trial,
                )
            )
        for side in SIDES:
            where = f"{movement}, {side.words}"
            self.grades[side].show_name(tr("{where}, manual grade", where=where))
            self.levers[side].show_name(tr("{where}, lever arm", where=where))
            self.pains[side].show_name(tr("{where}, pain", where=where))

    def _show_side(
        self, screen: StrengthSide, rows: int, manual: bool, refused: dict[object, EntryScreen]
    ) -> None:
        side = screen.side
        note = tr("not done") if screen.not_done else screen.note
        self._heads[side].show_note(note)
        for trial in range(1, TRIALS + 1):
            shown = trial <= len(screen.trials) and not manual
            # An empty place keeps the other side's fourth row in its line.
            self._rows[side, trial].setVisible(trial <= rows)
            self.trials[side, trial].setVisible(shown)
            if shown:
                typed = refused.get(("force", side, trial))
                self._rows[side, trial].show_trial(screen.trials[trial - 1], typed)
            else:
                self._rows[side, trial].show_trial(None, None)
        self._grade_rows[side].setVisible(manual)
        self.grades[side].show_entry(refused.get(("grade", side, None)) or screen.grade)
        self.pains[side].show_entry(screen.pain)
        self.levers[side].setVisible(not manual)
        self._arms[side].setVisible(not manual)
        self.levers[side].show_entry(refused.get(("lever", side, None)) or screen.lever)
        set_words(self._best[side], "" if manual else screen.best)
        set_words(self._derived[side], screen.not_done or ("" if manual else screen.derived))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and plain:
                return self._other_side(watched)
        return super().eventFilter(watched, event)

    def _other_side(self, line: QObject) -> bool:
        for (side, trial), field in self.trials.items():
            if field.line is line:
                places = [n for n in range(trial, 0, -1) if self.trials[side.other, n].isVisible()]
                if places:
                    self.trials[side.other, places[0]].setFocus(Qt.FocusReason.TabFocusReason)
                    return True
        return False


class _ColumnHeads(QWidget):
    """What stands in the two columns of a side: the force, then whether it counts."""

    def __init__(self) -> None:
        super().__init__()
        force = words(tr("Force"), "caption", "ink3")
        force.setAlignment(Qt.AlignmentFlag.AlignRight)
        force.setFixedWidth(theme().px(_NUMBER))
        force.setContentsMargins(0, 0, 10, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 1)
        row.setSpacing(10)
        row.addWidget(force)
        row.addWidget(words(tr("Quality"), "caption", "ink3"), 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()


class _Row(QWidget):
    """One force on a line of its own: tinted when it is the best, struck through when it does not count."""

    def __init__(self, field: NumberField) -> None:
        super().__init__()
        self.field = field
        self._mark = TrialMark.EMPTY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        field.setFixedWidth(theme().px(_NUMBER))
        self._icon = StateIcon(size=16)
        self._quality = words("", "guide", "ink2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 1)
        row.setSpacing(8)
        row.addWidget(field)
        row.addWidget(self._icon)
        row.addWidget(self._quality, 1)
        set_look(field.line, "look", "flat")

    def show_trial(self, trial: Trial | None, typed: EntryScreen | None) -> None:
        self._mark = trial.mark if trial else TrialMark.EMPTY
        struck = self._mark is TrialMark.STRUCK
        if trial is None:
            self._icon.show_state(None)
            set_words(self._quality, "")
            return
        self.field.show_unit(trial.unit)
        screen = typed or trial.entry
        # The sentence stands beside the number; under it the rows would jump.
        self.field.show_entry(EntryScreen(screen.text, screen.state, ""))
        looks = {TrialMark.BEST: "best", TrialMark.STRUCK: "struck"}
        set_look(self.field.line, "look", looks.get(self._mark, "flat"))
        font = self.field.line.font()
        if font.strikeOut() != struck:
            font.setStrikeOut(struck)
            self.field.line.setFont(font)
        asks = screen.state in (EntryState.REFUSED, EntryState.ASKS)
        said = screen.sentence if asks else trial.quality
        set_words(self._quality, said)
        set_look(self._quality, "role", "small" if asks else "guide")
        set_look(self._quality, "tone", "stop" if asks else "ink2")
        if asks:
            self._icon.show_state(State.CAUTION)
        else:
            marks = {TrialMark.EMPTY: None, TrialMark.STRUCK: State.NOT_DONE}
            self._icon.show_state(marks.get(self._mark, State.DONE))
        self.setAccessibleName(f"{screen.text} {trial.unit}, {said}")

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.field.isVisibleTo(self):
            return
        look = theme()
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), look.colour("surface"))
        painter.setPen(QPen(look.colour("line2"), 1))
        low = self.height() - 0.5
        painter.drawLine(QPointF(0, low), QPointF(self.width(), low))
        painter.setPen(QPen(look.colour("line"), 1))
        edge = self.field.width() + 0.5
        painter.drawLine(QPointF(edge, 0), QPointF(edge, low - 1))
        painter.end()
