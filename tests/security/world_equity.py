"""What is counted of the small world's fairness, and what its reference group was asked."""

from typing import Any

from folkmoot.scrutiny.equity.actions import counting, reference, ways
from folkmoot.scrutiny.equity.models import FairnessCount
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say

GAP = {"way": "size", "kind": "micro", "name": "micro", "whole": 9, "heard": 1, "ratio": 0.2,
       "low": 0.1, "high": 0.4, "missing": 4}  # fmt: skip


def equity(moot: Moot, say: Say) -> Arguments:
    """Let a year be counted with a gap, and a draft be commented on."""
    assembly, year = moot.forum.assembly, NOW.year
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    count = counting.count_year(assembly=assembly, year=year, **who)
    FairnessCount.objects.filter(pk=count.pk).update(told=count.told | {"gaps": [GAP]})
    counting.act_on_gap(
        assembly=assembly, year=year, way="size", kind="micro", words=say("action on a gap"),
        owner=say("owner of an action"), due_on=NOW.date(), **who,
    )  # fmt: skip
    counting.present_report(assembly=assembly, year=year, words=say("report words"), **who)
    member = reference.name_member(
        assembly=assembly, organisation=moot.contact.organisation, speaks_for=["age"],
        is_trained=True, **who,
    )  # fmt: skip
    draft = reference.send_draft(
        assembly=assembly, kind="policy", title=say("equality draft"), sent_by=say("who sends it"),
        words=say("words of a draft"), link="", comments_by=NOW.date(), **who,
    )  # fmt: skip
    made = reference.comment(
        draft=draft, organisation=moot.contact.organisation, words=say("comment on a draft"),
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    reference.reply(comment=made, words=say("reply"), change=say("change"), **who)
    way = ways.widen(
        assembly=assembly, title=say("way"), barrier=say("barrier"), at_risk=say("at risk"),
        support=say("support"), used=None, **who,
    )  # fmt: skip
    ways.plan_day(
        assembly=assembly, kind="awareness", on=NOW.date(), title=say("day"), owners=say("owners"),
        about=say("about a day"), consultation=None, **who,
    )  # fmt: skip
    ways.state_equality(
        assembly=assembly, organisation=moot.contact.organisation, kind="statement",
        words=say("equality statement"), link="", by=moot.contact.person, at=NOW,
    )  # fmt: skip
    return {
        "equity": {
            "year": year, "way": "size", "kind": "micro", "slug": draft.slug, "number": way.pk,
        },
        "equity:let_go": {"number": member.pk},
        "equity:reply": {"number": made.number},
    }  # fmt: skip
