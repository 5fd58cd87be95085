#!/bin/sh
# Installs Debian packages as root or through sudo, or prints the one command that does.
# Usage: install_packages.sh PACKAGE...
set -eu

if ! command -v apt-get >/dev/null; then
    echo "Sagittal needs what Debian calls these packages, please install them with your system's package manager: $*" >&2
    exit 1
fi

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    echo "Some system packages are missing and installing them needs the administrator. Run this, then try again:" >&2
    echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" >&2
    exit 1
fi

echo "Installing system packages: $*"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 \
    --no-install-recommends "$@" </dev/null >/dev/null
