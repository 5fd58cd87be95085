"""What the system says of sleeping and locking, on a bus of the test's own; and a computer without one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LISTENING = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QCoreApplication, QTimer
import ui
from ui.watch import Watch
app = QCoreApplication([])
watch = Watch()
watch.asked.connect(lambda reason: print("asked", reason.value, flush=True))
watch.woke.connect(lambda: print("woke", flush=True))
watch.watch_system()
print("listening", flush=True)
QTimer.singleShot(8_000, app.quit)
app.exec()
"""
TELLING = """
import sys
from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage
import ui
app = QCoreApplication([])
_, bus, path, interface, name, *values = sys.argv
connection = QDBusConnection.systemBus() if bus == "system" else QDBusConnection.sessionBus()
if bus == "system":
    # Only the service of that name is believed.
    assert connection.registerService("org.freedesktop.login1")
message = QDBusMessage.createSignal(path, interface, name)
message.setArguments([value == "true" for value in values])
assert connection.send(message)
connection.interface().isServiceRegistered("org.freedesktop.DBus")
"""
LOGIN = "/org/freedesktop/login1"
DAEMON = shutil.which("dbus-daemon")
"""Without it, as on Windows and macOS, there is no bus to hear anything on, and no signal is tried."""

SIGNALS = [
    (("system", LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", "true"), "asked sleep"),
    (("system", LOGIN, "org.freedesktop.login1.Manager", "PrepareForSleep", "false"), "woke"),
    (("system", f"{LOGIN}/session/_33", "org.freedesktop.login1.Session", "Lock"), "asked screen"),
    (
        ("session", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "true"),
        "asked screen",
    ),
]


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a computer whose two buses are this one."""
    assert DAEMON is not None
    rules = tmp_path / "bus.conf"
    rules.write_text(
        '<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" '
        '"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd"><busconfig><type>session</type>'
        f"<listen>unix:path={tmp_path}/bus</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>'
        '<allow own="*"/></policy></busconfig>'
    )
    with subprocess.Popen([DAEMON, f"--config-file={rules}", "--nofork", "--print-address=1"],
                          stdout=subprocess.PIPE, text=True) as started:  # fmt: skip
        assert started.stdout is not None
        address = started.stdout.readline().strip()
        yield {
            **os.environ,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "XDG_SESSION_ID": "3",
            "PYTHONPATH": str(ROOT),
        }
        started.terminate()


@pytest.mark.parametrize(("told", "heard"), SIGNALS if DAEMON else [])
def test_what_the_system_says_covers_the_desk(bus: dict[str, str], told: tuple[str, ...], heard: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", LISTENING], stdout=subprocess.PIPE, text=True, env=bus, cwd=ROOT
    ) as listening:
        assert listening.stdout is not None
        assert listening.stdout.readline().strip() == "listening"
        subprocess.run([sys.executable, "-c", TELLING, *told], env=bus, check=True, cwd=ROOT, timeout=30)
        assert listening.stdout.readline().strip() == heard
        listening.kill()


def test_a_computer_without_any_bus_is_none_the_worse() -> None:
    bare = {name: text for name, text in os.environ.items() if not name.startswith(("DBUS_", "XDG_"))}
    script = LISTENING.replace("8_000", "10")
    nowhere = {**bare, "PYTHONPATH": str(ROOT), "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=nowhere, capture_output=True, text=True, cwd=ROOT, timeout=30
    )

    assert (done.returncode, done.stdout) == (0, "listening\n")
    assert "Traceback" not in done.stderr
