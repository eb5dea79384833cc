"""What is told every year: ratings, staff who volunteer, signs of the vision; and the standard."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact.events import (
    SchemeLearnt,
    StaffReturned,
    StandardAgreed,
    UnderstandingTold,
    VisionTold,
    YearRated,
)
from folkmoot.work.compact.models import (
    EmployerReturn,
    Rating,
    SchemeLesson,
    Signatory,
    Understanding,
    VisionYear,
    WorkingStandard,
)
from folkmoot.work.compact.permits import (
    require_acts_for,
    require_is_asked,
    require_keeps,
    require_may_tell_for,
)
from folkmoot.work.compact.queries.years import FIGURES, INCOME, Asked, group_of


@transaction.atomic
@recording_last()
def rate_year(
    *,
    assembly: Assembly,
    survey: Asked,
    organisation: Organisation,
    year: int,
    scores: Mapping[str, int],
    by: Person,
    at: datetime,
) -> list[Rating]:
    """
    Rate what a survey asks, for an organisation; once more in a year takes the place of before.

    :param scores: by what is asked, from 1 to 5. The record says neither who nor how.
    :raises Refusal: if `by` does not act for it, or it is not asked.
    """
    on = day_in(assembly, at=at)
    require_acts_for(by, organisation, on=on)
    require_is_asked(organisation, assembly, on=on)
    group = group_of(survey, organisation)
    if not group:
        facts = {"organisation": organisation.name, "groups": ", ".join(survey.groups)}
        raise Refusal("not-of-a-group-asked", survey.clause, facts)
    made = []
    for item in survey.items:
        if item in scores:
            one, _ = Rating.objects.update_or_create(
                assembly=assembly,
                subject=survey.subject,
                item=item,
                year=year,
                organisation=organisation,
                defaults={"group": group, "score": scores[item], "at": at},
            )
            made.append(one)
    label = str(Rating.Subject(survey.subject).label)
    event = YearRated(subject=label, year=year, items=len(made))
    record(event, assembly=assembly.slug, by=None, at=at, under=survey.clause)
    return made


@transaction.atomic
@recording_last()
def return_staff(
    *, signatory: Signatory, year: int, by: Person, at: datetime, **told: Any
) -> EmployerReturn:
    """
    Tell for a public body how its staff volunteered in a year; blank is not known.

    :param told: has_scheme, staff, hours, placements and placement_hours.
    :raises Refusal: if it is not theirs to tell, or the year has not begun.
    """
    assembly = signatory.accord.assembly
    on = day_in(assembly, at=at)
    require_may_tell_for(by, signatory, on=on)
    _require_begun(year, on=on)
    kept = {name: told.get(name) for name in ("has_scheme", *FIGURES)}
    made, _ = EmployerReturn.objects.update_or_create(
        signatory=signatory, year=year, defaults=kept | {"entered_by": by, "entered_at": at}
    )
    event = StaffReturned(body=signatory.name, year=year)
    clause = clause_adopted(assembly, "volunteering-employers", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def tell_understanding(
    *, signatory: Signatory, year: int, team: str, level: str, by: Person, at: datetime, **told: Any
) -> Understanding:
    """
    Tell how well staff of one team and level know the sector, and which training they are offered.

    :param told: little, fairly, well: how many said so; training_on and training.
    :raises Refusal: if it is not theirs to tell, or the year has not begun.
    """
    assembly = signatory.accord.assembly
    on = day_in(assembly, at=at)
    require_may_tell_for(by, signatory, on=on)
    _require_begun(year, on=on)
    made, _ = Understanding.objects.update_or_create(
        signatory=signatory,
        year=year,
        team=team.strip(),
        level=level,
        defaults=told | {"entered_by": by, "entered_at": at},
    )
    event = UnderstandingTold(
        body=signatory.name, year=year, has_training=made.training_on is not None
    )
    clause = clause_adopted(assembly, "internal-forum", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def tell_vision(
    *, assembly: Assembly, year: int, source: str, by: Person, at: datetime, **told: int | None
) -> VisionYear:
    """
    Enter the signs of the vision in a year, with where they come from; blank is not known.

    :param told: there_at_start, still_there, and the parts of income in pence.
    :raises Refusal: if `by` is not a support officer, the year has not begun, or more last than
        there were.
    """
    on = day_in(assembly, at=at)
    require_keeps(by, assembly, on=on)
    _require_begun(year, on=on)
    kept = {name: told.get(name) for name in ("there_at_start", "still_there", *INCOME)}
    before, after = kept["there_at_start"], kept["still_there"]
    if before is not None and after is not None and after > before:
        raise Refusal("more-last-than-there-were", None, {"before": before, "after": after})
    made, _ = VisionYear.objects.update_or_create(
        assembly=assembly,
        year=year,
        defaults=kept | {"source": source.strip(), "entered_by": by, "entered_at": at},
    )
    event = VisionTold(year=year, unknown=sum(value is None for value in kept.values()))
    clause = clause_adopted(assembly, "vision", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def agree_standard(
    *, assembly: Assembly, agreed_on: date, by: Person, at: datetime, **said: Any
) -> WorkingStandard:
    """
    Publish how a public body and the sector work with one another, for every team and every size.

    What was agreed before stays to be read.

    :param said: contact, notice_days, reply_days, words and agreed_with.
    :raises Refusal: if `by` is not a support officer, or the day is to come.
    """
    on = day_in(assembly, at=at)
    require_keeps(by, assembly, on=on)
    if agreed_on > on:
        raise Refusal("side-signs-later", None, {"signed_on": agreed_on})
    Assembly.objects.select_for_update(no_key=True).get(pk=assembly.pk)
    there = WorkingStandard.objects.filter(assembly=assembly)
    number = (there.aggregate(last=Max("number"))["last"] or 0) + 1
    made = WorkingStandard.objects.create(
        assembly=assembly, number=number, agreed_on=agreed_on, entered_by=by, **said
    )
    event = StandardAgreed(number=number, agreed_on=agreed_on)
    clause = clause_adopted(assembly, "working-together", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def learn_from_scheme(
    *, assembly: Assembly, scheme: str, on: date, by: Person, at: datetime, **said: str
) -> SchemeLesson:
    """
    Enter what was learnt from a scheme like the working-together standard.

    :param said: words, changed and source.
    :raises Refusal: if `by` is not a support officer.
    """
    today = day_in(assembly, at=at)
    require_keeps(by, assembly, on=today)
    made = SchemeLesson.objects.create(
        assembly=assembly, scheme=scheme.strip(), on=on, entered_by=by, **said
    )
    event = SchemeLearnt(scheme=made.scheme)
    clause = clause_adopted(assembly, "working-together", on=today)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


def _require_begun(year: int, *, on: date) -> None:
    """:raises Refusal: if a year has not begun."""
    if year > on.year:
        raise Refusal("year-has-not-begun", None, {"year": year}, from_when=date(year, 1, 1))
