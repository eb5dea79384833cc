from datetime import date

import pytest
from django.core.management import CommandError, call_command

from folkmoot.body.forums.actions import import_register
from folkmoot.body.forums.forms.table import NoTable, is_awaited, read_table
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries import (
    appendix,
    chairs_who_are_the_officer,
    coordination_group,
    forums,
    interim_report,
    live,
    map_prompts,
    uncovered_areas,
)
from folkmoot.ground.ledger.models import Entry
from tests.body.forums.conftest import MADE_UP, NOW, TODAY, support_body
from tests.factories import AdoptionFactory, AreaFactory, AssemblyFactory

IN_FORCE = date(2022, 4, 1)


def counted():
    return [model.objects.count() for model in (Forum, Office, Term, Entry)]


@pytest.fixture
def willow(db):
    """An invented assembly with places and bodies of the made-up table."""
    assembly = AssemblyFactory(slug="willow")
    AdoptionFactory(assembly=assembly)
    county = AreaFactory(code="W", name="Willowshire", kind="county")
    for name in ("West Willow", "East Willow"):
        AreaFactory(code=name, name=name, kind="place", parent=county)
    for name in ("Alder", "North Dale", "Dale", "East Dale", "Birch", "Far Hill"):
        AreaFactory(code=name, name=name, kind="district", parent=county)
    assembly.areas.add(county)
    support_body(assembly, "Willow Voluntary Action", "WVA")
    support_body(assembly, "The Hive", "HIVE")
    return assembly


def states(assembly):
    return {row.forum.name: (row.chair.name, row.chair.state) for row in live(assembly, on=TODAY)}


def test_made_up_table_gives_the_states_its_cells_stand_for(willow, capsys):
    call_command("forums", "import", str(MADE_UP), "--assembly", "willow")

    assert states(willow) == {
        "Alliance Co-ordination Group": ("Ada Fenn", "in term"),
        "Alder & North Willow Healthy Forum": ("", "to be confirmed"),
        "East Willow Healthy Forum": ("Ada Fenn", "interim"),
        "West Willow Healthy Forum": ("Cora Lake", "interim"),
        "Link Worker Advisory Group": ("Gus Hale", "in term"),
        "Loneliness Forum - South": ("Fay Reed", "interim"),
        "Loneliness Forum – North": ("Fay Reed", "interim"),
        "Young People Forum": ("", "vacant"),
    }
    assert capsys.readouterr().out.splitlines()[-1] == (
        "8 forums read: 8 added, 0 changed, 0 unchanged."
    )
    assert [entry.kind for entry in Entry.objects.order_by("pk")] == ["ForumRegisterImported"]


def test_row_split_by_a_page_break_is_joined_and_each_word_of_it_is_read(willow):
    call_command("forums", "import", str(MADE_UP), "--assembly", "willow")

    south = Forum.objects.get(slug="loneliness-forum-south")
    assert south.description.endswith("reference to the Community Connection programme.")
    assert south.faces == "Community Connection programme"
    assert sorted(area.name for area in south.areas.all()) == ["Birch", "Dale", "East Dale"]
    group = Forum.objects.get(kind="co-ordination")
    assert [body.name for body in group.further_support.all()] == ["The Hive"]
    assert group.offices.get(role="vice-chair").terms.get().holder_name == "Ben Oduya"
    advisers = Forum.objects.get(slug="link-worker-advisory-group")
    assert advisers.not_for == "clinics"
    assert advisers.support_is_to_be_confirmed
    assert advisers.support_organisation is None
    unknown = Forum.objects.get(slug="young-people-forum")
    assert unknown.support_as_written == "Unheard Of Body Ida Jay"


def test_second_run_changes_nothing_and_says_so(willow, capsys):
    call_command("forums", "import", str(MADE_UP), "--assembly", "willow")
    before = counted()
    capsys.readouterr()

    call_command("forums", "import", str(MADE_UP), "--assembly", "willow")

    assert counted() == before
    assert capsys.readouterr().out.splitlines()[-1] == (
        "8 forums read: 0 added, 0 changed, 8 unchanged."
    )


def test_trial_tells_the_same_and_keeps_nothing(willow, capsys):
    call_command("forums", "import", str(MADE_UP), "--assembly", "willow", "--dry-run")

    assert counted() == [0, 0, 0, 0]
    assert "8 added" in capsys.readouterr().out


def test_table_with_a_row_at_fault_is_refused_whole_with_line_and_column(willow, tmp_path, capsys):
    text = MADE_UP.read_text("utf-8").replace("Cora Lake (WVA) Interim", "Cora ((Lake")
    text = text.replace("Young People Forum\t", "Young People Forum")
    file = tmp_path / "faulty.txt"
    file.write_text(text, "utf-8")

    with pytest.raises(CommandError):
        call_command("forums", "import", str(file), "--assembly", "willow")

    assert counted() == [0, 0, 0, 0]
    assert capsys.readouterr().err.splitlines() == [
        "line 7, column chair: “Cora ((Lake” is not a name with a body in brackets.",
        "line 15: It has 3 cells, and the table has 4 columns.",
    ]


def test_holder_that_the_register_has_is_not_written_over_by_the_table(willow):
    call_command("forums", "import", str(MADE_UP), "--assembly", "willow")
    Term.objects.filter(holder_name="Cora Lake").update(
        ended_on=date(2025, 1, 1), ended_because="stepped down"
    )
    table = read_table(MADE_UP.read_text("utf-8"))

    report = import_register(
        assembly=willow, lines=table.lines, faults=table.faults, recognised_on=IN_FORCE,
        source="again", digest="d", by=None, at=NOW,
    )  # fmt: skip

    assert Term.objects.filter(holder_name="Cora Lake").count() == 1
    west = next(line for line in report.lines if line.name.startswith("West"))
    assert west.notes[1:] == ["The register has another chair than Cora Lake; left as it is."]


