"""The list of erased patients: ids alone, outside the database, so that no backup brings them back."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, field
from pathlib import Path

from app.disk import write_private
from app.faults import Fault
from app.store.faults import faults
from resources.tongue import tr

VERSION = 1


class LedgerDamaged(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "The list of erased records (erased.json) is damaged or was changed from outside. "
                "Nothing was changed. Put back the copy that lies in the newest backup."
            )
        )


@dataclass(frozen=True, slots=True)
class ErasureLedger:
    """Sealed with a key of the clinic, so that nobody adds or takes away an id from outside."""

    file: Path
    key: bytes = field(repr=False)

    def ids(self) -> tuple[str, ...]:
        """In the order of their erasure; empty where nothing was ever erased. Raises `LedgerDamaged`."""
        try:
            text = self.file.read_text("ascii")
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise LedgerDamaged from error
        return _read(text, self.key)

    def add(self, *ids: str) -> None:
        """On the disk when this returns; an id stands in it once."""
        self._keep(tuple(dict.fromkeys((*self.ids(), *ids))))

    def without(self, id: str) -> None:
        """The erasure of that patient was refused after all; on the disk when this returns."""
        self._keep(tuple(kept for kept in self.ids() if kept != id))

    def _keep(self, ids: tuple[str, ...]) -> None:
        body = {"v": VERSION, "ids": list(ids), "mac": _mac(ids, self.key)}
        with faults(self.file):
            write_private(self.file, json.dumps(body).encode("ascii"), keep_previous=True)


def _read(text: str, key: bytes) -> tuple[str, ...]:
    try:
        body = json.loads(text)
        ids, mac = tuple(body["ids"]), body["mac"]
        genuine = body["v"] == VERSION and hmac.compare_digest(mac, _mac(ids, key))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise LedgerDamaged from error
    if not genuine:
        raise LedgerDamaged
    return ids


def _mac(ids: tuple[str, ...], key: bytes) -> str:
    body = json.dumps(["sagittal erased", VERSION, *ids])
    return hmac.new(key, body.encode("ascii"), "sha256").hexdigest()
