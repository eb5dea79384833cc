"""What each kind of decision changes, done with the very actions that people use for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from folkmoot.body.forums.actions import co_opt, seat_chosen, take_in, take_out
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.forums.queries import standing_membership
from folkmoot.body.membership.actions import end_as_decided
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.actions import adopt, amend
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.enacting import decider_of
from folkmoot.rules.findings import Refusal
from folkmoot.rules.rulebook import NotInForce


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    How a motion came to pass, as far as what it changes depends on it.

    :param votes: for and against; None where it was agreed without a vote.
    :param decided_on: None while it is only tried.
    :param took_part: whether the member that the motion is about took part in deciding.
    """

    votes: tuple[int, int] | None
    proposed_on: date
    decided_on: date | None
    took_part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is to be done: for which motion, with which facts, from which day."""

    motion: Motion
    facts: dict[str, Any]
    from_on: date
    verdict: Verdict

    @property
    def organisation(self) -> Organisation:
        return Organisation.objects.get(pk=self.facts["organisation"])

    @property
    def forum(self) -> Forum:
        found = Forum.objects.select_related("assembly")
        return found.get(pk=self.facts["forum"], assembly=self.motion.assembly_id)


def _amend(about: About, *, by: Person, at: datetime) -> None:
    amend(
        assembly=about.motion.assembly,
        document=None,
        parameter=about.facts["parameter"],
        value=about.facts["value"],
        unit=about.facts["unit"],
        from_on=about.from_on,
        decided_by=about.motion.reference,
        proposed_on=about.verdict.proposed_on,
        decided_on=about.verdict.decided_on or about.from_on,
        votes=about.verdict.votes,
        by=by,
        at=at,
    )


def _adopt(about: About, *, by: Person, at: datetime) -> None:
    document, version = about.facts["document"], about.facts["version"]
    assembly = about.motion.assembly
    bound = assembly.adoptions.filter(document=document, until_on=None).order_by("pk").first()
    try:
        adopt(
            assembly=assembly,
            document=document,
            version=version,
            from_on=about.from_on,
            is_agreement=bound is not None and bound.is_agreement,
            by=by,
            at=at,
        )
    except NotInForce:
        facts = {"document": document, "version": version}
        raise Refusal("document-not-here", None, facts) from None


def _seat(about: About, *, by: Person, at: datetime) -> None:
    office = Office.objects.select_related("forum__assembly").get(
        pk=about.facts["office"], forum=about.motion.forum_id
    )
    seat_chosen(
        office=office,
        holder_name=about.facts["holder_name"],
        holder_email=about.facts.get("holder_email", ""),
        organisation=about.organisation,
        from_on=about.from_on,
        how=_("By decision %(motion)s") % {"motion": about.motion.reference},
        by=by,
        at=at,
    )


def _co_opt(about: About, *, by: Person, at: datetime) -> None:
    source = about.facts.get("source_forum")
    co_opt(
        forum=about.motion.forum,
        person_name=about.facts["person_name"],
        organisation=about.organisation if about.facts.get("organisation") else None,
        source_forum=Forum.objects.get(pk=source, assembly=about.motion.assembly_id)
        if source
        else None,
        expertise=about.facts["expertise"],
        from_on=about.from_on,
        decision=about.motion.reference,
        votes=about.verdict.votes,
        by=by,
        at=at,
    )


def _take_in(about: About, *, by: Person, at: datetime) -> None:
    forum = about.forum
    take_in(
        forum=forum,
        organisation=about.organisation,
        from_on=about.from_on,
        decision=about.motion.reference,
        decider=decider_of(about.motion, forum),
        is_under_review=_is_under_review(about),
        by=by,
        at=at,
    )


def _take_out(about: About, *, by: Person, at: datetime) -> None:
    forum = about.forum
    take_out(
        forum=forum,
        organisation=about.organisation,
        until_on=about.from_on,
        decision=about.motion.reference,
        decider=decider_of(about.motion, forum),
        is_under_review=_is_under_review(about),
        by=by,
        at=at,
    )


def _is_under_review(about: About) -> bool:
    """Of a decision taken elsewhere whoever records it says whether the organisation took part."""
    return about.verdict.took_part or bool(about.facts.get("took_part"))


def _end(about: About, *, by: Person, at: datetime) -> None:
    organisation, motion = about.organisation, about.motion
    membership = standing_membership(motion.assembly_id, organisation.pk, on=about.from_on)
    if membership is None:
        raise Refusal("not-a-member", None, {"organisation": organisation.name})
    end_as_decided(
        membership=membership,
        because=Membership.Ended.EXPELLED,
        reason=about.facts["reason"],
        decided_by_name=_("%(forum)s, decision %(motion)s")
        % {"forum": motion.forum.name, "motion": motion.reference},
        on=about.from_on,
        by=by,
        at=at,
    )


DEEDS: dict[str, Callable[..., None]] = {
    "parameter": _amend,
    "adopt-version": _adopt,
    "office": _seat,
    "co-opt": _co_opt,
    "join-forum": _take_in,
    "leave-forum": _take_out,
    "end-membership": _end,
}
