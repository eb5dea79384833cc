"""People looked for and a board's gaps in the small world, and what was signed with partners."""

from typing import Any

from folkmoot.proceedings.recruiting.actions.boards import (
    advertise,
    apply_for,
    audit_board,
    name_need,
    shortlist,
)
from folkmoot.proceedings.recruiting.actions.finding import ask_people, keep_offer, open_search
from folkmoot.proceedings.recruiting.queries.finding import candidates
from folkmoot.work.compact.actions.accords import keep_accord, name_side
from folkmoot.work.compact.actions.backing import keep_backer, keep_owner, tell_of_it
from folkmoot.work.compact.actions.promises import (
    give_evidence,
    make_commitment,
    make_statement,
)
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import CALLED, NOW, Moot, Say, Secret
from tests.security.world_seats import A_DAY, TO_COME, TODAY

NOTHING: dict[str, Any] = {"areas": [], "themes": [], "communities": []}


def recruiting(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the contact be looked for and apply; return what the addresses ask for."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": CALLED}
    keep_offer(
        assembly=assembly, organisation=moot.contact.organisation,
        skills=secret("skills of an offer", "contact", "officer"),
        lived=secret("lived through", "contact"), free=["days"], hours_a_month=4,
        by=moot.contact.person, at=CALLED, **NOTHING,
    )  # fmt: skip
    search = open_search(
        assembly=assembly, form_key="looked for once", title=say("search"), kind="design",
        asked_by=say("body that asks"), words=say("what they would do"), people=1,
        answer_by=TO_COME, skills="", free=["days"], **NOTHING, **who,
    )  # fmt: skip
    ask_people(search=search, chosen=candidates(search), **who)
    audit = audit_board(
        assembly=assembly, board=say("board that lacks"), held_on=TODAY, about=say("audit"), **who
    )
    need = name_need(audit=audit, kind="skill", name=say("need"), wanted=3, has=1, **who)
    opened = {"need": need, **who}
    call = advertise(
        words=say("call"), advertised_on=CALLED.date(), closes_on=CALLED.date() + A_DAY, **opened
    )
    readers = ("officer", "board")
    application = apply_for(
        advert=call, organisation=moot.contact.organisation,
        words=secret("words of an application", *readers),
        interests=secret("interests of an applicant", *readers),
        by=moot.contact.person, at=CALLED,
    )  # fmt: skip
    shortlist(
        advert=call, by=moot.officer, at=NOW,
        chosen={application.pk: (True, secret("why on the list", *readers))},
    )  # fmt: skip
    on_call = {"reference": call.reference, "number": application.pk}
    deeds = (*("advert", "apply", "take_back", "applications", "shortlist", "decide", "announce"),)
    return {
        "recruiting": {"reference": search.reference, "number": audit.pk},
        "recruiting:advertise": {"number": need.pk},
        **{f"recruiting:{name}": on_call for name in deeds},
    }


def accords(moot: Moot, say: Say) -> Arguments:
    """Let the assembly have an agreement with a partner; return what the addresses ask for."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": CALLED}
    accord = keep_accord(
        assembly=assembly, kind="memorandum", title=say("accord"), about=say("about an accord"),
        builds_on=[moot.forum], **who,
    )  # fmt: skip
    side = name_side(accord=accord, name=say("side"), is_of_sector=True, **who)
    owed = make_commitment(owed_by=side, words=say("promise"), theme=say("theme"), **who)
    give_evidence(
        commitment=owed, says="begun", words=say("evidence"), source=say("source of evidence"),
        link="", area=None, seen_on=TODAY, organisation=moot.contact.organisation,
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    backer = keep_backer(
        accord=accord, name=say("backer"), agreed_on=TODAY, contact="", champion=say("champion"),
        champion_contact="01929 496004", **who,
    )  # fmt: skip
    keep_owner(accord=accord, name=say("owner group"), contact="", is_active=True, **who)
    tell_of_it(
        accord=accord, kind="briefing", body=say("who told of it"), is_of_sector=False,
        words=say("where it was told"), on=CALLED.date(), **who,
    )  # fmt: skip
    body = assembly.support_bodies.select_related("organisation").order_by("pk")[0].organisation
    made = ("time_set_aside", "local_links", "ask_and_report", "no_cause")
    make_statement(
        assembly=assembly, organisation=body, **{name: say(name) for name in made}, **who
    )
    return {
        "compact": {"slug": accord.slug, "number": owed.number, "reference": body.reference},
        "compact:sign": {"number": side.pk},
        "compact:succeed": {"number": backer.pk},
    }
