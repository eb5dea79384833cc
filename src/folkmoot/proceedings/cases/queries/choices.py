"""What the forms of cases offer to choose from."""

from datetime import date

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import adoptions, documents, pinned
from folkmoot.ground.people.models import Person
from folkmoot.rules.rulebook import Rulebook

COMPACT = "compact"


def partners(assembly: Assembly, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations that belong to an assembly on a day, by name. One query."""
    if assembly.scheme == Assembly.Scheme.LISTED:
        found = Organisation.objects.filter(
            listings__assembly=assembly, listings__listed_on__lte=on
        )
    else:
        standing = Membership.objects.standing_on(on).filter(assembly=assembly)
        found = Organisation.objects.filter(pk__in=standing.values("organisation_id"))
    return found.order_by("name", "pk")


def everybody_registered() -> QuerySet[Organisation]:
    """Return every organisation on the register that is not closed, by name. One query."""
    gone = [Organisation.State.CLOSED, Organisation.State.MERGED]
    return Organisation.objects.exclude(state__in=gone).order_by("name", "pk")


def forums_to_choose(assembly: Assembly, *, on: date) -> QuerySet[Forum]:
    """Return the forums that are recognised on a day, by name. One query."""
    return live_forums(assembly, on=on)


def forums_led_by(person: Person, assembly: Assembly, *, on: date) -> QuerySet[Forum]:
    """Return the recognised forums that a person chairs or is vice-chair of. One query."""
    held = Term.objects.current_on(on).filter(
        person=person, office__role__in=[Office.Role.CHAIR, Office.Role.VICE_CHAIR]
    )
    return live_forums(assembly, on=on).filter(pk__in=held.values("office__forum_id"))


def members_of_forum(forum: Forum, *, on: date) -> QuerySet[Organisation]:
    """Return the organisations that belong to a forum on a day, by name. One query."""
    standing = Membership.objects.standing_on(on).filter(
        assembly=forum.assembly_id, forums__forum=forum, forums__left_on=None
    )
    return Organisation.objects.filter(pk__in=standing.values("organisation_id")).order_by(
        "name", "pk"
    )


def compact_of(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the Compact that an assembly has adopted by a day, or None. One query."""
    for adoption in adoptions(assembly, on=on):
        document = documents().get(adoption.document)
        if document is not None and document.kind == COMPACT:
            return pinned(adoption.document, adoption.version)
    return None
