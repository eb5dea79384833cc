"""Everything that one can take part in, gathered from every noun, and what came of the last."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import open_contests
from folkmoot.proceedings.meetings.queries.lists import ahead_and_past, listed
from folkmoot.scrutiny.equity.models import AwarenessDay
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.enquiries.models import Enquiry

A_FEW = 10
MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """
    One thing to take part in.

    :param opens_on: the first day on which one can; today or before, where one can already.
    :param until_on: the last day, where it lasts longer than one; None where it is one day.
    :param sign_up: where one says that one comes, or answers; an empty word where there is none.
    """

    what: str
    kind: str
    about: str
    opens_on: date
    until_on: date | None
    url: str
    sign_up: str
    sign_up_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of something that one could take part in."""

    what: str
    kind: str
    on: date
    words: str
    url: str


def chances(assembly: Assembly, *, at: datetime) -> list[Chance]:
    """
    Return what one can take part in from now on, the soonest to end first. Six queries.

    At most sixty of each kind.
    """
    on = at.astimezone(ZoneInfo(assembly.time_zone)).date()
    found = [
        *_meetings(assembly, at=at),
        *_consultations(assembly, on=on),
        *_elections(assembly, at=at),
        *_requests(assembly, on=on),
        *_days(assembly, on=on),
    ]
    return sorted(found, key=lambda one: (max(one.opens_on, on), one.until_on or one.opens_on))


def _meetings(assembly: Assembly, *, at: datetime) -> list[Chance]:
    zone = ZoneInfo(assembly.time_zone)
    ahead, _past = ahead_and_past(listed(assembly, forum=None, year=None), at=at)
    return [
        Chance(
            what=one.forum.name,
            kind=_("meeting"),
            about="",
            opens_on=one.starts_at.astimezone(zone).date(),
            until_on=None,
            url=reverse("meetings:meeting", args=[assembly, one.reference]),
            sign_up=reverse("meetings:coming", args=[assembly, one.reference]),
            sign_up_words=_("Say that you come, and what would help you"),
        )
        for one in ahead.filter(cancelled_at=None)[:MOST]
    ]


def _consultations(assembly: Assembly, *, on: date) -> list[Chance]:
    rows = Consultation.objects.filter(
        assembly=assembly,
        published_at__isnull=False,
        withdrawn_at=None,
        closed_at=None,
        closes_on__gte=on,
    )
    return [
        Chance(
            what=one.title,
            kind=one.get_kind_display(),
            about=one.owner_name,
            opens_on=one.opens_on,
            until_on=one.closes_on,
            url=reverse("consultations:consultation", args=[assembly, one.reference]),
            sign_up=reverse("consultations:answer", args=[assembly, one.reference])
            if one.opens_on <= on
            else "",
            sign_up_words=_("Answer it"),
        )
        for one in rows.order_by("closes_on", "pk")[:MOST]
        if one.opens_on is not None
    ]


def _elections(assembly: Assembly, *, at: datetime) -> list[Chance]:
    zone = ZoneInfo(assembly.time_zone)
    return [
        Chance(
            what=_("Stand for election: %(what)s") % {"what": one.post or one.forum.name},
            kind=_("election"),
            about="",
            opens_on=one.nominations_open_at.astimezone(zone).date(),
            until_on=(one.nominations_close_at.astimezone(zone) - timedelta(microseconds=1)).date(),
            url=reverse("elections:contest", args=[assembly, one.reference]),
            sign_up=reverse("elections:nominate", args=[assembly, one.reference])
            if one.nominations_open_at <= at
            else "",
            sign_up_words=_("Put somebody forward"),
        )
        for one in open_contests(assembly, at=at).filter(nominations_close_at__gt=at)[:MOST]
    ]


def _requests(assembly: Assembly, *, on: date) -> list[Chance]:
    rows = Enquiry.objects.filter(
        assembly=assembly,
        kind=Enquiry.Kind.REQUEST,
        seen_by=Enquiry.SeenBy.EVERYONE,
        closed_at=None,
        due_on__gte=on,
    )
    zone = ZoneInfo(assembly.time_zone)
    return [
        Chance(
            what=one.title,
            kind=_("a public body asks for help"),
            about=one.partner,
            opens_on=one.received_at.astimezone(zone).date(),
            until_on=one.due_on,
            url=reverse("enquiries:enquiry", args=[assembly, one.reference]),
            sign_up=reverse("enquiries:back", args=[assembly, one.reference]),
            sign_up_words=_("Take part in it"),
        )
        for one in rows.order_by("due_on", "pk")[:MOST]
    ]


def _days(assembly: Assembly, *, on: date) -> list[Chance]:
    rows = AwarenessDay.objects.filter(assembly=assembly, on__gte=on).order_by("on", "pk")
    return [
        Chance(
            what=one.title,
            kind=one.get_kind_display(),
            about=one.owners,
            opens_on=one.on,
            until_on=None,
            url=reverse("equity:days", args=[assembly]),
            sign_up="",
            sign_up_words="",
        )
        for one in rows[:MOST]
    ]


def outcomes(assembly: Assembly, *, at: datetime) -> list[Outcome]:
    """Return what came of what one could take part in, the latest first, twenty at most. Three queries."""
    zone = ZoneInfo(assembly.time_zone)
    _ahead, past = ahead_and_past(listed(assembly, forum=None, year=None), at=at)
    met = past.filter(notes_sent_at__isnull=False).select_related("forum")
    answered = Consultation.objects.filter(assembly=assembly, answered_on__isnull=False)
    declared = Contest.objects.filter(assembly=assembly, declared_at__isnull=False)
    found = [
        *(
            Outcome(
                what=one.forum.name,
                kind=_("meeting"),
                on=one.starts_at.astimezone(zone).date(),
                words=_("The notes say what was agreed."),
                url=reverse("meetings:notes", args=[assembly, one.reference]),
            )
            for one in met[:A_FEW]
        ),
        *(
            Outcome(
                what=one.title,
                kind=one.get_kind_display(),
                on=one.answered_on,
                words=one.outcome or _("Every main point has its answer."),
                url=reverse("consultations:consultation", args=[assembly, one.reference]),
            )
            for one in answered.order_by("-answered_on", "-pk")[:A_FEW]
            if one.answered_on is not None
        ),
        *(
            Outcome(
                what=one.post or one.forum.name,
                kind=_("election"),
                on=one.declared_at.astimezone(zone).date(),
                words=_("The result is declared, with every ballot."),
                url=reverse("elections:contest", args=[assembly, one.reference]),
            )
            for one in declared.select_related("forum").order_by("-declared_at", "-pk")[:A_FEW]
            if one.declared_at is not None
        ),
    ]
    return sorted(found, key=lambda one: one.on, reverse=True)[: 2 * A_FEW]
