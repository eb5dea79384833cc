"""How memberships stand on a day: nothing is ticked, all of it follows from dates."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.models import Declaration, Membership, Suspension
from folkmoot.body.membership.queries.agreement import agreement
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.rules.membership.declaration import declaration_is_current
from folkmoot.rules.rulebook import Rulebook

RENEWED = "declaration.renewed_on_amendment"
"""Whether a document asks members to sign again when it changes; not all do."""


class State(models.TextChoices):
    """
    How a membership stands on a day; the first that applies, from the bottom up.

    A member that is to sign a new version keeps its rights until people decide otherwise.
    """

    ACTIVE = "active", _("active")
    TO_RE_SIGN = "awaiting re-sign", _("to sign the new version")
    IN_NOTICE = "in notice", _("in notice")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members an assembly has on a day, and how they stand."""

    full: int
    associate: int
    suspended: int
    in_notice: int
    to_re_sign: int

    @property
    def total(self) -> int:
        """Every member, of either class."""
        return self.full + self.associate


def in_time(spans: QuerySet[Suspension], *, on: date) -> QuerySet[Suspension]:
    """Return the suspensions that apply on a day: [from_on, until_on). No query yet."""
    return spans.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)


def with_state(
    rows: QuerySet[Membership], *, book: Rulebook | None, on: date
) -> QuerySet[Membership]:
    """
    Put on each membership its `state` on a day, `is_suspended` and `is_signed`. No query yet.

    :param book: the agreement in force on the day; without one there is nothing to sign.
    """
    suspended = Exists(in_time(Suspension.objects.filter(membership=OuterRef("pk")), on=on))
    signed: Exists | Value = Value(True, output_field=models.BooleanField())
    if (
        book
        and RENEWED in book.parameters
        and not declaration_is_current(book, signed_version="", current_version=book.number).holds
    ):
        signed = Exists(
            Declaration.objects.filter(
                membership=OuterRef("pk"), document=book.document, version=book.number
            )
        )
    state = Case(
        When(ceases_on__isnull=False, ceases_on__lte=on, then=Value(State.ENDED.value)),
        When(is_suspended=True, then=Value(State.SUSPENDED.value)),
        When(notice_given_on__isnull=False, then=Value(State.IN_NOTICE.value)),
        When(is_signed=False, then=Value(State.TO_RE_SIGN.value)),
        default=Value(State.ACTIVE.value),
        output_field=models.CharField(),
    )
    # By name, because the model says already what is put on it.
    return rows.annotate(**{"is_suspended": suspended, "is_signed": signed}).annotate(
        **{"state": state}
    )


def state_of(membership: Membership, *, on: date) -> State:
    """Return how a membership stands on a day. Two queries."""
    book = agreement(membership.assembly, on=on)
    rows = with_state(Membership.objects.filter(pk=membership.pk), book=book, on=on)
    return State(rows.get().state)


def members(
    assembly: Assembly,
    *,
    on: date,
    named: str = "",
    membership_class: str = "",
    state: str = "",
) -> QuerySet[Membership]:
    """
    Return the members of an assembly on a day, by name of organisation, with their `state`.

    Those that have ceased are left out, unless `state` asks for them. Two queries, the first
    at once to find the agreement.

    :param named: part of the name of the organisation, or of another name of it.
    :param membership_class: only those of a class.
    :param state: only those that stand so, one of State.
    """
    rows = Membership.objects.filter(assembly=assembly, admitted_on__lte=on)
    if state != State.ENDED:
        rows = rows.standing_on(on)
    found = with_state(rows, book=agreement(assembly, on=on), on=on)
    if named := named.strip():
        alias = Organisation.objects.filter(
            pk=OuterRef("organisation"), aliases__name__icontains=named
        )
        found = found.filter(Q(organisation__name__icontains=named) | Exists(alias))
    if membership_class:
        found = found.filter(membership_class=membership_class)
    if state:
        found = found.filter(Q(state=state))
    return found.select_related("organisation").order_by("organisation__name", "pk")


