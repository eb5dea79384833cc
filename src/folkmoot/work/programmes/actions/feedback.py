"""Asked after a training what came of it, answered, and entered as somebody published it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.programmes.feedback import RESPONDENTS, options_fit_respondents
from folkmoot.work.programmes.events import (
    TrainingPollAnswered,
    TrainingPollOpened,
    TrainingPollReported,
)
from folkmoot.work.programmes.models import Option, Poll, Reply, Training
from folkmoot.work.programmes.permits import require_keeps_of, require_tells_for
from folkmoot.work.programmes.queries.clauses import book_with, clause_for

CUT = ("...", "…")


@transaction.atomic
@recording_last()
def open_poll(
    *,
    training: Training,
    question: str,
    options: Iterable[str],
    free_question: str,
    closes_on: date,
    by: Person,
    at: datetime,
) -> Poll:
    """
    Ask those who came to a training what came of it; each may tick as many answers as are true.

    A label that ends in dots reached us cut short: it is kept as it is and marked so.

    :raises Refusal: if it is asked already, or `by` may not.
    """
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    if Poll.objects.filter(training=training).exists():
        raise Refusal("poll-there-already", None, {"title": training.title})
    made = Poll.objects.create(
        training=training,
        question=question.strip(),
        free_question=free_question.strip(),
        closes_on=closes_on,
    )
    Option.objects.bulk_create(
        Option(poll=made, number=number, label=label, is_cut=label.endswith(CUT))
        for number, label in enumerate(options, 1)
    )
    event = TrainingPollOpened(
        training=training.slug, title=training.title, question=made.question, closes_on=closes_on
    )
    clause = clause_for(assembly, "feedback", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    if closes_on >= on:
        came = Organisation.objects.filter(trainings__training=training, trainings__came=True)
        for organisation in came.order_by("pk"):
            people = people_acting_for(organisation, on=on)
            tell(people, event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def answer_poll(
    *,
    poll: Poll,
    organisation: Organisation,
    ticked: Iterable[Option],
    words: str,
    may_be_shown: bool,
    by: Person,
    at: datetime,
) -> Reply:
    """
    Keep what an organisation says came of a training; said again, the later counts.

    :raises Refusal: if it did not come, it is no longer asked, or `by` may not.
    """
    training = poll.training
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_tells_for(by, organisation, assembly, training.owner_name, on=on)
    if not training.attendances.filter(organisation=organisation, came=True).exists():
        raise Refusal("poll-for-who-came", None, {"title": training.title})
    if on > poll.closes_on:
        raise Refusal("poll-is-closed", None, {"closes_on": poll.closes_on})
    made, _ = Reply.objects.update_or_create(
        poll=poll,
        organisation=organisation,
        defaults={"words": words.strip(), "may_be_shown": may_be_shown, "sent_at": at},
    )
    made.ticked.set([one for one in ticked if one.poll_id == poll.pk])
    event = TrainingPollAnswered(
        training=training.slug, title=training.title, organisation=organisation.name
    )
    clause = clause_for(assembly, "feedback", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def report_poll(
    *,
    poll: Poll,
    counts: Mapping[int, int],
    respondents: int,
    asked: int,
    source: str,
    words_are_missing: bool,
    by: Person,
    at: datetime,
) -> Poll:
    """
    Keep counts of answers as somebody published them.

    :param counts: by the number of each answer, how many ticked it.
    :raises Refusal: if more ticked an answer than answered at all, or more answered than were
        asked; or if `by` may not.
    """
    training = poll.training
    assembly = training.assembly
    on = day_in(assembly, at=at)
    require_keeps_of(by, assembly, training.owner_name, on=on)
    options = list(poll.options.order_by("number", "pk"))
    told = {one.label: counts.get(one.number, 0) for one in options}
    clause = clause_for(assembly, "feedback", on=on)
    book = book_with(assembly, RESPONDENTS, on=on)
    if book is not None:
        options_fit_respondents(book, respondents=respondents, asked=asked, options=told).require()
    over = [label for label, count in told.items() if count > respondents]
    if over or respondents > asked:
        facts = {"respondents": respondents, "asked": asked, "over": over}
        raise Refusal("ticks-over-respondents", clause, facts)
    for one in options:
        one.reported = told[one.label]
    Option.objects.bulk_update(options, ["reported"])
    poll.reported_respondents, poll.reported_asked = respondents, asked
    poll.reported_source, poll.words_are_missing = source.strip(), words_are_missing
    poll.save()
    event = TrainingPollReported(
        training=training.slug,
        title=training.title,
        respondents=respondents,
        source=poll.reported_source,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return poll
