"""What keys do, a line for each thing, read from the hints that make the keys work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ui.keys import KeyHint


@dataclass(frozen=True, slots=True)
class KeyLine:
    """`works` is whether it does something now."""

    caps: tuple[str, ...]
    words: str
    works: bool = True


@dataclass(frozen=True, slots=True)
class KeyGroup:
    title: str
    lines: tuple[KeyLine, ...]


def key_lines(hints: Iterable[KeyHint]) -> tuple[KeyLine, ...]:
    """One line for each thing that a key does; keys that do the same share it."""
    lines: dict[str, KeyLine] = {}
    for hint in hints:
        words = hint.about or hint.words
        if not words:
            continue
        before = lines.get(words, KeyLine((), words, False))
        caps = tuple(dict.fromkeys((*before.caps, *hint.caps)))
        lines[words] = KeyLine(caps, words, before.works or hint.enabled)
    return tuple(lines.values())


def untold(hints: Sequence[KeyHint]) -> tuple[str, ...]:
    """Keys that do something and stand in no line."""
    told = {cap for line in key_lines(hints) for cap in line.caps}
    return tuple(cap for hint in hints if hint.act is not None for cap in hint.caps if cap not in told)
