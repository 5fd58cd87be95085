"""The way in: what lies in the data folder, the clinic's set-up, and the passphrase that opens the record."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from app.access.person import NewPerson, Person, PersonRefused, complaints_of, tidy
from app.access.roles import Role
from app.access.session import Session
from app.anchors import find_anchor
from app.audit import Act, Anchor, Author, Entry
from app.backups.making import Kind, make_backup
from app.backups.replacing import finish_replacement
from app.clock import Clock
from app.dates import write_date
from app.disk import clear_partials, write_private
from app.faults import Damaged, Fault, InUse, UpdateFailed
from app.folders import refuse_folder
from app.instance import Held, hold
from app.log import About, Code, note
from app.looked_through import broke_off, look_through
from app.places import Places
from app.store.database import Database
from app.store.engine import refuse_unsafe_engine
from app.store.exams import StoredExams
from app.store.opening import make_database, open_database, refuse
from app.store.people import StoredPeople
from app.store.schema import SCHEMA
from app.store.settings import keep_settings, read_settings
from app.store.state import State, look, reaches
from app.store.taking_over import finish_take_over, take_over
from app.unlocked import Unlocked
from app.vault.attempts import Attempts
from app.vault.cost import STRONG, Cost, stronger
from app.vault.faults import KeysMissing, KeysNotKept
from app.vault.keyring import (
    Keyring,
    Opened,
    new_keyring,
    open_with_passphrase,
    open_with_recovery,
    with_new_passphrase_by_recovery,
)
from app.vault.keyring_file import find_keyring, keep_keyring
from app.workstation import Workstation, outcome_of_journal
from assessments.language.reading import Complaint
from resources.tongue import language, tr


class Standing(StrEnum):
    """What the folder holds before anybody has typed a passphrase."""

    FIRST_RUN = "nothing yet"
    TAKE_OVER = "a record of the first release"
    LOCKED = "a clinic's record"


@dataclass(frozen=True, slots=True)
class SetUp:
    """What a clinic says once. The recovery key was typed back before."""

    clinic_name: str
    person: NewPerson
    passphrase: str
    recovery_key: str


class WrongPassphrase(Fault):
    def __init__(self) -> None:
        super().__init__(tr("User or passphrase not right."))


class WrongRecoveryKey(Fault):
    def __init__(self, words: str = tr("This is not the recovery key of this clinic.")) -> None:
        super().__init__(words)


class NobodyEntered(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "Nobody is entered in this record. Open it with the recovery key and add people, "
                "or restore a newer backup."
            )
        )


class CannotOpen(Fault):
    """The keys are right and the file is not; with the keys a backup can be restored or the file rescued."""

    def __init__(self, state: State, words: str, unlocked: Unlocked) -> None:
        super().__init__(words)
        self.state = state
        self.unlocked = unlocked


@dataclass(frozen=True, slots=True)
class _Record:
    """The opened file, and what is to be told of its opening once somebody is at the desk."""

    database: Database
    told: list[Entry]


class Door:
    """Held from the program's start to its end, so that no second one opens the same folder.

    Raises `AlreadyOpen`, `UnwritableFolder`, `DiskFull`, `SynchronisedFolder`, `NetworkFolder`.
    """

    def __init__(self, places: Places, clock: Clock, cost: Cost = STRONG) -> None:
        refuse_unsafe_engine()
        files = (places.database, places.plain, places.keyring)
        refuse_folder(places, first_run=not any(map(os.path.exists, files)))
        self.places = places.prepare()
        self.clock = clock
        self.cost = cost
        self.attempts = Attempts(places)
        self._said: list[str] = []
        """What was found before anybody could be told."""
        self._held: Held = hold(places)
        try:
            clear_partials(places.root)
            finish_replacement(places)
            finish_take_over(places.plain, places.database)
        except BaseException:
            self._held.release()
            raise

    def look(self) -> Standing:
        """Raises `KeysMissing`, `KeyringDamaged` or `KeyringNewer`: a record without good keys."""
        try:
            self._keyring()
        except KeysMissing:
            # An anchor tells that there was a record, even where nothing else of it is left.
            if self.places.database.exists() or self.places.anchor.exists():
                raise
            return Standing.TAKE_OVER if self.places.plain.exists() else Standing.FIRST_RUN
        return Standing.LOCKED

    def set_up(self, asked: SetUp) -> Workstation:
        """Make the keyring, then the record, empty or taken over; whoever sets up is at the desk."""
        complaints = complaints_of(asked.person, ())
        if complaints:
            raise PersonRefused(complaints)
        person = tidy(asked.person)
        keyring, keys, slot_id = new_keyring(person.login, asked.passphrase, asked.recovery_key, self.cost)
        unlocked = Unlocked(keyring, keys, slot_id)
        first = Person(
            str(uuid.uuid4()), person.name, person.licence, person.login, person.roles, True, slot_id
        )
        # From here to the end a database that is not there may be made; later never again.
        write_private(self._unfinished, b"")
        keep_keyring(self.places, keyring)
        with self._record(unlocked) as record:
            self._introduce(record.database, first, asked.clinic_name)
            return self._seated(unlocked, record, Session(first, first.roles), new=True)

    def unlock(self, login: str, passphrase: str, accept_older: str = "") -> Workstation:
        """Raises `WrongPassphrase`, `CannotOpen` and what the keyring raises.

        `accept_older` is the reason for going on with a file that is older than its anchor.
        """
        began = self.clock.monotonic()
        opened = self.try_passphrase(login, passphrase)
        took = self.clock.monotonic() - began
        unlocked = Unlocked(self._keyring(), opened.keys, opened.slot_id)
        with self._record(unlocked, accept_older) as record:
            people = StoredPeople(record.database)
            person = people.with_slot(opened.slot_id)
            new = not people.all()
            if person is None and not new:
                # A leaver, or somebody whose adding was cut short: the key turns, nobody works here by it.
                raise WrongPassphrase
            if person is None and len(unlocked.keyring.people) > 1:
                # Nobody becomes the data manager of a record of the first release by coming first.
                raise NobodyEntered
            if person is None:
                # A set-up that was killed, or a restored record of the first release, which knew no people.
                roles = NewPerson(login, "", login).roles
                person = Person(str(uuid.uuid4()), login, "", login, roles, True, opened.slot_id)
                self._introduce(record.database, person, "")
            # A key file that cannot be written now is as good as it was.
            with suppress(KeysNotKept):
                unlocked = self.strengthen(unlocked, passphrase, took)
            return self._seated(unlocked, record, Session(person, person.roles), new)

    def unlock_by_recovery(self, typed: str, reason: str, accept_older: str = "") -> Workstation:
        """Break the glass: nobody proved who they are, so the reason stands in the record."""
        keyring = self._keyring()
        opened = open_with_recovery(keyring, typed)
        if isinstance(opened, Complaint):
            raise WrongRecoveryKey(opened.words)
        if opened is None:
            self.attempts.wrong()
            raise WrongRecoveryKey
        if not reason.strip():
            raise WrongRecoveryKey(tr("Say why the recovery key is used."))
        unlocked = Unlocked(self._keyring(), opened.keys, opened.slot_id)
        with self._record(unlocked, accept_older) as record:
            somebody = Person("", tr("Recovery key"), "", "", frozenset({Role.BREAK_GLASS}))
            record.told.append(Entry(Act.BREAK_GLASS, body=reason.strip()))
            return self._seated(unlocked, record, Session(somebody, frozenset(), reason.strip()))

    def try_passphrase(self, login: str, passphrase: str) -> Opened:
        """Raises `WrongPassphrase`, and counts it; an unknown user takes the same time as a known one."""
        keyring = self._keyring()
        opened = open_with_passphrase(keyring, login, passphrase)
        if opened is None:
            self.attempts.wrong()
            note(Code.NOT_UNLOCKED, count=self.attempts.count())
            raise WrongPassphrase
        return opened

    def strengthen(self, unlocked: Unlocked, passphrase: str, seconds: float) -> Unlocked:
        """Make the next guess dearer where this computer unlocked in so few seconds."""
        slot = unlocked.keyring.slot(unlocked.slot_id)
        cost = stronger(slot.cost, seconds)
        if cost == slot.cost:
            return unlocked
        keyring = with_new_passphrase_by_recovery(unlocked.keyring, unlocked.keys, slot.id, passphrase, cost)
        keep_keyring(self.places, keyring)
        return Unlocked(keyring, unlocked.keys, slot.id)

    def close(self) -> None:
        self._held.release()

    def __enter__(self) -> Door:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _unfinished(self) -> Path:
        """There while the set-up is not finished."""
        return self.places.root / "set-up-unfinished"

    def _keyring(self) -> Keyring:
        found = find_keyring(self.places)
        if found.words:
            self._said.append(found.words)
        return found.keyring

    # The file

    @contextmanager
    def _record(self, unlocked: Unlocked, accept_older: str = "") -> Iterator[_Record]:
        """The file opened; it is closed again when what follows fails, and its key with it."""
        record = self._open(unlocked, accept_older)
        try:
            yield record
        except BaseException:
            record.database.close()
            raise

    def _open(self, unlocked: Unlocked, accept_older: str) -> _Record:
        places, key = self.places, unlocked.database_key
        told: list[Entry] = []
        anchor = find_anchor(places, unlocked.keyring.database_id)
        if places.plain.exists():
            take_over(places.plain, places.database, key)
            told.append(Entry(Act.TAKEN_OVER))
        elif self._unfinished.exists() and anchor is None and not places.database.exists():
            make_database(places.database, key)
        state = look(places.database, key, anchor)
        if state is State.OLDER_COPY and anchor is not None and not accept_older:
            raise CannotOpen(state, self._older(unlocked, anchor), unlocked)
        try:
            refuse(state, places.database)
        except Fault as fault:
            note(Code.FAULT, about=About.RECORD, error=fault)
            # A key file that was found as a copy may be the wrong one: whoever reads this must know.
            words = " ".join((*dict.fromkeys(self._said), fault.words))
            raise CannotOpen(state, words, unlocked) from fault
        if state is State.OLDER_COPY:
            told.append(Entry(Act.OLDER_ACCEPTED, body=accept_older))
        copies: list[str] = []

        def copy() -> str:
            copies.append(make_backup(places, unlocked, self.clock, Kind.BEFORE_UPDATE).name)
            write_private(self._updating, copies[-1].encode())
            return copies[-1]

        self._say_of_broken_update()
        try:
            database = open_database(places.database, key, unlocked.keys.audit, self.clock, copy)
        except InUse as fault:
            raise CannotOpen(State.LOCKED, fault.words, unlocked) from fault
        finally:
            # Gone also when the update failed and said so; it stays only when a kill left nobody to say it.
            self._updating.unlink(missing_ok=True)
        if copies:
            told.append(Entry(Act.UPDATED, body=json.dumps({"to": SCHEMA, "backup": copies[0]})))
            if look(places.database, key) is State.DAMAGED:
                database.close()
                raise CannotOpen(State.DAMAGED, Damaged().words, unlocked)
        return _Record(database, told)

    @property
    def _updating(self) -> Path:
        """There while an update runs; holds the name of the backup made before it."""
        return self.places.root / "update-unfinished"

    def _say_of_broken_update(self) -> None:
        if self._updating.exists():
            name = self._updating.read_text("utf-8", "replace")
            self._said.append(tr("{words} It was started again now.", words=UpdateFailed(name).words))

    def _older(self, unlocked: Unlocked, anchor: Anchor) -> str:
        here = reaches(self.places.database, unlocked.database_key)
        day = write_date(datetime.fromisoformat(anchor.at).astimezone().date()) if anchor.at else "before"
        return tr(
            "This file is older than the one used on {day} (entry {seq}, here {here}). An older "
            "copy may have been put back, or the disk lost data.",
            day=day,
            seq=anchor.seq,
            here=here,
        )

    # The people

    def _introduce(self, database: Database, person: Person, clinic: str) -> None:
        """The first person of the record, and the clinic's name where none is set yet."""
        database.author = Author(person.id, "manager")
        database.tell(Entry(Act.SET_UP))
        StoredPeople(database).insert(person)
        settings = read_settings(database)
        if clinic and not settings.clinic_name:
            keep_settings(database, replace(settings, clinic_name=clinic))

    def _seated(
        self, unlocked: Unlocked, record: _Record, session: Session, new: bool = False
    ) -> Workstation:
        database = record.database
        stopped = broke_off(database)
        found = () if new else look_through(self.places, unlocked, self.clock, database)
        warnings = (*dict.fromkeys(self._said), *found)
        workstation = Workstation(self.places, self.clock, unlocked, database, session, warnings)
        workstation.broke_off = stopped
        StoredExams(database).told_in(language(), outcome_of_journal)
        told = [*record.told, Entry(Act.SIGNED_IN)]
        if wrong := self.attempts.clear():
            told.append(Entry(Act.REFUSED_SIGN_IN, body=json.dumps({"count": wrong})))
        database.tell(*told)
        try:
            workstation.anchor()
        except OSError:
            workstation.warn(
                tr(
                    "How far the record has come could not be written beside it. "
                    "Ask for the right to write in the data folder."
                )
            )
        self._unfinished.unlink(missing_ok=True)
        note(Code.UNLOCKED)
        return workstation