def membership_of(assembly: Assembly, organisation: Organisation, *, on: date) -> Membership | None:
    """Return an organisation's membership on a day with its `state`, or None. Two queries."""
    rows = members(assembly, on=on).filter(organisation=organisation)
    return rows.order_by("-admitted_on", "-pk").first()


def memberships_of(
    assembly: Assembly, organisation: Organisation, *, on: date
) -> QuerySet[Membership]:
    """Return every time an organisation was a member, latest first, with `state`. Two queries."""
    rows = Membership.objects.filter(assembly=assembly, organisation=organisation)
    found = with_state(rows, book=agreement(assembly, on=on), on=on)
    return found.select_related("organisation", "assembly").order_by("-admitted_on", "-pk")


def not_yet_ceased(organisation: Organisation, *, at: datetime) -> list[Membership]:
    """
    Return an organisation's memberships that stand or are to begin, in every assembly.

    By assembly; those in notice are among them. One query.
    """
    rows = Membership.objects.filter(organisation=organisation)
    fetched = rows.select_related("organisation", "assembly").order_by("assembly__slug", "pk")
    return [
        each
        for each in fetched
        if each.ceases_on is None or each.ceases_on > day_in(each.assembly, at=at)
    ]


def good_standing(assembly: Assembly, *, on: date) -> QuerySet[Membership]:
    """
    Return the members with all their rights on a day, by name of organisation. One query.

    Left out are those suspended and those whom a chair leaves out while their notice runs.
    Members in notice, and members that have yet to sign a new version, are in.
    """
    rows = Membership.objects.filter(assembly=assembly).in_good_standing_on(on)
    return rows.select_related("organisation").order_by("organisation__name", "pk")


def voters(assembly: Assembly, *, on: date) -> QuerySet[Membership]:
    """
    Return the members that may vote on a day, by name of organisation. Two queries.

    :raises NotInForce: never; an assembly without an agreement has no voters.
    """
    book = agreement(assembly, on=on)
    classes = book.words("voting.classes") if book else ()
    return good_standing(assembly, on=on).filter(membership_class__in=classes)


def to_re_sign(assembly: Assembly, *, on: date) -> QuerySet[Membership]:
    """
    Return the members that have yet to sign the version in force, by name. Two queries.

    Those whose notice runs or who are suspended are among them: they are bound as well.
    """
    return members(assembly, on=on).filter(Q(is_signed=False))


def to_check(assembly: Assembly, *, on: date) -> QuerySet[Membership]:
    """Return the members whose class no officer has confirmed, longest first. One query."""
    rows = Membership.objects.filter(assembly=assembly, checked_on=None).standing_on(on)
    return rows.select_related("organisation").order_by("admitted_on", "pk")


def belongs(assembly: Assembly, organisation: Organisation, *, on: date) -> bool:
    """
    Test whether an organisation belongs to an assembly on a day. One query.

    In a listed assembly everybody on its list does; in a signed one, its members.
    """
    if assembly.scheme == Assembly.Scheme.LISTED:
        listed = Listing.objects.filter(assembly=assembly, organisation=organisation)
        return listed.filter(listed_on__lte=on).exists()
    rows = Membership.objects.filter(assembly=assembly, organisation=organisation)
    return rows.standing_on(on).exists()


def counts(assembly: Assembly, *, on: date) -> Counts:
    """Count the members of an assembly on a day. Two queries."""
    rows = members(assembly, on=on).order_by()
    found = rows.aggregate(
        full=Count("pk", filter=Q(membership_class=Membership.Class.FULL)),
        associate=Count("pk", filter=Q(membership_class=Membership.Class.ASSOCIATE)),
        suspended=Count("pk", filter=Q(is_suspended=True)),
        in_notice=Count("pk", filter=Q(notice_given_on__isnull=False)),
        to_re_sign=Count("pk", filter=Q(is_signed=False)),
    )
    return Counts(**found)


def listed(assembly: Assembly, *, on: date) -> int:
    """Count the organisations on an assembly's list on a day. One query."""
    return Listing.objects.filter(assembly=assembly, listed_on__lte=on).count()
