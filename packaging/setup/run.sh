#!/bin/sh
# Opens the window, or says why it cannot and what works instead.
set -eu

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}${QT_QPA_PLATFORM:-}" ]; then
    echo "There is no display here to open the window on; without one you can use .venv/bin/sagittal evaluate, sagittal report, sagittal demo and sagittal self-test." >&2
    exit 1
fi
exec .venv/bin/sagittal-desktop "$@"
