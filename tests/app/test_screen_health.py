from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.access.person import Person
from app.access.session import Session
from app.backups.second import SecondCopy
from app.health import Health, Line, Severity
from app.screens.health import backup_notices, lines_in_full, strip_items
from app.screens.notices import Notice
from app.screens.notices import notices as notices_of
from app.screens.state import State
from app.upkeep import Kept, Standing

NOW = datetime(2026, 10, 16, 14, 15, tzinfo=UTC)
WELL = (
    Line("Backup", "Backup verified 14:02"),
    Line("History", "History checked 14:02"),
    Line("Space", "41 GB free"),
    Line("Clock", "Clock as expected"),
    Line("Second place", "A copy of the last days lies in the second place"),
)
COPY = SecondCopy("/media/usb", "20261015T101500Z-daily", NOW - timedelta(days=1))


def strip(*lines: Line, folder: str = "/media/usb", second: SecondCopy | None = COPY) -> list[str]:
    return [item.words for item in strip_items(Health(lines), folder, second, NOW)]


def notices(*lines: Line, kept: Kept | None = None, oldest: datetime | None = NOW) -> list[tuple[State, str]]:
    found = backup_notices(Standing(Health(lines), oldest), kept or Kept(), NOW)
    return [(notice.state, notice.words) for notice in found]


def test_a_record_that_is_well_looked_after_says_so_in_one_quiet_line() -> None:
    assert strip(*WELL) == [
        "Backup verified 14:02",
        "History checked 14:02",
        "41 GB free",
        "Clock as expected",
        "Second place 15-Oct-2026",
    ]
    assert notices(*WELL) == []


def test_a_backup_that_could_not_be_made_is_yellow_first_and_red_after_a_day() -> None:
    said = "Backup NOT made: the disk is full. Last good: 09:30"

    early = Line("Backup", said, Severity.WARNING, "Backup NOT made", failed=True)

    assert strip(early) == ["Backup NOT made"]
    assert notices(early) == [(State.CAUTION, said)]
    assert notices(replace(early, severity=Severity.BAD)) == [(State.STOP, said)]


def test_a_history_that_nobody_checked_does_not_stand_as_good() -> None:
    line = Line("History", "The history was not checked as a whole yet. Check the record.", Severity.WARNING)

    (item,) = strip_items(Health((line,)), "", None, NOW)
    assert (item.state, item.words) == (State.CAUTION, "History not checked yet")
    assert notices(line) == []


def test_a_history_that_does_not_match_is_red() -> None:
    said = "Record history does not match from entry 12. Tell the data manager."

    assert notices(Line("History", said, Severity.BAD)) == [(State.STOP, said)]


def test_a_second_place_that_was_never_chosen_is_asked_for_after_a_week() -> None:
    said = "Backups lie on this computer only. Choose a second place, such as a stick or a shared folder."
    line = Line("Second place", said, Severity.WARNING)

    assert strip(line, folder="", second=None) == ["No second place"]
    assert notices(line, oldest=NOW - timedelta(days=2)) == []
    assert notices(line, oldest=NOW - timedelta(days=7)) == [(State.CAUTION, said)]


def test_the_second_place_tells_its_age() -> None:
    old = SecondCopy("/media/usb", "20261001T101500Z-daily", NOW - timedelta(days=9))
    line = Line("Second place", "The last backup in the second place is 9 days old.", Severity.WARNING)

    assert strip(line, second=old) == ["Second place 9 days old"]
    assert strip(line, second=None) == ["Second place empty"]


def test_damage_of_the_live_file_is_told_before_everything_else() -> None:
    found = notices(*WELL, kept=Kept(damage="The data file is damaged (E-DAMAGE)."))

    assert found == [
        (State.STOP, "The data file is damaged (E-DAMAGE). Close the program and start it again.")
    ]


def test_a_rehearsal_that_failed_is_yellow() -> None:
    said = "This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup."

    assert notices(*WELL, kept=Kept(rehearsal=said)) == [
        (State.CAUTION, f"The last try at a restore failed. {said}")
    ]


def test_the_page_of_the_record_tells_the_worst_first() -> None:
    bad = Line("Space", "40 MB free on the disk. Free space before continuing.", Severity.BAD)

    assert lines_in_full(Health((*WELL, bad)))[0] == (State.STOP, bad.words)


def test_of_what_opening_found_only_a_record_that_may_be_wrong_is_red() -> None:
    nobody = Session(Person("", "R. Osei, PT", "", "rosei", frozenset()), frozenset())
    broken = "Record history does not match from entry 12. Tell the data manager."
    clock = (
        "This computer's clock stands earlier than the last entry. "
        "The first entry after it is marked. Set the clock right."
    )

    found = notices_of(nobody, (broken, clock), (Notice(State.STOP, broken),))

    assert [(notice.state, notice.words) for notice in found] == [
        (State.STOP, broken),
        (State.CAUTION, clock),
    ]
