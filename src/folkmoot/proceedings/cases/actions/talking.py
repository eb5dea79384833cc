"""What the sides of a case say and do to settle it themselves."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.closing import close
from folkmoot.proceedings.cases.actions.mediating import call_mediator, forget_third_party
from folkmoot.proceedings.cases.actions.writing import (
    hold_case,
    record_step,
    step_with,
    write_step,
)
from folkmoot.proceedings.cases.models import Case, Party, Step
from folkmoot.proceedings.cases.permits import (
    require_kind,
    require_mediator_agreed,
    require_open,
    require_speaks,
    require_speaks_for,
)
from folkmoot.proceedings.cases.queries.cases import judged
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.cases.handling import (
    breach_is_answered_in_writing,
    dialogue_comes_first,
    third_party_is_agreed,
)
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.rulebook import Rulebook

TALKED_OVER = (Case.Kind.DISPUTE, Case.Kind.COMPACT)


def agreement_of(case: Case, *, at: datetime) -> Rulebook | None:
    """Return the agreement that binds the assembly of a case at a moment. One query."""
    return book_for(case.assembly, on=day_of(case.assembly, at))


def require_dialogue(case: Case, *, at: datetime) -> Clause | None:
    """
    Require that the sides have talked, where the agreement asks for that first.

    :raises Refusal: if they have not.
    """
    talks = case.steps.filter(kind__in=[Step.Kind.DIALOGUE, Step.Kind.MEDIATION]).count()
    finding = judged(agreement_of(case, at=at), dialogue_comes_first, dialogues=talks)
    return finding.require().clause if finding is not None else None


@transaction.atomic
def add_step(
    *,
    case: Case,
    kind: str,
    words: str,
    on: date,
    by: Person,
    at: datetime,
    organisation: Organisation | None = None,
    form_key: str | None = None,
) -> Step:
    """
    Write down a talk between the sides, a letter, or what shows something; sent twice, once.

    :param kind: one of Step.Kind that anybody with a part in the case may add.
    :raises Refusal: if `by` has no part in the case, it is not open, or nothing is written.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    part = require_speaks(by, case, at=at)
    book = agreement_of(case, at=at)
    clause: Clause | None = None
    if case.kind == Case.Kind.BREACH:
        written = judged(book, breach_is_answered_in_writing, is_written=bool(words.strip()))
        clause = written.require().clause if written is not None else None
    elif kind == Step.Kind.DIALOGUE:
        talked = judged(book, dialogue_comes_first, dialogues=1)
        clause = talked.clause if talked is not None else None

    body = organisation or (part.speaks_for.organisation if part.speaks_for else None)
    step = write_step(
        case, kind, words=words, on=on, organisation=body, form_key=form_key, by=by, at=at
    )
    record_step(case, step, under=clause, at=at)
    return step


