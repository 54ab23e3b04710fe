"""Which browser the tests drive: a Chromium that is already here, else one that this script installs.

`find()` decides and changes nothing; the tests call it. `python tools/browser.py` also installs: with
Playwright's own download first, then with the system's package manager. A candidate counts once it has been
seen to start.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_APPS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Wait for another apt-get that is at work, and ask a server again that hesitates.
APT_GET = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3"]
PACKAGE_MANAGERS = {
    "apt-get": (
        [*APT_GET, "update"],
        [*APT_GET, "install", "--yes", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
    ),
    "dnf": (["dnf", "install", "--assumeyes", "chromium"],),
    "brew": (["brew", "install", "--cask", "chromium"],),
}
# What a slow network may need; where there is none, the download gives up within seconds.
DOWNLOAD_SECONDS = 600


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


def candidates() -> Iterator[str]:
    """Yield the places to look: $CHROMIUM alone if it is set, else the system's, then Playwright's."""
    if chosen := os.environ.get("CHROMIUM"):
        yield chosen
        return
    yield from filter(None, map(shutil.which, NAMES))
    yield from MAC_APPS
    yield playwrights_own()


def playwrights_own() -> str:
    """Return where Playwright keeps its own Chromium, whether it has been downloaded or not."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    """Tell whether the browser at `path` starts and shows a page: half-installed ones and stubs do not."""
    page = "data:text/html,<p>ready</p>"
    command = [path, "--headless=new", "--disable-gpu", *launch_arguments(), "--dump-dom", page]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return "ready" in answer.stdout


def find() -> str:
    """Return the path of the Chromium to use. FileNotFoundError says what to do when there is none."""
    if path := next(filter(starts, candidates()), None):
        return path
    raise FileNotFoundError(
        "No Chromium that starts was found. The browser tests need one: run `make browser`, "
        "or install Chromium or Chrome yourself, or set CHROMIUM to its path."
    )


def install_with_playwright() -> None:
    """Download Playwright's Chromium, and the libraries that it needs if the system lacks them."""
    playwright = [sys.executable, "-m", "playwright"]
    environment = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "10000"} | os.environ
    if attempt([*playwright, "install", "chromium"], env=environment) and not starts(playwrights_own()):
        attempt([*as_root(), *playwright, "install-deps", "chromium"], env=environment)


def install_with_package_manager() -> None:
    """Install Chromium with apt-get, dnf or brew, as root or with a sudo that asks for no password."""
    name = next(filter(shutil.which, PACKAGE_MANAGERS), None)
    if name is None:
        print("No apt-get, dnf or brew here.")
        return
    environment = {"DEBIAN_FRONTEND": "noninteractive"} | os.environ
    for command in PACKAGE_MANAGERS[name]:
        attempt([*(as_root() if name != "brew" else []), *command], env=environment)


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
    for install in (None, install_with_playwright, install_with_package_manager):
        if install:
            install()
        if path := next(filter(starts, candidates()), None):
            print("The browser tests use", path)
            return 0
        if chosen := os.environ.get("CHROMIUM"):
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
