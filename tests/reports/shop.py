"""A small shop: a sheet of twenty rows, accents, families and faults, and what each command has to tell of it."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pandas as pd

from batch.model.catalog import Heading, Sheet, Source
from batch.model.changes import Action, Change, FieldChange
from batch.model.findings import Finding, in_sheet_order
from batch.model.plans import Plan, SheetFacts
from batch.model.reports import Report, RowResult, RunFacts
from batch.model.runs import Outcome, Reason, Status, Traffic
from batch.model.store import Store
from schemas.types import TEXT

HEADINGS: tuple[tuple[str, str | None], ...] = (
    ("id", "id"),
    ("handle", "handle"),
    ("sku", "sku"),
    ("name", "name"),
    ("description", "description"),
    ("variant_option_one_name", "variant_option_one_name"),
    ("variant_option_one_value", "variant_option_one_value"),
    ("active_online", "active_online"),
    ("Prix de détail", "retail_price"),
    ("brand_name", "brand_name"),
    ("inventory_Boutique_Québec", "inventory_Boutique_Québec"),
    ("Étagère", None),
)

_GLOVE = "Gant de laine mérinos"
_TUQUE = "Tuque côtelée « Boréale »"

_GLOVES = "01c1c2b5-a0ef-4fcf-9cb0-bdf803b2bea"

ROWS: tuple[tuple[str, ...], ...] = (
    (
        "2c5bf40d-56c6-4f7d-a162-998e1e4e3d69",
        "gant",
        "GANT-P",
        _GLOVE,
        "",
        "Taille",
        "P",
        "1",
        "28,99",
        "Nordet",
        "4",
        "A1",
    ),
    (
        "01c1c2b5-a0ef-4fcf-9cb0-bdf803b2beaa",
        "gant",
        "GANT-M",
        _GLOVE,
        "",
        "Taille",
        "M",
        "1",
        "28,99",
        "Nordet",
        "7",
        "A1",
    ),
    (
        "5a0c8d1e-7a52-4b8e-9f0e-3f7f4f0f1a11",
        "gant",
        "GANT-G",
        _GLOVE,
        "",
        "Taille",
        "G",
        "1",
        "28,9O",
        "Nordet",
        "2",
        "A1",
    ),
    ("", "tuque", "TUQUE-BL", _TUQUE, "<p>Chaude,\ndouce</p>", "Couleur", "Bleu", "1", "34,00", "Nordet", "9", ""),
    ("", "tuque", "TUQUE-RG", _TUQUE, "<p>Chaude,\ndouce</p>", "Couleur", "Rouge", "1", "34,00", "Nordet", "9", ""),
    ("7d1f", "savon", "00123", "Savon à l'érable", "Fait main", "", "", "1", "8,50", "L'Érablière", "40", "B2"),
    ("7d20", "bougie", "00124", "Bougie sapin baumier", "", "", "", "peut-être", "19,95", "L'Érablière", "12", "B2"),
    ("7d21", "tasse", "TASSE-1", "Tasse en grès", "", "", "", "0", "24,00", "Atelier Roy", "3", "B3"),
    ("7d22", "tasse-2", "TASSE-2", "Tasse en grès, grande", "", "", "", "0", "29,00", "Atelier Roy", "1", "B3"),
    ("7d23", "affiche", "=1+1", '=HYPERLINK("http://x";"Affiche")', "", "", "", "1", "15,00", "", "5", ""),
    ("7d24", "foulard", "7.45E+11", "Foulard", "", "", "", "1", "45,00", "Nordet", "2", "A2"),
    ("7d25", "mitaine", "MIT-1", "Mitaines fléchées", "", "", "", "1", "-5", "Nordet", "2", "A2"),
    ("7d26", "bas", "BAS-40", "Bas de laine", "", "", "", "1", "14,995", "Nordet", "22", "A2"),
    ("7d27", "sac", "SAC-1", "Sac en toile", "@rabais", "", "", "1", "22,00", "", "8", ""),
    ("7d28", "carnet", "CAR-1", "Carnet ligné", "", "", "", "1", "12,00", "", "30", "C1"),
    ("7d29", "stylo", "STY-1", "Stylo à bille", "", "", "", "1", "4,25", "", "80", "C1"),
    ("7d30", "panier", "PAN-1", "Panier cadeau", "", "", "", "1", "60,00", "", "1", ""),
    ("7d30", "", "PAN-1", "Panier cadeau", "", "", "", "", "", "", "", ""),
    ("7d31", "the", "THE-1", "Thé du Labrador", "", "", "", "1", "11,00", "", "14", "C2"),
    ("7d32", "miel", "MIEL-1", "Miel de sarrasin", "", "", "", "1", "13,50", "", "6", "C2"),
)
FIRST_ROW = 2
FAMILIES = pd.Series([row[1] or None for row in ROWS], index=range(FIRST_ROW, FIRST_ROW + len(ROWS)), dtype=TEXT)


def sheet(delimiter: str | None = ";", encoding: str | None = "cp1252", form: str = "csv") -> Sheet:
    columns = {
        position: pd.array([row[position] or None for row in ROWS], dtype=TEXT) for position in range(len(HEADINGS))
    }
    return Sheet(
        source=Source(Path("catalogue.csv"), "catalogue.csv", "ab" * 32, form, encoding, delimiter),
        layout="A",
        headings=tuple(Heading(position, text, column) for position, (text, column) in enumerate(HEADINGS)),
        cells=pd.DataFrame(columns, index=range(FIRST_ROW, FIRST_ROW + len(ROWS))),
    )


def facts() -> SheetFacts:
    return SheetFacts("catalogue.csv", "/shop/catalogue.csv", "ab" * 32, "csv", "A", "cp1252", ";", None, len(ROWS))


def finding(code: str, row: int, position: int, suggestion: str | None = None) -> Finding:
    typed = ROWS[row - FIRST_ROW]
    cell = f"{chr(65 + position)}{row}"
    return Finding(code, row, HEADINGS[position][0], cell, typed[2], typed[position] or None, suggestion)


FINDINGS = in_sheet_order(
    [
        Finding("heading.unknown", column="Étagère", cell="L1", value="Étagère"),
        finding("price.unreadable", 4, 8, "28,90"),
        finding("flag.unreadable", 8, 7),
        replace(finding("code.damaged", 12, 2), facts=(("digits", "745"), ("length", "12"))),
        finding("price.negative", 13, 8),
        replace(finding("price.rounded", 14, 8), facts=(("sent", "15.00"), ("currency", "CAD"))),
        Finding("row.component", 19, None, None, "PAN-1", "PAN-1"),
    ]
)
REFUSED = (4, 8, 12, 13)
IGNORED = (19,)

_LONG = "Un savon doux, " * 12

CHANGES = (
    Change(Action.UPDATE, 2, "GANT-P", "gant", "901", "11", (FieldChange("retail_price", "26.99", "28.99"),)),
    Change(Action.UPDATE, 3, "GANT-M", "gant", "901", "12", (FieldChange("retail_price", "26.99", "28.99"),)),
    *(
        Change(
            Action.CREATE,
            row,
            sku,
            "tuque",
            None,
            None,
            (
                FieldChange("name", None, _TUQUE),
                FieldChange("description", None, "<p>Chaude,\ndouce</p>"),
                FieldChange("variant_option_one_name", None, "Couleur"),
                FieldChange("variant_option_one_value", None, colour),
                FieldChange("active_online", None, "1"),
                FieldChange("retail_price", None, "34.00"),
            ),
        )
        for row, sku, colour in ((5, "TUQUE-BL", "Bleu"), (6, "TUQUE-RG", "Rouge"))
    ),
    Change(
        Action.UPDATE,
        7,
        "00123",
        "savon",
        "905",
        None,
        (FieldChange("description", _LONG, "Fait main"), FieldChange("brand_name", "Erabliere", "L'Érablière")),
    ),
    Change(Action.DISABLE, 9, "TASSE-1", "tasse", "906", None, (FieldChange("active_online", "1", "0"),)),
    Change(Action.UPDATE, 11, "=1+1", "affiche", "908", None, (FieldChange("name", "Affiche", ROWS[9][3]),)),
    Change(Action.UPDATE, 14, "BAS-40", "bas", "909", None, (FieldChange("retail_price", "14.50", "15.00"),)),
    Change(
        Action.UPDATE,
        15,
        "SAC-1",
        "sac",
        "910",
        None,
        (FieldChange("description", None, "@rabais"), FieldChange("brand_name", "Roy", "")),
    ),
    Change(Action.ENABLE, 16, "CAR-1", "carnet", "911", None, (FieldChange("active_online", "0", "1"),)),
    Change(Action.UPDATE, 17, "STY-1", "stylo", "912", None, (FieldChange("retail_price", "3.95", "4.25"),)),
    Change(Action.UPDATE, 18, "PAN-1", "panier", "913", None, (FieldChange("retail_price", "55.00", "60.00"),)),
)

# The fate of each change, in their order.
_FATES: tuple[tuple[Status, Reason | None], ...] = (
    *((Status.APPLIED, None),) * 6,
    (Status.REJECTED, Reason("apply.rejected", (("status", "400"), ("message", "Name is not allowed")))),
    (Status.APPLIED, None),
    (Status.CONFLICT, Reason("apply.conflict", (("field", "brand_name"), ("expected", "Roy"), ("found", "Roi")))),
    (Status.SKIPPED, None),
    (Status.UNKNOWN, Reason("apply.unknown")),
    (Status.NOT_RUN, Reason("apply.not_run")),
)
_VERDICTS = {
    Status.CONFLICT: "conflict",
    Status.REJECTED: "failed",
    Status.UNKNOWN: "unknown",
    Status.NOT_RUN: "not_run",
    Status.SKIPPED: "unchanged",
}

STORE = Store("1003", "Boutique d'essai", "KG", "CM", "CAD", 2)


OWN = {column: text for text, column in HEADINGS if column and text != column}


def run(command: str, status: str = "done") -> RunFacts:
    return RunFacts("r-20260301-091500-k3", command, status, "2026-03-01T14:15:00Z", "2026-03-01T14:15:42Z")


def plan() -> Plan:
    touched = {change.row for change in CHANGES}
    rest = [row for row in range(FIRST_ROW, FIRST_ROW + len(ROWS)) if row not in touched]
    return Plan(
        id="p-1",
        created="2026-03-01T14:15:00Z",
        expires="2026-03-02T14:15:00Z",
        store_name="sandbox",
        api="http://127.0.0.1/api/v3",
        store=STORE,
        sheet=facts(),
        changes=CHANGES,
        unchanged=tuple(row for row in rest if row not in REFUSED + IGNORED),
        ignored=IGNORED,
        refused=REFUSED,
        findings=FINDINGS,
    )


def _result(row: int, results: dict[int, RowResult]) -> RowResult:
    word = "refused" if row in REFUSED else "ignored" if row in IGNORED else "unchanged"
    return results.get(row) or RowResult(row, ROWS[row - FIRST_ROW][2], word)


def _all(results: dict[int, RowResult]) -> tuple[RowResult, ...]:
    return tuple(_result(row, results) for row in range(FIRST_ROW, FIRST_ROW + len(ROWS)))


def check_report() -> Report:
    fine = {
        row: RowResult(row, ROWS[row - FIRST_ROW][2], "ok")
        for row in range(FIRST_ROW, FIRST_ROW + len(ROWS))
        if row not in REFUSED + IGNORED
    }
    counts = {"rows": len(ROWS), "ok": len(fine), "error": len(REFUSED), "warning": 1}
    return Report(run("check"), facts(), FINDINGS, _all(fine), counts, headings=OWN)


def plan_report() -> Report:
    results = {
        change.row: RowResult(change.row, change.sku, f"plan_{change.action.value}", change.fields)
        for change in CHANGES
    }
    actions = Counter(change.action.value for change in CHANGES)
    rest = {"unchanged": len(plan().unchanged), "refused": len(REFUSED), "conflict": 0}
    counts = {**check_report().counts, **actions, **rest}
    return Report(run("plan"), facts(), FINDINGS, _all(results), counts, plan(), "catalogue.plan.json", headings=OWN)


def run_report() -> Report:
    results = {change.row: _after(change, status, said) for change, (status, said) in zip(CHANGES, _FATES, strict=True)}
    rows = _all(results)
    statuses = Counter(status.word for status, _ in _FATES)
    return Report(
        run=run("run", "unknown"),
        sheet=facts(),
        findings=FINDINGS,
        rows=rows,
        counts=plan_report().counts,
        plan=plan(),
        plan_path="catalogue.plan.json",
        totals=Counter(row.result for row in rows),
        outcomes=statuses,
        details=tuple(Outcome(c.key, status, said) for c, (status, said) in zip(CHANGES, _FATES, strict=True)),
        traffic=Traffic(14, 3, 1, 0.5),
        reconciled=True,
        headings=OWN,
    )


def _after(change: Change, status: Status, said: Reason | None) -> RowResult:
    created = change.action is Action.CREATE
    store_id = f"{change.product or '950'}/{change.variation}" if change.variation else change.product or "950"
    done = status is Status.APPLIED
    return RowResult(
        row=change.row,
        sku=change.sku,
        result=_VERDICTS.get(status, "created" if created else "updated"),
        fields=change.fields,
        status=status.word,
        reason=said,
        store_id=store_id,
        confirmed={field.name: field.after for field in change.fields} if done else {},
    )
