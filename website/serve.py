"""A look at the built site on this machine: a server that only this machine reaches."""

import functools
import os
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

PORT = 8000
TRIES = 20


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *args):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that takes a free port only: on Windows a reused address may be another program's."""

    allow_reuse_address = os.name != "nt"


def server_for(folder, port=PORT):
    """A server of the folder on this port of this machine, or on the next that is free, which it says.

    Raises FileNotFoundError where there is no site yet, OSError where no port is free.
    """
    if not (folder / "index.html").is_file():
        raise FileNotFoundError(f"there is no site in {folder.name}/ yet: build it with `make site`")
    handler = functools.partial(Quiet, directory=folder)
    for candidate in range(port, port + TRIES):
        try:
            server = Server(("127.0.0.1", candidate), handler)
        except OSError:
            print(f"Port {candidate} is in use.", file=sys.stderr)
        else:
            print(f"The site is at http://127.0.0.1:{candidate}/ (Ctrl-C ends it)", flush=True)
            return server
    raise OSError(f"the ports {port} to {port + TRIES - 1} are all in use")


def serve(folder, port=PORT):
    """Serve the folder until Ctrl-C."""
    with server_for(folder, port) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("Ended.")
