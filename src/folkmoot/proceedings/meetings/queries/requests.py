"""What members asked to be on an agenda, and what became of it."""

from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.proceedings.meetings.models import AgendaRequest, Meeting
from folkmoot.proceedings.meetings.queries.sight import Sight


def that_may_ask(forum: Forum, *, on: date) -> QuerySet[Organisation]:
    """
    Return the organisations that may ask for an item at a forum, by name. One query.

    Its members in good standing; at the co-ordination group every member of the assembly.
    """
    standing = Membership.objects.in_good_standing_on(on).filter(assembly=forum.assembly_id)
    if forum.kind != Forum.Kind.COORDINATION:
        belonging = ForumMember.objects.belonging_on(on).filter(forum=forum)
        standing = standing.filter(pk__in=belonging.values("membership_id"))
    found = Organisation.objects.filter(pk__in=standing.values("organisation_id"))
    return found.order_by("name", "pk")


def requests_for(meeting: Meeting) -> QuerySet[AgendaRequest]:
    """Return what was asked for one meeting, the first first; taken back too. One query."""
    found = meeting.requests.select_related(
        "organisation", "asked_by", "item", "deferred_to__assembly"
    )
    return found.order_by("asked_at", "pk")


def requests_seen(meeting: Meeting, sight: Sight, *, is_arranger: bool) -> QuerySet[AgendaRequest]:
    """
    Return what was asked for one meeting as somebody may see it, the first first. One query.

    All of it for those who make the agenda; otherwise what the organisations asked for
    which they act.
    """
    found = requests_for(meeting)
    return found if is_arranger else found.filter(organisation__in=list(sight.bodies))


def one_request(assembly: Assembly, reference: str, number: int) -> QuerySet[AgendaRequest]:
    """Return a request of a meeting with what its pages tell of it. One query, or none."""
    return AgendaRequest.objects.filter(
        Q(pk=number), meeting__assembly=assembly, meeting__reference=reference
    ).select_related("meeting__assembly", "meeting__forum__assembly", "organisation", "asked_by")


def with_key(form_key: str) -> AgendaRequest | None:
    """Return the request that was sent with a form, if it was received. One query."""
    found = AgendaRequest.objects.filter(form_key=form_key).select_related(
        "organisation", "meeting__assembly", "meeting__forum"
    )
    return found.order_by("pk").first()
