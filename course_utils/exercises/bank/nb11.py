"""Notebook 11: follow a network while it learns. The lecture's 2-2-2 network, from its loss back to w₁."""

import numpy as np

from ...engine import half_squared_error, lecture_network, unroll, walkthrough
from ..answers import Choice, Number
from ..answers.reading import show
from ..ballot import Poll
from ..exercise import Exercise

LEARNING_RATE = 0.5
ENOUGH = 0.01


def run(updates=200, learning_rate=LEARNING_RATE, **conventions):
    """The trace of the lecture's network."""
    return walkthrough(
        *lecture_network(), half_squared_error, learning_rate=learning_rate, updates=updates, **conventions
    )


def first_below(trace):
    """The first state whose loss is below ENOUGH."""
    return int(np.argmax(trace.losses < ENOUGH))


nodes = unroll(*lecture_network(), half_squared_error)
nodes["L"].backward()
value = {name: node.value for name, node in nodes.items()}
grad = {name: node.grad for name, node in nodes.items()}
fixed = run()
in_place = run(in_place=True)

# --- two paths lead from out_h1 to L: through o1 by w5 and through o2 by w7 ------------------------
through_o1 = grad["in_o1"] * value["w5"]
through_o2 = grad["in_o2"] * value["w7"]
updated_w5 = value["w5"] - LEARNING_RATE * grad["w5"]
updated_w7 = value["w7"] - LEARNING_RATE * grad["w7"]
late = grad["in_o1"] * updated_w5 + grad["in_o2"] * updated_w7

out_h1 = Exercise(
    key="11.out_h1",
    question="At the start, before any update: what is ∂L/∂out_h1, the gradient that arrives at the output "
    "of h₁?",
    answer=Number(
        through_o1 + through_o2,
        mistakes={
            through_o1: "That is the path through o₁; h₁ also feeds o₂.",
            through_o2: "That is the path through o₂; h₁ also feeds o₁.",
            through_o1 - through_o2: "Both sizes are right, one sign is not: out_o2 is below its target, so "
            "its error signal is negative.",
            grad["in_o1"] * value["w5"] + grad["in_o2"] * value["w6"]: "The weights that lead from h₁ are "
            "w₅ and w₇; w₆ leads from h₂.",
            grad["in_o1"] + grad["in_o2"]: "Multiply each error signal by the weight that leads to it, w₅ "
            "or w₇.",
            late: "You used the updated w₅ and w₇; every gradient uses the weights from before the update.",
            grad["in_h1"]: "One factor too many: that is ∂L/∂in_h1, beyond the sigmoid of h₁.",
            grad["w1"]: "That is ∂L/∂w₁, two factors further back.",
            grad["out_h2"]: "That is ∂L/∂out_h2, the other hidden neuron.",
            grad["out_o1"] * value["w5"] + grad["out_o2"] * value["w7"]: "The slope of each output neuron, "
            "out × (1 − out), is missing.",
        },
    ),
    remark=f"Two paths, one sum: {show(round(through_o1, 4))} through o₁ and {show(round(through_o2, 4))} "
    "through o₂.",
    hints=(
        "Follow the wires from h₁ to the loss. There are two paths, and branches sum: ∂L/∂out_h1 = "
        "∂L_o1/∂out_h1 + ∂L_o2/∂out_h1.",
        "Each path is an error signal times a weight: ∂L_o1/∂out_h1 = ∂L_o1/∂in_o1 × w₅, and the same with "
        "o₂ and w₇.",
        "∂L_o1/∂in_o1 = (out_o1 − target) × out_o1 × (1 − out_o1) = 0.1385, and for o₂ it is −0.0381.",
    ),
    solution="The error signals are 0.1385 at o₁ and −0.0381 at o₂. Through o₁ comes 0.1385 × w₅ = 0.0554, "
    "through o₂ −0.0381 × w₇ = −0.0190; the sum is 0.0364 (0.036350 in full precision).",
    code="""\
from course_utils.engine import half_squared_error, lecture_network, unroll

nodes = unroll(*lecture_network(), half_squared_error)
nodes["L"].backward()
through_o1 = nodes["in_o1"].grad * nodes["w5"].value
through_o2 = nodes["in_o2"].grad * nodes["w7"].value
check("11.out_h1", through_o1 + through_o2)
""",
)

