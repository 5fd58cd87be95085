"""The simulated patient: moving on the stage, answering questions, or as all that was found of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from app.practice.interview import answer
from app.practice.scene import scene
from app.practice.task import Task
from app.practice.truth import Case
from assessments.language.value import Ref
from resources.tongue import tr
from ui.keys import KeyHint
from ui.parts.look import frame, set_words, words
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


class _Found(QScrollArea):
    """Label and words, one under the other."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setProperty("look", "read")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lines: list[tuple[QLabel, QLabel]] = []
        inside = frame("card")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(2)
        self._column.addWidget(words(tr("What was found"), "section"))
        self._column.addSpacing(8)
        self._column.addStretch(1)
        self._column.addWidget(
            words(tr("PRACTICE"), "caption-strong", "ink3"), 0, Qt.AlignmentFlag.AlignRight
        )
        self.setWidget(inside)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        while len(self._lines) < len(lines):
            pair = (words("", "caption", "ink3", wrap=True), words("", "body", wrap=True))
            self._lines.append(pair)
            for label in pair:
                self._column.insertWidget(self._column.count() - 2, label)
        for number, (label, said) in enumerate(self._lines):
            there = number < len(lines)
            set_words(label, lines[number][0] if there else "")
            set_words(said, lines[number][1] if there else "")
            label.setVisible(there)
            said.setVisible(there)
        self.setAccessibleName(". ".join(f"{label}: {said}" for label, said in lines))
