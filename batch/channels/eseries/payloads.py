"""Our changes of one product as requests of the store: only what it does not hold yet, and only what can be sent now.

Pure. Sources: E-Series REST docs: Update product; Create and Update product variation; Upload product image.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from batch.channels.eseries import bodies, choices, creates, deletions, paths, pictures, rules
from batch.channels.eseries.bodies import Body
from batch.channels.eseries.choices import Made
from batch.channels.eseries.rules import Document
from batch.channels.eseries.table import checked
from batch.model.changes import Action, Change
from batch.model.forms import is_form
from batch.model.rules import BY_NAME, OPTION_FIELDS, OPTIONS, QUANTITY_DELTA, Kind, Level
from batch.model.runs import Step
from batch.model.store import Item, Product

_OPTION_ORDER = tuple(name for pair in OPTIONS for name in pair)
NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER})
APART = frozenset({"image_url", "gallery", QUANTITY_DELTA})  # sent in requests of their own

Sent = Mapping[str, Sequence[Step]]
UNSENT: Sent = {}


@dataclass(frozen=True, slots=True)
class Aim:
    """A change and the item that it is about, None for a variation to be added.

    ``own``: the fields of its level that the store does not hold yet. ``pairs``: its options when they must be sent.
    """

    change: Change
    item: Item | None
    own: Mapping[str, str]
    pairs: Mapping[str, str]


def steps(changes: Sequence[Change], product: Product | None, sent: Sent = UNSENT) -> tuple[Step, ...]:
    """See ports.Channel. A change whose variation has gone from the store gives no step."""
    asked = [change for change in changes if change.action is not Action.KEEP]
    others = [change for change in asked if change.action is not Action.DELETE]
    found: list[Step] = []
    if product is not None:
        made = choices.made(product.document, sent.get(_name(product), ()))
        found += [*_changed(others, product, made), *deletions.deletions(asked, product)]
    elif others:
        found.append(creates.create(others))
    return tuple(checked(step) for step in found)


def _changed(changes: Sequence[Change], product: Product, made: Made) -> Iterator[Step]:
    """The product first, then its variations, then the new ones, then images and what is added to stock."""
    ordered = sorted(changes, key=lambda change: (change.sku, change.row))
    aims = [aim for change in ordered if (aim := _aim(change, product, made)) is not None]
    unoffered = frozenset(bodies.missing_pairs(product.document, [p for aim in aims for p in aim.pairs.items()]))
    yield from _product_steps(product, aims)
    ready = [aim for aim in aims if not unoffered & frozenset(aim.pairs.items())]
    yield from (step for aim in ready for step in _variation_steps(product, aim))
    yield from (step for aim in ready for step in _add_steps(product, aim))
    yield from (step for aim in aims for step in _image_steps(aim))
    yield from _family_image(product, aims)
    yield from pictures.gallery(product, ordered)
    yield from (step for aim in aims for step in _stock_steps(aim))


def _aim(change: Change, product: Product, made: Made) -> Aim | None:
    if change.action is not Action.CREATE:
        item = product.item(change.variation)
        return None if item is None else _on(change, item, product, made)
    item = _created(change, product)
    if item is not None:
        return _on(change, item, product, made)
    asked = creates.wanted(change)
    wanted = asked | choices.rewritten(asked, made)
    pairs = creates.pairs(wanted)
    return Aim(change, None, wanted, pairs) if pairs else None


def _created(change: Change, product: Product) -> Item | None:
    """What an earlier call made of a row: a variation with its SKU, in the store's own form too; or the product."""
    inner = rules.variations(product.document)
    same = [variation for variation in inner if variation.get("sku") == change.sku]
    alike = [variation for variation in inner if is_form(change.sku, rules.sku(variation), Kind.CODE)]
    if made := same or (alike if len(alike) == 1 else []):
        return product.item(rules.identity(made[0]))
    simple = not creates.pairs(creates.wanted(change))
    return product.items[0] if simple and product.items[0].fields["sku"] == change.sku else None


def _on(change: Change, item: Item, product: Product, made: Made) -> Aim:
    own = {
        field.name: field.after
        for field in change.fields
        if field.after is not None
        and BY_NAME[field.name].level is Level.ITEM
        and not _held(field.name, field.after, item)
        and not (field.name == "quantity" and change.action is Action.CREATE)  # it was sent with the creation
    }
    pairs = {} if item.id.variation is None else _wanted_pairs(own, item, _document(product, item), made)
    if change.action is Action.CREATE and _are_forms(pairs, item):
        pairs = {}
    return Aim(change, item, {name: own[name] for name in own if name not in OPTION_FIELDS}, pairs)


def _held(name: str, after: str, item: Item) -> bool:
    now = item.fields[name]
    if after == now:
        return True
    return not after and (now is None or (now == "0" and BY_NAME[name].kind in NUMBERS))


