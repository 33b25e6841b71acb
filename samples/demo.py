"""The main job, with nothing but this machine: ``python -m samples.demo [FOLDER]``, or ``make demo``.

A sheet that a merchant edited meets a sandbox store that the folder keeps: run twice, nothing is left to change.
"""

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from batch.sandbox import Running, Settings, running
from samples import SWITCHES

SAMPLES = Path(__file__).parent
TOKEN_VARIABLE = "ONSHELF_DEMO_TOKEN"
SHEET_ERRORS = 3
INTERRUPTED = 130
_STORE = "shop"

_ENGLISH = {
    "begin": "A merchant has edited {sheet}; a local stand-in plays the online store.",
    "store": "1. Tell onshelf where the store is",
    "plan": "2. What would change? Nothing is sent yet",
    "apply": "3. Send exactly that, and read it back",
    "nothing": "Nothing is left to change: the store already holds what the sheet says.",
    "code": "Exit code 3: {refused} rows of {rows} have errors and wait; all others went on.",
    "workbook": "The sheet again, with a verdict on every row:",
    "next": "Try next",
    "explain": "what one of these findings means",
    "again": "once more: nothing is left to change, unless you edit {sheet} first",
    "missing": "onshelf is not installed beside {python}: make setup",
}
_FRENCH = {
    "begin": "Un marchand a modifié {sheet} ; une boutique factice, sur cette machine, joue la boutique en ligne.",
    "store": "1. Dire à onshelf où est la boutique",
    "plan": "2. Qu’est-ce qui changerait ? Rien n’est encore envoyé",
    "apply": "3. Envoyer exactement cela, puis le relire",
    "nothing": "Il ne reste rien à changer : la boutique contient déjà ce que dit la feuille.",
    "code": "Code de sortie 3 : {refused} lignes sur {rows} ont des erreurs et attendent ; les autres sont passées.",
    "workbook": "La feuille, avec un verdict sur chaque ligne :",
    "next": "À essayer ensuite",
    "explain": "ce que veut dire l’une de ces remarques",
    "again": "encore une fois : rien à changer, sauf si vous modifiez d’abord {sheet}",
    "missing": "onshelf n’est pas installé à côté de {python} : make setup",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the demonstration plays: its folder, the installed command, the language, the store's token."""

    folder: Path
    program: str
    language: str
    token: str = ""

    @property
    def sheet(self) -> Path:
        return self.folder / "catalog.xlsx"

    def say(self, word: str, facts: Mapping[str, object] | None = None) -> None:
        words = _FRENCH if self.language == "fr" else _ENGLISH
        click.echo(words[word].format(sheet=self.sheet, python=sys.executable, **facts or {}))

    def title(self, word: str) -> None:
        click.echo()
        self.say(word)

    def onshelf(self, *arguments: str | Path) -> int:
        """Types the command, runs it, gives back its exit code; one that should not be ends the demonstration."""
        typed = [*map(str, arguments), "--home", str(self.folder / "home")]
        click.secho(f"$ {shown(self.program)} {shlex.join(typed)}", bold=not os.environ.get("NO_COLOR"))
        environment = os.environ | {"ONSHELF_LANG": self.language, TOKEN_VARIABLE: self.token}
        code = subprocess.run([self.program, *typed], env=environment, check=False).returncode
        if code not in (0, SHEET_ERRORS):
            sys.exit(code)
        return code


@click.command()
@click.argument("folder", default="demo", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path) -> None:
    """Show the main job in FOLDER, with a sandbox store that it keeps there."""
    program = shutil.which("onshelf", path=str(Path(sys.executable).parent))
    stage = Stage(folder, program or "", _language())
    if program is None:
        stage.say("missing")
        sys.exit(1)
    try:
        play(stage)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def play(stage: Stage) -> None:
    """The whole of it: a store, a sheet, a plan, the plan applied, what to look at."""
    stage.folder.mkdir(parents=True, exist_ok=True)
    if not stage.sheet.exists():
        shutil.copyfile(SAMPLES / "catalog.xlsx", stage.sheet)
    stage.say("begin")
    with running(_settings(stage.folder / "store.db")) as store:
        stage = Stage(stage.folder, stage.program, stage.language, store.token)
        _introduce(stage, store)
        stage.title("plan")
        code = stage.onshelf("plan", stage.sheet, "--store", _STORE)
        plan = _newest(stage) / "catalog.plan.json"
        planned = json.loads(plan.read_text("utf-8"))
        if planned["changes"]:
            stage.title("apply")
            code = stage.onshelf("apply", plan, "--yes")
    _close(stage, planned, code)


def _settings(database: Path) -> Settings:
    """Filled the first time; afterwards the store is as the last run left it."""
    seed = None if database.exists() else json.loads((SAMPLES / "store.json").read_text("utf-8"))
    return Settings(db=database, seed=seed, switches=SWITCHES)


def _introduce(stage: Stage, store: Running) -> None:
    """The stand-in listens somewhere else each time."""
    stage.title("store")
    if (stage.folder / "home" / "stores.json").exists():
        stage.onshelf("stores", "remove", _STORE)
    address = ("--api", store.api, "--id", str(store.store_id), "--token-env", TOKEN_VARIABLE)
    stage.onshelf("stores", "add", _STORE, *address)


def _newest(stage: Stage) -> Path:
    """The reports of the last run: their folders are named by time."""
    folders = (stage.folder / "catalog.onshelf").iterdir()
    return max(folders, key=lambda folder: folder.stat().st_mtime_ns)


def _close(stage: Stage, planned: Mapping[str, Any], code: int) -> None:
    click.echo()
    if not planned["changes"]:
        stage.say("nothing")
    if code == SHEET_ERRORS:
        stage.say("code", {"refused": len(planned["refused"]), "rows": planned["sheet"]["rows"]})
    stage.title("workbook")
    click.echo(shown(_newest(stage) / "catalog.result.xlsx"))
    stage.title("next")
    for command, word in ((f"{shown(stage.program)} explain price.ambiguous", "explain"), (_again(stage), "again")):
        click.secho(f"$ {command}", bold=not os.environ.get("NO_COLOR"), nl=False)
        click.echo("  # ", nl=False)
        stage.say(word)


def _again(stage: Stage) -> str:
    if stage.folder == Path("demo") and Path("Makefile").exists():
        return "make demo"
    return f"{shown(sys.executable)} -m samples.demo {shlex.quote(str(stage.folder))}"


def shown(path: str | Path) -> str:
    """Short for a person: from here when it lies below, else whole. Links stay what they are called."""
    whole, here = Path(path).absolute(), Path.cwd()
    return str(whole.relative_to(here)) if whole.is_relative_to(here) else str(path)


def _language() -> str:
    """The one that onshelf would choose, so that both speak the same."""
    named = (os.environ.get(name) for name in ("ONSHELF_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return "fr" if next(filter(None, named), "").startswith("fr") else "en"


if __name__ == "__main__":
    main()
