"""Steppers of the book: where a notebook stores a picture of one, a reader steps through it."""

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.widgets import BackpropStepper
from website.cells import cells
from website.steppers import STEPPER, is_stepper, replace, with_its_steppers, with_steppers

CODE = [
    "import ipywidgets\nfrom course_utils.engine import Node, circuit\nfrom course_utils.exercises import poll\n"
    "from course_utils.widgets import ActivationExplorer, BackpropStepper",
    "1 / 0  # nothing rests on it",
    "ActivationExplorer('sigmoid')",
    "display(BackpropStepper(circuit(Node(2, 'x') * Node(3, 'y'))))\nprint('after')",
    "BackpropStepper(circuit(Node(2, 'x') + Node(3, 'y')))",
]


def stored(source, kind=STEPPER):
    """A code cell that stores the picture of a widget, as notebooks do."""
    picture = {"image/png": "aGk=", "text/plain": "a sentence"}
    about = {"image/png": {"of": kind, "alt": "in words", "width": 600}}
    output = nbformat.v4.new_output("display_data", data=picture, metadata=about)
    said = nbformat.v4.new_output("stream", text="stored\n")
    return nbformat.v4.new_code_cell(source, outputs=[output, said])


def write(path, sources, kinds):
    found = [
        stored(source, kinds[place]) if place in kinds else nbformat.v4.new_code_cell(source)
        for place, source in enumerate(sources)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=found), path)
    return path


@pytest.fixture(scope="module")
def framed(tmp_path_factory):
    """The cells of a notebook with a live figure and two steppers, and the folder of their pages."""
    folder = tmp_path_factory.mktemp("framed")
    path = write(folder / "42_kinds.ipynb", CODE, {2: "ActivationExplorer", 3: STEPPER, 4: STEPPER})
    (notebook,) = with_steppers([path], folder / "steppers")
    return notebook, folder / "steppers"


def test_a_stepper_is_a_page_in_a_frame(framed):
    notebook, folder = framed
    for place, name in ((3, "42-1.html"), (4, "42-2.html")):
        assert f'src="../steppers/{name}"' in notebook.cells[place].outputs[0].data["text/html"]
        assert "→" in (folder / name).read_text("utf-8")
    assert len(list(folder.iterdir())) == 2


def test_a_live_figure_is_its_stored_picture_and_what_was_printed_stays(framed):
    outputs = framed[0].cells[2].outputs
    assert outputs[0].data == {"image/png": "aGk=", "text/plain": "a sentence"}
    assert [cell.outputs[1].text for cell in framed[0].cells[2:]] == ["stored\n"] * 3
    assert 'alt="in words" width="600"' in cells(framed[0])[2].parts[1]


def test_the_failing_cell_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("website.steppers.frame_steppers", lambda *_: None)  # it would change other tests
    path = write(tmp_path / "43_bad.ipynb", ["x = 1", "nowhere(x)"], {1: STEPPER})
    try:
        with pytest.raises(RuntimeError, match=r"43_bad.ipynb: code cell 2 fails: NameError"):
            with_its_steppers(path, tmp_path)
    finally:
        InteractiveShell.clear_instance()


def test_without_steppers_nothing_runs(tmp_path):
    before = BackpropStepper._ipython_display_
    path = write(tmp_path / "44_text.ipynb", ["1 / 0"], {0: "ActivationExplorer"})
    assert with_its_steppers(path, tmp_path).cells[0].outputs[0].data["image/png"] == "aGk="
    assert BackpropStepper._ipython_display_ is before


def test_only_steppers_are_replaced():
    cell = stored("w")
    replace(cell, ["<b>", "too many"])
    assert cell.outputs[0].data == {"text/html": "<b>", "text/plain": "a sentence"}
    assert not is_stepper(cell.outputs[1])
