"""The command line as a script uses it: a process, its streams, its exit code, the one document that it prints."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.journeys import forked
from tests.journeys.shop import Shop

ONSHELF = Path(sys.executable).with_name("onshelf")
SCHEMAS = Path(__file__).parents[2] / "docs" / "json"


def onshelf(shop: Shop, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = forked.run([str(ONSHELF), *words], shop.folder, surroundings(shop) | environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def surroundings(shop: Shop) -> dict[str, str]:
    """What a process needs to find the shop."""
    own = {"ONSHELF_HOME": str(shop.folder / "home"), "TMPDIR": str(shop.folder / "tmp")}
    return os.environ | own | {"ONSHELF_TEST_TOKEN": shop.token}


def valid(name: str, printed: str) -> Any:
    """The one document of a command, which is what its published schema says."""
    document = json.loads(printed)
    known = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.schema.json")}
    registry = Registry().with_resources((file, DRAFT202012.create_resource(one)) for file, one in known.items())
    jsonschema.Draft202012Validator(known[f"{name}.schema.json"], registry=registry).validate(document)
    return document
