"""A list read into the register: all or nothing, what is wrong row by row, the same again nothing."""

import io

import pytest
from django.core.management import CommandError, call_command

from folkmoot.body.organisations.actions import import_list, look_through
from folkmoot.body.organisations.models import Alias, Import, Link, Listing, Organisation, Tally
from folkmoot.body.organisations.queries import found
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.registers import reading
from folkmoot.rules.findings import Refusal
from tests.body.organisations.factories import A_MOMENT, brought, everybody_belongs
from tests.factories import AreaFactory, AssemblyFactory, AuthorityFactory

pytestmark = pytest.mark.django_db

GOOD = """org_id,name,org_type,postcode,address,active,date_registered,income,fye,activities,web,company_number,ukcat,icnptso,lad_code,sources
GB-CHC-1000001,LUNCH CLUB,registered charity,dt1  1xj,"1 High St
Dorchester",True,1990-09-11,9999.99,2025-03-31 00:00:00,"Lunch, and company",www.lunch.org,,BE108;SW105,D19,E06000059,a;a
GB-CHC-1000002,Old Forge,registered charity,POOLE,,True,,10000,,,,2324869.0,AR,,E07000197,
XX-COOPSUK-R000001,Caf\ufffd Co-op,co-operative/mutual (Society),,,False,,,,,,0,,,,coops
,Knitters,informal group,,,,,,,,,,,,E06000059,
"""
FAULTY = """org_id,name
GB-CHC-1,One
GB-CHC-1,Another
GB-CHC-2,
nonsense,Three
GB-CHC-4,Four
"""


def test_rows_become_organisations_with_all_that_the_list_says():
    assembly = everybody_belongs()

    outcome = brought(assembly, GOOD)

    assert outcome.in_words() == "4 rows read, 4 added, 0 changed, 0 unchanged."
    club = Organisation.objects.get(name="LUNCH CLUB")
    assert (club.legal_form, club.size_band, club.income_pence) == ("charity", "micro", 999_999)
    assert (club.postcode, club.address) == ("DT1 1XJ", "1 High St\nDorchester")
    assert club.income_year_ends_on.isoformat() == "2025-03-31"
    assert club.registered_on.isoformat() == "1990-09-11"
    assert (club.website, club.source) == ("https://www.lunch.org", "a")
    assert [theme.name for theme in club.themes.order_by("name")] == [
        "Poverty and welfare", "Social care"
    ]  # fmt: skip
    assert [community.code for community in club.communities.all()] == ["older-people"]
    assert [(place.kind, place.area.name) for place in club.places.all()] == [("base", "Dorset")]
    forge = Organisation.objects.get(name="Old Forge")
    assert (forge.legal_form, forge.size_band) == ("charitable-company", "small")
    assert (forge.postcode, forge.address) == ("", "POOLE")
    assert sorted(map(str, forge.identifiers.all())) == ["GB-CHC-1000002", "GB-COH-02324869"]
    assert Area.objects.get(code="E07000197").parent.name == "Staffordshire"
    knitters = Organisation.objects.get(name="Knitters")
    assert (knitters.legal_form, knitters.size_band) == ("informal", "unknown")
    assert Organisation.objects.get(state="closed").listings.count() == 0
    notices = [(fault.row, fault.column) for fault in outcome.faults]
    assert notices == [(3, "postcode"), (4, "name"), (4, "company_number")]


def test_import_is_recorded_once_with_its_counts_and_its_faults():
    assembly = everybody_belongs(slug="dorset")

    brought(assembly, GOOD)

    kept, entry = Import.objects.get(), Entry.objects.get(kind="ListImported")
    assert (kept.rows, kept.added, kept.listed, len(kept.faults)) == (4, 4, 3, 3)
    assert entry.facts == {
        "file": "list.csv", "digest": "d" * 64, "rows": 4, "added": 4, "changed": 0,
        "unchanged": 0, "refused": 0, "listed": 3,
    }  # fmt: skip


def test_same_list_again_changes_nothing_and_says_so():
    assembly = everybody_belongs()
    brought(assembly, GOOD)
    before = list(Organisation.objects.order_by("pk").values())

    outcome = brought(assembly, GOOD)

    assert outcome.in_words() == "4 rows read, 0 added, 0 changed, 4 unchanged."
    assert list(Organisation.objects.order_by("pk").values()) == before
    assert (Import.objects.count(), Entry.objects.count()) == (1, 1)


