"""The faults that only a window can show, without a screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
