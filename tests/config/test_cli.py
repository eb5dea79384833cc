"""The `folkmoot` command as somebody types it."""

import os
import subprocess
import sys

import pytest
from django.core.management import get_commands

from folkmoot.config import cli

WITHOUT_DJANGO = """
import sys
sys.modules["django"] = None
from folkmoot.config.cli import main
code = main(sys.argv[1:])
assert not [name for name in sys.modules if name.startswith(("django.", "nacl", "numpy"))]
sys.exit(code)
"""


def test_help_lists_every_command_of_ours_in_plain_words(capsys):
    assert cli.main(["--help"]) == 0

    shown = capsys.readouterr().out
    ours = [name for name, app in get_commands().items() if str(app).startswith("folkmoot.")]
    for name in ours:
        word = "check" if name == "readiness" else name
        assert f"\n  {word} " in shown
    assert "\n  ledger verify FILE [--head HASH]  " in shown
    assert "readiness" not in shown


def test_every_command_of_ours_says_what_it_does():
    told = {name: words for chapter in cli.commands().values() for name, words in chapter.items()}

    assert [name for name, words in told.items() if not words.strip().endswith(".")] == []


@pytest.mark.parametrize("words", [["recount"], ["ledger", "verify"]], ids=" ".join)
def test_outsiders_check_needs_neither_django_nor_settings(words, tmp_path):
    absent = str(tmp_path / "absent.json")

    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO, *words, absent],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": "src"},
        capture_output=True, text=True,
    )  # fmt: skip

    assert done.returncode not in (0, None)
    assert "Traceback" not in done.stderr
    assert absent in done.stdout + done.stderr


def test_unknown_command_is_said_so_and_fails(capsys):
    assert cli.main(["nonesuch"]) == 1

    assert "Unknown command: 'nonesuch'" in capsys.readouterr().err
