"""Polls: the ballot by itself, and its panel driven as the browser drives it."""

import builtins
import sys

import pytest

from course_utils.exercises import bank, poll
from course_utils.exercises.ballot import Ballot, Poll

QUESTION = Poll(
    key="99.test",
    question="Is <b> a tag?",
    choices={"a": "Yes, `<b>`.", "b": "No."},
    discussion={"a": "In HTML it is.", "b": "In text it is not."},
    closing="Both happen.",
)


def test_a_ballot_takes_an_answer_then_opens_the_discussion_of_each_choice():
    ballot = Ballot(QUESTION)
    assert repr(ballot) == "Is <b> a tag?\n  a) Yes, `<b>`.\n  b) No."
    assert ballot.choose(" B").choice == "b" and not ballot.revealed
    assert "Your answer: b." in repr(ballot) and "In HTML" not in repr(ballot)
    shown = repr(ballot.reveal())
    assert (
        "In HTML it is." in shown
        and "b) (your answer) No. — In text it is not." in shown
        and "Both happen." in shown
    )


def test_a_lecturer_can_hide_the_answer_and_start_again():
    ballot = Ballot(QUESTION).choose("a").reveal().hide()
    assert ballot.choice == "a" and "In HTML" not in repr(ballot)
    ballot.reveal().reset()
    assert (ballot.choice, ballot.revealed) == (None, False)


@pytest.mark.parametrize("letter", ["c", "", "ab", None, 1, ["a"], ...])
def test_a_letter_that_is_no_choice_is_refused(letter):
    ballot = Ballot(QUESTION).choose("a")
    with pytest.raises(ValueError, match="letter must be a or b; got"):
        ballot.choose(letter)
    assert ballot.choice == "a"


def test_the_discussion_waits_for_a_choice():
    with pytest.raises(ValueError, match="choose a letter before"):
        Ballot(QUESTION).reveal()


def test_a_poll_must_discuss_each_choice():
    with pytest.raises(ValueError, match=r"'99\.bad' must discuss each of its choices"):
        Poll(key="99.bad", question="?", choices={"a": "A", "b": "B"}, discussion={"a": "…"})


def test_each_showing_is_a_fresh_one():
    poll("10.not_descent").choose("a")
    assert poll("10.not_descent").choice is None


def test_the_discussion_marks_the_right_choice_in_a_word():
    """Colour alone would tell some people nothing, and a text form has none."""
    question = Poll(
        key="99.q", question="?", choices={"a": "A.", "b": "B."}, right="b", discussion={"a": "-", "b": "-"}
    )
    assert "b) (right) B." in repr(Ballot(question).choose("a").reveal())
    assert "b) (right, your answer) B." in repr(Ballot(question).choose("b").reveal())
    assert "right" not in repr(Ballot(question).choose("a"))
    assert question.show().panel.content["right"] == "b"
    with pytest.raises(ValueError, match="no choice 'c'"):
        Poll(key="99.q", question="?", choices={"a": "A."}, right="c", discussion={"a": "-"})


def test_every_poll_says_which_choice_is_right_but_those_on_which_people_may_differ():
    polls = [one for number in bank.notebooks() for one in bank.entries(number, "POLLS").values()]
    assert {one.key for one in polls if one.right is None} == {"01.kepler", "01.colour_plot"}
    agree = ("Yes", "So it does", "So it is")
    for one in polls:
        said = [letter for letter, text in one.discussion.items() if text.startswith(agree)]
        assert one.right is None or said in ([], [one.right]), one.key


# --- the panel ---------------------------------------------------------------------------------------


@pytest.fixture
def view():
    return QUESTION.show()


def test_what_is_clicked_reaches_the_ballot(view):
    view.panel.choice = "b"
    assert view.choice == "b"
    view.panel.revealed = True
    assert view.revealed
    view.panel.revealed = False
    assert not view.revealed and view.choice == "b"
    view.panel.set_state({"choice": "", "revealed": False})
    assert view.choice is None


def test_the_methods_move_the_panel(view):
    view.choose("a").reveal()
    assert (view.panel.choice, view.panel.revealed) == ("a", True)
    assert not view.hide().panel.revealed
    view.reset()
    assert (view.panel.choice, view.panel.revealed) == ("", False)


@pytest.mark.parametrize("name", ["choice", "revealed"])
def test_a_ballot_changes_by_its_methods_alone(view, name):
    with pytest.raises(AttributeError):
        setattr(view, name, "a")


def test_what_cannot_be_is_undone_and_said_in_the_panel(view):
    view.panel.choice = "a"
    view.panel.choice = "nonsense"
    assert view.panel.choice == view.choice == "a" and "letter must be a or b" in view.panel.error
    view.panel.choice = "b"
    assert view.choice == "b" and view.panel.error == ""
    view.reset()
    view.panel.revealed = True
    assert not view.panel.revealed and "choose a letter before" in view.panel.error


def test_the_text_form_is_stable_and_stands_beside_the_widget(view):
    data = view._repr_mimebundle_()
    assert data["text/plain"] == repr(view) == repr(Ballot(QUESTION))
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == view.panel.model_id


def test_where_nobody_can_answer_the_discussion_is_folded_away(view):
    shown = view._repr_mimebundle_()["text/html"]
    assert "&lt;b&gt;" in shown and "<b>" not in shown
    question, folded = shown.split("<details>")
    assert "In HTML it is." in folded and "Both happen." in folded and "In HTML" not in question


def test_texts_reach_the_browser_escaped(view):
    assert view.panel.content["question"] == "Is &lt;b&gt; a tag?"
    assert view.panel.content["choices"][0] == ["a", "Yes, <code>&lt;b&gt;</code>."]


def test_without_widgets_the_ballot_itself_is_shown(monkeypatch):
    real = builtins.__import__

    def without(name, *arguments, **options):
        if name.partition(".")[0] == "anywidget":
            raise ImportError(name)
        return real(name, *arguments, **options)

    monkeypatch.delitem(sys.modules, "course_utils.exercises.ballot_view", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    shown = QUESTION.show()
    assert isinstance(shown, Ballot) and "In HTML it is." in repr(shown.choose("a").reveal())
