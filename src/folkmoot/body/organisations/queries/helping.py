"""Which infrastructure body suits a group that asks for help."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import (
    Authority,
    HelpRequest,
    Organisation,
    SupportBody,
    Working,
)
from folkmoot.ground.places.models import Area


@dataclass(frozen=True, slots=True)
class Suitable:
    """A body that a group could ask, why, and whether somebody is there to be written to."""

    body: SupportBody
    why: str
    can_be_asked: bool


def sub_sectors(assembly: Assembly) -> list[str]:
    """Return the kinds of group that a specialist body is for, in order. One query."""
    bodies = SupportBody.objects.filter(assembly=assembly, kind=SupportBody.Kind.SPECIALIST)
    named = (
        bodies.exclude(sub_sector="").order_by("sub_sector").values_list("sub_sector", flat=True)
    )
    return list(dict.fromkeys(named))


def places_of(assembly: Assembly) -> QuerySet[Area]:
    """Return the areas of an assembly and those inside them, by name. One query."""
    inside = Q(assemblies=assembly) | Q(parent__assemblies=assembly)
    return Area.objects.filter(inside).distinct().order_by("name", "pk")


def was_asked_with(key: str) -> HelpRequest | None:
    """Return the request that a form with a key has sent already, or None. One query."""
    rows = HelpRequest.objects.filter(form_key=key).select_related("body__organisation")
    return rows.order_by("pk").first()


def suitable_bodies(
    assembly: Assembly, *, for_whom: str, place: Area | None, on: date
) -> list[Suitable]:
    """
    Return the bodies that suit a group, the most suitable first. Three queries.

    Those for its own kind of group, then those that help every kind; among each those
    that say they work in its place before those that do not say where. A specialist for
    another kind is out, and so is a body that says it works only elsewhere.

    :param for_whom: the kind of group, one of `sub_sectors`; empty for any kind.
    :param place: where the group works; None for anywhere.
    """
    open_still = {Organisation.State.LISTED, Organisation.State.CLAIMED}
    rows = SupportBody.objects.filter(assembly=assembly, organisation__state__in=open_still)
    rows = rows.select_related("organisation", "assembly")
    bodies = list(rows.order_by("organisation__name", "pk"))
    keys = [body.organisation_id for body in bodies]
    where: dict[int, list[Area]] = {}
    workings = Working.objects.filter(organisation__in=keys).select_related("area")
    for working in workings.order_by("pk"):
        where.setdefault(working.organisation_id, []).append(working.area)
    held = Authority.objects.standing_on(on).filter(organisation__in=keys)
    answered = set(held.values_list("organisation_id", flat=True))
    found = []
    for body in bodies:
        rank_of_kind = _kind(body, for_whom)
        rank_of_place = _place(where.get(body.organisation_id, []), place)
        if rank_of_kind is not None and rank_of_place is not None:
            suits = Suitable(body, _why(body), body.organisation_id in answered)
            found.append(((rank_of_kind, rank_of_place), suits))
    return [suits for _rank, suits in sorted(found, key=lambda each: each[0])]


def _kind(body: SupportBody, for_whom: str) -> int | None:
    if body.kind == SupportBody.Kind.GENERALIST:
        return 1
    return 0 if for_whom and body.sub_sector == for_whom else None


def _place(areas: list[Area], place: Area | None) -> int | None:
    """Rank a body by where it works: there, or around it; not said; elsewhere is None."""
    if place is None:
        return 0
    if not areas:
        return 1
    around = {place.pk, place.parent_id} - {None}
    inside = {area.pk for area in areas} | {area.parent_id for area in areas}
    return 0 if around & {area.pk for area in areas} or place.pk in inside else None


def _why(body: SupportBody) -> str:
    if body.kind == SupportBody.Kind.SPECIALIST:
        why = _("for %(kind)s") % {"kind": body.sub_sector}
    else:
        why = _("helps every kind of group")
    return f"{why}; {body.services}" if body.services else why
