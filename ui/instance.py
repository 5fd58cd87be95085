"""A second start brings the first window to the front.

What goes between the two is that somebody knocked and that the window came forward: no words, no names. The
lock of `app.instance` alone decides who may open the data folder; this only spares a person a search for it.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QDeadlineTimer, QObject, Qt
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from app.places import Places

PATIENCE = 2_000
"""Milliseconds until a first window that does not answer is taken for one that hangs."""
_CAME = b"1"
_ANY_PROGRAM = -1


def answer(places: Places, raise_window: Callable[[], object], parent: QObject | None = None) -> QLocalServer:
    """Come forward whenever this user starts the program on this folder again, while this is kept.

    Only whoever holds the folder may call it: what a killed program left of its own listening is put away.
    """
    server = QLocalServer(parent)
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)

    def came() -> None:
        while (knock := server.nextPendingConnection()) is not None:
            raise_window()
            knock.disconnected.connect(knock.deleteLater)
            knock.write(_CAME)
            knock.disconnectFromServer()

    server.newConnection.connect(came)
    QLocalServer.removeServer(_name(places))
    # Where it may not listen, a second start says the sentence instead of coming here.
    server.listen(_name(places))
    return server


def ask_first(places: Places, patience: int = PATIENCE) -> bool:
    """Whether the window that holds the folder came forward within so many milliseconds."""
    _allow_forward()
    until = QDeadlineTimer(patience)
    socket = QLocalSocket()
    socket.connectToServer(_name(places), QLocalSocket.OpenModeFlag.ReadWrite)
    came = socket.waitForConnected(_left(until)) and socket.waitForReadyRead(_left(until))
    answered = came and bytes(socket.readAll().data()) == _CAME
    socket.abort()
    return answered


def bring_forward(window: QWidget) -> None:
    """In front of everything, unless the system only allows its mark to light up."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _name(places: Places) -> str:
    """One for each data folder; the folder itself cannot be read from it."""
    folder = os.path.normcase(places.root.resolve())
    return f"sagittal-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:24]}"


def _left(until: QDeadlineTimer) -> int:
    return max(1, until.remainingTime())


def _allow_forward() -> None:
    """Windows lets a program come to the front only when the one in front allows it."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROGRAM)
