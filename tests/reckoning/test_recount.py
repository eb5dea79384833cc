import json
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from folkmoot.reckoning import recount
from tests.reckoning.elections import altered, an_election, signed

N = 1000


def test_thousand_honest_elections_raise_no_alarm():
    chance = random.Random(20261122)
    elections = [an_election(chance) for _ in range(N)]

    alarms = [
        found
        for election in elections
        if (found := recount.differences(election, digest=election["digest"]))
    ]

    kinds = Counter(election["outcome"]["kind"] for election in elections)
    print(f"{len(alarms)} false alarms in {N} honest elections {dict(kinds)}")
    assert alarms == []
    assert set(kinds) == {"elected", "uncontested", "no candidate", "to the group"}


def test_thousand_altered_elections_are_all_found_with_the_digest_from_outside():
    chance = random.Random(20261123)
    missed, without, kinds = [], Counter(), Counter()
    for _ in range(N):
        election = an_election(chance)
        deed, changed = altered(election, chance)
        kinds[deed] += 1
        without[deed] += not recount.differences(changed)
        if not recount.differences(changed, digest=election["digest"]):
            missed.append(deed)

    print(f"{len(missed)} of {N} altered elections missed; without the digest from outside "
          f"{sum(without.values())} missed: {dict(without)}")  # fmt: skip
    assert missed == []
    assert sum(kinds.values()) == N
    assert without["drop_ballot"] == without["change_count"] == without["copy_ballot"] == 0
    # The control: a forger who changes everything is not found by the file alone.
    assert without["forge_throughout"] > 0


def run(file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """Run the script as an outsider would: alone, with no path to the rest of the house."""
    script = Path(recount.__file__)
    return subprocess.run(
        [sys.executable, "-I", "-S", str(script), str(file), *more],
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip


def test_script_alone_says_what_it_counted_and_that_it_agrees(tmp_path):
    election = an_election(random.Random(7))
    file = tmp_path / "election.json"
    file.write_text(json.dumps(election))

    told = run(file, "--digest", election["digest"])

    assert told.returncode == 0, told.stderr
    assert "This agrees with what was published." in told.stdout
    assert told.stderr == ""


def test_script_alone_says_what_differs(tmp_path):
    election = an_election(random.Random(7))
    election["rounds"][0]["voted"] += 1
    file = tmp_path / "election.json"
    file.write_text(json.dumps(election))

    told = run(file)

    assert told.returncode == 1
    assert "The file has been changed" in told.stdout
    assert "organisations voted." in told.stdout


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "7", '{"format": "folkmoot-election/1"}', '{"format": "other/9"}',
     "[" * 5000],
    ids=["empty", "list", "no parts", "null", "number", "format alone", "another", "deep"],
)  # fmt: skip
def test_file_that_is_no_election_exits_with_2_and_a_sentence(tmp_path, text):
    file = tmp_path / "election.json"
    file.write_text(text)

    told = run(file)

    assert told.returncode == 2
    assert "cannot be counted" in told.stderr
    assert "Traceback" not in told.stderr


def test_missing_file_exits_with_2(tmp_path):
    told = run(tmp_path / "absent.json")

    assert told.returncode == 2
    assert "cannot be read" in told.stderr


def test_every_part_left_out_or_of_another_kind_is_told_and_never_crashes():
    chance, crashes = random.Random(11), []
    for _ in range(300):
        election = an_election(chance)
        part = chance.choice([name for name in election if name != "digest"])
        if chance.random() < 0.5:
            del election[part]
        else:
            election[part] = chance.choice([None, 3, "x", [1], {"a": 1}])
        try:
            found = recount.differences(signed(election), digest="0" * 64)
        except recount.Unreadable:
            continue
        except Exception as error:
            crashes.append((part, repr(error)))
            continue
        assert found

    assert crashes == []


def test_election_whose_result_is_not_declared_yet_can_be_counted():
    election = an_election(random.Random(7))
    election["outcome"] = {"kind": "", "elected": None, "method": ""}

    assert recount.differences(signed(election)) == []
