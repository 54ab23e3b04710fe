"""Whatever is handed to a public function: the right answer, or words that name the argument."""

import pytest

from .calls import BASES
from .figures import FIGURES
from .judge import cases, verdict
from .public import callables
from .values import Stubborn

# Too slow for the short form, judged by `python -m tests.fuzz`.
SLOW = tuple(
    name
    for name in BASES
    if "Explorer" in name
    or name in ("Playground", "Playground.load", "OptimizerRace", "RosenblattMachine", "random_layer_risks")
    or (name.startswith("LiveFigure") and "." in name)
    or name == "BackpropStepper.save_worksheet"
)
JUDGED = [name for name in BASES if name not in SLOW and name not in FIGURES]
# One in so many cases is tried of what draws, which takes long; the long form tries all.
STRIDE, DRAWN_STRIDE = 16, 6
DRAWN = (
    *("Drawing", "LiveFigure", "LiveFigureModel", "after", "new_figure", "show", "show_numbers", "style"),
    *("BackpropStepper.show", "BackpropStepper.save_html"),
)


@pytest.fixture(autouse=True)
def folder_of_its_own(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # a word is a good name for a file


def test_every_public_callable_has_a_right_call_to_start_from():
    missing = callables().keys() - BASES.keys()
    assert not missing, f"tests/fuzz/calls.py needs a base for {', '.join(sorted(missing))}"


@pytest.mark.parametrize("name", JUDGED)
def test_an_answer_or_words_that_name_the_argument(name):
    stride = DRAWN_STRIDE if name in DRAWN or name.startswith("draw_") else 1
    wrong = []
    for argument, words, make in [*cases(name)][len(name) % stride :: stride]:
        if complaint := verdict(name, (argument, words, make)):
            wrong.append(f"{argument}={words}: {complaint[:200]}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("place", range(len(FIGURES)), ids=FIGURES)
def test_a_figure_or_words_that_name_the_argument(place):
    name = [*FIGURES][place]
    tried = [*cases(name)][place % STRIDE :: STRIDE]  # in each figure others
    wrong = [f"{case[0]}={case[1]}: {said[:200]}" for case in tried if (said := verdict(name, case))]
    assert tried and not wrong, "\n".join(wrong)


def test_the_judge_sees_each_kind_of_fault(monkeypatch):
    def hangs(n):
        while n == 10**9:
            pass

    def silent(n):
        if n == 10**9:
            raise RuntimeError("no words")

    def nameless(n):
        if n == 10**9:
            raise ValueError("math domain error")

    def spoils(n):
        n.append(1)

    monkeypatch.setattr("tests.fuzz.judge.SECONDS", 0.2)
    for function, value, expected in (
        (hangs, 10**9, "took more than"),
        (silent, 10**9, "RuntimeError"),
        (nameless, 10**9, "names no argument"),
        (spoils, [], "changed an argument"),
        (lambda n: n, True, "accepted True for a number"),
        (len, Stubborn(), "RuntimeError"),
    ):
        key = "obj" if function is len else "n"
        call = (lambda obj: len(obj)) if function is len else function
        monkeypatch.setitem(BASES, "tried", lambda call=call, key=key: (call, {key: 1}))
        words = "True" if value is True else "value"
        assert expected in verdict("tried", (key, words, lambda value=value: value))
