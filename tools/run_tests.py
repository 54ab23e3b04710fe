"""Every test, so that a first failure shows within two minutes and all cores have work to the end.

    python tools/run_tests.py           lint, layers and engine; then all other tests, the browser's last
    python tools/run_tests.py ARGS …    pytest with these arguments, and nothing else

The last line counts the tests of both parts.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FIRST = ("tests/project/test_layers.py", "tests/engine")
# One queue for all workers, of which there is one more than cores: who drives a browser waits for it a quarter of the
# time. A file stays with one of them: nbval keeps a notebook's kernel, and fixtures are made once a file. The files
# keep their order, because a worker that has met the browser can run no notebook (conftest.py).
PARALLEL = ("-n", str((os.cpu_count() or 2) + 1), "--dist", "loadfile", "--no-loadscope-reorder")
REST = tuple(f"--ignore={path}" for path in FIRST)


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
    logs = [folder / name for name in ("first", "rest")]
    if not lint():
        print("The style is not as agreed: `make lint` says where, `make format` fixes what it can.")
        return 1
    for parts, log in zip((FIRST, REST), logs, strict=True):
        if status := run(pytest(*parts, *PARALLEL), log):
            break
    passed, failed = counted([log for log in logs if log.exists()])
    print(f"{passed} passed, {failed} failed")
    return status


def main(arguments):
    """Run all tests, or those that the arguments name."""
    if arguments:
        return subprocess.run(pytest(*arguments), cwd=ROOT).returncode
    with tempfile.TemporaryDirectory() as folder:
        return everything(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
