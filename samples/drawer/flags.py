"""Yes and no, and what is to be emptied."""

from samples.drawer.dress import lines, with_column
from samples.drawer.sample import Sample, typed


def _flagged(name: str, wrong: str, yes: str, no: str) -> Sample:
    words = [yes, yes.upper(), yes, yes, yes, no, no.upper()]
    return Sample(name=name, wrong=wrong, content=lines(with_column("active_online", words)))


SAMPLES = (
    _flagged("flags-french.csv", "oui and non", "oui", "non"),
    _flagged("flags-vrai-faux.csv", "vrai and faux, as French Excel writes its booleans", "Vrai", "Faux"),
    _flagged("flags-english.csv", "yes and no", "yes", "no"),
    _flagged("flags-words.csv", "actif and inactif", "Actif", "Inactif"),
    _flagged("flags-letters.csv", "o and n", "o", "n"),
    typed(
        "flag-unreadable.csv",
        "flags that say neither",
        """
sku,name,active_online
A,Bol,peut-être
B,Table,2
C,Banc,x
D,Lampe,-1
""",
        but={f"C{row}": "" for row in range(2, 6)},
        finds=[f"flag.unreadable C{row} active_online" for row in range(2, 6)],
        note="reads no flag",
    ),
    typed(
        "clear.csv",
        "cells that are to be emptied, in both languages",
        """
sku,name,description,brand_name
A,Bol,[clear],[effacer]
B,Table,[Effacer],Scierie
C,Banc,,[CLEAR]
""",
        but={"C2": "[clear]", "D2": "[clear]", "C3": "[clear]", "D4": "[clear]"},
        note="reads what is to be emptied apart from what is blank",
    ),
    typed(
        "clear-what-cannot.csv",
        "a name and a flag that are to be emptied",
        """
sku,name,active_online
A,[clear],1
B,Bol,[effacer]
""",
        but={"B2": "[clear]", "C3": "[clear]"},
        finds=("cell.cannot_be_cleared B2 name", "cell.cannot_be_cleared C3 active_online"),
        note="rows 2 and 3 are not applied",
    ),
)
