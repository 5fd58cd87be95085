#!/bin/sh
# Writes requirements.lock anew: current releases, hashes for every platform, no address of any index.
# uv rather than pip-compile, because one file must serve Linux, Windows and macOS from Python 3.11 on.
set -eu
cd "$(dirname "$0")/../.."

python=$(sh packaging/setup/find_python.sh)
[ -x .venv-lock/bin/uv ] || { "$python" -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv==0.13.8; }

lock() { .venv-lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes --upgrade --custom-compile-command "make lock" "$@"; }

lock pyproject.toml --extra dev --output-file requirements.lock
lock packaging/pyinstaller/requirements.in --constraint requirements.lock --output-file packaging/pyinstaller/requirements.lock
