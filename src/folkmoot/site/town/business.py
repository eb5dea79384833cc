"""What comes of an item once it is taken: it is talked over, agreed, handed on or left undone."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.actions.enact import plan_enactment
from folkmoot.proceedings.decisions.actions.positions import adopt_position
from folkmoot.proceedings.decisions.actions.propose import propose
from folkmoot.proceedings.decisions.actions.settle import settle_by_agreement
from folkmoot.proceedings.decisions.actions.stances import take_stance
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.enacting import amended_to
from folkmoot.proceedings.decisions.queries.motions import motions_named
from folkmoot.proceedings.meetings.actions.action_log import agree_action, finish_action
from folkmoot.proceedings.meetings.actions.edit_notes import add_line
from folkmoot.proceedings.meetings.actions.interests import declare_interest, rule_on_interest
from folkmoot.proceedings.meetings.actions.referrals import answer_referral
from folkmoot.proceedings.meetings.actions.turns import ask_to_speak, call_speaker
from folkmoot.proceedings.meetings.models import Action, AgendaItem, Interest, Referral
from folkmoot.site.town.county import County, Member
from folkmoot.site.town.sittings import Sitting

Do = Callable[[Sitting, AgendaItem, datetime], None]


def motion_now(county: County, reference: str) -> Motion:
    """Return a motion as it is now. One query."""
    return motions_named(county.assembly, reference).get()


def put(
    sitting: Sitting, item: AgendaItem, question: str, at: datetime, *, by: Person | None = None,
    background: str = "", evidence: str = "", to: str = "", visibility: str = "public",
) -> Motion:  # fmt: skip
    """Put a motion under an item, for the member that spoke to it first where there is one."""
    county = sitting.county
    made = propose(
        forum=sitting.forum,
        question=question,
        form_key=str(county.invent.key()),
        item=item,
        background=background,
        evidence=evidence,
        recommends_to=county.forums[to] if to else None,
        visibility=visibility,
        by=by or sitting.chair(at),
        at=at,
    )
    return motion_now(county, made.reference)


def say(sitting: Sitting, motion: Motion, said: list[tuple[str, str]], at: datetime) -> None:
    """Have members that are there say what they make of a motion, each in turn."""
    chair = sitting.chair(at)
    members = [one for one in sitting.there if one.acting != chair]
    for (kind, words), member in zip(said, members, strict=False):
        take_stance(
            motion=motion, membership=member.signed, kind=kind, words=words, by=member.acting,
            at=at,
        )  # fmt: skip


def settled(
    sitting: Sitting, motion: Motion, said: str, at: datetime, *, by: Person | None = None
) -> Motion:
    """Find that the members there agree."""
    by = by or sitting.chair(at)
    return settle_by_agreement(motion=motion, discussion=said, words="", by=by, at=at)


def undertake(
    sitting: Sitting, item: AgendaItem, text: str, at: datetime, *, days: int, done: int | None,
    words: str = "", whose: str = "", motion: str = "",
) -> None:  # fmt: skip
    """
    Put what somebody undertakes on the action log.

    :param days: how many days after the meeting it is due, and
    :param done: how many days after it that it is done; None where it is still to do.
    """
    county = sitting.county
    member = county.of(whose) if whose else _willing(sitting)
    organisation = member.organisation if member else next(iter(county.bodies.values()))
    action = agree_action(
        forum=sitting.forum, text=text, organisation=organisation,
        person=member.acting if member else None, due_on=county.day(at) + timedelta(days=days),
        meeting=sitting.meeting, item=item, motion=motion, form_key=str(county.invent.key()),
        by=county.officer, at=at,
    )  # fmt: skip
    if done is not None:
        later = at + timedelta(days=done)
        county.diary.on(later, partial(_finish, county, action.pk, words))


def _willing(sitting: Sitting) -> Member | None:
    there = sitting.there[1:] or sitting.there
    return there[sitting.number * 5 % len(there)] if there else None


def _finish(county: County, key: int, words: str, at: datetime) -> None:
    found = Action.objects.select_related("forum__assembly", "organisation", "meeting", "item")
    finish_action(action=found.get(pk=key), words=words, by=county.officer, at=at)


def talked(said: str, **action: object) -> Do:
    """Return a deed: it is talked over, and one line of it is kept in the notes."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        officer = sitting.county.officer
        add_line(meeting=sitting.meeting, item=item, text=said, by=officer, at=at)
        if action:
            undertake(sitting, item, at=at, **action)  # type: ignore[arg-type]  # as it is told

    return do


