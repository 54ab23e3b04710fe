"""One place says where the course is published. A link that leads to somebody else's copy is worse than none."""

import re
import shutil
import tomllib
from urllib.parse import parse_qs, urlsplit

import pytest

from tools import repository
from tools.imports import ROOT

NONSENSE = ("", "  ", "a b/c", *"name owner/ /name a/b/c https://github.com/a/b -a/b a/.. a/b;ls ä/b".split())


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Return a folder with the files that the command writes, which it takes for the project."""
    for name in ["pyproject.toml", *repository.PAGES]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(repository, "ROOT", tmp_path)
    return tmp_path


def texts(folder):
    return {
        name: (folder / name).read_text(encoding="utf-8") for name in ["pyproject.toml", *repository.PAGES]
    }


def test_the_pages_say_what_the_one_place_says():
    for name in repository.PAGES:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(repository.BLOCK.findall(text)) == text.count("<!-- repository:") > 0
        assert repository.renewed(text, repository.published()) == text, "run `make badge`"


def test_one_command_makes_all_links_lead_to_a_fork(copy):
    assert repository.main(["Ada-L/the.course"]) == 0
    assert repository.published(copy) == "Ada-L/the.course"
    assert repository.main(["grace/other_course"]) == 0
    after = texts(copy)
    assert repository.published(copy) == "grace/other_course"
    assert not any("Ada-L" in text or "OWNER/REPOSITORY" in text for text in after.values())
    button = (
        "(https://mybinder.org/v2/gh/grace/other_course/HEAD?urlpath=lab/tree/notebooks/00_start_here.ipynb)"
    )
    assert f"badge_logo.svg)]{button}" in after["README.md"]
    assert "https://grace.github.io/other_course/" in after["README.md"]
    assert "git clone https://github.com/grace/other_course " in after["deploy/README.md"]


def test_only_the_blocks_and_the_entry_change(copy):
    before = texts(copy)
    repository.main(["ada/course"])
    after = texts(copy)
    for name in repository.PAGES:
        assert repository.BLOCK.sub("", after[name]) == repository.BLOCK.sub("", before[name])
    old, new = (tomllib.loads(text["pyproject.toml"]) for text in (before, after))
    assert new["tool"].pop("course") == {"repository": "ada/course"}
    del old["tool"]["course"]
    assert new == old


def test_without_a_repository_the_badge_says_how_to_set_it():
    badge = repository.blocks("")["badge"]
    assert "make badge REPO=owner/name" in badge and "mybinder.org" not in badge


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_nonsense_is_refused_in_words_and_changes_nothing(nonsense, copy, capsys):
    before = texts(copy)
    assert repository.main([nonsense]) == 1
    assert "owner/name" in capsys.readouterr().err
    assert texts(copy) == before


def test_a_line_break_is_no_part_of_a_name():
    with pytest.raises(ValueError, match="owner/name"):
        repository.checked("a/b\n")


@pytest.mark.parametrize("good", ["a/b", "ada-lovelace/neural.networks_2", "A1/.github"])
def test_names_that_github_allows_are_taken(good):
    assert repository.checked(good) == good


def test_the_pages_of_an_owner_have_no_folder():
    assert repository.site("Ada/ada.github.io") == "https://ada.github.io/"
    assert repository.site("Ada/Course") == "https://ada.github.io/Course/"


def test_binder_opens_a_notebook_that_is_there():
    query = parse_qs(urlsplit(repository.binder("ada/course")).query)
    assert query["urlpath"][0].removeprefix("lab/tree/") == repository.START
    assert (ROOT / repository.START).is_file()


def test_the_link_for_a_class_survives_the_way_through_a_browser():
    parts = urlsplit(repository.pull("ada/course", "https://hub.example.org"))
    assert parts.path == "/hub/user-redirect/git-pull"
    assert not re.search(r"[ /]", parts.query)
    assert parse_qs(parts.query) == {
        "repo": ["https://github.com/ada/course"],
        "urlpath": ["lab/tree/course/notebooks/00_start_here.ipynb"],
    }
