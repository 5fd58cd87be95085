"""The work behind the desk: backups, the anchor and the rehearsal, in a thread, so that no key waits."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.faults import Fault
from app.upkeep import Kept, Standing, after_signing, came_of, keep_up, standing
from app.workstation import Workstation
from resources.tongue import tr

LOOK_EVERY_MS = 60_000
PATIENCE = 30.0
"""Seconds that the window waits for what is under way behind the desk."""

Act = Callable[[], object]
Then = Callable[[object], object]


class StillBusy(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr("A backup is still being made. Wait a moment, then ask again. Nothing was changed.")
        )


class Upkeep(QObject):
    """One thing at a time, in the order it was asked for. Nothing is done by itself before `start`."""

    told = Signal()
    """What is true of the backups may be another thing now."""
    exchanged = Signal()
    """Another record stands in the place of this one: somebody has to sign in again."""
    _done = Signal(object, object, object)

    def __init__(
        self, workstation: Workstation, parent: QObject | None = None, patience: float = PATIENCE
    ) -> None:
        super().__init__(parent)
        self._station = workstation
        self._patience = patience
        self._idle: Callable[[], bool] = lambda: False
        self._queue: deque[tuple[Act, Then]] = deque()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closing = False
        self._standing: Standing | None = None
        self.kept = Kept()
        """What the last round found."""
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def busy(self) -> bool:
        with self._changed:
            return bool(self._queue)

    @property
    def standing(self) -> Standing:
        """How well the record is looked after, asked behind the desk after each thing that was done."""
        if self._standing is None:
            self._standing = standing(self._station)
        return self._standing

    def start(self, idle: Callable[[], bool]) -> None:
        """From now on by the clock, beginning now; `idle` says whether nobody is at the desk."""
        self._idle = idle
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Whether anything is due; asked by the timer."""
        if not self.busy:
            idle = self._idle()
            self.run(lambda: keep_up(self._station, idle), self._keep)

    def after_signing(self) -> None:
        if self._timer.isActive():
            self.run(lambda: after_signing(self._station), self._keep)

    def run(self, act: Act, then: Then) -> None:
        """Do that behind the desk, then call back here with what came of it: a value, `Fault` or
        `NotAllowed`."""
        with self._changed:
            if self._closing:
                return
            self._queue.append((act, then))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="upkeep", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def settle(self) -> None:
        """Wait until nothing is under way: the record is about to be exchanged. Raises `StillBusy`."""
        with self._changed:
            if not self._changed.wait_for(lambda: not self._queue, self._patience):
                raise StillBusy

    def forget(self) -> None:
        """What was known of the backups is to be asked again."""
        self._standing = None
        self.told.emit()

    def close(self) -> None:
        """Finish what is under way, unless that takes for ever: it then ends with the program, and leaves
        nothing that has a backup's name. Nothing is begun any more."""
        self._timer.stop()
        with self._changed:
            self._closing = True
            while len(self._queue) > 1:
                self._queue.pop()
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(self._patience)

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._queue or self._closing)
                if not self._queue:
                    return
                act, then = self._queue[0]
            try:
                came = came_of(self._station, act)
            finally:
                with self._changed:
                    self._queue.popleft()
                    self._changed.notify_all()
            if self._closing:
                return
            self._done.emit(then, came, standing(self._station))

    @Slot(object, object, object)
    def _finish(self, then: Then, came: object, found: Standing) -> None:
        if not self._closing:
            self._standing = found
            then(came)
            self.told.emit()

    def _keep(self, came: object) -> None:
        if isinstance(came, Kept):
            self.kept = came
