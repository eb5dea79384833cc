"""Somebody of the small world is gone to."""

from folkmoot.work.outreach.actions import plan_visit, say_what_came
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret


def outreach(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the officer go to the contact's organisation; return the number of the visit."""
    who = {"by": moot.officer, "at": NOW}
    visit = plan_visit(
        assembly=moot.forum.assembly, organisation=moot.contact.organisation, way="visit",
        invitation=secret("what they are asked to", "officer"), planned_on=NOW.date(),
        who_goes=secret("who goes there", "officer"), **who,
    )  # fmt: skip
    say_what_came(
        visit=visit, outcome="talked", made_on=NOW.date(),
        words=secret("what came of going there", "officer"), **who,
    )  # fmt: skip
    return {"outreach": {"number": visit.pk}}
