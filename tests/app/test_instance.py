import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.faults import AlreadyOpen, UnwritableFolder
from app.instance import hold
from app.places import Places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path)


def refusal(places: Places) -> str:
    with pytest.raises(AlreadyOpen) as refused:
        hold(places, patience=0.1)
    return refused.value.words


def test_a_second_one_is_told_who_was_first_and_what_to_do(places: Places) -> None:
    with hold(places):
        assert refusal(places) == (
            f"Already open on this computer (process {os.getpid()}). Close it or restart the computer."
        )


def test_after_the_first_is_closed_the_next_comes_in(places: Places) -> None:
    hold(places).release()
    with hold(places):
        pass


def test_letting_go_twice_does_nothing(places: Places) -> None:
    first = hold(places)
    first.release()
    with hold(places):
        first.release()
        refusal(places)


def test_nothing_is_said_of_deleting_a_file(places: Places) -> None:
    with hold(places):
        assert "lock" not in refusal(places)
        assert "delete" not in refusal(places)


def test_a_first_one_that_nobody_can_name_still_refuses(places: Places) -> None:
    beside = places.lock.with_suffix(".pid")
    with hold(places):
        for nonsense in (b"", b"garbage", b"-1", b"9" * 40, b"\xff\x00"):
            beside.write_bytes(nonsense)
            assert refusal(places) == "Already open on this computer. Close it or restart the computer."


@pytest.mark.parametrize("content", [b"", b"\x00" * 512, b"garbage", b"4711\nsagittal\nother-host\n" * 9])
def test_what_stands_in_the_file_means_nothing(places: Places, content: bytes) -> None:
    places.lock.write_bytes(content)
    with hold(places):
        refusal(places)


def test_the_files_are_for_their_owner_alone(places: Places) -> None:
    with hold(places):
        assert places.lock.stat().st_mode & 0o077 == 0
        assert places.lock.with_suffix(".pid").stat().st_mode & 0o077 == 0


def test_where_no_file_can_be_locked_the_folder_is_told(places: Places) -> None:
    places.lock.mkdir()
    with pytest.raises(UnwritableFolder):
        hold(places)


def test_a_program_started_from_here_does_not_keep_the_folder(places: Places) -> None:
    with hold(places):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    with hold(places):
        pass
    child.communicate(b"\n")
