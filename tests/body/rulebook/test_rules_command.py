"""The rule book on the command line: checked, asked, and followed from a date."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

BOOKS = sorted(Path("rulebooks").glob("*.toml"))
STAFFS = Path("rulebooks/staffs-alliance.toml")


def run(capsys, *words):
    call_command("rules", *words)
    return capsys.readouterr().out


@pytest.mark.parametrize("file", BOOKS, ids=lambda file: file.stem)
def test_every_document_we_ship_is_sound(capsys, file):
    assert run(capsys, "check", str(file)) == f"{file} is sound.\n"


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda text: text.replace('unit = "years"', "", 1), "fixes"),
        (lambda text: text.replace('heading = "', 'haeding = "', 1), "heading"),
        (lambda text: text.replace('kept_by = "rule:', 'kept_by = "rule:no_', 1), "kept_by"),
        (lambda text: text.replace("{chair.term}", "{chair.trem}", 1), "text"),
    ],
    ids=[
        "a number without a unit",
        "a misspelt field",
        "a rule there is not",
        "a number not fixed",
    ],
)
def test_check_names_the_line_and_the_field_at_fault(tmp_path, capsys, spoil, field):
    file = tmp_path / "spoilt.toml"
    original = STAFFS.read_text()
    file.write_text(spoil(original))

    with pytest.raises(CommandError) as left:
        call_command("rules", "check", str(file))

    told = capsys.readouterr().out
    assert left.value.returncode == 1
    assert spoil(original) != original
    assert re.search(rf"^{re.escape(str(file))}:\d+: \S*{field}", told, re.MULTILINE), told


def test_check_of_broken_toml_names_the_line(tmp_path, capsys):
    file = tmp_path / "broken.toml"
    file.write_text('id = "broken"\ntitle = "no end\n')

    with pytest.raises(CommandError):
        call_command("rules", "check", str(file))

    assert f"{file}:2:" in capsys.readouterr().out


def test_check_of_a_file_that_is_not_there_says_so():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rules", "check", "no-such-file.toml")


def ask(capsys, key, **facts):
    given = ["--document", "staffs-alliance", "--on", "2026-06-01", "--facts", json.dumps(facts)]
    return json.loads(run(capsys, "ask", key, *given))


def test_ask_answers_with_the_clause_and_whether_it_holds(capsys):
    answer = ask(capsys, "chair-term", starts_on="2026-03-02", ends_on="2029-03-02")

    assert set(answer) >= {"document", "clause", "holds", "code", "facts", "from_when"}
    assert (answer["document"], answer["clause"]["number"]) == ("staffs-alliance", "7.1")
    assert answer["holds"] is True


def test_ask_says_why_not_in_words(capsys):
    answer = ask(capsys, "chair-term", starts_on="2026-03-02", ends_on="2029-03-03")

    assert answer["holds"] is False
    assert answer["code"] == "term-too-long"
    assert "it must end by Friday 2 March 2029" in answer["why"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["ask", "chair-term", "--document", "nowhere", "--facts", "{}"], "no document nowhere"),
        (["ask", "no-key", "--document", "staffs-alliance", "--facts", "{}"], "no clause no-key"),
        (["ask", "chair-term", "--document", "staffs-alliance", "--facts", "{"], "not JSON"),
        (["ask", "chair-term", "--document", "staffs-alliance", "--facts", "[]"], "a JSON object"),
        (["ask", "chair-term", "--document", "staffs-alliance", "--facts", "{}"], "is missing"),
        (
            ["ask", "chair-term", "--document", "staffs-alliance", "--facts", '{"starts_on": 3}'],
            "is not a day",
        ),
        (
            ["ask", "timetable", "--document", "staffs-alliance", "--facts", "{}"],
            "no function can be asked",
        ),
        (
            ["ask", "chair-term", "--document", "staffs-alliance", "--facts", "{}", "--on", "x"],
            "not a day",
        ),
        (
            ["ask", "a", "--document", "staffs-alliance", "--facts", "{}", "--on", "1999-01-01"],
            "was in force on 1999-01-01",
        ),
        (["deadlines", "--document", "staffs-alliance", "--from", "meeting"], "not an event"),
        (
            ["deadlines", "--document", "staffs-alliance", "--from", "wedding=2026-06-01"],
            "it counts from",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_rules_command_answers_every_mistake_in_a_sentence(words, says):
    with pytest.raises(CommandError, match=re.escape(says)):
        call_command("rules", *words)


def test_deadlines_lists_every_dated_consequence_soonest_first(capsys):
    told = run(
        capsys,
        "deadlines",
        "--document=staffs-alliance",
        "--on=2026-06-01",
        "--from=meeting=2026-06-01T18:00",
        "--json",
    )

    rows = json.loads(told)
    assert [row["on"] for row in rows] == [
        "2026-05-22T18:00:00+01:00",
        "2026-05-25T18:00:00+01:00",
        "2026-06-22T18:00:00+01:00",
    ]
    assert [row["clause"]["number"] for row in rows] == ["10.2", "10.2", "10.3"]


def test_deadlines_count_a_calendar_month_to_the_end_of_february(capsys):
    told = run(
        capsys,
        "deadlines",
        "--document=staffs-alliance",
        "--on=2026-06-01",
        "--from=notice-to-leave=2026-01-31",
    )

    assert told.startswith("on Saturday 28 February 2026: End the membership")


def test_deadlines_keep_the_clock_when_the_clocks_change(capsys):
    told = run(
        capsys,
        "deadlines",
        "--document=staffs-alliance",
        "--on=2026-06-01",
        "--from=meeting=2026-04-01T18:00",
    )

    assert "no later than 6pm on Wednesday 25 March 2026: Send out the agenda" in told
