import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command

from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.ledger.queries import exported, head, told
from folkmoot.reckoning import chain
from tests.factories import A_MOMENT, AssemblyFactory, PersonFactory

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True, kw_only=True)
class KettleBought:
    """The hall has a new kettle."""

    name: str
    on: date
    pence: int


def buy(assembly="small-town", by=None, name="Copper"):
    event = KettleBought(name=name, on=date(2026, 3, 2), pence=1999)
    return record(event, assembly=assembly, by=by, at=A_MOMENT, acting="for the hall")


def test_record_numbers_each_assembly_for_itself():
    numbers = [buy("small-town").number, buy("small-town").number, buy("other-town").number]

    assert numbers == [1, 2, 1]


def test_record_kept_for_the_end_of_a_deed_is_written_there_in_order():
    with recording_last():
        buy(name="Copper")
        with recording_last():
            buy(name="Tin")
        assert not Entry.objects.exists()
        buy("other-town", name="Zinc")

    entries = Entry.objects.order_by("pk")
    assert [(one.assembly, one.number, one.facts["name"]) for one in entries] == [
        ("small-town", 1, "Copper"), ("small-town", 2, "Tin"), ("other-town", 1, "Zinc"),
    ]  # fmt: skip
    assert chain.faults(list(exported("small-town")), head=head("small-town").hash) == []


@recording_last()
def buy_and_take_back(name):
    buy(name=name)
    raise LookupError


def test_record_of_what_was_taken_back_within_a_deed_is_not_written():
    with recording_last():
        buy(name="Copper")
        with pytest.raises(LookupError):
            buy_and_take_back(name="Tin")
        buy(name="Zinc")

    assert [entry.facts["name"] for entry in Entry.objects.order_by("pk")] == ["Copper", "Zinc"]


def test_record_exports_to_a_chain_that_holds_together():
    for name in ["Copper", "Tin", "Łódź"]:
        buy(name=name)

    entries = [json.loads(json.dumps(entry)) for entry in exported("small-town")]

    assert chain.faults(entries, head=head("small-town").hash) == []
    assert entries[0]["facts"] == {"name": "Copper", "on": "2026-03-02", "pence": 1999}


def test_record_changed_in_the_database_no_longer_holds_together():
    for name in ["Copper", "Tin"]:
        buy(name=name)
    Entry.objects.filter(number=1).update(facts={"name": "Gold"})

    entries = list(exported("small-town"))

    assert [fault.number for fault in chain.faults(entries)] == [1]


def test_record_tells_who_by_name_while_the_name_is_known():
    person = PersonFactory(name="Ada Fenn")
    buy(by=person)
    person.name = ""
    person.save()

    [line] = told(Entry.objects.order_by("pk"))

    assert line.who == f"{person.reference}, for the hall"
    assert line.at == datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_entry_never_holds_a_name_or_an_address_of_who_did_it():
    person = PersonFactory(name="Ada Fenn", email="ada@example.org")
    buy(by=person)

    [entry] = exported("small-town")

    assert entry["by"] == person.reference
    assert "Ada" not in json.dumps(entry)
    assert "ada@" not in json.dumps(entry)


@pytest.mark.parametrize("size", [1, 3])
def test_record_page_costs_the_same_however_long_it_is(client, size, django_assert_num_queries):
    assembly = AssemblyFactory(slug="small-town")
    for _ in range(size):
        buy(by=PersonFactory())

    with django_assert_num_queries(5):  # assembly, entries, names, head, kinds
        response = client.get(f"/{assembly.slug}/record/")

    assert response.status_code == 200
    assert response.content.decode().count("<tr class") == size + 1


def test_record_page_leads_back_through_every_entry(client):
    AssemblyFactory(slug="small-town")
    for _ in range(120):
        buy()

    numbers, url = [], "/small-town/record/"
    while url:
        page = client.get(url)
        numbers += [line.entry.number for line in page.context["lines"]]
        earlier = page.context["earlier"]
        url = f"/small-town/record/?before={earlier}" if earlier else None

    assert numbers == list(range(120, 0, -1))


def test_record_page_of_nothing_says_so(client):
    AssemblyFactory(slug="small-town")

    assert "Nothing has been recorded yet" in client.get("/small-town/record/").content.decode()


def test_record_saved_from_the_site_is_checked_by_the_script_saved_from_the_site(client, tmp_path):
    AssemblyFactory(slug="small-town")
    buy()
    saved, script = tmp_path / "record.jsonl", tmp_path / "chain.py"
    saved.write_bytes(b"".join(client.get("/small-town/record/export/").streaming_content))
    script.write_bytes(client.get("/small-town/record/chain.py").content)

    names: dict[str, object] = {"__name__": "chain"}
    exec(compile(script.read_text(), str(script), "exec"), names)

    assert names["main"]([str(saved), "--head", head("small-town").hash]) == 0


def test_ledger_command_saves_a_record_and_checks_it(tmp_path, capsys):
    buy()
    file = tmp_path / "record.jsonl"

    call_command("ledger", "export", "small-town", "--to", str(file))
    with pytest.raises(SystemExit) as checked:
        call_command("ledger", "verify", str(file), "--head", head("small-town").hash)

    assert checked.value.code == 0
    assert "1 entries hold together." in capsys.readouterr().out


def test_ledger_command_says_when_there_is_nothing_to_save():
    with pytest.raises(CommandError, match="Nothing is recorded of nowhere"):
        call_command("ledger", "export", "nowhere")
