"""What a backup says of itself, sealed with the clinic's key, so that no byte is changed unnoticed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.backups.kinds import Kind
from app.faults import Fault
from app.store.copying import Contents
from resources.tongue import tr

NAME = "manifest.json"
FORMAT = 1
LONGEST = 64 * 1024
"""Bytes; a manifest of ours has about one thousand."""

_BLOCK = 1 << 20


class ManifestDamaged(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The description of this backup was changed or is damaged (E-MANIFEST). Choose another "
                "backup."
            )
        )


class ManifestNewer(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "This backup was made by a newer version of Sagittal. Nothing was changed. "
                "Install the newest version."
            )
        )


@dataclass(frozen=True, slots=True)
class Manifest:
    """`made_at` is UTC. `files` has the SHA-256 of each other file in the backup's folder."""

    database_id: str
    made_at: datetime
    kind: Kind
    pinned: bool
    contents: Contents
    size: int
    """Of the database, in bytes."""
    files: Mapping[str, str]

    def written(self, key: bytes) -> bytes:
        """As it stands in the folder, with its seal."""
        told = self._told()
        return _text({**told, "seal": _seal(told, key)})

    def _told(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "database": self.database_id,
            "made_at": self.made_at.isoformat(),
            "kind": self.kind.value,
            "pinned": self.pinned,
            "schema": self.contents.schema,
            "audit": {"seq": self.contents.seq, "mac": self.contents.mac},
            "counts": dict(self.contents.counts),
            "size": self.size,
            "files": dict(self.files),
        }


def read_manifest(content: bytes, key: bytes | None) -> Manifest:
    """Raises `ManifestDamaged` or `ManifestNewer`, and nothing else.

    Without a key the seal is not looked at: enough to list backups before anybody has typed a passphrase,
    never enough to restore one.
    """
    try:
        if len(content) > LONGEST:
            raise ManifestDamaged
        told = json.loads(content.decode("ascii"))
        # One way only of writing it, so that no byte is without meaning.
        if not isinstance(told, dict) or _text(told) != content:
            raise ManifestDamaged
        if key is not None:
            seal = told.pop("seal")
            if not isinstance(seal, str) or not hmac.compare_digest(seal, _seal(told, key)):
                raise ManifestDamaged
        if told["format"] != FORMAT:
            raise ManifestNewer
        return _manifest(told)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as why:
        raise ManifestDamaged from why


def sha256(file: Path) -> str:
    """Of the whole file."""
    told = hashlib.sha256()
    with file.open("rb") as content:
        while block := content.read(_BLOCK):
            told.update(block)
    return told.hexdigest()


def _manifest(told: dict[str, Any]) -> Manifest:
    made_at = datetime.fromisoformat(told["made_at"])
    if made_at.tzinfo is None:
        raise ManifestDamaged
    return Manifest(
        database_id=str(told["database"]),
        made_at=made_at,
        kind=Kind(told["kind"]),
        pinned=bool(told["pinned"]),
        contents=Contents(
            int(told["schema"]),
            int(told["audit"]["seq"]),
            str(told["audit"]["mac"]),
            {str(name): int(count) for name, count in told["counts"].items()},
        ),
        size=int(told["size"]),
        files={str(name): str(digest) for name, digest in told["files"].items()},
    )


def _text(told: dict[str, Any]) -> bytes:
    return json.dumps(told, indent=1, sort_keys=True).encode("ascii") + b"\n"


def _seal(told: dict[str, Any], key: bytes) -> str:
    return hmac.new(key, b"backup manifest\x1f" + _text(told), hashlib.sha256).hexdigest()
