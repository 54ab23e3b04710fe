"""The stored record says what a run would say: otherwise a reader would trust numbers of another engine."""

import re
import sys

from tests.conftest import ROOT
from verify import expressions, families, gradients, hessians, parts, record, references, slides
from verify.claim import Claim

PAGE = record.PAGE.read_text(encoding="utf-8")


def title(name):
    """A family's heading: how its module begins, which may need mpmath to be imported."""
    return (ROOT / "verify" / f"{name}.py").read_text(encoding="utf-8").removeprefix('"""').partition(":")[0]


def rows(family):
    """(claim, cases, verdict) of each claim of a family."""
    section = re.search(rf"^## {family}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]
    cells = [
        re.split(r"(?<!\\)\|", line.strip("|")) for line in section.splitlines() if line.startswith("| ")
    ]
    return [
        (words.strip(), int(count.replace(",", "")), verdict.strip())
        for words, count, _, _, verdict in cells
        if words.strip() != "claim"
    ]


def test_the_tables_of_slides_and_references_are_those_of_the_engine_now():
    assert PAGE.endswith(record.computed().rstrip() + "\n")


def test_every_number_of_the_slides_is_the_engine_s():
    assert [row for row in slides.rows() if not row[4].startswith("same")] == []


def test_every_reference_is_the_engine_s():
    wrong = [row for row in references.rows() if not references.difference(row[1], row[2]) <= row[3]]
    assert wrong == []


def test_the_record_holds_the_promised_counts():
    tried = rows("Gradients")
    by_torch = [count for words, count, _ in tried if "PyTorch" in words and not words.startswith("loss")]
    assert sum(by_torch) == gradients.NETWORKS == 10_000
    whole, product, judged = (count for words, count, _ in rows("Hessians") if "PyTorch" in words)
    assert whole + judged == product + judged == hessians.NETWORKS == 1_000
    assert max(count for _, count, _ in rows("Expressions")) == expressions.EXPRESSIONS
    assert f"seed {families.SEED}" in PAGE


def test_no_claim_of_the_record_is_broken():
    titles = [title(name) for name in families.NAMES]
    assert [
        heading for heading in re.findall(r"^## (.+)$", PAGE, re.MULTILINE) if heading in titles
    ] == titles
    found = [row for title in titles for row in rows(title)]
    assert len(found) > 100
    assert {verdict for _, _, verdict in found} <= {"kept", "*weaker*"}


def test_the_record_has_no_times_and_no_paths():
    assert re.findall(r"\b20\d\d-\d\d-\d\d\b|\b\d\d:\d\d\b|/home/|/work/|/tmp/", PAGE) == []


def test_printed_numbers_are_judged_to_their_last_digit():
    judged = [slides.verdict(text, 0.35891648) for text in ("0.358", "0.359", "0.357")]
    assert judged == ["same, cut off", "same, rounded", "differs"]


def test_every_number_in_the_text_of_a_formula_line_is_listed():
    """The numbers of the forward pass, as a slide writes them in one line."""
    printed = {row[2] for row in slides.rows()}
    assert {"0.15", "0.05", "0.2", "0.35", "0.3775", "0.593", "0.596", "0.6", "1.105", "0.751"} <= printed


def test_the_page_is_found():
    assert "docs/verification.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_part_that_fails_says_so_and_loses_nothing_of_the_others(monkeypatch):
    monkeypatch.setattr(record, "ORACLES", ("numpy",))  # the others are elsewhere
    (broken,) = parts.run("no such family", sys.executable)["claims"]
    assert not broken.kept and "Error" in str(broken)
    kept = Claim("one and one is two", 0.0)
    kept.see(0.0)
    page = record.page({"gradients": {"claims": [broken]}, "hessians": {"claims": [kept]}})
    assert "**broken**" in page and "| one and one is two | 1 | 0 | 0 | kept |" in page
    assert page.count("*Still to come.*") == len(families.NAMES) - 2
    assert page.count("| *still to come* |") == len(parts.CHECKS)


def test_a_check_whose_python_is_missing_says_so(tmp_path):
    assert parts.run("fuzz", str(tmp_path / "python"))["said"].startswith("not run")
