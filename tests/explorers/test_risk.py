"""The risk explorer: every control to both ends, and what it says against risks that are known."""

import numpy as np
import pytest

from course_utils.data.legendre import CurvePopulation
from course_utils.explorers.risk import GHOSTS, MOST, drawn, risks, truth
from course_utils.widgets import RiskExplorer

ENDS = {"count": (20, 1000), "noise": (0.05, 1), "terms": (1, 15)}


def test_every_control_goes_to_both_ends():
    model = RiskExplorer().model
    model.change_theme("dark")
    pictures, said = [model.picture(settled=False).bytes], [model.description]
    for name, ends in ENDS.items():
        for end in ends:
            model.set(name, end)
            assert getattr(model.state, name) == end
            pictures.append(model.picture(settled=False).bytes)
            said.append(model.description)
    model.press("redraw")
    pictures.append(model.picture(settled=False).bytes)
    assert len(set(pictures)) == len(pictures) and len(set(said)) == len(said)


def test_the_hardest_corner_still_draws():
    model = RiskExplorer(count=20, noise=0.05, terms=15).model
    for _ in range(GHOSTS + 2):
        model.press("redraw")
    assert model.state.seed == GHOSTS + 2 and np.isfinite(list(risks(model.state).values())).all()


def test_earlier_fits_stay_and_the_oldest_leave():
    model = RiskExplorer().model

    def ghosts():
        return sum(len(line.get_xdata()) > 0 for line in model.drawing.moving if line.get_alpha() == 0.45)

    seen = [ghosts()]
    for _ in range(GHOSTS + 1):
        model.press("redraw")
        seen.append(ghosts())
    assert seen == [0, 1, 2, 3, 4, 5, 6, 6]


def test_training_risk_only_falls_with_more_terms_and_no_true_risk_is_below_bayes():
    state = RiskExplorer(count=40, noise=0.3).model.state
    found = risks(state)
    assert (np.diff(found["training"]) <= 1e-12).all()
    assert (found["true"] >= 0.09).all() and np.allclose(found["Bayes"], 0.09)
    assert all(len(values) == MOST for values in found.values())


def test_the_training_risk_is_the_residual_of_numpys_own_fit():
    state = RiskExplorer(count=40, noise=0.3).model.state
    _, train, validation = drawn(state.count, state.noise, state.seed)
    assert len(train.y) == 40 and len(validation.y) == 10
    cubic = np.polynomial.Polynomial.fit(train.X[:, 0], train.y, 3)
    found = risks(state)
    assert found["training"][3] == pytest.approx(np.mean((cubic(train.X[:, 0]) - train.y) ** 2))
    assert found["validation"][3] == pytest.approx(np.mean((cubic(validation.X[:, 0]) - validation.y) ** 2))
    assert found["true"][3] == pytest.approx(CurvePopulation(truth, 0.3).risk(cubic))


def test_it_says_the_risks_and_what_would_be_chosen():
    model = RiskExplorer(count=40, noise=0.3, terms=1).model
    found = risks(model.state)
    assert "N = 40, σ = 0.3, 1 term" in model.description and "Bayes 0.09." in model.description
    assert f"{found['true'][0]:.4f}".rstrip("0") in model.description
    chosen = int(np.argmin(found["validation"])) + 1
    assert f"Lowest validation risk with {chosen} term" in model.description


@pytest.mark.parametrize(
    "arguments", [{"count": 10}, {"count": 2000}, {"noise": 0}, {"terms": 16}, {"terms": 2.5}]
)
def test_what_it_cannot_show_is_refused(arguments):
    with pytest.raises((ValueError, TypeError)):
        RiskExplorer(**arguments)