def test_row_that_cannot_be_used_leaves_no_trace_of_the_whole_list():
    assembly = everybody_belongs()

    with pytest.raises(Refusal) as refused:
        brought(assembly, FAULTY)

    assert refused.value.code == "list-has-faults"
    faults = refused.value.facts["outcome"].faults
    assert [(fault.row, fault.column) for fault in faults] == [
        (3, "org_id"), (4, "name"), (5, "org_id")
    ]  # fmt: skip
    assert not Organisation.objects.exists()
    assert not Listing.objects.exists()
    assert not Import.objects.exists()
    assert not Entry.objects.exists()


def test_good_rows_are_kept_where_that_is_asked_for():
    outcome = brought(everybody_belongs(), FAULTY, keep_good_rows=True)

    assert outcome.in_words() == "5 rows read, 2 added, 0 changed, 0 unchanged, 3 refused."
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Four", "One"]


def test_changed_row_changes_the_organisation_and_its_former_name_still_finds_it():
    assembly = everybody_belongs()
    brought(assembly, GOOD)

    outcome = brought(
        assembly, GOOD.replace("LUNCH CLUB", "Dinner Club").replace("9999.99", "20000")
    )

    assert outcome.in_words() == "4 rows read, 0 added, 1 changed, 3 unchanged."
    club = Organisation.objects.get(name="Dinner Club")
    assert (club.size_band, club.sort_name) == ("small", "dinner club")
    assert [(alias.name, alias.kind) for alias in club.aliases.all()] == [
        ("LUNCH CLUB", "formerly")
    ]
    assert list(found(assembly, "lunch club")) == [club]
    sizes = Tally.objects.filter(facet__startswith="size:").order_by("facet")
    assert list(sizes.values_list("facet", "organisations")) == [
        ("size:small", 2), ("size:unknown", 1)
    ]  # fmt: skip


def test_organisation_that_looks_after_itself_keeps_its_own_name_and_words():
    assembly = everybody_belongs()
    brought(assembly, GOOD)
    club = Organisation.objects.get(name="LUNCH CLUB")
    AuthorityFactory(organisation=club)
    Organisation.objects.filter(pk=club.pk).update(
        state="claimed", name="The Lunch Club", about="Ours"
    )

    brought(assembly, GOOD.replace("9999.99", "20000").replace("Lunch, and", "Other"))

    club.refresh_from_db()
    assert (club.name, club.about, club.size_band) == ("The Lunch Club", "Ours", "small")


def test_only_what_is_in_the_areas_of_the_assembly_is_listed_there():
    county = AreaFactory(code="E10000028", name="Staffordshire", kind="county")
    assembly = everybody_belongs()
    assembly.areas.add(county)

    outcome = brought(assembly, GOOD)

    assert (outcome.added, outcome.listed) == (4, 1)
    assert Listing.objects.get().organisation.name == "Old Forge"
    shelves = Tally.objects.filter(facet__startswith="place:").order_by("facet")
    assert list(shelves.values_list("facet", flat=True)) == ["place:E07000197", "place:E10000028"]


def test_second_assembly_lists_what_the_first_has_brought_without_adding_it_again():
    brought(everybody_belongs(), GOOD)
    second = everybody_belongs()

    outcome = brought(second, GOOD)

    assert (outcome.added, outcome.unchanged, outcome.listed) == (0, 4, 3)
    assert Organisation.objects.count() == 4
    assert [one.name for one in found(second, "forge")] == ["Old Forge"]


def test_number_of_another_organisation_is_set_aside():
    assembly = everybody_belongs()
    brought(assembly, "org_id,name,company_number\nGB-CHC-1,One,02324869\n")

    outcome = brought(assembly, "org_id,name,company_number\nGB-CHC-2,Two,2324869\n")

    assert outcome.added == 1
    assert [(fault.row, fault.kind) for fault in outcome.faults] == [(2, "notice")]
    assert list(map(str, Organisation.objects.get(name="Two").identifiers.all())) == ["GB-CHC-2"]


def test_look_through_tells_what_would_be_done_and_writes_nothing():
    assembly = everybody_belongs()

    outcome = look_through(
        assembly=assembly, rows=reading.rows_of("a.csv", GOOD.encode()), at=A_MOMENT
    )

    assert (outcome.added, outcome.first[0]) == (4, (2, "LUNCH CLUB", "new"))
    assert not Organisation.objects.exists()
    assert not Area.objects.exists()


def test_somebody_who_is_no_officer_cannot_import():
    assembly = everybody_belongs()
    person = AuthorityFactory().person

    with pytest.raises(Refusal) as refused:
        import_list(
            assembly=assembly, rows=iter([]), file_name="a", digest="", by=person, at=A_MOMENT
        )

    assert refused.value.code == "not-permitted"


# The command


