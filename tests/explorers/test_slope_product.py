"""The slope product explorer: every control to both ends, and what it says where the answer is known."""

import pytest

from course_utils.widgets import SlopeProductExplorer


def test_every_control_goes_to_both_ends():
    model = SlopeProductExplorer().model
    pictures = set()
    for name, ends in {"z": (-6, 6), "leak": (0.01, 0.5)}.items():
        model.set("z", -1.0)
        for end in ends:
            model.set(name, end)
            pictures.add(model.picture(settled=False).bytes)
    assert len(pictures) == 4


# By hand: σ′(0) = ¼ and (¼)¹⁰ = 9.537e-7; tanh′(0) = 1; (½)¹⁰ = 0.0009766; the leak 0.1 gives 10⁻¹⁰ left of zero.
KNOWN = [
    (0.0, ["sigmoid 9.537×10⁻⁷", "tanh 1", "ReLU 0", "soft ReLU 0.0009766", "leaky ReLU 1×10⁻¹⁰"]),
    (2.0, ["ReLU 1", "leaky ReLU 1"]),
]


@pytest.mark.parametrize(("z", "words"), KNOWN)
def test_it_says_what_is_left(z, words):
    description = SlopeProductExplorer(z).model.description
    assert "10 layers" in description
    assert [part for part in words if f" {part}" not in description] == []


def test_a_larger_leak_lets_more_through():
    model = SlopeProductExplorer(-1.0).model
    model.set("leak", 0.5)  # (½)¹⁰
    assert "leaky ReLU 0.0009766" in model.description


@pytest.mark.parametrize("z", [7, float("nan"), "high"])
def test_what_it_cannot_show_is_refused(z):
    with pytest.raises((ValueError, TypeError)):
        SlopeProductExplorer(z)
