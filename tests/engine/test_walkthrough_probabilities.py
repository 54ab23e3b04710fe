"""A walkthrough whose outputs are rounded to 0 or 1 shows the loss, and every number on the way back, as they are.

One output with logit z and target t has, with s = (1 − 2t) z and p = σ(s), the probability of the wrong answer,

    L = log(1 + eˢ)    ∂L/∂out = (2·(1 − t) − 1) / (1 − p)    ∂L/∂in = (1 − 2t) p

which `decimal` computes to 400 digits.
"""

from decimal import Decimal, localcontext
from functools import cache

import numpy as np
import pytest

from course_utils.engine import Diverged, Network, binary_cross_entropy, walkthrough
from course_utils.engine.trace.notation import short
from course_utils.stepper.model import StepperModel
from tests.engine.read_mathml import evaluate_all

LOGITS = [0.0, 0.5, 5.0, 9.0, 12.0, 14.0, 20.0, 33.0, 36.0, 37.0, 40.0, 100.0, 700.0]
CASES = [(sign * z, t) for z in LOGITS for sign in (1, -1) for t in (0.0, 1.0)]
OTHERS = [(0.25, 1.0), (-3.0, 1.0)]  # logits and targets of further outputs
RATE = 0.125
DIGITS = (
    400  # 1 + e⁻⁷⁰⁰ needs 305 to be more than 1, and 17 more for a float; an exponential takes milliseconds
)
LOG, EXP = cache(Decimal.ln), cache(Decimal.exp)


def exact(z, t):
    """The numbers of one output, with their names' beginnings."""
    with localcontext(prec=DIGITS):
        e = EXP(Decimal(-z))
        p, rest = 1 / (1 + e), e / (1 + e)
        loss, slope = (-LOG(p), -1 / p) if t else (-LOG(rest), 1 / rest)
        numbers = {"out": p, "1-out": rest, "L": loss, "slope": slope, "local": p * rest}
        return {name: float(number) for name, number in numbers.items()} | {"delta": float(slope * p * rest)}


def followed(z, t, others=(), **options):
    """(trace, network, y) of outputs with the logit z and those of the others, all from the input 1."""
    logits, y = [z, *(w for w, _ in others)], [t, *(aim for _, aim in others)]
    network = Network.from_parameters([([[w] for w in logits], np.zeros(len(logits)))], output="sigmoid")
    options = {"learning_rate": RATE, "biases": "per_neuron"} | options
    return walkthrough(network, [1.0], y, "binary_cross_entropy", **options), network, np.array(y)


@pytest.mark.parametrize("others", [(), OTHERS], ids=["one output", "three outputs"])
@pytest.mark.parametrize(("z", "t"), CASES)
def test_every_number_has_its_digits(z, t, others):
    trace, network, y = followed(z, t, others)
    count = 1 + len(others)
    wanted = exact(z, t)
    total = (wanted["L"] + sum(exact(*other)["L"] for other in others)) / count
    gradient = wanted["delta"] / count
    expected = {
        "out_o1": wanted["out"],
        "1-out_o1": wanted["1-out"],
        "L_o1": wanted["L"],
        "L": total,
        "dL/dout_o1": wanted["slope"] / count,
        "dout_o1/din_o1": wanted["local"],
        "dL/dw1": gradient,
        "dL/db_o1": gradient,
        "w1+": z - RATE * gradient,
        "b_o1+": -RATE * gradient,
    }
    row = dict(zip(trace.names, trace.numbers([1])[0], strict=True))
    for name, value in expected.items():
        assert row[name] == pytest.approx(value, rel=1e-12, abs=0), name
    value, flat = network.gradient([[1.0]], y[None], "binary_cross_entropy")
    assert trace.value("L") == pytest.approx(value, rel=1e-12, abs=0)
    assert row["L"] == pytest.approx(
        binary_cross_entropy.from_logits(network.forward([[1.0]]).Z[-1], y[None]), rel=1e-12
    )
    # a network takes prediction − target where half an ε is below 10⁻¹⁰ of its loss
    slack = 1.2e-16 if value >= 1e-6 else 0
    assert row["dL/dw1"] == pytest.approx(flat[0], rel=1e-12, abs=slack)


