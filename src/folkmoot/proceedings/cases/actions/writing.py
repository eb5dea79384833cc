"""What every deed in a case does: hold it, write the step, record it, tell those concerned."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.events.cases import CaseWentOn
from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.cases import people_of
from folkmoot.proceedings.cases.queries.deciding import decider_of
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.findings import Clause

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def hold_case(case: Case) -> Case:
    """Return a case as it is now, held until the transaction ends. Two queries."""
    held = Case.objects.select_for_update(of=("self",), no_key=True)
    fetched = held.select_related("assembly", "forum__assembly", "raised_by", "mediator")
    return fetched.prefetch_related("parties__organisation").get(pk=case.pk)


def next_reference(assembly: Assembly, *, on: date) -> str:
    """Return the next reference of a case in a year, while the assembly's row is held."""
    Assembly.objects.select_for_update(no_key=True).get(pk=assembly.pk)
    start = f"case-{on.year}-"
    number = Case.objects.filter(assembly=assembly, reference__startswith=start).count() + 1
    return f"{start}{number}"


def step_with(form_key: str | None) -> Step | None:
    """Return the step that a form made when it was sent before, or None. One query, or none."""
    if not form_key:
        return None
    return Step.objects.filter(form_key=form_key).select_related("case").order_by("pk").first()


def write_step(
    case: Case,
    kind: str,
    *,
    words: str = "",
    on: date | None = None,
    organisation: Organisation | None = None,
    motion: str = "",
    form_key: str | None = None,
    by: Person | None,
    at: datetime,
) -> Step:
    """Write down one step of a case, and let an open page know that it has changed."""
    today = day_of(case.assembly, at)
    step = Step.objects.create(
        case=case,
        kind=kind,
        on=min(on or today, today),
        words=words.strip(),
        by=by,
        organisation=organisation,
        motion=motion,
        at=at,
        form_key=form_key or None,
    )
    case.edition += 1
    case.save(update_fields=["edition"])
    return step


def settle_decider(case: Case, *, at: datetime) -> None:
    """Write down to whom a case falls now; it changes with its parties and with offices."""
    found = decider_of(case, at=at)
    case.decider, case.decider_because = found.role, found.because
    case.save(update_fields=["decider", "decider_because"])


def record_step(case: Case, step: Step, *, under: Clause | None, at: datetime) -> None:
    """Record that a step was taken: its kind, and nothing of what was said or by whom."""
    event = CaseWentOn(case=case.reference, kind=case.get_kind_display(), step=_told(step))
    enter(case, event, under=under, at=at)
    letter = CaseWentOn(case=case.reference, kind=case.get_kind_display(), step=_told(step))
    tell_all(case, letter, but=step.by, at=at)


def enter(case: Case, event: "DataclassInstance", *, under: Clause | None, at: datetime) -> None:
    """
    Write into the public record.

    Without who did it: the record's word for a person stands beside other deeds of theirs,
    and would show which organisation is a party. The case itself keeps who did what.
    """
    record(event, assembly=case.assembly.slug, by=None, at=at, under=under)


def tell_all(case: Case, event: "DataclassInstance", *, but: Person | None, at: datetime) -> None:
    """Tell the people of the parties and whoever decides, except who did it themselves."""
    on = day_of(case.assembly, at)
    told = people_of(case, on=on)
    keeper = decider_of(case, at=at).person
    if keeper is not None:
        told.append(keeper)
    if case.mediator is not None and case.mediator_agreed_at is not None:
        told.append(case.mediator)
    elif not told:
        told = officers(case.assembly, on=on)
    left = [person for person in told if but is None or person.pk != but.pk]
    tell(left, event, assembly=case.assembly.slug, at=at)


def _told(step: Step) -> str:
    return str(Step.Kind(step.kind).label)
