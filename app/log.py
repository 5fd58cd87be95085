"""The program's own log: that something happened, how often and how long, and never about whom.

Nothing is filtered out of it; there is only no way in. A line is made from the parameters of `note`, each of
a type or a form that cannot hold what a patient said. The message of an error, its values, a file's name and
a statement to the database have no parameter. What others write to Python's loggers does not arrive here.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from enum import StrEnum
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from app import VERSION
from app.places import Places

OURS = Path(__file__).parents[1]
"""The folder our own packages stand in; what lies outside it is not named."""
FILES, LARGEST = 5, 2_000_000
FRAMES = 20
"""Lines of our own code that an error is followed back through."""


class Code(StrEnum):
    """Everything that is ever noted."""

    STARTED = "started"
    ENDED = "ended"
    OPENED = "record opened"
    UNLOCKED = "unlocked"
    NOT_UNLOCKED = "wrong passphrase"
    KEYS_GONE = "keys let go"
    BACKUP_MADE = "backup made"
    BACKUP_FAILED = "backup failed"
    RESTORED = "restored"
    UPDATED = "data file updated"
    NOT_SAVED = "not saved"
    ALREADY_OPEN = "already open"
    FAULT = "fault"
    """The surroundings: a disk, a folder, a file."""
    FAILED = "failed"
    """The program."""
    REPORT_FAILED = "report failed"
    QT = "said by the toolkit"
    REFUSED = "a line that is not ours"


class About(StrEnum):
    """What kind of thing it happened to."""

    PATIENT = "patient"
    EXAM = "exam"
    PERSON = "person"
    RECORD = "record"
    BACKUP = "backup"
    REPORT = "report"


class Severity(StrEnum):
    """How grave the toolkit found it."""

    WARNING = "warning"
    CRITICAL = "critical"
    FATAL = "fatal"


_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,119}")
_PERSON = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")
_ENGINE = re.compile(r"SQLITE_[A-Z_]{2,40}")
_WHERE = re.compile(r"(app|ui|assessments|resources|tests)(/[A-Za-z0-9_]+)+\.py:\d+")
_VERSION = re.compile(r"[0-9][0-9a-z.+]{0,19}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

Line = dict[str, str | int | float | list[str]]

_log = logging.getLogger("sagittal")
_log.propagate = False
_log.setLevel(logging.INFO)
_log.addHandler(logging.NullHandler())


def note(
    code: Code,
    *,
    person: str = "",
    about: About | None = None,
    severity: Severity | None = None,
    count: int | None = None,
    seconds: float | None = None,
    error: BaseException | None = None,
) -> None:
    """Put a line into the log, where one is kept. `person` is a random id; of `error` only its class, the
    engine's or the system's own name for it and the lines of our code are taken. A log that cannot be
    written stops nobody."""
    line: Line = {"code": code.value}
    if code is Code.STARTED:
        line["version"] = VERSION
    if person:
        line["person"] = person
    if about is not None:
        line["about"] = about.value
    if severity is not None:
        line["severity"] = severity.value
    if count is not None:
        line["count"] = count
    if seconds is not None:
        line["seconds"] = round(float(seconds), 3)
    if error is not None:
        line |= told_of(error)
    wrong = [name for name, value in line.items() if not allowed(name, value)]
    if wrong:
        raise LookupError(f"The log takes no such {wrong[0]}.")
    _log.info(code.value, extra={"line": line})


def told_of(error: BaseException) -> Line:
    """An error without anything that was said in it."""
    line: Line = {"error": class_of(type(error))}
    # A sentence for the clinician is raised from what the engine or the system had said.
    for cause in (error, error.__cause__):
        engine = getattr(getattr(cause, "orig", cause), "sqlite_errorname", None)
        if isinstance(engine, str) and _ENGINE.fullmatch(engine):
            line["engine"] = engine
        system = errno.errorcode.get(cause.errno or 0) if isinstance(cause, OSError) else None
        if system:
            line["system"] = system
    where = lines_of(error.__traceback__)
    if where:
        line["where"] = where
    return line


def class_of(kind: type[BaseException]) -> str:
    """Its name in the code. One made while running can be called anything, so the nearest that stands in a
    module is named instead."""
    for known in kind.__mro__:
        found: Any = sys.modules.get(known.__module__)
        for part in known.__qualname__.split("."):
            found = getattr(found, part, None)
        if found is known and _NAMES.fullmatch(name := f"{known.__module__}.{known.__qualname__}"):
            return name
    return "builtins.BaseException"


def lines_of(trace: TracebackType | None) -> list[str]:
    """Our own files and lines on the way to the error, the last one where it happened."""
    lines: list[str] = []
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(OURS):
            line = f"{path.relative_to(OURS).as_posix()}:{trace.tb_lineno}"
            if _WHERE.fullmatch(line):
                lines.append(line)
        trace = trace.tb_next
    return lines[-FRAMES:]


def allowed(name: str, value: object) -> bool:
    """Whether a line may say this of that; read by the log when it writes and by the support bundle when it
    reads."""
    match name, value:
        case "at", str():
            return bool(_AT.fullmatch(value))
        case "code", str():
            return value in list(Code)
        case "about", str():
            return value in list(About)
        case "severity", str():
            return value in list(Severity)
        case "version", str():
            return bool(_VERSION.fullmatch(value))
        case "person", str():
            return bool(_PERSON.fullmatch(value))
        case "error", str():
            return bool(_NAMES.fullmatch(value))
        case "engine", str():
            return bool(_ENGINE.fullmatch(value))
        case "system", str():
            return value in errno.errorcode.values()
        case "where", list():
            return len(value) <= FRAMES and all(isinstance(at, str) and _WHERE.fullmatch(at) for at in value)
        case (("count" | "process"), int()):
            return not isinstance(value, bool)
        case "seconds", (int() | float()):
            return not isinstance(value, bool)
        case _:
            return False


def read_line(text: str) -> Line | None:
    """A line of the log, or None for what the log did not write."""
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(line, dict) or not all(allowed(name, value) for name, value in line.items()):
        return None
    return line


def log_file(places: Places) -> Path:
    return places.logs / "sagittal.log"


def log_files(places: Places) -> list[Path]:
    """Those that are there, the oldest first."""
    newest = log_file(places)
    numbered = (newest.with_name(f"{newest.name}.{number}") for number in range(FILES - 1, 0, -1))
    return [file for file in (*numbered, newest) if file.is_file()]


class KeptLog:
    """The log of a data folder from here to `close`; five files of two megabytes, for their owner alone.

    It makes no data folder: until there is one, and where its disk refuses, nothing is kept. What libraries
    log and warn of goes nowhere in this time: Python would print it, and many desktops keep what is printed.
    """

    def __init__(self, places: Places) -> None:
        self._sink = _Sink(log_file(places))
        self._nowhere = logging.NullHandler()
        _log.addHandler(self._sink)
        logging.getLogger().addHandler(self._nowhere)
        logging.captureWarnings(True)

    def close(self) -> None:
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(self._nowhere)
        _log.removeHandler(self._sink)
        self._sink.close()

    def __enter__(self) -> KeptLog:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_kept() -> bool:
    """Whether lines arrive anywhere."""
    return any(isinstance(sink, _Sink) and sink.stream is not None for sink in _log.handlers)


class _Lines(logging.Formatter):
    """JSON, one object a line; of a record only what `note` put there."""

    def format(self, record: logging.LogRecord) -> str:
        line = getattr(record, "line", None)
        if not isinstance(line, dict):
            line = {"code": Code.REFUSED.value}
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return json.dumps({"at": at.replace("+00:00", "Z"), **line, "process": os.getpid()})


class _Sink(RotatingFileHandler):
    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=FILES - 1, encoding="ascii", delay=True)
        self.setFormatter(_Lines())

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.baseFilename, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        if os.name == "posix":
            os.fchmod(handle, 0o600)
        return os.fdopen(handle, "a", encoding="ascii")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A disk that refuses the log must not stop an exam, and logging's own complaint would print it."""
