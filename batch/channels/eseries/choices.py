"""Options and choices as a store wrote the list of them that it was sent: what was asked for, and what it made of it.

Pure. Without this a store that writes ``XL`` as ``Xl`` would be sent the same choice again and again.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from batch.channels.eseries import rules
from batch.channels.eseries.rules import Document
from batch.model.forms import is_form
from batch.model.rules import OPTIONS, Kind
from batch.model.runs import Step

Pair = tuple[str, str]
Made = Mapping[Pair, Pair]


def offered(document: Document) -> Iterator[Pair]:
    """Option name and value, each as often as the product has it."""
    for option in rules.options(document):
        yield from ((str(option.get("name")), str(choice.get("text"))) for choice in rules.choices(option))


def made(document: Document, sent: Sequence[Step]) -> Made:
    """``sent``: what was sent to the product, in that order. Of what it was told last, what it has otherwise now.

    What was told and is there as it was told is nobody's form; nor is it a form when two could be.
    """
    lists = [step.body for step in sent if step.body and "options" in step.body]
    if not lists:
        return {}
    asked, there = Counter(offered(lists[-1])), Counter(offered(document))
    others = there - asked
    alike = {pair: [other for other in others if is_own_form(pair, other)] for pair in asked - there}
    return {pair: found[0] for pair, found in alike.items() if len(found) == 1}


def rewritten(row: Mapping[str, str | None], made: Made) -> dict[str, str]:
    """The option fields of a row that the store writes otherwise, as it does."""
    fields: dict[str, str] = {}
    for pair in OPTIONS:
        asked = tuple(row.get(name) or "" for name in pair)
        fields |= zip(pair, made.get((asked[0], asked[1]), ()), strict=False)
    return fields


def is_own_form(asked: Pair, made: Pair) -> bool:
    """Can a store have made the second of the first, or left it as it was?"""
    return all(ours == theirs or is_form(ours, theirs, Kind.TEXT) for ours, theirs in zip(asked, made, strict=True))
