"""A concern goes to a champion, who answers, mediates where they are no party, and leaves a lesson."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.proceedings.cases.actions.breaching import suspend_member
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.deeds import DEEDS
from folkmoot.rules.findings import Refusal
from folkmoot.site.duties import waits_for_person
from folkmoot.work.compact.actions.champions import ask_of_champion
from folkmoot.work.compact.models import ChampionQuestion, Promotion, Signatory
from folkmoot.work.compact.queries.backing import promotion_of_year
from tests.factories import AuthorityFactory, OrganisationFactory, PersonFactory
from tests.signing_in import browser
from tests.work.compact.factories import a_backer, a_compact, a_public_body, days, read, url
from tests.work.consultations.factories import NOW, a_county, a_member, moment

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def county(time_machine):
    time_machine.move_to(NOW, tick=False)
    return a_county(micro=3, small=2)


def send(client, address, **typed):
    """Send a form as it was shown, with what was typed."""
    shown = client.get(address)
    key = shown.context["form"]["form_key"].value() if "form" in (shown.context or {}) and (
        "form_key" in shown.context["form"].fields
    ) else ""  # fmt: skip
    return client.post(address, {"form_key": key, **typed})


def waiting(person, county):
    items = waits_for_person(person, None, county.assembly, at=NOW, on=TODAY)
    return [item.verb_phrase for item in items]


@pytest.mark.clause("compact-champions")
def test_concern_goes_from_a_champion_through_mediation_to_an_outcome_and_a_lesson(county):
    council, trust = a_public_body("County Council"), a_public_body("Hospital Trust")
    officer_of_council = AuthorityFactory(organisation=council).person
    own, other = PersonFactory(name="Ida Coombe"), PersonFactory(name="Hetty Vale")
    compact = a_compact(county)
    a_backer(county, compact, "County Council", champion=own, organisation=council)
    a_backer(county, compact, "Hospital Trust", champion=other, organisation=trust)
    group = county.bodies[0]
    member = browser(a_member(group))

    steps = read(member, url("champions", compact))
    for told in ("Talk to the champion", "Say which commitment was not kept", "nobody is punished"):
        assert told in steps
    case_form = reverse("cases:compact", args=[county.assembly])
    assert case_form in steps
    opened = send(
        member, case_form, against=council.pk, commitment="consult-standard-length",
        principles=["partnership"], title="Four weeks in August", account="We had four weeks.",
    )  # fmt: skip
    case = Case.objects.get()
    assert opened.status_code == 302

    def deed(word):
        return reverse("cases:deed", args=[county.assembly, case.reference, word])

    asked = read(member, deed("champion"))
    assert "Ida Coombe, champion of County Council" in asked
    keys = {one.name: str(one.pk) for one in Signatory.objects.all()}
    refused = send(member, deed("champion"), mediator=keys["County Council"])
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "they or their body are a party to it" in words
    assert "Hetty Vale, champion of Hospital Trust" in words
    assert refused.context["form"].refusal.clause.key == "champions"
    assert send(member, deed("champion"), mediator=keys["Hospital Trust"]).status_code == 302

    hetty = browser(other)
    assert hetty.get(opened.url).status_code == 403
    assert not Letter.objects.filter(to=other, kind="MediationAsked").exists()
    party = case.parties.get(organisation=council)
    send(browser(officer_of_council), deed("agree"), party=party.pk, sure="on")
    assert Letter.objects.filter(to=other, kind="MediationAsked").count() == 1
    assert waiting(other, county) == [f"Say whether you mediate in {case.reference}"]

    early = send(member, deed("mediate"), words="We met.", **days("on", TODAY))
    assert early.status_code == 422
    assert "has not said yet" in early.content.decode()
    assert "We had four weeks." in read(hetty, opened.url)
    assert send(hetty, deed("take-on")).status_code == 302
    send(hetty, deed("mediate"), words="Two hours, at the library.", **days("on", TODAY))
    ended = send(hetty, deed("settle"), words="Twelve weeks from now on.")
    assert ended.status_code == 302
    send(
        hetty, deed("publish"), words="A consultation had been too short.",
        lesson="A calendar of holidays hangs beside the forward plan.",
    )  # fmt: skip

    case.refresh_from_db()
    assert (case.outcome, waiting(other, county)) == ("settled", [])
    shown = read(browser(), url("champions", compact))
    assert "A calendar of holidays hangs beside the forward plan." in shown
    assert "We had four weeks." not in shown


@pytest.mark.clause("compact-champions")
def test_champion_who_acts_for_a_party_is_refused_and_one_who_declines_reads_it_no_more(county):
    council = a_public_body()
    group = county.bodies[0]
    own, free = a_member(group), PersonFactory(name="Hetty Vale")
    compact = a_compact(county)
    first = a_backer(county, compact, "Hospital Trust", champion=own)
    second = a_backer(county, compact, "Fire Service", champion=free)
    member = browser(own)
    send(
        member, reverse("cases:compact", args=[county.assembly]), against=council.pk,
        commitment="principle-equality", title="Not asked", account="Nobody asked us.",
    )  # fmt: skip
    case = Case.objects.get()

    def deed(word):
        return reverse("cases:deed", args=[county.assembly, case.reference, word])

    assert send(member, deed("champion"), mediator=first.pk).status_code == 422
    send(member, deed("champion"), mediator=second.pk)
    party = case.parties.get(organisation=council)
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    send(browser(county.officer), deed("agree"), party=party.pk, sure="on")
    hetty = browser(free)
    said = send(hetty, deed("decline"), because="I am away until May.")

    case.refresh_from_db()
    assert said.status_code == 302
    assert (case.third_party, case.mediator, case.mediator_asked_at) == ("", None, None)
    page = reverse("cases:case", args=[county.assembly, case.reference])
    assert hetty.get(page).status_code == 403
    assert "I am away until May." in read(member, page)


@pytest.mark.clause("compact-champions")
def test_question_without_an_account_is_answered_in_public_and_the_address_is_forgotten(county):
    champion = PersonFactory(name="Hetty Vale")
    compact = a_compact(county)
    body = a_backer(county, compact, champion=champion)
    asked = {"title": "Rooms", "words": "May we use your rooms?", "contact": "Ann, 01929 496001"}

    sent = browser().post(url("ask", compact, body.pk), asked)

    one = ChampionQuestion.objects.get()
    assert (sent.status_code, one.to, one.asked_by) == (302, "champion", None)
    assert waiting(champion, county) == ["Answer, on the compact: Rooms"]
    assert Letter.objects.filter(to=champion, kind="ChampionAsked").count() == 1
    assert browser().get(url("question", compact, one.pk)).status_code == 403
    assert "May we use your rooms?" not in read(browser(), url("champions", compact))
    hetty = browser(champion)
    assert "Ann, 01929 496001" in read(hetty, url("answer", compact, one.pk))
    hetty.post(url("answer", compact, one.pk), {"answer": "Yes, on Mondays.", "is_public": "on"})
    one.refresh_from_db()
    assert (one.contact, one.is_public) == ("", True)
    assert "Yes, on Mondays." in read(browser(), url("champions", compact))
    again = hetty.post(url("answer", compact, one.pk), {"answer": "No."})
    assert again.status_code == 422


@pytest.mark.clause("compact-champions", "compact-champion-gaps")
def test_question_to_an_empty_place_goes_to_the_owner_and_one_in_private_stays_so(county):
    compact = a_compact(county)
    body = a_backer(county, compact)
    asker = PersonFactory()
    page = url("ask", compact, body.pk)
    assert "your question goes to the owner" in read(browser(), page)
    unreachable = browser().post(page, {"title": "A", "words": "B", "is_private": "on"})
    assert unreachable.status_code == 422
    assert "Say how we reach you" in unreachable.content.decode()

    client = browser(asker)
    sent = client.post(page, {"title": "Late money", "words": "Who pays?", "is_private": "on"})

    one = ChampionQuestion.objects.get()
    assert (one.to, sent.url) == ("owner", url("question", compact, one.pk))
    assert Letter.objects.filter(to=county.officer, kind="ChampionAsked").count() == 1
    assert waiting(county.officer, county) == ["Answer, on the compact: Late money"]
    TOTP.activate(county.officer, "JBSWY3DPEHPK3PXP")
    desk = browser(county.officer)
    desk.post(url("answer", compact, one.pk), {"answer": "The treasurer.", "is_public": "on"})
    one.refresh_from_db()
    assert (one.answer, one.is_public) == ("The treasurer.", False)
    assert "The treasurer." in read(client, sent.url)
    assert browser(PersonFactory()).get(sent.url).status_code == 403
    assert "The treasurer." not in read(browser(), url("champions", compact))


@pytest.mark.clause("compact-champions", "compact-promotion")
def test_champion_and_group_enter_what_they_did_and_the_year_adds_it_up(county):
    champion = PersonFactory()
    compact = a_compact(county)
    body = a_backer(county, compact, champion=champion)
    a_backer(county, compact, "Silent District")
    group = county.bodies[0]
    member = a_member(group)
    typed = {"kind": "briefing", "words": "all staff", **days("on", TODAY)}

    assert browser(champion).post(url("tell", compact, body.pk), typed).status_code == 302
    browser(member).post(url("adopt", compact), typed | {"kind": "adopted", "words": "our plan"})
    refused = browser(member).post(url("tell", compact, body.pk), typed)
    future = browser(member).post(url("adopt", compact), typed | days("on", moment(TODAY).date().replace(year=2027)))  # fmt: skip

    assert (refused.status_code, future.status_code) == (403, 422)
    assert Promotion.objects.count() == 2
    year = promotion_of_year(county.assembly, 2026)
    counted = {name: (public, sector) for name, public, sector in year.counted}
    assert counted["a briefing"] == (1, 0)
    assert counted["took it up in its own work"] == (0, 1)
    assert (year.adopted, year.silent) == (1, ["Silent District"])
    assert promotion_of_year(county.assembly, 2025).rows == []


@pytest.mark.clause("compact-best-practice", "compact-signatories")
def test_any_group_or_public_body_may_sign_and_signed_is_not_covered(county):
    compact = a_compact(county)
    group = county.bodies[0]
    council = a_public_body("New Council")
    outsider = OrganisationFactory(name="A firm", sector="private")
    member = browser(a_member(group))
    shown = read(browser(), url("backing", compact))
    assert "0 bodies signed it; 5 organisations are covered without signing." in shown

    assert member.post(url("join", compact), {}).status_code == 422
    assert member.post(url("join", compact), {"sure": "on"}).status_code == 302
    again = member.post(url("join", compact), {"sure": "on"})
    browser(a_member(council)).post(url("join", compact), {"sure": "on"})
    firm = browser(a_member(outsider)).post(url("join", compact), {"sure": "on"})

    assert (again.status_code, firm.status_code) == (422, 422)
    assert again.context["form"].refusal.clause.key == "best-practice"
    rows = list(Signatory.objects.order_by("pk").values_list("organisation", "is_of_sector"))
    assert rows == [(group.pk, True), (council.pk, False)]
    shown = read(browser(), url("backing", compact))
    assert "2 bodies signed it; 4 organisations are covered without signing." in shown


@pytest.mark.clause("compact-best-practice")
def test_compact_case_offers_no_sanction_and_refuses_one(county):
    council = a_public_body()
    member = a_member(county.bodies[0])
    client = browser(member)
    send(
        client, reverse("cases:compact", args=[county.assembly]), against=council.pk,
        commitment="funding-notice", principles=["partnership"], title="A month",
        account="A month of notice.",
    )  # fmt: skip
    case = Case.objects.get()
    page = read(client, reverse("cases:case", args=[county.assembly, case.reference]))

    for word in ("suspend", "terminate", "vote", "lasting"):
        assert word in DEEDS
        assert reverse("cases:deed", args=[county.assembly, case.reference, word]) not in page
    with pytest.raises(Refusal) as refused:
        suspend_member(case=case, reason="x", until_on=None, by=county.officer, at=NOW)
    assert refused.value.code == "case-of-another-kind"


@pytest.mark.parametrize("number", [1, 30])
def test_page_of_champions_costs_the_same_however_much_was_asked(
    county, number, django_assert_max_num_queries
):
    compact = a_compact(county)
    for at in range(number):
        body = a_backer(county, compact, f"Body {at}", champion=PersonFactory())
        one = ask_of_champion(
            signatory=body, title="T", words="W", is_private=False, contact="", by=None, at=NOW
        )
        ChampionQuestion.objects.filter(pk=one.pk).update(
            answer="Yes.", is_public=True, answered_at=NOW
        )
    with django_assert_max_num_queries(18):
        read(browser(), url("champions", compact))
