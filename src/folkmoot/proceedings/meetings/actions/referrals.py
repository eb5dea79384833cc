"""What a forum sends to another, and the answer that returns."""

from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.changing import stir
from folkmoot.proceedings.meetings.events.agenda import (
    ReferralAnswered,
    ReferralLetter,
    ReferralSent,
)
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting, Referral
from folkmoot.proceedings.meetings.permits import require_may_arrange
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, next_after
from folkmoot.proceedings.meetings.queries.presiding import chairing_terms
from folkmoot.proceedings.meetings.queries.referrals import open_alike, standing_of
from folkmoot.proceedings.meetings.queries.room import item_taken_by
from folkmoot.proceedings.meetings.queries.sight import shut_out_of
from folkmoot.rules.findings import Clause, Refusal, teach
from folkmoot.rules.meetings.calling import ITEMS

teach(
    {
        "referral-answered": "This has its answer already, from {answered_at}.",
        "referral-to-nowhere": (
            "This cannot be sent, because {forum} and {other} are not two forums of one assembly."
        ),
    }
)


@transaction.atomic
@recording_last()
def send_referral(
    *,
    from_forum: Forum,
    to_forum: Forum,
    kind: str,
    title: str,
    text: str,
    from_item: AgendaItem | None = None,
    motion: str = "",
    by: Person,
    at: datetime,
) -> Referral:
    """
    Send an item, feedback, a recommendation or a question from one forum to another.

    It stands on the agenda of the receiving forum until it is answered. Sent again in the
    same words before that, it is sent once.

    :param motion: the reference of the motion it comes from, if it comes from one.
    :raises Refusal: if `by` may not act for the sending forum, or the two are not different
        forums of one assembly.
    """
    require_may_arrange(by, from_forum, at=at)
    if from_forum.pk == to_forum.pk or from_forum.assembly_id != to_forum.assembly_id:
        facts = {"forum": from_forum.name, "other": to_forum.name}
        raise Refusal("referral-to-nowhere", None, facts)
    before = open_alike(from_forum, to_forum, title, text).order_by("pk").first()
    if before is not None:
        return before
    referral = Referral.objects.create(
        from_forum=from_forum,
        to_forum=to_forum,
        kind=kind,
        title=title,
        text=text,
        from_item=from_item,
        motion=motion,
        sent_by=by,
        sent_at=at,
    )
    _record_sent(referral, by=by, at=at)
    _tell(referral, _those_of(to_forum, at=at), is_answer=False, at=at)
    return referral


@transaction.atomic
@recording_last()
def send_through_representative(
    *,
    forum: Forum,
    representative: Person,
    representative_on: str,
    is_for_representative: bool,
    title: str,
    text: str,
    by: Person,
    at: datetime,
) -> Referral:
    """
    Bring to a forum what a representative heard elsewhere, or give them what to say there.

    :param representative_on: the outside body on which they speak.
    :param is_for_representative: whether the forum gives it to them.
    :raises Refusal: unless `by` is the representative bringing it, or arranges the forum's
        meetings.
    """
    if is_for_representative or by.pk != representative.pk:
        require_may_arrange(by, forum, at=at)
    before = open_alike(forum, forum, title, text).filter(representative=representative)
    if (found := before.order_by("pk").first()) is not None:
        return found
    referral = Referral.objects.create(
        from_forum=forum,
        to_forum=forum,
        kind=Referral.Kind.FEEDBACK,
        title=title,
        text=text,
        representative=representative,
        representative_on=representative_on,
        is_for_representative=is_for_representative,
        sent_by=by,
        sent_at=at,
    )
    _record_sent(referral, by=by, at=at)
    told = [representative] if is_for_representative else _those_of(forum, at=at)
    _tell(referral, told, is_answer=False, at=at)
    return referral


@transaction.atomic
@recording_last()
def answer_referral(
    *,
    referral: Referral,
    answer: str,
    agreed: bool | None = None,
    on_item: AgendaItem | None = None,
    by: Person,
    at: datetime,
) -> Referral:
    """
    Answer what was sent; the answer stands on the sender's next agenda, and is told.

    :param agreed: for a question to both forums, whether the receiving one agrees.
    :param on_item: the item under which it was answered, if it was at a meeting; where that
        is not said, the one that the forum is taking now, if it meets.
    :raises Refusal: if `by` does not act for the forum that received it, nor is the
        representative that did; or it has its answer.
    """
    if not (referral.is_for_representative and by.pk == referral.representative_id):
        require_may_arrange(by, referral.to_forum, at=at)
    held = (
        Referral.objects.select_for_update(of=("self",), no_key=True)
        .select_related("from_forum__assembly", "to_forum", "from_item", "representative")
        .get(pk=referral.pk)
    )
    if held.answered_at is not None:
        raise Refusal("referral-answered", None, {"answered_at": held.answered_at})
    held.answer, held.agreed = answer, agreed
    held.on_item = on_item or item_taken_by(held.to_forum)
    held.answered_by, held.answered_at = by, at
    held.save()
    event = ReferralAnswered(
        kind=held.kind,
        from_forum=held.from_forum.name,
        to_forum=held.to_forum.name,
        through=held.representative_on,
        agreed=agreed,
    )
    assembly = held.from_forum.assembly
    record(event, assembly=assembly.slug, by=by, at=at, under=_clause(held, at=at))
    _stir_next(held.from_forum, at=at)
    brought = held.representative if not held.is_for_representative else None
    told = [brought] if brought is not None else [*_those_of(held.from_forum, at=at), held.sent_by]
    _tell(held, told, is_answer=True, at=at)
    return held


def _record_sent(referral: Referral, *, by: Person, at: datetime) -> None:
    event = ReferralSent(
        kind=referral.kind,
        from_forum=referral.from_forum.name,
        to_forum=referral.to_forum.name,
        through=referral.representative_on,
        motion=referral.motion,
    )
    slug = referral.from_forum.assembly.slug
    record(event, assembly=slug, by=by, at=at, under=_clause(referral, at=at))
    _stir_next(referral.to_forum, at=at)


def _stir_next(forum: Forum, *, at: datetime) -> None:
    """What waits for a forum shows on its next meeting's page."""
    upcoming: Meeting | None = next_after(forum, at)
    if upcoming is not None:
        stir(upcoming)


def _those_of(forum: Forum, *, at: datetime) -> list[Person]:
    """The chair and vice-chair of a forum."""
    terms = chairing_terms(forum, on=day_of(forum.assembly, at)).values()
    return [term.person for term in terms if term.person is not None]


def _tell(referral: Referral, people: list[Person], *, is_answer: bool, at: datetime) -> None:
    """Tell those concerned, except whoever had to leave the item that it comes from."""
    assembly = referral.from_forum.assembly
    if referral.from_item is not None:
        shut = shut_out_of(referral.from_item, people, on=day_of(assembly, at))
        people = [person for person in people if person.pk not in shut]
    letter = ReferralLetter(
        referral=referral.pk,
        kind=referral.get_kind_display(),
        from_forum=referral.from_forum.name,
        to_forum=referral.to_forum.name,
        through=referral.representative_on,
        title=referral.title,
        is_answer=is_answer,
    )
    tell(people, letter, assembly=assembly.slug, at=at)


def _clause(referral: Referral, *, at: datetime) -> Clause | None:
    """The clause that puts it on agendas, or None."""
    assembly = referral.from_forum.assembly
    book = book_for(assembly, on=day_of(assembly, at))
    if book is None or ITEMS not in book.parameters:
        return None
    has = set(book.words(ITEMS))
    return book.parameter(ITEMS).clause if standing_of(referral, has=has) in has else None
