"""Bodies that pay for the same thing see it, and talks about money are followed to their end."""

from datetime import date, timedelta

import pytest

from folkmoot.work.funding.actions.together import (
    answer_proposal,
    begin_topic,
    follow_through,
    propose,
    tell_topic,
)
from folkmoot.work.funding.models import JointProposal, Topic, TopicEntry
from folkmoot.work.funding.queries.duties import obligations_of_funding
from folkmoot.work.funding.queries.flows import same_outcome, same_recipient
from tests.factories import PersonFactory
from tests.work.consultations.factories import NOW, a_county, moment
from tests.work.funding.pages import address, council, stands, typed
from tests.work.funding.test_funds import OPENS, a_fund, given, refused

pytestmark = pytest.mark.django_db


@pytest.mark.clause("principles-3.2-joint-funding")
def test_funders_see_who_pays_for_the_same_thing_and_propose_to_do_it_together(
    time_machine, client
):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-principles", micro=2)
    north, south = county.districts
    first, second = county.bodies
    said = {"outcome": "Fewer alone", "area": north}
    given(county, first, **said)
    given(
        county, first, funder_name="Care Board", title="Teas", **said | {"outcome": "fewer alone"}
    )
    given(county, second, funder_name="Care Board", **said | {"area": south})
    a_fund(county, title="Ours", area=north, is_shared=True)
    a_fund(county, title="Theirs", funder_name="Care Board", area=north, is_shared=True)
    a_fund(county, title="Kept quiet", funder_name="Trust", area=north, is_shared=False)

    (alike,) = same_outcome(county.assembly, on=NOW.date())
    (twice,) = same_recipient(county.assembly, on=NOW.date())

    assert (alike.outcome, alike.where, alike.funders, alike.pence) == (
        "fewer alone", "North", ["Care Board", "Council"], 2_000_000,
    )  # fmt: skip
    assert (twice.where, twice.awards) == (first.name, 2)
    page, other = council(county), council(county, "Care Board")
    funder = page.get(address(county, "together")).content.decode()
    public = client.get(address(county, "together")).content.decode()
    assert "It may be paid for twice" in public
    assert ["Theirs" in shown for shown in (funder, public)] == [True, False]
    assert "Kept quiet" not in funder
    page.post(address(county, "propose"), {
        "title": "One tea for all", "outcome": "Fewer alone", "body_name": "Council",
        "words": "One van.", "area": north.pk})  # fmt: skip
    made = JointProposal.objects.get()
    own = refused(lambda: answer_proposal(
        proposal=made, body_name="council", joins=True, words="", **county.who()))  # fmt: skip
    assert (own.code, own.clause.key) == ("answers-itself", "joint-funding")
    other.post(address(county, "answer_proposal", made.pk),
               {"body_name": "Care Board", "joins": "yes", "words": "Half of it."})  # fmt: skip
    shown = client.get(address(county, "proposal", made.pk)).content.decode()
    for words in ("One van.", "Care Board", "Half of it.", stands("accepted")):
        assert words in shown
    assert refused(lambda: propose(
        assembly=county.assembly, title="x", outcome="x", area=None, body_name="Council", words="x",
        by=PersonFactory(), at=NOW)).code == "not-permitted"  # fmt: skip


@pytest.mark.clause("dorset-vcsa-commissioning-voice")
def test_talks_on_fairer_buying_are_followed_from_positions_to_what_is_done(time_machine, client):
    time_machine.move_to(NOW, tick=False)
    county = a_county(document="dorset-vcsa", micro=1)
    page = council(county)
    page.post(address(county, "begin_topic"), {
        "kind": "talks", "about": "commissioning", "title": "Smaller lots", "with_whom": "Council"})  # fmt: skip
    topic = Topic.objects.get()
    for kind, side, words, more in (
        ("position", "Assembly", "Lots of up to 20,000.", {}),
        ("position", "Council", "Fewer contracts to mind.", {}),
        ("agreement", "Council", "Three lots from autumn.", typed("due_on", date(2026, 3, 20))),
    ):
        page.post(address(county, "tell_topic", topic.pk),
                  {"kind": kind, "side": side, "words": words, **more})  # fmt: skip
    url = address(county, "topic", topic.pk)
    assert stands("due") in client.get(url).content.decode()
    (owed,) = obligations_of_funding(county.assembly, on=date(2026, 3, 21))
    assert (owed.who, owed.state(on=date(2026, 3, 21))) == ("Council", "missed")
    assert owed.clause.key == "commissioning-voice"
    time_machine.move_to(moment(date(2026, 3, 25)), tick=False)
    assert stands("overdue") in client.get(address(county, "topics")).content.decode()
    entry = TopicEntry.objects.get(kind="agreement")
    council(county).post(address(county, "follow_through", topic.pk, entry.pk),
              typed("on", date(2026, 3, 24)))  # fmt: skip

    shown = client.get(url).content.decode()
    for words in (
        "Lots of up to 20,000.",
        "Fewer contracts to mind.",
        "Three lots",
        stands("late"),
    ):
        assert words in shown
    assert "1 of 1 done" in client.get(address(county, "topics")).content.decode()


@pytest.mark.clause("principles-p3a2-funding-impact")
def test_review_of_funding_is_tracked_with_findings_changes_and_results_in_communities(client):
    county = a_county(document="dorset-principles", micro=1)
    topic = begin_topic(
        assembly=county.assembly, kind="review", about="models", title="Grants or contracts",
        with_whom="", **county.who(),
    )  # fmt: skip
    told = {"topic": topic, "side": "Council", "due_on": None, **county.who()}
    tell_topic(kind="finding", words="Half of small groups never bid.", area=None, **told)
    changed = tell_topic(
        kind="change", words="A grant up to 5,000.", area=None,
        **told | {"due_on": OPENS},
    )  # fmt: skip
    follow_through(entry=changed, done_on=OPENS - timedelta(days=1), **county.who())
    tell_topic(kind="result", words="Nine more groups.", area=county.districts[0], **told)

    shown = client.get(address(county, "topic", topic.pk)).content.decode()

    for words in ("Half of small groups never bid.", "A grant up to 5,000.", "Nine more groups.",
                  "North", stands("met"), "What changed", "P3A2"):  # fmt: skip
        assert words in shown
    assert refused(lambda: begin_topic(
        assembly=county.assembly, kind="review", about="models", title="x", with_whom="",
        by=PersonFactory(), at=NOW)).code == "not-permitted"  # fmt: skip
