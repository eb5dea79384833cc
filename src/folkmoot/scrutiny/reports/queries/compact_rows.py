"""The rows of the annual Compact report: evidence, cases, consultations, notices, telling, champions, work."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.proceedings.cases.models import Case
from folkmoot.scrutiny.reports.queries.asked import consultations_asked, length
from folkmoot.scrutiny.reports.queries.clock import STATES
from folkmoot.scrutiny.reports.queries.machine import Row, Span
from folkmoot.scrutiny.reports.queries.owed import KINDS, owed
from folkmoot.scrutiny.reports.queries.spans import day
from folkmoot.work.compact.models import Accord, Evidence, Promotion, Signatory
from folkmoot.work.compact.queries.backing import is_filled
from folkmoot.work.consultations.models import Point
from folkmoot.work.funding.models import EndNotice
from folkmoot.work.plan.models import Action, Plan
from folkmoot.work.plan.queries import state_of

GENERAL = "general"
"""The theme of what is filed under none of the document's."""


def evidence(span: Span, *, themes: tuple[str, ...]) -> list[Row]:
    """Return what was seen of promises within the time, the earliest first. One query."""
    rows = Evidence.objects.filter(
        commitment__accord__assembly=span.assembly,
        seen_on__gte=span.since,
        seen_on__lte=span.until,
    ).select_related("commitment__accord", "organisation")
    known = {theme.casefold(): theme for theme in themes}
    found = []
    for one in rows.order_by("seen_on", "pk"):
        theme = known.get(one.commitment.theme.strip().casefold(), GENERAL)
        promise = f"{one.commitment.number}. {one.commitment.words}"
        found.append(
            Row(
                (
                    day(one.seen_on),
                    one.commitment.theme or _("general principles"),
                    promise,
                    str(one.get_says_display()),
                    one.words,
                    one.source or (one.organisation.name if one.organisation else ""),
                ),
                reverse("compact:accord", args=[span.assembly, one.commitment.accord.slug]),
                {"theme": theme, "says": str(one.says)},
            )
        )
    return found


def cases(span: Span) -> list[Row]:
    """
    Return the cases on commitments: those closed within the time, and those still gone into.

    What is still open, or was closed without a published word, is told by its number alone. Two
    queries.
    """
    about = Case.objects.filter(assembly=span.assembly, kind=Case.Kind.COMPACT)
    closed = about.filter(closed_at__date__gte=span.since, closed_at__date__lte=span.until).only(
        "reference", "closed_at", "outcome", "published_words", "lesson"
    )
    page = reverse("cases:cases", args=[span.assembly])
    found, silent = [], 0
    for one in closed.order_by("closed_at", "pk"):
        if not one.published_words and not one.lesson:
            silent += 1
            continue
        assert one.closed_at is not None  # it is asked for above
        found.append(
            Row(
                (
                    one.reference,
                    day(one.closed_at.date()),
                    str(one.get_outcome_display()),
                    one.published_words,
                    one.lesson,
                ),
                f"{page}#{one.reference}",
                {
                    "is_closed": True,
                    "is_settled": one.outcome in (Case.Outcome.SETTLED, Case.Outcome.RECTIFIED),
                    "has_lesson": bool(one.lesson),
                },
            )
        )
    if silent:
        words = _("closed, with nothing published")
        facts = {"is_closed": True, "number": silent}
        found.append(Row((_cases(silent), "", words, "", ""), page, facts))
    going = about.filter(opened_at__isnull=False, opened_at__date__lte=span.until)
    still = going.exclude(closed_at__date__lte=span.until).count()
    if still:
        facts = {"is_closed": False, "number": still}
        words = _("still gone into")
        found.append(Row((_cases(still), "", words, "", ""), page, facts))
    return found


def _cases(number: int) -> str:
    return ngettext("%(n)d case", "%(n)d cases", number) % {"n": number}


def consultations(span: Span) -> list[Row]:
    """Return the consultations that opened within the time, with how long each is open. Four queries."""
    found = []
    for one, book in consultations_asked(span.assembly, on=span.on):
        if not span.holds(one.opens_on):
            continue
        open_for = length(one, book)
        is_short = (
            open_for is not None
            and open_for.standard is not None
            and open_for.days < open_for.standard
        )
        found.append(
            Row(
                (
                    one.title,
                    one.owner_name,
                    f"{day(one.opens_on)} – {day(one.closes_on)}",
                    _("%(days)d days") % {"days": open_for.days} if open_for else _("not known"),
                    one.reason_for_length,
                ),
                reverse("consultations:consultation", args=[span.assembly, one.reference]),
                {
                    "days": open_for.days if open_for else None,
                    "is_known": open_for is not None,
                    "is_short": is_short,
                    "has_reason": bool(one.reason_for_length),
                },
            )
        )
    return found


