"""The front end's packaging: small files, joined in order, that reach nothing and calculate nothing."""

import re

import pytest

from course_utils.widgets import front_end

FILES = sorted(front_end.FRONT.iterdir())
SCRIPTS = [file for file in FILES if file.suffix == ".js"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_short_and_opens_with_its_concept(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    assert lines[0].startswith(("// ", "/* "))


def test_every_file_is_used():
    joined = front_end.module() + front_end.module("worksheet.js")
    for file in SCRIPTS:
        assert file.read_text(encoding="utf-8").splitlines()[0] in joined
    assert set(front_end.SHEETS) == {file.name for file in FILES if file.suffix == ".css"}


def test_the_module_stands_alone():
    joined = front_end.module()
    assert not re.search(r"^import |^export (?!default)", joined, re.MULTILINE)
    assert joined.count("export default") == 1
    addresses = set(re.findall(r"\w+://[^\"' ]+", joined + front_end.style()))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, never fetched


@pytest.mark.parametrize("folder", ["front", "front_live"])
def test_no_two_files_define_one_name(folder):
    """A browser refuses the joined module then, and no widget shows."""
    joined = front_end.module(folder=front_end.FRONT.with_name(folder))
    names = re.findall(r"^(?:const|let|class|(?:async )?function) (\w+)", joined, re.MULTILINE)
    assert len(names) > 20
    assert {name for name in names if names.count(name) > 1} == set()


def test_imports_come_before_what_needs_them():
    joined = front_end.module()
    assert joined.index("export function short".removeprefix("export ")) < joined.index("class Session")


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_mathematics_and_no_evaluation_in_the_browser(file):
    """Derivatives and functions live in ops.py; the page formats, places and compares."""
    text = file.read_text(encoding="utf-8")
    assert not re.search(
        r"Math\.(exp|log|tanh|pow|sinh|cosh|expm1|log1p)\b|\w\s*\*\*\s*[\w(]|\beval\(|new Function", text
    )


def test_the_style_knows_every_colour_that_it_uses():
    style = front_end.style()
    used = set(re.findall(r"var\((--look-\w+)", style))
    declared = set(re.findall(r"(--look-\w+):", style))
    assert used <= declared
    assert not re.search(
        r"#[0-9a-fA-F]{3,8}\b", "".join(front_end._source(name) for name in front_end.SHEETS)
    )
