#!/bin/sh
# Makes .venv with everything in requirements.lock and the program itself. `make setup` calls it when something changed.
set -eu
cd "$(dirname "$0")/../.."

python=$(sh packaging/setup/find_python.sh)
sh packaging/setup/system_packages.sh "$python"

# An environment whose Python has gone or that was copied from elsewhere is made anew.
if ! .venv/bin/python -c '' 2>/dev/null; then
    rm -rf .venv
    "$python" -m venv .venv
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }

echo "Installing what requirements.lock names into .venv"
pip install --quiet --only-binary :all: --require-hashes -r requirements.lock
# Hatchling is in the lock, so the program itself needs nothing from outside.
pip install --quiet --no-deps --no-build-isolation --editable .

sh packaging/setup/linked.sh
echo "Set-up is complete."
