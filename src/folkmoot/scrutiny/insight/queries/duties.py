"""What the sector's knowledge asks of whom each year, and what waits."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import day_in, holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import add
from folkmoot.scrutiny.insight.models import Risk, SectorReport, SeenBy, Workforce
from folkmoot.scrutiny.insight.queries.bank import waiting
from folkmoot.scrutiny.insight.queries.clauses import (
    REPORT,
    REVIEW,
    WORKFORCE,
    clause_for,
    threshold,
)
from folkmoot.scrutiny.insight.queries.risks import to_put_on_an_agenda


def obligations_of_insight(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return the report on the sector that is due for last year, and the risks to look at. Three queries.

    A risk that is not for everybody is told by its number.
    """
    found = []
    last = on.year - 1
    book = book_that_fixes(assembly, REPORT, on=on)
    if book is not None:
        out = SectorReport.objects.filter(assembly=assembly, year=last).order_by("pk").first()
        found.append(
            Obligation(
                what=_("Publish the state of the sector in %(year)d") % {"year": last},
                who=_("The infrastructure body"),
                clause=book.parameter(REPORT).clause,
                due_on=add(date(last, 12, 31), book.period(REPORT)),
                done_on=out.published_on if out is not None else None,
            )
        )
    book = book_that_fixes(assembly, REVIEW, on=on)
    if book is not None:
        risks = Risk.objects.filter(assembly=assembly, closed_on=None)
        found += [
            Obligation(
                what=_("Look again at a trend or risk: %(title)s")
                % {
                    "title": risk.title
                    if risk.seen_by == SeenBy.PUBLIC
                    else _("number %(number)d") % {"number": risk.number}
                },
                who=risk.owner,
                clause=book.parameter(REVIEW).clause,
                due_on=risk.review_by,
                done_on=None,
            )
            for risk in risks.order_by("review_by", "pk")
        ]
    return found


def waiting_in_insight(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person,
    **_more: object,
) -> list[DeskItem]:
    """
    Return what waits: for an organisation to tell of its people, for an officer to read and to act.

    Six queries at most.
    """
    on = day_in(assembly, at=at)
    items = _of_people(organisation, assembly, on=on) if organisation is not None else []
    if not holds_post(person, assembly, [Post.Kind.OFFICER], on=on):
        return items
    items += [
        DeskItem(
            verb_phrase=_("Read what was given to the bank: %(title)s") % {"title": one.title},
            minutes=5,
            url=reverse("insight:evidence", args=[assembly, one.reference]),
            clause=clause_for(assembly, "bank", on=on),
        )
        for one in waiting(assembly)[:10]
    ]
    least = threshold(assembly, on=on)
    items += [
        DeskItem(
            verb_phrase=_("Put it on an agenda of %(forum)s: %(title)s")
            % {
                "forum": risk.forum.name if risk.forum else _("the forum it is for"),
                "title": risk.title,
            },
            minutes=5,
            url=reverse("insight:risk", args=[assembly, risk.number]),
            clause=clause_for(assembly, "risks", on=on),
        )
        for risk in to_put_on_an_agenda(assembly, least=least)[:10]
    ]
    return items


def _of_people(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    """Ask an organisation that told of its people before for the year's figures. One query."""
    if book_that_fixes(assembly, WORKFORCE, on=on) is None:
        return []
    rows = Workforce.objects.filter(assembly=assembly, organisation=organisation)
    latest: dict[str, int] = {}
    for group, year in rows.order_by("year").values_list("group", "year"):
        latest[group] = year
    return [
        DeskItem(
            verb_phrase=_("Tell how many %(group)s you have this year")
            % {"group": Workforce.Group(group).label},
            due=date(on.year, 12, 31),
            minutes=2,
            url=reverse("insight:tell", args=[assembly, group]),
            clause=clause_for(assembly, "workforce", on=on),
        )
        for group, year in sorted(latest.items())
        if year < on.year
    ]
