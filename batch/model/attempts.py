"""How far an apply has come: grows while it works, and is all that confirming needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from batch.errors import OnshelfError
from batch.model.changes import Change
from batch.model.runs import Answer, Reason, Step
from batch.model.store import Product

ALL: Final = "*"


@dataclass(slots=True)
class Attempts:
    """``answers`` and ``steps`` by step id; ``sent``: each time that a step may have reached the store, as it was then;
    ``carried``: by change key, the fields that went with them, or ALL;
    ``again``: those that get no other chance in this run; ``given_up``: those that are not looked for any more.

    ``products`` by id, read after the last step that touched them; ``gone``: ids that the store was asked for and has
    no more.

    ``created``: family to the id of the product that it became. ``conflicts``, ``held_back`` and ``doubled`` (made
    more than once by the store) by change key. ``census``: products of the store, and ours of ``created`` among them.
    ``batch_size``: steps that the store takes at once; less than its own limit when its quota lets fewer through.
    ``stopped``: why the rest was not sent, if it was not.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    sent: dict[str, list[Step]] = field(default_factory=dict)
    carried: dict[str, set[str]] = field(default_factory=dict)
    again: set[str] = field(default_factory=set)
    given_up: set[str] = field(default_factory=set)
    products: dict[str, Product] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    created: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Reason] = field(default_factory=dict)
    held_back: dict[str, Reason] = field(default_factory=dict)
    doubled: dict[str, Reason] = field(default_factory=dict)
    census: tuple[int, int] | None = None
    batch_size: int = 500  # E-Series REST docs: Create batch request
    stopped: OnshelfError | None = None

    def sending(self, steps: Iterable[Step]) -> None:
        """They go to the store, or went there."""
        for step in steps:
            self.sent.setdefault(step.id, []).append(step)
            for key in step.changes:
                self.carried.setdefault(key, set()).update(step.fields or (ALL,))

    def cells_sent(self, change: Change) -> tuple[str, ...]:
        """The fields of the change that may have reached the store."""
        carried = self.carried.get(change.key, set())
        return tuple(cell.name for cell in change.fields if cell.name in carried or ALL in carried)

    def product_of(self, change: Change) -> str | None:
        """The store's id of the change's product, once there is one."""
        return change.product or self.created.get(change.family)
