"""What is done is tagged with the aim that it serves; an aim with nothing shows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.reports.actions.records import tag_record, untag_record
from folkmoot.scrutiny.reports.models import Tag
from folkmoot.scrutiny.reports.queries.aims import names_of
from folkmoot.scrutiny.reports.queries.taggable import thing_at
from tests.factories import AdoptionFactory, ForumFactory, PersonFactory
from tests.scrutiny.reports.factories import AFTER, a_challenge, at_the_desk, text_of
from tests.work.consultations.factories import NOW, a_county, an_open_one, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def refused(do) -> Refusal:
    with pytest.raises(Refusal) as said:
        do()
    return said.value


def tag(county, address: str, aim: str, about: str = "aim", **more) -> Tag:
    said = {"why": "", **county.who()} | more
    return tag_record(assembly=county.assembly, about=about, aim=aim, address=address, **said)


def live(client, county, since: date, until: date, key: str = "") -> str:
    name = "reports:figure_now" if key else "reports:now"
    args = [county.assembly, "aims", *([key] if key else [])]
    return text_of(client, f"{reverse(name, args=args)}?since={since}&until={until}")


def a_town():
    county = a_county(document="staffs-alliance", micro=2)
    AdoptionFactory(
        assembly=county.assembly, document="dorset-compact", version="3", is_agreement=False
    )
    return county


@pytest.mark.clause("staffs-2.1")
def test_report_counts_evidence_for_each_aim_over_a_time_and_lists_those_with_none(client):
    county = a_town()
    voice, informing, *rest = names_of(county.assembly, "aim", on=TODAY)
    consultation = an_open_one(county)  # it opens on 9 March
    forum = ForumFactory(assembly=county.assembly, slug="north", recognised_on=date(2025, 1, 7))
    for address in (f"consultations/about/{consultation.reference}/", f"forums/{forum.slug}/"):
        tag(county, address, voice)
    tag(county, f"consultations/about/{consultation.reference}/", informing)

    year, earlier = (date(2026, 1, 1), date(2026, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))

    assert len(rest) == 4
    page, before = live(client, county, *year), live(client, county, *earlier)
    assert f"{voice} 1" in page
    assert f"{informing} 1" in page
    assert "Aims that nothing served 4" in page
    assert f"{voice} 1" in before
    assert "Aims that nothing served 5" in before
    none = live(client, county, *year, key="aims-with-none")
    assert all(aim in none.replace("&#x27;", "'") for aim in rest)
    assert f" {voice} " not in none
    rows = live(client, county, *year, key="aim-1")
    assert "Where the lunch club meets" in rows


@pytest.mark.clause("dorset-vcsa-aims")
def test_page_shows_current_evidence_for_each_of_the_two_aims(client, time_machine):
    county = a_county(document="dorset-vcsa", micro=2)
    first, second = names_of(county.assembly, "aim", on=TODAY)
    idea = a_challenge(county, "One form for all", kind="idea")
    tag(county, f"door/item/{idea.reference}/", second, why="It lets small groups apply.")
    time_machine.move_to(moment(TODAY + timedelta(days=1)), tick=False)

    page = text_of(client, reverse("reports:now", args=[county.assembly, "aims"]))
    listed = text_of(client, reverse("reports:tags", args=[county.assembly]))
    rows = text_of(client, reverse("reports:figure_now", args=[county.assembly, "aims", "aim-2"]))

    assert f"{first} 0" in page
    assert f"{second} 1" in page
    for words in ("One form for all", "It lets small groups apply."):
        assert words in listed
        assert words in rows


@pytest.mark.clause("staffs-1.4")
def test_share_of_activity_that_serves_fairer_health_stands_against_other_work(client):
    county = a_town()
    core, other = names_of(county.assembly, "goal", on=TODAY)
    for place in range(3):
        forum = ForumFactory(assembly=county.assembly, recognised_on=date(2026, 1, 7))
        tag(county, f"forums/{forum.slug}/", core if place < 2 else other, "goal")
    both = ForumFactory(assembly=county.assembly, recognised_on=date(2026, 1, 7))
    tag(county, f"forums/{both.slug}/", other, "goal")
    tag(county, f"forums/{both.slug}/", core, "goal")

    page = live(client, county, date(2026, 1, 1), date(2026, 12, 31))

    assert core == "fairer health"
    assert f"Share of activity that served: {core} 75 per cent" in page
    assert f"{core} 3" in page
    assert f"{other} 1" in page


@pytest.mark.parametrize(
    "address",
    [
        "meetings/nothing-here/",
        "door/item/secret/",
        "fairness/",
        "nonsense",
        "https://elsewhere.example/other-place/forums/north/",
        "",
    ],
)
def test_only_what_stands_there_for_everybody_is_tagged(address):
    county = a_town()
    voice = names_of(county.assembly, "aim", on=TODAY)[0]

    assert refused(lambda: tag(county, address, voice)).code == "nothing-at-address"
    assert not Tag.objects.exists()


def test_what_not_everybody_may_read_is_not_tagged():
    county = a_town()
    wrong = a_challenge(county, "They laughed", kind="unfairness")
    draft = ForumFactory(assembly=county.assembly, recognised_on=None, proposed_on=TODAY)

    for address in (f"door/item/{wrong.reference}/", f"forums/{draft.slug}/"):
        assert thing_at(county.assembly, address, at=NOW) is None


def test_address_is_taken_as_it_is_copied_whole_from_the_browser():
    county = a_town()
    consultation = an_open_one(county)
    slug = county.assembly.slug
    whole = f"https://moot.example/{slug}/consultations/about/{consultation.reference}/?page=2"

    thing = thing_at(county.assembly, whole, at=NOW)

    assert thing is not None
    assert (thing.what, thing.title) == ("consultation", "Where the lunch club meets")
    assert thing.address == f"consultations/about/{consultation.reference}/"


def test_aim_that_no_document_names_is_refused_and_so_is_whoever_is_no_officer():
    county = a_town()
    voice = names_of(county.assembly, "aim", on=TODAY)[0]
    forum = ForumFactory(assembly=county.assembly)

    wrong = refused(lambda: tag(county, f"forums/{forum.slug}/", "Winning"))
    other = refused(lambda: tag(county, f"forums/{forum.slug}/", voice, by=PersonFactory()))

    assert (wrong.code, other.code) == ("no-such-aim", "not-permitted")
    made = tag(county, f"forums/{forum.slug}/", voice)
    untag_record(tag=made, **county.who())
    assert not Tag.objects.exists()


def test_officer_tags_on_the_page_and_what_was_typed_stays_where_it_is_refused(time_machine):
    county = a_town()
    forum = ForumFactory(assembly=county.assembly, slug="north", name="North")
    time_machine.move_to(AFTER, tick=False)
    desk = at_the_desk(county.officer)
    url = reverse("reports:tag", args=[county.assembly])

    wrong = desk.post(url, {"address": "forums/nowhere/", "serves": "aim:0", "why": "Heard."})
    right = desk.post(url, {"address": f"forums/{forum.slug}/", "serves": "goal:0", "why": ""})

    assert wrong.status_code == 422
    assert 'value="forums/nowhere/"' in wrong.content.decode()
    assert right.status_code == 302
    made = Tag.objects.get()
    assert (made.about, made.aim, made.title) == ("goal", "fairer health", "North")
