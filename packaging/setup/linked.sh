#!/bin/sh
# Asks the linker whether every part of Qt the program opens finds its libraries, so that a gap is named here and not by a window that never comes.
set -eu
[ "$(uname -s)" = Linux ] || exit 0
command -v ldd >/dev/null || exit 0

qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
absent=$(
    for part in "$qt"/QtWidgets*.so "$qt"/QtPdfWidgets*.so "$qt"/QtPrintSupport*.so \
        "$qt"/Qt/plugins/platforms/libqxcb.so "$qt"/Qt/plugins/platforms/libqoffscreen.so \
        "$qt"/Qt/plugins/platforms/libqwayland.so "$qt"/Qt/plugins/printsupport/*.so; do
        ldd "$part" 2>/dev/null || true
    done | awk '/not found/ {print $1}' | sort -u | tr '\n' ' '
)
[ -z "$absent" ] || {
    echo "Qt does not find these system libraries, please install them: $absent" >&2
    exit 1
}
