"""What goes with a motion beside its talk and its votes: the rest of its page."""

from dataclasses import dataclass, field
from datetime import datetime

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Enactment, Motion, Option, Position
from folkmoot.proceedings.decisions.permits.enacting import may_plan, require_plannable
from folkmoot.proceedings.decisions.queries.enacting import clause_of, enactment_of, in_words
from folkmoot.proceedings.decisions.queries.forums_asked import Touched, forums_concerned
from folkmoot.proceedings.decisions.queries.motions import book_fixing
from folkmoot.proceedings.decisions.queries.positions import positions_of
from folkmoot.proceedings.decisions.queries.urgent import (
    ROUTES,
    URGENT,
    Asked,
    asked_of,
    closes_at,
    meetings_to_note,
)
from folkmoot.proceedings.meetings.models import Interest, Referral
from folkmoot.proceedings.meetings.permits import may_arrange
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause, Refusal

PASSED = (Motion.Outcome.AGREED, Motion.Outcome.CARRIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """How an urgent question stands: until when it is open, and who has answered."""

    closes_at: datetime | None
    is_over: bool
    asked: list[Asked]
    clause: Clause | None
    may_count: bool
    may_note: bool

    @property
    def answered(self) -> int:
        return sum(one.has_answered for one in self.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Follows:
    """
    The rest of a motion's page.

    :param will: in words, what it changes by itself once it is carried; or did.
    :param concerned: the other forums that it concerns, with what they answered.
    :param interests: the interests declared in its item, as far as they are public.
    """

    enactment: Enactment | None
    will: str
    enactment_clause: Clause | None
    may_plan: bool
    may_retry: bool
    concerned: list[Touched]
    wider_clause: Clause | None
    may_ask: bool
    interests: list[Interest]
    may_weigh: bool
    may_choose: bool
    positions: list[Position]
    may_adopt: bool
    recommended: list[Referral]
    urgent: Urgent | None = None
    options: list[Option] = field(default_factory=list)


def follows(motion: Motion, person: object, *, at: datetime) -> Follows:
    """Return the rest of a motion's page for whoever looks. At most thirty queries."""
    on = day_of(motion.assembly, at)
    acts = isinstance(person, Person) and may_arrange(person, motion.forum, at=at)
    enactment = enactment_of(motion)
    options = list(motion.options.order_by("position", "pk"))
    passed = motion.outcome in PASSED
    book = book_fixing(motion, "wider.asks")
    plans = isinstance(person, Person) and may_plan(person, motion, at=at)
    return Follows(
        enactment=enactment,
        will=in_words(enactment, motion) if enactment is not None else "",
        enactment_clause=clause_of(enactment, motion, on=on) if enactment is not None else None,
        may_plan=plans and _is_open(motion, enactment),
        may_retry=acts and passed and enactment is not None and enactment.enacted_at is None,
        concerned=forums_concerned(motion, on=on),
        wider_clause=book.parameter("wider.asks").clause if book is not None else None,
        may_ask=acts and not motion.outcome,
        interests=_interests(motion),
        may_weigh=plans and not motion.outcome,
        may_choose=acts and passed and bool(options) and not any(o.is_chosen for o in options),
        positions=list(positions_of(motion.pk)),
        may_adopt=acts and passed,
        recommended=_recommended(motion),
        urgent=_urgent(motion, acts=acts, at=at) if motion.route in ROUTES else None,
        options=options,
    )


def _is_open(motion: Motion, enactment: Enactment | None) -> bool:
    try:
        require_plannable(motion, enactment)
    except Refusal:
        return False
    return True


def _interests(motion: Motion) -> list[Interest]:
    if motion.item_id is None:
        return []
    found = Interest.objects.filter(item=motion.item_id, is_public=True)
    return list(found.select_related("organisation").order_by("declared_at", "pk"))


def _recommended(motion: Motion) -> list[Referral]:
    if motion.recommends_to_id is None:
        return []
    found = Referral.objects.filter(
        from_forum=motion.forum_id,
        motion=motion.reference,
        kind=Referral.Kind.RECOMMENDATION,
    )
    return list(found.select_related("to_forum").order_by("sent_at", "pk"))


def _urgent(motion: Motion, *, acts: bool, at: datetime) -> Urgent:
    polls = list(motion.polls.order_by("number", "pk"))
    closes = closes_at(motion, polls)
    book = book_fixing(motion, URGENT)
    is_over = closes is not None and at >= closes
    may_note = (
        acts
        and motion.decided_at is not None
        and motion.noted_in_id is None
        and motion.outcome != Motion.Outcome.WITHDRAWN
        and meetings_to_note(motion, at=at).filter(opened_at__isnull=False).exists()
    )
    return Urgent(
        closes_at=closes,
        is_over=is_over,
        asked=asked_of(motion, on=day_of(motion.assembly, motion.decided_at or at)),
        clause=book.parameter(URGENT).clause if book is not None else None,
        may_count=acts and is_over and not motion.outcome,
        may_note=may_note,
    )