def points(span: Span) -> list[Row]:
    """Return the main points of consultations that were answered within the time. One query."""
    rows = Point.objects.filter(
        consultation__assembly=span.assembly,
        answered_at__date__gte=span.since,
        answered_at__date__lte=span.until,
    ).select_related("consultation")
    return [
        Row(
            (one.consultation.title, one.said, str(one.get_did_display()), one.because),
            reverse("consultations:consultation", args=[span.assembly, one.consultation.reference]),
            {"did": str(one.did)},
        )
        for one in rows.order_by("answered_at", "pk")
    ]


def notices(span: Span) -> list[Row]:
    """Return the notices of an end of funding given within the time, the shortest first. One query."""
    rows = EndNotice.objects.filter(
        award__assembly=span.assembly,
        given_at__date__gte=span.since,
        given_at__date__lte=span.until,
    ).select_related("award")
    told = []
    for one in rows.order_by("given_at", "pk"):
        given = one.given_at.date()
        days = (one.ends_on - given).days
        told.append(
            Row(
                (
                    one.award.title,
                    one.award.funder_name,
                    one.award.recipient_name,
                    day(given),
                    day(one.ends_on),
                    _("%(days)d days") % {"days": days},
                    one.exception,
                    one.effect,
                ),
                reverse("funding:award", args=[span.assembly, one.award_id]),
                {"days": days, "is_short": one.ends_on < one.earliest_on},
            )
        )
    return sorted(told, key=lambda row: row.facts["days"])


def promotion(span: Span) -> list[Row]:
    """Return what was told of compacts within the time, the earliest first. One query."""
    rows = Promotion.objects.filter(
        accord__assembly=span.assembly, on__gte=span.since, on__lte=span.until
    ).select_related("accord")
    return [
        Row(
            (day(one.on), one.body, str(one.get_kind_display()), one.words),
            reverse("compact:backing", args=[span.assembly, one.accord.slug]),
            {
                "is_of_sector": one.is_of_sector,
                "is_adopted": one.kind == Promotion.Kind.ADOPTED,
                "kind": str(one.kind),
            },
        )
        for one in rows.order_by("on", "pk")
    ]


def champions(span: Span) -> list[Row]:
    """
    Return the bodies that back a compact now, with whether a champion can be reached. One query.

    Nobody is named: who the champion is stands on its page, for as long as they are.
    """
    rows = Signatory.objects.filter(
        accord__assembly=span.assembly, accord__kind=Accord.Kind.COMPACT, succeeded_by=None
    ).select_related("accord")
    found = []
    for one in rows.order_by("name", "pk"):
        is_there = is_filled(one)
        words = _("there is a champion") if is_there else _("no champion who can be reached")
        found.append(
            Row(
                (one.name, day(one.agreed_on), words),
                reverse("compact:backing", args=[span.assembly, one.accord.slug]),
                {"is_filled": is_there},
            )
        )
    return found


def duties(span: Span) -> list[Row]:
    """Return what partners owed by a day within the time, as it stood at its end. Fourteen queries."""
    at = min(span.until, span.on)
    rank = {state: place for place, state in enumerate(STATES)}
    found = []
    for one in owed(span.assembly, since=span.since, on=at):
        if one.is_ours or not span.holds(one.due_on):
            continue
        stands = one.stands(on=at)
        found.append(
            Row(
                (
                    one.body,
                    one.part,
                    str(KINDS[one.kind]),
                    one.what,
                    day(one.due_on),
                    day(one.done_on),
                    _(stands),
                    one.note,
                ),
                one.url,
                {"stands": stands, "kind": one.kind},
            )
        )
    return sorted(found, key=lambda row: (rank[row.facts["stands"]], row.cells))


def work_plan(span: Span) -> list[Row]:
    """Return the actions of work plans that run within the time, as they stand. One query."""
    rows = Action.objects.filter(
        plan__assembly=span.assembly,
        plan__kind=Plan.Kind.WORK_PLAN,
        plan__from_on__lte=span.until,
        plan__until_on__gte=span.since,
    ).select_related("plan")
    found = []
    for one in rows.order_by("plan__from_on", "number", "pk"):
        state = state_of(one, on=min(span.until, span.on))
        url = reverse("plan:plan", args=[span.assembly, one.plan.slug])
        found.append(
            Row(
                (
                    f"{one.number}. {one.title}",
                    one.owner or _("nobody yet"),
                    day(one.due_on),
                    one.clause_key,
                    _(state),
                ),
                f"{url}#action-{one.number}",
                {"state": state},
            )
        )
    return found
