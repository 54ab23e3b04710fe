"""An answer of which there are many: every one that works is right, and others are told where they fail."""

import pytest

from course_utils.exercises import check
from course_utils.exercises.answers.solves import Solves

# a and b with a + b = 3 and a − b at most 0, as 1 and 0
KIND = Solves(
    labels=("a", "b"),
    run=lambda n: (float(n[0] + n[1] == 3), float(n[0] <= n[1])),
    expected=(1, 1),
    cases=("the sum", "the order"),
    mistakes={(3, 0): "The other way round."},
)


@pytest.mark.parametrize("given", [(1, 2), [0, 3], (-1.0, 4.0)])
def test_every_answer_that_works_is_right(given):
    assert KIND.judge(given) == ("correct", "")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((2, 1), "1 of 2 cases is right. At the order it gives 0; 1 is wanted."),
        ((5, 1), "0 of 2 cases are right. At the sum it gives 0; 1 is wanted."),
        ((3, 0), "The other way round."),
        ((1, 2, 3), "got shape (3,)"),
        (("x", 2), "text"),
        (7, "got one number"),
    ],
)
def test_others_are_told_where_they_fail(given, words):
    state, reason = KIND.judge(given)
    assert state == "not yet" and words in reason


@pytest.mark.parametrize(
    ("key", "given", "words"),
    [
        ("06.bump", [1e308] * 7, "At x = 0.1 it gives ∞; "),
        ("05.same_neuron", [1e308] * 4, "0 of 5 cases are right."),
        ("04.xor", [1e308, -1e308] * 4 + [1.0], "is wanted."),
    ],
)
def test_numbers_that_overflow_are_told_what_they_give(key, given, words):
    verdict = check(key, given)
    assert verdict.state == "not yet" and words in verdict.words
