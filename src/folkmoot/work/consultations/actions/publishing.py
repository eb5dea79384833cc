"""A consultation published, kept open longer, taken back, closed with a look at who is missing."""

from datetime import date, datetime

from django.db import transaction
from django.utils.module_loading import import_string

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import changes_in
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.reckoning.wording import READING_AGE, reading_of
from folkmoot.rules.consultations.asking import (
    MINIMUM,
    STANDARD,
    consultation_is_before_the_decision,
    faults_before_publishing,
)
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.work.consultations.events import (
    ConsultationClosed,
    ConsultationExtended,
    ConsultationPublished,
    ConsultationWithdrawn,
    OrganisationReached,
    VoicesAsked,
)
from folkmoot.work.consultations.models import Consultation, Reached, Response
from folkmoot.work.consultations.permits import require_keeps
from folkmoot.work.consultations.queries.clauses import clause_for
from folkmoot.work.consultations.queries.links import link_for, people_to_ask
from folkmoot.work.consultations.queries.planning import (
    asking_book,
    book_of,
    formats_missing,
    standing,
    started_on,
)
from folkmoot.work.consultations.queries.results import counted
from folkmoot.work.consultations.queries.voices import gaps

ASK_ALL = "folkmoot.work.consultations.tasks.ask_everybody"


