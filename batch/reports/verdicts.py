"""How each verdict looks: a symbol and a tone beside its word, and whether the merchant has something to do."""

from dataclasses import dataclass
from enum import StrEnum

from batch.model.codes import Severity


class Tone(StrEnum):
    """What a colour stands for; the symbol and the word say it too."""

    GOOD = "good"
    NEWS = "news"
    QUIET = "quiet"
    LOOK = "look"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Verdict:
    """``word`` is a RowResult's result."""

    word: str
    symbol: str
    tone: Tone
    needs_hand: bool


VERDICTS: tuple[Verdict, ...] = (
    Verdict("ok", "✓", Tone.GOOD, False),
    Verdict("plan_create", "→", Tone.NEWS, False),
    Verdict("plan_update", "→", Tone.NEWS, False),
    Verdict("plan_enable", "→", Tone.NEWS, False),
    Verdict("plan_disable", "→", Tone.NEWS, False),
    Verdict("plan_delete", "→", Tone.NEWS, False),
    Verdict("created", "✓", Tone.GOOD, False),
    Verdict("updated", "✓", Tone.GOOD, False),
    Verdict("deleted", "✓", Tone.GOOD, False),
    Verdict("unchanged", "·", Tone.QUIET, False),
    Verdict("ignored", "–", Tone.QUIET, False),
    Verdict("refused", "✗", Tone.BAD, True),
    Verdict("conflict", "!", Tone.LOOK, True),
    Verdict("failed", "✗", Tone.BAD, True),
    Verdict("unknown", "?", Tone.BAD, True),
    Verdict("not_run", "…", Tone.LOOK, True),
)

BY_WORD = {verdict.word: verdict for verdict in VERDICTS}

SEVERITIES: tuple[tuple[Severity, str, Tone], ...] = (
    (Severity.ERROR, "✗", Tone.BAD),
    (Severity.WARNING, "!", Tone.LOOK),
    (Severity.INFO, "·", Tone.QUIET),
)

SEVERITY_LOOKS = {severity: (symbol, tone) for severity, symbol, tone in SEVERITIES}

STATUSES: tuple[tuple[str, str, Tone], ...] = (
    ("applied", "✓", Tone.GOOD),
    ("skipped", "·", Tone.QUIET),
    ("conflict", "!", Tone.LOOK),
    ("rejected", "✗", Tone.BAD),
    ("failed", "✗", Tone.BAD),
    ("unknown", "?", Tone.BAD),
    ("not_run", "…", Tone.LOOK),
)
"""Outcomes of changes, in the order of the contract."""


def verdict(word: str) -> Verdict:
    """A word that this table does not know yet is shown and asks for a hand, rather than passed over."""
    return BY_WORD.get(word) or Verdict(word, "?", Tone.BAD, True)
