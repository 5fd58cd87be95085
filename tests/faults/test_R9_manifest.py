"""The description of a backup damaged byte by byte: never believed, and never an error of our own."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from app.backups.kinds import Kind
from app.backups.manifest import Manifest, ManifestDamaged, ManifestNewer, read_manifest
from app.store.copying import Contents
from tests.faults.trials import report, trials

KEY = bytes(range(32))
MANIFEST = Manifest(
    database_id="3f0d3c2e-8c2c-4b0a-9c7e-0a9b8c7d6e5f",
    made_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    kind=Kind.BEFORE_UPDATE,
    pinned=True,
    contents=Contents(2, 300, "5f" * 32, {"patients": 12, "exams": 20, "events": 400}),
    size=1048576,
    files={"clinic.db": "a1" * 32, "clinic.keys": "b2" * 32},
)


def read(content: bytes) -> str:
    try:
        return "" if read_manifest(content, KEY) == MANIFEST else "another content was believed"
    except (ManifestDamaged, ManifestNewer):
        return "refused"


def test_R9_a_manifest_with_any_byte_changed_is_refused() -> None:
    content, chance, ways = MANIFEST.written(KEY), random.Random(9), trials(short=3, full=8)
    assert read(content) == ""

    said = []
    for at, byte in enumerate(content):
        for change in (1, 0x20, *(chance.randrange(2, 256) for _ in range(ways - 2))):
            said.append(read(content[:at] + bytes([byte ^ change]) + content[at + 1 :]))
    accepted = len(said) - said.count("refused")
    report("R9", "one byte of a backup's manifest changed, every byte in turn: accepted", len(said), accepted)

    assert set(said) == {"refused"}


def test_R9_a_manifest_cut_or_grown_anywhere_is_refused() -> None:
    content = MANIFEST.written(KEY)

    said = [read(content[:end]) for end in range(len(content))]
    said += [read(content[:at] + b" " + content[at:]) for at in range(len(content) + 1)]
    accepted = len(said) - said.count("refused")
    report("R9", "a backup's manifest cut after, or grown before, every byte: accepted", len(said), accepted)

    assert set(said) == {"refused"}


def test_R9_nothing_at_all_is_no_manifest() -> None:
    odd = (b"", b"[]", b"{}", b"1e999", b"[" * 60_000, b'{"format": 1}\n', b"\xff\xfe", b"9" * 70_000)

    assert {read(content) for content in odd} == {"refused"}
