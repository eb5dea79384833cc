"""Asking members what they think, and receiving what they say, by every channel alike."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Position
from folkmoot.proceedings.elections.queries import people_acting_for_any
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of, zone_of
from folkmoot.proceedings.seats.models import Holding
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.voice.events.asking import CallOpened, ViewGiven, ViewsAsked
from folkmoot.proceedings.voice.models import Answer, Call, Question, Sitting, View
from folkmoot.proceedings.voice.permits import require_may_answer_for, require_speaks_for
from folkmoot.proceedings.voice.queries.calling import (
    is_behind,
    lead_clause,
    link_for,
    new_receipt,
    places_of,
    themes_of,
)
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
@recording_last()
def open_call(
    *,
    holding: Holding,
    sitting: Sitting | None,
    position: Position | None,
    kind: str,
    title: str,
    words: str,
    questions: Sequence[str],
    closes_at: datetime,
    form_key: str,
    by: Person,
    at: datetime,
) -> Call:
    """
    Ask every member that a seat speaks for what it thinks, before the board meets.

    Each gets a letter with a link of its own that answers without an account. The same form
    sent again opens the call once.

    :param position: the collective position for which evidence is asked.
    :param questions: one to five, in their order.
    :raises Refusal: if `by` does not act for a holder with a mandate, there is no question, or
        it would close too late for the board.
    """
    if (made := Call.objects.filter(form_key=form_key).order_by("pk").first()) is not None:
        return made
    seat = holding.seat
    assembly = seat.assembly
    on = day_of(assembly, at)
    require_speaks_for(by, holding, at=at)
    asked = [question.strip() for question in questions if question.strip()]
    if not asked:
        raise Refusal("call-without-questions", None, {})
    if closes_at <= at:
        order = {"later": "the close of the call", "earlier": "its opening"}
        raise Refusal("times-out-of-order", None, order)
    if sitting is not None:
        _require_in_time(holding, sitting, closes_at, at=at)
    members = members_behind(seat, on=on)
    call = Call.objects.create(
        assembly=assembly,
        seat=seat,
        holding=holding,
        sitting=sitting,
        position=position,
        reference=_reference(holding, at),
        kind=kind,
        title=title.strip(),
        words=words,
        opened_at=at,
        closes_at=closes_at,
        opened_by=by,
        asked=len(members),
        form_key=form_key,
    )
    Question.objects.bulk_create(
        [
            Question(call=call, number=number, words=question)
            for number, question in enumerate(asked, 1)
        ]
    )
    event = CallOpened(
        call=call.reference,
        seat=seat.reference,
        body=seat.body.name,
        title=call.title,
        kind=call.get_kind_display(),
        questions=len(asked),
        members=len(members),
        closes_at=closes_at,
    )
    key = "evidence-for-representatives" if kind == Call.Kind.EVIDENCE else "both-ways"
    record(event, assembly=assembly.slug, by=by, at=at, under=_clause(holding, key, at=at))
    _ask(call, members, asked, at=at)
    return call


def _ask(call: Call, members: Sequence[Organisation], asked: list[str], *, at: datetime) -> None:
    people = people_acting_for_any([one.pk for one in members], on=day_of(call.assembly, at))
    for organisation in members:
        if not people.get(organisation.pk):
            continue
        event = ViewsAsked(
            call=call.reference,
            body=call.seat.body.name,
            title=call.title,
            organisation=organisation.name,
            questions=asked,
            closes_at=call.closes_at,
            link=link_for(call, organisation),
        )
        tell(people[organisation.pk], event, assembly=call.assembly.slug, at=at)


def _reference(holding: Holding, at: datetime) -> str:
    year = day_of(holding.seat.assembly, at).year
    stem = f"views-{year}-"
    taken = Call.objects.filter(assembly=holding.seat.assembly, reference__startswith=stem)
    return f"{stem}{taken.count() + 1}"


def _clause(holding: Holding, key: str, *, at: datetime) -> Clause | None:
    book = book_for(holding.seat.assembly, on=day_of(holding.seat.assembly, at))
    return clause_with_key(book, key, "both-ways") if book is not None else None


def _require_in_time(
    holding: Holding, sitting: Sitting, closes_at: datetime, *, at: datetime
) -> None:
    """A call closes before the board meets; where a document fixes a lead, members are asked then."""
    assembly = holding.seat.assembly
    zone = zone_of(assembly)
    begins = sitting.starts_at or datetime.combine(sitting.on, time.min, zone)
    if closes_at > begins:
        raise Refusal("call-too-short", None, {"latest": begins, "lead": "the moment"})
    lead = lead_clause(assembly, on=day_of(assembly, at))
    if lead is None:
        return
    days, clause = lead
    latest = sitting.on - timedelta(days=days)
    if day_of(assembly, at) > latest:
        facts = {"latest": latest, "lead": f"{days} days"}
        raise Refusal("call-too-short", clause, facts)


def held_call(call: Call) -> Call:
    """Hold a call's row until the transaction ends, and return it as it is now."""
    found: QuerySet[Call] = Call.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("assembly", "seat__assembly", "seat__body").get(pk=call.pk)


