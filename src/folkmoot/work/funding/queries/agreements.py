"""Agreements with those who lead a service, and how funded bodies mind money."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import adopted_books
from folkmoot.rules.compact.agreements import (
    agreement_has_an_equality_term,
    agreement_keeps_both_free,
)
from folkmoot.rules.findings import Finding
from folkmoot.rules.funding.monitoring import checks_of
from folkmoot.work.funding.models import Agreement, Award, Controls, FinanceCheck


def agreements(assembly: Assembly) -> QuerySet[Agreement]:
    """Return the agreements with leads, the latest to begin first, with their steps. Two queries."""
    found = Agreement.objects.filter(assembly=assembly).select_related(
        "assembly", "organisation", "area"
    )
    return found.prefetch_related("steps").order_by("-starts_on", "-pk")


def flags_of(agreement: Agreement, *, on: date) -> list[Finding]:
    """Return the checks that an agreement does not pass, as the documents have them. Two queries."""
    books = adopted_books(agreement.assembly, on=on)
    found = []
    free = next((book for book in books if "principle-independence" in book.clauses), None)
    if free is not None:
        found.append(
            agreement_keeps_both_free(
                free,
                limits_nothing=agreement.is_free,
                states_duties=bool(agreement.duties.strip()),
            )
        )
    equal = next((book for book in books if "equality-law" in book.clauses), None)
    if equal is not None:
        has_term = bool(agreement.equality_term.strip())
        found.append(agreement_has_an_equality_term(equal, has_term=has_term))
    return [one for one in found if not one.holds]


def state_of_step(due_on: date, done_on: date | None, *, on: date) -> str:
    """Tell in one of the site's words how something due on a day stands. No query."""
    if done_on is not None:
        return "met" if done_on <= due_on else "late"
    return "overdue" if on > due_on else "due"


def funded_bodies(assembly: Assembly, *, names: list[str] | None) -> QuerySet[Organisation]:
    """
    Return the organisations on the register that are funded, by name. One query.

    :param names: by which bodies; None for any.
    """
    given = Award.objects.filter(assembly=assembly, organisation=OuterRef("pk"))
    if names is not None:
        given = given.filter(funder_name__in=names)
    return Organisation.objects.filter(Exists(given)).order_by("sort_name", "pk")


def controls_of(assembly: Assembly, organisation: Organisation) -> Controls | None:
    """Return what an organisation told of how it minds money, or None. Two queries."""
    found = Controls.objects.filter(assembly=assembly, organisation=organisation)
    return found.prefetch_related("checks").order_by("pk").first()


def checks_owed(
    organisation: Organisation, controls: Controls | None, *, on: date
) -> list[tuple[str, FinanceCheck | None, str]]:
    """
    Return what an organisation of its size shows, the latest of each kind, and how that stands.

    What nobody told is unknown, not late. No query, where its checks were read.
    """
    found = []
    for kind in checks_of(organisation.size_band):
        told = [one for one in controls.checks.all() if one.kind == kind] if controls else []
        late = [one for one in told if one.done_on is None and one.due_on < on]
        last = min(late, key=_by_day) if late else max(told, key=_by_day, default=None)
        state = state_of_step(last.due_on, last.done_on, on=on) if last else "unknown"
        found.append((kind, last, state))
    return found


def _by_day(check: FinanceCheck) -> tuple[date, int]:
    return check.due_on, check.pk
