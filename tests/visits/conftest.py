"""Whole visits, played through the real window without a screen; a warning from Qt fails the visit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QtMsgType

from tests.ended import an_end_does_not_outlive_its_test, what_was_closed_is_gone

__all__ = ["an_end_does_not_outlive_its_test", "what_was_closed_is_gone"]

OFFSCREEN = ("This plugin does not support propagateSizeHints()",)
"""What Qt says only because there is no screen."""


@pytest.fixture(autouse=True)
def _qt_has_nothing_to_complain_of(qtlog: Any) -> Iterator[None]:
    yield
    said = [record.message for record in qtlog.records if record.type is not QtMsgType.QtDebugMsg]
    assert [words for words in said if words not in OFFSCREEN] == []
