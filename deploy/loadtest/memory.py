"""How much memory a student takes: the server and all its kernels, added up, at the highest moment.

Two figures. `alone` is what a container of one's own would need: the resident memory. `shared` is the share of one
machine: pages that several processes use, such as the code of NumPy, are divided among them (Linux tells it; elsewhere
the resident memory is taken).
"""

import threading
from contextlib import suppress

import psutil

from deploy.loadtest.hub import Hub, environment_of

SECONDS = 2.0


class Watch(threading.Thread):
    """Looks at all processes of a hub every two seconds, until `stop`."""

    def __init__(self, hub: Hub):
        super().__init__(daemon=True)
        self.hub = hub
        self.alone: dict[str, int] = {}
        self.shared: dict[str, int] = {}
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(SECONDS):
            self.look()

    def stop(self) -> None:
        """End the watching; the highest figures stay."""
        self.over.set()
        self.join()

    def look(self) -> None:
        """Add up the memory of each student's processes now, and keep the highest."""
        now: dict[str, list[int]] = {}
        for process in self.hub.processes():
            if student := environment_of(process).get("JUPYTERHUB_USER"):
                with suppress(psutil.Error, OSError):  # it may have just ended
                    full = process.memory_full_info()
                    sizes = now.setdefault(student, [0, 0])
                    sizes[0] += full.rss
                    sizes[1] += getattr(full, "pss", full.rss)
        for student, (alone, shared) in now.items():
            self.alone[student] = max(alone, self.alone.get(student, 0))
            self.shared[student] = max(shared, self.shared.get(student, 0))
