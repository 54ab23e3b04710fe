"""How numbers are written: what a student reads on the screen is the number, to the digits it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine.trace.numbers import full, plain, short

PLAIN = str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")


def read(text):
    """The number that a text shows."""
    mantissa, _, exponent = text.partition("×10")
    return float(f"{mantissa.translate(PLAIN)}e{exponent.translate(PLAIN) or 0}")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.4, "0.4"),
        (0.5932699921071872, "0.5933"),
        (-0.022602540477475, "−0.0226"),
        (3.5101877829e-05, "3.51×10⁻⁵"),
        (0.0004385677344743, "0.0004386"),
        (0.0, "0"),
        (-0.0, "0"),
        (1e6, "1×10⁶"),
        (12.0, "12"),
        (float("nan"), "–"),
    ],
)
def test_examples(value, text):
    assert short(value) == text


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_what_is_written_can_be_typed_back(value):
    assert float(plain(full(value))) == value
    assert float(plain(f" {short(value)} ")) == pytest.approx(value, rel=5.001e-4)


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_short_is_right_to_four_digits_and_full_to_all(value):
    assert read(full(value)) == value
    assert read(short(value)) == pytest.approx(value, rel=5.001e-4)
