"""A product's other images: an ordered list of addresses, written as one text with a line for each. Pure.

The store gives every image an address of its own. So a wish names the images that stay by the store's address, and
those to come by the address that they are made from; what stands in the store besides those that were there before
is, in its order, what was added since.
"""

from collections.abc import Sequence
from dataclasses import dataclass

CLEARED = "[clear]"  # a line that says: remove the image that stands here

Urls = tuple[str, ...]


def urls(text: str | None) -> Urls:
    return tuple(text.split("\n")) if text else ()


def written(found: Sequence[str]) -> str:
    return "\n".join(found)


def typed_over(typed: str, there: Urls, sources: Sequence[str | None]) -> Urls:
    """What a sheet asks for; asked again of its own result, it is the same.

    An address that the store does not hold yet takes the place of the image that stands there; one that it holds only
    moves there. A blank place goes to the next of the other images; from [clear] on, those still left are removed.
    ``sources``: of each image there, the address that it was made from.
    """
    made = {source: url for source, url in zip(sources, there, strict=True) if source}
    lines = [made.get(line, line) for line in typed.split("\n")]
    asked = {line for line in lines if line != CLEARED}
    replaced = {there[place] for place, line in enumerate(lines[: len(there)]) if line in asked - {"", *there}}
    others = iter([url for url in there if url not in asked | replaced])
    wanted: list[str | None] = []
    for line in lines:
        if line == CLEARED:
            others = iter(())
        else:
            wanted.append(line or next(others, None))
    return tuple(dict.fromkeys(url for url in [*wanted, *others] if url))


def merged(typed: Sequence[str]) -> str:
    """The lines of several rows of one product as one: the first that says something at each place."""
    lines = [text.split("\n") for text in typed]
    longest = max(len(row) for row in lines)
    return written([next((row[at] for row in lines if at < len(row) and row[at]), "") for at in range(longest)])


@dataclass(frozen=True, slots=True)
class Turning:
    """A gallery on its way from ``before`` to ``after``; ``now``: the store's addresses at this moment."""

    before: Urls
    after: Urls
    now: Urls

    @property
    def new(self) -> Urls:
        """The addresses that images are to be made from."""
        return tuple(url for url in self.after if url not in self.before)

    @property
    def added(self) -> Urls:
        """What came in since, in its order."""
        return tuple(url for url in self.now if url not in self.before)

    @property
    def complete(self) -> bool:
        """All new images have come in; nothing is taken away before."""
        return len(self.added) >= len(self.new)

    @property
    def made(self) -> dict[str, str]:
        """New address to the store's own, once it is complete."""
        return dict(zip(self.new, self.added, strict=False)) if self.complete else {}

    @property
    def wanted(self) -> Urls:
        """What shall stand there, by the store's addresses; images that others added come last."""
        ours = [self.made.get(url, url) for url in self.after]
        return (*ours, *(url for url in self.added if url not in ours))

    @property
    def unwanted(self) -> Urls:
        """Of the images that were there, those that shall go."""
        return tuple(url for url in self.before if url in self.now and url not in self.after)

    @property
    def held(self) -> bool:
        return self.complete and self.now == self.wanted
