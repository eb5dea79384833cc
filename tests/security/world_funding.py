"""A fund of the small world that is open, one that is decided, and an award that ends."""

from datetime import timedelta
from typing import Any

from folkmoot.work.funding.actions import awards, funds, judging
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import CALLED, NOW, Moot, Say, Secret

DAY = timedelta(days=1)
JUDGED = ("applications", "name_assessor", "declare", "mark", "decide")


def funding(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the contact apply, the officer mark and award, and the award end; return the words."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": CALLED}
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": CALLED}
    on, later = CALLED.date(), {"by": moot.officer, "at": NOW}
    planned = _fund(moot, secret, "planned", on + 30 * DAY, readers=("officer",))
    going = funds.publish_fund(fund=_fund(moot, say, "going", on + 60 * DAY), **who)
    asked = funds.ask_of_fund(fund=going, words=say("question on a fund"), at=CALLED)
    funds.answer_to_all(question=asked, answer=say("answer to all"), **who)
    over = funds.publish_fund(fund=_fund(moot, say, "over", on), **who)
    bid = funds.apply(
        fund=over, title=secret("title of a bid", "contact", "officer"),
        words=secret("words of a bid", "contact", "officer"),
        outcomes={}, pence=100_000, overhead_pence=0, years=2, together_with="", hours_spent=2,
        is_sent=True, **mine,
    )  # fmt: skip
    assessor = judging.name_assessor(fund=over, person=moot.officer, **later)
    judging.declare(assessor=assessor, interests=[], **later)
    judging.mark(application=bid, marks={"Need": (3, secret("why a mark"))}, **later)
    made = awards.award(
        assembly=assembly, application=None, organisation=moot.contact.organisation,
        funder_name=say("funder"), directorate=say("directorate"), lead_officer=say("lead"),
        kind="grant", title=say("award"), purpose=say("purpose"), outcome=say("outcome"),
        pence=100_000, starts_on=on, ends_on=on + 900 * DAY, one_year_because="", area=None, **later,
    )  # fmt: skip
    notice = awards.give_notice(
        award=made, ends_on=on + 300 * DAY, because=say("why it ends"), exception="", **later
    )
    awards.reply_to_notice(
        notice=notice, effect=say("effect of an end"), reply=say("reply to an end"),
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    return {
        "funding": {"slug": going.slug, "number": made.pk},
        "funding:answer": {"number": asked.pk},
        **{f"funding:{name}": {"slug": planned.slug} for name in ("change", "publish")},
        **{f"funding:{name}": {"slug": over.slug, "number": bid.pk} for name in JUDGED},
    }


def _fund(moot: Moot, say: Any, word: str, closes: Any, readers: tuple[str, ...] = ()) -> Any:
    return funds.plan_fund(
        assembly=moot.forum.assembly, title=say(f"{word} fund", *readers),
        funder_name=say(f"{word} funder", *readers), mechanism="grant", mechanism_why="x",
        priorities=say(f"{word} priorities", *readers), conditions="x", criteria=["Need"],
        outcomes=[], opens_on=CALLED.date(), closes_on=closes, short_because="x", by=moot.officer,
        at=CALLED,
    )  # fmt: skip
