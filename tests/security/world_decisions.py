"""Motions of the small world: one that somebody left, one for members, urgent ones, settled ones."""

from datetime import timedelta

from folkmoot.proceedings.decisions.actions.ask_forums import ask_forums
from folkmoot.proceedings.decisions.actions.call_vote import call_vote
from folkmoot.proceedings.decisions.actions.cast_ballot import cast_ballot
from folkmoot.proceedings.decisions.actions.positions import adopt_position
from folkmoot.proceedings.decisions.actions.propose import propose
from folkmoot.proceedings.decisions.actions.record_decision import record_decision
from folkmoot.proceedings.decisions.actions.reword import reword
from folkmoot.proceedings.decisions.actions.stances import take_stance
from folkmoot.proceedings.decisions.actions.urgent import ask_urgently
from folkmoot.proceedings.decisions.models import Enactment, Motion
from folkmoot.proceedings.decisions.queries.motions import motions_named
from folkmoot.proceedings.meetings.models import AgendaItem
from tests.security.world_meetings import (
    A_DAY,
    CALLED,
    FULL,
    KEEPERS,
    MEMBERS,
    NOT_LEFT,
    NOW,
    Moot,
    Say,
    Secret,
)

A_MINUTE = timedelta(minutes=1)


def motions(moot: Moot, say: Say, secret: Secret) -> dict[str, Motion]:
    """Put a motion for each kind of reader; return them by a word."""
    found = {
        "left": _left(moot, say, secret),
        "members'": _of_members(moot, say, secret),
        "urgent": _urgent(moot, secret),
        "planned": _planned(moot, say, secret),
        "settled": _settled(moot, say, secret),
    }
    return {word: again(motion) for word, motion in found.items()}


def again(motion: Motion) -> Motion:
    return motions_named(motion.assembly, motion.reference).get()


def _left(moot: Moot, say: Say, secret: Secret) -> Motion:
    """A motion under the item that is being taken, spoken to and being voted on."""
    item = AgendaItem.objects.select_related("meeting__forum__assembly", "meeting__assembly").get(
        pk=moot.items["taken"].pk
    )
    contact = moot.contact
    motion = propose(
        forum=moot.forum, item=item, proposed_by=contact.organisation, form_key="left",
        question=secret("first question of a left motion", *NOT_LEFT), by=contact.person, at=NOW,
        background=secret("first background of a left motion", *NOT_LEFT),
        evidence=secret("evidence of a left motion", *NOT_LEFT),
        options=[(secret("option of a left motion", *NOT_LEFT),
                  secret("merits of a left option", *NOT_LEFT))],
    )  # fmt: skip
    motion = reword(
        motion=again(motion), question=secret("question of a left motion", *NOT_LEFT),
        background=secret("background of a left motion", *NOT_LEFT), edition=again(motion).edition,
        because=secret("why a left motion was worded anew", *NOT_LEFT), by=contact.person, at=NOW,
    )  # fmt: skip
    for kind, words in (("reservation", "earlier words"), ("block", "words")):
        take_stance(
            motion=again(motion), membership=contact.membership, kind=kind, by=contact.person,
            words=secret(f"{words} to a left motion", *NOT_LEFT), at=NOW,
        )  # fmt: skip
    ask_forums(
        motion=again(motion), also=[moot.forum.assembly.forums.get(slug="other")],
        by=moot.officer, at=NOW,
    )  # fmt: skip
    motion.answers.get().referral.__class__.objects.filter(asked_for__motion=motion).update(
        answer=secret("answer of a forum to a left motion", *NOT_LEFT), answered_at=NOW,
        agreed=True, answered_by=moot.officer,
    )  # fmt: skip
    poll = call_vote(
        motion=again(motion), way="electronic", by=moot.chair.person, at=NOW,
        because=secret("why a vote was called", *NOT_LEFT),
        discussion=secret("what was said to a left motion", *NOT_LEFT),
    )  # fmt: skip
    ballot = cast_ballot(
        poll=poll, membership=contact.membership, choice="for", form_key="ballot",
        by=contact.person, at=NOW,
    )  # fmt: skip
    secret("receipt of a ballot", "contact", words=ballot.receipt)
    return motion


def _of_members(moot: Moot, say: Say, secret: Secret) -> Motion:
    """A motion for full members under an item for members, not spoken to yet."""
    item = AgendaItem.objects.select_related("meeting__forum__assembly", "meeting__assembly").get(
        pk=moot.items["members'"].pk
    )
    return propose(
        forum=moot.forum, item=item, proposed_by=moot.contact.organisation, form_key="members",
        question=secret("question for full members", *FULL), visibility="full",
        background=secret("background for full members", *FULL), by=moot.contact.person, at=CALLED,
    )  # fmt: skip


def _urgent(moot: Moot, secret: Secret) -> Motion:
    return ask_urgently(
        forum=moot.forum, question=secret("urgent question", *MEMBERS), route="e-poll",
        because=secret("why it is urgent", *MEMBERS), closes_at=CALLED + 10 * A_DAY,
        form_key="urgent", background=secret("background of what is urgent", *MEMBERS),
        by=moot.chair.person, at=CALLED,
    )  # fmt: skip


def _planned(moot: Moot, say: Say, secret: Secret) -> Motion:
    """A motion that anybody may read and that changes something by itself."""
    item = AgendaItem.objects.select_related("meeting__forum__assembly", "meeting__assembly").get(
        pk=moot.items["open"].pk
    )
    motion = propose(
        forum=moot.forum, item=item, proposed_by=moot.contact.organisation, form_key="planned",
        question=say("open question"), background=say("open background"), by=moot.contact.person,
        at=CALLED,
    )  # fmt: skip
    Enactment.objects.create(
        motion=motion, kind="office",
        facts={
            "office": moot.forum.offices.get().pk, "office_said": "chair", "holder_name": "Kim",
            "holder_email": secret("whose office it will be", *KEEPERS, words="canary.o@example.org"),
            "organisation": moot.contact.organisation.pk,
            "organisation_name": moot.contact.organisation.name,
        },
    )  # fmt: skip
    return motion


def _settled(moot: Moot, say: Say, secret: Secret) -> Motion:
    """A decision taken elsewhere, for members alone, on which a position rests."""
    given = {"forum": moot.forum, "outcome": "agreed", "decided_on": CALLED.date(),
             "how": "consensus", "is_collective": True, "by": moot.officer, "at": CALLED}  # fmt: skip
    record_decision(
        **given, question=secret("decision for members", *MEMBERS), visibility="members",
        evidence=secret("evidence for members", *MEMBERS), form_key="kept",
    )  # fmt: skip
    motion = record_decision(
        **given, question=say("open decision"), evidence=say("open evidence"), form_key="open"
    )
    adopt_position(
        motion=again(motion), topic=say("topic"), wording=say("wording"), backed_by=[moot.forum],
        review_on=CALLED.date() + 300 * A_DAY, by=moot.officer, at=CALLED,
    )  # fmt: skip
    return motion
