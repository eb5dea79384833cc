"""Who links the sector and its partners, and what they carry: down from the system, and up from the sector."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.membership.queries import counts
from folkmoot.body.organisations.models import Shelf
from folkmoot.proceedings.voice.models import Input
from folkmoot.scrutiny.reports.models import Provider
from folkmoot.scrutiny.reports.queries.asked import consultations_asked
from folkmoot.scrutiny.reports.queries.machine import Row, Span
from folkmoot.scrutiny.reports.queries.spans import day
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.queries import state_of

DOWN, UP = "down", "up"
"""To the sector, from what the system needs; and to partners, from the sector."""


def providers(assembly: Assembly) -> list[Provider]:
    """Return who has ever done the linking, those who do it now first. One query."""
    rows = list(Provider.objects.filter(assembly=assembly).order_by("from_on", "name", "pk"))
    return sorted(rows, key=lambda one: one.until_on is not None)


def is_current(provider: Provider, *, on: date) -> bool:
    """Whether a provider does the linking on a day. No query."""
    return provider.from_on <= on and (provider.until_on is None or provider.until_on > on)


def provider_rows(span: Span) -> list[Row]:
    """Return who did the linking within the time. One query."""
    return [
        Row(
            (one.name, one.does, day(one.from_on), day(one.until_on)),
            reverse("reports:group", args=[span.assembly]),
            {},
        )
        for one in providers(span.assembly)
        if one.from_on <= span.until and (one.until_on is None or one.until_on > span.since)
    ]


def links(span: Span) -> list[Row]:
    """
    Return what was carried within the time, either way, the earliest first. Five queries at most.

    Down: requests of public bodies, and their consultations. Up: what was brought to the door, and
    what the sector said at boards. What was told in confidence is left out, and what is for members
    stands with its reference alone.
    """
    found = [*_from_the_door(span), *_asked(span), *_said(span)]
    return [row for _on, row in sorted(found, key=lambda one: (one[0], one[1].cells))]


def _row(
    way: str, kind: str, title: str, on: date, done: date | None, stands: str, url: str
) -> tuple[date, Row]:
    words = _("from the system to the sector") if way == DOWN else _("from the sector to partners")
    cells = (words, kind, title, day(on), day(done), _(stands))
    return on, Row(cells, url, {"way": way, "is_open": done is None, "stands": stands})


def _from_the_door(span: Span) -> list[tuple[date, Row]]:
    rows = Enquiry.objects.filter(
        assembly=span.assembly,
        received_at__date__gte=span.since,
        received_at__date__lte=span.until,
    ).exclude(seen_by=Enquiry.SeenBy.OFFICERS)
    found = []
    for one in rows.order_by("received_at", "pk"):
        is_open = one.seen_by == Enquiry.SeenBy.EVERYONE
        found.append(
            _row(
                DOWN if one.kind == Enquiry.Kind.REQUEST else UP,
                str(one.get_kind_display()),
                one.title if is_open else one.reference,
                day_in(span.assembly, at=one.received_at),
                day_in(span.assembly, at=one.replied_at) if one.replied_at else None,
                state_of(one, on=span.on),
                reverse("enquiries:enquiry", args=[span.assembly, one.reference]),
            )
        )
    return found


def _asked(span: Span) -> list[tuple[date, Row]]:
    return [
        _row(
            DOWN,
            _("a consultation"),
            one.title,
            one.opens_on,
            one.answered_on,
            "answered" if one.answered_on else "open" if not one.closed_at else "closed",
            reverse("consultations:consultation", args=[span.assembly, one.reference]),
        )
        for one, _book in consultations_asked(span.assembly, on=span.on)
        if one.opens_on is not None and span.holds(one.opens_on)
    ]


def _said(span: Span) -> list[tuple[date, Row]]:
    rows = Input.objects.filter(
        assembly=span.assembly, sitting__on__gte=span.since, sitting__on__lte=span.until
    ).select_related("sitting__body")
    found = []
    for one in rows.order_by("sitting__on", "pk"):
        done = day_in(span.assembly, at=one.replied_at) if one.replied_at else None
        is_late = one.reply_due_on is not None and one.reply_due_on < span.on
        found.append(
            _row(
                UP,
                _("said at %(body)s") % {"body": one.sitting.body.name},
                one.about,
                one.sitting.on,
                done,
                "answered" if done else "overdue" if is_late else "due",
                reverse("voice:said", args=[span.assembly, one.reference]),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Travel:
    """How one thing travelled: what it was, from whom to whom, when, and what came back."""

    title: str
    url: str
    steps: list[tuple[str, date]]


@dataclass(frozen=True, slots=True)
class Layers:
    """
    The three layers with live facts.

    :param down: the last request that came from the system and was answered; and :param up: the
        last thing that the sector brought to a partner and was answered.
    """

    requests: int
    consultations: int
    providers: list[Provider]
    waiting: int
    members: int
    on_register: int
    forums: list[Forum]
    down: Travel | None
    up: Travel | None


def layers(assembly: Assembly, *, at: datetime) -> Layers:
    """Return what each of the three layers holds now, and how a request travelled each way. 14 queries."""
    on = day_in(assembly, at=at)
    public = Enquiry.objects.filter(assembly=assembly, seen_by=Enquiry.SeenBy.EVERYONE)
    waiting = Enquiry.objects.filter(assembly=assembly, replied_at=None)
    asks = public.filter(kind=Enquiry.Kind.REQUEST)
    number = counts(assembly, on=on)
    return Layers(
        requests=asks.filter(replied_at=None).count(),
        consultations=sum(
            one.opens_on is not None and one.opens_on <= on and one.closed_at is None
            for one, _book in consultations_asked(assembly, on=on)
        ),
        providers=[one for one in providers(assembly) if is_current(one, on=on)],
        waiting=waiting.exclude(seen_by=Enquiry.SeenBy.OFFICERS).count(),
        members=number.full + number.associate,
        on_register=Shelf.objects.filter(assembly=assembly, facet="all").count(),
        forums=list(live_forums(assembly, on=on)),
        down=_travel(
            assembly,
            asks.filter(replied_at__isnull=False).order_by("-replied_at", "-pk").first(),
            begins=_("A public body asked the sector"),
        ),
        up=_travel(
            assembly,
            public.exclude(kind=Enquiry.Kind.REQUEST)
            .exclude(partner="")
            .filter(replied_at__isnull=False)
            .order_by("-replied_at", "-pk")
            .first(),
            begins=_("Somebody of the sector brought it"),
        ),
    )


def _travel(assembly: Assembly, one: Enquiry | None, *, begins: str) -> Travel | None:
    if one is None or one.replied_at is None:
        return None
    steps = [(begins, day_in(assembly, at=one.received_at))]
    sent = one.sent_to.count()
    if sent:
        words = _("The Engagement Group passed it to %(n)d organisations that fit") % {"n": sent}
        steps.append((words, steps[0][1]))
    elif one.partner:
        words = _("The Engagement Group passed it to %(name)s") % {"name": one.partner}
        steps.append((words, steps[0][1]))
    steps.append(
        (_("The answer came back, for everybody to read"), day_in(assembly, at=one.replied_at))
    )
    if one.closed_at is not None:
        steps.append((_("What came of it was written down"), day_in(assembly, at=one.closed_at)))
    return Travel(one.title, reverse("enquiries:enquiry", args=[assembly, one.reference]), steps)
