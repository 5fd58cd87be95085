"""What can still be read of a damaged database, table by table and row by row, put into a new file."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from app.audit import Act
from app.disk import PARTIAL, parts
from app.patients import Patient, search_words
from app.store.copying import NotCopied, contents, copying, make_alone, quoted, tables
from app.store.engine import Mode, Raw, connect
from app.store.opening import make_database
from resources.tongue import tr, trn

_TRIED = 4096
"""Row numbers that are tried where neither the table nor an index tells the highest."""

_NEEDED = {"patients", "exams", "events"}
_NOTHING = tr("nothing in the data file can be read")
_PLACEHOLDER = tr("Name could not be read")
"""Kept as the name of the patient, in the language of whoever rescued."""


@dataclass(frozen=True, slots=True)
class LostOf:
    """What is missing of one patient; the name is empty where it could not be read either."""

    patient_id: str
    name: str
    exams: int
    answers: int
    name_lost: bool = False

    @property
    def words(self) -> str:
        said = []
        if self.exams:
            said.append(trn("{n} exam", "{n} exams", self.exams))
        if self.answers:
            said.append(trn("{n} answer", "{n} answers", self.answers))
        if self.name_lost:
            said.insert(0, tr("the personal details"))
        return tr("{who}: {what} missing.", who=self.name or _PLACEHOLDER, what=", ".join(said))


@dataclass(frozen=True, slots=True)
class Rescued:
    """`read` is how many rows of each table the new file has. What is known to be lost is told by patient."""

    read: Mapping[str, int]
    lost: tuple[LostOf, ...]
    gaps: int
    """Places in the file where rows may have stood that nothing else tells of."""

    @property
    def words(self) -> tuple[str, ...]:
        saved = tr(
            "Read: {patients} patients, {exams} exams, {answers} answers.",
            patients=self.read.get("patients", 0),
            exams=self.read.get("exams", 0),
            answers=self.read.get("events", 0),
        )
        if not self.lost and not self.gaps:
            return saved, tr("Nothing is missing.")
        if not self.lost:
            return saved, tr("Parts of the file could not be read; nothing is known to be missing.")
        return saved, *(lost.words for lost in self.lost)


def rescue(file: Path, key: str, target: Path) -> Rescued:
    """Make `target` of what can be read; `file` is only read, from a copy when rows wait in its log.

    Derived lists are to be made again afterwards. Raises `NotCopied` when nothing at all can be read, or
    when `target` is there.
    """
    with copying(), _readable(file, key) as damaged:
        there = damaged.tables()
        make_database(target, key)
        with closing(connect(target, key)) as new:
            wanted = [name for name in tables(new) if name in there and name != "alembic_version"]
            found = {name: _Table(damaged, name) for name in wanted}
            new.execute("PRAGMA foreign_keys = OFF")
            new.execute("BEGIN IMMEDIATE")
            for table in found.values():
                table.copy_to(new)
            lost = _bind_together(new, found)
            read = contents(new).counts
            if not any(read[name] for name in _NEEDED) and any(table.gaps for table in found.values()):
                raise NotCopied(_NOTHING)
            new.execute("COMMIT")
        make_alone(target, key)
    return Rescued(read, lost, sum(table.gaps for table in found.values()))


class _Damaged:
    """The damaged database. A connection that met a damaged page answers nothing any more: then a new one."""

    def __init__(self, file: Path, key: str, mode: Mode) -> None:
        self._file, self._key, self._mode = file, key, mode
        self._connection = connect(file, key, mode)

    def tables(self) -> frozenset[str]:
        """Without the whole list of them nothing else is answered; raises `NotCopied`."""
        try:
            rows = self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")
        except sqlcipher.DatabaseError as error:
            raise NotCopied(_NOTHING) from error
        found = frozenset(str(name) for (name,) in rows)
        if not found >= _NEEDED:
            raise NotCopied(_NOTHING)
        return found

    def ask(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """All the rows, or `sqlcipher3.DatabaseError`."""
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlcipher.DatabaseError:
            self._again()
            raise

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """The rows up to the first damaged page."""
        found = []
        try:
            for row in self._connection.execute(statement):
                found.append(row)
        except sqlcipher.DatabaseError:
            self._again()
        return found

    def close(self) -> None:
        self._connection.close()

    def _again(self) -> None:
        self._connection.close()
        self._connection = connect(self._file, self._key, self._mode)


class _Table:
    """One table of the damaged file. Its indexes lie on other pages: they know of rows that are lost."""

    def __init__(self, damaged: _Damaged, name: str) -> None:
        self._damaged = damaged
        self.name = name
        self.gaps = 0

    def copy_to(self, new: Raw) -> None:
        columns = self._columns(new)
        names = ", ".join(map(quoted, columns))
        insert = (
            f"INSERT OR IGNORE INTO {quoted(self.name)} ({names}) VALUES ({', '.join('?' * len(columns))})"
        )
        for row in self._rows(names):
            new.execute(insert, row)

    def _columns(self, new: Raw) -> list[str]:
        """Those that both files know, so that an older file can be rescued into today's shape."""
        asked = f"PRAGMA table_info({quoted(self.name)})"
        there = {row[1] for row in self._damaged.rows(asked)}
        return [str(row[1]) for row in new.execute(asked).fetchall() if row[1] in there]

    def _rows(self, names: str) -> Iterator[tuple[Any, ...]]:
        """Every row that can be read. Where a page is damaged the range is halved until it is passed by."""
        asked = f"SELECT {names} FROM {quoted(self.name)} NOT INDEXED WHERE rowid BETWEEN ? AND ?"
        ranges = [(1, self._last())]
        while ranges:
            first, last = ranges.pop()
            if first > last:
                continue
            try:
                yield from self._damaged.ask(asked, first, last)
            except sqlcipher.DatabaseError:
                if first == last:
                    self.gaps += 1
                else:
                    middle = (first + last) // 2
                    ranges += [(middle + 1, last), (first, middle)]

    def _last(self) -> int:
        """The highest row number anything knows of: the table itself, or one of its indexes."""
        known = []
        for way in ("NOT INDEXED", *(f"INDEXED BY {quoted(index)}" for index in self._indexes())):
            with suppress(sqlcipher.DatabaseError):
                ((number,),) = self._damaged.ask(f"SELECT max(rowid) FROM {quoted(self.name)} {way}")
                known.append(int(number or 0))
        return max(known, default=_TRIED)

    def _indexes(self) -> list[str]:
        """The whole ones: a partial index does not know of every row."""
        found = self._damaged.rows(f"PRAGMA index_list({quoted(self.name)})")
        return [str(name) for _, name, _, _, partial in found if not partial]

    def known(self, *columns: str) -> set[tuple[Any, ...]]:
        """What an index says stood in these columns, whether the rows themselves can be read or not."""
        found: set[tuple[Any, ...]] = set()
        for index in self._indexes():
            indexed = [str(row[2]) for row in self._damaged.rows(f"PRAGMA index_info({quoted(index)})")]
            if not set(columns) - {"rowid"} <= set(indexed):
                continue
            asked = (
                f"SELECT {', '.join(columns)} FROM {quoted(self.name)} INDEXED BY {quoted(index)} ORDER BY "
            )
            # From both ends, so that one damaged page hides no more than itself.
            for end in ("ASC", "DESC"):
                found |= set(self._damaged.rows(asked + ", ".join(f"{column} {end}" for column in indexed)))
        return found


