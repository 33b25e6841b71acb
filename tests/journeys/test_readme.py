"""The example of the README, typed as it stands there: what is printed there is what comes."""

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
ONSHELF = Path(sys.executable).with_name("onshelf")

_BLOCKS = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LEFT_OUT = re.compile(r"…|Apply these changes to the store\?")


def blocks() -> list[str]:
    return _BLOCKS.findall(README.read_text("utf-8"))


def run(folder: Path) -> str:
    command: list[str] = [str(ONSHELF), "--home", str(folder / "home"), "run", "prices.csv", "--yes"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 3, done.stderr
    return done.stdout


def test_the_example_of_the_readme_ends_as_it_is_printed_there(tmp_path: Path) -> None:
    sheet = next(block for block in blocks() if block.startswith("sku,retail_price,active_online\n"))
    printed = next(block for block in blocks() if block.startswith("$ onshelf run prices.csv\n"))
    (tmp_path / "prices.csv").write_text(sheet, "utf-8")

    said = [" ".join(line.split()) for line in run(tmp_path).splitlines()]

    promised = [" ".join(line.split()) for line in printed.splitlines()[1:] if not _LEFT_OUT.match(line)]
    kept = iter(said)
    assert [line for line in promised if line not in kept] == []
    assert any("2 unchanged + 1 refused" in line for line in run(tmp_path).splitlines())
