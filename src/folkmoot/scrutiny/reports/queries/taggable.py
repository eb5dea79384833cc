"""What can be tagged with an aim: whatever has a page of its own that everybody may read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.decisions.queries.register import Asked, decisions
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.proceedings.voice.models import Input
from folkmoot.work.compact.models import Accord
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.funding.models import Award, Fund
from folkmoot.work.plan.models import Action, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """
    Something that can be tagged.

    :param address: within the assembly, as its own page has it.
    :param on: the day of what was done.
    """

    what: str
    title: str
    on: date
    address: str


type Found = tuple[str, str, date] | None
type Find = Callable[..., Found]

_FIND: dict[str, Find] = {}
ACTION = re.compile(r"action-(\d+)")


def can_be_tagged(page: str, find: Find) -> None:
    """
    Let what a page shows be tagged.

    :param page: the name of the page, such as "meetings:meeting".
    :param find: given the assembly, the moment, the fragment and the page's own arguments, returns
        what it is, its title and its day; None where not everybody may read it.
    """
    _FIND[page] = find


def thing_at(assembly: Assembly, typed: str, *, at: datetime) -> Thing | None:
    """
    Return what stands at an address of the assembly, as somebody copied it; None where nothing does.

    It may be the whole address, with the site's own name before it. Three queries at most.
    """
    parts = urlsplit(typed.strip())
    path = parts.path if parts.path.startswith("/") else f"/{assembly.slug}/{parts.path}"
    if not path.startswith(f"/{assembly.slug}/"):
        return None
    try:
        match = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return None
    find = _FIND.get(match.view_name)
    if find is None:
        return None
    given = {name: value for name, value in match.kwargs.items() if name != "assembly"}
    found = find(assembly, at=at, fragment=parts.fragment, **given)
    if found is None:
        return None
    what, title, on = found
    own = path.removeprefix(f"/{assembly.slug}/")
    address = own if own.endswith("/") else f"{own}/"
    if parts.fragment and ACTION.fullmatch(parts.fragment):
        address += f"#{parts.fragment}"
    return Thing(what=what, title=title[:300], on=on, address=address)


def _one(rows: Any) -> Any:
    return rows.order_by("pk").first()


def _forum(assembly: Assembly, *, slug: str, **_more: object) -> Found:
    one = _one(Forum.objects.filter(assembly=assembly, slug=slug, recognised_on__isnull=False))
    return (_("a forum"), one.name, one.recognised_on) if one else None


def _meeting(assembly: Assembly, *, reference: str, **_more: object) -> Found:
    rows = Meeting.objects.filter(
        forum__assembly=assembly, reference=reference, forum__recognised_on__isnull=False
    )
    one = _one(rows.select_related("forum"))
    if one is None:
        return None
    return _("a meeting"), one.title or one.forum.name, day_in(assembly, at=one.starts_at)


def _motion(assembly: Assembly, *, reference: str, at: datetime, **_more: object) -> Found:
    open_to_all = decisions(assembly, sight_of(None, assembly, at=at), Asked())
    one = open_to_all.filter(reference=reference).order_by("-decided_at", "-pk").first()
    if one is None or one.decided_at is None:
        return None
    return _("a decision"), one.question, day_in(assembly, at=one.decided_at)


def _consultation(assembly: Assembly, *, reference: str, **_more: object) -> Found:
    rows = Consultation.objects.filter(
        assembly=assembly, reference=reference, published_at__isnull=False, withdrawn_at=None
    )
    one = _one(rows)
    return (str(one.get_kind_display()), one.title, one.opens_on) if one and one.opens_on else None


def _plan(assembly: Assembly, *, slug: str, fragment: str, **_more: object) -> Found:
    number = ACTION.fullmatch(fragment)
    if number is not None:
        action = _one(
            Action.objects.filter(plan__assembly=assembly, plan__slug=slug, number=number[1])
        )
        return (_("an action of a plan"), action.title, action.told_on) if action else None
    one = _one(Plan.objects.filter(assembly=assembly, slug=slug))
    return (_("a plan"), one.title, one.from_on) if one else None


def _award(assembly: Assembly, *, number: int, **_more: object) -> Found:
    one = _one(Award.objects.filter(assembly=assembly, pk=number))
    return (_("an award"), f"{one.title}: {one.recipient_name}", one.awarded_on) if one else None


def _fund(assembly: Assembly, *, slug: str, **_more: object) -> Found:
    one = _one(Fund.objects.filter(assembly=assembly, slug=slug, published_at__isnull=False))
    return (_("a fund"), one.title, day_in(assembly, at=one.published_at)) if one else None


def _accord(assembly: Assembly, *, slug: str, **_more: object) -> Found:
    one = _one(Accord.objects.filter(assembly=assembly, slug=slug))
    if one is None:
        return None
    on = one.signed_on or day_in(assembly, at=one.entered_at)
    return _("an agreement"), one.title, on


def _enquiry(assembly: Assembly, *, reference: str, **_more: object) -> Found:
    rows = Enquiry.objects.filter(
        assembly=assembly, reference=reference, seen_by=Enquiry.SeenBy.EVERYONE
    )
    one = _one(rows)
    if one is None:
        return None
    return str(one.get_kind_display()), one.title, day_in(assembly, at=one.received_at)


def _said(assembly: Assembly, *, reference: str, **_more: object) -> Found:
    one = _one(
        Input.objects.filter(assembly=assembly, reference=reference).select_related("sitting")
    )
    return (_("something said at a board"), one.about, one.sitting.on) if one else None


OWN: Mapping[str, Find] = {
    "forums:forum": _forum,
    "meetings:meeting": _meeting,
    "decisions:motion": _motion,
    "consultations:consultation": _consultation,
    "plan:plan": _plan,
    "funding:award": _award,
    "funding:fund": _fund,
    "compact:accord": _accord,
    "enquiries:enquiry": _enquiry,
    "voice:said": _said,
}
for _page, _find in OWN.items():
    can_be_tagged(_page, _find)
