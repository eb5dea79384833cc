"""The register of interests, and what the site knows that may be one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import AgendaItem, Interest, Meeting
from folkmoot.proceedings.meetings.queries.beyond import Stake
from folkmoot.proceedings.meetings.queries.meetings import meets_on
from folkmoot.proceedings.meetings.queries.sight import Sight


def register(
    assembly: Assembly, sight: Sight, *, forum: Forum | None = None, named: str = ""
) -> QuerySet[Interest]:
    """
    Return the interests declared in an assembly that somebody may read, the latest first.

    The public reads those that are public, members and officers all, and everybody their
    own. One query, to be paged.

    :param forum: only those in items of its meetings, and standing ones of nobody.
    :param named: only those with this in the name of the person or the organisation.
    """
    found = Interest.objects.filter(assembly=assembly)
    if not sight.is_member:
        own = Q(person=sight.person) if sight.person is not None else Q(pk__in=[])
        found = found.filter(Q(is_public=True) | own)
    if forum is not None:
        found = found.filter(meeting__forum=forum)
    if named:
        found = found.filter(Q(name__icontains=named) | Q(organisation__name__icontains=named))
    fetched = found.select_related("item", "meeting__forum", "organisation", "ruled_by")
    return fetched.order_by("-declared_at", "-pk")


def interests_named(assembly: Assembly, meeting: Meeting | None, number: int) -> QuerySet[Interest]:
    """Return one interest with its item, meeting and organisation. One query, or none."""
    return Interest.objects.filter(assembly=assembly, meeting=meeting, pk=number).select_related(
        "assembly", "item", "organisation", "person", "meeting__forum__assembly",
        "meeting__assembly", "ruled_by",
    )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class Declared:
    """An item of a meeting with the interests declared in it, the first first."""

    item: AgendaItem
    interests: list[Interest] = field(default_factory=list)


def declared_for(meeting: Meeting, sight: Sight) -> list[Declared]:
    """
    Return the items of a meeting in which somebody may read of an interest, in order.

    Two queries, however many.
    """
    items = meeting.items.filter(withdrawn_at=None).order_by("position", "pk")
    found = {item.pk: Declared(item=item) for item in items}
    rows = register(meeting.assembly, sight).filter(meeting=meeting)
    for row in rows.select_related("person").order_by("declared_at", "pk"):
        if row.item_id in found:
            found[row.item_id].interests.append(row)
    return [one for one in found.values() if one.interests]


def standing_interests(meeting: Meeting, sight: Sight) -> list[Interest]:
    """
    Return the standing interests of those who are down for a meeting, by name. One query.

    For whoever presides: they touch no item until they are declared for one.
    """
    people = meeting.attendances.filter(person__isnull=False).values("person_id")
    rows = register(meeting.assembly, sight).filter(item=None, closed_at=None, person__in=people)
    return list(rows.order_by("name", "pk"))


def items_to_declare_in(meeting: Meeting) -> list[AgendaItem]:
    """Return the items of a meeting in which an interest can be declared, in order. One query."""
    items = meeting.items.filter(withdrawn_at=None, ended_at=None)
    return list(items.order_by("position", "pk"))


# What the site knows of itself. Decisions, elections and cases tell what they know beside it.


def stakes_of_bodies(person: Person, bodies: frozenset[int], item: AgendaItem) -> Iterator[Stake]:
    """
    Tell of the organisations somebody acts for that an item touches. Two queries, or none.

    The one that brought it, those that own a paper of it, and those that it names: members
    and infrastructure bodies alike.
    """
    del person  # an organisation's stake is that of everybody who acts for it
    if not bodies:
        return
    owners = set(item.papers.filter(withdrawn_at=None).values_list("owner_id", flat=True))
    said = f"{item.title}\n{item.text}".casefold()
    for body in Organisation.objects.filter(pk__in=bodies).order_by("name", "pk"):
        if body.pk == item.brought_by_id:
            words = _("%(organisation)s brought this item.")
            code = "brought"
        elif body.pk in owners:
            words = _("A paper of this item is from %(organisation)s.")
            code = "paper"
        elif body.name.casefold() in said:
            words = _("This item speaks of %(organisation)s.")
            code = "named"
        else:
            continue
        yield Stake(code=code, words=words % {"organisation": body.name}, is_of_organisation=True)


def stakes_of_offices(person: Person, bodies: frozenset[int], item: AgendaItem) -> Iterator[Stake]:
    """
    Tell of the offices somebody holds that an item touches. Two queries at most.

    Those of a forum that sent what the item answers, and those that the item names.
    """
    del bodies  # an office is a person's
    held = Term.objects.current_on(meets_on(item.meeting)).filter(
        person=person, office__forum__assembly=item.meeting.assembly_id
    )
    terms = list(held.select_related("office__forum").order_by("pk"))
    if not terms:
        return
    senders = set(item.referrals_received.values_list("from_forum_id", flat=True))
    said = f"{item.title}\n{item.text}".casefold()
    for term in terms:
        forum = term.office.forum
        facts = {"office": term.office.get_role_display(), "forum": forum.name}
        if forum.pk in senders:
            words = _("It comes from %(forum)s, where you are %(office)s.") % facts
            yield Stake(code="referred", words=words)
        elif _names_office(said, term.office, is_here=forum.pk == item.meeting.forum_id):
            words = _("It speaks of the %(office)s of %(forum)s, which is you.") % facts
            yield Stake(code="office", words=words)


def _names_office(said: str, office: Office, *, is_here: bool) -> bool:
    """Whether words speak of an office: by its forum, or in its forum by its name alone."""
    role = f" {str(office.get_role_display()).casefold()}"
    if role not in f" {said}":
        return False
    if is_here:
        others = role == " chair" and " vice-chair" in f" {said}"
        return not others or f"{role} " in f" {said}".replace(" vice-chair", "")
    return office.forum.name.casefold() in said


def unruled(forums: Sequence[int], *, at: datetime) -> list[Interest]:
    """
    Return the interests in some forums' meetings that wait for a ruling, soonest first.

    Those of meetings that are not over. One query.
    """
    rows = Interest.objects.filter(
        meeting__forum__in=list(forums),
        meeting__cancelled_at=None,
        meeting__closed_at=None,
        meeting__ends_at__gt=at,
        item__isnull=False,
        item__withdrawn_at=None,
        effect=Interest.Effect.UNRULED,
        closed_at=None,
    )
    fetched = rows.select_related("meeting__forum", "item", "organisation")
    return list(fetched.order_by("meeting__starts_at", "pk"))
