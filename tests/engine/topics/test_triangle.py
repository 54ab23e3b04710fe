"""Depth: the pieces of a folded line, counted by the engine, by a fine grid, and by hand."""

import numpy as np
import pytest

from course_utils.engine import Network
from course_utils.engine.topics.approximation import relu_pieces
from course_utils.engine.topics.triangle import bends, linear_pieces, triangle_map
from tests.engine.references import REFERENCES

REFERENCE = REFERENCES["triangle_map"]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_it_is_the_map_composed(times):
    """Without a network: t(x) = 1 − |2x − 1|, again and again."""
    x = np.linspace(0, 1, 333)
    y = x
    for _ in range(times):
        y = 1 - np.abs(2 * y - 1)
    network = triangle_map(times)
    assert network(x[:, None])[:, 0] == pytest.approx(y, abs=1e-12)
    assert network.sizes == (1, *times * [2], 1)


@pytest.mark.parametrize(
    ("times", "pieces"), [*zip(REFERENCE["compositions"], REFERENCE["pieces"], strict=True), (12, 4096)]
)
def test_the_pieces_double_with_each_layer(times, pieces):
    assert linear_pieces(triangle_map(times)) == pieces
    assert np.array_equal(bends(triangle_map(times)), np.arange(1, pieces) / pieces)


def test_pieces_known_by_hand():
    def hinge(*places):
        return Network.from_parameters(
            [(np.ones((len(places), 1)), -np.array(places)), (np.ones((1, len(places))), [0])], hidden="relu"
        )

    assert linear_pieces(hinge(0.5)) == 2
    assert linear_pieces(hinge(0.5, 0.5)) == 2  # two neurons, one bend
    assert linear_pieces(hinge(0.2, 0.5, 0.9)) == 4
    assert linear_pieces(hinge(-1.0, 2.0)) == 1  # beyond both ends
    assert linear_pieces(hinge(-1.0, 2.0), -3, 3) == 3
    assert linear_pieces(relu_pieces(lambda x: 2 * x + 1, 8)) == 1  # straight, whatever the neurons


@pytest.mark.parametrize("seed", range(5))
def test_bends_are_where_a_fine_grid_bends(seed):
    network = Network.random([1, 6, 5, 1], hidden="relu", seed=seed)
    network.theta += np.random.default_rng(seed).normal(size=network.theta.size) / 2
    x = np.linspace(-2, 2, 40_001)
    turns = np.abs(np.diff(network(x[:, None])[:, 0], n=2)) > 1e-9
    clusters = np.sum(turns[1:] & ~turns[:-1]) + turns[0]
    assert linear_pieces(network, -2, 2) == clusters + 1


@pytest.mark.parametrize("neurons", [1, 3, 10])
def test_one_hidden_layer_has_at_most_one_piece_more_than_neurons(neurons):
    """The upper half of the proof that one layer needs 2ᵏ − 1 neurons."""
    for seed in range(20):
        network = Network.random([1, neurons, 1], hidden="relu", seed=seed)
        network.layers[0].b = np.random.default_rng(seed).normal(size=neurons)
        assert linear_pieces(network, -50, 50) <= neurons + 1


def test_whoever_is_nearer_than_a_half_crosses_as_often_as_the_zigzag():
    """The lower half: the zigzag is 0, 1, 0, … at 2ᵏ + 1 places; blurred by 0.49 it still crosses ½ 2ᵏ times."""
    for times in (1, 4, 8):
        places = np.arange(2**times + 1) / 2**times
        heights = triangle_map(times)(places[:, None])[:, 0]
        assert np.array_equal(heights, np.arange(2**times + 1) % 2)
        near = heights + np.random.default_rng(times).uniform(-0.49, 0.49, heights.size)
        assert np.sum(np.diff(np.sign(near - 0.5)) != 0) == 2**times


def test_a_neuron_may_have_weights_of_any_size():
    """Its values on either side of the bend, whose product is beyond float64, differ in their signs."""
    network = Network.from_parameters([([[1e200]], [-0.25e200]), ([[1e-200]], [0.0])], hidden="relu")
    assert bends(network) == pytest.approx([0.25], rel=1e-15)


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: triangle_map(0), ValueError, "times must be at least 1"),
        (lambda: triangle_map(17), ValueError, "times must be at most 16"),
        (lambda: triangle_map(1.5), TypeError, "times must be a whole number"),
        (lambda: linear_pieces(triangle_map(2), 1, 0), ValueError, "high"),
        (lambda: linear_pieces(triangle_map(2), -1e308, 1), ValueError, "low must be .* at least -1e.100"),
        (lambda: linear_pieces(Network.random([1, 3, 1])), ValueError, "ReLU hidden layers"),
        (lambda: linear_pieces(Network.random([2, 3, 1], hidden="relu")), ValueError, "one input"),
    ],
)
def test_what_cannot_be_counted_is_said_in_words(call, error, words):
    with pytest.raises(error, match=words):
        call()
