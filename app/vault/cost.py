"""How much work it is to try one passphrase."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id


@dataclass(frozen=True, slots=True)
class Cost:
    """The parameters of Argon2id."""

    memory_kib: int
    passes: int
    lanes: int

    @property
    def bearable(self) -> bool:
        """Whether a key file may ask for it: more would be an attack on the memory of the computer."""
        return (
            1 <= self.lanes <= MOST.lanes
            and 1 <= self.passes <= MOST.passes
            and 8 * self.lanes <= self.memory_kib <= MOST.memory_kib
        )


STRONG = Cost(65536, 3, 1)
QUICK = Cost(64, 1, 1)
"""For tests and demonstrations: unlocks at once, resists nobody."""
MOST = Cost(1 << 20, 20, 8)

ENOUGH_SECONDS = 0.25
SALT = 16
KEY = 32


def derive(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """The key that a secret gives; a wrong secret takes as long, and as much memory, as the right one."""
    return Argon2id(
        salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(secret)


def stronger(cost: Cost, seconds: float) -> Cost:
    """The cost for the next time on a computer that took so long: more passes while it stays under 250 ms.

    The memory stays, because the clinic's smallest computer must be able to unlock as well. It at most
    doubles in one go, since one lucky measurement proves little. `QUICK` stays quick.
    """
    if cost == QUICK or seconds >= ENOUGH_SECONDS:
        return cost
    affordable = int(cost.passes * ENOUGH_SECONDS / max(seconds, 0.001))
    return Cost(cost.memory_kib, max(cost.passes, min(affordable, 2 * cost.passes, MOST.passes)), cost.lanes)
