"""The colours of every look on screen and on paper, each by the name of its use."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def palettes() -> Mapping[str, Mapping[str, str]]:
    """All the looks by name: light, dark, their two in high contrast, print and print-colour."""
    tables = tomllib.loads(files("resources").joinpath("themes", "colours.toml").read_text("utf-8"))
    return MappingProxyType({name: MappingProxyType(table) for name, table in tables.items()})


def palette(name: str) -> Mapping[str, str]:
    """One look: its colours as "#RRGGBB", by token."""
    return palettes()[name]