def agreed(
    question: str, said: str, *, background: str = "", evidence: str = "", to: str = "",
    stances: tuple[tuple[str, str], ...] = (), then: Do | None = None, **action: object,
) -> Do:  # fmt: skip
    """Return a deed: a motion is put, talked over and agreed without a vote."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        motion = put(sitting, item, question, at, background=background, evidence=evidence, to=to)
        say(sitting, motion, list(stances), at)
        settled(sitting, motion, said, at)
        if action:
            undertake(sitting, item, motion=motion.reference, at=at, **action)  # type: ignore[arg-type]  # as it is told
        if then is not None:
            then(sitting, item, at)

    return do


def with_interest_of_chair(question: str, said: str, nature: str) -> Do:
    """Return a deed: the chair has a stake, so the vice-chair presides and the item goes on."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        chair = sitting.chair(at)
        own = [one for one in sitting.there if one.acting.pk == chair.pk]
        interest = _declared(sitting, item, own[0], nature, at, moment="at the item")
        vice = sitting.presides_over(item, at)
        rule_on_interest(
            interest=interest, effect="leaves", because="Would gain by it, and chairs the forum.",
            by=vice, at=at,
        )  # fmt: skip
        motion = put(sitting, item, question, at, by=vice, visibility="members")
        settled(sitting, motion, said, at, by=vice)

    return do


def with_interest_of_member(nature: str, effect: str, because: str, then: Do) -> Do:
    """Return a deed: a member has a stake, and whoever presides says what follows."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        chair = sitting.chair(at)
        member = [one for one in sitting.there if one.acting.pk != chair.pk][-1]
        interest = _declared(sitting, item, member, nature, at, moment="at the item")
        rule_on_interest(interest=interest, effect=effect, because=because, by=chair, at=at)
        then(sitting, item, at)

    return do


def _declared(
    sitting: Sitting, item: AgendaItem, member: Member, nature: str, at: datetime, *, moment: str
) -> Interest:
    made = declare_interest(
        assembly=sitting.county.assembly, item=item, person=member.acting, name=member.name,
        organisation=member.organisation, is_of_organisation=False, moment=moment, nature=nature,
        by=member.acting, at=at,
    )  # fmt: skip
    found = Interest.objects.select_related("assembly", "person", "organisation", "item")
    interest = found.get(pk=made.pk)
    interest.item, interest.meeting = item, sitting.meeting
    return interest


def position(question: str, said: str, topic: str, wording: str, *, backed: tuple[str, ...]) -> Do:
    """Return a deed: the assembly takes up a position, backed by forums."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        motion = settled(sitting, put(sitting, item, question, at), said, at)
        county = sitting.county
        adopt_position(
            motion=motion, topic=topic, wording=wording,
            backed_by=[county.forums[key] for key in backed],
            review_on=county.day(at) + timedelta(days=365), by=county.officer, at=at,
        )  # fmt: skip

    return do


def amends(question: str, said: str, parameter: str, value: object, *, ahead: int) -> Do:
    """Return a deed: one thing that the agreement fixes changes, so many days from today."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        county = sitting.county
        motion = put(sitting, item, question, at)
        on = county.day(at)
        named, was, now = amended_to(motion, parameter, value, on=on)
        plan_enactment(
            motion=motion,
            kind="parameter",
            facts={
                "parameter": parameter, "value": value, "said": named, "was": was, "now": now,
                "unit": in_force(county.assembly, on=on).parameter(parameter).unit,
            },
            effective_on=county.days.today + timedelta(days=ahead),
            by=county.officer,
            at=at,
        )  # fmt: skip
        settled(sitting, motion, said, at)

    return do


def answers(answer: str, agreed: bool | None = None) -> Do:
    """Return a deed: what another forum sent is answered; nothing where nothing has come."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        waiting = Referral.objects.filter(to_forum=sitting.forum, answered_at=None)
        fetched = waiting.select_related("to_forum__assembly", "from_forum__assembly")
        for referral in fetched.order_by("sent_at", "pk")[:1]:
            answer_referral(
                referral=referral, answer=answer, agreed=agreed, on_item=item,
                by=sitting.chair(at), at=at,
            )  # fmt: skip

    return do


def under_discussion(question: str, background: str, stances: tuple[tuple[str, str], ...]) -> Do:
    """Return a deed: a motion lies on the table, some have spoken and some wait to."""

    def do(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
        motion = put(sitting, item, question, at, background=background)
        say(sitting, motion, list(stances), at)
        chair = sitting.chair(at)
        for place, member in enumerate(sitting.there[-3:]):
            there = sitting.meeting.attendances.select_related("organisation", "person")
            attendance = there.get(person=member.acting)
            if attendance.person_id == chair.pk:
                continue
            ask_to_speak(item=item, attendance=attendance, by=member.acting, at=at)
            if not place:
                call_speaker(item=item, attendance=attendance, by=chair, at=at)

    return do
