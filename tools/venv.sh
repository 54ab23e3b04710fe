#!/bin/sh
# venv.sh PYTHON FOLDER: make a virtual environment, or say in words what is missing.
set -eu
python=$1
folder=$2
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "The course needs Python 3.11 or newer, but '$python' is: $("$python" --version 2>&1 || true)" >&2
    echo "Name a newer one, for example: make lab PYTHON=python3.12" >&2
    exit 1
fi
if ! "$python" -m venv "$folder"; then
    echo "'$python' could not make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv" >&2
    exit 1
fi
