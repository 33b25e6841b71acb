"""Tables that the pages have in both languages: what a merchant looks up."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from string import Formatter

from batch import exits
from batch.messages import Messages
from batch.model.codes import CODES, Code
from batch.model.guards import Guard, Limits
from batch.model.rules import BY_NAME, NEVER_FROM_SHEET, NEVER_IN_STORE, FieldRule
from batch.reports import listings
from batch.reports.listings import SYNCED, columns_known
from batch.reports.verdicts import STATUSES, VERDICTS

_HEADS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "columns": ("heading", "English screen", "French screen", "values", "in the store", "`[clear]`", "layouts"),
        "layouts": ("layout", "is"),
        "codes": ("code", "severity", "is about"),
        "verdicts": ("in the workbook", "word", "means"),
        "statuses": ("`status`", "in words"),
        "exits": ("code", "meaning"),
        "never": ("side", "fields"),
        "guards": ("guard", "stops a plan when", "limit in settings.json, as usual"),
    },
    "fr": {
        "columns": (
            "titre",
            "écran anglais",
            "écran français",
            "valeurs",
            "dans la boutique",
            "`[effacer]`",
            "formats",
        ),
        "layouts": ("format", "ce que c’est"),
        "codes": ("code", "gravité", "porte sur"),
        "verdicts": ("dans le classeur", "mot", "sens"),
        "statuses": ("`status`", "en mots"),
        "exits": ("code", "sens"),
        "never": ("côté", "champs"),
        "guards": ("garde-fou", "arrête un plan quand", "limite dans settings.json, d’ordinaire"),
    },
}
_LIMITS = {Guard.DELETES: "deletes", Guard.PRICE_MOVES: "price_percent", Guard.DISABLES: "disables_percent"}
_LABELS = {
    "en": {
        "says": "It says: *{}*.",
        "example": "Example: `{}`",
        "expected": "Expected: {}",
        "fix": "How to fix it: {}",
    },
    "fr": {
        "says": "Il se lit : *{}*.",
        "example": "Exemple : `{}`",
        "expected": "Attendu : {}",
        "fix": "Comment corriger : {}",
    },
}


def sync_table(said: Messages) -> str:
    rows = (
        (f"`{row['column']}`", *(row[name] for name in SYNCED if name != "column")) for row in listings.synced(said)
    )
    return table([said(f"listing.{name}") for name in SYNCED], rows)


def never_table(said: Messages) -> str:
    sides = (("sheet", NEVER_FROM_SHEET), ("store", NEVER_IN_STORE))
    rows = ((said(f"never.{side}"), ", ".join(f"`{name}`" for name in names)) for side, names in sides)
    return table(_head("never", said), rows)


def exit_table(said: Messages) -> str:
    rows = ((str(code), said(f"exit.{code}")) for code in sorted({*exits.ORDER, *exits.ALONE}))
    return table(_head("exits", said), rows)


def guard_table(said: Messages) -> str:
    """Each guard, what stops it and where its limit is set."""
    usual = Limits()
    rows = (
        (
            f"`{guard.value}`",
            said(f"guard.{guard.value}.meaning"),
            f"`{_LIMITS[guard]}`: {getattr(usual, _LIMITS[guard])}" if guard in _LIMITS else "",
        )
        for guard in Guard
    )
    return table(_head("guards", said), rows)


def column_table(said: Messages) -> str:
    rows = (
        (
            f"`{known['column']}`",
            known["english"],
            known["french"],
            known["values"],
            known["store"] or "–",
            _clears(BY_NAME.get(known["column"]), said),
            known["layouts"],
        )
        for known in columns_known(said)
    )
    return table(_head("columns", said), rows)


def layout_table(said: Messages) -> str:
    rows = ((layout, said(f"layout.{layout}")) for layout in ("A", "B", "C", "D", "minimal"))
    return table(_head("layouts", said), rows)


def code_table(said: Messages) -> str:
    rows = (
        (f"[`{code.name}`](#{anchor(code.name)})", said(f"severity.{code.severity}"), said(f"scope.{code.scope}"))
        for code in CODES
    )
    return table(_head("codes", said), rows)


def code_sections(said: Messages) -> str:
    return "\n\n".join(_code_section(code, said) for code in CODES)


def verdict_table(said: Messages) -> str:
    rows = (
        (f"{known.symbol} {said(f'result.{known.word}')}", f"`{known.word}`", said(f"meaning.{known.word}"))
        for known in VERDICTS
    )
    return table(_head("verdicts", said), rows)


def status_table(said: Messages) -> str:
    return table(_head("statuses", said), ((f"`{word}`", said(f"status.{word}")) for word, _, _ in STATUSES))


TABLES: Mapping[str, Callable[[Messages], str]] = {
    "sync": sync_table,
    "never": never_table,
    "exit-codes": exit_table,
    "guards": guard_table,
    "columns": column_table,
    "layouts": layout_table,
    "codes": code_table,
    "code-sections": code_sections,
    "verdicts": verdict_table,
    "statuses": status_table,
}


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", r"\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _head(name: str, said: Messages) -> Sequence[str]:
    return _HEADS[said.language][name]


def _clears(rule: FieldRule | None, said: Messages) -> str:
    if rule is None:
        return "–"
    return said("yes" if rule.clearable else "no")


def _code_section(code: Code, said: Messages) -> str:
    label = _LABELS[said.language]
    lines = [f"### {code.name}", ""]
    lines += [f"{said(f'severity.{code.severity}')}. {label['says'].format(_filled(code.name, code, said))}", ""]
    lines += [said(f"{code.name}.meaning"), ""]
    lines += [f"- {label['example'].format(code.example)}"] if code.example else []
    lines += [
        f"- {label['expected'].format(_filled(f'{code.name}.expected', code, said))}",
        f"- {label['fix'].format(said(f'{code.name}.fix'))}",
    ]
    return "\n".join(lines)


def _filled(sentence: str, code: Code, said: Messages) -> str:
    """The sentence with the example as its value; what only a real sheet knows is left open."""
    names = {name for _, name, _, _ in Formatter().parse(said(sentence)) if name}
    return said(sentence, dict.fromkeys(names, "…") | {"value": code.example or "…"})
