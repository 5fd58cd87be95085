#!/bin/sh
# Prints the name of a Python that is new enough, or says in one sentence what is wanted.
set -eu

for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf '%s\n' "$candidate"
        exit 0
    fi
done
found=$("${PYTHON:-python3}" --version 2>&1 || true)
echo "Sagittal needs Python 3.11 or newer, and found: ${found:-no python3 at all}." >&2
exit 1
