#!/bin/sh
# Builds dist/sagittal and lets the result test itself and open its window. For Linux; elsewhere run PyInstaller
# with the spec beside this file.
set -eu
cd "$(dirname "$0")/../.."
python=.venv/bin/python

# PyInstaller takes Python's shared library along and reads others with objdump; Debian has both in packages of their own.
packages=""
library=$("$python" -c 'import sysconfig as s; print(s.get_config_var("INSTSONAME") or "")')
folder=$("$python" -c 'import sysconfig as s; print(s.get_config_var("LIBDIR") or "")')
known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)
if [ ! -e "$folder/$library" ]; then
    case "$known" in
        *"$library "*) ;;
        *) packages=$("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])') ;;
    esac
fi
command -v objdump >/dev/null || packages="$packages binutils"
if [ -n "$packages" ]; then
    # shellcheck disable=SC2086  # a list of words on purpose
    sh packaging/setup/install_packages.sh $packages
fi

"$python" -m pip --disable-pip-version-check --no-input install --quiet --only-binary :all: \
    --require-hashes -r packaging/pyinstaller/requirements.lock
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/pyinstaller/sagittal.spec

echo "Built $(du -sh dist/sagittal | cut -f1) in dist/sagittal. It now tests itself."
dist/sagittal/sagittal self-test

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# A window that cannot open shows why and waits to be read, so the wait has an end here.
QT_QPA_PLATFORM=offscreen timeout 120 dist/sagittal/sagittal-desktop --data-dir "$folder" --quit-after-open || {
    cat "$folder"/logs/* 2>/dev/null >&2
    echo "The window did not open." >&2
    exit 1
}
echo "The window opened and closed."
