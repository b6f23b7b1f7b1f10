#!/bin/sh
# Install what a bare machine lacks, then the locked Python packages into .venv.
# Usage: installer/preparer.sh base|dev
set -eu
cd "$(dirname "$0")/.."
jeu="${1:-base}"

bibliotheques="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 \
libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-dejavu-core"

apt_installer() {
    if [ "$(id -u)" = 0 ]; then sudo=""; elif sudo -n true 2>/dev/null; then sudo="sudo"; else
        echo "Il manque des paquets du système. Installez-les, puis recommencez :" >&2
        echo "  sudo apt-get install $*" >&2
        exit 1
    fi
    echo "Installation des paquets du système : $*" >&2
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

installer_bibliotheques() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    manquantes=""
    for paquet in $bibliotheques; do
        dpkg-query -W -f '${db:Status-Status}' "$paquet" 2>/dev/null | grep -q '^installed' ||
            dpkg-query -W -f '${db:Status-Status}' "${paquet}t64" 2>/dev/null | grep -q '^installed' ||
            manquantes="$manquantes $paquet"
    done
    # shellcheck disable=SC2086
    [ -z "$manquantes" ] || apt_installer $manquantes
}

chercher_python() {
    for python in python3.13 python3.12 python3.11 python3; do
        if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return 0
        fi
    done
    return 1
}

trouver_python() {
    chercher_python && return 0
    command -v apt-get >/dev/null 2>&1 && apt_installer python3 python3-venv ca-certificates
    chercher_python && return 0
    echo "Il faut Python 3.11 ou plus récent, avec son module venv." >&2
    exit 1
}

installer_paquets() {
    empreinte=$(cat "requirements/$jeu.txt" | cksum)
    [ "$(cat .venv/pose-"$jeu" 2>/dev/null || true)" = "$empreinte" ] && return 0
    if command -v uv >/dev/null 2>&1; then
        [ -d .venv ] || uv venv -q --python '>=3.11' .venv
        uv pip install -q --python .venv/bin/python --require-hashes -r "requirements/$jeu.txt"
    else
        [ -d .venv ] || "$(trouver_python)" -m venv .venv
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
        .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "requirements/$jeu.txt"
    fi
    echo "$empreinte" >".venv/pose-$jeu"
}

installer_bibliotheques
installer_paquets
