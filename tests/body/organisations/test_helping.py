"""A group asks for help: which infrastructure bodies suit it, and what is written down."""

import pytest

from folkmoot.body.organisations.actions import ask_for_help
from folkmoot.body.organisations.models import HelpRequest, SupportBody, Working
from folkmoot.body.organisations.queries.helping import suitable_bodies
from folkmoot.ground.ledger.models import Entry
from folkmoot.ground.letters.models import Letter
from folkmoot.rules.findings import Refusal
from tests.factories import (
    A_DAY,
    A_MOMENT,
    AreaFactory,
    AssemblyFactory,
    AuthorityFactory,
    OrganisationFactory,
    PersonFactory,
)

PAGE = "/dorset/organisations/support/ask/"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.fixture
def assembly(db):
    assembly = AssemblyFactory(slug="dorset", name="The Assembly", scheme="listed")
    county = AreaFactory(name="Dorset", kind="county")
    assembly.areas.add(county)
    for name in ("North", "South"):
        AreaFactory(name=name, parent=county)
    return assembly


@pytest.fixture
def place(assembly):
    from folkmoot.ground.places.models import Area  # noqa: PLC0415 - needs Django set up

    return lambda name: Area.objects.get(name=name)


@pytest.fixture
def body(assembly, place):
    """Name an infrastructure body, with somebody there unless it is said."""

    def make(name, *, of="", where=(), is_there=True, **facts):
        organisation = OrganisationFactory(name=name, state="claimed")
        for one in where:
            Working.objects.create(organisation=organisation, area=place(one), kind="works")
        if is_there:
            AuthorityFactory(organisation=organisation, person__email=f"{name.lower()}@example.org")
        return SupportBody.objects.create(
            assembly=assembly, organisation=organisation, sub_sector=of,
            kind="specialist" if of else "generalist", **facts,
        )  # fmt: skip

    return make


@pytest.fixture
def asker(db):
    return PersonFactory(name="Asha Asker", email="asha@example.org")


def names(found):
    return [one.body.organisation.name for one in found]


@pytest.mark.clause("compact-infra-directory")
@pytest.mark.parametrize(
    ("for_whom", "where", "expected"),
    [
        ("", None, ["Northern", "Nowhere", "Wide"]),
        ("youth groups", None, ["Youth", "Northern", "Nowhere", "Wide"]),
        ("", "North", ["Northern", "Wide", "Nowhere"]),
        ("", "South", ["Wide", "Nowhere"]),
        ("youth groups", "South", ["Youth", "Wide", "Nowhere"]),
        ("faith groups", "Dorset", ["Faith", "Northern", "Wide", "Nowhere"]),
    ],
)
def test_bodies_suit_by_kind_of_group_and_place(assembly, body, place, for_whom, where, expected):
    body("Northern", where=["North"])
    body("Wide", where=["Dorset"])
    body("Nowhere")
    body("Youth", of="youth groups")
    body("Faith", of="faith groups")

    found = suitable_bodies(
        assembly, for_whom=for_whom, place=place(where) if where else None, on=A_DAY
    )

    assert names(found) == expected


def test_body_that_is_no_more_suits_nobody(assembly, body):
    gone = body("Gone")
    gone.organisation.state = "closed"
    gone.organisation.save()

    assert suitable_bodies(assembly, for_whom="", place=None, on=A_DAY) == []


@pytest.mark.parametrize("size", [1, 3])
def test_finding_a_body_costs_three_queries(assembly, body, size, django_assert_num_queries):
    for number in range(size):
        body(f"Body{number}", where=["North"])

    with django_assert_num_queries(3):
        suitable_bodies(assembly, for_whom="", place=None, on=A_DAY)


@pytest.mark.clause("compact-infra-directory")
def test_group_is_routed_to_the_body_it_chooses(client, assembly, body, place, asker):
    youth = body("Youth", of="youth groups", services="advice, training")
    body("Wide")
    body("Silent", is_there=False)
    client.force_login(asker)
    secret = "Our treasurer left and the bank wants papers"
    asks = client.get(PAGE)
    typed = {
        "key": asks.context["form"].initial["key"], "group": "Lunch Club", "words": secret,
        "for_whom": "youth groups", "place": place("North").pk,
    }  # fmt: skip

    look = client.post(PAGE, typed)
    without = client.post(PAGE, typed | {"step": "send", "body": youth.pk})
    chosen = typed | {"step": "send", "body": youth.pk, "agreed": "on"}
    sent = client.post(PAGE, chosen)
    again = client.post(PAGE, chosen)

    html = look.content.decode()
    assert look.status_code == 200
    assert html.index("Youth: for youth groups; advice, training") < html.index("Wide: helps every")
    assert "Silent suits you too, but cannot be written to here" in html
    assert without.status_code == 422
    assert "Tick the box" in without.content.decode()
    assert secret in without.content.decode()
    assert (sent.status_code, again.status_code) == (302, 302)
    assert HelpRequest.objects.get().body == youth
    letter, receipt = Letter.objects.order_by("pk")
    assert (letter.to.email, letter.subject) == (
        "youth@example.org", "Lunch Club asks Youth for help",
    )  # fmt: skip
    for said in (secret, "youth groups", "North", "Asha Asker at asha@example.org"):
        assert said in letter.text
    assert (receipt.to, secret in receipt.text) == (asker, True)
    entry = Entry.objects.get()
    assert (entry.kind, entry.by, entry.acting) == ("HelpAsked", "", "")
    assert set(entry.facts) == {"body", "name"}


@pytest.mark.parametrize(
    ("is_there", "agreed", "code"),
    [(True, False, "help-without-consent"), (False, True, "nobody-to-help")],
)
def test_nobody_is_written_to_without(body, asker, is_there, agreed, code):
    with pytest.raises(Refusal, match=code):
        ask_for_help(
            body=body("Wide", is_there=is_there), group="Lunch Club", words="Help", agreed=agreed,
            key="a-key", by=asker, at=A_MOMENT,
        )  # fmt: skip
    assert not Letter.objects.exists()


def test_group_is_told_when_nobody_can_be_written_to(client, assembly, body, asker):
    body("Silent", is_there=False)
    client.force_login(asker)

    html = client.post(PAGE, {"key": "k", "group": "Club", "words": "Help"}).content.decode()

    assert "No body can be written to here" in html


def test_body_of_another_assembly_cannot_be_chosen(client, assembly, body, asker):
    body("Wide")
    far = SupportBody.objects.create(
        assembly=AssemblyFactory(), organisation=AuthorityFactory().organisation
    )
    client.force_login(asker)

    response = client.post(
        PAGE,
        {"key": "k", "group": "Club", "words": "Help", "step": "send", "body": far.pk,
         "agreed": "on"},
    )  # fmt: skip

    assert response.status_code == 422
    assert not Letter.objects.exists()


@pytest.mark.clause("compact-infra-directory")
def test_directory_parts_generalist_from_specialist(client, assembly, body):
    body("Wide", services="information, advice")
    body("Youth", of="youth groups", services="training")

    html = client.get("/dorset/organisations/support/").content.decode()

    everybody, one_kind = html.split("For groups of one kind")
    assert "Wide" in everybody
    assert "information, advice" in everybody
    assert "Youth" in one_kind
    assert "youth groups" in one_kind
    assert "Youth" not in everybody.split("For every kind of group")[1]
    assert PAGE in html
