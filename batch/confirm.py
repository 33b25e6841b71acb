"""What the store really holds, read back by id: only that decides what became of a change."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from batch.errors import ChannelError
from batch.model.attempts import Attempts
from batch.model.changes import NO_ROW, Action, Change, FieldChange
from batch.model.forms import is_form
from batch.model.galleries import Turning, urls
from batch.model.reports import Held
from batch.model.rules import BY_NAME, UNTOLD, Kind, Level
from batch.model.runs import Answer, Outcome, Reason, Status, Step
from batch.model.store import Item, ItemId, Product
from batch.ports import Channel, Progress
from batch.values import same

READ_TOGETHER = 1000  # products
_GONE = FieldChange("sku", None, None)  # what is missing of a deletion: that nothing has the SKU any more
_SENT = {Kind.URL: "image:", Kind.DELTA: "stock:"}  # what the ids of their steps begin with


def confirm(changes: Sequence[Change], done: Attempts, channel: Channel, progress: Progress) -> tuple[Outcome, ...]:
    """One outcome per change, in the order of the plan."""
    _read_back(changes, done, channel, progress)
    answers: dict[str, list[Answer]] = {}
    for id_ in sorted(done.sent):
        for key in done.steps[id_].changes:
            answers.setdefault(key, []).append(done.answers.get(id_) or Answer(id_, None, heard=False))
    return tuple(_outcome(change, done, answers.get(change.key, [])) for change in changes)


def held(rows: pd.DataFrame, changes: Sequence[Change], done: Attempts) -> tuple[Mapping[int, Held], tuple[Held, ...]]:
    """What the store holds for each row of a product that was to be changed, by row; the rows beside it included.

    And what it holds for those variations of these products that no row means. ``rows`` as in Catalog. A row is not
    there when its product could not be read back or its item cannot be told.
    """
    changed = {change.row: change for change in changes if change.row != NO_ROW}
    products: dict[str, dict[str, Product]] = {}
    for change in changed.values():
        product = done.products.get(done.product_of(change) or "")
        if product is not None:
            products.setdefault(change.family, {})[product.id] = product
    found = {row: item for row, item in _items(rows, changed, products, done) if item is not None}
    meant = {item.id for item in found.values()}
    touched = {product.id: product for family in products.values() for product in family.values()}
    rest = [item for product in touched.values() for item in product.items if item.id.variation]
    siblings = tuple(_held_for(item) for item in rest if item.id not in meant)
    return {row: _held_for(item) for row, item in found.items()}, siblings


def _held_for(item: Item) -> Held:
    return Held(item.id.product, item.fields, item.pos_id)


def _items(
    rows: pd.DataFrame, changed: Mapping[int, Change], products: Mapping[str, Mapping[str, Product]], done: Attempts
) -> Iterator[tuple[int, Item | None]]:
    """Row and item: a changed row's as it was confirmed, another's by the store's id or its SKU, never a first one.

    A row of another family counts too, by its id or its SKU: a sheet without handles has each row for itself.
    """
    named_so = _by_name(products)
    keys = [rows[name] if name in rows else pd.Series(None, rows.index) for name in ("family", "ecom_id", "sku")]
    concerned = keys[0].isin(products.keys()) | keys[1].isin(named_so.keys()) | keys[2].isin(named_so.keys())
    texts = ([text if isinstance(text, str) else "" for text in key[concerned].tolist()] for key in keys)
    for row, family, ecom_id, sku in zip(map(int, rows.index[concerned]), *texts, strict=True):
        if row in changed:
            yield row, _item(changed[row], done.products.get(done.product_of(changed[row]) or ""))
            continue
        items = [item for product in products.get(family, {}).values() for item in product.items]
        items = items or [item for text in (ecom_id, sku) for item in named_so.get(text, {}).values()]
        named = [item for item in items if str(item.id) == ecom_id] or [i for i in items if i.fields.get("sku") == sku]
        inner = [item for item in named if item.id.variation]
        one = inner if len(inner) == 1 else named
        yield row, one[0] if len(one) == 1 else None


def _by_name(products: Mapping[str, Mapping[str, Product]]) -> Mapping[str, Mapping[ItemId, Item]]:
    """Each item under the store's id and under its SKU."""
    found: dict[str, dict[ItemId, Item]] = {}
    for family in products.values():
        for item in (item for product in family.values() for item in product.items):
            for text in (str(item.id), item.fields.get("sku")):
                if text:
                    found.setdefault(text, {})[item.id] = item
    return found


