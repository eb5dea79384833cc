"""Agreements with partners as they stand, and what support bodies state."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.ruled import support_organisations
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.obligations import Obligation
from folkmoot.work.compact.models import Accord, Commitment, CoSigner, Evidence, Statement

CLAUSE = "formal-agreement"
SIGNERS, REVIEW, STATED = "mou.signers", "mou.review", "neutral.review"
LEAST_SIDES = 2
"""Nothing is agreed by one side, whatever a document says of it."""

type Kept = Literal["met", "going on", "missed", "overdue", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """
    One commitment with what was last seen of it.

    :param state: met, going on, missed (somebody says it is broken, and nobody since that it is
        kept), overdue (its day is over and it is not met), or unknown.
    """

    commitment: Commitment
    evidence: list[Evidence]
    state: Kept

    @property
    def latest(self) -> Evidence | None:
        return self.evidence[0] if self.evidence else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An agreement: how it stands, its sides, and each promise."""

    accord: Accord
    state: str
    sides: list[CoSigner]
    promises: list[Promise]

    @property
    def signed(self) -> int:
        return sum(side.signed_on is not None for side in self.sides)


def accords(assembly: Assembly) -> QuerySet[Accord]:
    """Return the agreements of an assembly with their sides and promises, by name. Four queries."""
    evidence = Evidence.objects.select_related("organisation", "area").order_by("-seen_on", "-pk")
    promised = (
        Commitment.objects.select_related("owed_by")
        .prefetch_related(Prefetch("evidence", evidence))
        .order_by("number")
    )
    return (
        Accord.objects.filter(assembly=assembly)
        .select_related("assembly", "check_made")
        .prefetch_related(
            Prefetch("sides", CoSigner.objects.order_by("-is_of_sector", "name", "pk")),
            Prefetch("commitments", promised),
        )
        .order_by("title", "pk")
    )


def standing_of(accord: Accord, *, on: date) -> Standing:
    """Return an agreement, as `accords` gives it, with how it stands on a day. No query."""
    return Standing(
        accord=accord,
        state=state_of(accord, on=on),
        sides=list(accord.sides.all()),
        promises=[promise_of(one, on=on) for one in accord.commitments.all()],
    )


def state_of(accord: Accord, *, on: date) -> str:
    """Return how an agreement stands, in one of the site's words. No query."""
    if accord.is_signed:
        return "overdue" if accord.review_on is not None and accord.review_on < on else "signed"
    if accord.expected_by is not None and accord.expected_by < on:
        return "late"
    return "not signed"


def promise_of(commitment: Commitment, *, on: date) -> Promise:
    """Return a commitment with what was seen of it, the latest first. No query."""
    evidence = list(commitment.evidence.all())
    says = evidence[0].says if evidence else ""
    is_over = commitment.due_on is not None and commitment.due_on < on
    states: dict[str, Kept] = {
        Evidence.Says.KEPT: "met",
        Evidence.Says.BROKEN: "missed",
        Evidence.Says.BEGUN: "overdue" if is_over else "going on",
    }
    return Promise(
        commitment=commitment,
        evidence=evidence,
        state=states.get(says, "overdue" if is_over else "unknown"),
    )


def sides_needed(assembly: Assembly, *, on: date) -> int:
    """Return how many must have signed for an agreement to be one. Costs as `book_that_fixes`."""
    book = book_that_fixes(assembly, SIGNERS, on=on)
    return book.whole(SIGNERS) if book is not None else LEAST_SIDES


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A support body with its latest statement: met, overdue, or none at all (due)."""

    organisation: Organisation
    latest: Statement | None
    state: str


def stated(assembly: Assembly, *, on: date) -> list[Stated]:
    """Return each support body with what it last stated, by name. Two queries."""
    latest: dict[int, Statement] = {}
    found = Statement.objects.filter(assembly=assembly).select_related("organisation")
    for one in found.order_by("made_at", "pk"):
        latest[one.organisation_id] = one
    bodies = list(support_organisations(assembly).order_by("name", "pk"))
    return [
        Stated(organisation=body, latest=last, state=_stands(last, on=on))
        for body in bodies
        for last in [latest.get(body.pk)]
    ]


def _stands(latest: Statement | None, *, on: date) -> str:
    if latest is None:
        return "due"
    return "overdue" if latest.review_by < on else "met"


def obligations_of_compact(assembly: Assembly, *, on: date) -> list[Obligation]:
    """Return what is due of agreements and statements, under their clauses. Six queries at most."""
    found = []
    if (book := book_that_fixes(assembly, REVIEW, on=on)) is not None:
        clause = book.parameter(REVIEW).clause
        signed = Accord.objects.filter(assembly=assembly, is_signed=True, review_on__isnull=False)
        for accord in signed.order_by("pk"):
            found.append(
                Obligation(
                    what=_("Look again at %(title)s") % {"title": accord.title},
                    who=_("those who signed it"),
                    clause=clause,
                    due_on=accord.review_on,
                )
            )
    if (book := book_that_fixes(assembly, STATED, on=on)) is not None:
        for one in stated(assembly, on=on):
            if one.latest is not None:
                found.append(
                    Obligation(
                        what=_("Look again at what %(body)s states of itself")
                        % {"body": one.organisation.name},
                        who=_("the support body"),
                        clause=book.parameter(STATED).clause,
                        due_on=one.latest.review_by,
                    )
                )
    return found