# --- w1+ = w1 − λ ∂L/∂w1; the number hardly differs from w1, so five digits are asked for ----------
old, step = value["w1"], LEARNING_RATE * grad["w1"]
behind_h1 = grad["w1"] / grad["out_h1"]  # out_h1 (1 − out_h1) i1

w1_updated = Exercise(
    key="11.w1_updated",
    question="With λ = 0.5, what is w₁⁺, the value of w₁ after the first update?",
    answer=Number(
        old - step,
        digits=5,
        mistakes={
            old: "That is w₁ before the update; it moves only a little, so give five digits.",
            old - grad["w1"]: "The learning rate λ = 0.5 is missing, or i₂ = 0.1 was used instead of i₁.",
            old + step: "The step goes against the gradient: subtract it.",
            old + grad["w1"]: "Subtract, and multiply the gradient by λ = 0.5.",
            grad["w1"]: "That is the gradient ∂L/∂w₁; the update is still to come.",
            step: "That is the step; subtract it from w₁.",
            old - LEARNING_RATE * late * behind_h1: "Updated w₅ and w₇ were used; every gradient uses the "
            "old weights.",
            old - LEARNING_RATE * through_o1 * behind_h1: "Only the path through o₁ is included; h₁ also "
            "feeds o₂.",
            old - LEARNING_RATE * through_o2 * behind_h1: "Only the path through o₂ is included; h₁ also "
            "feeds o₁.",
            old - LEARNING_RATE * grad["out_h1"]: "The gradient is still that of out_h1; go on to w₁.",
            old - LEARNING_RATE * grad["in_h1"]: "The last factor is missing: ∂in_h1/∂w₁ = i₁ = 0.05.",
            old - LEARNING_RATE * grad["out_h1"] * value["i1"]: "The slope of h₁, out_h1 × (1 − out_h1), is "
            "missing.",
            updated_w5: "That is w₅⁺.",
        },
    ),
    remark="A step of only 0.00022: two slopes and i₁ = 0.05 make the gradient small, and two paths of "
    "opposite signs partly cancel.",
    hints=(
        "w₁⁺ = w₁ − λ ∂L/∂w₁, with λ = 0.5 and w₁ = 0.15.",
        "∂L/∂w₁ = ∂L/∂out_h1 × ∂out_h1/∂in_h1 × ∂in_h1/∂w₁. The first factor is the exercise before this "
        "one.",
        "The second factor is out_h1 × (1 − out_h1) = 0.2413, the third i₁ = 0.05; their product with "
        "0.03635 is 0.00043857.",
    ),
    solution="∂L/∂w₁ = 0.03635 × 0.2413 × 0.05 = 0.00043857, so w₁⁺ = 0.15 − 0.5 × 0.00043857 = 0.14978.",
    code="""\
from course_utils.engine import half_squared_error, lecture_network, unroll

nodes = unroll(*lecture_network(), half_squared_error)
nodes["L"].backward()
check("11.w1_updated", nodes["w1"].value - 0.5 * nodes["w1"].grad)
""",
)

# --- state t is the network after t updates --------------------------------------------------------
below = first_below(fixed)
shared, per_neuron = first_below(run(biases="shared")), first_below(run(biases="per_neuron"))
no_rate = first_below(run(learning_rate=1.0))

first = Exercise(
    key="11.first_below",
    question="With fixed biases and λ = 0.5, after how many updates is the loss below 0.01 for the first "
    "time?",
    answer=Number(
        below,
        digits=None,
        mistakes={
            below - 1: "One too few: at this state the loss is still just above 0.01. State 0 is the start.",
            below + 1: "One too many: state 0 is the start, and state t follows t updates.",
            shared: "That is with one learned bias per layer; here the biases stay fixed.",
            per_neuron: "That is with a learned bias for each neuron; here the biases stay fixed.",
            no_rate: "That is with λ = 1; here λ = 0.5.",
        },
    ),
    remark="Most of the fall comes early: all later updates together can take away no more than the 0.01 that is left.",
    hints=(
        "Nobody does this by hand: open the stepper's loss curve, or ask a trace.",
        '`trace.value("L", update=t)` is the loss after t updates. Follow a few hundred.',
        'Count t upwards from 0 while `trace.value("L", update=t) >= 0.01`.',
    ),
    solution="Ask the trace, state by state, and stop at the first loss below 0.01.",
    code="""\
from course_utils.engine import half_squared_error, lecture_network, walkthrough

trace = walkthrough(*lecture_network(), half_squared_error, learning_rate=0.5, updates=300)
t = 0
while trace.value("L", update=t) >= 0.01:
    t += 1
check("11.first_below", t)
""",
)

