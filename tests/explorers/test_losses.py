"""The explorers of notebook 07: every control to both ends, bad input in words, numbers that are known otherwise."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.contour import ContourSet
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

from course_utils.data import galaxies
from course_utils.engine import EmpiricalRisk, Network
from course_utils.explorers import neuron_surface
from course_utils.explorers import weight_pair as weight_pair_explorer
from course_utils.widgets import LossExplorer, LossSurfaceExplorer, OutlierExplorer, WeightPairExplorer

SURFACES = ["squared", "absolute", "binary_cross_entropy"]


def pictures(model, moves):
    """The set of pictures after each (control, value)."""
    seen = set()
    for name, value in moves:
        model.set(name, value)
        seen.add(model.picture(settled=False).bytes)
    return seen


# --- one example ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["one", "zero", "number"])
def test_the_example_goes_to_both_ends(target):
    model = LossExplorer(target=target).model
    assert len(pictures(model, [("z", -12), ("z", 0.0), ("z", 12)])) == 3
    for x in (-12, 12):
        model.drag("point", x=x)
        assert model.state.z == x
    assert "nan" not in model.description and "∞" not in model.description


# By hand: z = −10: f = 1/(1 + e^10) = 4.54e-5, 2 (f − 1) f (1 − f) = −9.079e-5, and 1 + cosh 10 = 11014.23.
KNOWN = [
    ("one", -10.0, "squared error 0.9999, gradient −9.079×10⁻⁵"),
    ("one", -10.0, "binary cross-entropy 10, gradient −1. Cross-entropy pulls 11,014 times as hard"),
    (
        "one",
        0.0,
        "squared error 0.25, gradient −0.25; absolute error 0.5, gradient −0.25; binary cross-entropy 0.6931",
    ),
    ("zero", 0.0, "binary cross-entropy 0.6931, gradient 0.5. Cross-entropy pulls 2 times"),
    (
        "number",
        -3.0,
        "squared error 9, gradient −6; absolute error 3, gradient −1. A number has no cross-entropy",
    ),
]


@pytest.mark.parametrize(("target", "z", "words"), KNOWN)
def test_it_says_every_loss_and_gradient(target, z, words):
    assert words in LossExplorer(z, target).model.description


@pytest.mark.parametrize("arguments", [{"z": 13}, {"target": "two"}, {"z": float("nan")}])
def test_an_example_that_it_cannot_show_is_refused(arguments):
    with pytest.raises(ValueError):
        LossExplorer(**arguments)


# --- one outlier ------------------------------------------------------------------------------------------


def slopes(model):
    return [float(text.replace("−", "-")) for text in re.findall(r"error (−?\d\.\d\d)", model.description)]


def test_one_line_runs_after_the_point_and_the_other_does_not():
    model = OutlierExplorer(hit=(9.0, 7.0)).model
    before = slopes(model)
    model.drag("hit", 9.0, 15.0)
    squared, absolute = slopes(model)
    assert squared > before[0] + 0.15 and absolute == before[1]


def test_a_wrong_time_moves_both_where_readings_are_few():
    """What "try this" asks for: with 4 readings the absolute error gives way, with 5 and with 12 it does not."""
    model = OutlierExplorer().model
    model.drag("hit", 20.0, 1.0)
    found = {}
    for count in (4, 5, 12):
        model.set("count", count)
        found[count] = slopes(model)[1]
    assert found[4] < 0 and found[5] > 0.4 and found[12] > 0.4


def test_between_two_readings_the_point_moves_the_dashed_line_not_at_all():
    model = OutlierExplorer(count=2).model
    found = set()
    for x, y in ((1, 15), (5, 0), (9, 15)):
        model.drag("hit", x, y)
        found.add(slopes(model)[1])
    assert len(found) == 1


def test_the_outlier_goes_to_every_corner():
    model = OutlierExplorer().model
    seen = pictures(model, [("count", 2), ("count", 30)])
    for x in (0, 20):
        for y in (0, 15):
            model.drag("hit", x, y)
            seen.add(model.picture(settled=False).bytes)
    assert len(seen) == 6


@pytest.mark.parametrize("arguments", [{"hit": (25.0, 1.0)}, {"hit": (1.0, 16.0)}, {"count": 1}])
def test_an_outlier_outside_is_refused(arguments):
    with pytest.raises(ValueError):
        OutlierExplorer(**arguments)


# --- the surface of one neuron ----------------------------------------------------------------------------


@pytest.mark.parametrize("loss", SURFACES)
def test_the_surface_is_the_risk_of_the_network(loss):
    x, y = neuron_surface.sample(0.4)
    surface = neuron_surface.surface(loss, 0.4)
    for row, column in ((0, 0), (7, 50), (30, 33), (60, 12)):
        w, b = neuron_surface.GRID[[column, row]]
        p = 1 / (1 + np.exp(-(w * x[:, 0] + b)))
        expected = {
            "squared": np.mean((p - y) ** 2),
            "absolute": np.mean(np.abs(p - y)),
            "binary_cross_entropy": log_loss(y, p) if np.abs(w * x + b).max() < 30 else None,
        }[loss]
        if expected is not None:
            assert surface[row, column] == pytest.approx(expected, rel=1e-6)


def test_cross_entropy_arrives_where_scikit_learn_does():
    x, y = neuron_surface.sample(0.4)
    best = LogisticRegression(C=np.inf, tol=1e-10, max_iter=1000).fit(x, y)
    path = neuron_surface.descent("binary_cross_entropy", 0.4, (-8.0, 8.0), 2.0, 1000)
    assert path[-1] == pytest.approx([best.coef_[0, 0], best.intercept_[0]], rel=1e-3)
    assert path[0].tolist() == [-8, 8] and len(path) == 1001


@pytest.mark.parametrize("loss", SURFACES)
def test_the_neuron_goes_to_every_end(loss):
    model = LossSurfaceExplorer(loss=loss).model
    moves = [("rate", 0.1), ("rate", 10), ("steps", 1), ("steps", 1000), ("fraction", 0), ("fraction", 1)]
    assert len(pictures(model, moves)) >= 4
    for w, b in ((-12, -12), (12, 12), (0, 0)):
        model.drag("start", w, b)
        assert "nan" not in model.description


def test_squares_are_still_on_the_plain_where_cross_entropy_arrives():
    """The picture of the notebook, and what its cell prints: 41 and 84 of 100 galaxies."""
    right = {}
    for loss in ("squared", "binary_cross_entropy"):
        right[loss] = neuron_surface.share_right(
            neuron_surface.descent(loss, 0.4, (-8.0, 8.0), 1.0, 100)[-1], 0.4
        )
    assert right["squared"] < 0.5 < 0.8 < right["binary_cross_entropy"]


def test_a_neuron_that_is_wrong_where_the_surface_is_flat_is_said_to_be_on_a_plain():
    model = LossSurfaceExplorer(start=(0.0, 12.0), loss="squared").model
    assert "On a plain: the neuron is wrong, and the surface is flat here" in model.description


@pytest.mark.parametrize(("fraction", "end"), [(0.0, "b goes to −∞"), (1.0, "b goes to ∞")])
@pytest.mark.parametrize("loss", SURFACES)
def test_a_single_class_is_handled_in_words(loss, fraction, end):
    model = LossSurfaceExplorer(loss=loss).model
    model.set("fraction", fraction)
    assert f"All labels are {fraction:.0f}: there is nothing to tell apart." in model.description
    assert end in model.description and not model.error


def test_a_path_that_leaves_the_picture_is_said():
    model = LossSurfaceExplorer(start=(0.0, 12.0), loss="squared").model
    model.set("fraction", 1.0)
    assert "The path leaves the picture." in model.description


@pytest.mark.parametrize("arguments", [{"start": (13.0, 0.0)}, {"loss": "hinge"}])
def test_a_start_outside_is_refused(arguments):
    with pytest.raises(ValueError):
        LossSurfaceExplorer(**arguments)


# --- two of 337 weights -----------------------------------------------------------------------------------


def test_a_slice_is_the_risk_with_two_weights_changed():
    first, second, t = 26, 45, 300
    xs, ys, heights = weight_pair_explorer.slice_of("binary_cross_entropy", first, second, t)
    sky = galaxies(200, seed=0)
    network = Network.random([2, 16, 16, 1], hidden="tanh", output="sigmoid", seed=0)
    theta = weight_pair_explorer.training("binary_cross_entropy")[t].copy()
    for row, column in ((0, 0), (4, 24), (12, 12)):
        theta[[first, second]] = xs[column], ys[row]
        network.theta = theta
        assert heights[row, column] == pytest.approx(log_loss(sky.y, network(sky.X)[:, 0]), rel=1e-9)


def test_names_stand_where_the_network_keeps_its_parameters():
    names = weight_pair_explorer.parameter_names()
    network = weight_pair_explorer.start()
    assert len(names) == network.theta.size == 337
    for layer, W, b in ((0, "W₁[13, 0]", "b₁[13]"), (1, "W₂[4, 13]", "b₂[4]"), (2, "W₃[0, 15]", "b₃[0]")):
        i, j = map(int, re.findall(r"\d+", W))
        assert network.theta[names.index(W)] == network.layers[layer].W[i, j]
        network.layers[layer].b = 7 + np.arange(network.layers[layer].b.size)
        assert network.theta[names.index(b)] == network.layers[layer].b[int(re.findall(r"\d+", b)[0])]
    # As "try this" says: 0–31, 48–303 and 320–335 are weights.
    kinds = {i: name[0] for i, name in enumerate(names)}
    assert [i for i, kind in kinds.items() if kind == "W"] == [*range(32), *range(48, 304), *range(320, 336)]


def test_every_control_of_the_pair_goes_to_both_ends():
    model = WeightPairExplorer().model
    moves = [("t", 0), ("t", 300), ("first", 0), ("first", 336), ("second", 0), ("second", 335)]
    moves += [("loss", loss) for loss in SURFACES]
    assert len(pictures(model, moves)) == len(moves) - 1  # the last is the loss of the one before the losses


def test_one_weight_twice_is_said_and_the_last_good_state_kept():
    model = WeightPairExplorer().model
    before = model.picture().bytes
    with pytest.raises(ValueError, match=r"two different weights: both are b₁\[13\]"):
        model.set("first", 45)
    assert model.state.first == 26 and model.picture().bytes == before
    event = {"type": "set", "name": "first", "position": 45}
    answer, picture = model.reply({"id": 1, "type": "events", "events": [event]})
    assert picture is None and answer["words"].startswith("Choose two different weights")
    assert model.state.first == 26


@pytest.mark.parametrize("arguments", [{"first": 337}, {"second": -1}, {"loss": "hinge"}, {"first": 45}])
def test_weights_that_there_are_not_are_refused(arguments):
    with pytest.raises(ValueError):
        WeightPairExplorer(**arguments)


def test_the_path_lowers_the_loss():
    risk = weight_pair_explorer.risk("binary_cross_entropy")
    states = weight_pair_explorer.training("binary_cross_entropy")
    assert isinstance(risk, EmpiricalRisk) and states.shape == (301, 337)
    assert risk.value(states[-1]) < 0.2 * risk.value(states[0])


def labels_that_touch(figure):
    """The pairs of labels of contour lines that lie over each other where `figure` was drawn."""
    placed = []
    for lines in figure.axes[0].findobj(ContourSet):
        for label in lines.labelTexts:
            angle, middle = label.get_rotation(), label.get_transform().transform(label.get_position())
            label.set_rotation(0)
            placed.append((label.get_text(), np.radians(angle), middle, label.get_window_extent().size))
    touching = []
    for (one, angle, middle, size), (other, _, place, room) in itertools.combinations(placed, 2):
        x, y = place - middle
        along, across = abs(x * np.cos(angle) + y * np.sin(angle)), abs(y * np.cos(angle) - x * np.sin(angle))
        if along < (size[0] + room[0]) / 2 and across < 0.8 * (size[1] + room[1]) / 2:
            touching.append((one, other))
    return touching


@pytest.mark.parametrize("name", SURFACES)
def test_in_a_hall_no_number_on_the_map_lies_over_another(name):
    """They are larger there; one who sits in the last row must read what each line means."""
    for model in (WeightPairExplorer(loss=name).model, LossSurfaceExplorer(loss=name).model):
        model.change_size((1250, 500))  # what is left of 1280 × 720 pixels
        assert len(model.drawing.figure.axes[0].findobj(ContourSet)[0].labelTexts) > 4
        assert labels_that_touch(model.drawing.figure) == []
