"""The template: the steps of one update as a page shows them, with slots where the numbers go."""

from dataclasses import dataclass
from itertools import groupby

from .formula import mark
from .frozen import fresh
from .mathml import mathml, slots, spoken, symbols
from .symbols import plain


@dataclass(frozen=True, eq=False)
class Template:
    """Steps and diagram, with each quantity given by its place in a row.

    `names` are the quantities of a row, `index` their places (also those of guesses that share
    one), `known` the quantities that are there before the first step.
    """

    steps: tuple
    diagram: dict
    names: tuple
    index: dict
    known: tuple

    def data(self):
        """The template as a JSON-ready dict."""
        steps = zip(self.steps, self._phase_of(), strict=True)
        return fresh(
            {
                "phases": self._phases(),
                "quantities": self._quantities(),
                "diagram": self._shown_diagram(),
                "steps": [self._shown(step, phase) for step, phase in steps],
            }
        )

    def _phase_of(self):
        runs = groupby(self.steps, key=lambda step: step.phase)
        return [place for place, (_, steps) in enumerate(runs) for _ in steps]

    def _phases(self):
        places = self._phase_of()
        spans = [[i for i, place in enumerate(places) if place == phase] for phase in range(places[-1] + 1)]
        words = [self.steps[span[0]].phase for span in spans]
        return [
            {"key": word, "label": word, "first": span[0], "last": span[-1]}
            for word, span in zip(words, spans, strict=True)
        ]

    def _quantities(self):
        born = dict.fromkeys(self.known, -1)
        for place, step in enumerate(self.steps):
            for name in (*((step.formula.result,) if step.formula else ()), *step.reveals):
                born.setdefault(name, place)
        return [{"name": name, "symbol": plain(name), "born": born.get(name)} for name in self.names]

    def _placed(self, items):
        """Diagram items with quantities as indices; a name that this trace lacks is left out."""
        return [{**item, "value": self._indices(item["value"])} | self._about(item) for item in items]

    def _about(self, item):
        about = dict(item.get("about", {}))
        for part in ("value", "gradient"):
            if part in about:
                about[part] = self._indices(about[part])
        return {"about": about} if about else {}

    def _indices(self, names):
        return [self.index[name] for name in names if name in self.index]

    def _shown_diagram(self):
        return {
            **self.diagram,
            **{part: self._placed(self.diagram[part]) for part in ("nodes", "edges", "notes")},
        }

    def _shown(self, step, phase):
        result = step.formula.result if step.formula else None
        place = self.index[result] if result else None
        lines, numbers = step.written()
        return {
            "phase": phase,
            "group": step.group,
            "title": step.title,
            "words": [list(piece) for piece in step.words],
            "formula": [mathml(symbols(line, step.colours)) for line in lines],
            "numbers": [mathml(slots(line, self.index, step.colours)) for line in numbers],
            "result": place,
            "result_line": mathml(slots(f"= {mark(result)}", self.index)) if result else "",
            "say": self.say(step),
            "light": {"nodes": step.light.get("nodes", {}), "edges": step.light.get("edges", {})},
            "notes": self._placed(step.notes),
            "check": self.index[step.check.result] if step.check else None,
            "predict": self._asked(step),
            "sign_words": step.sign_words,
        }

    def _asked(self, step):
        if step.formula is None:
            return None
        guesses = [{"q": self.index[guess.result], "words": words} for guess, words in step.guesses]
        return {"ask": plain(step.formula.result), "guesses": guesses}

    def say(self, step):
        """The step in one line of plain text, with {index} for each number."""
        if step.formula is None:
            return ", ".join(f"{plain(name)} = {{{self.index[name]}}}" for name in step.reveals)
        said = spoken(f"= {step.formula.text} " if step.written()[1] else "", self.index)
        words = f"{plain(step.formula.result)} {said} = {{{self.index[step.formula.result]}}}"
        return " ".join(words.split())
