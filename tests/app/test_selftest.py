"""The installation's check of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import main
from app.selftest import self_test


def test_every_part_of_this_installation_works_and_nothing_is_left_behind(tmp_path: Path) -> None:
    checks = self_test(tmp_path)

    assert [check.name for check in checks] == [
        "assessments", "texts", "fonts", "example", "statistics", "database", "backup", "reports",
    ]  # fmt: skip
    assert [check for check in checks if not check.passed] == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["self-test", "--data-dir", str(tmp_path / "absent")])

    assert status == 1
    assert capsys.readouterr().err == f"{tmp_path / 'absent'}: no such file or directory\n"
