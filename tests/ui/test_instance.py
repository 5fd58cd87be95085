import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.instance import hold
from app.places import Places
from ui.instance import answer, ask_first, bring_forward

KNOCK = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.places import Places
from ui.instance import ask_first
app = QCoreApplication([])
print(ask_first(Places(Path(sys.argv[1]))))
"""


def knock(folder: Path) -> subprocess.Popen[str]:
    """A second start, in a process of its own."""
    return subprocess.Popen([sys.executable, "-c", KNOCK, str(folder)], stdout=subprocess.PIPE, text=True)


def heard(second: subprocess.Popen[str], qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    return second.communicate()[0].strip()


def test_a_second_start_brings_the_first_window_forward(qtbot: QtBot, tmp_path: Path) -> None:
    raised: list[int] = []
    server = answer(Places(tmp_path), lambda: raised.append(1))
    for times in (1, 2):
        assert heard(knock(tmp_path), qtbot) == "True"
        assert len(raised) == times
    server.close()


def test_another_folder_is_another_clinic(qtbot: QtBot, tmp_path: Path) -> None:
    raised: list[int] = []
    server = answer(Places(tmp_path / "one"), lambda: raised.append(1))
    assert heard(knock(tmp_path / "other"), qtbot) == "False"
    assert raised == []
    server.close()


def test_nobody_there_is_known_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    assert ask_first(Places(tmp_path)) is False


def test_a_first_window_that_hangs_is_not_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    # Nothing answers while this thread itself is the one that waits.
    server = answer(Places(tmp_path), lambda: None)
    waited = QElapsedTimer()
    waited.start()
    assert ask_first(Places(tmp_path), patience=200) is False
    assert waited.elapsed() >= 200
    server.close()


def test_what_a_killed_program_left_does_not_keep_the_next_from_listening(
    qtbot: QtBot, tmp_path: Path
) -> None:
    left = answer(Places(tmp_path), lambda: None)
    raised: list[int] = []
    server = answer(Places(tmp_path), lambda: raised.append(1))
    assert server.isListening()
    assert heard(knock(tmp_path), qtbot) == "True"
    assert raised == [1]
    server.close()
    left.close()


def test_only_this_user_may_knock_and_the_folder_cannot_be_read_from_the_name(
    qtbot: QtBot, tmp_path: Path
) -> None:
    server = answer(Places(tmp_path), lambda: None)
    assert server.socketOptions() == QLocalServer.SocketOption.UserAccessOption
    assert tmp_path.name not in server.fullServerName()
    if os.name == "posix":
        assert Path(server.fullServerName()).stat().st_mode & 0o077 == 0
    server.close()


def test_a_window_that_was_put_away_comes_back(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_forward(window)
    assert window.isVisible()
    assert not window.isMinimized()


@pytest.fixture
def held(tmp_path: Path) -> Places:
    return Places(tmp_path)


def test_the_second_program_says_who_is_first_and_ends_with_4(held: Places) -> None:
    with hold(held):
        done = subprocess.run(
            [sys.executable, "-m", "ui.main", "--data-dir", str(held.root), "--quit-after-open"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 4
    assert (
        f"Already open on this computer (process {os.getpid()}). Close it or restart the computer."
        in done.stderr
    )
