"""What lies at an address within an assembly, so that something can be tied to it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.meetings.models import AgendaItem, Visibility
from folkmoot.proceedings.meetings.queries.meetings import meetings_named, meets_on, title_of
from folkmoot.scrutiny.insight.models import Use
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.plan.models import Action, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """
    Something that can be tied to.

    :param title: what everybody may read of it.
    """

    kind: str
    address: str
    title: str
    item: AgendaItem | None = None


def target_at(assembly: Assembly, typed: str) -> Target | None:
    """
    Return what lies at an address, as it was copied from a browser; None where nothing does.

    Only within the assembly, and only what everybody may know to be there: a meeting or an item
    of its agenda, a plan or an action of it, a consultation that is published, a decision. At
    most three queries.
    """
    parts = urlsplit(typed.strip())
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.kwargs.get("assembly") != assembly:
        return None
    find = {
        "meetings:meeting": _in_meeting,
        "meetings:agenda": _in_meeting,
        "plan:plan": _in_plan,
        "consultations:consultation": _consultation,
        "decisions:motion": _decision,
    }.get(match.view_name)
    if find is None:
        return None
    key = match.kwargs.get("reference") or match.kwargs.get("slug") or ""
    return find(assembly, key, path, parts.fragment)


def _in_meeting(assembly: Assembly, key: str, path: str, fragment: str) -> Target | None:
    found = meetings_named(assembly, key).filter(reference=key).order_by("pk").first()
    if found is None:
        return None
    told = f"{title_of(found)}, {date_format(meets_on(found), 'j F Y', use_l10n=False)}"
    number = _number(fragment, "item-")
    if not fragment:
        return Target(kind=Use.Kind.MEETING, address=path, title=told)
    item = found.items.filter(pk=number, withdrawn_at=None).order_by("pk").first()
    if item is None:
        return None
    return Target(
        kind=Use.Kind.ITEM, address=f"{path}#item-{item.pk}", title=f"{told}: {item.title}", item=item
    )  # fmt: skip


def _in_plan(assembly: Assembly, key: str, path: str, fragment: str) -> Target | None:
    found = Plan.objects.filter(assembly=assembly, slug=key).order_by("pk").first()
    if found is None:
        return None
    if not fragment:
        return Target(kind=Use.Kind.PLAN, address=path, title=found.title)
    number = _number(fragment, "action-")
    action = Action.objects.filter(plan=found, number=number).order_by("pk").first()
    if action is None:
        return None
    title = f"{found.title}: {action.number}. {action.title}"
    address = f"{path}#action-{action.number}"
    return Target(kind=Use.Kind.ACTION, address=address, title=title)


def _consultation(assembly: Assembly, key: str, path: str, _fragment: str) -> Target | None:
    published = Consultation.objects.filter(
        assembly=assembly, reference=key, published_at__isnull=False
    )
    found = published.order_by("pk").first()
    if found is None:
        return None
    return Target(kind=Use.Kind.CONSULTATION, address=path, title=found.title)


def _decision(assembly: Assembly, key: str, path: str, _fragment: str) -> Target | None:
    found = Motion.objects.filter(assembly=assembly, reference=key).order_by("pk").first()
    if found is None:
        return None
    told = _("Decision %(reference)s") % {"reference": found.reference}
    if found.visibility == Visibility.PUBLIC:
        told = f"{told}: {found.question}"
    return Target(kind=Use.Kind.DECISION, address=path, title=told)


def _number(fragment: str, before: str) -> int:
    """Return the number at the end of a fragment, or 0, which nothing has."""
    number = fragment.removeprefix(before)
    return int(number) if fragment.startswith(before) and number.isdecimal() else 0
