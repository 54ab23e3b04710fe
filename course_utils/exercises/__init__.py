"""Exercises: try, hear what to look at, read a hint, see the solution.

    answer = ...                                not attempted; put your own answer there
    check("10.branches_sum", answer)            correct, not yet (with a reason), or not attempted
    hint("10.branches_sum")                     one step further at each call
    solution("10.branches_sum")                 a worked solution, with code
    poll("10.not_descent")                      a question to vote on, then to discuss

A key is the number of the notebook, a dot and a name. All of it works offline; what was tried
is remembered by the kernel alone, and forgotten when it restarts.

bank        all exercises and polls, as data · exercise, what happens to one: judged, hinted at, solved
answers     the kinds of answers; each has a `judge`, which says what is right, and why what is wrong is wrong
message     what is shown, and its style · progress, what was tried
relay       a program written in steps, by the student or by us · ballot, a poll, and ballot_view, its widget
"""

from . import bank
from .progress import progress

__all__ = ["check", "hint", "poll", "solution"]


def check(key, answer=...):
    """Say whether an answer is correct, not yet, or not attempted, and why.

    The answer may be a number, an array, a function, a letter or a Node, as the exercise asks. The
    Verdict that comes back shows itself and has `.state` and `.words`. No answer makes it raise; an
    unknown key raises a ValueError that names near ones.
    """
    exercise = bank.exercise(key)
    found = exercise.judge(answer)
    if found.state != "not attempted":
        progress.attempted(key)
    return found


def hint(key):
    """Give the next hint; after the last one, all of them. Raises ValueError for an unknown key."""
    exercise = bank.exercise(key)
    return exercise.hint(progress.next_hint(key, len(exercise.hints)))


def solution(key):
    """Show the worked solution. Raises ValueError for an unknown key."""
    return bank.exercise(key).worked(progress.touched(key))


def poll(key):
    """Show a question with its choices; take an answer, then show the discussion of each choice.

    What comes back has the methods `choose(letter)`, `reveal()`, `hide()` and `reset()`, which do what
    the buttons do. Raises ValueError for an unknown key.
    """
    return bank.poll(key).show()
