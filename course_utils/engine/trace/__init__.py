"""The trace: a computation as data that can be followed step by step.

symbols, numbers   how quantities and numbers are written
formula, mathml    a formula as computation and as text, and the text as MathML
step, trace        one thing that happens; all of them, with their numbers for every update
template, rows     what is shipped to a page
network_steps …    the steps of a dense network, phase by phase; gate_steps those of a circuit
*_diagram          where the parts of a network or a circuit stand
"""

from .step import Step
from .trace import Trace

__all__ = ["Step", "Trace"]