@transaction.atomic
@recording_last()
def publish(*, consultation: Consultation, by: Person, at: datetime) -> Consultation:
    """
    Ask for views: it opens on its day, and every member that it touches gets a link that answers.

    What binds it from now to its end is the document in force today.

    :raises Refusal: with the clause, if it is too short, not before the decision, does not say
        what can change, or asks nothing; or if `by` does not run it.
    """
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if held.published_at:
        return held
    assembly = held.assembly
    on = day_in(assembly, at=at)
    require_keeps(by, held, on=on)
    book = asking_book(assembly, on=on)
    if held.kind == Consultation.Kind.CONSULTATION:
        _require_lawful(held, on=on)
    if not held.questions.exists() and not held.statements.exists():
        raise Refusal("consultation-has-no-question", None, {"title": held.title})
    held.published_at = at
    held.opens_on = held.opens_on or on
    if book is not None:
        held.document, held.version = book.document, book.number
        held.changes = changes_in(book)
    held.save()
    event = ConsultationPublished(
        reference=held.reference,
        title=held.title,
        kind=held.get_kind_display(),
        owner=held.owner_name,
        opens_on=held.opens_on,
        closes_on=held.closes_on or held.opens_on,
        reason=held.reason_for_length,
    )
    clause = clause_for(assembly, "length", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    transaction.on_commit(lambda: import_string(ASK_ALL).enqueue(held.pk))
    return held


@transaction.atomic
def ask_all(*, consultation: Consultation, at: datetime) -> int:
    """Write to everybody who acts for an organisation that it touches; return how many were asked."""
    asked = people_to_ask(consultation, on=day_in(consultation.assembly, at=at))
    for organisation, people in asked:
        event = VoicesAsked(
            reference=consultation.reference,
            title=consultation.title,
            owner=consultation.owner_name,
            organisation=organisation.name,
            closes_on=consultation.closes_on or day_in(consultation.assembly, at=at),
            minutes=consultation.minutes_short,
            link=link_for(consultation, organisation),
        )
        tell(people, event, assembly=consultation.assembly.slug, at=at)
    return len(asked)


def _require_lawful(held: Consultation, *, on: date) -> None:
    opens, closes, decided = held.opens_on, held.closes_on, held.decision_on
    if opens is None or closes is None or decided is None:
        clause = clause_for(held.assembly, "plan", on=on)
        raise Refusal("consultation-has-no-days", clause, {})
    if opens < on:
        raise Refusal("opens-in-the-past", None, {"opens_on": opens})
    book = asking_book(held.assembly, on=on)
    if book is None:
        return
    for finding in faults_before_publishing(
        book,
        starts_on=opens,
        closes_on=closes,
        decided_on=decided,
        reason=held.reason_for_length,
        can_change=held.can_change,
        is_fixed=held.is_fixed,
    ):
        finding.require()
    plain, reading = clause_for(held.assembly, "plain", on=on), reading_of(held.summary)
    if plain is not None and not reading.is_plain:
        facts = {
            "age": reading.age or "–",
            "long": len(reading.long_sentences),
            "most": READING_AGE,
        }
        raise Refusal("summary-hard-to-read", plain, facts)


@transaction.atomic
@recording_last()
def extend(
    *, consultation: Consultation, closes_on: date, because: str, by: Person, at: datetime
) -> Consultation:
    """
    Keep a consultation open longer, and say why.

    :raises Refusal: if that is no longer, or past the decision; or if `by` does not run it.
    """
    on = day_in(consultation.assembly, at=at)
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    require_keeps(by, held, on=on)
    was = held.closes_on
    if was is None or closes_on <= was or held.closed_at:
        raise Refusal("no-later-close", None, {"closes_on": was or on})
    book = book_of(held, on=on)
    if book is not None and held.decision_on and held.opens_on:
        consultation_is_before_the_decision(
            book, opens_on=held.opens_on, closes_on=closes_on, decided_on=held.decision_on
        ).require()
    elif held.decision_on and closes_on >= held.decision_on:
        raise Refusal("extends-past-decision", None, {"decided_on": held.decision_on})
    held.closes_on = closes_on
    held.save(update_fields=["closes_on"])
    event = ConsultationExtended(
        reference=held.reference, title=held.title, was=was, closes_on=closes_on, because=because
    )
    clause = clause_for(held.assembly, "length", on=on)
    record(event, assembly=held.assembly.slug, by=by, at=at, under=clause)
    return held


@transaction.atomic
@recording_last()
def reach(
    *, consultation: Consultation, organisation: Organisation, how: str, by: Person, at: datetime
) -> Reached:
    """
    Enter that somebody went to an organisation that had not answered.

    :raises Refusal: if `by` does not run it.
    """
    on = day_in(consultation.assembly, at=at)
    require_keeps(by, consultation, on=on)
    reached = Reached.objects.create(
        consultation=consultation, organisation=organisation, how=how.strip(), at=at, by=by
    )
    event = OrganisationReached(
        reference=consultation.reference,
        title=consultation.title,
        organisation=organisation.name,
        how=reached.how,
    )
    clause = clause_for(consultation.assembly, "equal", on=on)
    record(event, assembly=consultation.assembly.slug, by=by, at=at, under=clause)
    return reached


@transaction.atomic
@recording_last()
def close(
    *, consultation: Consultation, brake: str, brake_words: str, by: Person, at: datetime
) -> Consultation:
    """
    Close a consultation: count what was answered, once and for all.

    Before that comes the brake: where some kinds of organisation answered far less than they are
    there, it closes only with whom one went to, or with why not.

    :raises Refusal: if its last day has not passed; if a promised format is not out, or came so
        late that the time is not full; if voices are missing and nothing is said of it; or if `by`
        does not run it.
    """
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    if held.closed_at:
        return held
    assembly = held.assembly
    on = day_in(assembly, at=at)
    require_keeps(by, held, on=on)
    if standing(held, on=on) != "to close":
        raise Refusal("close-not-reached", None, {"closes_on": held.closes_on or on})
    _require_full_time(held, on=on)
    missing = gaps(held)
    if missing and (not brake_words.strip() or brake not in _STILL_CLOSES):
        names = [f"{gap.name} ({gap.way})" for gap in missing]
        clause = clause_for(assembly, "equal", on=on)
        raise Refusal("voices-missing", clause, {"missing": names})
    held.closed_at = at
    held.brake, held.brake_words = (brake, brake_words.strip()) if missing else ("", "")
    held.results = counted(held)
    held.save(update_fields=["closed_at", "brake", "brake_words", "results"])
    by_kind = held.results["counts"]
    event = ConsultationClosed(
        reference=held.reference,
        title=held.title,
        organisations=by_kind[Response.As.ORGANISATION],
        people=by_kind[Response.As.PERSON],
        groups=by_kind[Response.As.GROUP],
        brake=held.brake,
        because=held.brake_words,
    )
    clause = clause_for(assembly, "equal", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return held


_STILL_CLOSES = (Consultation.Brake.REACH, Consultation.Brake.RECORD)


def _require_full_time(held: Consultation, *, on: date) -> None:
    """The clock waits until every promised format is out; late ones leave less time than was said."""
    clause = clause_for(held.assembly, "plain", on=on)
    if lacking := formats_missing(held):
        names = [one.get_kind_display() for one in lacking]
        raise Refusal("format-not-out", clause, {"missing": names})
    began = started_on(held)
    book = book_of(held, on=on)
    if book is None or began is None or held.opens_on is None or began == held.opens_on:
        return
    name = MINIMUM if held.reason_for_length.strip() else STANDARD
    until = add(began, book.period(name))
    if held.kind == Consultation.Kind.CONSULTATION and held.closes_on and held.closes_on < until:
        facts = {"started_on": began, "until": until}
        raise Refusal("clock-waited", clause, facts, from_when=until)


@transaction.atomic
@recording_last()
def take_back(
    *, consultation: Consultation, because: str, by: Person, at: datetime
) -> Consultation:
    """
    Ask no longer, and say why. What was answered is kept and shown to nobody.

    :raises Refusal: if `by` does not run it, or it is closed.
    """
    on = day_in(consultation.assembly, at=at)
    held = Consultation.objects.select_for_update(no_key=True).get(pk=consultation.pk)
    require_keeps(by, held, on=on)
    if held.closed_at:
        facts = {"title": held.title, "when": ""}
        raise Refusal("not-open-for-answers", None, facts)
    held.withdrawn_at, held.withdrawn_because = at, because.strip()
    held.save(update_fields=["withdrawn_at", "withdrawn_because"])
    event = ConsultationWithdrawn(
        reference=held.reference, title=held.title, because=held.withdrawn_because
    )
    record(event, assembly=held.assembly.slug, by=by, at=at)
    return held
