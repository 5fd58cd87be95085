"""Who may import whom, held by the contracts in pyproject.toml, and proved once more with Qt out of reach."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]

WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "pyqtgraph", "ui"}:
            raise ModuleNotFoundError(f"{name} is out of reach here")

sys.meta_path.insert(0, NoQt())
for top in ("assessments", "app"):
    package = importlib.import_module(top)
    for module in pkgutil.walk_packages(package.__path__, top + "."):
        # Alembic runs the files of the migrations itself; they are scripts, not modules.
        if not module.name.startswith("app.store.migrations"):
            importlib.import_module(module.name)
            print(module.name)
"""


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_every_import_contract_is_kept() -> None:
    linted = run("from importlinter.cli import lint_imports_command as c; c()", "--no-cache", "--no-logo")

    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert " 0 broken." in linted.stdout


def test_each_library_with_one_home_has_its_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}

    assert contracts["Qt lives in ui"]["forbidden_modules"] == ["PySide6", "shiboken6", "pyqtgraph"]
    assert contracts["The database lives in app.store"]["allowed_importers"] == ["app.store"]
    assert contracts["ReportLab and pypdf live in app.report"]["allowed_importers"] == ["app.report"]
    assert contracts["Cryptography lives in app.vault"]["allowed_importers"] == ["app.vault"]


def test_the_domain_and_the_application_load_where_there_is_no_qt() -> None:
    loaded = run(WITHOUT_QT)

    assert loaded.returncode == 0, loaded.stderr
    assert {"assessments.thomas", "app.evaluation", "app.cli"} <= set(loaded.stdout.split())
