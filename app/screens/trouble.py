"""A record that cannot be opened: one plain sentence for each way it can be so, and what to choose from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from app.backups.restoring import CONFIRMATION, WillBeMissing
from app.dates import write_date, write_time
from app.store.rescuing import Rescued
from app.store.state import State
from resources.tongue import tr, trn

CLOSED, NEWER = 0, 5
"""Exit codes after a trouble; a newer file's is told to whoever started the program."""


class Way(StrEnum):
    """What can be chosen; the word is what the widget sends."""

    FIND = "find"
    RESTORE = "restore"
    ELSEWHERE = "elsewhere"
    NEW_CLINIC = "new clinic"
    RESCUE = "rescue"
    COPY = "copy"
    BUNDLE = "bundle"
    CONTINUE = "continue"
    RETRY = "retry"
    FIND_KEYS = "find keys"
    SIGN_IN = "sign in"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, and under it what it does or costs."""

    way: Way
    words: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class TroubleScreen:
    title: str
    sentence: str
    choices: tuple[Choice, ...]
    more: tuple[str, ...] = ()
    good: bool = False
    """Whether it is the good end of a trouble."""
    exit_code: int = CLOSED
    """What the program ends with when it is closed from here."""


@dataclass(frozen=True, slots=True)
class AskField:
    name: str
    label: str
    hint: str = ""
    secret: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class AskScreen:
    """What is asked before something is done that cannot be taken back by a key."""

    title: str
    lines: tuple[str, ...]
    fields: tuple[AskField, ...]
    verb: str
    grave: bool = False
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest verified backup, and what a restore of it would lose."""

    made_at: datetime
    lost: int | None
    """Entries; None when nobody can tell."""

    @property
    def words(self) -> str:
        return tr("Restore backup of {day}", day=_day(self.made_at))

    def about(self, now: datetime) -> str:
        return f"{_age(now - self.made_at)}; {_lost(self.lost)}."


def trouble_screen(
    state: State, said: str, offer: Offer | None, now: datetime, process: int | None = None
) -> TroubleScreen:
    """`said` is the sentence of the fault; `process` is who holds the file, where that is known."""
    restore = _restore(offer, now)
    rescue = Choice(
        Way.RESCUE,
        tr("Rescue what can be read"),
        tr("Into a new file; what is missing is listed, patient by patient."),
    )
    copy = Choice(
        Way.COPY, tr("Save a copy for support"), tr("Encrypted as it is, and never with the key file.")
    )
    find = Choice(Way.FIND, tr("Find it"), tr("It may lie in another folder or on a stick."))
    again = Choice(Way.RETRY, tr("Retry"))
    match state:
        case State.MISSING:
            new = Choice(
                Way.NEW_CLINIC, tr("New clinic"), tr("Begins with no patient; the old files are set aside.")
            )
            return TroubleScreen(_GONE, said, (find, restore, new))
        case State.EMPTY_FILE | State.TRUNCATED | State.DAMAGED:
            return TroubleScreen(_DAMAGED, said, (restore, rescue, copy), _UNTOUCHED)
        case State.WRONG_FILE_OR_SALT:
            another = Choice(Way.FIND, tr("Find another"), find.about)
            return TroubleScreen(_DAMAGED, said, (another, restore), _UNTOUCHED)
        case State.NOT_ENCRYPTED | State.NOT_OURS:
            choose = Choice(Way.FIND, tr("Choose another"), find.about)
            return TroubleScreen(_DAMAGED, said, (choose, restore), _UNTOUCHED)
        case State.NEWER_SCHEMA:
            return TroubleScreen(_NEWER, said, (Choice(Way.CLOSE, tr("Close")),), exit_code=NEWER)
        case State.UNKNOWN_SCHEMA:
            bundle = Choice(
                Way.BUNDLE,
                tr("Save a support bundle"),
                tr("To be read first: no name, no answer and no key."),
            )
            return TroubleScreen(_DAMAGED, said, (bundle, restore))
        case State.OLDER_COPY:
            newest = Choice(Way.RESTORE, tr("Use newest verified backup"), _about(offer, now))
            if offer is None:
                newest = restore
            go_on = Choice(
                Way.CONTINUE,
                tr("Continue and record why"),
                tr("The reason stays in the history of the record."),
            )
            return TroubleScreen(tr("An older data file"), said, (newest, go_on))
        case State.LOCKED:
            who = tr("process {process}", process=process) if process else tr("another program")
            more = (tr("Close it, or restart the computer. Nothing was changed."),)
            return TroubleScreen(_BUSY, tr("In use by {who}.", who=who), (again,), more)
        case State.READ_ONLY:
            more = (tr("Nothing was changed. Ask for the right to write there, then try again."),)
            return TroubleScreen(_BUSY, tr("This folder cannot be written."), (again,), more)
        case State.UNREADABLE:
            return TroubleScreen(_BUSY, said, (again, restore, copy))
        case State.OK | State.NEEDS_UPDATE:
            raise LookupError("A good file is opened.")
        case _:
            assert_never(state)


