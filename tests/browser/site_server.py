"""The built site as a server gives it: on this machine, for the time of a test."""

import contextlib
import functools
import json
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Say nothing of a page that has gone away before its answer was there; every other error is printed."""
        if not isinstance(sys.exception(), BrokenPipeError | ConnectionResetError):
            super().handle_error(request, client_address)


@contextlib.contextmanager
def serving(folder):
    """Give the address at which a folder is served."""
    handler = functools.partial(_Quiet, directory=folder)
    with QuietServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def local_pyodide():
    """The folder of the Pyodide that tests and benchmarks start; AssertionError where it has not been fetched."""
    environment = Path(sys.prefix).with_name(f"{Path(sys.prefix).name}-pyodide")
    found = next(environment.rglob("pyodide.mjs"), None)
    assert found, "pages start a Pyodide of this machine here: `make test` fetches it"
    return found.parent


def exposing(route):
    """JupyterLite's settings, with which its page shows JavaScript what it is made of."""
    answer = route.fetch()
    settings = answer.json()
    settings["jupyter-config-data"]["exposeAppInBrowser"] = True
    route.fulfill(response=answer, body=json.dumps(settings))
