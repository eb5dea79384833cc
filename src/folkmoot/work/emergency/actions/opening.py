from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.events import (
    EmergencyEnded,
    EmergencyOpened,
    EmergencyTold,
    LessonLearned,
    ResourceShared,
    WorryAnswered,
    WorryRaised,
)
from folkmoot.work.emergency.models import Emergency, Lesson, News, Resource, Worry
from folkmoot.work.emergency.permits import (
    require_goes_on,
    require_helps_here,
    require_replies,
)
from folkmoot.work.emergency.queries.ready import clause_of_emergencies, places_of


@transaction.atomic
@recording_last()
def open_emergency(
    *,
    assembly: Assembly,
    title: str,
    situation: str,
    areas: Iterable[Area],
    is_exercise: bool,
    by: Person,
    at: datetime,
) -> Emergency:
    """
    Open an emergency in some places, or an exercise of one; everybody reads what it is.

    :raises Refusal: if `by` is not a support officer, or a place is outside the assembly's area.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    areas = list(areas)
    known = places_of(assembly).above
    for area in areas:
        if area.pk not in known:
            raise Refusal("outside-the-area", None, {"place": area.name})
    stem = f"{on.year}-"
    taken = Emergency.objects.filter(assembly=assembly, reference__startswith=stem).count()
    made = Emergency.objects.create(
        assembly=assembly,
        reference=f"{stem}{taken + 1}",
        title=title.strip(),
        situation=situation.strip(),
        is_exercise=is_exercise,
        opened_at=at,
    )
    made.areas.set(areas)
    event = EmergencyOpened(
        reference=made.reference,
        title=made.title,
        is_exercise=is_exercise,
        places=", ".join(sorted(area.name for area in areas)),
    )
    clause = clause_of_emergencies(assembly, on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def tell_news(*, emergency: Emergency, words: str, by: Person, at: datetime) -> News:
    """
    Tell everybody what is new.

    :raises Refusal: if `by` is not a support officer, or it is over.
    """
    require_officer(by, emergency.assembly, on=day_in(emergency.assembly, at=at))
    require_goes_on(emergency)
    made = News.objects.create(emergency=emergency, words=words.strip(), at=at)
    event = EmergencyTold(reference=emergency.reference, title=emergency.title)
    record(event, assembly=emergency.assembly.slug, by=by, at=at, under=None)
    return made


@transaction.atomic
@recording_last()
def share_resource(
    *,
    emergency: Emergency,
    title: str,
    words: str,
    link: str,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> Resource:
    """
    Share something that others can use; everybody reads of it.

    :raises Refusal: if `by` is not among those who help, or it is over.
    """
    on = day_in(emergency.assembly, at=at)
    require_helps_here(by, organisation, emergency.assembly, on=on)
    require_goes_on(emergency)
    made = Resource.objects.create(
        emergency=emergency,
        title=title.strip(),
        words=words.strip(),
        link=link,
        organisation=organisation,
        at=at,
    )
    event = ResourceShared(reference=emergency.reference, title=made.title)
    record(event, assembly=emergency.assembly.slug, by=by, at=at, under=None)
    return made


@transaction.atomic
@recording_last()
def raise_worry(
    *,
    emergency: Emergency,
    partner: str,
    area: Area | None,
    words: str,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> Worry:
    """
    Pass a local worry to a council or to the NHS, who are to reply.

    :raises Refusal: if `by` is not among those who help, or it is over.
    """
    on = day_in(emergency.assembly, at=at)
    require_helps_here(by, organisation, emergency.assembly, on=on)
    require_goes_on(emergency)
    made = Worry.objects.create(
        emergency=emergency,
        partner=partner.strip(),
        area=area,
        words=words.strip(),
        organisation=organisation,
        raised_at=at,
    )
    event = WorryRaised(
        reference=emergency.reference, partner=made.partner, place=area.name if area else ""
    )
    clause = clause_of_emergencies(emergency.assembly, on=on)
    record(event, assembly=emergency.assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def answer_worry(*, worry: Worry, words: str, by: Person, at: datetime) -> Worry:
    """
    Reply to a local worry for the body it went to.

    :raises Refusal: if `by` is neither of that body nor a support officer.
    """
    assembly = worry.emergency.assembly
    require_replies(by, worry, on=day_in(assembly, at=at))
    worry.reply, worry.replied_at = words.strip(), at
    worry.save(update_fields=["reply", "replied_at"])
    event = WorryAnswered(
        reference=worry.emergency.reference,
        partner=worry.partner,
        days=(at - worry.raised_at).days,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=None)
    return worry


@transaction.atomic
@recording_last()
def stand_down(*, emergency: Emergency, words: str, by: Person, at: datetime) -> Emergency:
    """
    End an emergency, with a last word to everybody. What is not met by then is counted.

    :raises Refusal: if `by` is not a support officer, or it is over already.
    """
    on = day_in(emergency.assembly, at=at)
    require_officer(by, emergency.assembly, on=on)
    require_goes_on(emergency)
    News.objects.create(emergency=emergency, words=words.strip(), at=at)
    emergency.ended_at = at
    emergency.save(update_fields=["ended_at"])
    event = EmergencyEnded(
        reference=emergency.reference,
        title=emergency.title,
        needs_left=emergency.needs.filter(met_at=None).count(),
    )
    clause = clause_of_emergencies(emergency.assembly, on=on)
    record(event, assembly=emergency.assembly.slug, by=by, at=at, under=clause)
    return emergency


@transaction.atomic
@recording_last()
def learn(
    *,
    emergency: Emergency,
    words: str,
    action: str,
    owner: str,
    due_on: date | None,
    by: Person,
    at: datetime,
) -> Lesson:
    """
    Write down what is to be done better next time.

    :raises Refusal: if `by` is not a support officer, or it still goes on.
    """
    require_officer(by, emergency.assembly, on=day_in(emergency.assembly, at=at))
    if emergency.ended_at is None:
        raise Refusal("emergency-goes-on", None, {"title": emergency.title})
    made = Lesson.objects.create(
        emergency=emergency,
        words=words.strip(),
        action=action.strip(),
        owner=owner.strip(),
        due_on=due_on,
    )
    event = LessonLearned(reference=emergency.reference, title=emergency.title)
    record(event, assembly=emergency.assembly.slug, by=by, at=at, under=None)
    return made
