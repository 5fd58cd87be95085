"""R26: whatever lies there and whoever died, one program has the data folder, and one can always have it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.faults import AlreadyOpen
from app.instance import PATIENCE, hold
from app.places import Places
from tests.faults.trials import report, trials

ONE = """
import sys
from pathlib import Path
from app.faults import AlreadyOpen
from app.instance import hold
from app.places import Places
print("ready", flush=True)
for folder in sys.stdin:
    try:
        held = hold(Places(Path(folder.strip())), patience=0.1)
    except AlreadyOpen as refused:
        print("refused: " + refused.words, flush=True)
        continue
    print("held", flush=True)
    sys.stdin.readline()
    held.release()
    print("released", flush=True)
"""
"""Takes a folder from each line; the line after one that was held lets go of it."""

LEFT_BEHIND = (
    b"",
    b"\x00" * 4096,
    b"garbage",
    b"1\nsagittal\nanother-host\n",
    b"4194304\nsagittal-desktop\nthis-host\n0b0e1c7e\n",
    os.urandom(512),
)
"""What a power cut, another program or another computer may have left in the file."""

SHORT = 0.04
"""Seconds, for a lock that is held and stays so."""


class Started:
    """A program that is there and waits for a folder."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", ONE], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.said() == "ready"

    def say(self, words: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()

    def said(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()

    def end(self) -> None:
        self.process.communicate()


@contextmanager
def started() -> Iterator[Started]:
    one = Started()
    try:
        yield one
    finally:
        one.end()


def test_R26_what_lies_in_the_lock_file_locks_nobody_out(tmp_path: Path) -> None:
    wanted, locked_out, two = trials(20, 200), 0, 0
    for number in range(wanted):
        places = Places(tmp_path / str(number))
        places.root.mkdir()
        left = LEFT_BEHIND[number % len(LEFT_BEHIND)]
        places.lock.write_bytes(left)
        places.lock.with_suffix(".pid").write_bytes(left)
        try:
            first = hold(places)
        except AlreadyOpen:
            locked_out += 1
            continue
        two += not _refuses(places, SHORT)
        first.release()
        locked_out += _refuses(places)
    report("R26", "a lock file that is empty, garbage or another computer's", wanted, locked_out + two)
    assert (locked_out, two) == (0, 0)


def test_R26_a_holder_that_was_killed_leaves_the_folder_free(tmp_path: Path) -> None:
    wanted, locked_out, two = trials(20, 200), 0, 0
    places = Places(tmp_path)
    for _ in range(wanted):
        holder = Started()
        holder.say(str(tmp_path))
        assert holder.said() == "held"
        two += not _refuses(places, SHORT)
        # The next one is there before the killed one is cleared away.
        holder.process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        locked_out += _refuses(places)
        holder.kill()
    report("R26", "the program that held it was killed", wanted, locked_out + two)
    assert (locked_out, two) == (0, 0)


def test_R26_of_two_starts_at_once_one_comes_in(tmp_path: Path) -> None:
    wanted, broken = trials(20, 200), 0
    with started() as one, started() as other:
        for number in range(wanted):
            folder = tmp_path / str(number % 3)
            folder.mkdir(exist_ok=True)
            for each in (one, other) if number % 2 else (other, one):
                each.say(str(folder))
            answers = {each: each.said() for each in (one, other)}
            held = [each for each in (one, other) if answers[each] == "held"]
            refused = [words for words in answers.values() if words.startswith("refused: ")]
            broken += len(held) != 1 or refused != [_refusal(held[0].process.pid)]
            for each in held:
                each.say("")
                assert each.said() == "released"
    report("R26", "two programs started within 50 ms", wanted, broken)
    assert broken == 0


def _refusal(process: int) -> str:
    return f"refused: Already open on this computer (process {process}). Close it or restart the computer."


def _refuses(places: Places, patience: float = PATIENCE) -> bool:
    try:
        hold(places, patience).release()
    except AlreadyOpen:
        return True
    return False


@pytest.fixture(autouse=True)
def _a_readable_failure(capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """A program that fell over says why."""
    yield
    assert "Traceback" not in capfd.readouterr().err
