"""The faults that only a window can show, without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.ended import an_end_does_not_outlive_its_test, what_was_closed_is_gone

__all__ = ["an_end_does_not_outlive_its_test", "what_was_closed_is_gone"]
