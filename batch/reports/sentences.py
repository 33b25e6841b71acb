"""The one place where a finding, a verdict or a file's facts become words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from batch.messages import Messages
from batch.model.catalog import Guess
from batch.model.codes import Severity
from batch.model.findings import Finding
from batch.model.guards import Tripped
from batch.model.plans import SheetFacts
from batch.model.reports import LEFT, Report, RowResult
from batch.model.rules import BY_NAME, Kind
from batch.model.runs import Reason, Traffic
from batch.reports.figures import beside, by_verdict
from batch.reports.verdicts import verdict

_GRAVEST_FIRST = tuple(Severity)

# Told elsewhere, or by findings; or what everyone expects.
_USUAL = frozenset({"encoding", "separator", "worksheet", "columns_ignored", "decimal_point"})

_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
_FIRST_PLACES = 5
_VALUES = frozenset({"expected", "found", "wanted"})  # the facts of a reason that are values of its field
_HELD = frozenset({"now", "wrote", "store", "base"})  # and those of a finding, where its ``rule`` names the field
_NUMBERS = frozenset({Kind.MONEY, Kind.NUMBER, Kind.COUNT, Kind.DELTA})

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words. ``expected`` and ``suggestion`` are empty where there is nothing to say."""

    finding: Finding
    message: str
    expected: str
    suggestion: str


def told(finding: Finding, messages: Messages) -> Told:
    facts = _facts(finding, messages)
    code, seen = f"{finding.code}.expected", f"{finding.code}.seen"
    return Told(
        finding=finding,
        message=messages(seen if "shown" in facts and messages.knows(seen) else finding.code, facts),
        expected=messages(code, facts) if messages.knows(code) else "",
        suggestion=finding.suggestion or "",
    )


def _facts(finding: Finding, messages: Messages) -> dict[str, object]:
    """Prices that we worked out are told with the language's decimal mark; what was typed, as it was typed."""
    place = {name: getattr(finding, name) for name in ("value", "column", "row", "sku", "cell")}
    known = dict(finding.facts)
    if finding.code.startswith("price."):
        known = {name: messages.marked(fact) if _DECIMAL.fullmatch(fact) else fact for name, fact in known.items()}
    if "rule" in known:
        known |= {name: _held(known, name, messages) for name in _HELD & known.keys()}
    return known | {name: "" if fact is None else fact for name, fact in place.items()}


def _held(facts: Mapping[str, str], name: str, messages: Messages) -> str:
    """What a cell of the store holds: set apart by quotation marks, with the unit where it has one."""
    if not facts[name]:
        return messages("value.nothing")
    quoted = messages("value.quoted", {"text": value_words(facts["rule"], facts[name], messages)})
    return f"{quoted}\u00a0{facts['unit']}" if "unit" in facts else quoted


def findings_by_row(findings: Iterable[Finding]) -> Mapping[int, list[Finding]]:
    """The gravest first, then in sheet order; what concerns the whole sheet is not here."""
    rows: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: _GRAVEST_FIRST.index(finding.severity)):
        if finding.row is not None:
            rows[finding.row].append(finding)
    return rows


def result_words(word: str, messages: Messages) -> str:
    """ "✓ updated": legible without colour."""
    return f"{verdict(word).symbol} {messages(f'result.{word}')}"


def reasons(row: RowResult, findings: Iterable[Finding], messages: Messages) -> list[str]:
    """All that is to be said on a row, the gravest first; a verdict that needs a hand is never left without a word."""
    sentences = [_with_column(told(finding, messages), messages) for finding in _heard(row, findings)]
    return sentences + _other_reasons(row, bool(sentences), messages)


def why(row: RowResult, findings: Iterable[Finding], messages: Messages) -> str:
    """One line for the one who mends the row: what is wrong, what was expected, what would do."""
    sentences = []
    for words in (told(finding, messages) for finding in _heard(row, findings)):
        hints = (("expected", words.expected), ("suggestion", words.suggestion))
        said = [messages(f"why.{name}", {"text": text}) for name, text in hints if text]
        sentences.append(" – ".join([_with_column(words, messages), *said]))
    return " · ".join(sentences + _other_reasons(row, bool(sentences), messages))


def _heard(row: RowResult, findings: Iterable[Finding]) -> list[Finding]:
    """What is only for knowledge is told where it explains why a row was left out."""
    explained = row.result == "ignored"
    return [finding for finding in findings if explained or finding.severity is not Severity.INFO]


def _with_column(words: Told, messages: Messages) -> str:
    column = words.finding.column
    return messages("reason.cell", {"column": column, "message": words.message}) if column else words.message


def _other_reasons(row: RowResult, explained: bool, messages: Messages) -> list[str]:
    if row.reason:
        return [reason(row.reason, messages)]
    return [messages(f"meaning.{row.result}")] if verdict(row.result).needs_hand and not explained else []


