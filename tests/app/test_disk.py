"""Small files on the disk: whole or not there, whoever writes or reads them at the same moment."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from app.disk import write_private


class HeldForAMoment(OSError):
    """As Windows says it while a virus scanner has the file."""

    winerror = 32


def test_a_file_held_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refusals = [HeldForAMoment(), HeldForAMoment()]
    really = os.replace

    def replace(source: Path, target: Path) -> None:
        if refusals:
            raise refusals.pop()
        really(source, target)

    monkeypatch.setattr(os, "replace", replace)
    write_private(tmp_path / "clinic.keys", b"new")

    assert not refusals
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"clinic.keys": b"new"}


def test_a_file_that_stays_held_is_refused_after_two_and_a_half_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(source: Path, target: Path) -> None:
        raise HeldForAMoment

    file, pauses = tmp_path / "clinic.keys", list[float]()
    file.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr("time.sleep", pauses.append)
    with pytest.raises(HeldForAMoment):
        write_private(file, b"new", keep_previous=True)

    assert 2.5 <= sum(pauses) < 2.6
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"clinic.keys": b"old"}


def test_two_threads_that_write_one_file_do_not_disturb_each_other(tmp_path: Path) -> None:
    file, start = tmp_path / "anchor.json", Barrier(4)

    def write(content: bytes) -> None:
        start.wait()
        for _ in range(25):
            write_private(file, content, keep_previous=True)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, (b"1", b"22", b"333", b"4444")))

    assert file.read_bytes() in (b"1", b"22", b"333", b"4444")
    assert sorted(left.name for left in tmp_path.iterdir()) == ["anchor.json", "anchor.json.prev"]
