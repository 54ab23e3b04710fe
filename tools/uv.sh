#!/bin/sh
# uv.sh BIN ARGUMENTS…: run uv on the environment whose programs are in BIN; where the machine has no uv that works,
# put one into that environment first.
set -eu
bin=$1
shift
VIRTUAL_ENV=$(cd "$bin/.." && pwd)
export VIRTUAL_ENV

# uv brings a list of certificates; the machine's own also knows the proxy of an institute.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"
fi

# Python compiles what is installed when it is first imported. Where it must not write, as in many containers, it would
# do so at every start: two thirds of the time that matplotlib takes to load.
export UV_COMPILE_BYTECODE=1

if uv --version >/dev/null 2>&1; then
    exec uv "$@"
fi
if [ ! -x "$bin/uv" ]; then
    "$bin/python" -m pip install --quiet uv
fi
exec "$bin/uv" "$@"
