"""Names and how they are written.

Each quantity has one name in code, and the symbol of the lecture follows from it:

    w5                 w₅                    a parameter
    in_h1, out_h1      in and out of h1      pre-activation and activation of a neuron
    L, L_o1            L                     the loss, and the part of it that output o1 makes
    dL/dw5             ∂L/∂w₅                a derivative
    dL/dout_h1|o1      ∂L_o1/∂out_h1         the share of a derivative that comes through o1
    dq1/dx~2           ∂q₁/∂x                the local derivative of gate q1 in its second input
    w5+                w₅⁺                   the value after the update
"""

import re

GREEK = {"learning_rate": (r"\lambda", "λ"), "theta": (r"\theta", "θ"), "delta": (r"\delta", "δ")}
_subscripts = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def latex(name):
    """The symbol of `name` in LaTeX."""
    if name.endswith("+"):
        return f"{latex(name[:-1])}^{{+}}"
    name = name.partition("~")[0]
    if "|" in name:
        whole, _, path = name.partition("|")
        return rf"\left.{latex(whole)}\right|_{{{_path(path, latex)}}}"
    if "/" in name:
        above, below = name.split("/")
        return rf"\frac{{\partial {latex(above[1:])}}}{{\partial {latex(below[1:])}}}"
    if name in GREEK:
        return GREEK[name][0]
    word, digits, index = _parts(name)
    base = word if len(word) == 1 else rf"\text{{{word}}}"
    subscript = _neuron(index) if index else digits
    return f"{base}_{{{subscript}}}" if subscript else base


def plain(name):
    """The symbol of `name` in plain text: w₅, out h1, ∂L/∂w₅."""
    if name.endswith("+"):
        return plain(name[:-1]) + "⁺"
    name = name.partition("~")[0]
    if "|" in name:
        whole, _, path = name.partition("|")
        return f"{plain(whole)} through {_path(path, plain)}"
    if "/" in name:
        above, below = name.split("/")
        return f"∂{plain(above[1:])}/∂{plain(below[1:])}"
    if name in GREEK:
        return GREEK[name][1]
    word, digits, index = _parts(name)
    if index:
        return f"{word} {neuron(index)}"
    return word + digits.translate(_subscripts)


def neuron(label):
    """A neuron's name in plain text: h₁; h₁,₂ for the second one of the first hidden layer."""
    return label.replace("_", ",").translate(_subscripts)


def _parts(name):
    """'w5' → ('w', '5', ''); 'in_h1' → ('in', '', 'h1'); 'out_h1_2' → ('out', '', 'h1_2')."""
    word, _, index = name.partition("_")
    if index:
        return word, "", index
    letters = re.match(r"(.*?)(\d*)$", name)
    return letters[1] or name, letters[2] if letters[1] else "", ""


def _neuron(index):
    """'h1_2' → 'h1,2', as a subscript."""
    return index.replace("_", ",")


def _path(path, written):
    """'q1#2' → q₁, 2: the second of two equal paths through q1."""
    through, _, which = path.partition("#")
    if "_" in through:
        shown = neuron(through) if written is plain else _neuron(through)
    else:
        shown = written(through)
    return f"{shown}, {which}" if which else shown
