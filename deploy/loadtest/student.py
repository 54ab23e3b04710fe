"""One simulated student: logs in, starts a server, opens notebooks and runs their cells, thinking in between.

All of it goes the way of a browser: the hub's login form, its spawn, the server's own login through the hub, and a
kernel over its websocket.
"""

import json
import time
from collections.abc import Callable
from random import Random

import requests
import websocket
from jupyter_client.jsonutil import json_default
from jupyter_client.session import Session

ANSWER_SECONDS = 60
SPAWN_SECONDS = 600
CELL_SECONDS = 120


class Student:
    """A student called `name` at the hub `url`; `think` seconds pass on average before each cell."""

    def __init__(self, url: str, name: str, *, think: float, seed: int):
        self.url = url
        self.name = name
        self.think = think
        self.random = Random(seed)
        self.web = requests.Session()
        self.web.trust_env = False  # a proxy of the institute has no business on this machine
        self.server = f"{url}/user/{name}"
        self.sessions: dict[str, str] = {}

    def call(self, method: str, address: str, **details) -> requests.Response:
        """Send one request, as the page that is open would; an answer of 400 or more is an error in words."""
        answer = self.web.request(method, address, timeout=ANSWER_SECONDS, **details)
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {answer.url.partition('?')[0]} answered {answer.status_code}")
        return answer

    def secret(self, path: str) -> str:
        """Return the token against forged requests that the pages under `path` have."""
        found = [
            cookie.value for cookie in self.web.cookies if cookie.name == "_xsrf" and cookie.path == path
        ]
        return found[-1] if found else ""

    def log_in(self) -> None:
        """Fill in the hub's login form."""
        self.call("GET", f"{self.url}/hub/login")
        form = {"username": self.name, "password": "any", "_xsrf": self.secret("/hub/")}
        self.call("POST", f"{self.url}/hub/login", params={"next": "/hub/home"}, data=form)

    def start_server(self) -> float:
        """Ask for a server, wait until it is ready, open JupyterLab; return the seconds that this took."""
        start = time.monotonic()
        api = f"{self.url}/hub/api/users/{self.name}"
        headers = {"X-XSRFToken": self.secret("/hub/"), "Referer": f"{self.url}/hub/home"}
        self.call("POST", f"{api}/server", headers=headers)
        while not self.call("GET", api, headers=headers).json().get("servers", {}).get("", {}).get("ready"):
            if time.monotonic() - start > SPAWN_SECONDS:
                raise TimeoutError(f"no server after {SPAWN_SECONDS} s")
            time.sleep(0.5)
        self.call("GET", f"{self.server}/lab")
        return time.monotonic() - start

    def open(self, path: str) -> tuple[list[str], str]:
        """Open a notebook as JupyterLab does; return the sources of its code cells, and the id of its kernel."""
        cells = self.call("GET", f"{self.server}/api/contents/{path}").json()["content"]["cells"]
        session = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        opened = self.call("POST", f"{self.server}/api/sessions", json=session, headers=self.headers()).json()
        self.sessions[path] = opened["id"]
        return [cell["source"] for cell in cells if cell["cell_type"] == "code"], opened["kernel"]["id"]

    def close(self, path: str) -> None:
        """Close a notebook and shut its kernel down."""
        self.call("DELETE", f"{self.server}/api/sessions/{self.sessions.pop(path)}", headers=self.headers())

    def headers(self) -> dict[str, str]:
        """Return what the pages of the student's own server send with a change."""
        return {"X-XSRFToken": self.secret(f"/user/{self.name}/")}

    def run(self, path: str, note: Callable[[float], None]) -> None:
        """Run a notebook's cells from the top and `note` the seconds of each; the first error ends it."""
        sources, kernel = self.open(path)
        cookies = "; ".join(
            f"{cookie.name}={cookie.value}"
            for cookie in self.web.cookies
            if f"/user/{self.name}/".startswith(cookie.path)
        )
        address = f"{self.server}/api/kernels/{kernel}/channels".replace("http", "ws", 1)
        line = websocket.create_connection(
            address, cookie=cookies, timeout=CELL_SECONDS, origin=self.url, http_no_proxy=["127.0.0.1"]
        )
        try:
            for number, source in enumerate(sources, start=1):
                time.sleep(self.random.uniform(0.5, 1.5) * self.think)
                start = time.monotonic()
                if problem := run_cell(line, source):
                    raise RuntimeError(f"code cell {number} of {path}: {problem}")
                note(time.monotonic() - start)
        finally:
            line.close()


def run_cell(line: websocket.WebSocket, source: str) -> str:
    """Run one cell on an open kernel and wait for its end; return the error in words, "" for none."""
    message = Session().msg("execute_request", {"code": source, "silent": False, "allow_stdin": False})
    line.send(json.dumps(message | {"channel": "shell"}, default=json_default))
    problem = ""
    deadline = time.monotonic() + CELL_SECONDS
    while time.monotonic() < deadline:
        received = line.recv()
        if not isinstance(received, str):
            continue  # a widget's message with buffers: never the end of a cell
        answer = json.loads(received)
        kind, content = answer["header"]["msg_type"], answer["content"]
        if answer["parent_header"].get("msg_id") != message["msg_id"]:
            if kind == "status" and content["execution_state"] in {"restarting", "dead"}:
                return f"the kernel is {content['execution_state']}"
        elif kind == "error":
            problem = f"{content['ename']}: {content['evalue']}"
        elif kind == "status" and content["execution_state"] == "idle":
            return problem
    return f"no end after {CELL_SECONDS} s"
