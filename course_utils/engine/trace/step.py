"""A step: one thing that happens in a computation, asked as a question and answered by a formula."""

from dataclasses import dataclass, field

from .formula import Formula, mark
from .frozen import frozen

SIGN = "The size is right, the sign is not."


@dataclass(frozen=True)
class Step:
    """One step: `formula` is answered under `title`, in a `phase`; `group` is the neuron or gate that acts.

    `lines` are the formula in symbols and `numbers` the same to be filled, one text per line; left
    empty they follow from the formula. `light` and `notes` go to the diagram, `guesses` are
    (formula, words) pairs of likely mistakes, `check` is the finite difference that confirms the
    result (NaN where there is none), `reveals` are further quantities that the diagram may show from here on.
    """

    phase: str
    group: str
    title: str
    words: tuple = ()
    formula: Formula | None = None
    lines: tuple = ()
    numbers: tuple = ()
    light: dict = field(default_factory=dict)
    notes: tuple = ()
    guesses: tuple = ()
    check: Formula | None = None
    reveals: tuple = ()
    before: tuple = ()
    colours: tuple = ()
    sign_words: str = SIGN

    def __post_init__(self):
        object.__setattr__(self, "light", frozen(self.light))
        object.__setattr__(self, "notes", frozen(self.notes))

    def written(self):
        """The lines in symbols and those to be filled, without what the result line says anyway."""
        if self.formula is None:
            return self.lines, self.numbers
        result, text = mark(self.formula.result), self.formula.text
        lines = self.lines or (f"{result} = {text}" if "⟨" in text else result,)
        alone = "⟨" not in text or (text.count("⟨") == 1 and text[0] == "⟨" and text[-1] == "⟩")
        plugged = () if alone else (f"= {text}",)
        return lines, self.numbers or plugged

    def formulas(self):
        """Everything that must be evaluated for this step, in order."""
        own = (self.formula,) if self.formula else ()
        check = (self.check,) if self.check else ()
        return (*self.before, *own, *(formula for formula, _ in self.guesses), *check)
