"""From a record that cannot be opened to one that can: the whole way by keyboard, on real files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from app.audit import Act
from app.clock import SteppedClock
from app.door import Door
from app.patients import Patient
from app.places import Places
from app.store.audit import Wanted, entries
from app.store.engine import connect
from app.vault.cost import QUICK
from tests.clinics import LOGIN, PASSPHRASE, open_clinic
from tests.ui.choosing import Hand
from tests.ui.desks import NOW, seen
from tests.ui.hands import press
from tests.ui.looking import cut_texts, outside, settle
from ui.door.set_up import SetUpForm
from ui.door.sign_in import SignIn
from ui.door.trouble import Trouble
from ui.theme import apply
from ui.workday import Workday

PAGE = 4096
ROOT = Path(__file__).parents[2]


class Start:
    """The program as it starts on a folder."""

    def __init__(self, places: Places, clock: SteppedClock, qtbot: QtBot) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "light", 1.0)
        self.door = Door(places, clock, QUICK)
        self.day = Workday(app, self.door)
        self.entrance = self.day.entrance
        self.hand = Hand()
        self.day.trouble.choosing = self.hand
        qtbot.addWidget(self.entrance)
        with qtbot.waitActive(self.entrance):
            self.day.begin()
            self.entrance.activateWindow()
        settle()

    def sign_in(self) -> None:
        assert isinstance(self.form, SignIn)
        if not self.form.login.text():
            self.write(LOGIN)
            self.keys("Tab")
        self.write(PASSPHRASE)
        self.keys("Enter")
        settle()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def keys(self, keys: str) -> None:
        press(self.entrance, keys)
        settle()

    @property
    def form(self) -> object:
        return self.entrance.form

    @property
    def said(self) -> str:
        return " ".join(seen(self.entrance))

    @property
    def patients(self) -> list[str]:
        assert self.day.window is not None
        return sorted(p.family_name for p in self.day.window.workstation.patients.find(""))

    def acts(self) -> dict[str, str]:
        """Each act with its last detail."""
        assert self.day.window is not None
        with self.day.window.workstation.database.reading() as session:
            return {row.act: row.body or "" for row in reversed(entries(session, Wanted(), most=50))}

    def close(self) -> None:
        self.day.end()
        self.door.close()
        if self.day.window is not None and isValid(self.day.window):
            self.day.window.hide()
            self.day.window.deleteLater()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW - timedelta(hours=20))


@pytest.fixture
def places(tmp_path: Path, clock: SteppedClock) -> Places:
    """A clinic whose backup is of yesterday, and a patient who came this morning."""
    made = Places(tmp_path / "data")
    with open_clinic(made, clock) as opened:
        opened.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        opened.backups.back_up()
    clock.set(NOW)
    with open_clinic(made, clock) as opened:
        opened.patients.add(Patient(family_name="Brandt", given_name="Ilse"))
    return made


@pytest.fixture
def begin(places: Places, clock: SteppedClock, qtbot: QtBot) -> Iterator[Callable[[], Start]]:
    """Start the program, and sign in where it asks."""
    made: list[Start] = []

    def started() -> Start:
        start = Start(places, clock, qtbot)
        made.append(start)
        if isinstance(start.form, SignIn):
            start.sign_in()
        return start

    yield started
    for start in made:
        start.close()


def damage(places: Places) -> None:
    with places.database.open("r+b") as opened:
        opened.seek(9 * PAGE + 77)
        opened.write(bytes(16))


def put_older_back(places: Places) -> None:
    (backup,) = places.backups.glob("*-by-hand")
    shutil.copyfile(backup / "clinic.db", places.database)


def key_of(places: Places, clock: SteppedClock) -> str:
    with open_clinic(places, clock) as opened:
        return opened.unlocked.database_key


def test_a_missing_file_is_found_on_a_stick(
    places: Places, begin: Callable[[], Start], tmp_path: Path
) -> None:
    stick = tmp_path / "stick.db"
    shutil.move(places.database, stick)
    start = begin()
    assert isinstance(start.form, Trouble)
    assert f"The data file is not where it was: {places.database}." in start.said
    start.hand.chosen = stick

    start.keys("Enter")

    assert "The data file is in its place" in start.said
    start.keys("Enter")
    start.sign_in()
    assert start.patients == ["Acosta", "Brandt"]


def test_another_clinics_file_is_refused_and_the_buttons_stay(
    places: Places, begin: Callable[[], Start], clock: SteppedClock, tmp_path: Path
) -> None:
    other = Places(tmp_path / "other")
    open_clinic(other, clock).close()
    places.database.unlink()
    start = begin()
    start.hand.chosen = other.database

    start.keys("1")

    assert "This file does not belong to this key file." in start.said
    assert "Find it" in start.said


def test_a_backup_is_restored_only_after_its_word_was_typed(
    places: Places, begin: Callable[[], Start]
) -> None:
    damage(places)
    start = begin()
    assert "The data file is damaged (E-DAMAGE)." in start.said
    assert "Restore backup of 15-Oct-2026, 18:15" in start.said

    start.keys("1")
    assert "Patients changed since: Brandt, Ilse." in start.said
    start.write("restore")
    start.keys("Enter")
    assert "Nothing was changed. To restore the backup, type RESTORE." in start.said
    start.keys("Ctrl+a")
    start.write("RESTORE")
    start.keys("Enter")

    assert "The backup is restored" in start.said
    assert "The record is that of 15-Oct-2026, 18:15." in start.said
    assert [file.name for file in places.quarantine.glob("*-before-restore/clinic.db")] == ["clinic.db"]
    start.keys("Enter")
    start.sign_in()
    assert start.patients == ["Acosta"]
    assert start.day.window is not None
    settle()
    assert any("Backups are off until you say that this is right." in text for text in seen(start.day.window))


def test_the_keys_of_a_damaged_record_do_not_wait_for_ever(
    places: Places, begin: Callable[[], Start], clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr("ui.workday.start_again", lambda *words: told.append(words))
    damage(places)
    start = begin()
    assert "The data file is damaged (E-DAMAGE)." in start.said

    clock.advance(15 * 60)
    start.day.alone.look()

    assert told == [("--locked",)]


def test_esc_goes_back_and_nothing_is_changed(places: Places, begin: Callable[[], Start]) -> None:
    damage(places)
    before = places.database.read_bytes()
    start = begin()

    start.keys("1")
    start.write("RESTORE")
    start.keys("Esc")

    assert isinstance(start.form, Trouble)
    assert places.database.read_bytes() == before
    assert not places.quarantine.exists()


def test_a_backup_that_is_damaged_too_gives_way_to_the_next(
    places: Places, begin: Callable[[], Start]
) -> None:
    damage(places)
    (backup,) = places.backups.glob("*-by-hand")
    content = bytearray((backup / "clinic.db").read_bytes())
    content[5000] ^= 1
    (backup / "clinic.db").write_bytes(content)
    start = begin()

    start.keys("1")
    start.write("RESTORE")
    start.keys("Enter")

    assert "This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup." in start.said
    assert "Look for a backup elsewhere" in start.said


def test_what_can_be_read_is_rescued_from_the_start(places: Places, begin: Callable[[], Start]) -> None:
    damage(places)
    start = begin()

    start.keys("2")

    assert "What can be read is rescued" in start.said
    assert "Read: 2 patients, 0 exams, 0 answers." in start.said
    start.keys("Enter")
    start.sign_in()
    assert start.patients == ["Acosta", "Brandt"]


def test_a_copy_for_support_is_saved_and_the_trouble_stays(
    places: Places, begin: Callable[[], Start], tmp_path: Path
) -> None:
    damage(places)
    start = begin()
    start.hand.chosen = tmp_path / "stick"
    start.hand.chosen.mkdir()

    start.keys("3")

    said = "Saved: sagittal-for-support-2026-10-16. Nobody can read the data file without your keys."
    assert said in start.said
    assert "Rescue what can be read" in start.said


def test_an_older_file_is_gone_on_with_for_a_reason_that_stays_in_the_record(
    places: Places, begin: Callable[[], Start]
) -> None:
    put_older_back(places)
    start = begin()
    assert "This file is older than the one used on 16-Oct-2026 (entry " in start.said
    assert "An older copy may have been put back, or the disk lost data." in start.said
    lost = re.search(r"20 hours old; (\d+) entries made since will be missing\.", start.said)
    assert lost is not None
    assert int(lost[1]) > 0
    start.keys("1")
    assert "The record once reached entry " in start.said
    start.keys("Esc")

    start.keys("2")
    start.write("The newer stick is lost")
    start.keys("Enter")
    start.sign_in()

    assert start.patients == ["Acosta"]
    assert start.acts()[Act.OLDER_ACCEPTED.value] == "The newer stick is lost"


def test_a_newer_file_closes_the_program_with_its_exit_code(
    places: Places, begin: Callable[[], Start], clock: SteppedClock
) -> None:
    with closing(connect(places.database, key_of(places, clock))) as connection:
        connection.execute("PRAGMA user_version = 999").fetchall()
    start = begin()
    codes: list[int] = []
    start.day.trouble.closing.connect(codes.append)
    assert "This file was made by a newer version of Sagittal." in start.said

    start.keys("Enter")

    assert codes == [5]
    assert not start.entrance.isVisible()


def test_a_file_at_no_known_version_offers_the_bundle_to_be_read_first(
    places: Places, begin: Callable[[], Start], clock: SteppedClock, tmp_path: Path
) -> None:
    with closing(connect(places.database, key_of(places, clock))) as connection:
        connection.execute("DELETE FROM alembic_version").fetchall()
    start = begin()
    assert "(E-SCHEMA)" in start.said

    start.keys("1")
    assert "state of the record: unknown schema" in start.said
    assert not list(tmp_path.glob("*.txt"))
    start.hand.chosen = tmp_path
    start.keys("Ctrl+s")

    assert "Saved as sagittal-support.txt. Nothing was sent." in start.said
    assert "unknown schema" in (tmp_path / "sagittal-support.txt").read_text()
    start.keys("Esc")
    assert isinstance(start.form, Trouble)


HOLDING = """
import sys
from app.store.engine import connect
held = connect({file!r}, {key!r})
held.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
held.execute("BEGIN EXCLUSIVE").fetchall()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_file_that_another_program_holds_is_tried_again_when_that_lets_go(
    places: Places, begin: Callable[[], Start], clock: SteppedClock
) -> None:
    script = "from pathlib import Path, PosixPath, WindowsPath\n" + HOLDING.format(
        file=places.database, key=key_of(places, clock)
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        start = begin()
        assert f"In use by process {other.pid}." in start.said
        assert "Close it, or restart the computer. Nothing was changed." in start.said
        other.kill()

    start.keys("Enter")
    start.sign_in()

    assert start.patients == ["Acosta", "Brandt"]


def test_a_new_clinic_needs_its_name_and_leaves_the_old_one_whole(
    places: Places, begin: Callable[[], Start]
) -> None:
    places.database.unlink()
    start = begin()

    start.keys("3 Enter")
    assert places.keyring.exists()
    start.write("Harbour Clinic")
    start.keys("Enter")

    assert isinstance(start.form, SetUpForm)
    assert start.form.setting.text("clinic_name") == "Harbour Clinic"
    (aside,) = places.quarantine.glob("*-before-new-clinic")
    assert (aside / "clinic.keys").exists()
    assert list((aside / "backups").iterdir())


def test_lost_keys_are_found_and_then_the_passphrase_is_asked(
    places: Places, begin: Callable[[], Start], tmp_path: Path
) -> None:
    stick = tmp_path / "clinic.keys"
    shutil.move(places.keyring, stick)
    places.keyring.with_name("clinic.keys.prev").unlink(missing_ok=True)
    shutil.rmtree(places.backups)
    start = begin()
    assert "Key file missing (E-KEYS)." in start.said
    start.hand.chosen = stick

    start.keys("1")

    start.sign_in()
    assert start.patients == ["Acosta", "Brandt"]


def test_without_any_keys_a_backup_from_a_stick_opens_with_its_own(
    places: Places, begin: Callable[[], Start], tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    shutil.move(places.backups, stick)
    places.keyring.unlink()
    places.keyring.with_name("clinic.keys.prev").unlink(missing_ok=True)
    start = begin()
    start.hand.chosen = stick

    start.keys("2")
    assert "Backup of 15-Oct-2026, 18:15: " in start.said
    start.write(LOGIN)
    start.keys("Tab")
    start.write("not the passphrase")
    start.keys("Tab")
    start.write("RESTORE")
    start.keys("Enter")
    assert "User or passphrase not right for this backup." in start.said
    start.write(PASSPHRASE)
    start.keys("Enter")

    assert "The backup is restored" in start.said
    start.keys("Enter")
    start.sign_in()
    assert start.patients == ["Acosta"]


@pytest.mark.parametrize(("look", "size"), [("light", 1.0), ("dark", 1.3)])
@pytest.mark.parametrize(("width", "height"), [(1366, 698), (1920, 1010)])
def test_every_word_of_a_trouble_is_seen(
    places: Places, begin: Callable[[], Start], look: str, size: float, width: int, height: int
) -> None:
    damage(places)
    start = begin()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, look, size)
    start.entrance.showNormal()
    start.entrance.resize(width, height)
    start.keys("1")
    for keys in ("", "Esc"):
        start.keys(keys)
        assert cut_texts(start.entrance) == []
        assert outside(start.entrance) == []
