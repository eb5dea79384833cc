"""What has gone wrong between members of the county, and what became of it."""

from datetime import datetime, timedelta

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.breaching import suspend_member
from folkmoot.proceedings.cases.actions.closing import publish_words
from folkmoot.proceedings.cases.actions.hearing import ask_to_be_heard
from folkmoot.proceedings.cases.actions.open_breach import open_breach
from folkmoot.proceedings.cases.actions.open_dispute import open_dispute
from folkmoot.proceedings.cases.actions.open_termination import open_termination
from folkmoot.proceedings.cases.actions.talking import (
    add_step,
    agree_to_third_party,
    meet_third_party,
    propose_third_party,
    settle_between_them,
)
from folkmoot.proceedings.cases.actions.terminating import put_to_vote
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.cases import cases_named
from folkmoot.proceedings.meetings.queries.agenda import items_of
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.site.town import cast
from folkmoot.site.town.county import County
from folkmoot.site.town.members import spare
from folkmoot.site.town.sittings import Sitting

MATTER = "Whether a membership goes on"
MEDIATOR = "Ottoline Wraye, a retired magistrate"


def plan_cases(county: County, before: Sitting) -> None:
    """
    Enter in the diary a dispute that was settled, a breach, and the end of a membership.

    :param before: the meeting at which the end of a membership is to be voted on.
    """
    on, at = county.diary.on, county.days.at
    on(at(-125, 10), lambda then: _dispute(county, then))
    on(at(-34, 12), lambda then: _breach(county, then))
    on(at(-16, 11), lambda then: _termination(county, before, then))


def _now(county: County, case: Case) -> Case:
    return cases_named(county.assembly, case.reference).get()


def _chair(county: County, key: str, at: datetime) -> Person:
    """Return who chairs a forum, and so whom a case about its members falls to. One query."""
    person = chairing_terms(county.forums[key], on=county.day(at))["chair"].person
    assert person is not None
    return person


def _dispute(county: County, at: datetime) -> None:
    """Two members want the same minibus on the same evening; they find a way."""
    first, second = county.of(cast.MABELS.name), county.of(cast.OSMANS.name)
    case = open_dispute(
        assembly=county.assembly, raised_for=first.organisation, against=second.organisation,
        forum=county.forums["south-east"], title="The minibus on Tuesdays",
        account="We were promised the bus on Tuesdays. Since summer it goes to the cinema.",
        by=first.acting, at=at,
    )  # fmt: skip

    def talk(then: datetime) -> None:
        add_step(
            case=_now(county, case), kind=Step.Kind.DIALOGUE, on=county.day(then),
            words="We met over tea. Both need the bus, and neither needs it after eight.",
            by=second.acting, at=then,
        )  # fmt: skip
        propose_third_party(case=_now(county, case), name=MEDIATOR, by=first.acting, at=then)

    def agree(then: datetime) -> None:
        for party in _now(county, case).parties.select_related("organisation").order_by("pk"):
            by = first if party.organisation_id == first.organisation.pk else second
            agree_to_third_party(case=_now(county, case), party=party, by=by.acting, at=then)

    def meet(then: datetime) -> None:
        meet_third_party(
            case=_now(county, case), words="Two hours, and a calendar on the wall by the end.",
            on=county.day(then), by=first.acting, at=then,
        )  # fmt: skip
        settle_between_them(
            case=_now(county, case), is_settled=True, by=first.acting, at=then,
            words="First and third Tuesdays for the one, second and fourth for the other.",
        )  # fmt: skip

    def publish(then: datetime) -> None:
        publish_words(
            case=_now(county, case), by=county.officer, at=then,
            words="Two members differed about a minibus. They settled it with somebody's help.",
            lesson="Bookings go on a calendar that everybody can see.",
        )  # fmt: skip

    on, day = county.diary.on, timedelta(days=1)
    on(at + 9 * day, talk)
    on(at + 13 * day, agree)
    on(at + 27 * day, meet)
    on(at + 30 * day, publish)


def _breach(county: County, at: datetime) -> None:
    """Something said in confidence was repeated outside; the member has no vote meanwhile."""
    member = spare(county, at, forum="north")
    if member is None:
        return
    chair = _chair(county, "north", at)
    case = open_breach(
        forum=county.forums["north"], organisation=member.organisation, told_on=county.day(at),
        title="What was said in confidence", by=chair, at=at,
        account="What a partner said in confidence about its budget stood in the paper.",
    )  # fmt: skip

    def suspend_it(then: datetime) -> None:
        suspend_member(
            case=_now(county, case), until_on=None, by=chair, at=then,
            reason="What was said in confidence about a partner was repeated outside.",
        )  # fmt: skip

    def write(then: datetime) -> None:
        add_step(
            case=_now(county, case), kind=Step.Kind.LETTER, on=county.day(then), by=chair, at=then,
            words="We ask what happened, and what you would do to put it right.",
        )  # fmt: skip

    county.diary.on(at + timedelta(hours=3), suspend_it)
    county.diary.on(at + timedelta(days=12), write)


def _termination(county: County, before: Sitting, at: datetime) -> None:
    """The chair asks whether a membership goes on; it is to be voted on at the next meeting."""
    member = spare(county, at, forum="north")
    if member is None:
        return
    chair = _chair(county, "north", at)
    case = open_termination(
        forum=county.forums["north"], organisation=member.organisation,
        grounds=["prejudicial conduct"], scope="this forum", is_immediate=False,
        evidence="Three letters to members, sent in the forum's name, asking for money.",
        title="Letters in the name of the forum", by=chair, at=at,
        account="Members were asked for money by letters that seemed to come from the forum.",
    )  # fmt: skip

    def ask(then: datetime) -> None:
        ask_to_be_heard(
            case=_now(county, case), by_day=county.day(before.starts_at) - timedelta(days=2),
            by=chair, at=then,
        )  # fmt: skip

    def put(then: datetime) -> None:
        item = next(one for one in items_of(before.anew()) if one.title == MATTER)
        item.meeting = before.meeting
        put_to_vote(
            case=_now(county, case), item=item, is_immediate=False,
            from_on=county.day(before.starts_at) + timedelta(days=30),
            background="Letters went out in the name of the forum. The member has been asked.",
            form_key=str(county.invent.key()), by=chair, at=then,
        )  # fmt: skip

    county.diary.on(at + timedelta(hours=4), ask)
    county.diary.on(at + timedelta(days=6), put)
