"""Python in a page, without a page: cells that run as in a notebook from its top, and widgets that need no Jupyter.

Each program runs in a process of its own, because in a page `anywidget` and `IPython` are the page's.
"""

import json
import subprocess
import sys

import pytest

from website.alive import PYTHON

START = """
import json, sys
import host, notebook
sent = []
def begin(*cells):
    hear = lambda text, buffers: sent.append((json.loads(text), buffers))
    host.begin(json.dumps(cells), hear, lambda place: ran.append(place))
def run(*what):
    ran.clear()
    text, buffers = host.run(*what)
    return json.loads(text) | {"ran": list(ran), "sizes": [len(part) for part in buffers]}
def say(**told):
    print(json.dumps(told))
ran = []
"""


@pytest.fixture(scope="module")
def in_page():
    """Return a function `(program) → dict` that runs a program as the page's Python; it ends with `say(…)`."""

    def in_page(program):
        command = [sys.executable, "-W", "error", "-c", START + program]
        done = subprocess.run(command, capture_output=True, text=True, cwd=PYTHON, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    return in_page


def test_a_cell_runs_after_what_it_rests_on_and_shows_what_a_notebook_shows(in_page):
    told = in_page("""
begin("x = 2", "y = 1 / 0", "print('six'); print('is'); 3 * x", "x;", "x = 5")
first = run(2)
again = run(3)
say(first=first, again=again)
""")
    assert told["first"]["ran"] == [0, 2]
    stream, value = told["first"]["outputs"]
    assert stream == {"type": "stream", "text": "six\nis\n"}
    assert value["data"] == {"text/plain": "6"}
    assert told["again"] == {"outputs": [], "failed": None, "ran": [3], "widgets": [], "sizes": []}


def test_names_are_those_of_a_notebook_run_from_the_top(in_page):
    """Whoever goes up the page meets the names of that place, not those of cells below, which ran before."""
    told = in_page("""
begin("f = 1", "f", "f = 2", "f")
say(below=run(3), above=run(1), repeated=run(1), below_again=run(3))
""")
    shown = {name: one["outputs"][0]["data"]["text/plain"] for name, one in told.items()}
    assert shown == {"below": "2", "above": "1", "repeated": "1", "below_again": "2"}
    assert told["above"]["ran"] == [0, 1]
    assert told["repeated"]["ran"] == [1]


def test_a_changed_cell_counts_for_those_below(in_page):
    told = in_page("""
begin("def double(x): ...", "double(4)")
say(before=run(1), change=run(0, "def double(x): return 2 * x"), after=run(1))
""")
    assert told["before"]["outputs"] == []
    assert told["after"]["outputs"][0]["data"]["text/plain"] == "8"


def test_an_error_is_told_from_the_cell_on_with_the_cell_that_failed(in_page):
    told = in_page("""
begin("a = 1\\nb = nowhere", "a + b")
say(done=run(1), typo=run(1, "a +"), ended=run(1, "raise SystemExit(3)"))
""")
    assert told["done"]["failed"] == 0
    (error,) = told["done"]["outputs"]
    assert error["words"] == "NameError: name 'nowhere' is not defined"
    assert (
        "<cell 1>" in error["text"] and "b = nowhere" in error["text"] and "notebook.py" not in error["text"]
    )
    assert told["typo"]["outputs"][0]["words"].startswith("SyntaxError")
    assert told["ended"]["outputs"][0]["words"].startswith("SystemExit")


@pytest.mark.parametrize(
    ("cell", "is_jupyters"), [("a = 1\\n%timeit a", 1), ("!ls", 1), ("len?", 1), ("a = 5 %", 0)]
)
def test_a_line_that_only_jupyterlab_reads_is_called_so(in_page, cell, is_jupyters):
    told = in_page(f'begin("{cell}")\nsay(error=run(0)["outputs"][0]["text"])')
    assert "SyntaxError: invalid syntax" in told["error"]
    assert ("lines with %, ! or ? are for JupyterLab." in told["error"]) == is_jupyters


def test_a_page_that_cannot_ask_says_so_and_helps_all_the_same(in_page):
    told = in_page("""
begin("input('name? ')", "exit()", "help(len)")
say(asked=run(0)["outputs"][-1]["text"], left=run(1)["outputs"][-1]["words"], helped=run(2)["outputs"])
""")
    assert told["asked"] == (
        "Traceback (most recent call last):\n  File \"<cell 1>\", line 1, in <module>\n    input('name? ')\n"
        "EOFError: this page cannot ask; write the answer into the cell, in place of input(…)\n"
    )
    assert told["left"] == "SystemExit: None"
    (shown,) = told["helped"]
    assert "Return the number of items in a container." in shown["text"]


def test_what_is_printed_is_shown_as_a_terminal_does_and_shortened(in_page):
    """A progress bar writes over itself; a hundred thousand lines once took a minute, and as many pages."""
    told = in_page(r"""
begin(r"print('1 %\r2 %', end='\r'); print('3 %\r\n\x1b[31mred\x1b[0m')", "for i in range(100_000): print(i)")
say(bar=run(0)["outputs"], lines=run(1)["outputs"])
""")
    assert told["bar"] == [{"type": "stream", "text": "3 %\r\nred\n"}]
    (shown,) = told["lines"]
    assert shown["text"].startswith("0\n1\n")
    assert "\n… 568,890 characters are left out here …\n" in shown["text"]
    assert shown["text"].endswith("99998\n99999\n")


def test_a_package_that_is_not_there_is_asked_for_once_and_the_cell_runs_again(in_page):
    """Also where the course holds the error back, as when it judges an answer."""
    told = in_page("""
begin("try:\\n    import tqdm_of_the_page\\nexcept ImportError:\\n    pass\\nprint('done')")
notebook.fetch_later(["tqdm_of_the_page"])
say(first=run(0), then=run(0))
""")
    assert told["first"]["wanted"] == "tqdm_of_the_page"
    assert told["then"]["outputs"] == [{"type": "stream", "text": "done\n"}]


def test_a_table_comes_set_and_one_that_cannot_be_set_as_plain_text(in_page):
    told = in_page("""
begin("from course_utils.plots.tables import show_table",
    "show_table(['quantity', 'value'], [[r'$\\\\frac12$', 1.5]])",
    "show_table(['quantity', 'value'], [[r'$\\\\left( x$', 1.5]])")
say(good=run(1), bad=run(2))
""")
    (good,), (bad,) = told["good"]["outputs"], told["bad"]["outputs"]
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in good["data"]["text/html"]
    assert '<td style="text-align:right">1.5</td>' in good["data"]["text/html"]
    assert "text/html" not in bad["data"]
    assert "1.5" in bad["data"]["text/plain"]


def test_no_line_of_a_box_ends_inside_the_sizes_of_a_network(in_page):
    told = in_page("""
begin("from course_utils.exercises import check", "check('08.parameters', ...)")
say(box=run(1)["outputs"][0]["data"]["text/html"])
""")
    assert 'A network <span class="whole">2-4-2-1</span>:' in told["box"]


WIDGETS = """
begin(
    "from course_utils.exercises import check, poll\\nfrom course_utils.widgets import NeuronExplorer, Playground",
    "NeuronExplorer('XOR')",
    "poll('04.hidden')",
    "check('04.and_bound', 51)",
)
figure, vote, judged = run(1), run(2), run(3)
number = figure["widgets"][0]["widget"]
event = {"type": "set", "name": "w1", "position": 3}
message = {"id": "a-1", "type": "events", "events": [event], "settled": False}
host.receive(number, json.dumps({"type": "custom", "content": message}))
answer, pictures = sent[-1]
poll = vote["widgets"][0]["widget"]
del sent[:]
host.receive(poll, json.dumps({"type": "state", "content": {"choice": "a"}}))
echo = list(sent)
host.receive(poll, json.dumps({"type": "state", "content": {"choice": "", "revealed": True}}))
kept_out = ("ipywidgets", "sklearn", "jupyter_client", "IPython.core", "traitlets.config")
heavy = [name for name in kept_out if name in sys.modules]
host.close(json.dumps([number]))
import anywidget
say(figure=figure, vote=vote, judged=judged, answer=answer, starts=list(pictures[0][:2]), heavy=heavy,
    echo=echo, refused=[one for one, _ in sent], left=number in anywidget.widgets)
"""


def test_widgets_answer_without_jupyter(in_page):
    told = in_page(WIDGETS)
    (shown,) = told["figure"]["widgets"]
    assert set(shown["state"]) == {"_layout", "_reply"} and shown["binary"] == ["_picture"]
    views = [output["data"] for output in told["figure"]["outputs"]]
    assert [set(data) for data in views] == [{"text/plain", "application/vnd.jupyter.widget-view+json"}], (
        "a picture that nobody sees"
    )
    assert told["figure"]["sizes"][0] > 1000
    assert "createLiveFigure" in shown["where"] and "export const courseStyleSheet" in shown["where"]
    reply = told["answer"]
    assert (reply["type"], reply["widget"], reply["content"]["id"]) == ("custom", shown["widget"], "a-1")
    assert reply["content"]["controls"]["w1"]["position"] == 3
    assert told["starts"] == [0xFF, 0xD8], "a picture that moves is a JPEG"
    assert "Correct." in told["judged"]["outputs"][0]["data"]["text/html"]
    assert told["heavy"] == []
    assert told["left"] is False


def test_a_poll_is_in_step_and_what_cannot_be_is_undone(in_page):
    told = in_page(WIDGETS)
    assert told["vote"]["widgets"][0]["state"]["choice"] == ""
    assert told["echo"] == [], "what the page has said is not said to it again"
    told_back = {name: value for message in told["refused"] for name, value in message["content"].items()}
    assert told_back["revealed"] is False
    assert "choose a letter" in told_back["error"]
