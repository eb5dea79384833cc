"""What meetings tell of themselves, and what they hear of the body below."""

from datetime import datetime

from folkmoot.body.organisations.events import OrganisationsMerged
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.bus import listen
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.action_log import pass_on_action
from folkmoot.proceedings.meetings.queries.actions_log import open_actions_of
from folkmoot.proceedings.meetings.queries.beyond import knows_stakes, tells_news
from folkmoot.proceedings.meetings.queries.interests import stakes_of_bodies, stakes_of_offices
from folkmoot.proceedings.meetings.queries.messages import news_messages

tells_news(news_messages)
knows_stakes(stakes_of_bodies)
knows_stakes(stakes_of_offices)


@listen(OrganisationsMerged)
def when_organisations_merge(
    event: OrganisationsMerged, *, about: Organisation, by: Person | None, at: datetime
) -> None:
    """What the one undertook and has not done, the survivor has to do."""
    del event  # the survivor is on the row
    if about.merged_into is None:
        raise ValueError(f"{about} was merged into nothing")
    for action in open_actions_of(about):
        pass_on_action(action=action, into=about.merged_into, by=by, at=at)
