"""How far an apply has come: grows while it works, and is all that confirming needs."""

from dataclasses import dataclass, field

from batch.errors import OnshelfError
from batch.model.changes import Change
from batch.model.runs import Answer, Reason, Step
from batch.model.store import Product


@dataclass(slots=True)
class Attempts:
    """``answers`` and ``steps`` by step id; ``sent``: ids of steps that may have reached the store, heard or not.

    ``products`` by id, read after the last step that touched them; ``gone``: ids that the store was asked for and has

    no more.

    ``created``: family to the id of the product that it became. ``conflicts`` and ``held_back`` by change key.
    ``batch_size``: steps that the store takes at once; less than its own limit when its quota lets fewer through.
    ``stopped``: why the rest was not sent, if it was not.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    steps: dict[str, Step] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    products: dict[str, Product] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    created: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, Reason] = field(default_factory=dict)
    held_back: dict[str, Reason] = field(default_factory=dict)
    batch_size: int = 500  # E-Series REST docs: Create batch request
    stopped: OnshelfError | None = None

    def product_of(self, change: Change) -> str | None:
        """The store's id of the change's product, once there is one."""
        return change.product or self.created.get(change.family)