@transaction.atomic
@recording_last()
def give_view(
    *,
    call: Call,
    organisation: Organisation,
    answers: Mapping[int, str],
    may_be_named: bool,
    data: str = "",
    case_study: str = "",
    channel: str,
    said_by: str = "",
    by: Person | None,
    at: datetime,
) -> View:
    """
    Receive what a member says to a call; a later answer takes the place of an earlier one.

    A member counts once, however often and by whatever channel it answers. It gets a receipt.

    :param answers: by the number of the question.
    :param channel: one of View.Channel.
    :param said_by: who said it, where somebody else writes it down.
    :param by: None where the link of a letter was used; its word has been checked.
    :raises Refusal: if the call is not open, the seat does not speak for the member, nothing
        is answered, or `by` may neither answer nor write down for it.
    """
    call = held_call(call)
    on = day_of(call.assembly, at)
    if not call.opened_at <= at < call.closes_at:
        raise Refusal("call-closed", None, {"closes_at": call.closes_at})
    if not is_behind(call.seat, organisation, on=on):
        raise Refusal("call-not-behind", None, {"organisation": organisation.name})
    is_for_them = by is not None and require_may_answer_for(by, organisation, call.seat, on=on)
    said = {number: words.strip() for number, words in answers.items() if words.strip()}
    if not said and not data.strip() and not case_study.strip():
        raise Refusal("view-empty", None, {})
    view = call.views.filter(organisation=organisation).order_by("pk").first()
    how = "changed its answer" if view is not None else "answered"
    kept = {
        "size_band": organisation.size_band,
        "places": places_of(organisation),
        "themes": themes_of(organisation),
        "channel": channel,
        "given_by": None if is_for_them else by,
        "entered_by": by if is_for_them else None,
        "said_by": said_by.strip() if is_for_them else "",
        "may_be_named": may_be_named,
        "data": data.strip(),
        "case_study": case_study.strip(),
        "withdrawn_at": None,
    }
    if view is None:
        view = View.objects.create(
            call=call, organisation=organisation, given_at=at, receipt=new_receipt(), **kept
        )
    else:
        for name, value in kept.items():
            setattr(view, name, value)
        view.changed_at = at
        view.save(update_fields=[*kept, "changed_at"])
        view.answers.all().delete()
    questions = {one.number: one for one in call.questions.order_by("number")}
    Answer.objects.bulk_create(
        [
            Answer(view=view, question=questions[number], words=words)
            for number, words in said.items()
            if number in questions
        ]
    )
    _acknowledge(view, call, how, by=by, at=at)
    return view


@transaction.atomic
@recording_last()
def withdraw_view(*, view: View, by: Person | None, at: datetime) -> View:
    """
    Take back what a member said, while the call is open; its words are forgotten.

    :param by: None where the link of a letter was used.
    :raises Refusal: if the call is not open, or `by` may not.
    """
    call = held_call(view.call)
    on = day_of(call.assembly, at)
    if not call.opened_at <= at < call.closes_at:
        raise Refusal("call-closed", None, {"closes_at": call.closes_at})
    if by is not None:
        require_may_answer_for(by, view.organisation, call.seat, on=on)
    view.answers.all().delete()
    view.withdrawn_at, view.data, view.case_study, view.said_by = at, "", "", ""
    view.save(update_fields=["withdrawn_at", "data", "case_study", "said_by"])
    _acknowledge(view, call, "took its answer back", by=by, at=at)
    return view


def _acknowledge(view: View, call: Call, how: str, *, by: Person | None, at: datetime) -> None:
    event = ViewGiven(
        call=call.reference,
        seat=call.seat.reference,
        organisation=view.organisation.name,
        channel=view.get_channel_display(),
        how=how,
        receipt=view.receipt,
    )
    record(event, assembly=call.assembly.slug, by=by, at=at, acting=view.organisation.name)
    on = day_of(call.assembly, at)
    people = people_acting_for_any([view.organisation_id], on=on).get(view.organisation_id, [])
    tell(people, event, assembly=call.assembly.slug, at=at)
