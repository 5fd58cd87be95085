"""Who was at the desk last and how it looked: known before the record is open, and nothing secret."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import get_args

from app.disk import write_private
from app.places import Places
from app.settings import Settings, TextSize, Theme


@dataclass(frozen=True, slots=True)
class LastDesk:
    """A user name stands in the key file as well; no patient and no clinic is named here."""

    login: str = ""
    theme: Theme = "light"
    text_size: TextSize = "100"
    toured: bool = False
    """Whether somebody has seen the first look at this computer."""


def keep_last_desk(places: Places, login: str, settings: Settings) -> None:
    """A disk that refuses costs the convenience and nothing else."""
    _keep(places, LastDesk(login, settings.theme, settings.text_size, find_last_desk(places).toured))


def keep_toured(places: Places) -> None:
    """The first look was seen, or left: it does not come by itself again."""
    _keep(places, replace(find_last_desk(places), toured=True))


def _keep(places: Places, desk: LastDesk) -> None:
    with suppress(OSError):
        write_private(_file(places), json.dumps(asdict(desk)).encode())


def find_last_desk(places: Places) -> LastDesk:
    try:
        body = json.loads(_file(places).read_bytes())
        theme, size = body["theme"], body["text_size"]
        return LastDesk(
            str(body["login"]),
            theme if theme in get_args(Theme) else "light",
            size if size in get_args(TextSize) else "100",
            body.get("toured") is True,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return LastDesk()


def _file(places: Places) -> Path:
    return places.root / "last-desk.json"
