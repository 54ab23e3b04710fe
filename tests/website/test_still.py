"""Widgets held still: what a reader of the book sees in place of a figure that moves."""

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.widgets import BackpropStepper
from website.still import WIDGET, is_widget, replace, still_notebook, still_notebooks

CODE = [
    "import ipywidgets\nfrom course_utils.engine import Node, circuit\nfrom course_utils.exercises import poll\n"
    "from course_utils.widgets import ActivationExplorer, BackpropStepper",
    "1 / 0  # nothing rests on it",
    "ActivationExplorer('sigmoid')",
    "poll('00.practice_poll')",
    "display(BackpropStepper(circuit(Node(2, 'x') * Node(3, 'y'))))\nprint('after')",
    "ipywidgets.IntSlider()",
]


def stored(source):
    """A code cell that stores a widget, as notebooks do."""
    output = nbformat.v4.new_output("display_data", data={WIDGET: {}, "text/plain": "a sentence"})
    said = nbformat.v4.new_output("stream", text="stored\n")
    return nbformat.v4.new_code_cell(source, outputs=[output, said])


def write(path, sources, widgets):
    cells = [
        stored(source) if place in widgets else nbformat.v4.new_code_cell(source)
        for place, source in enumerate(sources)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.fixture(scope="module")
def still(tmp_path_factory):
    """The cells of a notebook with one widget of each kind, and the folder of its steppers."""
    folder = tmp_path_factory.mktemp("still")
    path = write(folder / "42_kinds.ipynb", CODE, {2, 3, 4, 5})
    (notebook,) = still_notebooks([path], folder / "steppers")
    return [cell.outputs for cell in notebook.cells], folder / "steppers"


def test_a_live_figure_is_a_picture_for_each_theme(still):
    shown = still[0][2][0].data["text/html"]
    assert shown.count("data:png;base64,") == 0
    assert shown.count("data:image/png;base64,") == 2
    assert 'alt="sigmoid at z = 1: value 0.7311' in shown


def test_a_poll_keeps_its_discussion_folded(still):
    shown = still[0][3][0].data["text/html"]
    assert shown.index("<details>") < shown.index("<dt>")
    assert "<ol" in shown


def test_a_stepper_is_a_page_in_a_frame(still):
    outputs, folder = still
    assert 'src="../steppers/42-1.html"' in outputs[4][0].data["text/html"]
    assert [path.name for path in folder.iterdir()] == ["42-1.html"]
    assert "→" in (folder / "42-1.html").read_text("utf-8")


def test_a_widget_of_another_kind_stays_a_sentence_and_so_does_what_was_printed(still):
    assert still[0][5][0].data["text/plain"] == "a sentence"
    assert "text/html" not in still[0][5][0].data
    assert [outputs[1].text for outputs in still[0][2:]] == ["stored\n"] * 4


def test_the_failing_cell_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("website.still.hold", lambda *_: None)  # it would change this process for other tests
    path = write(tmp_path / "43_bad.ipynb", ["x = 1", "nowhere(x)"], {1})
    try:
        with pytest.raises(RuntimeError, match=r"43_bad.ipynb: code cell 2 fails: NameError"):
            still_notebook(path, tmp_path)
    finally:
        InteractiveShell.clear_instance()


def test_without_widgets_nothing_runs(tmp_path):
    before = BackpropStepper._repr_mimebundle_
    notebook = still_notebook(write(tmp_path / "44_text.ipynb", ["1 / 0"], set()), tmp_path)
    assert notebook.cells[0].outputs == []
    assert BackpropStepper._repr_mimebundle_ is before


def test_only_widgets_are_replaced():
    cell = stored("w")
    replace(cell, [{"text/html": "<b>"}, {"text/html": "too many"}])
    assert cell.outputs[0].data == {"text/html": "<b>", "text/plain": "a sentence"}
    assert not is_widget(cell.outputs[1])