@pytest.mark.parametrize(("z", "t"), CASES)
def test_what_is_written_gives_what_is_shown(z, t):
    """To the digits of what stands there: a logarithm beside 1 has the rounding of its argument, 4 units of 1e-16."""
    trace, *_ = followed(z, t, OTHERS)
    row = trace.numbers([1])[0]
    with localcontext(prec=DIGITS):
        for step in trace.data()["steps"]:
            sides = (
                evaluate_all(step["numbers"], row, Decimal, log=LOG, exp=EXP)
                if step["result"] is not None
                else []
            )
            for place, side in enumerate(sides):
                slack = 4.5e-16 if len(sides) == 2 and place == 0 else 0
                assert side == pytest.approx(row[step["result"]], rel=1e-12, abs=slack), step["title"]


@pytest.mark.parametrize(
    ("z", "t", "said"),
    [
        (36.0, 0.0, "L o₁ = −(0 × log(1) + (1 − 0) × log(2.32×10⁻¹⁶)) = log(1 + e^((1 − 2 × 0) × 36)) = 36"),
        (
            36.0,
            1.0,
            "L o₁ = −(1 × log(1) + (1 − 1) × log(2.32×10⁻¹⁶)) = log(1 + e^((1 − 2 × 1) × 36)) = 2.32×10⁻¹⁶",
        ),
        (700.0, 0.0, "∂out o₁/∂in o₁ = 1 × 9.86×10⁻³⁰⁵ = 9.86×10⁻³⁰⁵"),
        (-40.0, 1.0, "∂L/∂out o₁ = (1 − 1)/(1) − (1)/(4.248×10⁻¹⁸) = −2.354×10¹⁷"),
    ],
)
def test_a_sceptic_can_follow(z, t, said):
    """σ(−36) = 2.3195×10⁻¹⁶: the loss was 36.04, and 1 − out was read off as 0."""
    trace, *_ = followed(z, t)
    assert said in trace.text()


@pytest.mark.parametrize(("z", "t"), [(40.0, 0.0), (-40.0, 1.0), (36.0, 1.0)])
@pytest.mark.parametrize("biases", ["fixed", "shared", "per_neuron"])
def test_the_in_place_bug_is_followed_there_too(z, t, biases):
    trace, *_ = followed(z, t, in_place=True, biases=biases)
    assert trace.value("dL/dw1", 1) == pytest.approx(exact(z, t)["delta"], rel=1e-12)
    assert trace.value("w1", 1) == pytest.approx(z - RATE * exact(z, t)["delta"], rel=1e-15)


@pytest.mark.parametrize(("z", "t"), [(800.0, 0.0), (-800.0, 1.0)])
def test_a_slope_beyond_float64_is_refused_by_its_name(z, t):
    """The loss is 800, but 1 / (1 − out) is e⁸⁰⁰."""
    with pytest.raises(Diverged, match="∂L/∂out o₁ is not finite at the start"):
        followed(z, t)
    trace, *_ = followed(z, 1 - t)
    assert trace.value("L") == 0 and np.isfinite(trace.numbers([1])).all()


@pytest.mark.parametrize(
    "typed", ["40", "-200", "−700", "0", "-0", "1e-300", "−1e-300", "1e3", "-1e3", "1e308"]
)
@pytest.mark.parametrize("field", ["w1", "w3", "i1", "b1"])
@pytest.mark.parametrize("target", [0.0, 1.0])
def test_what_is_typed_is_shown_or_refused_in_words(typed, field, target):
    network = Network.from_parameters([([[0.5, -0.25]], [0.1]), ([[2.0]], [0.3])], output="sigmoid")
    trace = walkthrough(network, [0.5, 1.0], [target], "binary_cross_entropy", learning_rate=0.5, updates=5)
    model = StepperModel(trace)
    reply = model.reply({"id": 1, "type": "edit", "values": {field: typed}, "choices": {}})
    if reply["type"] == "error":
        assert abs(float(typed.replace("−", "-"))) >= 1e3 and "finite" in reply["words"]
        assert model.trace is trace
        return
    rows = dict(zip(model.trace.names, model.trace.numbers([1, 5]).T, strict=True))
    for step in model.trace.steps:
        if step.formula:
            assert np.isfinite(rows[step.formula.result]).all(), step.title
    assert short(rows[field][0]) == short(float(typed.replace("−", "-")))
