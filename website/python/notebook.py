"""A notebook on a page: its cells as texts that can change, run one by one with the cells that they depend on.

A cell that is asked for runs after the cells that it depends on (`slicing`). Where they and it come after all that has
run, they continue with the names that are there; otherwise they start afresh, as after a restart. So what a cell
shows is what it would show in a notebook run from the top.
"""

import ast
import linecache
import re
import sys
import traceback

import outputs
from IPython.display import display
from slicing import needed

# What only some cells use: fetched when first imported.
LATER = ("sklearn", "tqdm")
JUPYTERS = re.compile(r"^\s*[%!?]|\?\s*$")  # lines that JupyterLab reads, not Python


class Wanted(Exception):
    """A package is not there yet: `name` is the module that was asked for."""

    def __init__(self, name):
        super().__init__(f"{name} is not here yet")
        self.name = name


class Notebook:
    """The cells `sources`, texts of code, and the names that they have made so far; say(place): a cell begins."""

    def __init__(self, sources, say=lambda place: None):
        self.sources, self.say = list(sources), say
        self._begin()

    def _begin(self):
        self.names, self.done = {"__name__": "__main__", "__builtins__": __builtins__}, {}

    def run(self, place, source=None):
        """Run the cell at `place` (with another text, if given), after what it depends on; returns a dict.

        It holds the `outputs` of the cell, or those of the cell at `failed`, on which it depends. Raises Wanted where a
        package must be fetched first: then run again.
        """
        if source is not None:
            self.sources[place] = source
        rest = sorted(needed(self.sources[: place + 1]))
        fresh = [other for other in rest if self.done.get(other) != self.sources[other]] or [place]
        if place not in fresh:
            fresh.append(place)
        if self.done and fresh[0] < max(self.done):
            self._begin()
            fresh = rest
        for other in fresh:
            self.say(other)
            shown = self._run(other)
            self.done[other] = self.sources[other]
            if shown and shown[-1]["type"] == "error":
                del self.done[other]
                return {"outputs": shown, "failed": None if other == place else other}
        return {"outputs": shown, "failed": None}

    def _run(self, place):
        """The outputs of one cell; raises Wanted where it asked for a package that is not there yet."""
        source, name = self.sources[place], f"<cell {place + 1}>"
        linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
        with outputs.collected() as shown:
            try:
                self._execute(source, name)
            except BaseException as error:
                outputs.add(in_words(error, name))
        if asked := later.asked():
            raise Wanted(asked)
        return shown

    def _execute(self, source, name):
        """Run the statements; show the value of a last expression, unless it ends with a semicolon."""
        tree = _parsed(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), self.names)
        if last is None:
            return
        value = eval(compile(ast.Expression(last.value), name, "eval"), self.names)
        if value is not None and not source.rstrip().endswith(";"):
            display(value)


def _parsed(source, name):
    """The statements of a cell; the SyntaxError of a line that JupyterLab would read says so."""
    try:
        return ast.parse(source, name)
    except SyntaxError as error:
        if JUPYTERS.search(error.text or ""):
            error.add_note("A page reads plain Python: lines with %, ! or ? are for JupyterLab.")
        raise


def in_words(error, name):
    """An error as an output: the traceback from the cell on, without the page's own lines."""
    found = traceback.TracebackException.from_exception(error)
    while found.stack and found.stack[0].filename != name:
        del found.stack[0]
    while found.stack and found.stack[-1].filename == outputs.__file__:
        del found.stack[-1]
    return {"type": "error", "words": f"{type(error).__name__}: {error}", "text": "".join(found.format())}


class _Later:
    """The finder that is asked last, when no other knows a module: it notes which of `names` was wanted."""

    def __init__(self):
        self.names, self.wanted = set(), None

    def find_spec(self, module, path=None, target=None):
        if module in self.names:
            self.wanted = module

    def asked(self):
        """The package that was wanted since the last question, no longer among those to wait for; or None."""
        name, self.wanted = self.wanted, None
        self.names.discard(name)
        return name


later = _Later()


def fetch_later(names=LATER):
    """From now on, a cell that imports one of these packages and does not find it raises Wanted."""
    later.names = set(names)
    if later not in sys.meta_path:
        sys.meta_path.append(later)
