"""How numbers are written: what a student reads on the screen is the number, to the digits it says."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.engine.trace.notation import full, short
from course_utils.engine.typed_numbers import typed_number

TYPED = json.loads((Path(__file__).parents[1] / "data" / "typed_numbers.json").read_text("utf-8"))
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
    assert typed_number(full(value)) == value
    assert typed_number(repr(value)) == value
    assert typed_number(f" {short(value)} ") == pytest.approx(value, rel=5.001e-4)


@given(st.floats(-1e300, 1e300, allow_subnormal=False))
def test_short_is_right_to_four_digits_and_full_to_all(value):
    assert read(full(value)) == value
    assert read(short(value)) == pytest.approx(value, rel=5.001e-4)


@pytest.mark.parametrize(("text", "value"), TYPED["numbers"])
def test_a_number_is_read_as_people_write_it(text, value):
    assert typed_number(text) == value


@pytest.mark.parametrize(("text", "words"), TYPED["refused"])
def test_what_is_ambiguous_or_no_number_is_refused_in_words(text, words):
    with pytest.raises(ValueError) as error:
        typed_number(text)
    assert str(error.value) == words


@given(st.text(st.sampled_from("0123456789,.'’ −-+eE×^⁻⁵_\u2009١"), max_size=12))
def test_no_text_has_two_values(text):
    """What is accepted is what is left when one sign is the decimal one and the others only part thousands."""
    try:
        value = typed_number(text)
    except ValueError as error:
        assert len(str(error)) < 160
        return
    assert math.isfinite(value)
    if "," in text and "." not in text:  # a comma alone never parts thousands and decimals at once
        as_decimal = typed_number(text.replace(",", "."))
        assert value == as_decimal or text.count(",") > 1
