"""Parts of a run: the families of claims, and the checks of other kinds, which are run by commands of their own.

Each runs in a process of its own and hands back what the record needs, as a dict that JSON can hold. Whatever goes
wrong inside a part, an exception or the end of its process, is what that part has to say; the others go on.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from . import families
from .claim import Claim

ROOT = Path(__file__).parents[1]
EVENTS = 5000  # on each widget
PAIRS = 60  # of arguments, for each callable

# Words for the record, a module, and its arguments. Each is run as `python -m module arguments` with the Python of the
# tests, passes with exit status 0, and says in its last line what it has done.
CHECKS = {
    "fuzz": (
        "a fuzz by introspection over every public function",
        "tests.fuzz",
        ("--long", "--count", str(PAIRS)),
    ),
    "events": (
        f"{EVENTS:,} random events on the model of every widget: one reply each, the state equal to a replay",
        "tests.live.random_events",
        (str(EVENTS), "0"),
    ),
}
# The longest ones first, so that two processes end at about the same time.
NAMES = (
    "fuzz",
    "events",
    "classical",
    "populations",
    "expressions",
    "lecture",
    "hessians",
    "gradients",
    "optimisers",
    "programs",
    "functions",
)


def run(name, beside):
    """What a part found: {"claims": [Claim]}; of a check {"said": "passed" or what is wrong, "counts": its words}."""
    return _check(name, beside) if name in CHECKS else {"claims": _family(name)}


def _family(name):
    """The claims of a family that was tried in a process of its own; a broken one says where that failed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.json"
        running = _started(sys.executable, "verify.parts", (name, str(path)))
        said, _ = running.communicate()
        if running.returncode == 0:
            return [Claim(**claim) for claim in json.loads(path.read_text(encoding="utf-8"))]
    print(said, flush=True)
    last = (said.strip().splitlines() or [f"exit status {running.returncode}"])[-1]
    return [Claim(f"the family {name} is tried to its end", 0.0, case=last)]


def _check(name, beside):
    """What a check says, its lines passed on as they come."""
    _, module, arguments = CHECKS[name]
    try:
        running = _started(beside, module, arguments)
    except OSError:
        return {"said": "not run: the environment of the tests is missing", "counts": ""}
    line = ""
    for line in running.stdout:
        print(line, end="", flush=True)
    return {"said": "failed" if running.wait() else "passed", "counts": line.strip()}


def _started(python, module, arguments):
    command = [python, "-m", module, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )


if __name__ == "__main__":
    tried = [asdict(claim) for claim in families.tried(sys.argv[1])]
    Path(sys.argv[2]).write_text(json.dumps(tried), encoding="utf-8")
