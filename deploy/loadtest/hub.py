"""A JupyterHub on this machine: started, waited for, and taken down with everything that it started."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import requests

HERE = Path(__file__).parent
START_SECONDS = 120
STOP_SECONDS = 20


class Hub:
    """A running hub: `url`, `home` (all that it writes), `log`; nothing of it lives longer than `seconds`."""

    def __init__(self, seconds: int):
        self.home = Path(tempfile.mkdtemp(prefix="loadtest-"))
        self.log = self.home / "hub.log"
        ports = free_ports(3)
        self.url = f"http://127.0.0.1:{ports[0]}"
        environment = os.environ | {
            "LOADTEST_HOME": str(self.home),
            "LOADTEST_SECONDS": str(seconds),
            "LOADTEST_URL": self.url,
            "LOADTEST_HUB_URL": f"http://127.0.0.1:{ports[1]}",
            "LOADTEST_PROXY_URL": f"http://127.0.0.1:{ports[2]}",
            "CONFIGPROXY_AUTH_TOKEN": secrets.token_hex(16),
        }
        until = [sys.executable, HERE / "until.py", str(seconds)]
        jupyterhub = [Path(sys.executable).parent / "jupyterhub", "--config", HERE / "jupyterhub_config.py"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*until, *jupyterhub],
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def wait(self) -> None:
        """Return when the hub answers; RuntimeError with the end of its log when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            with suppress(requests.RequestException):
                if requests.get(f"{self.url}/hub/health", timeout=5, proxies={"http": None}).ok:
                    return
            time.sleep(0.2)
        raise RuntimeError(f"the hub did not start:\n{self.log.read_text()[-2000:]}")

    def processes(self) -> list[psutil.Process]:
        """Return every process that this hub started, directly or not: they carry the name of its folder."""
        ours = {"LOADTEST_HOME": str(self.home)}
        return [
            process for process in psutil.process_iter() if ours.items() <= environment_of(process).items()
        ]

    def server_of(self, student: str) -> psutil.Process | None:
        """Return the process of a student's server, None if there is none."""
        for process in self.processes():
            environment = environment_of(process)
            if environment.get("JUPYTERHUB_USER") == student and "JPY_PARENT_PID" not in environment:
                return process
        return None

    def stop(self) -> None:
        """End the hub, then whatever is left of it."""
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for process in self.processes():
            with suppress(psutil.Error):
                process.kill()


def environment_of(process: psutil.Process) -> dict[str, str]:
    """Return the environment of a process; an empty one where it has ended, or is somebody else's."""
    try:
        return process.environ()
    except (psutil.Error, OSError):
        return {}


def free_ports(number: int) -> list[int]:
    """Return ports of 127.0.0.1 that nobody is using."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
