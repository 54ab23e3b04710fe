"""What a module imports, read from its source without running it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "course_utils"


def module_name(path: Path) -> str:
    """Return the dotted name of a file of the project: course_utils.engine.network."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path, *, lazy: bool | None = None) -> set[str]:
    """Return the dotted names that the file imports; of `from a import b` both "a" and "a.b".

    `lazy=True` gives those inside functions and in a table of names on demand, `lazy=False` those that run when the
    module is loaded.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(node) for function in functions(tree) for node in ast.walk(function)}
    found = set()
    for node in ast.walk(tree):
        late = id(node) in inside or isinstance(node, ast.Assign)
        if lazy is None or lazy == late:
            found |= names(node, path)
    return found


def functions(tree: ast.AST) -> list[ast.AST]:
    """Return the function definitions of a syntax tree."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def names(node: ast.AST, path: Path) -> set[str]:
    """Return the dotted names that one statement imports."""
    if isinstance(node, ast.Import):
        return {alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        base = ".".join([*anchor(path, node.level), *(node.module or "").split(".")]).strip(".")
        return {base} | {f"{base}.{alias.name}" for alias in node.names}
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "HOMES":  # of course_utils.lazy
        homes = ast.literal_eval(node.value)
        return {*homes} | {f"{home}.{name}" for home, offered in homes.items() for name in offered}
    return set()


def anchor(path: Path, level: int) -> tuple[str, ...]:
    """Return the package that `level` leading dots mean in this file; nothing for no dots."""
    if level == 0:
        return ()
    return path.relative_to(ROOT).parent.parts[: len(path.relative_to(ROOT).parent.parts) - level + 1]


def part(name: str, depth: int) -> str:
    """Return component number `depth` of a dotted name inside course_utils, "" where there is none."""
    parts = name.split(".")
    return parts[depth] if parts[0] == "course_utils" and len(parts) > depth else ""
