"""What forums send each other, and under which standing item it stands."""

from datetime import datetime

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.proceedings.meetings.models import Referral
from folkmoot.proceedings.meetings.queries.sight import Sight

GROUP, GROUPS, REPRESENTATIVES = "co-ordination-group", "groups", "representatives"
AT_ONCE = 50
_LOADED = ("from_forum__assembly", "to_forum__assembly", "from_item", "representative")


def standing_of(referral: Referral, *, has: set[str] | None = None) -> str:
    """
    Return the code of the standing item under which a referral stands. No query.

    What goes to or comes from the co-ordination group stands under that; what goes through a
    representative, under representatives; all else between forums, under groups.

    :param has: the codes on the agenda; where the one that suits is not among them, what
        there is of the others.
    """
    kinds = {referral.from_forum.kind, referral.to_forum.kind}
    if referral.representative_id is not None:
        best = REPRESENTATIVES
    elif Forum.Kind.COORDINATION in kinds:
        best = GROUP
    else:
        best = GROUPS
    if has is None or best in has:
        return best
    order = (GROUPS, GROUP, REPRESENTATIVES, "action-log", "welcome", "next-meeting")
    return next((code for code in order if code in has), best)


def referrals_of(forum: Forum) -> QuerySet[Referral]:
    """Return what a forum sent and was sent, the latest first. One query."""
    found = Referral.objects.filter(Q(from_forum=forum) | Q(to_forum=forum))
    return found.select_related(*_LOADED).order_by("-sent_at", "-pk")


def referrals_in(assembly: Assembly) -> QuerySet[Referral]:
    """Return what all forums of an assembly sent each other, the latest first. One query."""
    found = Referral.objects.filter(from_forum__assembly=assembly)
    return found.select_related(*_LOADED).order_by("-sent_at", "-pk")


def waiting_at(forum: Forum) -> QuerySet[Referral]:
    """Return what was sent to a forum and has no answer yet, the first first. One query."""
    to_here = Q(to_forum=forum, representative=None) | Q(
        to_forum=forum, representative__isnull=False, is_for_representative=False
    )
    found = Referral.objects.filter(to_here, answered_at=None).select_related(*_LOADED)
    return found.order_by("sent_at", "pk")


def answers_to(forum: Forum, *, since: datetime, until: datetime) -> QuerySet[Referral]:
    """Return the answers that came in a time to what a forum sent, the first first. One query."""
    found = Referral.objects.filter(
        Q(representative=None) | Q(is_for_representative=True),
        from_forum=forum,
        answered_at__gt=since,
        answered_at__lte=until,
    ).select_related(*_LOADED)
    return found.order_by("answered_at", "pk")


def one_referral(assembly: Assembly, number: int) -> QuerySet[Referral]:
    """Return one referral of an assembly with what its page tells of it. One query, or none."""
    found = Referral.objects.filter(pk=number, from_forum__assembly=assembly)
    return found.select_related(
        *_LOADED, "from_item__meeting__assembly", "on_item__meeting__assembly", "sent_by"
    )


def may_read(referral: Referral, sight: Sight) -> bool:
    """
    Test whether what was sent is open to somebody. Its item is loaded; no query.

    To members, and of what comes from an item to those alone to whom that is open; to nobody
    who left the item under which it was answered.
    """
    if not sight.is_member or referral.on_item_id in sight.left:
        return False
    return referral.from_item is None or sight.may_see(referral.from_item)


def open_alike(from_forum: Forum, to_forum: Forum, title: str, text: str) -> QuerySet[Referral]:
    """Return what was sent before in the same words and has no answer yet. One query."""
    found = Referral.objects.filter(
        from_forum=from_forum, to_forum=to_forum, title=title, text=text, answered_at=None
    )
    return found.select_related(*_LOADED).order_by("pk")
