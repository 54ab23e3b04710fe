"""The playground: a small network, its data and its training, all of it described by a short string.

setup      the settings of a playground · setup_text, the string that describes them
sample     the data, seen and unseen, and the population behind them
trainer    the arrays in which a training is computed
training   where a training has come to, and how it goes on
widget     the live figure · model, its state · frame, the numbers that its page draws · words, what is said
front      what the page draws: stage lays out controls, the network, the large map with its border, and the risks
still      the same drawn by Python, with panels, for paper · pictures, the data sets in small
programs   a set-up as a program of its own

Notebooks and exercises `play` it without its widget.
"""

from .programs import program
from .setup import Change, Settings, Setup
from .setup_text import read, write
from .training import TrainingRun, after, again, begin, changed, play, run

__all__ = [
    "Change",
    "Settings",
    "Setup",
    "TrainingRun",
    "after",
    "again",
    "begin",
    "changed",
    "play",
    "program",
    "read",
    "run",
    "write",
]
