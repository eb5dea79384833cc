"""Groups of several sectors: who is in them by side, what they plan, when a network was on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember, Partner
from folkmoot.body.organisations.models import Organisation
from folkmoot.rules.findings import Clause
from folkmoot.work.programmes.models import Activation, GroupProfile, GroupSeat
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.queries.hubs import localities

KINDS = {
    "alliance": (Forum.Kind.ALLIANCE_GROUP, Forum.Kind.STEERING),
    "networks": (Forum.Kind.NETWORK,),
    "partnerships": (Forum.Kind.PARTNERSHIP,),
}
CLAUSES = {
    Forum.Kind.ALLIANCE_GROUP: "groups",
    Forum.Kind.STEERING: "groups",
    Forum.Kind.NETWORK: "networks",
    Forum.Kind.PARTNERSHIP: "partnership",
}
SIDES = {
    Organisation.Sector.VCSE: GroupSeat.Side.SECTOR,
    Organisation.Sector.STATUTORY: GroupSeat.Side.OFFICERS,
    Organisation.Sector.PRIVATE: GroupSeat.Side.OTHER,
}


def clause_of(forum: Forum, *, on: date) -> Clause | None:
    """Return the clause a group of several sectors rests on, or None. One query a page."""
    return clause_for(forum.assembly, CLAUSES.get(Forum.Kind(forum.kind), "groups"), on=on)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody in a group: an organisation, or a role; of which side, with a vote or without."""

    name: str
    side: GroupSeat.Side
    has_vote: bool
    since: date


@dataclass(frozen=True, slots=True)
class Group:
    """
    A group of several sectors on a day.

    :param mix: how many of each side are in it, those without a vote too.
    """

    forum: Forum
    profile: GroupProfile | None
    voices: list[Voice]
    mix: list[tuple[str, int]]
    places: list[str]
    activations: list[Activation]

    @property
    def observers(self) -> list[Voice]:
        """Who comes without a vote."""
        return [one for one in self.voices if not one.has_vote]

    @property
    def voters(self) -> list[Voice]:
        """Who comes with a vote."""
        return [one for one in self.voices if one.has_vote]

    @property
    def going(self) -> list[Activation]:
        """For what a network is on."""
        return [one for one in self.activations if one.until_on is None]


def groups(assembly: Assembly, which: str, *, on: date) -> list[Group]:
    """
    Return the groups of a kind, by name. Eight queries.

    :param which: one of KINDS.
    """
    forums = Forum.objects.filter(assembly=assembly, kind__in=KINDS[which])
    return _groups(forums.order_by("kind", "name", "pk"), on=on)


def group(forum: Forum, *, on: date) -> Group:
    """Return one group. Eight queries."""
    (found,) = _groups(Forum.objects.filter(pk=forum.pk), on=on)
    return found


def _groups(forums: QuerySet[Forum], *, on: date) -> list[Group]:
    wanted = forums.select_related("assembly").prefetch_related("areas", "parents")
    found = list(wanted)
    keys = [one.pk for one in found]
    profiles = {one.forum_id: one for one in GroupProfile.objects.filter(forum__in=keys)}
    voices: dict[int, list[Voice]] = {}
    members = ForumMember.objects.belonging_on(on).filter(forum__in=keys)
    for row in members.select_related("membership__organisation").order_by("joined_on", "pk"):
        body = row.membership.organisation
        side = SIDES[Organisation.Sector(body.sector)]
        voices.setdefault(row.forum_id, []).append(Voice(body.name, side, True, row.joined_on))
    partners = Partner.objects.filter(forum__in=keys, from_on__lte=on)
    for each in partners.select_related("organisation").order_by("from_on", "pk"):
        if each.until_on is None or each.until_on > on:
            has_vote = each.part != Partner.Part.OBSERVER
            side = SIDES[Organisation.Sector(each.organisation.sector)]
            voice = Voice(each.organisation.name, side, has_vote, each.from_on)
            voices.setdefault(each.forum_id, []).append(voice)
    seats = GroupSeat.objects.filter(forum__in=keys, from_on__lte=on)
    for seat in seats.order_by("from_on", "pk"):
        if seat.until_on is None or seat.until_on > on:
            voice = Voice(seat.role, GroupSeat.Side(seat.side), seat.has_vote, seat.from_on)
            voices.setdefault(seat.forum_id, []).append(voice)
    times: dict[int, list[Activation]] = {}
    rows = Activation.objects.filter(forum__in=keys).select_related("after")
    for activation in rows.order_by("-from_on", "-pk"):
        times.setdefault(activation.forum_id, []).append(activation)
    made = []
    for forum in found:
        here = sorted(voices.get(forum.pk, []), key=lambda one: (one.side, one.name))
        counted = Counter(one.side for one in here)
        mix = [(str(side.label), counted[side]) for side in GroupSeat.Side if counted[side]]
        places = sorted(area.name for area in forum.areas.all())
        profile = profiles.get(forum.pk)
        made.append(Group(forum, profile, here, mix, places, times.get(forum.pk, [])))
    return made


def without_group(assembly: Assembly, found: Iterable[Group]) -> list[str]:
    """
    Return the localities that no local alliance group is tied to, by name. At most twelve queries.

    A group may serve several localities and a locality have several groups, or none.
    """
    served = {name for one in found for name in one.places}
    return [area.name for area in localities(assembly) if area.name not in served]
