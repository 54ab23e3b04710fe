"""Kinds of answers: a number, an array, a function, a step of a program, a choice, an expression.

A kind knows the right answer, the known mistakes, and how an answer is asked for (`asks`). Its
`judge(given)` returns a state and a reason in words:

    ("correct", "")    ("not yet", "The size is right, the sign is not.")    ("not attempted", "")

and it looks first whether anything was tried at all.
"""

from .array import Array
from .choice import Choice
from .expression import Expression
from .function import Function
from .number import Number
from .step import Probe, Step

__all__ = ["Array", "Choice", "Expression", "Function", "Number", "Probe", "Step"]
