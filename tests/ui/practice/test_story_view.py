"""What a simulated patient answers, large and in quotation marks."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.practice.interview import answer
from app.practice.library import cases
from assessments.language.value import Ref
from tests.ui.looking import cut_texts, settle
from ui.practice.story_view import StoryView
from ui.theme import TEXT_SIZES, apply

STANDING = Ref("intake", "standing")
QUESTION = "Standing: how does it feel?"


def test_the_patients_own_sentence_stands_in_quotation_marks(qtbot: QtBot) -> None:
    view = StoryView()
    qtbot.addWidget(view)
    view.show_story(answer(cases()["a01"], STANDING), QUESTION, "The patient")

    assert view.sentence == (
        "“Queueing is the worst. After ten minutes on my feet I look for something to lean on.”"
    )
    assert view.accessibleName() == f"{QUESTION} {view.sentence} The patient"


def test_before_anything_is_asked_nobody_speaks(qtbot: QtBot) -> None:
    view = StoryView()
    qtbot.addWidget(view)
    view.show_story(answer(cases()["a01"], STANDING), QUESTION, "The patient")
    view.show_story("")
    assert view.sentence == ""
    assert view.accessibleName() == ""


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_longest_answer_is_read_whole_at_every_size_of_text(
    qtbot: QtBot, qapp: QApplication, size: float
) -> None:
    apply(qapp, "light", size)
    view = StoryView()
    qtbot.addWidget(view)
    view.resize(520, 520)
    view.show()
    said = {words for case in cases().values() for words in case.truth.story.said.values()}
    view.show_story(max(said, key=len), QUESTION, "The patient")
    settle()
    assert cut_texts(view) == []
    apply(qapp, "light", 1.0)
