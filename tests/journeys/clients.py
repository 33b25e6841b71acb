"""Clients of the same API that others wrote, installed as their authors publish them, into a folder of their own."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.journeys.shop import Shop

_LONGEST = 300.0  # seconds

# One call each: its arguments in JSON on standard input, what the client made of the answer on standard output.
_PYTHON = """
import json, sys
from pyecwid import Ecwid
token, store, base, (part, verb, *given) = json.load(sys.stdin)
store = Ecwid(token, store, base_url=base + "/{0}/")
found = getattr(getattr(store, part), verb)(*given)
print(json.dumps(found.json() if hasattr(found, "json") else found))
"""
_NODE = """
const { Ecwid } = require("ecwid-api-client");
const [token, store, base, [part, verb, ...given]] = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const client = new Ecwid({ apiToken: token, apiStoreId: store, apiCustomBaseUrl: `${base}/${store}/` });
client[part][verb](...given).then(
  (found) => console.log(JSON.stringify(found)),
  (fault) => { console.error(String(fault)); process.exit(1); });
"""


@dataclass(frozen=True)
class Client:
    """``words``: what starts one call. ``names``: of verbs, where they differ from pyecwid's."""

    words: tuple[str, ...]
    folder: Path
    names: dict[str, str]

    def call(self, shop: Shop, part: str, verb: str, *given: Any) -> Any:
        """``part``: products, producttypes. The answer as the client hands it out."""
        asked = json.dumps([shop.token, str(shop.store_id), shop.api, [part, self.names.get(verb, verb), *given]])
        done = subprocess.run(
            self.words, input=asked, cwd=self.folder, capture_output=True, text=True, timeout=_LONGEST, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


def pyecwid(folder: Path) -> Client:
    """It brings a top-level package called tests along: so it lives in a process and a folder of its own."""
    _installed(sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "pyecwid==0.1.1")
    return Client((sys.executable, "-c", _PYTHON), folder, {})


def ecwid_api_client(folder: Path) -> Client:
    """Needs Node."""
    _installed("npm", "install", "--silent", "--prefix", str(folder), "ecwid-api-client@0.0.5")
    named = {"get": "getAll", "get_by_id": "getById", "get_by_keyword": "getByKeyword", "get_by_params": "getByParams"}
    return Client(("node", "-e", _NODE), folder, named)


def _installed(*words: str) -> None:
    done = subprocess.run(words, capture_output=True, text=True, timeout=_LONGEST, check=False)
    assert done.returncode == 0, f"the client cannot be had: {done.stderr[-500:]}"
