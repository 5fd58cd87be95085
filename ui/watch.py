"""What tells that somebody is at the desk, and that the computer sleeps or locks its screen.

Keys and clicks are seen at the window, before any part of it. On Linux the system says over D-Bus that it
goes to sleep, woke, or locked the screen. Windows and macOS are not asked: a sleep shows in the clock at the
first look after it, and so it does on a Linux without D-Bus.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from PySide6.QtCore import SLOT, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWindow

from app.lock import Reason

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)
_KEYS = {Qt.Key.Key_L: Reason.ASKED, Qt.Key.Key_U: Reason.SWITCH}
_LOGIN = "org.freedesktop.login1"
_SCREEN_SAVERS = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)


class Watch(QObject):
    touched = Signal()
    asked = Signal(object)
    """The cover is wanted, with the `Reason`: a key, the screen lock, a sleep that begins, a minimised
    window."""
    woke = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.minimised_counts = False
        self._buses: list[Any] = []

    def watch_window(self, window: QWindow) -> None:
        """Its keys before any part takes them: in a text field Ctrl U would empty the line."""
        window.installEventFilter(self)
        window.windowStateChanged.connect(self._state_changed)

    def watch_system(self) -> None:
        """Listen where there is something to listen to; a computer without D-Bus is none the worse."""
        if not sys.platform.startswith("linux"):
            return
        try:
            from PySide6.QtDBus import QDBusConnection
        except ImportError:
            return
        if os.environ.get("DBUS_SYSTEM_BUS_ADDRESS") or os.path.exists("/run/dbus/system_bus_socket"):
            self._listen_to_login(QDBusConnection.systemBus())
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or os.environ.get("XDG_RUNTIME_DIR"):
            self._listen_to_screen(QDBusConnection.sessionBus())

    def _listen_to_login(self, bus: Any) -> None:
        if not bus.isConnected():
            return
        self._buses.append(bus)
        manager = "/org/freedesktop/login1"
        bus.connect(_LOGIN, manager, f"{_LOGIN}.Manager", "PrepareForSleep", self, SLOT("_slept(bool)"))
        session = os.environ.get("XDG_SESSION_ID", "")
        if session:
            # A path's letters and digits stand as they are; any other character as _ and its number.
            name = "".join(
                c if c.isascii() and c.isalnum() and (n or not c.isdigit()) else f"_{ord(c):02x}"
                for n, c in enumerate(session)
            )
            path = f"{manager}/session/{name}"
            bus.connect(_LOGIN, path, f"{_LOGIN}.Session", "Lock", self, SLOT("_locked()"))

    def _listen_to_screen(self, bus: Any) -> None:
        if not bus.isConnected():
            return
        self._buses.append(bus)
        for service, path in _SCREEN_SAVERS:
            bus.connect("", path, service, "ActiveChanged", self, SLOT("_blanked(bool)"))

    @Slot(bool)
    def _slept(self, begins: bool) -> None:
        if begins:
            self.asked.emit(Reason.SLEEP)
        else:
            self.woke.emit()

    @Slot()
    def _locked(self) -> None:
        self.asked.emit(Reason.SCREEN)

    @Slot(bool)
    def _blanked(self, active: bool) -> None:
        if active:
            self.asked.emit(Reason.SCREEN)

    def _state_changed(self, state: Qt.WindowState) -> None:
        if self.minimised_counts and state == Qt.WindowState.WindowMinimized:
            self.asked.emit(Reason.MINIMISED)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit()
            if isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                reason = _KEYS.get(Qt.Key(event.key()))
                if reason is not None:
                    self.asked.emit(reason)
                    return True
        return False
