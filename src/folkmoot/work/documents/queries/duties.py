"""What is due about documents, and what waits for the support officers."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.desk import DeskItem
from folkmoot.rules.findings import Clause
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add, take
from folkmoot.work.documents.models import (
    Comment,
    Document,
    EqualityCheck,
    Law,
    Statement,
    SuccessorTask,
)
from folkmoot.work.documents.queries.clauses import clause_for, laws_period, status_period
from folkmoot.work.documents.queries.register import UNOWNED, Asked, register

LIVE = Document.Status.LIVE


def obligations_of_documents(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return what is due about the documents of an assembly. Five queries, and those of its clauses.

    A review of each live document; with it the equality impact assessment that was promised; the
    check of each law that was ever made; what a document is to become; a look at each statement.
    """
    nobody = _("nobody: it has no owner")
    return [
        *_reviews(assembly, nobody, on=on),
        *_laws(assembly, nobody, on=on),
        *_successors(assembly, nobody, on=on),
        *_statements(assembly, on=on),
    ]


def _who(document: Document, nobody: str) -> str:
    return document.owner if document.owner and not document.is_owner_gone else nobody


def _reviews(assembly: Assembly, nobody: str, *, on: date) -> list[Obligation]:
    review = clause_for(assembly, "review", on=on)
    equality = clause_for(assembly, "equality", on=on)
    if review is None and equality is None:
        return []
    made = EqualityCheck.objects.filter(
        version__document__assembly=assembly, version__replaced_on=None
    )
    checked = set(made.values_list("version__document", flat=True))
    rows = Document.objects.filter(assembly=assembly, status=LIVE, next_review_on__isnull=False)
    found = []
    for one in rows.order_by("next_review_on", "pk"):
        who = _who(one, nobody)
        if review is not None:
            what = _("Review %(title)s") % {"title": one.title}
            found.append(_duty(what, who, review, one.next_review_on))
        if equality is not None and one.has_equality_promise and one.pk not in checked:
            what = _("Check the effect of %(title)s on equality") % {"title": one.title}
            found.append(_duty(what, who, equality, one.next_review_on))
    return found


def _duty(what: str, who: str, clause: Clause, due_on: date | None) -> Obligation:
    return Obligation(what=what, who=who, clause=clause, due_on=due_on)


def _laws(assembly: Assembly, nobody: str, *, on: date) -> list[Obligation]:
    clause = clause_for(assembly, "laws", on=on)
    if clause is None:
        return []
    period = laws_period(assembly, on=on)
    rows = Law.objects.filter(document__assembly=assembly, document__status=LIVE)
    rows = rows.filter(is_repealed=False, checked_on__isnull=False).select_related("document")
    return [
        _duty(
            _("Check whether this law still holds: %(law)s") % {"law": one.name},
            _who(one.document, nobody),
            clause,
            add(one.checked_on, period),
        )
        for one in rows.order_by("checked_on", "pk")
        if one.checked_on is not None
    ]


def _successors(assembly: Assembly, nobody: str, *, on: date) -> list[Obligation]:
    clause = clause_for(assembly, "successor", on=on)
    if clause is None:
        return []
    rows = SuccessorTask.objects.filter(document__assembly=assembly, due_on__isnull=False)
    return [
        Obligation(
            what=_("Turn %(title)s into a %(kind)s")
            % {"title": one.document.title, "kind": one.get_kind_display()},
            who=_who(one.document, nobody),
            clause=clause,
            due_on=one.due_on,
            done_on=one.done_on,
        )
        for one in rows.select_related("document").order_by("due_on", "pk")
    ]


def statement_until(statement: Statement, *, on: date) -> date:
    """Return the last day on which a statement holds without another look. One query a page."""
    if statement.review_on is not None:
        return statement.review_on
    return add(statement.checked_on, status_period(statement.assembly, on=on))


def _statements(assembly: Assembly, *, on: date) -> list[Obligation]:
    clause = clause_for(assembly, "status", on=on)
    if clause is None:
        return []
    rows = Statement.objects.filter(assembly=assembly).select_related("assembly")
    return [
        _duty(
            _("Look again at what is stated: %(title)s") % {"title": one.title},
            _("whoever keeps the page"),
            clause,
            statement_until(one, on=on),
        )
        for one in rows.order_by("checked_on", "pk")
    ]


def waiting_for_officers(assembly: Assembly, *, on: date) -> list[DeskItem]:
    """
    Return what support officers have to do about documents, one item of each kind.

    Owners to find, draft marks to clear, laws to look up, comments to answer, and documents that
    are to become something of which nobody named a day. One query, and those of its clauses.
    """
    unowned, marked, laws, comments, undated = _numbers(assembly, on=on)
    here = reverse("documents:register", args=[assembly])
    told = (
        (unowned, "sheet", "?standing=unowned", "overdue", ngettext(
            "Find an owner for %(number)d document", "Find owners for %(number)d documents",
            unowned)),
        (marked, "draft", "?standing=marked", "overdue", ngettext(
            "Replace %(number)d live document that is marked as a draft",
            "Replace %(number)d live documents that are marked as drafts", marked)),
        (laws, "laws", "laws/", "due", ngettext(
            "Look whether %(number)d law still holds",
            "Look whether %(number)d laws still hold", laws)),
        (comments, "project", "comments/", "due", ngettext(
            "Reply to %(number)d comment on a draft",
            "Reply to %(number)d comments on drafts", comments)),
        (undated, "successor", "programmes/", "", ngettext(
            "Follow what %(number)d document is to become, of which no day is named",
            "Follow what %(number)d documents are to become, of which no day is named", undated)),
    )  # fmt: skip
    return [
        DeskItem(
            verb_phrase=words % {"number": number},
            url=here + to,
            clause=clause_for(assembly, part, on=on),
            state=state,
        )
        for number, part, to, state, words in told
        if number
    ]


def _numbers(assembly: Assembly, *, on: date) -> tuple[int, ...]:
    """Count what waits, in one query: the desk asks for it whatever else it shows."""
    documents = Document.objects.filter(assembly=assembly)
    is_over = Q(status__in=(Document.Status.SUPERSEDED, Document.Status.WITHDRAWN))
    comments = Comment.objects.filter(version__document__assembly=assembly, replied_at=None)
    tasks = SuccessorTask.objects.filter(document__assembly=assembly, done_on=None, due_on=None)
    counted = (
        _count(documents.filter(UNOWNED).exclude(is_over), "assembly"),
        _count(register(assembly, Asked(standing="marked"), on=on), "assembly"),
        _count(stale_laws(assembly, on=on), "document__assembly"),
        _count(comments, "version__document__assembly"),
        _count(tasks, "document__assembly"),
    )
    found: tuple[int, ...] = Assembly.objects.values_list(*counted).get(pk=assembly.pk)
    return found


def _count(rows: QuerySet[Any], path: str) -> Coalesce:
    one = rows.order_by().values(path).annotate(**{"number": Count("pk")})
    return Coalesce(Subquery(one.values("number")), 0)


def stale_laws(assembly: Assembly, *, on: date) -> QuerySet[Law]:
    """Return the laws of live documents that nobody looked at lately, by name. One query."""
    before = take(on, laws_period(assembly, on=on))
    rows = Law.objects.filter(document__assembly=assembly, document__status=LIVE)
    rows = rows.filter(is_repealed=False).filter(Q(checked_on=None) | Q(checked_on__lt=before))
    return rows.select_related("document").order_by("name", "pk")