def _wanted_pairs(own: Mapping[str, str], item: Item, document: Document, made: Made) -> dict[str, str]:
    """The complete options of a variation when they change, else {}: compared by name, whatever their order."""
    if not OPTION_FIELDS & own.keys():
        return {}
    current = rules.chosen(document)
    asked = {**item.fields, **{name: own[name] for name in own if name in OPTION_FIELDS}}
    overlaid = creates.pairs(asked | choices.rewritten(asked, made))
    known = {item.fields[name] for name, _ in OPTIONS}
    complete = {name: value for name, value in current.items() if name not in known} | overlaid
    return {} if complete == current else complete


def _are_forms(pairs: Mapping[str, str], item: Item) -> bool:
    """What was made with these options has them, as the store writes them: sent again they would be further ones."""
    there = creates.pairs(item.fields)
    return len(pairs) == len(there) and all(
        any(choices.is_own_form(pair, other) for other in there.items()) for pair in pairs.items()
    )


def _product_steps(product: Product, aims: Sequence[Aim]) -> Iterator[Step]:
    """One PUT with the fields of the whole family, those of a simple product, and new choices for its variations."""
    base = product.items[0]
    wanted: dict[str, str] = {}
    for aim in aims:
        if aim.item is base:
            wanted |= {name: value for name, value in aim.own.items() if name not in APART}
        wanted = _shared(aim.change, base) | wanted
    pairs = bodies.missing_pairs(product.document, [pair for aim in aims for pair in aim.pairs.items()])
    body = bodies.changed(wanted, product.document, product.document)
    if pairs:
        body["options"] = bodies.extended_options(product.document, pairs)
    if body:
        served = [aim.change for aim in aims if _serves(aim, wanted, pairs, base)]
        fields = [*wanted, *(_OPTION_ORDER if pairs else ())]
        yield _step(_name(product), "PUT", paths.product(product.id), body, served, fields)


def _name(product: Product) -> str:
    return f"product:{product.id}"


def _shared(change: Change, base: Item) -> dict[str, str]:
    """The fields of the product level that it does not hold yet."""
    return {
        field.name: field.after
        for field in change.fields
        if field.after is not None
        and BY_NAME[field.name].level is Level.PRODUCT
        and field.name not in APART
        and not _held(field.name, field.after, base)
    }


def _serves(aim: Aim, wanted: Mapping[str, str], pairs: Sequence[tuple[str, str]], base: Item) -> bool:
    fields = {*_shared(aim.change, base), *(aim.own if aim.item is base else ())}
    return bool(fields & wanted.keys()) or any(pair in pairs for pair in aim.pairs.items())


def _variation_steps(product: Product, aim: Aim) -> Iterator[Step]:
    if aim.item is None or aim.item.id.variation is None:
        return
    body = bodies.changed(aim.own, _document(product, aim.item), product.document)
    if aim.pairs:
        body["options"] = bodies.picked(aim.pairs, _order(product))
    if body:
        fields = [*(name for name in aim.own if name not in APART), *(_OPTION_ORDER if aim.pairs else ())]
        yield _step(f"variation:{aim.item.id}", "PUT", paths.item(aim.item.id), body, [aim.change], fields)


def _add_steps(product: Product, aim: Aim) -> Iterator[Step]:
    if aim.item is not None:
        return
    body = creates.variation(aim.own, _order(product), {})
    path = f"{paths.product(product.id)}/combinations"
    yield _step(f"add:{product.id}:{aim.change.sku}", "POST", path, body, [aim.change], ())


def _image_steps(aim: Aim) -> Iterator[Step]:
    if aim.item is not None and aim.own.get("image_url"):
        yield pictures.main(aim.item, aim.own["image_url"], [aim.change])


def _family_image(product: Product, aims: Sequence[Aim]) -> Iterator[Step]:
    """A product that we made of variants shows the first of their images, for it has none of its own."""
    if product.items[0].fields["image_url"] is None and len(product.items) > 1:
        made = (aim for aim in aims if aim.change.product is None and aim.own.get("image_url"))
        for aim in islice(made, 1):
            yield pictures.main(product.items[0], aim.own["image_url"], [aim.change])


def _stock_steps(aim: Aim) -> Iterator[Step]:
    """Sales go on meanwhile: a difference is right whatever was sold, but only once."""
    if aim.item is not None and QUANTITY_DELTA in aim.own:
        body = {"quantityDelta": int(aim.own[QUANTITY_DELTA])}
        path, keys, seen = f"{paths.item(aim.item.id)}/inventory", (aim.change.key,), aim.item.fields["quantity"]
        yield Step(f"stock:{aim.item.id}", "PUT", path, body, keys, once=True, seen=seen, fields=(QUANTITY_DELTA,))


def _document(product: Product, item: Item) -> Document:
    """The item as the store wrote it."""
    if item.id.variation is None:
        return product.document
    return next(v for v in rules.variations(product.document) if rules.identity(v) == item.id.variation)


def _order(product: Product) -> list[str]:
    return [str(option.get("name")) for option in rules.options(product.document)]


def _step(
    name: str, method: str, path: str, body: Body | None, served: Sequence[Change], fields: Sequence[str]
) -> Step:
    """A creation is told by its method; an image is not one: sending it twice leaves the same store."""
    creates_item = method == "POST" and body is not None
    return Step(name, method, path, body, tuple(change.key for change in served), creates_item, fields=tuple(fields))
