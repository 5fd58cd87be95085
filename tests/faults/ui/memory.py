"""Looking into the memory of another process, for what should not be there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

_PIECE = 8 * 2**20


def copies(process: int, secrets: Mapping[str, bytes]) -> dict[str, int]:
    """How often each secret stands somewhere in the memory that the process can read."""
    found = dict.fromkeys(secrets, 0)
    longest = max(map(len, secrets.values()))
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for start, end in _readable(process):
            kept = b""
            for at in range(start, end, _PIECE):
                try:
                    memory.seek(at)
                    piece = kept + memory.read(min(_PIECE, end - at))
                except (OSError, ValueError, OverflowError):
                    # Pages of the system's own, which no process reads.
                    break
                for name, secret in secrets.items():
                    found[name] += piece.count(secret) - kept.count(secret)
                kept = piece[-(longest - 1) :]
    return found


def _readable(process: int) -> list[tuple[int, int]]:
    ranges = []
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        place, rights, *_ = line.split()
        if rights.startswith("r") and not line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
            start, end = (int(number, 16) for number in place.split("-"))
            ranges.append((start, end))
    return ranges
