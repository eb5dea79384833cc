"""How the board and the Engagement Group of the listed assembly have met: by agreement alone."""

from datetime import datetime

from folkmoot.proceedings.decisions.actions.enact import plan_enactment
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements
from folkmoot.proceedings.meetings.models import AgendaItem
from folkmoot.site.town.business import agreed, put, settled
from folkmoot.site.town.county import County
from folkmoot.site.town.meetings import decision, heard, moments
from folkmoot.site.town.sittings import Business, Season, Sitting

IN_TOWN = Arrangements(
    place="Poolbay Library, first floor, Harbour Street",
    access="A lift from the ground floor. Parking for four.",
    join_link="https://meet.wessmoor.example/board",
)


def plan_meetings_of_wessmoor(county: County) -> None:
    """The board looks after how the assembly is run; nobody votes."""
    starts = moments(county, (-195, -105, -20, 70), hour=17)
    open_board = agreed(
        "That the board's meetings are open to whoever likes to listen.",
        "Nothing that the board does has to be hidden. A private part can be announced.",
    )
    directory = agreed(
        "That every group on the directory is asked once a year whether its entry is right.",
        "A third of the telephone numbers were old. Asking is kinder than deleting.",
        evidence="A test with sixty entries, in spring.",
    )
    sittings = (
        Sitting(
            starts_at=starts[0],
            business=(
                decision("Who may listen to the board", open_board),
                decision("Keeping the directory right", directory),
            ),
        ),
        Sitting(
            starts_at=starts[1],
            business=(
                Business(
                    title="Who is in the Engagement Group", purpose="decision", visibility="public",
                    text="It has nobody who works with young people.", do=_take_in,
                ),
            ),
        ),
        Sitting(
            starts_at=starts[2], notes=None,
            business=(heard("Money for the coming year", "The council's grant stays as it is."),),
        ),
        Sitting(starts_at=starts[3]),
    )  # fmt: skip
    Season(county=county, key="board", arrangements=IN_TOWN, sittings=sittings).plan(
        county.days.at(-220)
    )
    _plan_engagement(county)


def _take_in(sitting: Sitting, item: AgendaItem, at: datetime) -> None:
    """Have an organisation of the county join the Engagement Group by the board's decision."""
    county = sitting.county
    body = next(one for one in county.members if not one.spoken_for)
    body.spoken_for = True
    group, organisation = county.forums["engagement"], body.organisation
    question = f"That {organisation.name} joins the Engagement Group, to speak with young people."
    motion = put(sitting, item, question, at)
    plan_enactment(
        motion=motion,
        kind="join-forum",
        facts={
            "forum": group.pk, "forum_name": group.name, "took_part": False,
            "organisation": organisation.pk, "organisation_name": organisation.name,
        },
        effective_on=None,
        by=county.officer,
        at=at,
    )  # fmt: skip
    settled(sitting, motion, "Two were thought of; this one has the Saturday club.", at)


def _plan_engagement(county: County) -> None:
    starts = moments(county, (-75, 13), hour=11)
    said = "Young people want to be asked where they are. The library steps were named twice."
    asked = heard("What the council would like to know about the seafront", said)
    season = Season(
        county=county, key="engagement", arrangements=IN_TOWN,
        sittings=(
            Sitting(starts_at=starts[0], business=(asked,)),
            Sitting(starts_at=starts[1], agenda=14),
        ),
    )  # fmt: skip
    season.plan(county.days.at(-95))
