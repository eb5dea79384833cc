import re
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import TAKEN
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Listing, SupportBody
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.ledger.models import Entry
from tests.factories import AreaFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

FOUND = [
    "found", "staffs", "--name", "The Alliance", "--scheme", "signed",
    "--agreement", "staffs-alliance",
]  # fmt: skip


def run(*words: str) -> str:
    told = StringIO()
    call_command("assemblies", *words, stdout=told)
    return told.getvalue().strip()


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to("2026-03-02 09:00 +0000", tick=False)


def test_assembly_is_founded_on_an_empty_database_and_bound_to_its_agreement():
    AreaFactory(code="E06000021")
    AreaFactory(code="E10000028")

    told = run(*FOUND, "--areas", "E06000021,E10000028")

    assembly = Assembly.objects.get()
    assert told.startswith("The Alliance is founded, at /staffs/.")
    assert "binds it from 2 March 2026." in told
    assert assembly.areas.count() == 2
    assert in_force(assembly, on=date(2026, 3, 2)).document == "staffs-alliance"
    assert [each.kind for each in Entry.objects.order_by("number")] == [
        "AssemblyFounded", "DocumentAdopted",
    ]  # fmt: skip


def test_known_areas_are_drawn_on_an_empty_map():
    run(*FOUND, "--areas", "E06000021", "E10000028,E07000192")

    areas = Assembly.objects.get().areas.order_by("name")
    assert [area.name for area in areas] == ["Cannock Chase", "Staffordshire", "Stoke-on-Trent"]
    assert areas[0].parent == areas[1]


def test_command_says_what_comes_next_until_nothing_does():
    first = run(*FOUND)
    run("officer", "staffs", "ola@example.org", "Ola Officer")
    body = OrganisationFactory(name="Support Staffordshire", reference="support-1")
    Listing.objects.create(
        assembly=Assembly.objects.get(), organisation=body, listed_on=date(2026, 3, 2)
    )
    second = run(*FOUND)
    run("support-body", "staffs", "support-1", "--short-name", "SuS")
    last = run(*FOUND)

    assert first.splitlines()[1:] == [
        "Next:",
        "  Load its organisations: folkmoot organisations import FILE --assembly staffs",
        "  Name who helps other groups: "
        'folkmoot assemblies support-body staffs "NAME" --short-name SHORT',
        '  Name a support officer: folkmoot assemblies officer staffs EMAIL "NAME"',
    ]
    assert "support-body" in second
    assert "officer staffs" not in second
    assert "Next:" not in last


def test_support_body_is_named_by_its_name_or_its_reference():
    run(*FOUND)
    OrganisationFactory(name="Support Staffordshire", reference="support-1")
    OrganisationFactory(name="VAST", reference="vast-1")

    first = run("support-body", "staffs", "support staffordshire", "--short-name", "SuS")
    run("support-body", "staffs", "vast-1", "--specialist", "youth groups", "--side", "north")

    assert first == "Support Staffordshire (SuS) is an infrastructure body of The Alliance."
    bodies = SupportBody.objects.order_by("organisation__name")
    assert [(one.short_name, one.kind, one.sub_sector, one.side) for one in bodies] == [
        ("SuS", "generalist", "", ""), ("", "specialist", "youth groups", "north"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "told"), [("Nobody", "No organisation on the register"), ("Twin", "twin-1, twin-2")]
)
def test_support_body_that_cannot_be_told_is_asked_for_again(asked, told):
    run(*FOUND)
    for number in (1, 2):
        OrganisationFactory(name="Twin", reference=f"twin-{number}")

    with pytest.raises(CommandError, match=told):
        run("support-body", "staffs", asked)
    assert not SupportBody.objects.exists()


@pytest.mark.parametrize("slug", ["account", "outbox", "static", "second-factor"])
def test_address_that_the_site_uses_is_refused(slug):
    with pytest.raises(CommandError, match=f"No assembly can have the address /{slug}/"):
        run("found", slug, "--name", "The Alliance", "--scheme", "listed")
    assert not Assembly.objects.exists()


def test_every_address_of_the_site_itself_is_kept_from_assemblies():
    written = (Path(__file__).parents[3] / "src/folkmoot/config/urls.py").read_text("utf-8")
    first = {word.split("/")[0] for word in re.findall(r'path\("([a-z][^"]*)"', written)}

    assert {"account", "acting", "outbox"} <= first
    assert first <= TAKEN


def test_founding_again_changes_nothing():
    run(*FOUND)

    told = run(*FOUND)

    assert told.startswith("The Alliance is here already, at /staffs/.")
    assert "binds it already." in told
    assert (Assembly.objects.count(), Entry.objects.count()) == (1, 2)


def test_agreement_binds_from_the_day_that_is_said():
    run(*FOUND, "--from", "2022-04-01")

    assert in_force(Assembly.objects.get(), on=date(2022, 4, 1)).number == "1"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--areas", "X1"], "No area has the code: X1."),
        (["--agreement", "nonsense"], "No document 'nonsense'"),
        (["--from", "1999-01-01"], "no version of"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(words, told):
    with pytest.raises(CommandError, match=told):
        run(*FOUND, *words)


def test_address_that_no_page_could_have_is_refused():
    with pytest.raises(CommandError, match="small letters"):
        run("found", "The_Alliance", "--name", "The Alliance", "--scheme", "listed")
    assert not Assembly.objects.exists()


def test_assembly_does_not_change_its_agreement_by_command():
    run(*FOUND)

    with pytest.raises(CommandError, match="bound by staffs-alliance already"):
        run("found", "staffs", "--name", "X", "--scheme", "signed", "--agreement", "dorset-vcsa")


def test_officer_is_given_their_post_once():
    run(*FOUND)

    first = run("officer", "staffs", "Ola@Example.org", "Ola Officer")
    second = run("officer", "staffs", "ola@example.org", "Ola Officer")

    assert first.startswith("Ola Officer is a support officer of The Alliance.")
    assert second == "Ola Officer is a support officer of The Alliance already."
    assert Post.objects.count() == 1
    (officer,) = officers(Assembly.objects.get(), on=date(2026, 3, 2))
    assert officer.email == "ola@example.org"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["nowhere", "ola@example.org", "Ola"], "There is no assembly 'nowhere'"),
        (["staffs", "nonsense", "Ola"], "is not an e-mail address"),
    ],
)
def test_officer_needs_an_assembly_and_an_address(words, told):
    run(*FOUND)

    with pytest.raises(CommandError, match=told):
        run("officer", *words)
