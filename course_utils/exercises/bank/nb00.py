"""Notebook 00: one exercise and one poll to practise with."""

from ..answers import Number
from ..ballot import Poll
from ..exercise import Exercise

INPUTS = 2

EXERCISES = [
    Exercise(
        key="00.practice",
        question="A neuron has two inputs. How many numbers does it learn, its bias included?",
        # g(w·x + b): one weight for each input, and one bias.
        answer=Number(
            INPUTS + 1,
            digits=None,
            mistakes={
                INPUTS: "Those are the weights; the bias is learned too.",
                INPUTS + 2: "One too many: a neuron has a single bias, however many inputs it has.",
                2 * INPUTS + 1: "The inputs themselves are given; only weights and bias are learned.",
            },
        ),
        remark="Each input has its weight, and the neuron has one bias.",
        hints=(
            "A neuron computes g(w·x + b). The inputs x are given; which letters are left to be learned?",
            "Written out, w·x + b = w₁x₁ + w₂x₂ + b. Count the letters that are not inputs.",
        ),
        solution="One weight for each input, w₁ and w₂, and one bias b.",
        code="""\
inputs = 2
answer = inputs + 1          # a weight for each input, and the bias
check("00.practice", answer)
""",
    ),
]

POLLS = [
    Poll(
        key="00.practice_poll",
        question="What changes in a neural network while it learns?",
        choices={
            "a": "Its connections: neurons are added and removed.",
            "b": "Its numbers: weights and biases.",
            "c": "Its data: it keeps a copy of every example.",
            "d": "I don't know yet.",
        },
        right="b",
        discussion={
            "a": "Brains do something like this, and so do some methods. In this course the connections "
            "are chosen before the training starts, and do not change.",
            "b": "Yes. Training changes the weights and biases, a little at each step, so that the loss gets smaller.",
            "c": "The examples are used to compute the loss and are not kept. That a network with many "
            "parameters can nevertheless memorise them is a subject of notebook 02.",
            "d": "A good place to start. Notebook 11 shows the answer, number by number.",
        },
        closing="Every poll works like this one: choose first, then read what there is to say about each "
        "choice.",
    ),
]
