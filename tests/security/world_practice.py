"""What the small world knows how to do, and who may read what of it."""

from datetime import timedelta

from folkmoot.work.practice.actions import (
    experts,
    improving,
    library,
    networks,
    places,
    skills,
    studies,
)
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

MEMBERS = (
    *("contact", "other contact", "officer", "board", "public body", "support body"),
    *("chair", "conflicted", "associate"),
)


def practice(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let there be one of everything that is shared here; return its addresses."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": NOW}
    on, body = NOW.date(), moot.contact.organisation
    offer = skills.list_offer(
        assembly=assembly, kind="knowledge", title=say("offer"), words=say("about an offer"),
        contact=secret("how to reach who offers", *MEMBERS), seen_by="everyone", **mine,
    )  # fmt: skip
    skills.list_offer(
        assembly=assembly, kind="skill", title=secret("offer for members", *MEMBERS), words="",
        contact=secret("how to reach a member", *MEMBERS), seen_by="members", **mine,
    )  # fmt: skip
    given = skills.log_contribution(
        assembly=assembly, kind="time", words=say("contribution"), hours=3, on=on, **mine
    )
    skills.thank(contribution=given, thanks=say("thanks for a contribution"), **who)
    return {
        "practice": {
            "offer": offer.reference,
            "number": given.pk,
            **_experts(moot, say, secret),
            **_told(moot, say, secret),
            **_places(moot, say, secret),
        },
        "practice:study_form": {"study": 1, "form": "txt"},
    } | _bettered(moot, say, secret, body.name)  # fmt: skip


def _experts(moot: Moot, say: Say, secret: Secret) -> dict[str, object]:
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    own = ("contact", "officer")
    expert = experts.register_expert(
        assembly=assembly, interests=secret("interests of an expert", *own),
        support_needs=secret("needs of an expert", *own), level_from=1, level_to=4,
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    piece = experts.open_piece(
        assembly=assembly, title=say("piece of work"), asked_by=say("who asks for experts"),
        words=say("about a piece of work"), interests=say("what experts know"), level=2, places=1,
        pays=say("what experts are given"), until_on=NOW.date() + timedelta(days=60), **who,
    )  # fmt: skip
    part = experts.ask_expert(piece=piece, expert=expert, why=secret("why an expert", *own), **who)
    experts.keep_deed(
        expert=expert, kind="payment", words=secret("payment of an expert", "contact"),
        pence=100, piece=piece, on=NOW.date(), **who,
    )  # fmt: skip
    return {"expert": expert.pk, "piece": piece.reference, "part": part.pk}


def _told(moot: Moot, say: Say, secret: Secret) -> dict[str, object]:
    assembly, who, on = moot.forum.assembly, {"by": moot.officer, "at": NOW}, NOW.date()
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": NOW}
    study = studies.tell_study(
        assembly=assembly, title=say("study"), printed_label=say("label of a study"),
        objectives=say("objectives"), budget=say("budget"), inside=say("inside"),
        outside=say("outside"), process=say("process"), outcomes=say("outcomes"),
        learning=say("learning"), benefits=["d1"], **mine,
    )  # fmt: skip
    studies.tell_study(
        assembly=assembly, title=secret("study that is not public", "contact", "officer"), **mine
    )
    studies.keep_attachment(
        study=study, kind="quote", label=say("label of a quote"), words=say("quote"), link="",
        is_missing=False, consent_of=secret("who agreed to a quote"), consented_on=on,
        consent_until=on + timedelta(days=90), **who,
    )  # fmt: skip
    studies.publish_study(study=study, **who)
    studies.keep_proof(
        assembly=assembly, kind="award", title=say("proof"), link="", on=on, benefits=["d2"], **who
    )
    example = library.share_example(
        assembly=assembly, title=say("example"), words=say("about an example"),
        needed=say("what it takes"), scale="community", **mine,
    )  # fmt: skip
    library.publish_testimonial(
        assembly=assembly, tone="critical", about=say("about whom"), words=say("what was said"),
        speaker=say("speaker"), role=say("role of a speaker"), organisation_name=say("of whom"),
        said_on=on, permitted_on=on, permitted_how=secret("how leave was given"), **who,
    )  # fmt: skip
    library.keep_relationship(
        assembly=assembly, body=say("body of a tie"), team=say("team of a tie"), kind="grant",
        organisation=moot.contact.organisation, holder=say("holder"), words=say("about a tie"),
        study=study, from_on=None, until_on=None, **who,
    )  # fmt: skip
    return {"study": study.number, "example": example.reference}


def _places(moot: Moot, say: Say, secret: Secret) -> dict[str, object]:
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": NOW}
    venue = places.keep_venue(
        assembly=assembly, name=say("room"), kind="hall", address=say("address of a room"),
        area=None, keeper=moot.contact.organisation, seats=9, cost=say("cost of a room"),
        words=say("about a room"), access={"loop": True}, **who,
    )  # fmt: skip
    wish = places.ask_for_venue(
        venue=venue, words=secret("what a room is for", "contact", "officer"),
        for_on=NOW.date() + timedelta(days=9), times=secret("when a room is for", "contact", "officer"),
        people=4, **mine,
    )  # fmt: skip
    places.list_peer(
        assembly=assembly, role=secret("role of a peer", *MEMBERS),
        about=secret("about a peer", *MEMBERS), contact=secret("how to reach a peer", *MEMBERS),
        **mine,
    )  # fmt: skip
    share = places.share_news(
        assembly=assembly, title=secret("title for members", *MEMBERS),
        words=secret("news for members", *MEMBERS), **mine,
    )  # fmt: skip
    places.reply_to_share(share=share, words=secret("reply for members", *MEMBERS), **mine)
    return {"venue": venue.reference, "asked": wish.pk, "share": share.pk}


def _bettered(moot: Moot, say: Say, secret: Secret, name: str) -> Arguments:
    assembly, who, on = moot.forum.assembly, {"by": moot.officer, "at": NOW}, NOW.date()
    occasion = improving.ask_feedback(
        assembly=assembly, kind="training", title=say("training"), held_on=on, **who
    )
    improving.give_feedback(
        occasion=occasion, rating=2, worked=secret("what worked", "officer"),
        better=secret("what would be better", "officer"), at=NOW,
    )  # fmt: skip
    made = improving.plan_improvement(
        assembly=assembly, occasion=occasion, title=say("improvement"), because=say("why better"),
        owner=say("who makes it better"), due_on=on + timedelta(days=30), **who,
    )  # fmt: skip
    network = networks.keep_network(
        assembly=assembly, name=say("network"), keeper=say("keeper of a network"),
        about=say("about a network"), **who,
    )  # fmt: skip
    person = secret("contact of a network", "officer")
    networks.bring_network(
        network=network, **who,
        content=f'organisation,consented_on,contact\n"{name}",{on},"{person}"\n'.encode(),
    )  # fmt: skip
    found = {"occasion": occasion.reference, "network": network.reference}
    return {
        "practice:occasion": found, "practice:feedback": found, "practice:network": found,
        "practice:improvement_done": {"improvement": made.number},
    }  # fmt: skip