# --- which bug makes 0.291027924 -------------------------------------------------------------------
other = {biases: run(updates=1, biases=biases).value("L", update=1) for biases in ("shared", "per_neuron")}
right, bug = (trace.value("L", update=1) for trace in (fixed, in_place))

bug_or_not = Exercise(
    key="11.in_place",
    question=f"Two programs follow this network. After one update the first reports L = {bug:.9f}, the "
    f"second {right:.9f}. What did the first one do?",
    answer=Choice(
        options={
            "a": "It rounded: the difference is numerical noise.",
            "b": "It updated w₅ … w₈ first, and used the new values for the gradients of w₁ … w₄.",
            "c": "It updated the biases too.",
            "d": "It forgot the learning rate.",
        },
        right="b",
        why={
            "a": "In float64, noise shows in the 16th digit; these differ in the seventh. Even single "
            "precision gives 0.2910278.",
            "c": f"Learned biases make a far larger difference: {other['shared']:.4f} when each layer shares "
            f"one, {other['per_neuron']:.4f} with one for each neuron.",
            "d": "Without λ, all steps are twice as long and the loss falls further, to "
            f"{run(1, 1.0).value('L', update=1):.4f}.",
        },
    ),
    remark="Two algorithms were mixed: the gradient of one point, with weights of another. The effect is "
    "small here, so it went unnoticed and was copied widely.",
    hints=(
        "The difference is 0.00000015: small, but far too large for rounding. Which gradients could be "
        "slightly off?",
        "The paths from the loss to w₁ lead through w₅ and w₇. When are these two read?",
        "Only one of the four changes w₁ … w₄ a little, and leaves everything else as it is.",
    ),
    solution="b. Every gradient belongs to one point: the weights from before the update. Overwriting w₅ … "
    "w₈ before the hidden layer's gradients are computed gives w₁ … w₄ a slightly wrong direction.",
    code='check("11.in_place", "b")',
)

EXERCISES = [out_h1, w1_updated, first, bug_or_not]

ratio = grad["w5"] / grad["w1"]

POLLS = [
    Poll(
        key="11.w1_or_w5",
        question="In the first update, does w₁ (from an input to a hidden neuron) move more or less than w₅ "
        "(from there to an output)?",
        choices={
            "a": "More.",
            "b": "About as much.",
            "c": "Less, some 10 times.",
            "d": "Less, more than 100 times.",
        },
        right="d",
        discussion={
            "a": "w₁ acts on both outputs, so this is not absurd. But the two effects have opposite signs "
            "and partly cancel, and each factor on the way back is below 1.",
            "b": "The learning rate is the same for all weights; the gradients are not.",
            "c": "The slope of one more sigmoid, at most 0.25, and a weight of about a half make a factor "
            "of about 10. But there are more factors.",
            "d": f"{ratio:.0f} times less. The slope of h₁ is "
            f"{nodes['out_h1'].value * (1 - nodes['out_h1'].value):.2f}; the two paths partly cancel, "
            f"{show(round(through_o1, 4))} and {show(round(through_o2, 4))}; and the input i₁ = 0.05 "
            "multiplies everything, where w₅ has out_h1 = 0.59.",
        },
        closing="With sigmoids, early layers learn slowly. Through ten layers this becomes the vanishing gradient "
        "of notebook 10.",
    ),
    Poll(
        key="11.wrong_input",
        question="After 10,000 updates the network answers (0.016, 0.984) at its example (0.05, 0.10), "
        "close to the target (0.01, 0.99). What does it answer at (0.9, 0.1), an input that it has never "
        "seen?",
        choices={
            "a": "About (0.99, 0.01): the inputs are the other way round, and so is the answer.",
            "b": "About (0.5, 0.5): it cannot know.",
            "c": "About (0.01, 0.99), as for its example.",
            "d": "Something wild.",
        },
        right="c",
        discussion={
            "a": "Nothing in the training said that the order of the inputs matters.",
            "b": "It has no way to say that it does not know: an answer between 0 and 1 comes out for every "
            "input.",
            "c": "So it does. One example was memorised, and the easiest way to do so was to give nearly "
            "this answer to every input between 0 and 1.",
            "d": "Sigmoid outputs stay between 0 and 1, and the hidden units change little between the two "
            "inputs.",
        },
        closing="A small loss on one example is not a small risk: this is the subject of notebook 02.",
    ),
]
