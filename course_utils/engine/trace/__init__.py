"""The trace: a computation as data that can be followed step by step.

notation   how quantities and numbers are written
formula    a formula as computation and as text, and the step that it answers
trace      all steps, with their numbers for every update
template   what is shipped to a page, formulas as MathML
forward, backward   the steps of a dense network, phase by phase; gates those of a circuit
probability   the loss and the slopes of an output that is a probability, with all digits
diagrams   where the parts of a network or a circuit stand
"""

from .formula import Step
from .trace import Trace

__all__ = ["Step", "Trace"]
