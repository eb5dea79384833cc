"""What waits around money: for whoever keeps a fund, for those who mark, and for those who applied."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in, posts_of
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.work.funding.models import Application, Assessor, AwardReport, EndNotice, Fund


def waiting_in_funding(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what waits: questions and applications for those who keep a fund, marks for those who
    judge, and for an organisation its drafts, its reports, and an end it has not replied to.

    Four queries for a person, and three more for their organisation.
    """
    on = day_in(assembly, at=at)
    items = [*_of_keeper(assembly, person, on=on), *_of_assessor(assembly, person, on=on)]
    if organisation is not None:
        items += _of_organisation(assembly, organisation, on=on)
    return items


def _of_keeper(assembly: Assembly, person: Person, *, on: date) -> Iterator[DeskItem]:
    """Public bodies' people see to their own funds; officers to those that nobody else does. Three."""
    posts = posts_of(person, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    bodies = [body for body in posts.values_list("body", flat=True) if body]
    if not bodies and not is_officer(person, assembly, on=on):
        return
    funds = Fund.objects.filter(assembly=assembly, published_at__isnull=False)
    if bodies:
        own = Q()
        for body in bodies:
            own |= Q(funder_name__iexact=body) | Q(run_by__iexact=body)
        funds = funds.filter(own)
    asked = Count("questions", filter=Q(questions__answered_at=None), distinct=True)
    sent = Count(
        "applications", filter=Q(applications__state=Application.State.SENT), distinct=True
    )
    found = funds.annotate(asked=asked, sent=sent).filter(Q(asked__gt=0) | Q(sent__gt=0))
    for fund in found.order_by("closes_on", "pk")[:50]:
        if fund.asked:
            yield DeskItem(
                verb_phrase=ngettext(
                    "Answer %(number)d question on %(title)s",
                    "Answer %(number)d questions on %(title)s",
                    fund.asked,
                )
                % {"number": fund.asked, "title": fund.title},
                url=reverse("funding:fund", args=[assembly, fund.slug]),
                minutes=10,
                state="due",
            )
        if fund.sent and fund.closes_on is not None and fund.closes_on < on:
            yield DeskItem(
                verb_phrase=ngettext(
                    "Decide %(number)d application to %(title)s",
                    "Decide %(number)d applications to %(title)s",
                    fund.sent,
                )
                % {"number": fund.sent, "title": fund.title},
                url=reverse("funding:applications", args=[assembly, fund.slug]),
                minutes=30,
                state="due",
            )


def _of_assessor(assembly: Assembly, person: Person, *, on: date) -> Iterator[DeskItem]:
    """What somebody who judges has still to declare or to mark. One query."""
    sent = Q(fund__applications__state=Application.State.SENT)
    marked = Q(marks__application__fund=F("fund"), marks__application__state="sent")
    judges = Assessor.objects.filter(
        person=person, fund__assembly=assembly, fund__closes_on__lt=on, fund__decided_at=None
    )
    found = judges.select_related("fund").annotate(
        sent=Count("fund__applications", filter=sent, distinct=True),
        closed=Count("interests", filter=Q(interests__state="sent"), distinct=True),
        done=Count("marks__application", filter=marked, distinct=True),
    )
    for one in found.order_by("fund__closes_on", "pk"):
        left = one.sent - one.closed - one.done
        url = reverse("funding:applications", args=[assembly, one.fund.slug])
        if one.declared_at is None and one.sent:
            yield DeskItem(
                verb_phrase=_("Say what you have an interest in, of %(title)s")
                % {"title": one.fund.title},
                url=reverse("funding:declare", args=[assembly, one.fund.slug]),
                minutes=5,
                state="due",
            )
        elif left > 0:
            yield DeskItem(
                verb_phrase=ngettext(
                    "Mark %(number)d application to %(title)s",
                    "Mark %(number)d applications to %(title)s",
                    left,
                )
                % {"number": left, "title": one.fund.title},
                url=url,
                minutes=20,
                state="due",
            )


def _of_organisation(
    assembly: Assembly, organisation: Organisation, *, on: date
) -> Iterator[DeskItem]:
    """What an organisation has begun and not sent, has to report on, or may reply to. Three."""
    drafts = Application.objects.filter(
        organisation=organisation, fund__assembly=assembly, state=Application.State.DRAFT,
        fund__closes_on__gte=on,
    )  # fmt: skip
    for draft in drafts.select_related("fund").order_by("fund__closes_on", "pk"):
        yield DeskItem(
            verb_phrase=_("Finish and send your application to %(title)s")
            % {"title": draft.fund.title},
            url=reverse("funding:apply", args=[assembly, draft.fund.slug]),
            due=draft.fund.closes_on,
            minutes=30,
        )
    reports = AwardReport.objects.filter(
        award__organisation=organisation, award__assembly=assembly, award__is_ours=True,
        sent_at=None, award__ends_on__lt=on,
    )  # fmt: skip
    for report in reports.select_related("award").order_by("due_on", "pk"):
        yield DeskItem(
            verb_phrase=_("Tell what came of %(title)s") % {"title": report.award.title},
            url=reverse("funding:report", args=[assembly, report.award_id]),
            due=report.due_on,
            minutes=20,
            state="overdue" if report.due_on < on else "due",
        )
    ends = EndNotice.objects.filter(
        award__organisation=organisation, award__assembly=assembly, replied_at=None,
        ends_on__gte=on,
    )  # fmt: skip
    for notice in ends.select_related("award").order_by("ends_on", "pk"):
        yield DeskItem(
            verb_phrase=_("Say what it does that the funding of %(title)s ends")
            % {"title": notice.award.title},
            url=reverse("funding:reply", args=[assembly, notice.award_id]),
            due=notice.ends_on,
            minutes=10,
        )
