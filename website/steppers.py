"""Steppers for pages: each one in the notebooks becomes a page of its own, in a frame, that needs no Python.

A notebook stores a picture of a stepper, as of every widget. So for pages the cells that make steppers run once
more, with the cells that they rest on. All other outputs are the stored ones, which the tests compare.
"""

import contextlib
import html
import itertools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

from .slicing import needed

STEPPER = "BackpropStepper"
MARK = "data-stepper"
PROCESSES = 2


def with_steppers(paths, folder):
    """The notebooks in the order of `paths`, as nbformat nodes; the steppers' pages are written to `folder`.

    Raises RuntimeError that names the notebook and the cell where one fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(PROCESSES, max(len(paths), 1)), context) as pool:
        return list(pool.map(with_its_steppers, paths, itertools.repeat(folder)))


def with_its_steppers(path, folder):
    """One notebook with its steppers in frames. It changes how steppers of this process show themselves."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    wanted = {place for place, cell in enumerate(code) if any(map(is_stepper, cell.outputs))}
    if not wanted:
        return notebook
    sources = [cell.source for cell in code]
    try:
        shown = run(path, sources, needed(sources, wanted), folder)
    except RuntimeError:  # it rests on something that its names do not tell
        shown = run(path, sources, set(range(len(sources))), folder)
    for place in wanted:
        replace(code[place], shown[place])
    return notebook


def is_stepper(output):
    """Whether an output, as it is stored, is the picture of a stepper."""
    return output.get("metadata", {}).get("image/png", {}).get("of") == STEPPER


def replace(cell, frames):
    """Put each frame in the place of the picture of its stepper."""
    stills = iter(frames)
    for output in filter(is_stepper, cell.outputs):
        if (frame := next(stills, None)) is not None:
            output.data = nbformat.from_dict({"text/html": frame, "text/plain": output.data["text/plain"]})


def run(path, sources, places, folder):
    """Run the code at these places; returns {place: [the frame of each stepper shown]}."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from traitlets.config import Config

    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    quiet = Config({"HistoryManager": {"enabled": False}})
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=quiet, colors="nocolor")
    frame_steppers(folder, path.stem[:2])
    shown = {}
    with contextlib.chdir(path.parent):
        for place in sorted(places):
            with capture_output() as captured:
                result = shell.run_cell(sources[place])
            if error := result.error_before_exec or result.error_in_exec:
                raise RuntimeError(
                    f"{path.name}: code cell {place + 1} fails: {type(error).__name__}: {error}"
                )
            pages = [output.data.get("text/html", "") for output in captured.outputs]
            shown[place] = [page for page in pages if MARK in page]
    return shown


def frame_steppers(folder, number):
    """From now on a stepper shows itself as a page in a frame; those of notebook `number` go to `folder`."""
    from IPython.display import HTML, display

    from course_utils.widgets import BackpropStepper

    count = itertools.count(1)

    def show(stepper):
        display(HTML(frame(stepper, stepper.save_html(Path(folder) / f"{number}-{next(count)}.html").name)))

    BackpropStepper._ipython_display_ = show


def frame(stepper, name):
    """A stepper as its own page in a frame, so that keys go to whichever has the focus."""
    title = html.escape(f"Stepper: {stepper.trace.name}")
    page = f"../steppers/{name}"
    return (
        f'<div {MARK}><iframe class="stepper" src="{page}" title="{title}" loading="lazy"></iframe>'
        f'<p class="note">Click the figure, then → steps through it; '
        f'<a href="{page}">open it in a page of its own</a>.</p></div>'
    )
