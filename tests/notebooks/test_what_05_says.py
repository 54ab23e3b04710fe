"""Numbers in the prose of notebook 05, each computed in another way than its cells do.

A student would carry a wrong number away if one of these were wrong.
"""

import math
import re

import numpy as np
import pytest

from course_utils.engine import leaky_relu, relu, sigmoid
from tests.notebooks.stored import stored

NOTEBOOK = stored("05")
PROSE, printed = NOTEBOOK.prose, NOTEBOOK.printed
TENS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def starts():
    """{start: (n Var w, tanh forward, tanh backward, relu forward, relu backward)} as the notebook stores them."""
    found = {}
    for line in printed("further-start-table").splitlines()[1:]:
        name, *cells = re.split(r"\s{2,}", line.strip())
        if cells:
            found[name] = [float(cell.replace("×10", "e").translate(TENS)) for cell in cells]
    return found


def variance_through(slope, value, c, seed):
    """Var z of layer ten and the gradient's at layer one: one example after another, with loops and einsum."""
    rng, n = np.random.default_rng(seed), 64
    weights = rng.normal(scale=math.sqrt(c / n), size=(10, n, n))
    ends = []
    for _ in range(100):
        a, slopes = rng.normal(size=n), []
        for W in weights:
            z = np.einsum("ij,j->i", W, a)
            a = value(z)
            slopes.append(slope(z))
        gradient = rng.normal(size=n)
        for W, bend in zip(weights[::-1], slopes[::-1], strict=True):
            gradient = np.einsum("ij,i->j", W, gradient * bend)
        ends.append((z, gradient))
    return [np.var(part) for part in zip(*ends, strict=True)]


@pytest.mark.parametrize("name", ["too small", "Glorot", "He", "too large"])
def test_relu_multiplies_a_variance_by_half_n_var_w(name):
    """Var z₁ = n Var w, nine factors more; the gradient passes ten. One draw of weights scatters by some tens of %."""
    c, _, _, forward, backward = starts()[name]
    assert forward == pytest.approx(c * (c / 2) ** 9, rel=0.3)
    assert backward == pytest.approx((c / 2) ** 10, rel=0.3)


@pytest.mark.parametrize("name", ["too small", "Glorot", "He", "too large"])
def test_tanh_layers_written_with_loops_end_where_the_table_does(name):
    c, forward, backward, _, _ = starts()[name]
    ends = [variance_through(lambda z: 1 - np.tanh(z) ** 2, np.tanh, c, seed) for seed in range(8)]
    assert np.mean(ends, axis=0) == pytest.approx([forward, backward], rel=0.35)


def test_what_the_prose_says_of_the_starts():
    table = starts()
    assert [values[0] for values in table.values()] == [0.5, 1, 2, 4]
    assert (
        0.5**20 == pytest.approx(1e-6, rel=0.05)
        and 0.5**10 == pytest.approx(1e-3, rel=0.03)
        and 2**10 == 1024
    )
    assert (
        f"{table['Glorot'][1]:.2f} {table['Glorot'][2]:.2f}" == "0.06 0.07"
        and "to 6 and 7 in a hundred" in PROSE
    )
    assert table["too large"][1] < 3 < 10 < table["too large"][2], "values stay bounded, the gradient grows"


def test_the_slope_multiplies_by_the_chain_rule():
    """∂L/∂z = g′(z) ∂L/∂a for L = (tanh z − 2)², by a nudge of z."""
    assert r"\partial L / \partial z = g'(z) \; \partial L / \partial a" in PROSE

    def loss(z):
        return (math.tanh(z) - 2) ** 2

    z = 0.7
    by_rule = (1 - math.tanh(z) ** 2) * 2 * (math.tanh(z) - 2)
    assert by_rule == pytest.approx((loss(z + 1e-6) - loss(z - 1e-6)) / 2e-6, rel=1e-8)


def test_far_to_the_right_the_slope_from_the_value_is_zero_and_the_engine_keeps_it():
    """The pitfall's figures: 1 − a is lost at 37, a is kept at −37."""
    assert re.findall(r"\(1 − a\) = ([^,]+),", printed("pitfall-code")) == ["2.2e-16", "0", "8.5e-17"]
    assert sigmoid.derivative(37.0) == pytest.approx(np.exp(-37.0), rel=1e-15)


def test_at_the_corner_the_engine_takes_the_slope_on_the_left():
    assert "the engine takes the one on the left, 0 or $\\varepsilon$" in PROSE
    for g, left in ((relu, 0.0), (leaky_relu(0.1), 0.1)):
        assert g.derivative(0.0) == g.derivative(-1.0) == left


def test_a_dead_neuron_inside_a_network_can_come_back_to_life():
    """The hidden ReLU is closed at the only example; the neuron before it learns by the other path, and opens it."""
    assert "it may come back to life, if the layers before it change what it receives" in PROSE
    u, w, b, closed = 1.0, 1.0, -1.5, []
    for _ in range(
        50
    ):  # x = 1, h = u x; f = h + ReLU(w h + b); loss (f − 3)², only u is reached while it is closed
        z = w * u + b
        closed.append(z <= 0)
        f, slope = u + max(0, z), float(z > 0)
        error = 2 * (f - 3)
        u, w, b = u - 0.1 * error * (1 + slope * w), w - 0.1 * error * slope * u, b - 0.1 * error * slope
    assert closed[0] and not closed[-1]


def test_behind_the_first_layer_relus_halve_what_comes_forward_and_so_it_is_twice_what_comes_back():
    assert "$\\operatorname{Var} z_{10}$ is twice that" in PROSE
    for c, _, _, forward, backward in starts().values():
        assert forward == pytest.approx(c * (c / 2) ** 9, rel=0.1)
        assert backward == pytest.approx((c / 2) ** 10, rel=0.1)