@transaction.atomic
def invite_senior(
    *,
    case: Case,
    party: Party,
    name: str,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Party:
    """
    Ask a more senior person of an organisation concerned to take part in the talks.

    :param name: who, and what they are there: an executive, a member of its board.
    :raises Refusal: if `by` has no part in the case, or it is not open.
    """
    if step_with(form_key) is not None:
        return party
    case = hold_case(case)
    require_open(case)
    require_speaks(by, case, at=at)
    found = judged(agreement_of(case, at=at), dialogue_comes_first, dialogues=1)

    party.senior_person = name.strip()
    party.save(update_fields=["senior_person"])
    step = write_step(
        case, Step.Kind.SENIOR, words=name, organisation=party.organisation,
        form_key=form_key, by=by, at=at,
    )  # fmt: skip
    record_step(case, step, under=found.clause if found else None, at=at)
    return party


@transaction.atomic
def propose_third_party(
    *, case: Case, name: str, by: Person, at: datetime, form_key: str | None = None
) -> Case:
    """
    Propose an independent person to help, once the sides have talked.

    Another name takes the place of the first, and whoever agreed to that agrees to nobody.

    :raises Refusal: if `by` has no part in the case, it is not a dispute, or nobody has talked.
    """
    if (made := step_with(form_key)) is not None:
        return made.case
    case = hold_case(case)
    require_open(case)
    require_kind(case, *TALKED_OVER)
    require_speaks(by, case, at=at)
    clause = require_dialogue(case, at=at)

    if case.third_party != name.strip():
        forget_third_party(case)
    case.third_party = name.strip()
    case.save(update_fields=["third_party", "mediator", "mediator_asked_at", "mediator_agreed_at"])
    step = write_step(case, Step.Kind.THIRD_PARTY, words=name, form_key=form_key, by=by, at=at)
    record_step(case, step, under=clause, at=at)
    return case


@transaction.atomic
def agree_to_third_party(*, case: Case, party: Party, by: Person, at: datetime) -> Party:
    """
    Say yes for a party to the person who was proposed, by name.

    :raises Refusal: if `by` does not act for the party, nobody was proposed, or it has agreed.
    """
    case = hold_case(case)
    require_open(case)
    require_kind(case, *TALKED_OVER)
    require_speaks_for(by, party, case, at=at)
    if not case.third_party:
        raise Refusal("third-party-not-proposed", None, {})
    party = case.parties.get(pk=party.pk)
    if party.agreed_to == case.third_party:
        facts = {"organisation": party.organisation.name, "third_party": case.third_party}
        raise Refusal("third-party-agreed-already", None, facts)

    party.agreed_to, party.agreed_at = case.third_party, at
    party.save(update_fields=["agreed_to", "agreed_at"])
    step = write_step(
        case, Step.Kind.CONSENT, words=case.third_party, organisation=party.organisation,
        by=by, at=at,
    )  # fmt: skip
    record_step(case, step, under=None, at=at)
    call_mediator(case, at=at)
    return party


@transaction.atomic
def meet_third_party(
    *, case: Case, words: str, on: date, by: Person, at: datetime, form_key: str | None = None
) -> Step:
    """
    Record that the sides met with the third party, which all of them had agreed to by name.

    :raises Refusal: if `by` has no part in the case, or a party has not agreed to that person.
    """
    if (made := step_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, *TALKED_OVER)
    require_speaks(by, case, at=at)
    if case.mediator is not None:
        require_mediator_agreed(case)
    else:
        require_dialogue(case, at=at)
    parties = list(case.parties.all())
    agreed = [one for one in parties if case.third_party and one.agreed_to == case.third_party]
    finding = judged(
        agreement_of(case, at=at),
        third_party_is_agreed,
        parties=[one.organisation.name for one in parties],
        agreed=[one.organisation.name for one in agreed],
        third_party=case.third_party,
    )
    if finding is not None:
        finding.require()
    elif len(agreed) != len(parties):
        raise Refusal("third-party-not-proposed", None, {})

    step = write_step(
        case, Step.Kind.MEDIATION, words=words, on=on, form_key=form_key, by=by, at=at
    )
    record_step(case, step, under=finding.clause if finding else None, at=at)
    return step


@transaction.atomic
@recording_last()
def settle_between_them(
    *,
    case: Case,
    words: str,
    is_settled: bool,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Close a dispute: settled, with what was agreed in writing, or without agreement.

    :raises Refusal: if `by` has no part in the case, or the sides have not talked.
    """
    if (made := step_with(form_key)) is not None:
        return made.case
    case = hold_case(case)
    require_open(case)
    require_kind(case, *TALKED_OVER)
    require_speaks(by, case, at=at)
    clause = require_dialogue(case, at=at)

    if is_settled:
        write_step(case, Step.Kind.RESOLUTION, words=words, by=by, at=at)
    outcome = Case.Outcome.SETTLED if is_settled else Case.Outcome.UNRESOLVED
    close(case, outcome, words=words, under=clause, form_key=form_key, by=by, at=at)
    return case