@pytest.mark.parametrize(
    "typed", ["TBC", "tbc.", "ТВС", "ΤΒϹ".replace("Ϲ", "С"), "To be confirmed"]
)
def test_placeholder_is_known_in_whichever_letters_it_is_typed(typed):
    assert is_awaited(typed) is True


def test_text_without_the_four_columns_is_no_table():
    with pytest.raises(NoTable):
        read_table("Name\tWho\nA forum\tAda Fenn\n")


@pytest.mark.shared
@pytest.mark.clause("staffs-appB-register", "staffs-appB-interim")
def test_real_appendix_gives_eight_forums_six_interim_and_four_whose_chair_is_the_officer(
    assembly, sus, vast, shared
):
    source = shared / "sources/004_92c8cd061586f4a2.txt"

    call_command("forums", "import", str(source), "--assembly", "staffs")

    assert {row.forum.name: (row.forum.kind, row.chair.name, row.chair.state)
            for row in live(assembly, on=TODAY)} == {
        "VCSE Alliance Co-ordination Group": ("co-ordination", "Garry Jones", "in term"),
        "Southwest Staffordshire VCSE Healthy Communities Forum":
            ("local", "Sandra Payne", "interim"),
        "Southeast Staffordshire VCSE Healthy Communities Forum":
            ("local", "Garry Jones", "interim"),
        "Stoke-on-Trent & North Staffordshire VCSE Healthy Communities Forum":
            ("local", "Charlotte Bennett", "interim"),
        "Social Prescribing Advisory Group": ("thematic", "Garry Jones", "in term"),
        "VCSE Mental Health Forum – North": ("thematic", "Clare Jolly", "interim"),
        "VCSE Mental Health Forum - South": ("thematic", "Clare Jolly", "interim"),
        "VCSE Children & Families Forum": ("thematic", "Clare Jolly", "interim"),
    }  # fmt: skip
    interim = interim_report(assembly, on=TODAY)
    assert len(interim) == 6
    assert {(held.since, held.days_held) for held in interim} == {(None, None)}
    assert len(chairs_who_are_the_officer(assembly, on=TODAY)) == 4
    assert [row.vice_chair.name for row in live(assembly, on=TODAY) if row.vice_chair.name] == [
        "Lisa Healings"
    ]
    assert {row.support for row in live(assembly, on=TODAY)} == {
        "Support Staffordshire and VAST", "Support Staffordshire: Alison Holmes",
        "Support Staffordshire: Sally Groves", "VAST: Charlotte Bennett",
        "Support Staffordshire: Clare Jolly",
    }  # fmt: skip
    assert len(appendix(assembly, on=TODAY)) == 8


@pytest.mark.shared
@pytest.mark.clause("staffs-appB-areas", "staffs-appB-portfolio")
def test_real_appendix_ties_forums_to_districts_and_says_for_whom_they_are(
    assembly, sus, vast, shared
):
    source = shared / "sources/004_92c8cd061586f4a2.txt"

    call_command("forums", "import", str(source), "--assembly", "staffs")

    rows = {row.forum.name: row for row in forums(assembly, on=TODAY)}
    assert sorted(rows["VCSE Mental Health Forum - South"].areas) == [
        "Cannock Chase", "East Staffordshire", "Lichfield",
        "South Staffordshire", "Stafford", "Tamworth",
    ]  # fmt: skip
    assert sorted(rows["VCSE Mental Health Forum – North"].areas) == [
        "Newcastle-under-Lyme", "Staffordshire Moorlands", "Stoke-on-Trent",
    ]  # fmt: skip
    assert uncovered_areas(assembly, on=TODAY) == []
    assert map_prompts(assembly, on=TODAY) == []
    themed = [row.forum for row in rows.values() if row.forum.kind == "thematic"]
    assert len(themed) == 4
    assert all(forum.intended_for for forum in themed)
    assert {forum.name: forum.faces for forum in themed} == {
        "Social Prescribing Advisory Group": "",
        "VCSE Mental Health Forum – North":
            "Community Mental Health Transformation programme and wider ICB Mental Health Portfolio",
        "VCSE Mental Health Forum - South":
            "Community Mental Health Transformation programme and wider ICB Mental Health Portfolio",
        "VCSE Children & Families Forum": "ICB Children's & Maternity Portfolio",
    }  # fmt: skip
    assert rows["Social Prescribing Advisory Group"].forum.not_for == "'prescription' providers"


@pytest.mark.shared
def test_group_of_the_real_appendix_has_three_places_and_two_bodies_hold_them_all(
    assembly, sus, vast, shared
):
    source = shared / "sources/004_92c8cd061586f4a2.txt"
    call_command("forums", "import", str(source), "--assembly", "staffs")

    group = coordination_group(assembly, on=TODAY)

    assert {(place.name, place.body) for place in group.places} == {
        ("Sandra Payne", "Support Staffordshire"),
        ("Garry Jones", "Support Staffordshire"),
        ("Charlotte Bennett", "VAST"),
    }
    assert group.without_place == ["Support Staffordshire", "VAST"]
    assert group.warning == "Support Staffordshire holds 2 of 3 places: more than half."
