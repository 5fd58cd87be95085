#!/bin/sh
# Runs the tests of the domain and the application in .venv-without-qt, which holds the lock without Qt.
set -eu
environment=.venv-without-qt
stamp=$environment/set-up

if [ ! -e "$stamp" ] || [ requirements.lock -nt "$stamp" ]; then
    rm -rf "$environment"
    "$(sh packaging/setup/find_python.sh)" -m venv "$environment"
    # Everything but Qt, what draws with it and the tools that only read the code.
    awk '/^[a-z]/ { keep = $0 !~ /^(pyside6|shiboken6|pyqtgraph|pytest-qt|ruff|mypy|import-linter|grimp)/ } keep' \
        requirements.lock > "$environment/requirements.lock"
    "$environment/bin/python" -m pip --disable-pip-version-check --no-input install --quiet --no-deps \
        --only-binary :all: --require-hashes -r "$environment/requirements.lock"
    touch "$stamp"
fi

"$environment/bin/python" -c '
import importlib.util as u
present = [name for name in ("PySide6", "shiboken6", "pyqtgraph", "pytestqt") if u.find_spec(name)]
assert not present, f"this environment was to be without {present}"
'
exec "$environment/bin/python" -m pytest -n auto tests/language tests/assessments tests/agreement tests/practice tests/app \
    tests/faults --ignore tests/faults/ui "$@"