def _read_back(changes: Sequence[Change], done: Attempts, channel: Channel, progress: Progress) -> None:
    """Reads what was not read since it was sent. A store that cannot be read leaves its changes unconfirmed."""
    looked_for = changes if done.stopped is None else _sent(changes, done)
    wanted = {done.product_of(change) for change in looked_for} - done.products.keys() - done.gone
    ids = sorted(product for product in wanted if product)
    try:
        for start in range(0, len(ids), READ_TOGETHER):
            asked = ids[start : start + READ_TOGETHER]
            found = channel.products(asked)
            done.products.update(found)
            done.gone.update(set(asked) - found.keys())
            progress("confirming", min(start + READ_TOGETHER, len(ids)), len(ids))
    except ChannelError as fault:
        done.stopped = done.stopped or fault


def _sent(changes: Sequence[Change], done: Attempts) -> list[Change]:
    """Of a run that was stopped, what was not sent is not looked for: others are waiting."""
    keys = {key for id_ in done.sent for key in done.steps[id_].changes}
    return [change for change in changes if change.key in keys]


def _outcome(change: Change, done: Attempts, answers: Sequence[Answer]) -> Outcome:
    hides = change.row == NO_ROW and change.action is Action.DISABLE  # what no row names, and who is gone is not shown
    if change.action is Action.DELETE or (hides and change.product in done.gone):
        status, reason = _end(change, done, answers)
        return Outcome(change.key, status, reason, change.product, change.variation)
    product = done.products.get(done.product_of(change) or "")
    item = _item(change, product)
    base = product.item(None) if product else None
    confirmed = {cell.name: _now(cell, item, base) for cell in change.fields} if item else {}
    missing = [cell for cell in change.fields if not _held(cell, item, base, _sent_for(cell, done, answers))]
    status, reason = _fate(change, done, answers, missing, confirmed)
    return Outcome(
        change=change.key,
        status=status,
        reason=reason,
        product=done.product_of(change),
        variation=item.id.variation if item else change.variation,
        confirmed=confirmed,
        missing=tuple(cell.name for cell in missing),
        sent=done.cells_sent(change),
    )


def _end(change: Change, done: Attempts, answers: Sequence[Answer]) -> tuple[Status, Reason | None]:
    """What is not there any more is deleted, by us or, where nothing was sent, by somebody else."""
    product = done.products.get(change.product or "")
    there = product is not None and product.item(change.variation) is not None
    if not there and (product is not None or change.product in done.gone):
        return (Status.APPLIED, None) if answers else (Status.SKIPPED, Reason("apply.gone_before"))
    if there and change.key not in done.conflicts and all(answer.status == 200 for answer in answers) and answers:
        return Status.FAILED, Reason("apply.not_deleted")
    return _fate(change, done, answers, [_GONE], {})


def _fate(
    change: Change,
    done: Attempts,
    answers: Sequence[Answer],
    missing: Sequence[FieldChange],
    confirmed: dict[str, str | None],
) -> tuple[Status, Reason | None]:
    """What the store holds comes first; what it said only explains why it does not."""
    if not missing:
        return (Status.APPLIED if answers else Status.SKIPPED), None
    if change.key in done.doubled:
        return Status.UNKNOWN, done.doubled[change.key]
    if change.key in done.conflicts:
        return Status.CONFLICT, done.conflicts[change.key]
    no = next((answer for answer in answers if _is_no(answer, missing)), None)
    if change.key in done.held_back:
        return Status.NOT_RUN, done.held_back[change.key]
    if no is not None:
        return Status.REJECTED, Reason("apply.rejected", (("status", str(no.status)), ("message", no.message or "")))
    pending = any(answer.status is None and not answer.heard for answer in answers)  # the store may do it yet
    accepted = any(answer.accepted for answer in answers) and not pending
    if accepted and _is_gone(change, done):
        return Status.FAILED, Reason("apply.gone")
    if accepted and confirmed:
        return Status.FAILED, _not_held(missing, confirmed)
    if any(answer.status is not None or not answer.heard for answer in answers) or _is_unseen(change, done, answers):
        return Status.UNKNOWN, Reason("apply.unknown")
    return Status.NOT_RUN, Reason("apply.not_run")


