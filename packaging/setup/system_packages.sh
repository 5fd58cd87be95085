#!/bin/sh
# Sees to the system libraries Qt opens its window with, and to Python's venv; installs what is missing.
# Usage: system_packages.sh PYTHON
# Linux only: the wheels for Windows and macOS bring everything. The left column is what Qt's own libraries
# and its xcb, wayland, offscreen and printing plug-ins ask the linker for; the right one is Debian's package.
set -eu
python=$1

[ "$(uname -s)" = Linux ] || exit 0

wanted='libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libcups.so.2 libcups2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0'

# ldconfig lives in a folder that is not on everybody's path.
known=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || true)

packages=""
while read -r library package; do
    case "$known" in
        *"$library "*) ;;
        *) packages="$packages $package" ;;
    esac
done <<EOF
$wanted
EOF

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    packages="$packages python3-venv"
fi

if [ -n "$packages" ]; then
    # shellcheck disable=SC2086  # a list of words on purpose
    sh packaging/setup/install_packages.sh $packages
fi
