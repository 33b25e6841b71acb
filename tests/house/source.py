"""What the code says, read from its source: calls, and the errors and reasons that it raises with their facts."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

BATCH = Path(__file__).parents[2] / "batch"


def raised() -> Iterator[tuple[str, set[str] | None]]:
    """Each (code, names of its facts) of our exceptions and reasons; None when the facts are not written there."""
    family = _family()
    for call in calls():
        if last_name(call.func) in family:
            for code in texts(call):
                yield code, _facts(call)


def calls() -> Iterator[ast.Call]:
    return (node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call))


@cache
def _trees() -> tuple[ast.Module, ...]:
    """The sandbox imports nothing of ours: its errors are the store's."""
    sources = [path for path in sorted(BATCH.rglob("*.py")) if "sandbox" not in path.parts]
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in sources)


def _family() -> set[str]:
    """Reason, OnshelfError, and all that descends from it, wherever it is defined."""
    classes = [node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    family = {"Reason", "OnshelfError"}
    for _ in classes:
        family |= {node.name for node in classes if any(last_name(base) in family for base in node.bases)}
    return family


def last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def texts(call: ast.Call) -> Iterator[str]:
    """What is written as the first argument, either side of a condition included."""
    for part in ast.walk(call.args[0]) if call.args else ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _facts(call: ast.Call) -> set[str] | None:
    given = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
    if call.keywords or not isinstance(given, ast.Dict | ast.Tuple):
        return None
    pairs = [pair.elts[0] for pair in given.elts if isinstance(pair, ast.Tuple)] if isinstance(given, ast.Tuple) else []
    names = given.keys if isinstance(given, ast.Dict) else pairs
    texts = [name.value for name in names if isinstance(name, ast.Constant)]
    return {str(text) for text in texts} if len(texts) == len(names) else None
