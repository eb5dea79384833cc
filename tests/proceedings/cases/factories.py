"""Members of a forum who fall out, and a chair who is told of it."""

from datetime import UTC, date, datetime, timedelta

from folkmoot.body.forums.models import Term
from folkmoot.proceedings.cases.actions import hearing, terminating
from folkmoot.proceedings.cases.actions.open_breach import open_breach
from folkmoot.proceedings.cases.actions.open_dispute import open_dispute
from folkmoot.proceedings.cases.actions.open_termination import open_termination
from folkmoot.proceedings.cases.models import Case
from folkmoot.proceedings.cases.queries.cases import cases_named
from tests.factories import ForumFactory, OfficeFactory
from tests.proceedings.meetings.factories import (
    STARTS_AT,
    AgendaItemFactory,
    Gathering,
    MeetingFactory,
    a_member,
    come,
)

TOLD_ON = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
A_DAY = timedelta(days=1)
ACCOUNT = "They passed our members' addresses to a firm."
GROUNDS = ["contravention of the agreement"]
HERE, WHOLE = "this forum", "the whole Alliance"


def again(case: Case) -> Case:
    """Return a case as it is now."""
    return cases_named(case.assembly, case.reference).get()


def a_breach(town: Gathering, number: int = 2, **more) -> Case:
    given = {
        "forum": town.forum, "organisation": town.member(number).organisation,
        "told_on": TOLD_ON, "title": "Addresses passed on", "account": ACCOUNT,
        "by": town.officer, "at": NOW,
    }  # fmt: skip
    return open_breach(**(given | more))


def a_dispute(town: Gathering, one: int = 2, other: int = 3, **more) -> Case:
    given = {
        "assembly": town.forum.assembly, "raised_for": town.member(one).organisation,
        "against": town.member(other).organisation, "forum": town.forum,
        "title": "A bid we were to share", "account": "They sent it in alone.",
        "by": town.member(one).person, "at": NOW,
    }  # fmt: skip
    return open_dispute(**(given | more))


def a_termination(town: Gathering, number: int = 2, **more) -> Case:
    given = {
        "forum": town.forum, "organisation": town.member(number).organisation,
        "grounds": GROUNDS, "evidence": "The firm's letter names them.", "scope": HERE,
        "is_immediate": True, "title": "Addresses passed on", "account": ACCOUNT,
        "by": town.chair, "at": NOW,
    }  # fmt: skip
    return open_termination(**(given | more))


def a_meeting(forum, *members, kind: str = "decision"):
    """Let a forum's members meet, with an item that is being taken; return the item."""
    meeting = MeetingFactory(forum=forum, opened_at=STARTS_AT)
    item = AgendaItemFactory(meeting=meeting, purpose=kind, started_at=STARTS_AT)
    come(meeting, *members)
    return item


def a_group(town: Gathering, members: int = 3):
    """
    Give the assembly of a forum its co-ordination group, chaired by one of its members.

    The forum's chair and two more chairs of local forums of either side sit in it.
    """
    assembly = town.forum.assembly
    town.forum.side = "south"
    town.forum.save(update_fields=["side"])
    group = ForumFactory(assembly=assembly, kind="co-ordination", name="The group")
    chairs = []
    for place in range(members):
        forum = ForumFactory(assembly=assembly, kind="local", side=("north", "south")[place % 2])
        member = a_member(forum)
        _seat(forum, "chair", member)
        chairs.append(member)
    _seat(group, "chair", chairs[0])
    return group, chairs


def _seat(forum, role: str, member) -> Term:
    return Term.objects.create(
        office=OfficeFactory(forum=forum, role=role),
        person=member.person,
        holder_name=member.person.name,
        organisation=member.organisation,
        basis="elected",
        from_on=date(2026, 1, 5),
        ends_on=date(2029, 1, 5),
    )


def put(case, item, by, **more):
    given = {
        "is_immediate": True, "from_on": None, "background": "Addresses were passed on.",
        "form_key": f"put-{case.reference}-{item.pk}", "by": by, "at": STARTS_AT - 2 * A_DAY,
    }  # fmt: skip
    return terminating.put_to_vote(case=case, item=item, **(given | more))


def asked(case, by, **more):
    return hearing.ask_to_be_heard(
        case=case, by_day=date(2026, 3, 20), **({"by": by, "at": NOW + A_DAY} | more)
    )
