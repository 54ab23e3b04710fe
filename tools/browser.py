"""Which browser the tests drive: a Chromium that is already here, else one that this script installs.

    with launched() as browser:
        page = browser.new_page()

`find()` decides and changes nothing. `python tools/browser.py` also installs: with Playwright's own download first,
then with the system's package manager. A candidate counts once it has been seen to start.

Where there is a headless shell, Chromium without its window, it goes first: a test in it costs a third less.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain

from playwright.sync_api import Browser, Error, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PLAYWRIGHTS_OWN = None
PLAYWRIGHT = [sys.executable, "-m", "playwright"]
# Wait for another apt-get that is at work, and ask a server again that hesitates.
APT_GET = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
APT_INSTALL = [*APT_GET, "install", "--yes", "--no-install-recommends", "fonts-dejavu-core"]
PACKAGE_MANAGERS = {
    "apt-get": ([*APT_GET, "update"], [*APT_INSTALL, "chromium-headless-shell"], [*APT_INSTALL, "chromium"]),
    "dnf": (["dnf", "install", "--assumeyes", "chromium"],),
    "brew": (["brew", "install", "--cask", "chromium"],),
}
# What a slow network may need; where there is none, the download gives up within seconds.
DOWNLOAD_SECONDS = 600


@contextmanager
def launched() -> Iterator[Browser]:
    """Start the Chromium of `find`, which reaches this machine only, and close it in the end."""
    path = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        try:
            yield browser
        finally:
            browser.close()


def find() -> str | None:
    """Return the path of the Chromium to use, None for Playwright's own. FileNotFoundError: there is none."""
    for path in filter(starts, candidates()):
        return path
    raise FileNotFoundError(
        "No Chromium that starts was found. The browser tests need one: run `make browser`, "
        "or install Chromium or Chrome yourself, or set CHROMIUM to its path."
    )


def launch_arguments() -> list[str]:
    """Return the flags for a browser that reaches this machine only, and starts in containers too."""
    flags = [
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
        "--no-proxy-server",
        "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # the sandbox refuses to run as root
    return flags


def candidates() -> Iterator[str | None]:
    """Yield the places to look: $CHROMIUM alone if it is set, else the system's, then Playwright's."""
    if chosen := os.environ.get("CHROMIUM"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(os.path.exists, MAC_APPS)
    yield PLAYWRIGHTS_OWN


def starts(path: str | None) -> bool:
    """Tell whether the browser at `path` starts and shows a page: half-installed ones and stubs do not."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path, args=launch_arguments(), timeout=60_000
            )
            page = browser.new_page()
            page.set_content("<p>ready</p>")
            return page.inner_text("p") == "ready"
    except Error:
        return False


def install() -> Iterator[None]:
    """Try one way of installing after the other; whoever iterates looks in between whether it has helped."""
    environment = {
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000",
        "DEBIAN_FRONTEND": "noninteractive",
    } | os.environ
    if attempt([*PLAYWRIGHT, "install", "--only-shell", "chromium"], environment):
        yield
        attempt([*as_root(), *PLAYWRIGHT, "install-deps", "chromium"], environment)  # it may lack libraries
        yield
    name = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    if name is None:
        print("No apt-get, dnf or brew here.")
        return
    for command in PACKAGE_MANAGERS[name]:
        attempt([*(as_root() if name != "brew" else []), *command], environment)
        yield


def as_root() -> list[str]:
    """Return what to put before a command that changes the system: a sudo that never asks, or nothing."""
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def attempt(command: list[str], env: dict[str, str]) -> bool:
    """Run `command`, within DOWNLOAD_SECONDS; print what was tried and, if it failed, its last words."""
    print("trying:", " ".join(command), flush=True)
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    try:
        done = subprocess.run(command, env=env, text=True, timeout=DOWNLOAD_SECONDS, **pipes)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"  failed: {problem}")
        return False
    if done.returncode:
        print("  failed:", *done.stdout.strip().splitlines()[-6:], sep="\n    ")
    return done.returncode == 0


def main() -> int:
    """Find a browser, installing one if need be; print its path, or say in words what is missing."""
    chosen = os.environ.get("CHROMIUM")
    for _ in chain((None,), install()):
        with suppress(FileNotFoundError):
            print("The browser tests use", find() or "Playwright's own Chromium")
            return 0
        if chosen:
            print(f"CHROMIUM is {chosen!r}, which does not start as a browser.", file=sys.stderr)
            return 1
    print(
        "No Chromium was found, and none could be installed. The browser tests need one:\n"
        "install Chromium or Chrome yourself, or set CHROMIUM to its path. All other tests run without:\n"
        f"{sys.executable} -m pytest -m 'not browser'",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
