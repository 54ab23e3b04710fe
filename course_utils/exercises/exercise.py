"""An exercise: a question, the kind of answer it expects, hints in steps, and a worked solution.

Exercises are data. Each notebook's are listed in its file of the bank, for example

    Exercise(key="10.branches_sum", question="…", answer=Number(7.0), hints=("…", "…"), …)

and everything that happens to them (judging, hints, solution) is here.
"""

from dataclasses import dataclass
from typing import Any

from .answers import Choice
from .message import Message, verdict


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise.

    `answer` is one of the kinds in `answers`; `remark` is said to a right answer; `solution` is a
    text, and `code` a cell that ends with the check which it passes.
    """

    key: str
    question: str
    answer: Any
    remark: str
    hints: tuple[str, ...]
    solution: str
    code: str

    def judge(self, given):
        """The Verdict on what was given; never raises, whatever it is."""
        try:
            state, reason = self.answer.judge(given)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # an object that misbehaves even when it is looked at
            state, reason = (
                "not yet",
                f"This answer cannot be read: looking at it raises {type(error).__name__}.",
            )
        if state == "not attempted":
            return self._ask(reason)
        if state == "correct":
            reason = f"{self.remark} {reason}".strip()
        return verdict(state, reason)

    def _ask(self, reason):
        """The question, for somebody who has not tried it yet."""
        advice = f'Put your answer in place of `...`; `hint("{self.key}")` gives a first step.'
        options = self.answer.listed if isinstance(self.answer, Choice) else ()
        return verdict(
            "not attempted", f"{reason} {self.question}".strip(), options, f"{self.answer.asks} {advice}"
        )

    def hint(self, index):
        """Hint number `index` (from 0); beyond the last one, all of them and the way to the solution."""
        count = len(self.hints)
        if index < count:
            rest = "" if index + 1 < count else f' The next step is `solution("{self.key}")`.'
            return Message(f"Hint {index + 1} of {count}.", self.hints[index] + rest, "hint")
        words = f'These were all {count}; `solution("{self.key}")` shows a worked solution.'
        after = "A restarted kernel begins with the first one again."
        return Message("No more hints.", words, "hint", self.hints, after)

    def worked(self, touched):
        """The worked solution; kindly worded when nothing was tried before."""
        first = (
            "" if touched else f'A try of your own, or `hint("{self.key}")`, teaches more; here it is.\n\n'
        )
        return Message("Solution.", first + self.solution, "solution", code=self.code)
