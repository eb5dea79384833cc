"""
The `folkmoot` command.

What an outsider needs to check us (`recount`, `ledger verify`) runs without Django, a database or
any setting. Everything else is a management command of the noun that it belongs to.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TextIO

# Said under "Check us", which needs nothing but the file.
ALONE = {
    "recount FILE": "Count the published ballots of an election again.",
    "ledger verify FILE [--head HASH]": "Tell whether a record has been changed since it was kept.",
}
# Django's own commands that whoever looks after an installation needs, in our words.
LENT = {
    "migrate": "Bring the database up to this version of Folkmoot.",
    "collectstatic": "Gather styles, scripts and fonts for the server (once for each version).",
    "clearsessions": "Forget sign-ins that have run out.",
    "dbshell": "Open the database's own command line.",
}
RENAMED = {"check": "readiness"}
CHAPTERS = {
    "site": "Run it",
    "ground": "What all stand on",
    "body": "Who we are",
    "proceedings": "How we decide",
    "work": "What we do",
    "scrutiny": "How we answer for it",
}


def main(argv: Sequence[str] | None = None) -> int:
    """
    Carry out one `folkmoot` command, and return its exit code.

    :param argv: the words after `folkmoot`; those of the command line where left out.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _carry_out(words)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever was reading has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _carry_out(words: list[str]) -> int:
    if alone := _alone(words):
        return alone()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.config.settings")
    if not words or words in (["help"], ["--help"], ["-h"]):
        show_commands(sys.stdout)
        return 0
    words[0] = RENAMED.get(words[0], words[0])
    _make_room()
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["folkmoot", *words])
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def _alone(words: list[str]) -> Callable[[], int] | None:
    """Return what to do where it needs no Django."""
    if words[:1] == ["recount"]:
        from folkmoot.reckoning import recount

        return lambda: recount.main(words[1:])
    if words[:2] == ["ledger", "verify"]:
        from folkmoot.reckoning import chain

        return lambda: chain.main(words[2:])
    return None


def _make_room() -> None:
    """Make the folder that the default database lies in."""
    from django.conf import settings

    try:
        settings.VAR.mkdir(parents=True, exist_ok=True)
    except OSError as why:
        print(f"The folder {settings.VAR} cannot be made: {why.strerror}.", file=sys.stderr)


def commands() -> dict[str, dict[str, str]]:
    """Return our commands and what each does, by the chapters of the house."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    told: dict[str, dict[str, str]] = {chapter: {} for chapter in CHAPTERS.values()}
    shown = {name: word for word, name in RENAMED.items()}
    for name, app in sorted(get_commands().items()):
        if isinstance(app, str) and app.startswith("folkmoot."):
            chapter = CHAPTERS[app.split(".")[1]]
            told[chapter][shown.get(name, name)] = str(load_command_class(app, name).help)
    told["Run it"] |= LENT
    told["Check us, with the file alone"] = ALONE
    return {chapter: told[chapter] for chapter in told if told[chapter]}


def show_commands(to: TextIO) -> None:
    """List every command in plain words."""
    to.write("Folkmoot: the home of a voluntary and community sector assembly.\n")
    chapters = commands()
    width = max(len(name) for lines in chapters.values() for name in lines if name not in ALONE)
    for chapter, lines in chapters.items():
        to.write(f"\n{chapter}\n")
        for name, words in lines.items():
            to.write(f"  {name:<{width}}  {words}\n")
    to.write("\nfolkmoot COMMAND --help says more of one of them.\n")
