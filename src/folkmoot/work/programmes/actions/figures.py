"""What a provider counted, told as it typed it; and what somebody published of a whole programme."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.programmes.figures import (
    CHILDREN,
    Counts,
    impossible,
    programme_figures_make_sense,
)
from folkmoot.work.programmes.events import FiguresReported, FiguresTold
from folkmoot.work.programmes.models import Programme, Provider, ReportedFigures, Return
from folkmoot.work.programmes.permits import require_keeps_of, require_tells_for
from folkmoot.work.programmes.queries.clauses import book_with, clause_for
from folkmoot.work.programmes.queries.oddities import in_words, looks_odd


@transaction.atomic
@recording_last()
def tell_figures(
    *,
    provider: Provider,
    children: int | None,
    eligible_children: int | None,
    visits: int | None,
    words: str,
    by: Person,
    at: datetime,
) -> Return:
    """
    Keep what a provider counted, as it typed it; what it told before stays and counts no more.

    :param visits: of eligible children, and of nobody else.
    :raises Refusal: if the figures cannot all be so, the programme has not begun, or `by` may not.
    """
    programme = provider.programme
    assembly = programme.assembly
    on = day_in(assembly, at=at)
    require_tells_for(by, provider.organisation, assembly, programme.owner_name, on=on)
    clause = clause_for(assembly, "figures", on=on)
    if on < programme.from_on:
        facts = {"title": programme.title, "from_on": programme.from_on}
        raise Refusal("figures-too-soon", clause, facts, from_when=programme.from_on)
    counts = Counts(
        children=children,
        eligible_children=eligible_children,
        eligible=programme.eligible,
        visits=visits,
    )
    if faults := impossible(counts):
        why = " ".join(in_words(fault, counts, programme) for fault in faults).rstrip(".")
        raise Refusal("figures-impossible", clause, {"why": why})
    odd = looks_odd(provider, counts)
    # One at a time, so that two tired fingers make two editions and not two that count.
    provider = Provider.objects.select_for_update().get(pk=provider.pk)
    edition = provider.returns.count() + 1
    provider.returns.filter(is_last=True).update(is_last=False)
    made = Return.objects.create(
        provider=provider,
        edition=edition,
        children=children,
        eligible_children=eligible_children,
        visits=visits,
        words=words.strip(),
        looked_odd=odd,
        sent_at=at,
    )
    event = FiguresTold(
        programme=programme.slug,
        title=programme.title,
        organisation=provider.organisation.name,
        edition=edition,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    tell(people_acting_for(provider.organisation, on=on), event, assembly=assembly.slug, at=at)
    return made


@transaction.atomic
@recording_last()
def report_figures(
    *,
    programme: Programme,
    children: int | None,
    eligible_children: int | None,
    visits: int | None,
    providers: int | None,
    source: str,
    on: date,
    by: Person,
    at: datetime,
) -> ReportedFigures:
    """
    Keep figures of a whole programme as somebody published them; ours stand beside them.

    :param on: the day they were published.
    :raises Refusal: if they cannot all be so, or `by` may not.
    """
    assembly = programme.assembly
    today = day_in(assembly, at=at)
    require_keeps_of(by, assembly, programme.owner_name, on=today)
    clause = clause_for(assembly, "figures", on=today)
    counts = Counts(
        children=children,
        eligible_children=eligible_children,
        eligible=programme.eligible,
        visits=visits,
    )
    book = book_with(assembly, CHILDREN, on=today)
    known = (children, eligible_children, programme.eligible, visits)
    if book is not None and None not in known:
        programme_figures_make_sense(
            book,
            children=children or 0,
            eligible_children=eligible_children or 0,
            eligible=programme.eligible or 0,
            visits=visits or 0,
        ).require()
    if faults := impossible(counts):
        why = " ".join(in_words(fault, counts, programme) for fault in faults).rstrip(".")
        raise Refusal("figures-impossible", clause, {"why": why})
    made, _is_new = ReportedFigures.objects.update_or_create(
        programme=programme,
        defaults={
            "children": children,
            "eligible_children": eligible_children,
            "visits": visits,
            "providers": providers,
            "source": source.strip() or _("not said"),
            "on": on,
        },
    )
    event = FiguresReported(programme=programme.slug, title=programme.title, source=made.source)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
