"""Who was asked to join, and what came of it."""

from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import Coalesce

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.membership.models import Invitation
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person

# How long an invitation waits before it is on the officer's desk: our own choice, since no
# agreement says; it decides nothing but what is shown.
PATIENCE = timedelta(days=14)


def invitations(assembly: Assembly) -> QuerySet[Invitation]:
    """Return every invitation, those without an answer first, the oldest first. One query."""
    rows = Invitation.objects.filter(assembly=assembly)
    return rows.select_related("organisation", "sent_by").order_by("answer", "sent_at", "pk")


def open_invitation(assembly: Assembly, organisation: Organisation) -> Invitation | None:
    """Return the invitation of an organisation that waits for its answer. One query."""
    rows = Invitation.objects.filter(assembly=assembly, organisation=organisation, answer="")
    return rows.order_by("pk").first()


def unanswered_invitations(organisation: Organisation) -> list[Invitation]:
    """Return the invitations of an organisation that wait, in every assembly. One query."""
    rows = Invitation.objects.filter(organisation=organisation, answer="")
    return list(rows.select_related("organisation", "assembly", "sent_by").order_by("pk"))


def invitations_to(person: Person, assembly: Assembly) -> QuerySet[Invitation]:
    """Return the invitations that wait for a person's answer, the oldest first. One query."""
    rows = Invitation.objects.filter(assembly=assembly, answer="", to_email__iexact=person.email)
    return rows.select_related("organisation").order_by("sent_at", "pk")


def invitations_waiting(assembly: Assembly) -> tuple[int, date] | None:
    """Return how many invitations wait, and when to chase the first; None for none. One query."""
    rows = Invitation.objects.filter(assembly=assembly, answer="")
    found = rows.aggregate(number=Count("pk"), last=Min(Coalesce("chased_at", "sent_at")))
    if not found["number"]:
        return None
    return found["number"], day_in(assembly, at=found["last"]) + PATIENCE


def chase_on(invitation: Invitation) -> date:
    """Return the day from which an invitation should be sent again. No query."""
    last = invitation.chased_at or invitation.sent_at
    return day_in(invitation.assembly, at=last) + PATIENCE
