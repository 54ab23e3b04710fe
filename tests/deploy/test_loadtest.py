"""The load test's own logic, without a hub: an error must reach the report, and stop nobody else."""

import json
import re
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest

from deploy.loadtest import __main__ as command
from deploy.loadtest.results import Diary, Results
from deploy.loadtest.student import run_cell
from tools.imports import ROOT

FOLDER = ROOT / "deploy/loadtest"


class Fake:
    """A student who gets as far as `until`."""

    def __init__(self, until="the end"):
        self.until = until
        self.closed = []

    def log_in(self):
        self.reach("login")

    def start_server(self):
        self.reach("spawn")
        return 3.5

    def run(self, path, note):
        note(0.25)
        self.reach("cell")
        note(0.5)

    def close(self, path):
        self.closed.append(path)

    def reach(self, stage):
        if stage == self.until:
            raise ConnectionError(f"lost at the {stage}")


def attended(until="the end", **details):
    diary = Diary("student-07")
    command.attend(Fake(until), ["notebooks/11_x.ipynb", "notebooks/08_y.ipynb"], diary, **details)
    return diary


# --- an error is the error of that student ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("until", "stage"), [("login", "logging in"), ("spawn", "starting a server"), ("cell", "running 11_x")]
)
def test_what_a_student_could_not_do_is_noted(until, stage):
    assert attended(until).failures == [f"student-07, {stage}: lost at the {until}"]


def test_a_student_without_trouble_runs_both_notebooks():
    diary = attended()
    assert (diary.spawn, diary.cells, diary.failures) == (3.5, [0.25, 0.5, 0.25, 0.5], [])


def test_the_others_go_on_when_one_server_dies(monkeypatch):
    monkeypatch.setattr(command, "ARRIVAL_SECONDS", 0)
    diaries = [Diary(f"student-{index}") for index in range(5)]
    fates = ["the end", "the end", "cell", "the end", "login"]
    command.hold_class(diaries, lambda i, diary: command.attend(Fake(fates[i]), ["a.ipynb"], diary))
    assert [len(diary.failures) for diary in diaries] == [0, 0, 1, 0, 1]
    results = Results(diaries)
    assert "5, of whom 3 to the end" in results.table()
    assert results.complaints() == [
        "student-2, running a: lost at the cell",
        "student-4, logging in: lost at the login",
    ]


def test_an_error_without_words_has_a_name():
    diary = Diary("student-1")
    diary.fail("running 11", TimeoutError())
    assert diary.failures == ["student-1, running 11: TimeoutError"]


def test_a_notebook_is_closed_before_the_next_unless_it_is_to_stay():
    one, other = Fake(), Fake()
    command.attend(one, ["a.ipynb", "b.ipynb"], Diary("x"))
    command.attend(other, ["a.ipynb", "b.ipynb"], Diary("y"), keep_open=True)
    assert (one.closed, other.closed) == (["a.ipynb", "b.ipynb"], [])


# --- the verdict ---------------------------------------------------------------------------------------------


def worked(name, cells=(0.1,)):
    return Diary(name, spawn=1.0, cells=list(cells))


def test_the_verdict_looks_at_errors_and_memory_and_never_at_a_time():
    slow = Results([worked("a", cells=[100.0])], shared={"a": 349_000_000})
    assert slow.complaints(350) == []
    heavy = Results([worked("a"), worked("b")], shared={"a": 100_000_000, "b": 351_000_000})
    assert heavy.complaints(350) == ["a student took 351 MB, at most 350 were allowed"]


def test_a_test_that_measured_nothing_is_no_success():
    assert Results([worked("a")]).complaints(350) == ["no memory was measured"]
    assert Results([Diary("a")]).complaints() == ["a ran no cell"]


def test_the_table_of_a_class_that_nobody_could_enter_is_still_a_table():
    diary = Diary("a")
    diary.fail("logging in", ConnectionError("refused"))
    assert "none" in Results([diary]).table()


