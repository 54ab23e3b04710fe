"""An expression as an answer: a Node, built from Nodes with given names, with given gradients."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np

from ...engine import Node
from .array import array_reason
from .reading import CORRECT, NOT_YET, Refused, Unreadable, join, kind_of, show_all, to_array, when_tried
from .tolerance import agrees


@dataclass(frozen=True)
class Expression:
    """A Node whose gradients with respect to the leaves called `names` are `gradient`.

    Any expression with these gradients counts, whatever its value. `mistakes` hold gradients;
    `remark(root)` may add a sentence about the particular expression.
    """

    names: tuple[str, ...]
    gradient: tuple[float, ...]
    digits: int | None = 3
    mistakes: Mapping = field(default_factory=dict)
    remark: Callable | None = None

    @property
    def asks(self):
        return f"A Node, built from Nodes named {join(self.names)}."

    @when_tried
    def judge(self, given):
        """State and reason for what was given."""
        if not isinstance(given, Node):
            return NOT_YET, f"Expected an expression of Nodes; got {kind_of(given)}.{_advice(given)}"
        gradient = self._gradient(given)
        expected = np.asarray(self.gradient, dtype=float)
        if agrees(gradient, expected, self.digits).all():
            return CORRECT, self.remark(given) if self.remark else ""
        words = array_reason(gradient, expected, self.mistakes, self.digits, self.names)
        return (
            NOT_YET,
            f"Your gradients with respect to ({', '.join(self.names)}) are {show_all(gradient)}. {words}",
        )

    def _gradient(self, root):
        leaves = [self._leaf(root, name) for name in self.names]
        root.backward()
        try:
            return to_array([leaf.grad for leaf in leaves])
        except Unreadable as reason:
            raise Refused(f"The gradients cannot be compared. {reason}") from reason

    def _leaf(self, root, name):
        """The one leaf of this name."""
        found = [node for node in root.order() if node.name == name and not node.parents]
        if not found:
            raise Refused(
                f'There is no leaf named {name} in it: make `{name} = Node(…, "{name}")` and use it.'
            )
        if len(found) > 1:
            raise Refused(
                f"There are {len(found)} Nodes named {name} in it: make one, and use it wherever it is "
                "needed."
            )
        return found[0]


def _advice(given):
    if callable(given):
        return " Call the function with Nodes, and give what it returns."
    return " Give the expression itself, before `.value` or `.grad` is taken."
