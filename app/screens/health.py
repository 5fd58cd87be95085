"""How well the record is looked after: the quiet line on the start page, the banners, the list in full."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.backups.second import WARN_AFTER, SecondCopy
from app.dates import write_date
from app.health import Health, Line, Severity
from app.screens.notices import Notice
from app.screens.state import State
from app.upkeep import Kept, Standing
from resources.tongue import tr

PRIVATE = tr("No network used. Records encrypted on this computer.")
STATES = {Severity.GOOD: State.DONE, Severity.WARNING: State.CAUTION, Severity.BAD: State.STOP}


@dataclass(frozen=True, slots=True)
class HealthItem:
    """One mark of the line; `said` is the whole sentence, for who asks."""

    state: State
    words: str
    said: str


def strip_items(
    health: Health, folder: str, second: SecondCopy | None, now: datetime
) -> tuple[HealthItem, ...]:
    """For the line at the foot of the start page. `folder` is the second place, empty where there is none."""
    items = []
    for line in health.lines:
        second_place = line.name == "Second place"
        said = _second(line, folder, second, now) if second_place else _short(line)
        if said:
            items.append(HealthItem(STATES[line.severity], said, line.words))
    return tuple(items)


def backup_notices(standing: Standing, kept: Kept, now: datetime) -> tuple[Notice, ...]:
    """The banners: what must be known while one works, and nothing that can wait for a look at the start
    page. A second place that was never chosen is asked for once the first backup is a week old."""
    health, oldest = standing.health, standing.oldest
    found: list[Notice] = []
    if kept.damage:
        found.append(
            Notice(State.STOP, tr("{damage} Close the program and start it again.", damage=kept.damage))
        )
    for line in health.lines:
        state = STATES[line.severity]
        match line.name:
            case "Backup" if line.failed or line.severity is Severity.BAD:
                found.append(Notice(state, line.words, passing=state is State.CAUTION))
            case "Restored":
                found.append(Notice(State.CAUTION, line.words))
            case "History" if line.severity is Severity.BAD:
                found.append(Notice(State.STOP, line.words))
            case "Second place" if line.severity is not Severity.GOOD and _long_enough(oldest, now):
                found.append(Notice(State.CAUTION, line.words, passing=True))
    if kept.rehearsal:
        found.append(
            Notice(
                State.CAUTION,
                tr("The last try at a restore failed. {rehearsal}", rehearsal=kept.rehearsal),
                passing=True,
            )
        )
    return tuple(found)


def lines_in_full(health: Health) -> tuple[tuple[State, str], ...]:
    """For the page of the record: the worst first."""
    ordered = sorted(health.lines, key=lambda line: -line.severity)
    return tuple((STATES[line.severity], line.words) for line in ordered)


def _short(line: Line) -> str:
    """Empty for what can wait for the page of the record."""
    if line.severity is Severity.GOOD:
        return line.words
    match line.name:
        case "Backup":
            return line.short or _first(line.words)
        case "Space":
            return line.short
        case "History":
            return (
                tr("History does not match")
                if line.severity is Severity.BAD
                else tr("History not checked yet")
            )
        case "Clock":
            return tr("Clock stands too early")
        case "Restored":
            return tr("Restored: say that it is right")
        case "Rehearsal":
            return ""
        case _:
            return _first(line.words)


def _second(line: Line, folder: str, second: SecondCopy | None, now: datetime) -> str:
    if not folder:
        return tr("No second place")
    if second is None or second.folder != folder:
        return tr("Second place empty")
    days = max(0, (now - second.made_at).days)
    if line.severity is not Severity.GOOD:
        return tr("Second place {days} days old", days=days)
    return tr("Second place {day}", day=write_date(second.made_at.astimezone(now.tzinfo).date()))


def _first(said: str) -> str:
    return said.partition(".")[0]


def _long_enough(oldest: datetime | None, now: datetime) -> bool:
    return oldest is not None and now - oldest > WARN_AFTER - timedelta(seconds=1)
