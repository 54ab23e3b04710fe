"""Which cells a cell depends on, read from the names in the code, so that a page need not run them all.

A cell depends on an earlier one that binds a name which it uses before it binds it itself, or that mentions such a name
and it is not an import: it may have changed what the name stands for, as training changes a network.
"""

import ast
import builtins
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Names:
    """The names of one cell: all that it mentions, those that it needs from before, binds, and imports."""

    mentioned: frozenset
    needed: frozenset
    bound: frozenset
    imported: frozenset


@cache
def names(source):
    """The names in a cell; None where it is more than Python, such as a magic."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return None
    nodes = list(ast.walk(tree))
    words = [node for node in nodes if isinstance(node, ast.Name)]
    aliases = [
        alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    ]
    imported = frozenset((alias.asname or alias.name).split(".")[0] for alias in aliases)
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    stored = {word.id for word in words if isinstance(word.ctx, ast.Store)}
    mentioned = frozenset(word.id for word in words)
    return Names(mentioned, mentioned - _bound_first(tree.body), imported | defined | stored, imported)


def _bound_first(statements):
    """The names that plain assignments bind before any statement uses them."""
    used, bound = set(), set()
    for statement in statements:
        words = [node for node in ast.walk(statement) if isinstance(node, ast.Name)]
        used |= {word.id for word in words if isinstance(word.ctx, ast.Load)}
        if isinstance(statement, ast.Assign):
            bound |= {target.id for target in statement.targets if isinstance(target, ast.Name)} - used
    return bound


def needed(sources):
    """The places, among `sources`, of the last cell and of all that it depends on."""
    cells = [names(source) for source in sources]
    imported = frozenset().union(*(cell.imported for cell in cells if cell), dir(builtins))
    chosen, open_names = set(), frozenset()
    for place, cell in reversed(list(enumerate(cells))):
        if cell is None or not chosen or open_names & (cell.bound | (cell.mentioned - imported)):
            chosen.add(place)
            open_names |= cell.needed if cell else frozenset()
    return chosen