def _bind_together(new: Raw, found: Mapping[str, _Table]) -> tuple[LostOf, ...]:
    """Fill gaps from the audit, which holds every answer a second time; give what lost its patient a place
    where it can be found; and say what is missing.

    An exam whose beginning is lost cannot be read at all: its rest stays in the damaged file alone.
    """
    _answers_from_audit(new)
    owner = dict(_pairs(new, "SELECT id, patient_id FROM exams"))
    for exam_id, patient_id, *row in _lost_exams(new, found):
        owner[str(exam_id)] = str(patient_id)
        new.execute(
            "INSERT OR IGNORE INTO exams (id, patient_id, number, kind, rates, started_at, phase, "
            "awaits_countersign) VALUES (?, ?, ?, ?, ?, ?, 'examining', 0)",
            (exam_id, patient_id, *row),
        )
    begun = {exam for (exam,) in new.execute("SELECT exam_id FROM events WHERE number = 1").fetchall()}
    known_answers = found["events"].known("exam_id", "number") | _set(
        new, "SELECT exam_id, number FROM events"
    )
    for (exam_id,) in new.execute("SELECT DISTINCT exam_id FROM events").fetchall():
        if exam_id not in begun or exam_id not in owner:
            new.execute("DELETE FROM events WHERE exam_id = ?", (exam_id,))
    lost_exams = {exam for exam in {str(e) for e, _ in known_answers} | set(owner) if exam not in begun}
    for exam_id in lost_exams:
        new.execute("DELETE FROM exams WHERE id = ?", (exam_id,))
    # Without the visit that it scores again a rating says nothing.
    alone = "SELECT id FROM exams WHERE rates NOT IN (SELECT id FROM exams)"
    lost_exams |= {str(exam) for (exam,) in new.execute(alone).fetchall()}
    new.execute(f"DELETE FROM events WHERE exam_id IN ({alone})")
    new.execute(f"DELETE FROM exams WHERE id IN ({alone})")
    read = _set(new, "SELECT exam_id, number FROM events")
    exams, answers = Counter[str](), Counter[str]()
    for exam in lost_exams:
        exams[owner.get(exam, "")] += 1
    for exam_id, _ in known_answers - read:
        if exam_id not in lost_exams:
            answers[owner.get(str(exam_id), "")] += 1
    nameless = _nameless(new, found)
    names = {
        str(id): ", ".join(filter(None, map(str, name)))
        for id, *name in new.execute("SELECT id, family_name, given_name FROM patients").fetchall()
    }
    return tuple(
        LostOf(id, "" if id in nameless else names.get(id, ""), exams[id], answers[id], id in nameless)
        for id in sorted({*exams, *answers, *nameless}, key=lambda id: (names.get(id, ""), id))
    )


