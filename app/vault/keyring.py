"""The keyring of a clinic: who can open the records, and every change to that.

Two proofs stand in it. The check in its text notices a damaged file before anybody types, so that damage is
never called a wrong passphrase. The mac, made with the root key, notices a slot or a public key that was put
there by somebody who could not open the records.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from app.vault.cost import Cost
from app.vault.faults import KeyringDamaged, LastWayIn, LoginTaken
from app.vault.keyring_text import Fields, proven, read, written
from app.vault.keys import DATABASE_SALT, Keys, new_keys
from app.vault.passphrases import secret
from app.vault.recovery import read_recovery_key
from app.vault.slots import Kind, Slot, new_slot, opened, with_root, with_secret
from assessments.language.reading import Complaint


@dataclass(frozen=True, slots=True)
class Keyring:
    """One slot for each person and one for the recovery key; `salt` is that of the database file."""

    database_id: str
    salt: bytes = field(repr=False)
    slots: tuple[Slot, ...]
    mac: bytes = field(default=b"", repr=False)

    def text(self) -> str:
        return written(Fields(self.database_id, self.salt, self.slots, self.mac))

    @property
    def people(self) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind is Kind.PERSON)

    @property
    def recovery(self) -> Slot:
        return next(slot for slot in self.slots if slot.kind is Kind.RECOVERY)

    def slot(self, slot_id: str) -> Slot:
        """A `KeyError` where there is none."""
        for slot in self.slots:
            if slot.id == slot_id:
                return slot
        raise KeyError(slot_id)


@dataclass(frozen=True, slots=True)
class Opened:
    keys: Keys
    slot_id: str


def read_keyring(text: str) -> Keyring:
    """Raises `KeyringDamaged` or `KeyringNewer`, and nothing else."""
    fields = read(text)
    return Keyring(fields.database_id, fields.salt, fields.slots, fields.mac)


def new_keyring(login: str, passphrase: str, recovery_key: str, cost: Cost) -> tuple[Keyring, Keys, str]:
    """For a new clinic, with the slot of its first person."""
    keys, database_id = new_keys(), str(uuid.uuid4())
    person = new_slot(database_id, Kind.PERSON, login, secret(passphrase), cost, keys)
    recovery = new_slot(database_id, Kind.RECOVERY, "", _recovery(recovery_key), cost, keys)
    keyring = Keyring(database_id, secrets.token_bytes(DATABASE_SALT), (person, recovery))
    return _proven(keyring, keys), keys, person.id


def open_with_passphrase(keyring: Keyring, login: str, passphrase: str) -> Opened | None:
    """None for an unknown user after the same work as for a wrong passphrase: nobody learns who works here.

    Raises `KeyringDamaged` when the passphrase was right and somebody had changed the keyring from outside.
    """
    return _open(keyring, _person(keyring, login) or _nobody(keyring), secret(passphrase))


def open_with_recovery(keyring: Keyring, typed: str) -> Opened | Complaint | None:
    """A complaint is about the typing; None means a whole recovery key, but not of this clinic."""
    key = read_recovery_key(typed)
    return key if isinstance(key, Complaint) else _open(keyring, keyring.recovery, key)


def with_person(keyring: Keyring, keys: Keys, login: str, passphrase: str, cost: Cost) -> tuple[Keyring, str]:
    """The keyring with one more person, and the id of the slot; raises `LoginTaken`."""
    if _person(keyring, login):
        raise LoginTaken(login.strip())
    slot = new_slot(keyring.database_id, Kind.PERSON, login, secret(passphrase), cost, keys)
    return _with_slots(keyring, keys, (*keyring.slots, slot)), slot.id


def without_slot(keyring: Keyring, keys: Keys, slot_id: str) -> Keyring:
    """Raises `LastWayIn`. Old copies of the keyring keep the slot: only `rotated` shuts a leaver out."""
    leaving = keyring.slot(slot_id)
    if leaving.kind is Kind.RECOVERY or len(keyring.people) == 1:
        raise LastWayIn
    return _with_slots(keyring, keys, tuple(slot for slot in keyring.slots if slot is not leaving))


def with_passphrase(
    keyring: Keyring, keys: Keys, slot_id: str, old: str, new: str, cost: Cost
) -> Keyring | None:
    """Another passphrase for who knows the old one; None when that was not right. No record is rewritten."""
    if opened(keyring.slot(slot_id), keyring.database_id, secret(old)) != keys:
        return None
    return with_new_passphrase_by_recovery(keyring, keys, slot_id, new, cost)


def with_new_passphrase_by_recovery(
    keyring: Keyring, keys: Keys, slot_id: str, new: str, cost: Cost
) -> Keyring:
    """A passphrase for who forgot it, from somebody who has the keys. Also raises the cost of a known one."""
    slot = with_secret(keyring.slot(slot_id), keyring.database_id, secret(new), cost, keys)
    return _with_slots(keyring, keys, _exchanged(keyring, slot))


def with_recovery_key(keyring: Keyring, keys: Keys, recovery_key: str) -> Keyring:
    """The sheet printed before opens nothing any more."""
    key = _recovery(recovery_key)
    slot = with_secret(keyring.recovery, keyring.database_id, key, keyring.recovery.cost, keys)
    return _with_slots(keyring, keys, _exchanged(keyring, slot))


def rotated(keyring: Keyring, keys: Keys, leaving: Collection[str] = ()) -> tuple[Keyring, Keys]:
    """New keys for everybody but those who leave; the database is then to be rewritten with them.

    Nobody types a passphrase and the recovery sheet stays good. The salt is new as well, so that a copy of
    the keyring from before is told from one that belongs to the rewritten file.
    """
    for slot_id in leaving:
        keyring = without_slot(keyring, keys, slot_id)
    _require_ours(keyring, keys)
    fresh = new_keys()
    slots = tuple(with_root(slot, keyring.database_id, fresh) for slot in keyring.slots)
    return _proven(replace(keyring, salt=secrets.token_bytes(DATABASE_SALT), slots=slots), fresh), fresh


def same_login(one: str, other: str) -> bool:
    return _login(one) == _login(other)


def _login(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def _person(keyring: Keyring, login: str) -> Slot | None:
    return next((slot for slot in keyring.people if same_login(slot.login, login)), None)


def _nobody(keyring: Keyring) -> Slot:
    """A slot that no passphrase opens and that takes as long to try as that of a person."""
    costly = max(keyring.people, key=lambda slot: slot.cost.memory_kib * slot.cost.passes)
    return replace(costly, id="")


def _open(keyring: Keyring, slot: Slot, key: bytes) -> Opened | None:
    keys = opened(slot, keyring.database_id, key)
    if keys is None:
        return None
    _require_ours(keyring, keys)
    return Opened(keys, slot.id)


def _recovery(recovery_key: str) -> bytes:
    key = read_recovery_key(recovery_key)
    if isinstance(key, Complaint):
        raise ValueError(key.words)
    return key


def _exchanged(keyring: Keyring, slot: Slot) -> tuple[Slot, ...]:
    return tuple(slot if kept.id == slot.id else kept for kept in keyring.slots)


def _with_slots(keyring: Keyring, keys: Keys, slots: tuple[Slot, ...]) -> Keyring:
    _require_ours(keyring, keys)
    return _proven(replace(keyring, slots=slots), keys)


def _require_ours(keyring: Keyring, keys: Keys) -> None:
    """Before anything is sealed to a public key of the keyring, and before the keys are handed out."""
    if not hmac.compare_digest(keyring.mac, _mac(keyring, keys)):
        raise KeyringDamaged


def _proven(keyring: Keyring, keys: Keys) -> Keyring:
    return replace(keyring, mac=_mac(keyring, keys))


def _mac(keyring: Keyring, keys: Keys) -> bytes:
    return hmac.digest(keys.keyring, proven(keyring.database_id, keyring.salt, keyring.slots), "sha256")
