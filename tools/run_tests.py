"""Every test, in one queue in which all cores have work to the end, and a first failure shows within two minutes.

    python tools/run_tests.py           lint; then layers and engine, all other tests, the browser's last
    python tools/run_tests.py ARGS …    pytest with these arguments, and nothing else

As a plugin of pytest (`-p tools.run_tests`) it ends the run where layers or engine fail: the rest stands on them.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# There is one worker more than cores: one that drives a browser waits for it a quarter of the time. A file stays with
# one of them: nbval keeps a notebook's kernel, and fixtures are made once a file. The files keep their order, because
# a worker that has met the browser can run no notebook (conftest.py).
PARALLEL = ("-n", str((os.cpu_count() or 2) + 1), "--dist", "loadfile", "--no-loadscope-reorder")


def lint():
    """Whether the style of code and notebooks is as agreed."""
    ruff = [sys.executable, "-m", "ruff"]
    commands = ([*ruff, "check", "--quiet"], [*ruff, "format", "--check", "--quiet"])
    return all(subprocess.run(command, cwd=ROOT).returncode == 0 for command in commands)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let the run end after a test of the foundation that failed."""
    report = yield
    if report.failed and item.get_closest_marker("foundation"):
        item.session.shouldfail = "layers or engine failed, and all else stands on them"
    return report


def main(arguments):
    """Run all tests, or those that the arguments name; returns the exit status."""
    if not arguments and not lint():
        print("The style is not as agreed: `make lint` shows where, `make format` fixes what it can.")
        return 1
    everything = ("-p", "tools.run_tests", *PARALLEL)
    return subprocess.run([sys.executable, "-m", "pytest", *(arguments or everything)], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
