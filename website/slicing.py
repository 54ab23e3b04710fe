"""Which cells a cell rests on, read from the names in the code, so that pages are built without running it all.

A cell rests on an earlier one that binds one of its names, or that mentions one that is not an import: it may have
changed what the name stands for, as training changes a network.
"""

import ast
import builtins
from dataclasses import dataclass


@dataclass(frozen=True)
class Names:
    """The names of one cell: all that it mentions, those that it binds, and those of them that it imports."""

    mentioned: frozenset
    bound: frozenset
    imported: frozenset


def names(source):
    """The names in a cell; None where it is more than Python, such as a magic."""
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return None
    words = [node for node in nodes if isinstance(node, ast.Name)]
    aliases = [
        alias for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names
    ]
    imported = frozenset((alias.asname or alias.name).split(".")[0] for alias in aliases)
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    stored = {word.id for word in words if isinstance(word.ctx, ast.Store)}
    return Names(frozenset(word.id for word in words), imported | defined | stored, imported)


def needed(sources, wanted):
    """The places of the `wanted` cells and of all that they rest on, among `sources`."""
    cells = [names(source) for source in sources]
    imported = frozenset().union(*(cell.imported for cell in cells if cell), dir(builtins))
    chosen, open_names = set(), frozenset()
    for place in reversed(range(len(cells))):
        cell = cells[place]
        if cell is None or place in wanted or open_names & (cell.bound | (cell.mentioned - imported)):
            chosen.add(place)
            open_names |= cell.mentioned if cell else frozenset()
    return chosen if wanted else set()
