"""Which member organisations belong to a forum."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.forums.models import Forum, ForumMember, Partner, Term
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Authority, Organisation, SupportBody
from folkmoot.ground.people.models import Person


def members_of(forum: Forum, *, on: date) -> QuerySet[ForumMember]:
    """
    Return the members of a forum on a day, by name of organisation. One query.

    Those whose membership of the assembly has ceased are out, whatever the forum's list
    says; suspended members are in, because they belong still.
    """
    standing = Membership.objects.standing_on(on)
    belonging = ForumMember.objects.belonging_on(on).filter(forum=forum, membership__in=standing)
    return belonging.select_related("membership", "membership__organisation").order_by(
        "membership__organisation__name", "pk"
    )


def full_members_in_good_standing(forum: Forum, *, on: date) -> QuerySet[Membership]:
    """
    Return who may vote in a forum on a day, by name of organisation: the source of a roll.

    Full members that belong to the forum and are not suspended; each organisation once.
    One query, however long the roll.
    """
    belonging = ForumMember.objects.belonging_on(on).filter(forum=forum)
    full = Membership.objects.in_good_standing_on(on).filter(
        assembly_id=forum.assembly_id,
        membership_class=Membership.Class.FULL,
        pk__in=belonging.values("membership_id"),
    )
    return full.select_related("organisation").order_by("organisation__name", "pk")


def belongs_to(membership: Membership, forum: Forum, *, on: date) -> bool:
    """Test whether a member belongs to a forum on a day. One query."""
    standing = Membership.objects.standing_on(on).filter(pk=membership.pk)
    belonging = ForumMember.objects.belonging_on(on).filter(membership__in=standing)
    return belonging.filter(forum=forum).exists()


def forums_of(membership: Membership, *, on: date) -> QuerySet[Forum]:
    """Return the forums that a member belongs to on a day, by name. One query."""
    belonging = ForumMember.objects.belonging_on(on).filter(membership=membership)
    return Forum.objects.filter(pk__in=belonging.values("forum_id")).order_by("name", "pk")


def forums_by_membership(memberships: Iterable[Membership], *, on: date) -> dict[int, list[Forum]]:
    """
    Return the forums that some members belong to on a day, by name, by key of the membership.

    For one that has ended, those it belonged to until it ended. One query.
    """
    last = {
        each.pk: each.ceases_on
        for each in memberships
        if each.ceases_on is not None and each.ceases_on <= on
    }
    keys = [each.pk for each in memberships]
    rows = ForumMember.objects.filter(membership__in=keys, joined_on__lte=on)
    found: dict[int, list[Forum]] = {}
    for row in rows.select_related("forum__assembly").order_by("forum__name", "pk"):
        still = row.left_on is None or row.left_on > on
        if still or row.left_on == last.get(row.membership_id):
            found.setdefault(row.membership_id, []).append(row.forum)
    return found


def partners_of(forum: Forum, *, on: date) -> list[Partner]:
    """Return the bodies that take part in a forum without being members, by name. One query."""
    taking = forum.partners.filter(from_on__lte=on).select_related("organisation")
    ordered = taking.order_by("organisation__name", "pk")
    return [one for one in ordered if one.until_on is None or one.until_on > on]


def standing_membership(assembly_pk: int, organisation_pk: int, *, on: date) -> Membership | None:
    """Return an organisation's membership of an assembly on a day, or None. One query."""
    standing = Membership.objects.standing_on(on)
    found = standing.filter(assembly_id=assembly_pk, organisation_id=organisation_pk)
    return found.select_related("organisation", "assembly").order_by("pk").first()


def people_of(forum: Forum, *, on: date) -> list[Person]:
    """Return the people who may act for the members of a forum on a day, by name. One query."""
    bodies = members_of(forum, on=on).order_by().values("membership__organisation_id")
    held = Authority.objects.standing_on(on).filter(organisation_id__in=bodies)
    return list(Person.objects.filter(pk__in=held.values("person_id")).order_by("name", "pk"))


def belonging_of(membership: Membership) -> list[ForumMember]:
    """Return every time of a member in a forum, ended or not, the first first. One query."""
    found = ForumMember.objects.filter(membership=membership)
    fetched = found.select_related("forum__assembly", "membership__organisation")
    return list(fetched.order_by("joined_on", "pk"))


def terms_for(assembly_pk: int, organisation_pk: int, *, on: date) -> list[Term]:
    """Return the terms that are held for an organisation in an assembly on a day. One query."""
    held = Term.objects.current_on(on).filter(
        office__forum__assembly=assembly_pk, organisation=organisation_pk
    )
    fetched = held.select_related("office__forum__assembly", "person", "organisation")
    return list(fetched.order_by("pk"))


def open_terms_for(organisation: Organisation) -> list[Term]:
    """Return the terms that are held for an organisation and have not ended. One query."""
    held = Term.objects.filter(organisation=organisation, ended_on=None)
    fetched = held.select_related("office__forum__assembly", "person", "organisation")
    return list(fetched.order_by("pk"))


def parts_taken_by(organisation: Organisation) -> list[Partner]:
    """Return where an organisation takes part without being a member, not ended. One query."""
    taking = Partner.objects.filter(organisation=organisation, until_on=None)
    return list(taking.select_related("forum__assembly", "organisation").order_by("pk"))


def forums_supported_by(organisation: Organisation) -> list[Forum]:
    """Return the forums that a body supports, alone or with others, not closed. One query."""
    helped = Q(support_organisation=organisation) | Q(further_support=organisation)
    found = Forum.objects.filter(helped, closed_on=None).select_related("assembly").distinct()
    return list(found.order_by("pk"))


def bodies_that_may_provide(forum: Forum, *, on: date) -> QuerySet[Organisation]:
    """
    Return the organisations from which an office holder of a forum may come, by name.

    Its members and the support bodies of the assembly; for the co-ordination group every
    member of the assembly. One query.
    """
    standing = Membership.objects.standing_on(on).filter(assembly_id=forum.assembly_id)
    if forum.kind != Forum.Kind.COORDINATION:
        belonging = ForumMember.objects.belonging_on(on).filter(forum=forum)
        standing = standing.filter(pk__in=belonging.values("membership_id"))
    helping = SupportBody.objects.filter(assembly_id=forum.assembly_id)
    suits = standing.values("organisation_id").union(helping.values("organisation_id"))
    return Organisation.objects.filter(pk__in=suits).order_by("name", "pk")
