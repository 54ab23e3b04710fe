"""Still life: what a notebook shows where it has a widget, as HTML that needs no Python.

A notebook stores of a widget one sentence. So for pages the cells that make widgets run once more, with the
cells that they rest on, and where a widget stands comes a picture of it, a stepper as a page in a frame, or a
poll with its discussion folded away. All other outputs are the stored ones, which the tests compare.
"""

import base64
import contextlib
import html
import itertools
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat

from .slicing import needed

WIDGET = "application/vnd.jupyter.widget-view+json"
MARK = "data-still"
PROCESSES = 2


def still_notebooks(paths, folder):
    """The notebooks in the order of `paths`, as nbformat nodes; the steppers' pages are written to `folder`.

    Raises RuntimeError that names the notebook and the cell where one fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(PROCESSES, max(len(paths), 1)), context) as pool:
        return list(pool.map(still_notebook, paths, itertools.repeat(folder)))


def still_notebook(path, folder):
    """One notebook, its widgets held still. It changes how widgets of this process show themselves."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    wanted = {place for place, cell in enumerate(code) if any(map(is_widget, cell.outputs))}
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


def is_widget(output):
    """Whether an output, as it is stored, is a widget."""
    return WIDGET in output.get("data", {})


def replace(cell, shown):
    """Put what a widget shows in its place; a widget of a kind that is not known here stays a sentence."""
    stills = iter(shown)
    for output in filter(is_widget, cell.outputs):
        if (found := next(stills, None)) is not None:
            output.data = nbformat.from_dict(found | {"text/plain": output.data.get("text/plain", "")})


def run(path, sources, places, folder):
    """Run the code at these places; returns {place: [what each widget showed]}."""
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output
    from traitlets.config import Config

    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    quiet = Config({"HistoryManager": {"enabled": False}})
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=quiet, colors="nocolor")
    values = []  # of last expressions
    shell.display_trap.hook = values.append
    hold(folder, path.stem[:2])
    shown = {}
    with contextlib.chdir(path.parent):
        for place in sorted(places):
            with capture_output() as captured:
                result = shell.run_cell(sources[place])
            if error := result.error_before_exec or result.error_in_exec:
                raise RuntimeError(
                    f"{path.name}: code cell {place + 1} fails: {type(error).__name__}: {error}"
                )
            bundles = [output.data for output in captured.outputs]
            bundles += [shell.display_formatter.format(values.pop())[0] for _ in values[-1:]]
            shown[place] = [
                bundle for bundle in bundles if MARK in bundle.get("text/html", "") or WIDGET in bundle
            ]
    return shown


# --- how widgets show themselves --------------------------------------------------------------------------


def hold(folder, number):
    """From now on widgets show themselves as HTML; the pages of notebook `number`'s steppers go to `folder`."""
    from course_utils.exercises.ballot_view import PollView
    from course_utils.widgets import BackpropStepper, LiveFigure

    count = itertools.count(1)

    def stepper(widget):
        return frame(widget, widget.save_html(Path(folder) / f"{number}-{next(count)}.html").name)

    for kind, function in ((BackpropStepper, stepper), (LiveFigure, picture), (PollView, questions)):
        show_as(kind, function)


def show_as(kind, function):
    def bundle(widget, **kwargs):
        return {"text/plain": repr(widget), "text/html": f"<div {MARK}>{function(widget)}</div>"}

    kind._repr_mimebundle_ = bundle


def frame(widget, name):
    """A stepper as its own page in a frame, so that keys go to whichever has the focus."""
    title = html.escape(f"Stepper: {widget.trace.name}")
    page = f"../steppers/{name}"
    return (
        f'<iframe class="stepper" src="{page}" title="{title}" loading="lazy"></iframe>'
        f'<p class="note">Click the figure, then → steps through it; '
        f'<a href="{page}">open it in a page of its own</a>.</p>'
    )


def picture(widget):
    """A live figure as pictures, one for each theme."""
    model = widget.model
    sources = {}
    for theme in ("dark", "light"):
        model.change_theme(theme)
        frame = model.frame()
        sources[theme] = f"data:{frame.format};base64,{base64.b64encode(frame.picture).decode()}"
    width, _ = model.drawing.size
    words = html.escape(model.description)
    return (
        '<figure class="live"><picture>'
        f'<source media="screen and (prefers-color-scheme: dark)" srcset="{sources["dark"]}">'
        f'<img src="{sources["light"]}" width="{width}" alt="{words}"></picture>'
        f'<figcaption>{words} <span class="note">In JupyterLab this figure moves.</span></figcaption></figure>'
    )


def questions(view):
    """A poll with the discussion folded away."""
    content = view.panel.content
    choices = "".join(f"<li>{text}</li>" for _, text in content["choices"])
    said = "".join(
        f"<dt>{letter}) {choice}</dt><dd>{text}</dd>" for letter, choice, text in content["discussion"]
    )
    return (
        f'<div class="poll"><p>{content["question"]}</p><ol type="a">{choices}</ol>'
        f"<details><summary>Decide first, then read the discussion</summary><dl>{said}</dl>"
        f"<p>{content['closing']}</p></details></div>"
    )
