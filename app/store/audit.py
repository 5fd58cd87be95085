"""The audit entries in the database: written in the transaction of what they tell of, read for its page."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.audit import FIRST, Anchor, Author, Break, Entry, Row, first_break, hash_body, seal
from app.clock import Clock
from app.store.schema import AuditRow, EarlierKeyRow

GRACE = timedelta(minutes=2)
"""A clock may be corrected by this much without a mark."""

_AT_ONCE = 2000


class Chain:
    """The entries of one database under its audit key."""

    def __init__(self, key: bytes, clock: Clock) -> None:
        self._key = key
        self._clock = clock

    def extend(self, session: Session, author: Author, entries: Iterable[Entry]) -> None:
        """Add the entries behind the last one; the session must be one that writes. `author` is for those
        that name nobody."""
        last = self._last(session)
        seq, before, at = (last.seq, last.mac, last.at) if last else (0, FIRST, "")
        for entry in entries:
            who = entry.author or author
            now = self._clock.now().astimezone(UTC)
            salt = secrets.token_hex(16)
            seq += 1
            row = Row(
                seq=seq,
                at=now.isoformat(),
                device=who.device,
                person=who.person_id,
                role=who.role,
                act=entry.act.value,
                entity=entry.entity,
                clock="?" if _went_back(at, now) else "",
                body_salt=salt,
                body=entry.body,
                body_hash=hash_body(salt, entry.body),
                mac="",
            )
            before = seal(self._key, before, row)
            at = row.at
            session.add(_kept(row, before))
        session.flush()

    def anchor(self, session: Session) -> Anchor:
        last = self._last(session)
        return Anchor(last.seq, last.mac, last.at) if last else Anchor(0, FIRST)

    def first_break(self, session: Session, last: int | None) -> Break | None:
        newest = session.scalar(select(func.max(AuditRow.seq))) or 0
        start = 0 if last is None else max(0, newest - last)
        before = FIRST if start == 0 else session.scalar(select(AuditRow.mac).where(AuditRow.seq == start))
        if before is None:
            return Break(start)
        for until, key in self._keys(session, newest):
            if until <= start:
                continue
            rows = select(AuditRow).where(AuditRow.seq > start, AuditRow.seq <= until).order_by(AuditRow.seq)
            if broken := first_break(key, _rows(session, rows), before, start):
                return broken
            start, before = until, session.scalar(select(AuditRow.mac).where(AuditRow.seq == until))
            if before is None:
                return Break(until)
        return None

    def clock_went_back(self, session: Session) -> bool:
        last = self._last(session)
        return last is not None and _went_back(last.at, self._clock.now().astimezone(UTC))

    def _keys(self, session: Session, newest: int) -> list[tuple[int, bytes]]:
        """Up to which entry each key seals: those from before the clinic's keys were changed, then ours."""
        earlier = session.scalars(select(EarlierKeyRow).order_by(EarlierKeyRow.last_seq))
        return [*((row.last_seq, bytes.fromhex(row.audit_key)) for row in earlier), (newest, self._key)]

    def _last(self, session: Session) -> AuditRow | None:
        return session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1)).first()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to show; what is empty asks nothing. Instants are UTC, ISO 8601."""

    since: str = ""
    until: str = ""
    person: str = ""
    acts: tuple[str, ...] = ()
    entity: str = ""


def entries(
    session: Session, wanted: Wanted, most: int | None = None, before: int | None = None
) -> list[Row]:
    """Newest first, at most so many, those before the entry of that number."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.since:
        conditions.append(AuditRow.at >= wanted.since)
    if wanted.until:
        conditions.append(AuditRow.at < wanted.until)
    if wanted.person:
        conditions.append(AuditRow.person == wanted.person)
    if wanted.acts:
        conditions.append(AuditRow.act.in_(wanted.acts))
    if wanted.entity:
        conditions.append(AuditRow.entity == wanted.entity)
    if before is not None:
        conditions.append(AuditRow.seq < before)
    found = select(AuditRow).where(*conditions).order_by(AuditRow.seq.desc()).limit(most)
    return list(_rows(session, found))


def _rows(session: Session, found: Select[AuditRow]) -> Iterator[Row]:
    for row in session.scalars(found.execution_options(yield_per=_AT_ONCE)):
        yield Row(
            row.seq, row.at, row.device, row.person, row.role, row.act, row.entity, row.clock,
            row.body_salt, row.body, row.body_hash, row.mac,
        )  # fmt: skip


def _kept(row: Row, mac: str) -> AuditRow:
    return AuditRow(
        seq=row.seq,
        at=row.at,
        device=row.device,
        person=row.person,
        role=row.role,
        act=row.act,
        entity=row.entity,
        clock=row.clock,
        body_salt=row.body_salt,
        body=row.body,
        body_hash=row.body_hash,
        mac=mac,
    )


def _went_back(before: str, now: datetime) -> bool:
    return bool(before) and now < datetime.fromisoformat(before) - GRACE
