"""Who backs a compact stands in public, with champions, successors, an owner, and who told of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import duties
from folkmoot.work.compact.actions.accords import keep_accord
from folkmoot.work.compact.actions.backing import keep_backer, keep_owner, succeed, tell_of_it
from folkmoot.work.compact.queries.backing import backing_of
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, a_county

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def a_compact(county):
    return keep_accord(
        assembly=county.assembly, kind="compact", title="The Compact", **county.who()
    )


def a_backer(county, compact, name="County Council", **more):
    said = {"agreed_on": date(2010, 1, 5), "contact": "", "champion": "", "champion_contact": ""}
    return keep_backer(accord=compact, name=name, **said | more, **county.who())


def shown(client, compact) -> str:
    page = client.get(reverse("compact:backing", args=[compact.assembly, compact.slug]))
    return " ".join(page.content.decode().split())


@pytest.mark.clause("compact-signatories")
def test_register_lists_each_body_with_day_contact_and_champion_and_all_the_sector_as_covered(
    client,
):
    county = a_county(micro=1)
    compact = a_compact(county)
    a_backer(
        county,
        compact,
        champion="Hetty Vale, head of partnerships",
        champion_contact="01929 496003",
    )

    text = shown(client, compact)

    for words in ("County Council", "5 January 2010", "Hetty Vale", "01929 496003",
                  "Every group of the sector is covered without signing."):  # fmt: skip
        assert words in text


@pytest.mark.clause("compact-successor-bodies")
def test_promises_of_a_body_that_is_no_more_pass_on_and_both_names_stay(client):
    county = a_county(micro=1)
    compact = a_compact(county)
    old, new = a_backer(county, compact, "Purl District"), a_backer(county, compact, "New Council")

    succeed(backer=old, successor=new, on=date(2019, 4, 1), **county.who())

    backing = backing_of(compact)
    assert [(one.signatory, one.before) for one in backing.backers] == [(new, [old])]
    text = shown(client, compact)
    assert "before: Purl District" in text
    assert "Purl District: its promises passed to New Council" in text


@pytest.mark.clause("compact-champion-gaps")
@pytest.mark.parametrize(
    ("champion", "contact", "is_filled"),
    [
        ("Hetty Vale", "01929 496003", True),
        ("Hetty Vale", "hetty.vale@county.example.org", False),
        ("Insert details", "01929 496003", False),
        ("", "", False),
        ("TBC", "TBC", False),
        ("Hetty Vale", "info@county.gov.uk", False),
        ("Hetty Vale", "firstname.surname@county.gov.uk", False),
        ("Hetty Vale", "h.vale@county.gov.uk", True),
    ],
)
def test_placeholder_or_general_address_shows_as_unfilled_and_the_owner_is_asked(
    client, champion, contact, is_filled
):
    county = a_county(micro=1)
    compact = a_compact(county)
    keep_owner(
        accord=compact, name="Partnership group", contact="01929 496009", is_active=True,
        **county.who(),
    )  # fmt: skip
    a_backer(county, compact, champion=champion, champion_contact=contact)

    text = shown(client, compact)

    assert backing_of(compact).unfilled == (0 if is_filled else 1)
    assert ("ask the owner meanwhile" in text) is not is_filled
    asked = [
        duty.obligation.who for duty in duties(county.assembly, on=TODAY)
        if duty.obligation.what == "Name a champion of The Compact"
    ]  # fmt: skip
    assert asked == ([] if is_filled else ["County Council"])


@pytest.mark.clause("compact-owner")
def test_owner_that_has_ended_has_to_be_replaced_at_once(client):
    county = a_county(micro=1)
    compact = a_compact(county)
    said = {"accord": compact, "contact": "", **county.who()}
    assert "Nobody owns it." in shown(client, compact)
    keep_owner(name="Thriving Communities", is_active=True, **said)
    keep_owner(name="Thriving Communities", is_active=False, **said)

    late = [
        duty.state for duty in duties(county.assembly, on=TODAY + timedelta(days=1))
        if duty.obligation.what.startswith("Find a new owner of The Compact at once")
    ]  # fmt: skip

    assert late == ["missed"]
    assert "It is no more; a new owner has to be found at once." in shown(client, compact)


@pytest.mark.clause("compact-promotion")
def test_who_told_of_it_is_logged_for_both_sides_and_added_up(client):
    county = a_county(micro=1)
    compact = a_compact(county)
    for kind, is_ours in (
        ("briefing", False),
        ("newsletter", False),
        ("newsletter", True),
        ("adopted", True),
    ):
        tell_of_it(
            accord=compact, kind=kind, body="Somebody", is_of_sector=is_ours, words="to all staff",
            on=TODAY, **county.who(),
        )  # fmt: skip

    counted = {name: (public, sector) for name, public, sector in backing_of(compact).counted}

    assert counted["a briefing"] == (1, 0)
    assert counted["a newsletter"] == (1, 1)
    assert counted["took it up in its own work"] == (0, 1)
    assert "to all staff" in shown(client, compact)


def test_somebody_else_keeps_nobody():
    county = a_county(micro=1)
    compact = a_compact(county)

    with pytest.raises(Refusal) as said:
        keep_backer(
            accord=compact, name="x", agreed_on=None, contact="", champion="", champion_contact="",
            by=PersonFactory(), at=NOW,
        )  # fmt: skip

    assert said.value.code == "not-permitted"