def keys_missing_screen(said: str) -> TroubleScreen:
    """Without a key file, or with one that is damaged and has no whole copy."""
    find = Choice(
        Way.FIND_KEYS, tr("Find the key file"), tr("clinic.keys, on a stick or in a copy of the data folder.")
    )
    choices = (find, Choice(Way.ELSEWHERE, _ELSEWHERE, _ELSEWHERE_ABOUT), Choice(Way.RETRY, tr("Look again")))
    return TroubleScreen(_DAMAGED, said, choices)


def keys_newer_screen(said: str) -> TroubleScreen:
    return TroubleScreen(_NEWER, said, (Choice(Way.CLOSE, tr("Close")),), exit_code=NEWER)


def other_screen(said: str) -> TroubleScreen:
    """Something that may pass, such as a folder that cannot be read now."""
    return TroubleScreen(_BUSY, said, (Choice(Way.RETRY, tr("Retry")),))


# What is asked first


def restore_ask(missing: WillBeMissing, reached: int = 0) -> AskScreen:
    """`reached` is the last entry the record is known to have had; what lies here may be older itself."""
    made, *lost = missing.words
    if reached > missing.entries_kept + (missing.entries_lost or 0):
        known = tr(
            "The record once reached entry {reached}; this backup ends at entry {entries_kept}.",
            reached=reached,
            entries_kept=missing.entries_kept,
        )
        lost = [*(lost if missing.entries_lost else ()), known]
    return AskScreen(
        tr("Restore this backup?"),
        (made, *lost),
        (AskField("typed", tr("Type {word}", word=CONFIRMATION)),),
        tr("Restore the backup"),
        True,
        (_SET_ASIDE, tr("Backups stop until somebody has said that the restored record is right.")),
    )


def elsewhere_ask(made_at: datetime, entries: int) -> AskScreen:
    """Of a backup from a folder: its own key file opens it, with a passphrase of the day it was made."""
    return AskScreen(
        tr("Restore this backup?"),
        (tr("Backup of {day}: {entries} entries.", day=_day(made_at), entries=entries),),
        (
            AskField("login", tr("User"), tr("empty with the recovery key"), needed=False),
            AskField("passphrase", tr("Passphrase"), secret=True),
            AskField("typed", tr("Type {word}", word=CONFIRMATION)),
        ),
        tr("Restore the backup"),
        True,
        (
            tr(
                "It takes a passphrase of the day it was made, or the recovery key of that day without a "
                "user."
            ),
            _SET_ASIDE,
            tr("Backups stop until somebody has said that the restored record is right."),
        ),
    )


