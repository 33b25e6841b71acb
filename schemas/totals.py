"""The words that stand before a sum below a column of amounts."""

from schemas.headings import loose

WORDS = (
    *("Total", "Totals", "Totaux", "Sous-total", "Sous-totaux", "Subtotal", "Sub-total", "Grand total"),
    *("Total général", "Total HT", "Total TTC", "Total stock", "Somme", "Sum", "Count", "Nombre", "Average"),
    *("Moyenne", "Total général HT", "Total général TTC", "Nombre de produits", "Number of products"),
    *("Summe", "Gesamt", "Gesamtsumme", "Zwischensumme", "Insgesamt", "Totaal", "Totale", "Somma", "Suma"),
    *("Totale generale", "Total general", "Eindtotaal", "Ergebnis", "Gesamtergebnis"),
)
_LOOSE = frozenset(map(loose, WORDS))
MAY_BE_TOTAL = r"^[^0-9]+$"  # none of the words has a digit: few texts of a column need a closer look


def is_total(text: str) -> bool:
    """Whatever its case, accents, spaces and colon."""
    return loose(text) in _LOOSE
