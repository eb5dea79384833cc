"""How the thematic and joint forums of the signed alliance meet, and what is on at this moment."""

from datetime import datetime, timedelta

from folkmoot.proceedings.meetings.actions.agree_channel import agree_channel
from folkmoot.proceedings.meetings.actions.cancel_meeting import cancel_meeting
from folkmoot.site.town import cast
from folkmoot.site.town.business import under_discussion
from folkmoot.site.town.county import County
from folkmoot.site.town.meetings import at_hall, decision, heard, moments, ordinary, plain
from folkmoot.site.town.sittings import Season, Sitting
from folkmoot.site.town.votes import Urgent


def plan_meetings_of_themes(county: County) -> None:
    """Enter in the diary what the families' forum and others take up, and what is on now."""
    _now(county)
    at = county.days.at
    starts = moments(county, (-190, -99, -9, 82), hour=10)
    school = heard(
        "Children who do not come to school", "Home visits work, and nobody pays for them.",
        text="Ask three schools whom they would send a visitor to", days=-20, done=None,
        whose=cast.MABELS.name,
    )  # fmt: skip
    families = (
        Sitting(starts_at=starts[0], business=(ordinary(1),)),
        Sitting(starts_at=starts[1], business=(ordinary(4), school)),
        Sitting(starts_at=starts[2], business=(ordinary(3),), notes=None),
        Sitting(starts_at=starts[3]),
    )
    Season(county=county, key="families", arrangements=at_hall(0), sittings=families).plan(at(-215))
    plain(county, "mental-health-south", (-41, 50), first=5).plan(at(-70))
    cancelled = plain(county, "mental-health-north", (17, 60), first=6)
    cancelled.plan(at(-21))
    county.diary.on(at(-4, 16), lambda then: _cancel(county, cancelled.sittings[0], then))
    county.diary.on(
        at(-150, 12),
        lambda then: agree_channel(
            forum=county.forums["families"], name="Signal group",
            address="https://signal.stourshire.example/families", agreed_on=county.day(then),
            by=county.officer, at=then,
        ),
    )  # fmt: skip
    closes_on = county.days.working(county.days.today + timedelta(days=5))
    Urgent(
        county, "families",
        "That we sign the letter against closing the two children's centres.",
        "The council decides on it next week, before we meet again.",
        at(-1, 9), county.days.moment(closes_on, 17), abstains=cast.MABELS.name, most=5,
        background="The letter is short, and asks for a year's stay. Nine forums were asked.",
    ).plan()  # fmt: skip


def _cancel(county: County, sitting: Sitting, at: datetime) -> None:
    because = (
        "The hall is flooded, and half of those who come would come by a bus that is not running."
    )
    cancel_meeting(meeting=sitting.meeting, because=because, by=county.officer, at=at)


def _now(county: County) -> None:
    """The joint forum is meeting: its chair and a member's contact can be in the room."""
    begun = county.days.now - timedelta(minutes=40)
    begun = begun.replace(minute=begun.minute // 5 * 5, second=0, microsecond=0)
    talk = under_discussion(
        "That the Sunday minibus runs on trial until the end of the quarter.",
        "Two drivers and one bus. The trial costs four hundred pounds, which the members share.",
        (
            ("support", "Sunday is the longest day of the week for our people."),
            ("reservation", "If the drivers are asked for one Sunday in four and no more."),
            ("view", "The hospital would like to know which stops."),
        ),
    )  # fmt: skip
    sittings = (
        Sitting(
            starts_at=moments(county, (-92,))[0], business=(ordinary(1),), everybody=True
        ),
        Sitting(
            starts_at=begun, goes_on=True, everybody=True,
            business=(
                heard("What the timetable for winter leaves out", "Four villages after six."),
                decision("A minibus on Sundays", talk),
                heard("Where the drivers come from", "Nobody knows yet."),
            ),
        ),
        Sitting(starts_at=moments(county, (90,))[0]),
    )  # fmt: skip
    Season(county=county, key="rural", arrangements=at_hall(2), sittings=sittings).plan(
        county.days.at(-118)
    )
