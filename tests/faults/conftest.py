"""What the faults share."""

from tests.faults.power import shim

__all__ = ["shim"]
