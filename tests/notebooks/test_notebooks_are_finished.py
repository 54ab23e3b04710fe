"""What a reader meets first in a notebook: every cell run, every figure described, short code, calm prose.

That the stored outputs are what the code gives today is tested where notebooks run: by nbval, and in Lab by
`tests/browser`.
"""

import re
import tomllib
from statistics import median

import nbformat
import pytest

from tests.conftest import ROOT
from tools.sanitize import rules, sanitized

# The notebooks of the course, by number.
EXPECTED = [f"{number:02d}" for number in range(13)]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MEGABYTES = 1.5
LINES, MANY_LINES, USUAL_LINES = 16, 10, 4  # of a code cell: at most, of nine in ten, of every second one
SLIDE_TYPES = {"slide", "subslide", "fragment", "skip", "notes", "-"}
EMOJI = r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\uFE0F]"


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def path(request):
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook, *kinds):
    return [output for cell in code_cells(notebook) for output in cell.outputs if output.output_type in kinds]


def shown(notebook):
    """Return the bundles of everything that was displayed: {media type: content}."""
    return [output.data for output in outputs(notebook, "display_data", "execute_result")]


def prose(notebook):
    """Return the text cells without code, formulas and pictures."""
    text = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    return re.sub(
        r"```.*?```|`[^`]*`|\$\$.*?\$\$|\$[^$]*\$|!\[[^\]]*\]|<!--.*?-->", "", text, flags=re.DOTALL
    )


def test_the_notebooks_are_those_that_the_course_has():
    assert [path.name[:2] for path in PATHS] == EXPECTED


def test_each_is_compared_in_lab():
    """What a student sees there comes from another front end than nbval's, and from its widgets."""
    tests = [
        path.read_text("utf-8") for path in sorted((ROOT / "tests" / "browser").glob("test_notebook_*.py"))
    ]
    assert [re.search('^NAME = "(.*)"$', text, re.MULTILINE)[1] for text in tests] == [
        path.stem for path in PATHS
    ]
    assert all("with walk(open_notebook, NAME)" in text for text in tests)


def test_nbval_compares_them_all():
    options = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"]
    assert "notebooks" in options["testpaths"]
    assert {"--nbval", "--nbval-current-env"} <= set(options["addopts"])
    assert not any("lax" in option for option in options["addopts"])


def test_nbval_passes_over_paths_addresses_and_threads_alone():
    """What a rule finds is not compared: there is one for what says nothing of the course, and none more."""
    assert len(rules()) == 3
    assert (
        len(rules(comparing=True)) == 6
    )  # and the threads, and what stands for a picture: it is not compared either
    said = "loss 0.298371 after 10,000 updates, w5 = 0.35892, site-packages, 0x1F, C:\\course, /work/data.csv"
    assert sanitized(said) == said


def test_every_code_cell_was_run_from_the_top(notebook):
    """nbval compares nothing where no cell has a number."""
    cells = code_cells(notebook)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_no_cell_is_kept_from_nbval(notebook):
    words = re.compile(r"nbval[-_](?:ignore|skip|raises|variable)", re.IGNORECASE)
    assert [cell.id for cell in notebook.cells if words.search(cell.source + str(cell.metadata))] == []


def test_no_error_and_no_warning_is_stored(notebook):
    assert [output.evalue for output in outputs(notebook, "error")] == []
    assert [output.text for output in outputs(notebook, "stream") if output.name == "stderr"] == []


def test_outputs_hold_no_addresses_in_memory(notebook):
    texts = [output.text for output in outputs(notebook, "stream")]
    texts += [bundle.get("text/plain", "") for bundle in shown(notebook)]
    assert [text for text in texts if re.search(r"\b0x(?:…|[0-9a-f]{6,})", text)] == []


def test_no_widget_is_stored_whose_model_is_gone(notebook):
    """Books by Sphinx prefer it to the picture beside it, and show nothing at all."""
    kinds = {kind for bundle in shown(notebook) for kind in bundle}
    assert [kind for kind in kinds if "widget" in kind] == []


def test_every_figure_has_a_description(notebook):
    """Lab gives a screen reader the text beside the picture; by default it is "<Figure size …>"."""
    pictures = [bundle for bundle in shown(notebook) if any(kind.startswith("image/") for kind in bundle)]
    descriptions = [bundle.get("text/plain", "") for bundle in pictures]
    assert [text for text in descriptions if len(text) < 20 or text.startswith("<")] == []


def test_tables_and_descriptions_write_powers_of_ten(notebook):
    """1.1×10⁻⁵, as everywhere on the screen, and no 1.1e-05; what a cell prints is Python's."""
    said = [bundle.get("text/markdown", "") for bundle in shown(notebook)]
    said += [bundle["text/plain"] for bundle in shown(notebook) if "image/png" in bundle]
    assert not re.findall(r"\de[-+−]?\d\d.*", "\n".join(said))


def test_code_cells_are_short(notebook):
    lengths = {cell.id: len(cell.source.replace("\n\n", "\n").splitlines()) for cell in code_cells(notebook)}
    assert {name: lines for name, lines in lengths.items() if lines > LINES} == {}
    short, many = sorted(lengths.values()), len(lengths)
    assert median(short) <= USUAL_LINES and short[9 * many // 10 - 1] <= MANY_LINES


def test_no_cell_is_empty(notebook):
    assert [cell.id for cell in notebook.cells if not cell.source.strip()] == []


def test_prose_is_calm(notebook):
    text = prose(notebook)
    assert re.findall(r"[^\n]*!(?![=\[])[^\n]*", text) == []
    assert re.findall(r"as (?:you|we) can see|obviously|clearly,|of course", text, flags=re.IGNORECASE) == []
    assert re.findall(EMOJI, text) == []


def test_every_prediction_stands_out_alike(notebook):
    """A lecturer who scrolls must find the place to stop and ask."""
    text = prose(notebook)
    assert re.findall(r"^.*\*\*Predict[^*]*\*\*", text, flags=re.MULTILINE) == [
        "> **Predict.**"
    ] * text.count("Predict.**")


def test_it_opens_with_a_question(notebook):
    """Title, objectives and minutes stand at the head; 00 is the way in and may have a plain title."""
    assert notebook.cells[0].cell_type == "markdown"
    assert notebook.cells[0].source.startswith("# ")
    assert re.search(r"\bminutes\b", "\n".join(cell.source for cell in notebook.cells[:3]))


@pytest.mark.parametrize("page", [PATHS[0], ROOT / "README.md"], ids=["notebook 00", "README"])
def test_the_maps_say_the_minutes_that_the_notebooks_say(page):
    rows = re.findall(r"\| (\d\d) \|[^\n]*\| (\d+) \|", page.read_text(encoding="utf-8"))
    heads = {path.name[:2]: prose(nbformat.read(path, as_version=4))[:1200] for path in PATHS}
    assert dict(rows) == {key: re.search(r"(\d+) minutes", head).group(1) for key, head in heads.items()}


def test_every_cell_has_its_place_in_the_slides(notebook):
    kinds = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells]
    assert [kind for kind in kinds if kind not in SLIDE_TYPES] == []
    assert kinds[0] == "slide"


def test_the_kernel_is_python(notebook):
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.metadata.language_info.name == "python"
    assert "version" not in notebook.metadata.language_info, "store it with `make notebooks`"


def test_it_is_small_and_holds_no_widget_state(path, notebook):
    assert path.stat().st_size <= MEGABYTES * 1e6
    assert "widgets" not in notebook.metadata
