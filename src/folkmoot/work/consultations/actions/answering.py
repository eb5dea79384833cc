"""Answers received, by every way alike: kept as one goes, sent, changed until the close, taken back."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.body.organisations.queries.makeup import makeup
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.consultations.events import (
    ResponseReceived,
    ResponseSent,
    ResponseWithdrawn,
)
from folkmoot.work.consultations.models import Answer, Consultation, Response, Stance
from folkmoot.work.consultations.permits import require_answers_for, require_keeps, require_open
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.links import new_receipt

BY_OFFICER = (
    Response.Channel.PHONE, Response.Channel.PAPER, Response.Channel.ROOM, Response.Channel.VOICE,
    Response.Channel.EMAIL,
)  # fmt: skip

type Said = Mapping[int, tuple[Any, str]]
"""By the key of a question: what was chosen, and the words."""


@transaction.atomic
@recording_last()
def answer_as_organisation(
    *,
    consultation: Consultation,
    organisation: Organisation,
    channel: str,
    said: Said,
    stances: Mapping[int, int],
    rating: int | None = None,
    rating_words: str = "",
    is_sent: bool,
    by: Person | None,
    at: datetime,
) -> Response:
    """
    Receive what an organisation answers: a draft that its people write together, or sent.

    It has one answer, by whichever way; what comes later takes the place of what was there.

    :param channel: a link without an account needs nobody; phone, paper and room are written down
        by whoever runs it; on the site it is sent by somebody who acts for the organisation.
    :raises Refusal: if it is not open, says nothing, or `by` may not answer for it.
    """
    on = day_in(consultation.assembly, at=at)
    require_open(consultation, on=on)
    is_written_down = channel in BY_OFFICER
    if is_written_down:
        assert by is not None
        require_keeps(by, consultation, on=on)
    elif channel != Response.Channel.LINK:
        assert by is not None
        require_answers_for(by, organisation, on=on)
    response, _ = Response.objects.select_for_update(of=("self",), no_key=True).get_or_create(
        consultation=consultation,
        organisation=organisation,
        answers_as=Response.As.ORGANISATION,
        defaults={"channel": channel, "receipt": new_receipt(), "begun_at": at},
    )
    response.channel = channel
    response.written_down_by = by if is_written_down else None
    response.signed_off_by = by if is_sent and not is_written_down else None
    _say(response, said, stances, rating, rating_words)
    if not is_sent:
        if response.state == Response.State.WITHDRAWN:
            response.state = Response.State.DRAFT
        response.save()
        return response
    _remember_what_it_is(response)
    _send(response, at=at)
    people = people_acting_for(organisation, on=on)
    receipt = ResponseReceived(
        reference=consultation.reference,
        title=consultation.title,
        organisation=organisation.name,
        channel=response.get_channel_display(),
        receipt=response.receipt,
        closes_on=consultation.closes_on,
    )
    tell(people, receipt, assembly=consultation.assembly.slug, at=at)
    return response


@transaction.atomic
@recording_last()
def answer_as_person(
    *,
    consultation: Consultation,
    said: Said,
    stances: Mapping[int, int],
    channel: str = Response.Channel.WEB,
    place: str = "",
    rating: int | None = None,
    rating_words: str = "",
    is_employee: bool = False,
    by: Person,
    at: datetime,
) -> Response:
    """
    Receive what a person with experience of the matter answers for themselves; once, to be changed.

    :param channel: by phone or on paper an officer writes down what somebody without an account
        says; those are kept apart, one for each.
    :param is_employee: whether they work for the body that asks; written down, and never counted
        with people outside it.
    :raises Refusal: if it is not open, says nothing, or `by` may not write down.
    """
    on = day_in(consultation.assembly, at=at)
    require_open(consultation, on=on)
    fresh = {"channel": channel, "receipt": new_receipt(), "begun_at": at}
    if channel in BY_OFFICER:
        require_keeps(by, consultation, on=on)
        response = Response.objects.create(
            consultation=consultation,
            answers_as=Response.As.EMPLOYEE if is_employee else Response.As.PERSON,
            written_down_by=by,
            **fresh,
        )
    else:
        response, _ = Response.objects.select_for_update(of=("self",), no_key=True).get_or_create(
            consultation=consultation,
            person=by,
            answers_as=Response.As.PERSON,
            defaults=fresh,
        )
    response.place = place
    _say(response, said, stances, rating, rating_words)
    _send(response, at=at)
    return response


@transaction.atomic
@recording_last()
def answer_as_group(
    *,
    consultation: Consultation,
    forum: Forum | None,
    present: int,
    held_on: date,
    said: Said,
    stances: Mapping[int, int],
    by: Person,
    at: datetime,
) -> Response:
    """
    Receive what a group said together, with how many were there. It is shown beside the rest.

    :raises Refusal: if it is not open, says nothing, or `by` does not run it.
    """
    on = day_in(consultation.assembly, at=at)
    require_open(consultation, on=on)
    require_keeps(by, consultation, on=on)
    if present < 1 or held_on > on:
        raise Refusal("not-yours-to-group", None, {})
    response = Response.objects.create(
        consultation=consultation,
        answers_as=Response.As.GROUP,
        forum=forum,
        present=present,
        held_on=held_on,
        channel=Response.Channel.ROOM,
        receipt=new_receipt(),
        begun_at=at,
        written_down_by=by,
    )
    _say(response, said, stances, None, "")
    _send(response, at=at)
    return response


def _say(
    response: Response,
    said: Said,
    stances: Mapping[int, int],
    rating: int | None,
    rating_words: str,
) -> None:
    response.rating, response.rating_words = rating, rating_words.strip()
    kept = [
        Answer(response=response, question_id=key, value=value, words=words.strip())
        for key, (value, words) in said.items()
        if value not in (None, "", []) or words.strip()
    ]
    response.answers.filter(question__in=list(said)).delete()
    Answer.objects.bulk_create(kept)
    response.stances.filter(statement__in=list(stances)).delete()
    Stance.objects.bulk_create(
        [Stance(response=response, statement_id=key, value=vote) for key, vote in stances.items()]
    )


def _remember_what_it_is(response: Response) -> None:
    """Keep what the organisation is today, so that results tell what it was when it answered."""
    assembly = response.consultation.assembly
    organisation = response.organisation
    assert organisation is not None
    made = makeup(assembly, districts=served_districts(assembly), only=[organisation.pk])
    of_it = made.get(organisation.pk)
    response.size_band = organisation.size_band
    response.place = of_it.place if of_it else ""
    response.themes = list(of_it.themes) if of_it else []
    response.communities = list(of_it.communities) if of_it else []


def _send(response: Response, *, at: datetime) -> None:
    if not response.answers.exists() and not response.stances.exists():
        raise Refusal("empty-answer", None, {})
    response.state, response.sent_at = Response.State.SENT, at
    response.save()
    consultation = response.consultation
    clause = clause_for(consultation.assembly, "equal", on=day_in(consultation.assembly, at=at))
    event = ResponseSent(
        reference=consultation.reference,
        title=consultation.title,
        answers_as=response.get_answers_as_display(),
        channel=response.get_channel_display(),
    )
    record(event, assembly=consultation.assembly.slug, by=None, at=at, under=clause)


@transaction.atomic
@recording_last()
def withdraw_response(*, response: Response, at: datetime) -> Response:
    """
    Take an answer back: its words are forgotten. Until the close one may answer again.

    :raises Refusal: if it is not open any more.
    """
    consultation = response.consultation
    require_open(consultation, on=day_in(consultation.assembly, at=at))
    response.answers.all().delete()
    response.stances.all().delete()
    response.state, response.rating, response.rating_words = Response.State.WITHDRAWN, None, ""
    response.save(update_fields=["state", "rating", "rating_words"])
    event = ResponseWithdrawn(reference=consultation.reference, title=consultation.title)
    record(event, assembly=consultation.assembly.slug, by=None, at=at)
    return response
