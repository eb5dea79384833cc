"""The one table of settings, held against what the source reads."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
READERS = {"env", "env_on", "os.environ.get", "os.getenv", "environ.get", "getenv"}


def settings_read() -> dict[str, str | None]:
    """Return each setting that the source reads, with its default where that is a plain word."""
    read: dict[str, str | None] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) not in READERS:
                continue
            name, *default = node.args
            if isinstance(name, ast.Constant) and str(name.value).startswith("FOLKMOOT_"):
                unset = "no" if ast.unparse(node.func) == "env_on" else ""
                plain = [word.value for word in default if isinstance(word, ast.Constant)]
                read[name.value] = plain[0] if plain else (unset if not default else None)
    return read


def settings_told() -> dict[str, str]:
    rows = re.findall(
        r"^\| `(FOLKMOOT_\w+)` \| .+ \| (.+?) \|$", (ROOT / "docs/deploy.md").read_text(), re.M
    )
    assert len(rows) == len(dict(rows)), "a setting has two rows"
    return dict(rows)


def test_every_setting_that_is_read_is_in_the_table_and_no_other():
    assert sorted(settings_told()) == sorted(settings_read())


def test_every_default_in_the_table_is_the_one_in_the_source():
    told = settings_told()
    plain = {name: default for name, default in settings_read().items() if default is not None}

    assert {name: told[name] for name in plain} == {
        name: f"`{default}`" if default else "none" for name, default in plain.items()
    }
