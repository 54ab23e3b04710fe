"""What the four functions show, and the words for a key that does not exist.

The stored outputs of the notebooks are compared with fresh ones, so that messages must be the same each
time; they are read aloud, so that the state is a word; and they hold what students typed, so that it is
escaped.
"""

from html.parser import HTMLParser

import numpy as np
import pytest

import course_utils.exercises as exercises
from course_utils.exercises import bank, check, hint, poll, solution
from course_utils.exercises.message import Message, inline
from course_utils.exercises.style import COLOURS, LINES, STYLE


class Reader(HTMLParser):
    """Tags, attributes and text of a message."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text, self.open = [], {}, "", []
        self.feed(html)
        assert not self.open, "a tag was not closed"

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes.update(attributes)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open:
            self.text += data


def html(message):
    return Reader(message._repr_mimebundle_()["text/html"])


def test_there_are_four_names():
    assert sorted(exercises.__all__) == ["check", "hint", "poll", "solution"]


@pytest.mark.parametrize(
    ("answer", "state", "word"),
    [(7, "correct", "Correct."), (12, "not yet", "Not yet."), (..., "not attempted", "Not attempted yet.")],
)
def test_a_verdict_says_its_state_in_a_word_twice(answer, state, word):
    verdict = check("10.branches_sum", answer)
    assert verdict.state == state and verdict.words
    bundle = verdict._repr_mimebundle_()
    assert bundle["text/plain"] == repr(verdict) and repr(verdict).startswith(word)
    assert html(verdict).text.startswith(word) and html(verdict).attributes["role"] == "status"
    assert f"course-note-{state.replace(' ', '-')}" in html(verdict).attributes["class"]


def test_each_state_has_a_line_of_its_own_colour_and_pattern():
    states = [LINES[state] for state in ("correct", "not-yet", "not-attempted")]
    assert len({colour for colour, _ in states}) == len({pattern for _, pattern in states}) == 3
    for colour, pattern in states:
        assert f"5px {pattern} var(--look-{colour})" in STYLE and COLOURS.count(f"--look-{colour}:#") == 2


def test_what_a_student_typed_is_escaped():
    def wrong(a, b, upstream):
        raise ValueError("<img src=x onerror=alert(1)>")

    for answer, key in (
        ("<script>alert(1)</script>", "11.in_place"),
        ('"><b>', "10.branches_sum"),
        (wrong, "10.max_backward"),
    ):
        page = html(check(key, answer))
        assert not {"script", "img", "b"} & set(page.tags)


def test_a_power_that_a_student_typed_is_no_emphasis():
    for answer in ("2**3**2", "a**b**", "**x **"):
        verdict = check("10.branches_sum", answer)
        assert answer in repr(verdict) and "em" not in html(verdict).tags


def test_marks_in_texts_become_code_and_emphasis():
    assert inline("a < `b` & **c**") == "a &lt; <code>b</code> &amp; <em>c</em>"
    assert repr(Message("Head.", "a **c**", items=("one",), after="end", code="x = 2 ** 3 ** 4\n")) == (
        "Head. a c\n  one\nend\n\nx = 2 ** 3 ** 4"
    )


def test_messages_are_the_same_each_time():
    for make in (
        lambda: check("10.expression"),
        lambda: check("10.max_backward", len),
        lambda: solution("10.expression"),
    ):
        assert make()._repr_mimebundle_() == make()._repr_mimebundle_()
        assert " at 0x" not in repr(make())


def test_hints_and_solutions_are_boxes_too():
    assert html(hint("10.expression")).text.startswith("Hint 1 of 3.")
    assert (
        html(solution("10.expression")).text.startswith("Solution.")
        and "pre" in html(solution("10.expression")).tags
    )


@pytest.mark.parametrize("function", [check, hint, solution])
@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("10.sigmoid_nuron", "did you mean '10.sigmoid_neuron'"),
        ("10.xyz", "known keys are '10.branches_sum', "),
        ("sigmoid", "a key begins with the number of its notebook, one of 00, 01"),
        ("", "a key begins with"),
        ("10.not_descent", "it is a poll: poll('10.not_descent')"),
        ("01.quintic_", "if you mean '01.quintic', it is a poll: poll('01.quintic')"),
        (np.str_("01.quintic"), "key '01.quintic' names no exercise; it is a poll: poll('01.quintic')"),
    ],
)
def test_an_unknown_key_names_near_ones(function, key, words):
    with pytest.raises(ValueError, match=r"key|exercise") as raised:
        function(key)
    assert words in str(raised.value)


def test_a_poll_and_an_exercise_are_not_confused():
    with pytest.raises(ValueError, match=r"it is an exercise: check\('10.expression', answer\)"):
        poll("10.expression")
    with pytest.raises(ValueError, match=r"did you mean '10\.not_descent'"):
        poll("10.not_decent")
    with pytest.raises(
        ValueError, match=r"if you mean '01\.ceres', it is an exercise: check\('01\.ceres', answer\)"
    ):
        poll("1.ceres")


@pytest.mark.parametrize("function", [check, hint, solution, poll])
@pytest.mark.parametrize("key", [None, 10, ["10.expression"], ...])
def test_a_key_that_is_no_text_is_refused(function, key):
    with pytest.raises(TypeError, match="key must be a string such as"):
        function(key)


def test_every_key_begins_with_its_notebook():
    for notebook in bank.notebooks():
        for listing in ("EXERCISES", "POLLS"):
            assert bank.entries(notebook, listing)
            assert all(key.startswith(f"{notebook}.") for key in bank.entries(notebook, listing))
