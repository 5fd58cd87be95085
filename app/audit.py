"""Who did what to the record, each entry sealed to the one before it, and what that can and cannot show."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FIRST = "0" * 64
"""What the first entry is sealed to."""

_BETWEEN = "\x1f"
"""Stands in no field, so that no two different headers are the same text."""


class Act(StrEnum):
    """The word is kept; what a person reads is in `app.screens.audit`."""

    SET_UP = "set up"
    TAKEN_OVER = "taken over"
    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    REFUSED_SIGN_IN = "wrong passphrases"
    """How many since the last sign-in; nobody's name, because nobody proved theirs."""
    BREAK_GLASS = "recovery key used"
    COVERED = "covered"
    NOT_PERMITTED = "not permitted"
    PATIENT_ADDED = "patient added"
    PATIENT_CHANGED = "patient changed"
    PATIENT_VOIDED = "patient voided"
    PATIENT_RESTORED = "patient no longer voided"
    RECORD_OPENED = "record opened"
    EXAM_STARTED = "exam started"
    EVENT = "answer"
    """An event of an exam; its body is the event as the journal holds it."""
    SIGNED = "signed"
    COUNTERSIGNED = "countersigned"
    AMENDED = "amended"
    ABANDONED = "abandoned"
    VOIDED = "voided"
    PRINTED = "printed"
    EXPORTED = "exported"
    SETTINGS = "settings"
    PERSON_ADDED = "person added"
    PERSON_CHANGED = "person changed"
    PERSON_LEFT = "person left"
    PASSPHRASE_CHANGED = "passphrase changed"
    RECOVERY_CHANGED = "recovery key changed"
    RECOVERY_VERIFIED = "recovery key typed back"
    KEY_ROTATED = "key rotated"
    BACKED_UP = "backed up"
    BACKUP_FAILED = "backup failed"
    RESTORED = "restored"
    REHEARSED = "restore rehearsed"
    RESCUED = "rescued"
    UPDATED = "updated"
    REBUILT = "lists rebuilt"
    ERASED = "erased"
    ERASURE_REFUSED = "erasure refused"
    HISTORY_CHECKED = "whole history checked"
    CHAIN_BROKEN = "history does not match"
    OLDER_ACCEPTED = "older copy accepted"
    ANCHOR_MADE = "anchor made anew"
    CLOCK_BACK = "clock went back"
    CONFLICT = "conflict settled"
    REVEALED = "both scores shown"
    EXAM_FILE = "exam saved to a file"


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, in which role, on which computer; before anybody has signed in, the program itself."""

    person_id: str = ""
    role: str = "program"
    device: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was done, to what, and the detail, which alone may hold what belongs to a patient."""

    act: Act
    entity: str = ""
    """Such as "patient:<id>" or "exam:<id>"; never a name."""
    body: str = ""
    author: Author | None = None
    """Who did it, when that is not who acts now: what is written late bears who gave it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One entry as it is kept; `body` and `body_salt` are None once they were lawfully erased."""

    seq: int
    at: str
    """UTC, ISO 8601."""
    device: str
    person: str
    role: str
    act: str
    entity: str
    clock: str
    """"?" when the clock stood earlier than at the entry before."""
    body_salt: str | None
    body: str | None
    body_hash: str
    mac: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far the record had come: kept outside the file, so that a cut or an older file is noticed."""

    seq: int
    mac: str
    at: str = ""

    @property
    def printed(self) -> str:
        """For the foot of a page: the number of the entry and the first eight digits of its seal."""
        return f"{self.seq} · {self.mac[:8]}"


@dataclass(frozen=True, slots=True)
class Break:
    """Where the record's history does not match: the first entry that is not as it was written."""

    seq: int


def hash_body(salt: str, body: str) -> str:
    """Of the salted body; the chain holds this, so that an erased body does not break it."""
    return hashlib.sha256((salt + _BETWEEN + body).encode("utf-8", "surrogatepass")).hexdigest()


def seal(key: bytes, before: str, row: Row) -> str:
    """HMAC-SHA256 over the seal before and this entry's header as it stands in the file, to the letter."""
    header = _BETWEEN.join(
        (
            before, str(row.seq), row.at, row.device, row.person, row.role, row.act, row.entity, row.clock,
            row.body_hash,
        )
    )  # fmt: skip
    return hmac.new(key, header.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def first_break(key: bytes, rows: Iterable[Row], before: str = FIRST, seq: int = 0) -> Break | None:
    """The first entry that does not follow from the one before; None when all do.

    `before` and `seq` are of the entry that stands before the first row. It cannot see entries cut from the
    end, a whole older copy, or a chain made anew by somebody who holds the key: for that, `Anchor`.
    """
    for row in rows:
        seq += 1
        erased = row.body is None
        genuine = erased or hash_body(row.body_salt or "", row.body or "") == row.body_hash
        if row.seq != seq or not genuine or not hmac.compare_digest(seal(key, before, row), row.mac):
            return Break(seq)
        before = row.mac
    return None


def anchor_text(database_id: str, anchor: Anchor) -> str:
    """As kept beside the data, in a backup and in the user's folder."""
    return json.dumps({"database": database_id, "seq": anchor.seq, "mac": anchor.mac, "at": anchor.at})


def read_anchor(text: str, database_id: str) -> Anchor | None:
    """None for an anchor of another database or one that cannot be read: then there is no anchor."""
    try:
        body = json.loads(text)
        if body["database"] != database_id:
            return None
        return Anchor(int(body["seq"]), str(body["mac"]), datetime.fromisoformat(body["at"]).isoformat())
    except (ValueError, KeyError, TypeError):
        return None