def _is_unseen(change: Change, done: Attempts, answers: Sequence[Answer]) -> bool:
    """It was sent, and the run stopped before anybody looked: that a store says "not executed" is no proof."""
    id_ = done.product_of(change)
    looked_for = id_ in done.products or id_ in done.gone or any(answer.step in done.again for answer in answers)
    return bool(answers) and not looked_for


def _is_gone(change: Change, done: Attempts) -> bool:
    """By its id, when it was read back. Of what was not read, and of a SKU written another way, nobody can say so."""
    id_ = done.product_of(change)
    product = done.products.get(id_ or "")
    if product is None:
        return id_ in done.gone
    return change.variation is not None and product.item(change.variation) is None


def _not_held(missing: Sequence[FieldChange], confirmed: Mapping[str, str | None]) -> Reason:
    """Of several cells, one that holds something else is graver than one that the store keeps its own way."""
    compared = [cell for cell in missing if BY_NAME[cell.name].kind not in UNTOLD] or missing
    own = {cell: is_form(cell.after, confirmed.get(cell.name), BY_NAME[cell.name].kind) for cell in compared}
    cell = min(compared, key=own.__getitem__)
    facts = (("field", cell.name), ("wanted", cell.after or ""), ("found", confirmed.get(cell.name) or ""))
    return Reason("apply.own_form" if own[cell] else "apply.not_held", facts)


def _is_no(answer: Answer, missing: Sequence[FieldChange]) -> bool:
    """What the store failed at was not done, when it is missing: but that a difference of stock is, nobody can see."""
    told = answer.heard or not any(BY_NAME[cell.name].kind is Kind.DELTA for cell in missing)
    return answer.status is not None and answer.status >= 400 and told


def _item(change: Change, product: Product | None) -> Item | None:
    """The item of the change: by id; what was created is known by its SKU, a variation before its product.

    A store that writes SKUs its own way leaves a product without variations to be known by its id, and a variation by
    the only SKU that it can have made of ours.
    """
    if product is None:
        return None
    if change.variation or (change.product and change.action != "create"):
        return product.item(change.variation)
    named = [item for item in product.items if item.fields.get("sku") == change.sku]
    if not named and len(product.items) == 1 and change.product is None:
        return product.items[0]
    if not named:
        inner = [item for item in product.items if item.id.variation]
        named = [item for item in inner if is_form(change.sku, item.fields.get("sku"), Kind.CODE)]
        return named[0] if len(named) == 1 else None
    return next((item for item in named if item.id.variation), named[0])


def _sent_for(cell: FieldChange, done: Attempts, answers: Sequence[Answer]) -> list[tuple[Step, Answer]]:
    """What was sent for a cell that cannot be compared."""
    kind = BY_NAME[cell.name].kind
    asked = [answer for answer in answers if kind in _SENT and answer.step.startswith(_SENT[kind])]
    return [(done.steps[answer.step], answer) for answer in asked]


def _now(cell: FieldChange, item: Item | None, base: Item | None) -> str | None:
    source = base if BY_NAME[cell.name].level is Level.PRODUCT else item
    return source.fields.get(cell.name) if source else None


def _held(cell: FieldChange, item: Item | None, base: Item | None, sent: Sequence[tuple[Step, Answer]]) -> bool:
    if item is None:
        return False
    now = _now(cell, item, base)
    kind = BY_NAME[cell.name].kind
    if kind is Kind.GALLERY:
        return Turning(urls(cell.before), urls(cell.after), urls(now)).held
    if kind in UNTOLD and now is not None:
        # Images get URLs of the store's own, and it sells meanwhile: that the sending was accepted is all there is,
        # or that another image stands there since nothing was heard of it.
        shown = kind is Kind.URL and any(not answer.heard and now != step.seen for step, answer in sent)
        return shown or any(answer.accepted for _, answer in sent) or now == cell.after
    return same(now, cell.after, BY_NAME[cell.name].kind)
