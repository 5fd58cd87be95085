"""The recovery key that is printed on day one: made, and read back as it was typed.

128 random bits in Crockford's base 32 with two check characters, which are those of a Reed-Solomon code:
one wrong character is always found and its group named, any two wrong characters are always noticed.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from assessments.language.reading import Complaint
from resources.tongue import tr

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4
LONG = 28
"""Twenty-six characters of key, two of check."""
KEY_BYTES = 16

_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_POWERS = [1]
for _ in range(30):
    _next = _POWERS[-1] << 1
    _POWERS.append(_next ^ 0b100101 if _next & 32 else _next)


def new_recovery_key() -> str:
    return written(secrets.token_bytes(KEY_BYTES))


def written(key: bytes) -> str:
    """The key as it is printed: `5TF8-6PF6-...`, seven groups of four."""
    number = int.from_bytes(key)
    values = [number >> 5 * place & 31 for place in reversed(range(LONG - 2))]
    letters = "".join(LETTERS[value] for value in (*values, *_check(values)))
    return "-".join(letters[at : at + GROUP] for at in range(0, LONG, GROUP))


def read_recovery_key(typed: str) -> bytes | Complaint:
    """The key that was typed. Small letters, O for 0, I or L for 1, and any spaces or hyphens are taken."""
    groups = re.findall(r"[^\s\-–—_.,:;]+", typed.upper().translate(_READ_AS))
    letters = "".join(groups)
    unknown = [at for at, letter in enumerate(letters) if letter not in LETTERS]
    if len(letters) != LONG:
        uneven = [i for i, group in enumerate(groups, 1) if len(group) != GROUP]
        if len(groups) > 1 and uneven and uneven[0] <= LONG // GROUP:
            return _doubted([uneven[0]])
        return Complaint(
            tr(
                "The recovery key has {wanted} letters and digits; this has {letters}.",
                wanted=LONG,
                letters=len(letters),
            )
        )
    if unknown:
        return _doubted([unknown[0] // GROUP + 1])
    values = [LETTERS.index(letter) for letter in letters]
    if _sums(values) != (0, 0):
        return _doubted(_wrong_groups(values))
    number = 0
    for value in values[: LONG - 2]:
        number = number << 5 | value
    if number.bit_length() > 8 * KEY_BYTES:
        return _doubted([1])
    return number.to_bytes(KEY_BYTES)


def _doubted(groups: Sequence[int]) -> Complaint:
    if not groups:
        return Complaint(
            tr("The recovery key does not look right. Compare every group with the printed sheet.")
        )
    *others, last = map(str, groups)
    if not others:
        return Complaint(tr("Group {group} does not look right", group=last))
    these = ", ".join(others)
    return Complaint(tr("Group {these} or {last} does not look right", these=these, last=last))


def _wrong_groups(values: Sequence[int]) -> list[int]:
    """Where one wrong character, or else two exchanged neighbours, would explain what does not fit."""
    plain, weighted = _sums(values)
    if plain:
        places = [at for at in range(LONG) if _times(plain, at) == weighted]
    else:
        places = [
            at
            for at in range(LONG - 1)
            if _times(values[at] ^ values[at + 1], at) ^ _times(values[at] ^ values[at + 1], at + 1)
            == weighted
        ]
    return sorted({at // GROUP + 1 for at in places})


def _check(values: Sequence[int]) -> tuple[int, int]:
    """The two characters with which both sums are nought."""
    plain, weighted = _sums(values)
    first, last = LONG - 2, LONG - 1
    for one in range(32):
        if _times(one, first) ^ _times(plain ^ one, last) == weighted:
            return one, plain ^ one
    raise AssertionError("two equations with two unknowns have one answer")


def _sums(values: Sequence[int]) -> tuple[int, int]:
    """The sum of all characters, and that of each times two to the power of its place, in the field of 32."""
    plain = weighted = 0
    for at, value in enumerate(values):
        plain ^= value
        weighted ^= _times(value, at)
    return plain, weighted


def _times(value: int, power: int) -> int:
    return _POWERS[(_POWERS.index(value) + power) % 31] if value else 0
