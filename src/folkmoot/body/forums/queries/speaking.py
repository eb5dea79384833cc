"""Where the chair of a forum may speak for it, because the forum agreed."""

from datetime import date

from folkmoot.body.forums.models import Advocacy, Forum


def advocacies_of(forum: Forum, *, on: date) -> list[Advocacy]:
    """Return the agreements that hold on a day, the oldest first. One query."""
    return list(Advocacy.objects.agreed_on(on).filter(forum=forum).order_by("from_on", "pk"))
