"""The shape of the tree: the rules that show themselves, checked."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.words import untranslated

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/folkmoot"
FLOORS = ["ground", "body", "proceedings", "work", "scrutiny"]
WORDS = {"models", "queries", "permits", "actions", "forms", "views"}
HELPERS = {
    *{"__init__", "apps", "urls", "events", "listeners", "tasks", "admin"},
    "converters",  # a word of a URL that becomes an assembly: Django looks for it as a class
    "middleware",  # who is acted for is known before any view
    "outbox",  # a mail backend, named in the settings
}
FOLDERS = {"migrations", "templates", "templatetags", "management", "static", "__pycache__"}
BANNED = {"utils", "helpers", "common", "core", "services", "managers", "signals", "misc"}

NOUNS = [
    noun
    for floor in FLOORS
    if (SOURCE / floor).is_dir()
    for noun in sorted((SOURCE / floor).iterdir())
    if noun.is_dir() and noun.name != "__pycache__"
]
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted(
    path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt"}
)


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """Return the files that are, or would be, in the repository."""
    told = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    if told.returncode:
        left_out = {".venv", "build", "var", "node_modules"}
        paths = [path for path in ROOT.rglob("*") if not left_out & set(path.parts)]
    else:
        paths = [ROOT / name for name in told.stdout.split("\0") if name]
    return sorted(path for path in paths if path.is_file())


TEXT = {".py", ".html", ".txt", ".md", ".toml", ".in", ".js", ".mjs", ".css", ".json", ".csv", ""}
TRACKED = [path for path in tracked() if path.suffix in TEXT]


# Where things lie


@pytest.mark.parametrize("noun", NOUNS, ids=short)
def test_noun_has_only_the_words_of_the_house(noun):
    files = {path.stem for path in noun.glob("*.py")}
    folders = {path.name for path in noun.iterdir() if path.is_dir()}

    assert files <= WORDS | HELPERS
    assert folders <= FOLDERS | WORDS | {"events"}


def test_no_room_is_named_for_nothing_in_particular():
    named = [short(path) for path in FILES if BANNED & {path.stem, path.parent.name}]

    assert named == []


def test_every_file_fits_in_the_hand():
    lengths = {short(path): len(path.read_text().splitlines()) for path in FILES}

    assert {path: length for path, length in lengths.items() if length > 300} == {}


@pytest.mark.parametrize("floor", ["rules", "reckoning"])
def test_cellar_imports_the_standard_library_and_its_own(floor):
    allowed = set(sys.stdlib_module_names) | {"folkmoot"}
    allowed |= {"numpy"} if floor == "reckoning" else set()
    strangers = set()
    for path in (SOURCE / floor).rglob("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Import):
                names = [name.name for name in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            else:
                continue
            strangers |= {
                (short(path), name) for name in names if name.split(".")[0] not in allowed
            }

    assert strangers == set()


# Only actions write

WRITES = {"create", "get_or_create", "update_or_create", "save", "delete", "bulk_create",
          "bulk_update", "acreate", "asave", "adelete", "abulk_create"}  # fmt: skip
NOT_ROWS = {"cache", "storage", "default_storage", "workbook", "document", "session"}


def written(node: ast.AST) -> str | None:
    """Return the write that a call makes to the database, as it is spelled, or None."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    spelled, verb = ast.unparse(node.func), node.func.attr
    if NOT_ROWS & set(re.findall(r"\w+", spelled)):
        return None
    to_rows = verb in {"save", "delete"} or re.search(r"objects\b|\)\.\w+$|_set\b", spelled)
    if verb in WRITES and (to_rows or "objects" in spelled):
        return spelled
    is_update = verb in {"update", "aupdate"} and node.keywords and not node.args
    return spelled if is_update and re.search(r"objects|filter|exclude|all\(", spelled) else None


def is_an_action(path: Path) -> bool:
    return path.stem == "actions" or "actions" in path.parent.parts


def test_only_actions_write():
    writes = [
        f"{short(path)}:{node.lineno} {spelled}"
        for path in FILES
        if not is_an_action(path)
        for node in ast.walk(tree(path))
        if (spelled := written(node))
    ]

    assert writes == []


