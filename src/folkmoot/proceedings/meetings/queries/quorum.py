"""Whether enough are at a meeting for a vote, of each kind that the agreement asks for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.models import Membership
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.proceedings.meetings.queries.meetings import book_with, day_of
from folkmoot.proceedings.meetings.queries.places import labels_of_bodies, places_here
from folkmoot.proceedings.meetings.queries.voters import Here, members_here
from folkmoot.rules.findings import Finding
from folkmoot.rules.meetings.quorum import (
    FORUM,
    FULL_MEMBER,
    GROUP,
    Standing,
    quorum_is_met,
    quorum_standing,
    requirements,
)
from folkmoot.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Quorum:
    """
    How a quorum stands.

    :param finding: None where the agreement, or the assembly without one, sets no quorum.
    :param here: the members of the forum that are there, full and associate. The
        co-ordination group has places in their stead, and nobody here.
    :param counted: the names of those that count: members, or places of the group.
    :param left_out: the names of those there that an interest in the item takes away.
    :param words: "3 of 4; one more full member is needed".
    """

    finding: Finding | None
    standings: list[Standing]
    here: list[Here]
    counted: list[str]
    left_out: list[str]
    words: str
    is_met: bool
    checks: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def value(self) -> int:
        """How far along the meter is: those that count, or the parts that are met."""
        if len(self.standings) == 1:
            return self.standings[0].count
        return sum(standing.met for standing in self.standings)

    @property
    def needed(self) -> int:
        if len(self.standings) == 1:
            return self.standings[0].requirement.needed
        return len(self.standings)


def quorum(meeting: Meeting, item: AgendaItem | None = None, *, at: datetime) -> Quorum:
    """
    Return how the quorum of a meeting stands, for an item if one is given.

    Distinct full members of the forum that are there, each once however many people it
    sends and however they take part; in the co-ordination group the places that are
    filled, by the sides they stand for. An interest that takes a vote away takes it from
    the quorum too. Four queries for a forum, nine for the group.
    """
    is_group = meeting.forum.kind == Forum.Kind.COORDINATION
    here = members_here(meeting, item, at=at)
    book = _book(meeting.forum, at=at)
    if is_group:
        places = places_here(meeting, item, at=at)
        names = [(place.name, place.is_out) for place in places]
        present: list[Collection[str]] = [place.labels for place in places if not place.is_out]
    else:
        full = [one for one in here if one.is_full]
        names = [(one.name, one.is_out) for one in full]
        present = [{FULL_MEMBER} for one in full if not one.is_out]
    return _stands(book, is_group=is_group, present=present, here=here, names=names)


def quorum_of_members(forum: Forum, memberships: Iterable[Membership], *, at: datetime) -> Quorum:
    """
    Return how the quorum stands where members take part between meetings.

    :param memberships: those that have taken part, with their organisations loaded; each
        counts once. One query for a forum, four for the group.
    """
    is_group = forum.kind == Forum.Kind.COORDINATION
    once = list({one.organisation_id: one for one in memberships}.values())
    here = [Here(membership=one, attendances=[], is_out=False) for one in once]
    if is_group:
        on = day_of(forum.assembly, at)
        bodies = [one.organisation_id for one in once]
        present: Sequence[Collection[str]] = labels_of_bodies(forum.assembly, forum, bodies, on=on)
        names = [(one.name, False) for one in here]
    else:
        names = [(one.name, False) for one in here if one.is_full]
        present = [{FULL_MEMBER}] * len(names)
    book = _book(forum, at=at)
    return _stands(book, is_group=is_group, present=present, here=here, names=names)


def _book(forum: Forum, *, at: datetime) -> Rulebook | None:
    name = GROUP if forum.kind == Forum.Kind.COORDINATION else FORUM
    return book_with(forum.assembly, name, on=day_of(forum.assembly, at))


def _stands(
    book: Rulebook | None,
    *,
    is_group: bool,
    present: Sequence[Collection[str]],
    here: list[Here],
    names: list[tuple[str, bool]],
) -> Quorum:
    counted = [name for name, is_out in names if not is_out]
    left_out = [name for name, is_out in names if is_out]
    if book is None:
        words = ngettext(
            "%(count)d full member is here. The assembly has no rule about a quorum.",
            "%(count)d full members are here. The assembly has no rule about a quorum.",
            len(counted),
        ) % {"count": len(counted)}  # fmt: skip
        return Quorum(
            finding=None, standings=[], here=here, counted=counted, left_out=left_out,
            words=words, is_met=True,
        )  # fmt: skip
    standings = quorum_standing(requirements(book, is_group=is_group), present=present)
    finding = quorum_is_met(book, is_group=is_group, present=present)
    unit = book.parameter(GROUP if is_group else FORUM).unit
    return Quorum(
        finding=finding,
        standings=standings,
        here=here,
        counted=counted,
        left_out=left_out,
        words=_in_words(standings, unit=unit),
        is_met=finding.holds,
        checks=[_check(one) for one in standings] if len(standings) > 1 else [],
    )


def _in_words(standings: list[Standing], *, unit: str) -> str:
    """Say how it stands: "3 of 4; one more full member is needed"."""
    if len(standings) == 1:
        one = standings[0]
        facts: dict[str, object] = {"count": one.count, "needed": one.requirement.needed}
        facts["what"] = one.requirement.said
    else:
        facts = {"count": sum(one.met for one in standings), "needed": len(standings)}
        facts["what"] = unit
    lacking = [one for one in standings if not one.met]
    if not lacking:
        if len(standings) == 1:
            return _("%(count)d %(what)s are here; %(needed)d are needed.") % facts
        return _("%(count)d of %(needed)d %(what)s: enough are here.") % facts
    facts["lacking"] = _(" and ").join(str(one) for one in lacking)
    many = sum(one.lacking for one in lacking)
    if len(standings) == 1:
        return ngettext(
            "%(count)d of %(needed)d; %(lacking)s is needed.",
            "%(count)d of %(needed)d; %(lacking)s are needed.",
            many,
        ) % facts  # fmt: skip
    return ngettext(
        "%(count)d of %(needed)d %(what)s; %(lacking)s is needed.",
        "%(count)d of %(needed)d %(what)s; %(lacking)s are needed.",
        many,
    ) % facts  # fmt: skip


def _check(standing: Standing) -> tuple[str, bool]:
    required = standing.requirement
    if required.needed == 1:
        return required.said, standing.met
    facts = {"needed": required.needed, "what": required.said, "count": standing.count}
    return _("%(needed)d %(what)s (%(count)d now)") % facts, standing.met