def reason(why_not: Reason, messages: Messages) -> str:
    """Why something did not happen, in words; the values of a number's field with the language's decimal mark."""
    facts = dict(why_not.facts)
    rule = facts.get("rule", facts.get("field", ""))
    values = {name: value_words(rule, facts[name], messages) for name in _VALUES & facts.keys()}
    again = messages("again.undo" if "undoes" in facts else "again.plan", {"run": facts.get("undoes", "")})
    return messages(why_not.code, facts | values | {"again": again})


def summary(report: Report, messages: Messages) -> str:
    """One sentence: how many rows, and what became of them; another where nothing of a plan was applied."""
    parts = [messages.count(f"counted.{word}", number) for word, number in by_verdict(report).items()]
    rows = report.sheet.rows
    if not parts:
        return messages.count("counted.rows", rows)
    sentence = messages.count("summary.sentence", rows, {"parts": ", ".join(parts)})
    return f"{sentence}. {messages(f'summary.{report.run.status}')}" if report.run.status in LEFT else sentence


def totals(report: Report, messages: Messages) -> str:
    """ "200 rows = 12 created + 188 unchanged"."""
    parts = [messages.count(f"counted.{word}", number) for word, number in by_verdict(report).items()]
    return f"{messages.count('counted.rows', report.sheet.rows)} = {' + '.join(parts) or '0'}"


def beside_words(report: Report, messages: Messages) -> str:
    """Products of the store that no row stands for: in no total of rows, and never passed over in silence."""
    numbers = beside(report)
    parts = ", ".join(messages.count(f"counted.{word}", number) for word, number in numbers.items())
    return messages.count("console.beside", sum(numbers.values()), {"parts": parts}) if numbers else ""


def value_words(field: str, text: str | None, messages: Messages) -> str:
    """A canonical value as people write it: the decimal mark of the language where the field is a number."""
    if not text or field not in BY_NAME or BY_NAME[field].kind not in _NUMBERS:
        return text or ""
    return messages.marked(text)


def few(texts: Sequence[str]) -> str:
    """The first of them, and a sign where there are more."""
    return ", ".join(texts[:_FIRST_PLACES]) + (", …" if len(texts) > _FIRST_PLACES else "")


def file_facts(sheet: SheetFacts, messages: Messages) -> list[tuple[str, str]]:
    """What we took the file for, label and value: guesses that the merchant can check."""
    facts = {
        "format": sheet.format.upper(),
        "worksheet": sheet.worksheet,
        "encoding": sheet.encoding and sheet.encoding.upper(),
        "separator": sheet.delimiter and messages(f"separator.{_DELIMITERS.get(sheet.delimiter, 'other')}"),
        "layout": messages(f"layout.{sheet.layout}") if messages.knows(f"layout.{sheet.layout}") else sheet.layout,
    }
    return [(messages(f"fact.{name}"), value) for name, value in facts.items() if value]


def guess_words(guess: Guess, messages: Messages) -> str:
    return messages(f"guess.{guess.code}", dict(guess.facts))


def guesses_told(sheet: SheetFacts, messages: Messages) -> list[str]:
    """What the merchant should know of how the file was read, beyond what every file has."""
    first_row = Guess("heading_row", (("row", "1"),))
    return [guess_words(g, messages) for g in sheet.guesses if g.code not in _USUAL and g != first_row]


def run_facts(report: Report, messages: Messages) -> list[tuple[str, str]]:
    """Which run this is, label and value."""
    run = report.run
    facts = {
        "run": run.id,
        "command": run.command,
        "store": report.plan.store_name if report.plan else None,
        "started": _moment(run.started),
        "ended": _moment(run.ended),
        "sha256": report.sheet.sha256,
    }
    return [(messages(f"fact.{name}"), value) for name, value in facts.items() if value]


def traffic_words(traffic: Traffic, messages: Messages) -> str:
    """What a run asked of the store."""
    numbers = {"requests": traffic.total, "batches": traffic.batches, "retries": traffic.retries}
    facts = {name: messages.count(f"counted.{name}", number) for name, number in numbers.items()}
    seconds = messages.marked(f"{traffic.throttled_seconds:.1f}")
    return messages("traffic", facts | {"seconds": seconds})


def _moment(timestamp: str) -> str:
    return timestamp.replace("T", " ").replace("Z", " UTC")


def guarded(one: Tripped, messages: Messages) -> str:
    """What a plan would do too much of; with a hint where prices look like read with the wrong decimal mark."""
    facts = dict(one.facts)
    told = messages.count(f"guard.{one.guard.value}", int(facts["n"]), facts)
    return f"{told} {messages('guard.factor', facts)}" if "factor" in facts else told
