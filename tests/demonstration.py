"""The demonstration's data folder, made once for all tests of a run, however many programs run them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.clock import SteppedClock
from app.demo import make_demonstration
from app.places import Places

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A data folder with the demonstration's six people in it; tests work on copies of it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "demonstration"
    if not folder.exists():
        made = tmp_path_factory.mktemp("made")
        make_demonstration(Places(made), SteppedClock(NOW))
        try:
            made.rename(folder)
        except OSError:
            # Another program of this run was first.
            assert folder.exists()
    return folder
