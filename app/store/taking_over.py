"""The plain database of the first release: taken over into an encrypted one, verified, then destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.disk import PARTIAL, destroy, parts, replace, sync_file, sync_folder, write_private
from app.faults import Damaged, Fault, NotOurs
from app.store.copying import NotCopied, contents, copying, digest, make_empty, remove, verify_copy
from app.store.engine import Raw, connect, connect_plain
from app.store.schema import APPLICATION_ID
from resources.tongue import tr


class NotTakenOver(Fault):
    """The plain file is as it was, and no encrypted one stands under its name."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            tr(
                "Your records could not be encrypted yet: {reason}. Nothing was changed. Put that "
                "right, then start again.",
                reason=reason,
            )
        )


class PlainLeft(Fault):
    def __init__(self, reason: str) -> None:
        super().__init__(
            tr(
                "Your records are encrypted and whole, but the file of the first release, which is "
                "plain, could not be destroyed: {reason}. Put that right, then start again.",
                reason=reason,
            )
        )


class TwoRecords(Fault):
    def __init__(self, plain: Path, target: Path) -> None:
        super().__init__(
            tr(
                "Beside the data file {name} lies {name2}, and it holds other records. Nothing was "
                "changed. Move {name2} to another folder, then start again.",
                name=target.name,
                name2=plain.name,
            )
        )


def take_over(plain: Path, target: Path, key: str) -> None:
    """Make `target`, encrypted, of the plain database and what lies beside it; then nothing plain is left.

    It has its name only once every row was read back from it, and the plain file is destroyed only after
    that. Killed at any point, the same call does the rest. Raises `NotTakenOver`, `NotOurs`, `Damaged` or,
    when `target` holds anything else, `TwoRecords`; then both files are as they were.
    """
    if _taken(plain).exists():
        finish_take_over(plain, target)
        return
    if plain.exists():
        with _said_as(NotTakenOver):
            if target.exists():
                _same_or_refuse(plain, target, key)
            else:
                _encrypt(plain, target, key)
        with _said_as(PlainLeft):
            write_private(_taken(plain), b"")
            _destroy_plain(plain)


def finish_take_over(plain: Path, target: Path) -> None:
    """Destroy what a kill left of the plain records after they were taken over; called at every start,
    before anybody has typed a passphrase."""
    if _taken(plain).exists() and target.exists():
        with _said_as(PlainLeft):
            _destroy_plain(plain)


def _encrypt(plain: Path, target: Path, key: str) -> None:
    partial = target.with_name(f"{target.name}.taking-over{PARTIAL}")
    remove(partial)
    make_empty(partial)
    try:
        with _alone(plain) as source:
            source.execute(f"ATTACH DATABASE ? AS taken KEY \"x'{key}'\"", (str(partial.absolute()),))
            source.execute("SELECT sqlcipher_export('taken')").fetchall()
            # The export leaves both numbers of the header at nought.
            source.execute(f"PRAGMA taken.application_id = {APPLICATION_ID}")
            source.execute(f"PRAGMA taken.user_version = {contents(source).schema}")
            source.execute("DETACH DATABASE taken")
            _verify(source, partial, key)
        sync_file(partial)
        replace(partial, target)
    except BaseException:
        remove(partial)
        raise


def _same_or_refuse(plain: Path, target: Path, key: str) -> None:
    """A kill came between giving the encrypted file its name and destroying the plain one."""
    with _alone(plain) as source:
        try:
            _verify(source, target, key)
        except NotCopied as differs:
            raise TwoRecords(plain, target) from differs


def _verify(source: Raw, copy: Path, key: str) -> None:
    verify_copy(copy, key, contents(source))
    with closing(connect(copy, key, "ro&immutable=1")) as taken:
        if digest(taken) != digest(source):
            raise NotCopied(tr("the encrypted copy could not be verified"))


@contextmanager
def _alone(plain: Path) -> Iterator[Raw]:
    """The plain database, sound, with nobody else in it: the first release may still be running."""
    with plain.open("rb") as content:
        if content.read(16) != b"SQLite format 3\0":
            raise NotOurs
    with closing(connect_plain(plain)) as source:
        source.execute("PRAGMA busy_timeout = 1000")
        source.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        source.execute("BEGIN EXCLUSIVE")
        source.execute("COMMIT")
        if source.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise NotOurs
        if source.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Damaged
        yield source


def _taken(plain: Path) -> Path:
    """There from when the encrypted file was verified under its name until the last plain byte is gone."""
    return plain.with_name(plain.name + ".taken-over")


def _destroy_plain(plain: Path) -> None:
    folder = plain.parent
    copies = folder / "before-updates"
    for file in (*parts(plain), *copies.glob("*"), *folder.glob(".new-*"), *folder.glob(".look-*/*")):
        destroy(file)
    for emptied in (copies, *folder.glob(".look-*")):
        if emptied.is_dir():
            emptied.rmdir()
    _taken(plain).unlink()
    sync_folder(folder)


@contextmanager
def _said_as(fault: type[NotTakenOver | PlainLeft]) -> Iterator[None]:
    try:
        with copying():
            yield
    except NotCopied as why:
        raise fault(why.reason) from why
