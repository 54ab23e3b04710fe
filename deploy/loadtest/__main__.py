"""The load test as a command: a hub, a class, and a report.

python -m deploy.loadtest --students 20
"""

import argparse
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from deploy.loadtest.hub import Hub
from deploy.loadtest.memory import Watch
from deploy.loadtest.results import Diary, Results
from deploy.loadtest.student import Student

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
MOST_STUDENTS = 100
ARRIVAL_SECONDS = 10  # in which the class arrives
MOST_SECONDS = 1800  # after which everything ends


def chosen_notebooks() -> list[str]:
    """Return the notebooks that the class runs: those of the stepper and the playground."""
    return [f"notebooks/{next(NOTEBOOKS.glob(f'{number}_*.ipynb')).name}" for number in ("11", "08")]


def attend(student: Student, notebooks: list[str], diary: Diary, *, keep_open: bool = False) -> None:
    """Let one student go through the lesson. Whatever goes wrong is this student's error, in the diary."""
    stage = "logging in"
    try:
        student.log_in()
        stage = "starting a server"
        diary.spawn = student.start_server()
        for path in notebooks:
            stage = f"running {Path(path).stem}"
            student.run(path, diary.cells.append)
            if not keep_open:
                student.close(path)
    except Exception as problem:
        diary.fail(stage, problem)


def hold_class(diaries: list[Diary], lesson: Callable[[int, Diary], object]) -> None:
    """Let all students attend at once, the last one coming ARRIVAL_SECONDS after the first."""

    def come(index: int) -> None:
        time.sleep(ARRIVAL_SECONDS * index / max(1, len(diaries) - 1))
        lesson(index, diaries[index])

    with ThreadPoolExecutor(len(diaries)) as pool:
        list(pool.map(come, range(len(diaries))))


def kill(part: str, hub: Hub, first: Diary) -> None:
    """Kill the first student's server, or the hub itself, once that student has run three cells."""
    while len(first.cells) < 3 and not first.failures:
        time.sleep(0.1)
    victim = hub.process if part == "hub" else hub.server_of(first.student)
    print(f"The {part} is killed now, as asked.", flush=True)
    if victim is not None:
        victim.kill()


def tidy(hub: Hub, keep_log: bool) -> None:
    """Remove what the hub has written; its log stays when something went wrong."""
    shutil.rmtree(hub.home / "homes" if keep_log else hub.home, ignore_errors=True)
    if keep_log:
        print(f"What the hub says about it: {hub.log}")


def machine() -> str:
    """Return this machine in words: cores, memory, and how busy others keep it."""
    memory = psutil.virtual_memory().total / 1e9
    return f"{os.cpu_count()} cores, {memory:.0f} GB, load {os.getloadavg()[0]:.1f} before the test"


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line; what makes no sense ends in words."""
    parser = argparse.ArgumentParser(prog="make loadtest", description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=20, help="how many come (N)")
    parser.add_argument(
        "--think", type=float, default=8.0, help="seconds of thought before a cell, on average"
    )
    parser.add_argument("--most-megabytes", type=float, help="fail if a student takes more")
    parser.add_argument("--keep-open", action="store_true", help="open the second notebook beside the first")
    parser.add_argument("--fault", choices=["server", "hub"], help="kill this while the class is working")
    chosen = parser.parse_args(words)
    if not 1 <= chosen.students <= MOST_STUDENTS:
        parser.error(f"students must be 1 to {MOST_STUDENTS}; got {chosen.students}")
    if not 0 <= chosen.think < float("inf"):
        parser.error(f"think must be seconds, at least 0; got {chosen.think}")
    return chosen


def measure(chosen: argparse.Namespace) -> Results:
    """Run the whole test and return what it found."""
    diaries = [Diary(f"student-{index:02d}") for index in range(chosen.students)]
    notebooks = chosen_notebooks()
    print(f"{len(diaries)} students run {' and '.join(Path(path).stem for path in notebooks)}.", flush=True)
    words, start = machine(), time.monotonic()
    with Hub(MOST_SECONDS) as hub:
        hub.wait()
        watch = Watch(hub)
        watch.start()

        def lesson(index: int, diary: Diary) -> None:
            student = Student(hub.url, diary.student, think=chosen.think, seed=index)
            attend(student, notebooks, diary, keep_open=chosen.keep_open)
            print(diary.failures[0] if diary.failures else f"{diary.student} is done", flush=True)

        if chosen.fault:
            threading.Thread(target=kill, args=(chosen.fault, hub, diaries[0]), daemon=True).start()
        hold_class(diaries, lesson)
        watch.stop()
    tidy(hub, keep_log=any(diary.failures for diary in diaries))
    return Results(diaries, watch.alone, watch.shared, time.monotonic() - start, words)


def main(words: list[str]) -> int:
    """Run the test and print its report; return 1 if the class could not work."""
    chosen = arguments(words)
    results = measure(chosen)
    print("\n" + results.table())
    complaints = results.complaints(chosen.most_megabytes)
    for complaint in complaints:
        print(f"- {complaint}")
    print("The class could work." if not complaints else "The class could not work as it should.")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
