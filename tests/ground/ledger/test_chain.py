"""The record cannot be quietly changed: every kind of tampering, tried many times."""

import copy
import json
import random

import pytest

from folkmoot.reckoning import chain

TRIES = 5000


def a_record(length):
    entries, previous = [], chain.START
    for number in range(1, length + 1):
        fields = {
            "assembly": "small-town",
            "number": number,
            "kind": "NominationReceived",
            "at": f"2026-03-02T09:{number % 60:02}:00.000000+00:00",
            "by": f"p-{number:04}",
            "acting": "Riverside Lunch Club",
            "under": "clause 9.3 (Nominations)",
            "facts": {"contest": "chair-2026", "n": number},
            "previous": previous,
        }
        previous = chain.hash_of(fields)
        entries.append({**fields, "hash": previous})
    return entries


def rework(entries, start=0):
    """Work a chain out anew, as somebody would who had the whole of it."""
    previous = entries[start - 1]["hash"] if start else chain.START
    for number, entry in enumerate(entries[start:], start=start + 1):
        entry["number"], entry["previous"] = number, previous
        entry["hash"] = previous = chain.hash_of(entry)


def alter_a_fact(entries, dice):
    dice.choice(entries)["facts"]["n"] = -1


def alter_a_fact_and_its_hash(entries, dice):
    entry = dice.choice(entries)
    entry["facts"]["n"] = -1
    entry["hash"] = chain.hash_of(entry)


def alter_and_rework_the_rest(entries, dice):
    at = dice.randrange(len(entries))
    entries[at]["facts"]["n"] = -1
    rework(entries, at)


def take_one_out(entries, dice):
    del entries[dice.randrange(len(entries))]


def take_one_out_and_rework(entries, dice):
    del entries[dice.randrange(len(entries))]
    rework(entries)


def cut_the_tail(entries, dice):
    del entries[dice.randrange(len(entries)) :]


def swap_two(entries, dice):
    first, second = dice.sample(range(len(entries)), 2)
    entries[first], entries[second] = entries[second], entries[first]


def put_one_in_and_rework(entries, dice):
    # Not after the last: a record that has grown since its head was written down is honest.
    at = dice.randrange(len(entries) - 1)
    entries.insert(at, copy.deepcopy(entries[at]))
    rework(entries)


def write_it_all_anew(entries, dice):
    for entry in entries:
        entry["by"] = f"p-{dice.randrange(10**6)}"
    rework(entries)


MUTATIONS = [
    alter_a_fact,
    alter_a_fact_and_its_hash,
    alter_and_rework_the_rest,
    take_one_out,
    take_one_out_and_rework,
    cut_the_tail,
    swap_two,
    put_one_in_and_rework,
    write_it_all_anew,
]


def tried(*, with_head):
    """Return, for each kind of mutation, how often it was tried and how often found."""
    dice = random.Random(20260302)
    counts = {mutate.__name__: [0, 0] for mutate in MUTATIONS}
    original = a_record(12)
    for _ in range(TRIES):
        mutate = dice.choice(MUTATIONS)
        altered = copy.deepcopy(original)
        mutate(altered, dice)
        head = original[-1]["hash"] if with_head else None
        counts[mutate.__name__][0] += 1
        counts[mutate.__name__][1] += bool(chain.faults(altered, head=head))
    return counts


def test_every_mutation_is_found_with_the_head_from_outside():
    counts = tried(with_head=True)

    assert sum(times for times, _ in counts.values()) == TRIES
    assert {name: times for name, (times, _) in counts.items()} == {
        name: found for name, (_, found) in counts.items()
    }


def test_chain_alone_is_no_evidence_against_somebody_who_has_it_all():
    """The control: without the head from outside, reworked records pass."""
    counts = tried(with_head=False)

    assert counts["write_it_all_anew"][1] == 0
    assert counts["cut_the_tail"][1] == 0


def test_honest_record_has_no_fault():
    entries = a_record(12)

    assert chain.faults(entries, head=entries[-1]["hash"]) == []
    assert chain.faults(entries, head=entries[4]["hash"]) == []


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("", 0, "0 entries hold together"),
        ("not json\n", 2, "line 1 is not JSON"),
        ("[1]\n", 2, "line 1 is not an entry"),
        ("{}\n", 1, "Entry 1 lacks assembly"),
    ],
)
def test_verify_answers_any_file_in_a_sentence(tmp_path, capsys, text, code, says):
    file = tmp_path / "record.jsonl"
    file.write_text(text)

    answer = chain.main([str(file)])

    told = capsys.readouterr()
    assert answer == code
    assert says in told.out + told.err


def test_verify_says_how_much_was_added_after_the_head(tmp_path, capsys):
    entries = a_record(5)
    file = tmp_path / "record.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries))

    assert chain.main([str(file), "--head", entries[2]["hash"]]) == 0
    assert "2 entries were added after the head you gave." in capsys.readouterr().out


def test_verify_finds_a_changed_line_and_says_which(tmp_path, capsys):
    entries = a_record(3)
    entries[1]["by"] = "p-somebody-else"
    file = tmp_path / "record.jsonl"
    file.write_text("".join(json.dumps(entry) + "\n" for entry in entries))

    assert chain.main([str(file)]) == 1
    assert capsys.readouterr().out == "Entry 2 does not have the hash of what it says.\n"
