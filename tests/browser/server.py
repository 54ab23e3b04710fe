"""One JupyterLab server for all browser tests, on a folder and a configuration of its own."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

START_SECONDS = 120  # a busy machine with two cores needs about 10
STOP_SECONDS = 20
SETTINGS = "lab/user-settings/@jupyterlab/apputils-extension"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}


class LabServer:
    """A running JupyterLab: `url`, `folder` (what it serves), `log`; all that it writes lies under `home`."""

    def __init__(self, home: Path):
        self.home = home
        self.folder = home / "served"
        self.log = home / "server.log"
        self.token = secrets.token_hex(16)
        self.folder.mkdir(parents=True)
        self.write_setting("notification", fetchNews="false", checkForUpdates=False)
        self._leave_out_the_build_check()
        self.url = f"http://127.0.0.1:{free_port()}"
        self.process = self._start()

    def _start(self) -> subprocess.Popen:
        options = {
            "ServerApp.ip": "127.0.0.1",
            "ServerApp.port": self.url.rpartition(":")[2],
            "ServerApp.port_retries": 0,
            "ServerApp.root_dir": self.folder,
            "ServerApp.allow_root": True,
            "ServerApp.open_browser": False,
            # Should the tests be killed, the server ends by itself.
            "ServerApp.shutdown_no_activity_timeout": 3600,
            "IdentityProvider.token": self.token,
            "LabApp.expose_app_in_browser": True,
            "LabApp.extension_manager": "readonly",
        }
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            *(f"--{name}={value}" for name, value in options.items()),
        ]
        places = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "lab/user-settings",
            "JUPYTERLAB_WORKSPACES_DIR": "lab/workspaces",
            "IPYTHONDIR": "ipython",
        }
        environment = os.environ | {name: str(self.home / place) for name, place in places.items()}
        with self.log.open("w") as log:
            return subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _leave_out_the_build_check(self) -> None:
        """Each page would start Node and npm, to ask whether Lab should be built anew."""
        settings = self.home / "config/labconfig/page_config.json"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps({"buildCheck": False}))

    def wait_until_ready(self) -> None:
        """Return when the server answers. RuntimeError with its log when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with contextlib.suppress(OSError):
                self.call("GET", "/api/status")
                return
            time.sleep(0.1)
        raise RuntimeError(f"JupyterLab did not start:\n{self.log.read_text()}")

    def call(self, method: str, path: str):
        """Send one request to the server's REST interface; return what it answers, None for nothing."""
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def page_url(self, path: str) -> str:
        """Return the address of a notebook (a path inside `folder`), alone on the page, without a login."""
        return f"{self.url}/doc/tree/{path}?reset&token={self.token}"

    def set_theme(self, theme: str) -> None:
        """Choose the theme, "light" or "dark", of the pages that are opened from now on."""
        self.write_setting("themes", theme=THEMES[theme])

    def write_setting(self, section: str, **values) -> None:
        """Write a section of the user's settings, which pages read when they are opened."""
        settings = self.home / SETTINGS / f"{section}.jupyterlab-settings"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps(values))

    def kernels(self) -> list[str]:
        """Return the ids of the kernels that live."""
        return [kernel["id"] for kernel in self.call("GET", "/api/kernels")]

    def shut_down_kernels(self, but: str | None = None) -> None:
        """End every kernel but one, so that one test's kernels do not slow the next."""
        for kernel in self.kernels():
            if kernel != but:
                with contextlib.suppress(urllib.error.HTTPError):  # a test may have just ended its own
                    self.call("DELETE", f"/api/kernels/{kernel}")

    def stop(self) -> None:
        """End the server and its kernels, by force if asking does not help."""
        if self.process.poll() is not None:
            return
        with contextlib.suppress(OSError):
            self.call("POST", "/api/shutdown")  # on every system alike
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
            return
        if hasattr(os, "killpg"):
            os.killpg(self.process.pid, signal.SIGKILL)
        else:  # Windows
            self.process.kill()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