def test_the_table_says_what_half_and_nearly_all_students_waited_at_most():
    rows = Results(
        [worked("a", cells=[3.0, 1.0, 2.0]), worked("b", cells=[9.0])], shared={"a": 2e6, "b": 4e6}
    ).table()
    assert "| 2.00 / 9.00 / 9.00 |" in rows and "| 2 / 4 |" in rows


# --- one cell on a kernel ------------------------------------------------------------------------------------


class Line:
    """A kernel's websocket that answers with prepared messages; MINE stands for the id of what was sent."""

    def __init__(self, *answers):
        self.answers = list(answers)

    def send(self, text):
        self.sent = json.loads(text)

    def recv(self):
        kind, parent, content = self.answers.pop(0)
        if kind == "bytes":
            return b"\x00\x01"
        parent = {"msg_id": self.sent["header"]["msg_id"]} if parent == "MINE" else parent
        return json.dumps({"header": {"msg_type": kind}, "parent_header": parent, "content": content})


IDLE = ("status", "MINE", {"execution_state": "idle"})
OTHER = {"msg_id": "somebody else's"}


def test_a_cell_ends_with_its_own_idle():
    line = Line(
        ("status", OTHER, {"execution_state": "idle"}), ("bytes", {}, {}), ("stream", "MINE", {}), IDLE
    )
    assert run_cell(line, "1 + 1") == ""
    assert line.answers == []
    assert line.sent["content"]["code"] == "1 + 1"


def test_an_exception_in_a_cell_is_an_error():
    error = ("error", "MINE", {"ename": "ValueError", "evalue": "no such planet"})
    assert run_cell(Line(error, IDLE), "raise") == "ValueError: no such planet"


@pytest.mark.parametrize("state", ["restarting", "dead"])
def test_a_kernel_that_dies_is_an_error(state):
    assert state in run_cell(Line(("status", {}, {"execution_state": state})), "1")


@pytest.mark.parametrize("keep_log", [True, False])
def test_only_a_log_that_is_wanted_stays(keep_log, tmp_path, capsys):
    (tmp_path / "homes" / "student-00").mkdir(parents=True)
    (tmp_path / "hub.log").write_text("words")
    command.tidy(SimpleNamespace(home=tmp_path, log=tmp_path / "hub.log"), keep_log)
    assert sorted(path.name for path in tmp_path.glob("*")) == (["hub.log"] if keep_log else [])
    assert ("hub.log" in capsys.readouterr().out) == keep_log


# --- it is bounded, and stays on this machine ----------------------------------------------------------------


def test_what_it_starts_ends_by_itself():
    if not hasattr(signal, "alarm"):
        pytest.skip("JupyterHub, and so the load test, does not run on Windows")
    program = [sys.executable, FOLDER / "until.py", "1", sys.executable, "-c", "import time; time.sleep(60)"]
    assert subprocess.run(program, timeout=30).returncode == -signal.SIGALRM


def test_every_program_of_the_hub_is_started_that_way():
    text = (FOLDER / "jupyterhub_config.py").read_text()
    commands = re.findall(r"^c\.\w+\.(?:cmd|command) = (.*)$", text, flags=re.MULTILINE)
    assert len(commands) == 2
    assert all(line.startswith("[*UNTIL, ") for line in commands)


def test_it_talks_to_this_machine_only():
    text = "\n".join(path.read_text() for path in FOLDER.glob("*.py"))
    assert set(re.findall(r"https?://([^:/\"]+)", text)) == {"127.0.0.1"}
    assert "0.0.0.0" not in text


@pytest.mark.parametrize(
    "words", ["--students=0", "--students=101", "--students=few", "--think=-1", "--think=nan"]
)
def test_nonsense_is_refused_in_words(words, capsys):
    with pytest.raises(SystemExit) as end:
        command.arguments([words])
    assert end.value.code == 2
    said = capsys.readouterr().err
    assert "error: " in said and words.partition("=")[2] in said