def _answers_from_audit(new: Raw) -> None:
    there = _set(new, "SELECT exam_id, number FROM events")
    rows = new.execute(
        "SELECT entity, body FROM audit WHERE entity LIKE 'exam:%' AND body LIKE '{%'"
    ).fetchall()
    for entity, body in rows:
        exam_id = str(entity).removeprefix("exam:")
        try:
            told = json.loads(body)
            number, kind, ref = int(told["number"]), str(told["kind"]), told.get("ref")
        except (ValueError, KeyError, TypeError, AttributeError):
            continue
        if (exam_id, number) not in there:
            new.execute(
                "INSERT INTO events (exam_id, number, kind, ref, body) VALUES (?, ?, ?, ?, ?)",
                (exam_id, number, kind, ref, body),
            )
            there.add((exam_id, number))


def _lost_exams(new: Raw, found: Mapping[str, _Table]) -> Iterator[tuple[str | int | None, ...]]:
    """Exams whose own row is lost, put together from the two indexes that name them and from their first
    event: id, patient, number of the visit, kind, what it rates, when it began."""
    there = _set(new, "SELECT id FROM exams")
    visits = {row: (str(patient), number) for row, patient, number in found["exams"].known(
        "rowid", "patient_id", "number")}  # fmt: skip
    for row, exam_id in found["exams"].known("rowid", "id"):
        if (exam_id,) in there or row not in visits:
            continue
        first = new.execute("SELECT body FROM events WHERE exam_id = ? AND number = 1", (exam_id,)).fetchone()
        if first is not None:
            began = json.loads(first[0])
            patient, number = visits[row]
            rated = began["rates"]["exam"] if "rates" in began else None
            yield str(exam_id), patient, number, str(began.get("exam", "visit")), rated, str(began["at"])


def _nameless(new: Raw, found: Mapping[str, _Table]) -> set[str]:
    """Patients whose details the audit has not either; they get a line, so that their exams can be opened."""
    known = {str(id) for (id,) in found["patients"].known("id")}
    known |= {str(id) for (id,) in new.execute("SELECT DISTINCT patient_id FROM exams").fetchall()}
    lost = known - {str(id) for (id,) in new.execute("SELECT id FROM patients").fetchall()}
    nameless = set()
    for id in lost:
        details = _details_from_audit(new, id)
        if not details:
            nameless.add(id)
            details = {"family_name": _PLACEHOLDER}
        empty = dict.fromkeys(("family_name", "given_name", "record_number", "phone", "language"), "")
        row = {**empty, **details, "id": id, "demonstration": 0}
        row["search"] = search_words(
            Patient(
                family_name=str(row["family_name"]),
                given_name=str(row["given_name"]),
                record_number=str(row["record_number"]),
                born=date.fromisoformat(str(row["born"])) if row.get("born") else None,
            )
        )
        new.execute(
            f"INSERT INTO patients ({', '.join(map(quoted, row))}) VALUES ({', '.join('?' * len(row))})",
            tuple(row.values()),
        )
    return nameless


def _details_from_audit(new: Raw, patient_id: str) -> dict[str, Any]:
    """As they were entered last."""
    columns = {str(row[1]) for row in new.execute("PRAGMA table_info(patients)").fetchall()}
    row = new.execute(
        "SELECT body FROM audit WHERE entity = ? AND act IN (?, ?) AND body IS NOT NULL "
        "ORDER BY seq DESC LIMIT 1",
        (f"patient:{patient_id}", Act.PATIENT_ADDED, Act.PATIENT_CHANGED),
    ).fetchone()
    try:
        told = json.loads(row[0]) if row else {}
        return {name: value for name, value in told.items() if name in columns}
    except (ValueError, AttributeError):
        return {}


def _set(connection: Raw, asked: str) -> set[tuple[Any, ...]]:
    return set(connection.execute(asked).fetchall())


def _pairs(connection: Raw, asked: str) -> list[tuple[str, str]]:
    return [(str(one), str(other)) for one, other in connection.execute(asked).fetchall()]


@contextmanager
def _readable(file: Path, key: str) -> Iterator[_Damaged]:
    """The damaged database, not changed by a byte."""
    wal = parts(file)[1]
    if not (wal.exists() and wal.stat().st_size):
        with closing(_Damaged(file, key, "ro&immutable=1")) as damaged:
            yield damaged
        return
    with tempfile.TemporaryDirectory(prefix="rescue-", suffix=PARTIAL, dir=file.parent) as folder:
        copy = Path(folder) / file.name
        for part in (file, wal):
            shutil.copyfile(part, copy.with_name(part.name))
        with closing(_Damaged(copy, key, "rw")) as damaged:
            yield damaged
