"""The simulated patient: moving on the stage, answering questions, or as all that was found of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.practice.interview import answer
from app.practice.scene import scene
from app.practice.task import Task
from app.practice.truth import Case
from assessments.language.value import Ref
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import set_words, words
from ui.practice.mark import Mark
from ui.practice.parts.turned import Turned
from ui.practice.stage import Stage
from ui.practice.story_view import StoryView

_LEAST = 180
"""Pixels: on a low screen the patient gives way before the page scrolls."""


class PatientView(Turned):
    """Which of them it is goes by the task."""

    keys_changed = Signal()

    def __init__(self, now: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = Stage(now)
        self.stage.picture.setMinimumHeight(_LEAST)
        self.stage.keys_changed.connect(self.keys_changed)
        self.story = StoryView()
        self.found = _Found()
        for part in (self.stage, self.story, self.found):
            self.addWidget(part)
        self._case: Case | None = None

    @property
    def moves(self) -> bool:
        """Whether there is somebody to look at."""
        return self.currentWidget() is self.stage

    def show_case(self, case: Case, task: Task, found: Sequence[tuple[str, str]]) -> None:
        self._case = case
        moving = scene(case, task)
        if task.assessment in ("intake", "safety"):
            self.story.show_story("")
            self.setCurrentWidget(self.story)
            self.stage.show_scene(None)
        elif moving is None:
            self.found.show_lines(found)
            self.setCurrentWidget(self.found)
            self.stage.show_scene(None)
        else:
            self.setCurrentWidget(self.stage)
            self.stage.show_scene(moving, task.title)

    def reveal(self, allowed: bool) -> None:
        """Whether lines and the good example may be seen."""
        self.stage.allow_lines(allowed)

    def ask(self, ref: Ref, question: str) -> None:
        """The caret came to this item: where the patient is asked, they answer."""
        if self._case is not None and self.currentWidget() is self.story:
            self.story.show_story(answer(self._case, ref), question, tr("The patient"))

    def replay(self, ref: Ref) -> None:
        """The moment where this item shows most, from the side from which it does, with lines."""
        if self.moves:
            self.stage.replay_item(ref)

    def stage_keys(self) -> tuple[KeyHint, ...]:
        return self.stage.keys() if self.moves else ()


class _Found(QFrame):
    """Label and words, one under the other, in an area that is scrolled under its head."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._lines: list[tuple[QLabel, QLabel]] = []
        head = QHBoxLayout()
        head.setContentsMargins(20, 0, 0, 0)
        head.addWidget(words(tr("What was found"), "section"), 1)
        head.addWidget(Mark())
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(17, 0, 16, 8)
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setProperty("look", "read")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        while len(self._lines) < len(lines):
            pair = (words("", "caption", "ink3", wrap=True), words("", "body", wrap=True))
            self._lines.append(pair)
            for label in pair:
                self._column.insertWidget(self._column.count() - 1, label)
        for number, (label, said) in enumerate(self._lines):
            there = number < len(lines)
            set_words(label, lines[number][0] if there else "")
            set_words(said, lines[number][1] if there else "")
            label.setVisible(there)
            said.setVisible(there)
        self._area.setAccessibleName(". ".join(f"{label}: {said}" for label, said in lines))
