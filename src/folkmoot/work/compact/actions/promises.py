"""What is owed under agreements, and what was seen of it; and what support bodies state."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.compact.filing import filed_under_a_principle, filed_under_a_theme
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import Period, add
from folkmoot.rules.rulebook import Rulebook
from folkmoot.work.compact.events import (
    CommitmentMade,
    EvidenceGiven,
    StatementMade,
)
from folkmoot.work.compact.models import (
    Accord,
    Commitment,
    CoSigner,
    Evidence,
    Statement,
)
from folkmoot.work.compact.permits import require_keeps, require_may_state
from folkmoot.work.compact.queries.accords import CLAUSE, STATED
from folkmoot.work.compact.queries.filing import themed_book


def _book_of(accord: Accord, *, on: date) -> Rulebook | None:
    """Return the document by which a compact is filed; None for an agreement of another kind."""
    if accord.kind != Accord.Kind.COMPACT:
        return None
    return themed_book(accord.assembly, on=on)


@transaction.atomic
@recording_last()
def make_commitment(
    *,
    owed_by: CoSigner,
    words: str,
    theme: str = "",
    due_on: date | None = None,
    by: Person,
    at: datetime,
) -> Commitment:
    """
    Enter what a side owes under an agreement; it has a number there.

    :param theme: in a compact, the code of one of its themes or the general principles.
    :raises Refusal: if `by` is not a support officer, or it is filed under no theme.
    """
    accord = (
        Accord.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assembly")
        .get(pk=owed_by.accord_id)
    )
    on = day_in(accord.assembly, at=at)
    require_keeps(by, accord.assembly, on=on)
    book = _book_of(accord, on=on)
    if book is not None:
        filed_under_a_theme(book, theme=theme.strip()).require()
    last = Commitment.objects.filter(accord=accord).aggregate(last=Max("number"))["last"]
    made = Commitment.objects.create(
        accord=accord,
        number=(last or 0) + 1,
        owed_by=owed_by,
        words=words.strip(),
        theme=theme.strip(),
        due_on=due_on,
    )
    event = CommitmentMade(
        accord=accord.slug,
        title=accord.title,
        number=made.number,
        side=owed_by.name,
        words=made.words,
        due_on=due_on,
    )
    under = clause_adopted(accord.assembly, CLAUSE, on=on)
    record(event, assembly=accord.assembly.slug, by=by, at=at, under=under)
    return made


@transaction.atomic
@recording_last()
def give_evidence(
    *,
    commitment: Commitment,
    says: str,
    words: str,
    source: str,
    link: str,
    area: Area | None,
    seen_on: date,
    organisation: Organisation | None,
    principles: Sequence[str] = (),
    is_case_study: bool = False,
    by: Person,
    at: datetime,
) -> Evidence:
    """
    Say whether a promise is kept, and by what that is seen. Anybody known may.

    :param organisation: for which `by` speaks, if for one.
    :param principles: in a compact, under which of its principles it is filed.
    :param is_case_study: whether it is told at length, as an example for others.
    :raises Refusal: if the day is still to come, or it is filed under no principle.
    """
    accord = commitment.accord
    book = _book_of(accord, on=day_in(accord.assembly, at=at))
    if book is not None:
        filed_under_a_principle(book, principles=list(principles)).require()
    if seen_on > day_in(accord.assembly, at=at):
        raise Refusal("evidence-of-the-future", None, {"seen_on": seen_on})
    given = Evidence.objects.create(
        commitment=commitment,
        says=says,
        words=words.strip(),
        source=source.strip(),
        link=link,
        area=area,
        seen_on=seen_on,
        organisation=organisation,
        principles=list(principles),
        is_case_study=is_case_study,
        given_by=by,
        given_at=at,
    )
    event = EvidenceGiven(
        accord=accord.slug,
        title=accord.title,
        number=commitment.number,
        says=given.get_says_display(),
        organisation=organisation.name if organisation else "",
    )
    record(event, assembly=accord.assembly.slug, by=by, at=at)
    tell(
        officers(accord.assembly, on=day_in(accord.assembly, at=at)),
        event,
        assembly=accord.assembly.slug,
        at=at,
    )
    return given


@transaction.atomic
@recording_last()
def make_statement(
    *, assembly: Assembly, organisation: Organisation, by: Person, at: datetime, **stated: str
) -> Statement:
    """
    Publish what a support body that speaks for the sector states of itself.

    :param stated: time_set_aside, local_links, ask_and_report and no_cause, in words.
    :raises Refusal: if `by` does not act for a support body of the assembly.
    """
    on = day_in(assembly, at=at)
    require_may_state(by, assembly, organisation, on=on)
    book = book_that_fixes(assembly, STATED, on=on)
    made = Statement.objects.create(
        assembly=assembly,
        organisation=organisation,
        made_at=at,
        made_by=by,
        review_by=add(on, book.period(STATED) if book is not None else Period(1, "years")),
        **stated,
    )
    event = StatementMade(organisation=organisation.name, review_by=made.review_by)
    under = clause_adopted(assembly, "neutral-support", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=under, acting=organisation.name)
    return made
