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
from contextlib import contextmanager, suppress
from itertools import chain

from playwright.sync_api import Error, sync_playwright

PROGRAMS = (
    *("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PLAYWRIGHTS_OWN = None
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
    "--no-proxy-server",
    "--disable-dev-shm-usage",  # containers give /dev/shm 64 MB
    *(["--no-sandbox"] if IS_ROOT else []),  # the sandbox refuses to run as root
]
PLAYWRIGHT = [sys.executable, "-m", "playwright"]
# Wait for another apt-get that is running, and retry where a server hesitates.
APT_GET = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
APT_INSTALL = [*APT_GET, "install", "--yes", "--no-install-recommends", "fonts-dejavu-core"]
PACKAGE_MANAGERS = {
    "apt-get": ([*APT_GET, "update"], [*APT_INSTALL, "chromium-headless-shell"], [*APT_INSTALL, "chromium"]),
    "dnf": (["dnf", "install", "--assumeyes", "chromium"],),
    "brew": (["brew", "install", "--cask", "chromium"],),
}
# What a slow network may need; where there is none, the download gives up within seconds.
DOWNLOAD_SECONDS = 600
ENVIRONMENT = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000", "DEBIAN_FRONTEND": "noninteractive"}
MISSING = (
    "No Chromium that starts was found. The browser tests need one: run `make browser`, or install Chromium or Chrome "
    f"yourself, or set CHROMIUM to its path. All other tests run without: {sys.executable} -m pytest -m 'not browser'"
)


@contextmanager
def launched():
    """Start the Chromium of `find`, which reaches this machine only, and close it afterwards."""
    with sync_playwright() as playwright:
        browser = next(filter(None, (start(playwright, path) for path in candidates())), None)
        if browser is None:
            raise FileNotFoundError(MISSING)
        with browser:
            yield browser


def find():
    """The path of the Chromium to use, None for Playwright's own. FileNotFoundError where there is none."""
    for path in filter(starts, candidates()):
        return path
    raise FileNotFoundError(MISSING)


def candidates():
    """The places to look: $CHROMIUM alone if it is set, else the system's, then Playwright's."""
    if chosen := os.environ.get("CHROMIUM"):
        return [chosen]
    return [*filter(None, map(shutil.which, PROGRAMS)), PLAYWRIGHTS_OWN]


def starts(path):
    """Whether the browser at `path` starts and shows a page."""
    with sync_playwright() as playwright:
        if browser := start(playwright, path):
            browser.close()
        return browser is not None


def start(playwright, path):
    """The browser at `path`, None where it does not start and show a page: half-installed ones and stubs do not."""
    with suppress(Error):
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS, timeout=60_000)
        page = browser.new_page()
        page.set_content("<p>ready</p>")
        if page.inner_text("p") == "ready":
            page.close()
            return browser
        browser.close()


def install():
    """Try one way of installing after the other; whoever iterates looks in between whether it has helped."""
    as_root = [] if IS_ROOT else ["sudo", "-n"]  # which never asks
    if attempt([*PLAYWRIGHT, "install", "--only-shell", "chromium"]):
        yield
        attempt([*as_root, *PLAYWRIGHT, "install-deps", "chromium"])  # it may lack libraries
        yield
    name = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    for command in PACKAGE_MANAGERS.get(name, ()):
        attempt([*(as_root if name != "brew" else []), *command])
        yield


def attempt(command):
    """Run `command`, within DOWNLOAD_SECONDS; print what was tried and, if it failed, its last words."""
    print("trying:", *command, flush=True)
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    environment = ENVIRONMENT | os.environ
    try:
        done = subprocess.run(command, env=environment, text=True, timeout=DOWNLOAD_SECONDS, **pipes)
    except (OSError, subprocess.TimeoutExpired) as problem:
        print(f"  failed: {problem}")
        return False
    if done.returncode:
        print("  failed:", *done.stdout.strip().splitlines()[-6:], sep="\n    ")
    return done.returncode == 0


def main():
    """Find a browser, installing one if need be; print its path, or say in words what is missing."""
    chosen = os.environ.get("CHROMIUM")
    for _ in chain((None,), install()):
        with suppress(FileNotFoundError):
            print("The browser tests use", find() or "Playwright's own Chromium")
            return 0
        if chosen:
            print(f"CHROMIUM is {chosen!r}, which does not start as a browser.", file=sys.stderr)
            return 1
    print("None could be installed.", MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
