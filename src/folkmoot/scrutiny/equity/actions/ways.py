"""Ways of working that widen who takes part, statements on equality, training, days, and trust."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import Period, add
from folkmoot.scrutiny.equity.events import (
    AwarenessPlanned,
    EqualityStated,
    EqualityTrained,
    TrustRated,
    WayWidened,
)
from folkmoot.scrutiny.equity.models import (
    AwarenessDay,
    EqualityStatement,
    EqualityTraining,
    TrustRating,
    WidenedWay,
)
from folkmoot.scrutiny.equity.permits import (
    require_acts_for,
    require_board,
    require_runs_equity,
)
from folkmoot.scrutiny.equity.queries.clauses import clause_for
from folkmoot.work.consultations.models import Consultation

A_YEAR, THREE_YEARS = Period(12, "calendar months"), Period(3, "years")


def _review(assembly: Assembly, name: str, otherwise: Period, *, on: date) -> date:
    book = book_that_fixes(assembly, name, on=on)
    return add(on, book.period(name) if book is not None else otherwise)


@transaction.atomic
@recording_last()
def widen(
    *,
    assembly: Assembly,
    way: WidenedWay | None = None,
    title: str,
    barrier: str,
    at_risk: str,
    support: str,
    used: int | None,
    by: Person,
    at: datetime,
) -> WidenedWay:
    """
    Enter what was changed so that more can take part, or look at it again for the year.

    :raises Refusal: if `by` may not.
    """
    on = day_in(assembly, at=at)
    require_runs_equity(by, assembly, on=on)
    made = way or WidenedWay(assembly=assembly, entered_on=on)
    made.title, made.barrier, made.at_risk = title.strip(), barrier.strip(), at_risk.strip()
    made.support, made.used = support.strip(), used
    made.reviewed_on = on if way is not None else None
    made.review_by = _review(assembly, "equality.review", A_YEAR, on=on)
    made.save()
    event = WayWidened(title=made.title, at_risk=made.at_risk)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_for(assembly, "ways", on=on))
    return made


@transaction.atomic
@recording_last()
def state_equality(
    *,
    assembly: Assembly,
    organisation: Organisation,
    kind: str,
    words: str,
    link: str,
    by: Person,
    at: datetime,
) -> EqualityStatement:
    """
    Give an organisation's policy on equality, or a short statement; it is looked at again later.

    :raises Refusal: if `by` does not act for it.
    """
    on = day_in(assembly, at=at)
    require_acts_for(by, organisation, on=on)
    made, _ = EqualityStatement.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        defaults={
            "kind": kind,
            "words": words.strip(),
            "link": link,
            "made_on": on,
            "review_by": _review(assembly, "equality_policy.review", THREE_YEARS, on=on),
        },
    )
    event = EqualityStated(
        organisation=organisation.name, kind=made.get_kind_display(), review_by=made.review_by
    )
    clause = clause_for(assembly, "statement", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def tell_training(
    *,
    assembly: Assembly,
    organisation: Organisation,
    group: str,
    people: int,
    trained: int,
    by: Person,
    at: datetime,
) -> EqualityTraining:
    """
    Tell how many of a group of an organisation's people were trained in equality.

    :raises Refusal: if `by` does not act for it.
    """
    on = day_in(assembly, at=at)
    require_acts_for(by, organisation, on=on)
    made, _ = EqualityTraining.objects.update_or_create(
        assembly=assembly,
        organisation=organisation,
        group=group,
        defaults={"people": people, "trained": trained, "as_at_on": on},
    )
    event = EqualityTrained(group=made.get_group_display())
    clause = clause_for(assembly, "training", on=on)
    record(event, assembly=assembly.slug, by=None, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def plan_day(
    *,
    assembly: Assembly,
    kind: str,
    on: date,
    title: str,
    owners: str,
    about: str,
    consultation: Consultation | None,
    by: Person,
    at: datetime,
) -> AwarenessDay:
    """
    Enter a day of awareness, a training of staff, or results passed on to networks.

    :raises Refusal: if results are passed on that are not there yet, or `by` may not.
    """
    today = day_in(assembly, at=at)
    require_runs_equity(by, assembly, on=today)
    if (
        kind == AwarenessDay.Kind.RESULTS
        and consultation is not None
        and not consultation.closed_at
    ):
        raise Refusal("results-not-there", None, {"title": consultation.title})
    made = AwarenessDay.objects.create(
        assembly=assembly,
        kind=kind,
        on=on,
        title=title.strip(),
        owners=owners.strip(),
        about=about,
        consultation=consultation,
    )
    event = AwarenessPlanned(title=made.title, on=on, owners=made.owners)
    clause = clause_for(assembly, "days", on=today)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def rate_ourselves(
    *,
    assembly: Assembly,
    year: int,
    ratings: Mapping[str, tuple[int, str]],
    by: Person,
    at: datetime,
) -> list[TrustRating]:
    """
    Rate how the assembly keeps each of its values, with proof. It stands beside members' ratings.

    :param ratings: by value, 1 to 5 and the evidence.
    :raises Refusal: if `by` is not of the board.
    """
    on = day_in(assembly, at=at)
    require_board(by, assembly, on=on)
    made = []
    for value, (rating, evidence) in ratings.items():
        one, _ = TrustRating.objects.update_or_create(
            assembly=assembly,
            year=year,
            value=value,
            rated_by=TrustRating.By.ORGANISER,
            defaults={"rating": rating, "evidence": evidence.strip(), "at": at},
        )
        made.append(one)
    event = TrustRated(year=year, values=len(made))
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_for(assembly, "trust", on=on))
    return made


@transaction.atomic
def rate_as_member(
    *,
    assembly: Assembly,
    organisation: Organisation,
    year: int,
    ratings: Mapping[str, tuple[int, str]],
    by: Person,
    at: datetime,
) -> list[TrustRating]:
    """
    Rate, as a member, how the assembly keeps each of its values. No one sees which member said what.

    :raises Refusal: if `by` does not act for the organisation.
    """
    require_acts_for(by, organisation, on=day_in(assembly, at=at))
    made = []
    for value, (rating, evidence) in ratings.items():
        one, _ = TrustRating.objects.update_or_create(
            assembly=assembly,
            year=year,
            value=value,
            rated_by=TrustRating.By.MEMBER,
            organisation=organisation,
            defaults={"rating": rating, "evidence": evidence.strip(), "at": at},
        )
        made.append(one)
    return made
