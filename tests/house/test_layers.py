"""Imports point down: cli, commands, desk → jobs → stages | adapters → ports, messages → model, values, schemas."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

GROUND = {"schemas", "batch.model", "batch.errors", "batch.values", "batch.disk", "batch.scratch", "batch.leftovers"}
SEAMS = {"batch.ports", "batch.messages"}
STAGES = {
    "batch.guards",
    "batch.activate",
    "batch.export",
    "batch.read",
    "batch.check",
    "batch.compare",
    "batch.plan",
    "batch.apply",
    "batch.confirm",
    "batch.summarize",
    "batch.undo",
}
ADAPTERS = {
    "batch.formats",
    "batch.channels",
    "batch.reports",
    "batch.journal",
    "batch.lock",
    "batch.events",
}

# What each part may import of ours, besides itself.
ALLOWED: dict[str, set[str]] = {
    "schemas": set(),
    "batch.errors": set(),
    "batch.sandbox": set(),
    "batch.disk": {"batch.errors", "batch.leftovers"},
    "batch.leftovers": set(),
    "batch.scratch": {"batch.disk", "batch.leftovers"},
    "batch.exits": {"batch.model"},
    "batch.values": {"batch.model"},
    "batch.model": {"schemas", "batch.errors", "batch.values"},
    "batch.messages": set(),
    "batch.ports": GROUND,
    "batch.config": GROUND,
    "batch.pace": set(),
    "batch.waiting": SEAMS | {"batch.pace"},
    "batch.watch": GROUND | SEAMS | {"batch.pace"},
    "batch.signals": set(),
    "batch.screen": set(),
    "batch.stores": {"batch.config", "batch.channels", "batch.ports", "batch.sandbox"},
    **{stage: GROUND | {"batch.ports"} for stage in STAGES},
    **dict.fromkeys(ADAPTERS, GROUND | SEAMS),
    "batch.apply": GROUND | {"batch.ports", "batch.journal"},
    "batch.jobs": GROUND | SEAMS | STAGES | ADAPTERS | {"batch.config", "batch.stores", "batch.exits", "batch.sandbox"},
    "batch.desk": GROUND
    | SEAMS
    | ADAPTERS
    | {"batch.jobs", "batch.config", "batch.exits", "batch.screen", "batch.signals", "batch.waiting", "batch.watch"},
    "batch.commands": GROUND
    | ADAPTERS
    | {"batch.desk", "batch.jobs", "batch.config", "batch.stores", "batch.exits", "batch.sandbox"},
    "batch.cli": {"batch.desk", "batch.commands", "batch.messages"},
}


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("schemas", "batch"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def part(module: str) -> str:
    """The part of the house that a module belongs to: schemas, or the second word under batch."""
    words = module.split(".")
    return words[0] if words[0] == "schemas" else ".".join(words[:2])


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            yield from names if node.module == "batch" else {node.module}


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=[name for name, _ in modules()])
def test_imports_point_down(module: str, path: Path) -> None:
    here = part(module)
    ours = {part(name) for name in imported(path) if name.split(".")[0] in ("batch", "schemas")}
    upward = ours - ALLOWED.get(here, set()) - {here, "batch"}

    assert not upward, f"{module} imports {sorted(upward)}"


def test_every_part_has_its_place() -> None:
    parts = {part(module) for module, _ in modules()} - {"batch"}

    assert parts == set(ALLOWED)


def test_the_sandbox_imports_nothing_of_ours() -> None:
    """A field name that is wrong in the client must not be wrong in its judge, too."""
    for module, path in modules():
        if module.startswith("batch.sandbox"):
            ours = {name for name in imported(path) if name.split(".")[0] in ("batch", "schemas")}
            assert all(name.startswith("batch.sandbox") for name in ours), module