def new_clinic_ask() -> AskScreen:
    return AskScreen(
        tr("Begin a new clinic?"),
        (tr("Nobody known here is in it. No patient, no exam and no person is taken over."),),
        (AskField("name", tr("Name of the clinic")),),
        tr("Begin a new clinic"),
        True,
        (tr("Key file, backups and everything else of the old one go to the quarantine folder, together."),),
    )


def continue_ask(said: str) -> AskScreen:
    return AskScreen(
        tr("Continue with this file?"),
        (said,),
        (AskField("reason", tr("Why"), tr("such as: the stick with the newer one is lost")),),
        tr("Continue"),
        False,
        (tr("The reason stays in the history of the record. You sign in once more."),),
    )


# How it ended


def restored_screen(made_at: datetime) -> TroubleScreen:
    more = (
        tr("Look through the record after signing in, then say on the page “The record” that it is right."),
    )
    return _ended(
        tr("The backup is restored"), tr("The record is that of {day}.", day=_day(made_at)), (*more, _ASIDE)
    )


def rescued_screen(rescued: Rescued) -> TroubleScreen:
    saved, *missing = rescued.words
    return _ended(tr("What can be read is rescued"), saved, (*missing, _ASIDE))


def taken_screen() -> TroubleScreen:
    return _ended(
        tr("The data file is in its place"), tr("It is this clinic's, and every page of it is whole."), ()
    )


def copied_screen(screen: TroubleScreen, name: str) -> TroubleScreen:
    """The trouble is as it was; beneath it what was saved."""
    said = tr("Saved: {name}. Nobody can read the data file without your keys.", name=name)
    return TroubleScreen(
        screen.title, screen.sentence, screen.choices, (said,), screen.good, screen.exit_code
    )


def refused_screen(screen: TroubleScreen, said: str) -> TroubleScreen:
    """The trouble is as it was, and what was tried did not work."""
    return TroubleScreen(
        screen.title, screen.sentence, screen.choices, (said,), screen.good, screen.exit_code
    )


_GONE = tr("The records cannot be found")
_DAMAGED = tr("The records cannot be opened")
_NEWER = tr("The records are newer than this program")
_BUSY = tr("The records cannot be opened now")
_UNTOUCHED = (tr("Not a byte of it was changed. Whatever you choose, it is kept."),)
_SET_ASIDE = tr(
    "What is there now is not thrown away: data file, log and key file go to quarantine together."
)
_ASIDE = tr("What was there before lies in the quarantine folder.")
_ELSEWHERE = tr("Look for a backup elsewhere")
_ELSEWHERE_ABOUT = tr("On a stick, a share or another disk.")


def _restore(offer: Offer | None, now: datetime) -> Choice:
    if offer is None:
        return Choice(
            Way.ELSEWHERE,
            _ELSEWHERE,
            f"{tr('None was found here.')} {_ELSEWHERE_ABOUT}",
        )
    return Choice(Way.RESTORE, offer.words, _about(offer, now))


def _about(offer: Offer | None, now: datetime) -> str:
    return offer.about(now) if offer is not None else ""


def _ended(title: str, sentence: str, more: tuple[str, ...]) -> TroubleScreen:
    return TroubleScreen(title, sentence, (Choice(Way.SIGN_IN, tr("Sign in")),), more, good=True)


def _day(at: datetime) -> str:
    return f"{write_date(at.date())}, {write_time(at)}"


def _age(age: timedelta) -> str:
    minutes = max(0, int(age.total_seconds() // 60))
    if days := minutes // (60 * 24):
        return trn("{n} day old", "{n} days old", days)
    if hours := minutes // 60:
        return trn("{n} hour old", "{n} hours old", hours)
    if minutes:
        return trn("{n} minute old", "{n} minutes old", minutes)
    return tr("Made just now")


def _lost(lost: int | None) -> str:
    if lost is None:
        return tr("how much will be missing cannot be told")
    if not lost:
        return tr("nothing will be missing")
    return trn("{n} entry made since will be missing", "{n} entries made since will be missing", lost)
