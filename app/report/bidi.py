"""The visual order of one printed line that mixes left-to-right and right-to-left writing."""

from __future__ import annotations

import unicodedata
from itertools import groupby

_MIRROR = str.maketrans("()[]{}<>«»‹›≤≥", ")(][}{><»«›‹≥≤")

_OPENING = {"(": ")", "[": "]", "{": "}"}

_STRONG = {"L": "L", "R": "R", "AL": "R"}


def levels(line: str) -> tuple[int, ...]:
    """The embedding level of each character in a left-to-right page: even reads rightwards, odd leftwards.

    The Unicode Bidirectional Algorithm without explicit embeddings, which the door for text takes out:
    weak types, neutrals and implicit levels (W1-W7, N0-N2, I1-I2, L1) at base level 0.
    """
    kinds = _weak([unicodedata.bidirectional(c) or "L" for c in line])
    kinds = _neutral(_brackets(line, kinds))
    found = [{"L": 0, "R": 1}.get(kind, 2) for kind in kinds]
    for position in range(len(line) - 1, -1, -1):
        if not line[position].isspace():
            break
        found[position] = 0
    return tuple(found)


def visual(line: str) -> tuple[tuple[int, int, int], ...]:
    """The stretches of one level from left to right, each as (start, end, level) of the text."""
    runs: list[tuple[int, int, int]] = []
    at = 0
    for level, group in groupby(levels(line)):
        length = len(tuple(group))
        runs.append((at, at + length, level))
        at += length
    for level in range(max((r[2] for r in runs), default=0), 0, -1):
        ordered: list[tuple[int, int, int]] = []
        high: list[tuple[int, int, int]] = []
        for run in runs:
            if run[2] >= level:
                high.insert(0, run)
            else:
                ordered += [*high, run]
                high = []
        runs = [*ordered, *high]
    return tuple(runs)


def mirrored(text: str) -> str:
    """The same text with its brackets turned, as they stand in writing that runs leftwards."""
    return text.translate(_MIRROR)


def _weak(kinds: list[str]) -> list[str]:
    previous, strong = "L", "L"
    for i, kind in enumerate(kinds):  # W1 to W3
        if kind in ("NSM", "BN"):
            kind = previous
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in _STRONG:
            strong = kind
        kinds[i] = previous = kind
    for i in range(1, len(kinds) - 1):  # W4
        before, after = kinds[i - 1], kinds[i + 1]
        if before == after and (
            (kinds[i] == "ES" and before == "EN") or (kinds[i] == "CS" and before in ("EN", "AN"))
        ):
            kinds[i] = before
    for i, kind in enumerate(kinds):  # W5, both directions
        if kind == "EN":
            for step in (-1, 1):
                j = i + step
                while 0 <= j < len(kinds) and kinds[j] == "ET":
                    kinds[j] = "EN"
                    j += step
    strong = "L"
    for i, kind in enumerate(kinds):  # W6 is what is left neutral; W7
        if kind in _STRONG:
            strong = _STRONG[kind]
            kinds[i] = strong
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
    return kinds


def _brackets(line: str, kinds: list[str]) -> list[str]:
    """N0: a pair of brackets goes the way of what it holds, so that neither of the two is left behind."""
    open_at: list[tuple[str, int]] = []
    for i, character in enumerate(line):
        if character in _OPENING and kinds[i] == "ON":
            open_at.append((_OPENING[character], i))
        elif kinds[i] == "ON" and character in [closing for closing, _ in open_at]:
            while open_at:
                closing, start = open_at.pop()
                if closing == character:
                    kinds[start] = kinds[i] = _pair(kinds, start, i)
                    break
    return kinds


def _pair(kinds: list[str], start: int, end: int) -> str:
    def strong(kind: str) -> str:
        return "R" if kind in ("R", "EN", "AN") else kind

    inside = {strong(kind) for kind in kinds[start + 1 : end]}
    if "L" in inside or "R" not in inside:
        return "L" if "L" in inside else "ON"
    return next((k for kind in reversed(kinds[:start]) if (k := strong(kind)) in ("L", "R")), "L")


def _neutral(kinds: list[str]) -> list[str]:
    solid = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
    before = "L"
    i = 0
    while i < len(kinds):
        if kinds[i] in solid:
            before = solid[kinds[i]]
            i += 1
            continue
        end = i
        while end < len(kinds) and kinds[end] not in solid:
            end += 1
        after = solid[kinds[end]] if end < len(kinds) else "L"
        for j in range(i, end):
            kinds[j] = before if before == after else "L"
        i = end
    return kinds