@pytest.mark.parametrize(
    ("line", "writes"),
    [
        ("Entry.objects.create(kind=1)", True),
        ("contest.nominations.filter(pk=1).update(withdrawn_at=at)", True),
        ("nomination.save()", True),
        ("Forum.objects.filter(pk=1).delete()", True),
        ("Entry.objects.bulk_create(rows)", True),
        ("facts.update({'a': 1})", False),
        ("digest.update(line)", False),
        ("workbook.save(path)", False),
    ],
)
def test_write_is_told_from_what_only_looks_like_one(line, writes):
    assert bool(written(ast.parse(line, mode="eval").body)) is writes


# Order


def chain_of(node: ast.AST) -> list[str]:
    """Return the names along a chain of calls, the last first."""
    names = []
    while isinstance(node, ast.Call | ast.Attribute):
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node.func, ast.Name):
            return [*names, "order_by"]  # one of our queries, and each of those has its order
        else:
            node = node.func
    return names


def test_no_first_or_last_without_an_order():
    found = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call) or node.args or node.keywords:
                continue
            names = chain_of(node)
            takes_one = names[:1] in (["first"], ["last"])
            of_rows = {"filter", "exclude", "all", "objects"} & set(names)
            if takes_one and of_rows and "order_by" not in names:
                found.append(f"{short(path)}:{node.lineno} {ast.unparse(node)}")

    assert found == []


# Words


@pytest.mark.parametrize("template", TEMPLATES, ids=short)
def test_template_says_nothing_that_cannot_be_translated(template):
    assert untranslated(template.read_text(encoding="utf-8")) == []


# Exceptions

# Written so that this file does not find itself.
SILENCED = re.compile(r"#\s*(noq[a]|type:\s*ignor[e]|pragm[a]:|fmt:\s*of[f])([^#]*)(.*)")


def test_every_lint_exception_carries_its_reason():
    bare = []
    for path in [*FILES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if found := SILENCED.search(line):
                said = re.sub(r"^[:\s]*(\[[\w, -]+\]|[A-Z]+\d+(,\s*[A-Z]+\d+)*)?", "", found[2])
                reason = said + found[3]
                if len(re.findall(r"[A-Za-z]{2,}", reason)) < 2:
                    bare.append(f"{short(path)}:{number} {line.strip()}")

    assert bare == []


def test_every_exception_in_the_settings_of_the_tools_carries_its_reason():
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    start = lines.index("[tool.ruff.lint]")
    ignores = [
        line
        for line in lines[start:]
        if re.match(r'\s+"[A-Z]+\d+",(?! ")', line) or re.match(r'"[^"]+" = \[', line)
    ]

    assert [line for line in ignores if "#" not in line] == []
    assert len(ignores) >= 5


# What must not leave this machine

PLACES = re.compile(r"(?<![\w.*}])/(?:work|root|farm)/[a-z]")
HOSTS = re.compile(
    r"https?://[a-z0-9.-]*(?:py[p]i|pythonhoste[d]|npmj[s]|registr[y]|mirro[r]|artifac[t]|nexu[s])"
    r"[a-z0-9.-]*\.[a-z]+",
    re.IGNORECASE,
)


def found_in_tracked_files(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{short(path)}:{number} {line.strip()[:100]}"
        for path in TRACKED
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_path_of_one_machine_is_in_the_repository():
    assert found_in_tracked_files(PLACES) == []


def test_no_address_of_a_package_registry_is_in_the_repository():
    assert found_in_tracked_files(HOSTS) == []


def test_no_two_nouns_call_what_happened_by_the_same_name():
    """A letter and a line of the record are found by the name alone, whichever noun it is of."""
    told: dict[str, list[str]] = {}
    for path in FILES:
        if path.stem == "events" or path.parent.name == "events":
            for node in tree(path).body:
                if isinstance(node, ast.ClassDef):
                    told.setdefault(node.name, []).append(short(path))

    assert {name: paths for name, paths in told.items() if len(paths) > 1} == {}
