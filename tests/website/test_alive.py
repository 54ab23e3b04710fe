"""What a page of the book holds: widgets as they are at first, which it shows without Python, and where Python is."""

import json
import re
import zipfile

import nbformat
import pytest

from website import pyodide
from website.alive import code_cells, first_states, is_widget, scripts, settings
from website.wheels import zipped
from website.widgets import with_widgets

CODE = [
    "from course_utils.engine import Node, circuit\nfrom course_utils.exercises import poll\n"
    "from course_utils.widgets import ActivationExplorer, BackpropStepper",
    "1 / 0  # nothing rests on it",
    "ActivationExplorer('sigmoid')",
    "poll('00.practice_poll')",
    "display(BackpropStepper(circuit(Node(2, 'x') * Node(3, 'y'))))\nprint('after')",
]


def notebook(sources, widgets):
    """A notebook whose cells at the places `widgets` store a widget and a line of text."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for place in widgets:
        shown = nbformat.v4.new_output(
            "display_data", data={"text/plain": "a sentence"}, metadata={"image/png": {"of": "Widget"}}
        )
        cells[place].outputs = [shown, nbformat.v4.new_output("stream", text="stored\n")]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """(stored notebook, what its widgets show first, the folder of its steppers) with one widget of each kind."""
    folder = tmp_path_factory.mktemp("steppers")
    stored = notebook(["from IPython.display import display\n" + CODE[0], *CODE[1:]], [2, 3, 4])
    return stored, first_states([stored], ["42"], folder)[0], folder


@pytest.fixture(scope="module")
def still(built):
    """The outputs of the cells on a slide."""
    return [cell.outputs for cell in with_widgets(*built[:2]).cells]


@pytest.fixture(scope="module")
def alive(built, tmp_path_factory):
    """The outputs of the cells on a page, and the folder of front ends."""
    folder = tmp_path_factory.mktemp("live")
    return [cell.outputs for cell in with_widgets(*built[:2], folder).cells], folder


def held(shown):
    """What a page holds of a widget, beside its HTML."""
    return json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', shown)[1])


def test_a_live_figure_is_a_picture_for_each_theme(still):
    shown = still[2][0].data["text/html"]
    assert shown.count("data:image/png;base64,") == 2
    assert 'alt="sigmoid at z = 1: value 0.7311' in shown
    assert "In JupyterLab this figure moves" in shown
    assert "<script" not in shown


def test_on_a_page_it_carries_its_controls_and_no_picture_twice(alive):
    shown = alive[0][2][0].data["text/html"]
    assert shown.count("iVBOR") == 2
    assert "In JupyterLab" not in shown
    state = held(shown)
    assert (state["place"], state["nth"]) == (2, 0)
    assert state["state"]["_layout"]["controls"]["z"]["kind"] == "slider"
    assert {theme: held["frame"]["theme"] for theme, held in state["frames"].items()} == dict(
        light="light", dark="dark"
    )
    front = alive[1] / state["where"].rpartition("/")[2]
    assert "export default { initialize, render }" in front.read_text("utf-8")


def test_a_figure_carries_its_numbers_so_that_a_key_shows_them_without_python(alive):
    said = held(alive[0][2][0].data["text/html"])["answers"]
    (reply,) = (answer["reply"] for answer in said if answer["message"] == {"type": "tables"})
    assert reply["type"] == "tables"
    assert reply["tables"][0]["rows"]


def test_a_poll_keeps_its_discussion_folded_and_carries_its_texts(alive):
    shown = alive[0][3][0].data["text/html"]
    assert shown.index("<details>") < shown.index("<dt>")
    assert held(shown)["state"]["choice"] == ""


def test_a_stepper_is_a_page_in_a_frame(built, alive):
    assert 'src="../steppers/42-1.html"' in alive[0][4][0].data["text/html"]
    assert [path.name for path in built[2].iterdir()] == ["42-1.html"]


def test_the_stored_notebook_and_what_it_printed_stay(built, alive):
    assert [outputs[1].text for outputs in alive[0][2:]] == ["stored\n"] * 3
    assert all(is_widget(cell.outputs[0]) for cell in code_cells(built[0])[2:])


def test_the_failing_cell_is_named(tmp_path):
    with pytest.raises(RuntimeError, match="notebook 43: code cell 1 fails: NameError"):
        first_states([notebook(["x = nowhere", "x"], [1])], ["43"], tmp_path)


def test_without_widgets_nothing_runs(tmp_path):
    assert first_states([notebook(["1 / 0"], [])], ["44"], tmp_path) == [{}]


def test_a_page_cannot_be_ended_by_what_a_cell_says():
    text = scripts(notebook(["print('</script>')"], []), {})
    assert "</script>')" not in text
    assert json.loads(text.split(">", 3)[3].split("</script>")[0]) == ["print('</script>')"]


# --- Python -----------------------------------------------------------------------------------------------


def test_the_archive_holds_the_course_and_the_host_and_is_the_same_each_time(tmp_path):
    places = []
    for run in ("a", "b"):
        said = settings(tmp_path / run / "live", pyodide.place_for_pages(tmp_path), tmp_path / run / "work")
        places.append(said["course"])
    assert places[0] == places[1]
    with zipfile.ZipFile(tmp_path / "a" / "live" / places[0].rpartition("/")[2]) as archive:
        names = set(archive.namelist())
    wanted = "course_utils/widgets.py latex2mathml/converter.py host.py anywidget.py IPython/display.py"
    assert set(wanted.split()) <= names


def test_pyodide_comes_from_its_network_or_from_a_folder(tmp_path):
    network = f"https://cdn.jsdelivr.net/pyodide/v{pyodide.VERSION}/full/"
    assert pyodide.place_for_pages(tmp_path)["pyodide"] == network
    folder = tmp_path / "pyodide-files"
    folder.mkdir()
    with pytest.raises(ValueError, match=r"a whole Pyodide; it has no pyodide\.mjs"):
        pyodide.place_for_pages(tmp_path, folder)
    for name in pyodide.NEEDED:
        (folder / name).write_text("{}")
    names = ("numpy", "matplotlib")
    lock = {"packages": {name: {"file_name": f"{name}.whl", "depends": []} for name in names}}
    lock["packages"]["matplotlib"]["depends"] = ["Pillow"]
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    for name in names:
        (folder / f"{name}.whl").touch()
    with pytest.raises(ValueError, match="pyodide-files cannot serve the pages: pillow is not among"):
        pyodide.place_for_pages(tmp_path, folder)
    lock["packages"]["pillow"] = {"file_name": "pillow.whl", "depends": []}
    (folder / "pillow.whl").touch()
    (folder / "pyodide-lock.json").write_text(json.dumps(lock))
    zipped({"os.py": b""}, folder / "python_stdlib.zip")
    with pytest.raises(RuntimeError, match="starts with could not be compiled"):
        pyodide.place_for_pages(tmp_path / "broken", folder)
    zipped({"os.py": b"", "os.pyc": b""}, folder / "python_stdlib.zip")
    place = pyodide.place_for_pages(tmp_path / "site", folder)
    assert place == {"pyodide": "../pyodide/", "files": 3 + pyodide.ITS_OWN}
    assert (tmp_path / "site" / "pyodide" / "pillow.whl").is_file()
