"""The self-test: is this environment sound? Five findings, each said in one sentence.

    self_test()        prints what is sound and, where something is not, what to do about it

    python -m course_utils.self_test        the same from a terminal; it fails where something must be fixed

A finding is *sound*, *slow* (the course works, but takes longer), *untried* (nobody knows) or *fix* (something will
fail). It stands above all layers because it looks into all of them, and it loads each of them only
when it gets there: where NumPy is missing it can still say so.
"""

import importlib
import math
import os
import sys
from dataclasses import dataclass
from importlib import metadata

PACKAGE = "neural-network-lecture"
OLDEST_PYTHON = (3, 11)
# The loss of the lecture's 2-2-2 network at its start; the slides show 0.298.
LECTURE_LOSS = 0.2983711087600027
REMEDY = "Run `make env`, or install as the README says, and restart the kernel."
VERDICTS = {
    "sound": "This environment is sound.",
    "slow": "Everything works here, but slower than it could: see the line marked slow.",
    "untried": "Everything that was tried works here; the line marked untried says what is newer than the course.",
    "fix": "Something must be fixed before the course can run: see each line marked fix.",
}


@dataclass(frozen=True)
class Finding:
    """What one check found: `state` is "sound", "slow", "untried" or "fix", `words` a sentence."""

    state: str
    words: str

    def __str__(self):
        return f"{self.state:6} {self.words}"


def self_test():
    """Print one line for each finding and a verdict; returns None, so that nothing else is printed."""
    main()


def findings():
    """All five findings, in the order in which a fault would spread."""
    return [check_python(), check_packages(), check_threads(), check_engine(), check_widgets()]


def verdict(found):
    """One sentence about a list of findings: the worst of them decides."""
    states = {finding.state for finding in found}
    return VERDICTS[next(state for state in ("fix", "untried", "slow", "sound") if state in states)]


def main():
    """Test from a terminal; returns 1 where something must be fixed, 0 otherwise."""
    found = findings()
    print(*found, "", verdict(found), sep="\n")
    return int(any(finding.state == "fix" for finding in found))


def check_python(version=None):
    """Is this Python new enough? `version` is (major, minor, …), that of this Python if left out."""
    major, minor = (version or sys.version_info)[:2]
    if (major, minor) >= OLDEST_PYTHON:
        return Finding("sound", "Python is new enough.")
    return Finding("fix", f"Python {major}.{minor} is too old; the course needs 3.11 or newer.")


def check_packages(requirements=None, version_of=metadata.version):
    """Is every package there, in a version that the course allows?

    `requirements` are lines such as "numpy>=2.1,<3", the course's own if left out; `version_of` gives
    the version of an installed package or raises PackageNotFoundError.
    """
    try:
        from packaging.requirements import Requirement

        lines = metadata.requires(PACKAGE) if requirements is None else requirements
    except metadata.PackageNotFoundError:
        return Finding("fix", f"The course's own package is not installed. {REMEDY}")
    except ImportError:
        return Finding("fix", f"The course's packages are not installed. {REMEDY}")
    every = [Requirement(line) for line in lines]
    needed = [each for each in every if each.marker is None or each.marker.evaluate({"extra": ""})]
    wrong = [words for each in needed if (words := _misfit(each, version_of))]
    if any(_fails(each, version_of) for each in needed):
        return Finding("fix", f"{'; '.join(wrong)}. {REMEDY}")
    if wrong:
        return Finding("untried", f"{'; '.join(wrong)}.")
    absent = [each.name for each in every if each not in needed and _version(each, version_of) is None]
    also = f" Not here, and needed only by `make lab`: {', '.join(absent)}." if absent else ""
    return Finding("sound", f"Every package is there, in a version that the course allows.{also}")


def check_threads(environment=os.environ):
    """Does linear algebra run on one thread? Small matrices are several times slower on more."""
    if environment.get("OPENBLAS_NUM_THREADS") == "1":
        return Finding("sound", "Linear algebra runs on one thread, which is fastest for small networks.")
    return Finding(
        "slow",
        "Linear algebra may use several threads, which slows small networks down. Start with `make lab`, or "
        "set OPENBLAS_NUM_THREADS=1 before you start JupyterLab.",
    )


def check_engine(load=importlib.import_module):
    """Does the engine give the lecture's number? `load` imports a module by its name."""
    try:
        engine = load("course_utils.engine")
        network, x, y = engine.lecture_network()
        loss, _ = network.gradient(x[None], y[None], "half_squared_error")
    except Exception as error:
        return Finding("fix", f"The engine does not run ({_said(error)}). {REMEDY}")
    if math.isclose(loss, LECTURE_LOSS, rel_tol=1e-12):
        return Finding("sound", f"The engine gives the lecture's loss, {loss:.6f}.")
    words = f"The engine gives {loss:.6f} for the lecture's loss; it should be {LECTURE_LOSS:.6f}."
    return Finding("fix", words)


def check_widgets(load=importlib.import_module):
    """Can exercises, figures and the stepper be loaded? `load` imports a module by its name."""
    try:
        # What names on demand load.
        for part in ("plots.figure", "exercises", "live.figure", "stepper.widget"):
            load(f"course_utils.{part}")
    except Exception as error:
        return Finding("fix", f"Figures, exercises or widgets do not load ({_said(error)}). {REMEDY}")
    return Finding("sound", "Figures, exercises and widgets load.")


def _misfit(requirement, version_of):
    """What is wrong with one package, "" if nothing."""
    version = _version(requirement, version_of)
    if version is None:
        return f"{requirement.name} is missing"
    if requirement.specifier.contains(version, prereleases=True):
        return ""
    return f"{requirement.name} is {version}, the course needs {requirement.specifier}"


def _fails(requirement, version_of):
    """Whether a package is missing, or older than the oldest with which the course was tried."""
    version = _version(requirement, version_of)
    oldest = [limit for limit in requirement.specifier if limit.operator == ">="]
    return version is None or not all(limit.contains(version, prereleases=True) for limit in oldest)


def _version(requirement, version_of):
    """The version of an installed package, None where there is none."""
    try:
        return version_of(requirement.name)
    except metadata.PackageNotFoundError:
        return None


def _said(error):
    return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    sys.exit(main())