def run(*words):
    told = io.StringIO()
    try:
        call_command("organisations", *map(str, words), stdout=told)
    except SystemExit as end:
        return end.code, told.getvalue()
    return 0, told.getvalue()


def test_command_imports_and_the_second_time_says_that_nothing_changed(tmp_path):
    everybody_belongs(slug="dorset")
    file = tmp_path / "list.csv"
    file.write_text(GOOD, encoding="utf-8")

    first = run("import", file, "--assembly", "dorset")
    second = run("import", file, "--assembly", "dorset")

    assert first[0] == 0
    assert first[1].splitlines()[-1] == (
        "4 rows read, 4 added, 0 changed, 0 unchanged. 3 newly listed."
    )
    assert second[1].splitlines()[-1] == "4 rows read, 0 added, 0 changed, 4 unchanged."


def test_command_ends_with_one_and_a_report_where_a_row_cannot_be_used(tmp_path):
    everybody_belongs(slug="dorset")
    file, report = tmp_path / "list.csv", tmp_path / "report.csv"
    file.write_text(FAULTY + "=1+1,Formula\n", encoding="utf-8")

    code, told = run("import", file, "--assembly", "dorset", "--report", report)

    assert code == 1
    assert "fault: row 4, name: The name is blank." in told
    assert "4 of 6 rows cannot be used, so nothing was added or changed." in told
    assert len(report.read_text("utf-8-sig").splitlines()) == 5
    assert not Organisation.objects.exists()


def test_command_dry_run_writes_nothing(tmp_path):
    everybody_belongs(slug="dorset")
    file = tmp_path / "list.csv"
    file.write_text(GOOD, encoding="utf-8")

    code, told = run("import", file, "--assembly", "dorset", "--dry-run")

    assert code == 0
    assert told.splitlines()[-1].endswith("4 added, 0 changed, 0 unchanged. Nothing was written.")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "The file is empty."),
        ("a.csv", b"title,town\nx,y\n", "There is no column called name."),
        ("a.xlsx", b"PK\x03\x04rubbish", "The zip cannot be opened."),
        ("a.xls", b"\xd0\xcf\x11\xe0abc", "This is a spreadsheet, not a CSV file."),
        ("a.pdf", b"%PDF-1.7", "This is a PDF, not a CSV file."),
    ],
)
def test_command_says_in_a_sentence_why_a_file_cannot_be_used(tmp_path, name, content, said):
    everybody_belongs(slug="dorset")
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(CommandError, match=said):
        call_command("organisations", "import", str(file), "--assembly", "dorset")


def test_command_names_the_assemblies_when_there_is_none_of_that_name(tmp_path):
    AssemblyFactory(slug="dorset")

    with pytest.raises(CommandError, match="there are: dorset"):
        call_command("organisations", "import", str(tmp_path), "--assembly", "devon")


# Real lists


@pytest.mark.shared
@pytest.mark.slow
def test_real_list_of_24302_rows_is_imported_and_again_changes_nothing(shared):
    assembly = everybody_belongs()
    for code in ("E06000058", "E06000059"):
        assembly.areas.add(AreaFactory(code=code, name=code, kind="council"))
    data = (shared / "data/orgs/orgs_combined.csv").read_bytes()

    with pytest.raises(Refusal) as refused:
        brought(assembly, data)
    assert refused.value.facts["refused"] == 8
    assert not Organisation.objects.exists()

    first = brought(assembly, data, keep_good_rows=True)
    second = brought(assembly, data, keep_good_rows=True)

    assert first.in_words() == (
        "24,302 rows read, 24,294 added, 0 changed, 0 unchanged, 8 refused."
    )
    assert first.listed == Listing.objects.count() == 244
    assert second.in_words() == (
        "24,302 rows read, 0 added, 0 changed, 24,294 unchanged, 8 refused."
    )
    assert (Import.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.shared
def test_charity_commissions_tables_are_imported_with_names_areas_and_kinds(shared, tmp_path):
    everybody_belongs(slug="county")
    folder = shared / "data/orgs/ccew_extract_sample"

    code, told = run("import", folder, "--assembly", "county")
    again = run("import", folder, "--assembly", "county")
    alone = run("import", folder / "publicextract.charity.txt", "--assembly", "county", "--dry-run")

    assert code == 0
    assert "572 rows read, 572 added, 0 changed, 0 unchanged." in told
    assert "572 rows read, 0 added, 0 changed, 572 unchanged." in again[1]
    assert alone[0] == 0
    assert Alias.objects.count() > 200
    assert Link.objects.count() > 50
    assert Organisation.objects.filter(communities__code="disabled-people").count() == 53
    assert Organisation.objects.filter(places__area__name="Worcestershire").count() == 6
