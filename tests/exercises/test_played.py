"""A set-up that is played: what is said of its risks is what they are.

A student who reads that the training risk is high, where it is low, mends the wrong thing.
"""

import re

import pytest

from course_utils.exercises import bank, check
from course_utils.exercises.answers.played import HIGH
from course_utils.playground import read, run

REACH = bank.exercise("08.reach").answer


@pytest.mark.parametrize(
    ("settings", "high"),
    [
        ("layers=8-8 rate=3 updates=1200", False),  # 0.17 in training, 0.53 in validation
        ("layers=8-8 rate=1 updates=400 seed=5", True),  # 0.60 and 0.66
    ],
)
def test_the_training_risk_is_called_high_where_it_is(settings, high):
    setup = f"{REACH.given} {settings}"
    risks = run(read(setup)).risks
    verdict = check("08.reach", setup)
    assert (HIGH in verdict.words) is high is (risks.train >= REACH.goal)
    shown = float(re.search(r"validation risk of ([\d.]+);", verdict.words)[1])
    assert shown == pytest.approx(risks.test, abs=5e-4)


@pytest.mark.parametrize(
    ("risk", "shown"),
    [(0.2534, "0.253"), (0.2996, "0.2996"), (0.29999996, "0.29999996"), (0.3, "0.300"), (0.30004, "0.300")],
)
def test_a_risk_is_shown_on_its_side_of_the_goal(risk, shown):
    assert REACH._shown(risk) == shown
