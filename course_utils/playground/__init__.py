"""The playground: a small network, its data and its training, all of it said by a short text.

setup      the text, and the settings that it says
sample     the data, seen and unseen, and the population behind them
workshop   the arrays in which a training is computed
course     where a training has come to, and how it goes on
widget     the live figure · model, its state · picture, what moves in it · still, what stands · words, what is said

Notebooks and exercises `play` it without its widget.
"""

from .course import Course, after, again, begin, changed, play, run
from .setup import Change, Settings, Setup, read, write

__all__ = [
    "Change",
    "Course",
    "Settings",
    "Setup",
    "after",
    "again",
    "begin",
    "changed",
    "play",
    "read",
    "run",
    "write",
]
