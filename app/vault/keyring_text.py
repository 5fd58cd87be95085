"""The key file as text: JSON that says at once when it is damaged or newer, and is read with distrust."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from app.vault.cost import SALT, Cost
from app.vault.faults import KeyringDamaged, KeyringNewer
from app.vault.keys import DATABASE_SALT
from app.vault.slots import APP, HASH, SEALED_PRIVATE, SEALED_ROOT, VERSION, Kind, Slot

MAC = 32
LONGEST_TEXT = 1 << 18


@dataclass(frozen=True, slots=True)
class Fields:
    """What the key file says, except for the check, which follows from it."""

    database_id: str
    salt: bytes = field(repr=False)
    slots: tuple[Slot, ...]
    mac: bytes = field(repr=False)


def written(fields: Fields) -> str:
    said: dict[str, Any] = {
        "app": APP,
        "version": VERSION,
        "database": fields.database_id,
        "salt": _text(fields.salt),
        "slots": [_slot_fields(slot) for slot in fields.slots],
        "mac": _text(fields.mac),
    }
    return json.dumps({**said, "check": check(said)}, indent=1) + "\n"


def read(text: str) -> Fields:
    """Raises `KeyringDamaged` or `KeyringNewer`; whatever the text holds, nothing else."""
    if len(text) > LONGEST_TEXT:
        raise KeyringDamaged
    try:
        said = json.loads(text)
        # A newer version keeps the check, or a damaged digit would pass for a newer version.
        if said.pop("check") != check(said) or said["app"] != APP:
            raise KeyringDamaged
        if _whole(said["version"]) > VERSION:
            raise KeyringNewer
        return _fields(said)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeyringDamaged from None


def check(said: dict[str, Any]) -> str:
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def proven(database_id: str, salt: bytes, slots: tuple[Slot, ...]) -> bytes:
    """What the mac is made over: all of it."""
    rows = [_slot_fields(slot) for slot in slots]
    return json.dumps([APP, VERSION, database_id, _text(salt), rows], sort_keys=True).encode()


def _slot_fields(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "login": slot.login,
        "hash": HASH,
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "salt": _text(slot.kdf_salt),
        "public": _text(slot.public),
        "private": _text(slot.sealed_private),
        "root": _text(slot.sealed_root),
    }


def _fields(said: Any) -> Fields:
    slots = tuple(_slot(row) for row in said["slots"])
    kinds = [slot.kind for slot in slots]
    ids = {slot.id for slot in slots}
    if kinds.count(Kind.RECOVERY) != 1 or Kind.PERSON not in kinds or len(ids) != len(slots):
        raise ValueError
    return Fields(
        _words(said["database"]), _bytes(said["salt"], DATABASE_SALT), slots, _bytes(said["mac"], MAC)
    )


def _slot(said: Any) -> Slot:
    cost = Cost(_whole(said["memory_kib"]), _whole(said["passes"]), _whole(said["lanes"]))
    if not cost.bearable or said["hash"] != HASH:
        raise ValueError
    return Slot(
        _words(said["id"]),
        Kind(said["kind"]),
        _words(said["login"]),
        cost,
        _bytes(said["salt"], SALT),
        _bytes(said["public"], 32),
        _bytes(said["private"], SEALED_PRIVATE),
        _bytes(said["root"], SEALED_ROOT),
    )


def _text(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _bytes(said: Any, long: int) -> bytes:
    value = b64decode(_words(said), validate=True)
    if len(value) != long:
        raise ValueError
    return value


def _whole(said: Any) -> int:
    if type(said) is not int:
        raise ValueError
    return said


def _words(said: Any) -> str:
    if not isinstance(said, str):
        raise ValueError
    return said
