"""The page of the record: what it says, what its keys do on real files, and who may not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.access.roles import Role
from app.audit import Act
from app.clock import SteppedClock
from app.door import Door
from app.patients import Patient
from app.places import Places
from app.store.audit import Wanted, entries
from app.vault.cost import QUICK
from app.vault.recovery import written
from app.workstation import Workstation
from tests.clinics import LOGIN, PASSPHRASE, RECOVERY_KEY, open_clinic
from tests.colleagues import colleague, sit
from tests.ui.choosing import Hand
from tests.ui.desks import NOW, seen
from tests.ui.hands import caret, press
from tests.ui.looking import assert_fits, cut_texts, settle
from ui.pages.records import RecordsPage
from ui.parts.new_key_sheet import NewKeySheet
from ui.parts.sheet import Sheet
from ui.theme import apply
from ui.window import Window

FULL = 10_000
"""Milliseconds a test waits at most."""


class Records:
    """The window on the page of the record, with a hand that chooses folders."""

    def __init__(self, places: Places, clock: SteppedClock, qtbot: QtBot) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, "light", 1.0)
        self.station: Workstation = open_clinic(places, clock)
        self.window = Window(self.station)
        self._qtbot = qtbot
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.exchanged = False
        self.window.desk.upkeep.exchanged.connect(self._exchange)
        self.window.go("home")
        self.keys("Ctrl+b")

    def keys(self, keys: str) -> None:
        press(self.window, keys)
        settle()

    def behind(self, keys: str) -> None:
        """Press, and wait for what is done behind the desk."""
        with self._qtbot.waitSignal(self.window.desk.upkeep.told, timeout=FULL):
            self.keys(keys)
        settle()

    def write(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    @property
    def page(self) -> RecordsPage:
        page = self.window.page
        assert isinstance(page, RecordsPage)
        return page

    @property
    def said(self) -> str:
        return " ".join(seen(self.window))

    @property
    def acts(self) -> list[str]:
        with self.station.database.reading() as session:
            return [row.act for row in entries(session, Wanted(), most=50)]

    def choose(self, folder: Path | None) -> None:
        self.page.choosing = Hand(folder)

    def _exchange(self) -> None:
        self.exchanged = True

    def close(self) -> None:
        self.window.desk.close()
        self.station.close()


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(NOW - timedelta(hours=20))


@pytest.fixture
def places(tmp_path: Path, clock: SteppedClock) -> Places:
    """A clinic with a backup of yesterday, and one patient who came since."""
    made = Places(tmp_path / "data")
    with open_clinic(made, clock) as opened:
        opened.change_settings(replace(opened.settings, clinic_name="Riverside Clinic"))
        opened.patients.add(Patient(family_name="Acosta", given_name="Elena"))
        opened.backups.back_up()
    clock.set(NOW)
    with open_clinic(made, clock) as opened:
        opened.patients.add(Patient(family_name="Brandt", given_name="Ilse"))
    return made


@pytest.fixture
def records(places: Places, clock: SteppedClock, qtbot: QtBot) -> Iterator[Records]:
    made = Records(places, clock, qtbot)
    yield made
    made.close()


def test_it_is_reached_from_the_start_page_and_tells_how_the_record_stands(records: Records) -> None:
    assert records.window.page_name == "records"
    assert "Backup verified 15-Oct-2026, 18:15" in records.said
    assert "1 kept" in records.said
    assert "None chosen. Backups lie on this computer only." in records.said
    assert "Typed from its sheet 15-Oct-2026." in records.said
    assert caret().startswith("Backups: 15-Oct-2026 18:15, by hand, ")


def test_a_backup_is_made_while_one_works_and_told_when_it_is_verified(records: Records) -> None:
    records.behind("b")

    (newest, _) = records.station.backups.kept()
    said = f"Backup made and verified: {newest.manifest.contents.seq} entries."
    assert said in records.said
    assert "2 kept" in records.said
    assert "Backup verified 14:15" in records.said


def test_a_backup_is_tried_out_without_touching_the_record(records: Records) -> None:
    name = records.station.backups.kept()[0].name

    records.behind("t")

    assert f"The backup can be restored. {name}: whole. Entries " in records.said
    assert Act.REHEARSED.value in records.acts


def test_the_whole_record_is_checked_page_by_page_and_entry_by_entry(records: Records) -> None:
    records.behind("v")

    assert (
        "Every page of the data file is whole. The whole history was checked: every entry follows from the "
        "one before it."
    ) in records.said


def test_a_restore_says_what_will_be_missing_and_waits_for_its_word(
    records: Records, clock: SteppedClock
) -> None:
    records.keys("r")
    assert "Backup of 15-Oct-2026, 18:15: " in records.said
    assert "Patients changed since: Brandt, Ilse." in records.said
    records.write("RESTOR")
    records.keys("Enter")
    assert not records.exchanged

    records.write("E")
    records.keys("Enter")

    assert records.exchanged
    records.close()
    with open_clinic(records.station.places, clock) as again:
        assert [patient.family_name for patient in again.patients.find("")] == ["Acosta"]
        assert again.backups.unconfirmed() is not None


def test_after_a_restore_somebody_says_that_it_is_right(
    places: Places, clock: SteppedClock, qtbot: QtBot
) -> None:
    with open_clinic(places, clock) as opened:
        opened.backups.restore(opened.backups.kept()[0], "RESTORE")
    records = Records(places, clock, qtbot)
    assert "Look through the record. Backups are off until you say that this is right." in records.said
    records.behind("b")
    assert "Backups are off until somebody has said that the restored record is right." in records.said

    records.behind("Ctrl+Enter")

    assert records.station.backups.unconfirmed() is None
    assert "Look through the record." not in records.said
    records.close()


def test_a_second_place_is_chosen_and_has_a_copy_at_once(records: Records, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    records.choose(stick)

    records.behind("f")

    assert records.station.settings.second_place == str(stick)
    assert len(list(stick.glob("sagittal-*/*/clinic.db"))) == 1
    assert "copy of 16-Oct-2026, 14:15." in records.said


def test_a_second_place_inside_the_data_folder_is_none(records: Records) -> None:
    records.choose(records.station.places.root)

    records.keys("f")

    assert "Choose a folder outside the data folder: what happens to one happens to the other." in (
        records.said
    )
    assert records.station.settings.second_place == ""


def test_a_stick_that_was_pulled_out_is_told_and_the_backup_here_stands(
    records: Records, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    records.choose(stick)
    records.behind("f")
    shutil.rmtree(stick)

    records.behind("b")

    assert (
        "Not copied to the second place: the folder is not there; plug the stick in or choose another "
        "folder. The backup on this computer is whole."
    ) in records.said


def test_the_recovery_key_is_typed_from_its_sheet_once_a_year(records: Records, clock: SteppedClock) -> None:
    clock.set(NOW + timedelta(days=366))
    records.window.go("home")
    records.keys("Ctrl+b")
    assert "Last typed from its sheet 15-Oct-2026: type it once a year." in records.said

    records.keys("y")
    records.write(written(bytes(range(16))))
    records.keys("Enter")
    assert "This is a recovery key, but not the one of this clinic. Print a new one." in records.said
    records.keys("Ctrl+a")
    records.write(RECOVERY_KEY)
    records.keys("Enter")

    assert "The recovery key is right and opens the records." in records.said
    assert Act.RECOVERY_VERIFIED.value in records.acts


def test_a_new_recovery_key_counts_only_when_it_was_typed_back(records: Records, clock: SteppedClock) -> None:
    records.keys("n")
    (sheet,) = [part for part in records.window.findChildren(NewKeySheet) if part.isVisible()]
    groups = [label.text() for label in sheet.findChildren(QLabel) if label.property("role") == "score-small"]
    records.write(RECOVERY_KEY)
    records.keys("Enter")
    assert "This is a recovery key, but not the one that was just made." in records.said

    records.keys("Ctrl+a")
    records.write("-".join(groups))
    records.keys("Enter")

    assert "The new recovery key opens the records. Destroy the old sheet." in records.said
    records.close()
    with Door(records.station.places, clock, QUICK) as door:
        door.unlock_by_recovery("-".join(groups), "To see whether it does").close()


def test_the_keys_are_changed_for_a_leaver_and_everybody_else_signs_in_as_before(
    records: Records, clock: SteppedClock
) -> None:
    before = records.station.unlocked.database_key
    records.keys("k")
    assert "Everybody who still works here keeps their passphrase" in records.said
    records.write("NEW KEYS")
    records.keys("Enter")

    assert records.exchanged
    records.close()
    with Door(records.station.places, clock, QUICK) as door:
        again = door.unlock(LOGIN, PASSPHRASE)
        assert again.unlocked.database_key != before
        assert len(again.patients.find("")) == 2
        again.close()


def test_the_support_bundle_is_read_before_it_is_saved(records: Records, tmp_path: Path) -> None:
    records.keys("s")
    assert "It holds no name, no answer and no key: read it before you send it." in records.said
    records.choose(tmp_path)

    records.keys("Ctrl+s")

    assert "Saved as sagittal-support.txt. Nothing was sent." in records.said
    text = (tmp_path / "sagittal-support.txt").read_text()
    assert "VERSIONS" in text
    assert "Acosta" not in text


def test_who_may_not_is_told_who_may_and_may_still_back_up(records: Records) -> None:
    sit(records.station, colleague(records.station, "Jonas Rees", Role.RESIDENT))
    records.window.go("home")
    records.keys("Ctrl+b")

    assert "Only a data manager may restore a backup." in records.said
    assert "Only a data manager may change the clinic's keys." in records.said
    for key in ("r", "k", "n", "y", "Enter"):
        records.keys(key)
        assert not any(sheet.isVisible() for sheet in records.window.findChildren(Sheet))
    records.behind("b")
    assert "Backup made and verified" in records.said


@pytest.mark.parametrize(("look", "size"), [("light", 1.0), ("dark", 1.3)])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_every_word_of_it_is_seen(records: Records, look: str, size: float, width: int, height: int) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply(app, look, size)
    records.window.resize(width, height)
    records.window.settle()
    apply(app, look, size)
    records.window.go("home")
    assert_fits(records.window)
    records.keys("Ctrl+b")
    assert_fits(records.window)
    for key in ("r", "k", "n", "y", "s"):
        records.keys(key)
        assert cut_texts(records.window) == []
        records.keys("Esc")
