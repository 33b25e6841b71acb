"""Requests that delete: one product, or one variation of a product, by its id. Nothing here deletes anything else.

DELETE without an id would delete the whole catalog (E-Series REST docs: Delete all products). So a path is made from
two whole numbers above zero, never from text, and the table of allowed requests knows no other.
Sources: E-Series REST docs: Delete product; Delete product variation.
"""

from collections.abc import Iterator, Sequence

from batch.channels.eseries import paths
from batch.model.changes import Action, Change
from batch.model.runs import Step
from batch.model.store import Product


def deletions(changes: Sequence[Change], product: Product) -> Iterator[Step]:
    """The product as a whole when a change deletes it; else its variations that go alone and are still there."""
    gone = [change for change in changes if change.action is Action.DELETE]
    whole = any(change.variation is None for change in gone)
    if whole:
        yield _step(int(product.id), None, gone)
        return
    for change in gone:
        if change.variation is not None and product.item(change.variation) is not None:
            yield _step(int(product.id), int(change.variation), [change])


def path(product: int, variation: int | None) -> str:
    """Raises AssertionError for what is no id."""
    if variation is None:
        return f"/products/{_id(product)}"
    return f"/products/{_id(product)}/combinations/{_id(variation)}"


def _id(number: int) -> str:
    if type(number) is not int:
        raise AssertionError(f"no id: {number!r}")
    return paths.segment(str(number))


def _step(product: int, variation: int | None, changes: Sequence[Change]) -> Step:
    named = f"delete:{product}" if variation is None else f"delete:{product}/{variation}"
    return Step(named, "DELETE", path(product, variation), None, tuple(change.key for change in changes))
