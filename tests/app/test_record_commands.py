"""What the command line does with the record: backup, restore, verify, rehearse, rebuild and doctor."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.access.person import NewPerson
from app.access.roles import Role
from app.backups.kept import find_backups
from app.cli import main
from app.clock import SteppedClock
from app.faults import AlreadyOpen, Fault
from app.instance import hold
from app.patients import Patient
from app.places import Places
from app.store.state import State
from tests.clinics import LOGIN, PASSPHRASE, open_clinic

BEFORE = SteppedClock(datetime(2020, 3, 2, 9, tzinfo=UTC), timedelta(seconds=5))
RESIDENT = "four grey herons at dawn"


@dataclass
class Terminal:
    """One folder, one person, and what is printed."""

    places: Places
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]

    def run(self, command: str, *more: str, login: str = LOGIN, passphrase: str = PASSPHRASE) -> int:
        self.monkeypatch.setattr("sys.stdin", io.StringIO(f"{passphrase}\n"))
        folder = ["--data-dir", str(self.places.root), "--login", login, "--passphrase-stdin"]
        status = main([command, *more, *folder])
        said = self.capsys.readouterr()
        self.out, self.err = said.out, said.err
        return status

    def newest(self) -> str:
        return find_backups(self.places.backups)[0].name


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    places = Places(tmp_path / "data")
    monkeypatch.setattr("app.places.user_config_path", lambda *_, **__: tmp_path / "settings")
    with open_clinic(places, BEFORE) as clinic:
        clinic.patients.add(Patient(family_name="Acosta", born=date(1991, 8, 14), sex="female"))
        clinic.people.add(NewPerson("Resi Dent", "", "resi", frozenset({Role.RESIDENT})), RESIDENT)
    return Terminal(places, monkeypatch, capsys)


def test_a_backup_is_made_and_copied(terminal: Terminal, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    assert terminal.run("backup", "--to", str(stick)) == 0

    name = terminal.newest()
    assert terminal.out.startswith(f"Backup {name}: ")
    assert terminal.out.splitlines()[0].endswith(" entries, verified.")
    (copy,) = stick.glob(f"*/{name}")
    assert terminal.out.splitlines()[1] == f"Copied to {copy}, verified."


def test_a_wrong_passphrase_is_one_sentence(terminal: Terminal) -> None:
    for command in ("backup", "verify", "rehearse", "rebuild"):
        assert terminal.run(command, passphrase="no") == 2
        assert terminal.err == "User or passphrase not right.\n"
        assert terminal.out == ""


def test_a_record_that_is_open_elsewhere_says_so(terminal: Terminal) -> None:
    with hold(terminal.places):
        assert terminal.run("backup") == 4

    assert terminal.err.startswith("Already open on this computer")


def test_no_command_makes_a_folder_by_looking_for_it(terminal: Terminal, tmp_path: Path) -> None:
    terminal.places = Places(tmp_path / "nowhere")

    assert terminal.run("backup") == 2
    assert terminal.err == f"There is no data folder {tmp_path / 'nowhere'}. Nothing was made.\n"
    assert not (tmp_path / "nowhere").exists()


def test_the_record_is_verified_to_its_last_entry(terminal: Terminal) -> None:
    assert terminal.run("verify") == 0

    first, second = terminal.out.splitlines()
    assert first.startswith("Every page of the data file is whole: ")
    assert second.startswith("The history is whole: ")


def test_a_backup_is_tried_out(terminal: Terminal) -> None:
    terminal.run("backup")
    name = terminal.newest()

    assert terminal.run("rehearse") == 0
    assert terminal.out.startswith(f"{name}: whole. Entries ")
    assert terminal.out.endswith(", patients 1, exams 0.\n")
    assert terminal.run("verify", "--backup", name) == 0
    assert terminal.run("verify", "--backup", "none") == 2
    assert terminal.err == "There is no backup none.\n"


def test_a_damaged_backup_is_found(terminal: Terminal) -> None:
    terminal.run("backup")
    backup = find_backups(terminal.places.backups)[0]
    content = bytearray(backup.database.read_bytes())
    content[9000] ^= 1
    backup.database.write_bytes(content)

    assert terminal.run("verify", "--backup", backup.name) == 2
    assert terminal.err == (
        "This backup is damaged (E-BACKUP). Nothing was changed. Choose another backup.\n"
    )


def test_a_restore_says_what_will_be_missing_and_asks(terminal: Terminal) -> None:
    terminal.run("backup")
    with open_clinic(terminal.places, BEFORE) as clinic:
        clinic.patients.add(Patient(family_name="Bakke", born=date(1991, 8, 14), sex="female"))

    assert terminal.run("restore") == 2
    assert "1 entry made since will be missing. Patients changed since: Bakke.\n" in terminal.out
    assert terminal.err == (
        "Type RESTORE to go on: Nothing was changed. To restore the backup, type RESTORE.\n"
    )
    assert terminal.run("restore", "--confirm", "RESTORE") == 0
    assert terminal.out.splitlines()[-1] == (
        "Look through the record. Backups are off until somebody has said there that this is right."
    )
    with open_clinic(terminal.places, BEFORE) as clinic:
        assert [patient.family_name for patient in clinic.patients.find("")] == ["Acosta"]
    assert terminal.run("backup") == 2
    assert terminal.err == "Backups are off until somebody has said that the restored record is right.\n"


def test_a_resident_may_back_up_and_not_restore(terminal: Terminal) -> None:
    assert terminal.run("backup", login="resi", passphrase=RESIDENT) == 0

    assert terminal.run("restore", "--confirm", "RESTORE", login="resi", passphrase=RESIDENT) == 2
    assert terminal.err == "Only a data manager may restore a backup.\n"


def test_a_damaged_record_can_be_restored_from_the_command_line(terminal: Terminal) -> None:
    terminal.run("backup")
    file = terminal.places.database
    file.write_bytes(file.read_bytes()[:8192] + bytes(8192))

    assert terminal.run("verify") == 2
    assert terminal.err == "The data file is damaged (E-DAMAGE).\n"
    assert terminal.run("restore", "--confirm", "RESTORE") == 0
    assert terminal.run("verify") == 0


def test_a_new_computer_is_set_up_from_a_stick(terminal: Terminal, tmp_path: Path) -> None:
    terminal.run("backup")
    stick = terminal.places.backups
    terminal.places = Places(tmp_path / "new computer")

    assert terminal.run("restore", "--from", str(stick), "--confirm", "RESTORE") == 0
    assert terminal.run("verify") == 0


def test_the_backups_are_listed_without_a_passphrase(terminal: Terminal) -> None:
    terminal.run("backup")
    name = terminal.newest()

    assert terminal.run("restore", "--list", passphrase="") == 0
    assert terminal.out.startswith(f"{name}: ")
    assert terminal.out.endswith(" entries, by hand\n")


def test_a_restore_without_any_backup_says_so(terminal: Terminal) -> None:
    assert terminal.run("restore") == 2
    assert terminal.err == "There is no backup yet.\n"


def test_the_lists_are_made_again(terminal: Terminal) -> None:
    assert terminal.run("rebuild") == 0
    assert terminal.out == "Lists and scores are made again.\n"


# Doctor


def doctor(terminal: Terminal, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, str]]:
    status = main(["doctor", "--data-dir", str(terminal.places.root), *more])
    lines = [line.partition(": ") for line in capsys.readouterr().out.splitlines()]
    return status, {name: words for name, _, words in lines}


def test_doctor_needs_no_passphrase(terminal: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.stat().st_mtime_ns for file in terminal.places.root.rglob("*") if file.is_file()}
    status, said = doctor(terminal, capsys)

    assert status == 0
    assert said["ok     Keys"] == "whole; 2 people and the recovery key"
    assert said["ok     Open"] == "nobody has it open"
    assert said["look   Backups"] == "none yet. Make one: sagittal backup"
    assert said["ok     Data file"].endswith("give --login to have it looked through")
    held = (terminal.places.lock, terminal.places.lock.with_suffix(".pid"))
    assert all(file.stat().st_mtime_ns == at for file, at in before.items() if file not in held)


def test_doctor_looks_through_the_file_with_a_passphrase(
    terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.run("doctor")
    assert "ok     Data file: whole\n" in terminal.out

    content = bytearray(terminal.places.database.read_bytes())
    content[-100] ^= 1
    terminal.places.database.write_bytes(content)
    assert terminal.run("doctor") == 1
    assert (
        "WRONG  Data file: The data file is damaged (E-DAMAGE). Restore a backup: sagittal restore\n"
        in terminal.out
    )


def test_doctor_looks_through_no_file_that_is_open(terminal: Terminal) -> None:
    with hold(terminal.places):
        assert terminal.run("doctor") == 0

    assert "look   Data file: there. Close Sagittal to have it looked through.\n" in terminal.out


def test_nobody_writes_while_doctor_looks_through_the_file(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[Fault] = []

    def looked_through(*asked: object) -> State:
        with pytest.raises(AlreadyOpen) as open_already:
            hold(terminal.places, patience=0)
        refused.append(open_already.value)
        return State.OK

    monkeypatch.setattr("app.commands.doctor.look", looked_through)

    assert terminal.run("doctor") == 0
    assert len(refused) == 1
    hold(terminal.places).release()


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("clinic.keys", "WRONG  Keys", "Key file missing (E-KEYS). Start Sagittal: it looks for a copy."),
        (
            "clinic.db",
            "WRONG  Data file",
            "The data file is not where it was: {}. Restore a backup: sagittal restore",
        ),
    ],
)
def test_doctor_names_what_is_missing(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], name: str, line: str, words: str
) -> None:
    (terminal.places.root / name).unlink()

    status, said = doctor(terminal, capsys)

    assert status == 1
    assert said[line] == words.format(terminal.places.database)


def test_doctor_of_no_folder_makes_none(
    terminal: Terminal, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terminal.places = Places(tmp_path / "nowhere")

    status, said = doctor(terminal, capsys)

    assert status == 0
    assert said["look   Folder"] == f"{tmp_path / 'nowhere'} is not there. Start Sagittal to set a clinic up."
    assert not (tmp_path / "nowhere").exists()
