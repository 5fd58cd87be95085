"""What has to be known for as long as it is so, one line each under the strip at the top."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.screens.notices import Notice
from app.screens.state import State
from ui.parts.look import set_look, set_words, words
from ui.parts.state_icon import StateIcon


class NoticeBar(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: tuple[Notice, ...] = ()
        self._exam = False
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_notices(self, notices: tuple[Notice, ...]) -> None:
        self._notices = notices
        self._show()

    def beside_exam(self, exam: bool) -> None:
        if exam != self._exam:
            self._exam = exam
            self._show()

    def _show(self) -> None:
        seen = [notice for notice in self._notices if not (notice.passing and self._exam)]
        while len(self._lines) < len(seen):
            line = _Line()
            self._lines.append(line)
            self._column.addWidget(line)
        for line, notice in zip(self._lines, (*seen, *[None] * len(self._lines)), strict=False):
            line.setVisible(notice is not None)
            if notice is not None:
                line.show_notice(notice)
        self.setVisible(bool(seen))


class _Line(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._icon = StateIcon(size=16)
        self._words: QLabel = words("", "guide-strong", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def show_notice(self, notice: Notice) -> None:
        stop = notice.state is State.STOP
        set_look(self, "look", "notice-stop" if stop else "notice")
        set_look(self._words, "tone", "stop" if stop else "miss-text")
        set_words(self._words, notice.words)
        self._icon.show_state(notice.state)
