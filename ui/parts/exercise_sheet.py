"""An exercise shown large, for clinician and patient to look at together."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from app.figures.shapes import Picture
from app.screens.exercise_shown import ExerciseShown, Still
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import words
from ui.parts.picture_view import PictureView
from ui.parts.sheet import Sheet

_WIDE, _HIGH = 300, 280
"""Pixels for one figure; three stand beside each other on the smallest screen."""


class ExerciseSheet(Sheet):
    """Start, end and the commonest mistake to one scale. Read and closed; nothing is asked."""

    def __init__(self, shown: ExerciseShown) -> None:
        super().__init__(shown.title, shown.how)
        row = QHBoxLayout()
        row.setSpacing(16)
        for still in shown.stills:
            row.addLayout(_column(still))
        self.column.addLayout(row)
        self.column.addWidget(words(shown.view, "caption", "ink3", wrap=True))
        self.column.addWidget(_marked("✓", shown.cue, "strong"))
        self.column.addWidget(_marked("✗", shown.mistake, "body"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keys(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint("Esc", tr("close"), self.close_sheet, right=True),
            KeyHint("F", "", self.close_sheet),
            KeyHint("Enter", "", self.close_sheet),
        )


def _column(still: Still) -> QVBoxLayout:
    view = PictureView()
    view.setFixedSize(*_room(still.picture))
    view.show_picture(still.picture)
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
    caption = words(still.caption, "guide", "ink2", wrap=True)
    caption.setFixedWidth(_WIDE)
    column.addWidget(caption, 1, Qt.AlignmentFlag.AlignTop)
    return column


def _room(picture: Picture) -> tuple[int, int]:
    scale = picture.box.fitted(_WIDE, _HIGH).scale
    return round(picture.box.wide * scale), round(picture.box.high * scale)


def _marked(sign: str, said: str, look: str) -> QLabel:
    return words(f"{sign}  {said}", look, wrap=True)
