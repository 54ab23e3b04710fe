"""The front ends' packaging: small files, joined in order, that reach nothing and calculate nothing."""

import re

import pytest

from course_utils import widgets
from course_utils.explorers.approximation.widget import FRONT_END as APPROXIMATION
from course_utils.explorers.training.widget import FRONT_END as TRAINING
from course_utils.live.figure import FRONT_END as LIVE
from course_utils.live.front_end import FRAME
from course_utils.live.showing import HIDE_NOTES
from course_utils.playground.widget import FRONT_END as PLAYGROUND
from course_utils.race.widget import FRONT_END as RACE
from course_utils.rosenblatt.widget import FRONT_END as MACHINE
from course_utils.stepper.saved_page import FRONT_END as STEPPER

ENTRIES = {
    LIVE: ["index.js", "filmfigure.js"],
    PLAYGROUND: ["index.js"],
    RACE: ["race.js"],
    MACHINE: ["machine.js"],
    APPROXIMATION: ["approximation.js"],
    TRAINING: ["training.js"],
    STEPPER: ["index.js", "worksheet.js"],
}
FILES = sorted({file for front_end in ENTRIES for file in front_end.folder.iterdir()})
SCRIPTS = [file for file in FILES if file.suffix == ".js"]
both = pytest.mark.parametrize(
    "front_end", ENTRIES, ids=lambda front_end: f"{front_end.folder.parent.name}-{front_end.sheets[-1]}"
)


def name_of(file):
    return f"{file.parent.parent.name}-{file.name}"


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_a_file_is_short_and_opens_with_its_concept(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 220
    assert lines[0].startswith(("// ", "/* "))


@both
def test_every_file_is_used(front_end):
    joined = "".join(module for other in ENTRIES for module in map(other.module, ENTRIES[other]))
    for file in front_end.folder.glob("*.js"):
        assert file.read_text(encoding="utf-8").splitlines()[0] in joined
    sheets = {(other.folder / name).resolve() for other in ENTRIES for name in other.sheets}
    assert set(front_end.folder.glob("*.css")) <= sheets | {FRAME}


@both
def test_the_module_stands_alone(front_end):
    joined = front_end.module(ENTRIES[front_end][0])
    assert not re.search(r"^import |^export (?!default)", joined, re.MULTILINE)
    assert joined.count("export default") == 1
    addresses = set(re.findall(r"\w+://[^\"' ]+", joined + front_end.style()))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # a name, never fetched


@both
def test_no_two_files_define_one_name(front_end):
    """A browser refuses the joined module then, and no widget shows."""
    names = re.findall(
        r"^(?:const|let|class|(?:async )?function) (\w+)",
        front_end.module(ENTRIES[front_end][0]),
        re.MULTILINE,
    )
    assert len(names) > 20
    assert {name for name in names if names.count(name) > 1} == set()


def test_imports_come_before_what_needs_them():
    joined = STEPPER.module()
    assert joined.index("function short") < joined.index("class Session")


@pytest.mark.parametrize("file", SCRIPTS, ids=name_of)
def test_no_mathematics_and_no_evaluation_in_the_browser(file):
    """Derivatives and functions live in the engine; the page formats, places and compares."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(
        r"Math\.(exp|log|tanh|pow|sinh|cosh|expm1|log1p)\b|\w\s*\*\*\s*[\w(]|\beval\(|new Function", text
    )


@both
def test_the_style_knows_every_colour_that_it_uses(front_end):
    style = front_end.style()
    used = set(re.findall(r"var\((--look-\w+)", style))
    declared = set(re.findall(r"(--look-\w+):", style))
    assert used <= declared
    own = "".join((front_end.folder / name).read_text(encoding="utf-8") for name in front_end.sheets)
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", own)


@pytest.mark.parametrize(
    "name", [name for name in widgets.__all__ if hasattr(getattr(widgets, name), "_css")]
)
def test_a_widget_that_is_alive_hides_the_words_for_one_that_is_not(name):
    """A notebook may show no other widget that does."""
    assert HIDE_NOTES in getattr(widgets, name)._css
