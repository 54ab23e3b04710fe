"""Every test, so that a first failure shows within two minutes and all cores have work.

    python tools/run_tests.py           lint, layers and engine; then all other tests, the browser's beside them
    python tools/run_tests.py ARGS …    pytest with these arguments, and nothing else

Each part is a pytest of its own. A part that runs beside another prints when it has ended; the last line counts
the tests of all parts.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = ("tests/project/test_layers.py", "tests/engine")
# One file stays with one worker: nbval keeps a notebook's kernel, and fixtures are made once a file.
PARALLEL = ("-n", str(max(2, os.cpu_count() or 2)), "--dist", "loadfile")
BESIDE = ("-m", "not browser", *(f"--ignore={path}" for path in FIRST), *PARALLEL)
BROWSER = ("-m", "browser")


def pytest(*arguments):
    """The command that runs pytest."""
    return [sys.executable, "-m", "pytest", *arguments]


def lint():
    """Whether the style of code and notebooks is as agreed."""
    ruff = [sys.executable, "-m", "ruff"]
    commands = ([*ruff, "check", "--quiet"], [*ruff, "format", "--check", "--quiet"])
    return all(subprocess.run(command, cwd=ROOT).returncode == 0 for command in commands)


def run(command, log):
    """Run a command, its output to the screen and to the file `log`; returns its exit status."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with log.open("wb") as file:
        for line in process.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.flush()
            file.write(line)
    return process.wait()


def counted(logs):
    """How many tests passed and failed, errors among these, by the closing lines of pytest."""
    text = "\n".join(log.read_text("utf-8", "replace").rstrip().rpartition("\n")[2] for log in logs)
    passed = sum(map(int, re.findall(r"(\d+) passed", text)))
    return passed, sum(map(int, re.findall(r"(\d+) (?:failed|error)", text)))


def everything(folder):
    """Lint and all tests; returns the exit status."""
    logs = [folder / name for name in ("first", "beside", "browser")]
    if not lint():
        print("The style is not as agreed: `make lint` says where, `make format` fixes what it can.")
        return 1
    if status := run(pytest(*FIRST, *PARALLEL), logs[0]):
        return status
    with logs[2].open("wb") as log:
        browser = subprocess.Popen(pytest(*BROWSER), cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
        try:
            statuses = [run(pytest(*BESIDE), logs[1]), browser.wait()]
        finally:
            browser.terminate()
    print(logs[2].read_text("utf-8", "replace"))
    passed, failed = counted(logs)
    print(f"{passed} passed, {failed} failed")
    return max(statuses)


def main(arguments):
    """Run all tests, or those that the arguments name."""
    if arguments:
        return subprocess.run(pytest(*arguments), cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as folder:
        return everything(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
