"""A small shop, and one of everything that is done to it: each job is a command that may be cut off anywhere."""

from dataclasses import dataclass

from tests.journeys.shop import STORE

HEADINGS = (
    "id,handle,sku,name,variant_option_one_name,variant_option_one_value,"
    "active_online,retail_price,brand_name,image_url,inventory_Main,command\n"
)
BEFORE = (
    HEADINGS
    + """,mug,MUG,Tasse bleue,,,1,18.50,Argile,,10,
,bowl,BOWL,Bol,,,1,22,Argile,,5,
,plate,PLATE,Assiette,,,1,12,Argile,,7,
,scarf,SCARF-S,Foulard,Size,S,1,40,Laine,,3,
,scarf,SCARF-L,Foulard,Size,L,1,45,Laine,,4,
"""
)
SHEET = (
    HEADINGS
    + """,mug,MUG,Tasse bleue,,,1,19.25,Argile,https://shop.example/mug.jpg,12,
,bowl,BOWL,Grand bol,,,0,24.50,Argile,,5,
,plate,PLATE,Assiette,,,1,12,Argile,,7,delete
,scarf,SCARF-S,Foulard,Size,S,1,40,Laine,,3,
,scarf,SCARF-L,Foulard,Size,L,1,46.75,Laine,,1,
,scarf,SCARF-XL,Foulard,Size,XL,1,49,Laine,,,
,lamp,LAMP,Lampe,,,1,89.90,Bois,https://shop.example/lamp.jpg,,
,tee,TEE-S,Chandail,Size,S,0,30,Coton,,,
,tee,TEE-M,Chandail,Size,M,0,32,Coton,,,
"""
)
AFTERWARDS = "sku,brand_name\nMUG,Grès\n"  # an ordinary job, for the day after
HIDDEN = "sku\nMUG\nPLATE\n"
LESS = (  # of BEFORE: two products gone, and of a third one variant
    HEADINGS
    + """,mug,MUG,Tasse bleue,,,1,18.50,Argile,,,
,scarf,SCARF-S,Foulard,Size,S,1,40,Laine,,,delete
,scarf,SCARF-L,Foulard,Size,L,1,45,Laine,,,
"""
)
FILES = {
    "before.csv": BEFORE,
    "catalog.csv": SHEET,
    "afterwards.csv": AFTERWARDS,
    "hidden.csv": HIDDEN,
    "less.csv": LESS,
}

_CHOSEN = ("--store", STORE, "--allow", "disables", "--allow", "deletes", "--reason", "test")
_EDITED = ("catalog.csv", *_CHOSEN, "--base", "before.csv")


@dataclass(frozen=True)
class Job:
    """``prepared``: what is done once, before anything is cut off. ``words``: the command that is."""

    name: str
    words: tuple[str, ...]
    prepared: tuple[str, ...] = ()
    rows: int = 9

    def __str__(self) -> str:
        return self.name


PLAN = ("plan", *_EDITED, "--out", "catalog.plan.json")
APPLY = Job("apply", ("apply", "catalog.plan.json", "--yes", "--json"), PLAN)
RUN = Job("run", ("run", *_EDITED, "--yes", "--json"))
DEACTIVATE = Job(
    "deactivate",
    (
        "deactivate",
        "hidden.csv",
        "--channel",
        "online",
        "--store",
        STORE,
        "--allow",
        "disables",
        "--reason",
        "test",
        "--yes",
        "--json",
    ),
    rows=2,
)
_MIRROR = (
    "plan",
    "less.csv",
    "--mirror",
    "--store",
    STORE,
    "--allow",
    "deletes",
    "--allow",
    "disables",
    "--reason",
    "test",
)
MIRROR = Job("mirror", ("apply", "less.plan.json", "--yes", "--json"), (*_MIRROR, "--out", "less.plan.json"), rows=3)
AFTERWARDS_RUN = ("run", "afterwards.csv", "--store", STORE, "--yes")
JOBS = (APPLY, RUN, DEACTIVATE, MIRROR)
