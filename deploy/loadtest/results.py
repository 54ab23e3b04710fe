"""What a load test found, as plain data: durations, errors by student, memory; and its verdict."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

MEGABYTE = 1e6


@dataclass
class Diary:
    """What one student met: seconds of the spawn, seconds of each cell, and where it ended, if it did."""

    student: str
    spawn: float | None = None
    cells: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def fail(self, stage: str, problem: object) -> None:
        """Note an error; the student stops there, the others go on."""
        words = str(problem) or type(problem).__name__
        self.failures.append(f"{self.student}, {stage}: {words.strip().splitlines()[-1][:300]}")


@dataclass
class Results:
    """The whole class: diaries, peak memory in bytes by student (`alone`, `shared`), and the machine in words."""

    diaries: list[Diary]
    alone: dict[str, int] = field(default_factory=dict)
    shared: dict[str, int] = field(default_factory=dict)
    seconds: float = math.nan
    machine: str = ""

    @property
    def failures(self) -> list[str]:
        """Every error of every student."""
        return [failure for diary in self.diaries for failure in diary.failures]

    @property
    def megabytes(self) -> float:
        """The largest share of the machine's memory that one student took, in MB; nan where none was seen."""
        return max(self.shared.values(), default=math.nan) / MEGABYTE

    def complaints(self, most_megabytes: float | None = None) -> list[str]:
        """Return what is wrong, in words; empty means that the class could work. Never a latency: see below.

        How long a cell takes is a property of the machine and of who else is using it.
        """
        found = self.failures
        for diary in self.diaries:
            if not diary.failures and (diary.spawn is None or not diary.cells):
                found.append(f"{diary.student} ran no cell")
        if most_megabytes is not None and math.isnan(self.megabytes):
            found.append("no memory was measured")
        elif most_megabytes is not None and self.megabytes > most_megabytes:
            found.append(f"a student took {self.megabytes:.0f} MB, at most {most_megabytes:.0f} were allowed")
        return found

    def table(self) -> str:
        """Return the figures as a Markdown table."""
        spawns = [diary.spawn for diary in self.diaries if diary.spawn is not None]
        cells = [seconds for diary in self.diaries for seconds in diary.cells]
        done = sum(not diary.failures for diary in self.diaries)
        rows = [
            ("students", f"{len(self.diaries)}, of whom {done} to the end"),
            ("errors", f"{len(self.failures)}"),
            ("cells run", f"{len(cells)}"),
            ("server started, seconds (p50 / p95 / max)", spread(spawns)),
            ("cell, seconds (p50 / p95 / max)", spread(cells)),
            ("memory a student on one machine, MB (p50 / max)", megabytes(self.shared.values())),
            ("memory a student in a container, MB (p50 / max)", megabytes(self.alone.values())),
            ("the whole test, seconds", f"{self.seconds:.0f}"),
            ("machine", self.machine),
        ]
        return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def spread(values: list[float]) -> str:
    """Return median, 95 % and maximum in words."""
    return " / ".join(f"{value:.2f}" for value in _quantiles(values, 0.5, 0.95, 1)) if values else "none"


def megabytes(values: Iterable[int]) -> str:
    """Return median and maximum of a memory in MB, in words."""
    sizes = [value / MEGABYTE for value in values]
    return " / ".join(f"{value:.0f}" for value in _quantiles(sizes, 0.5, 1)) if sizes else "not measured"


def _quantiles(values: list[float], *shares: float) -> np.ndarray:
    """The smallest values that at least such a share of all do not exceed: durations that somebody has seen."""
    return np.quantile(values, shares, method="inverted_cdf")
