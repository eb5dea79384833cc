"""What the forums of the signed alliance have taken up until today, and what is on now."""

from datetime import datetime, timedelta

from folkmoot.proceedings.meetings.actions.corrections import answer_correction, ask_correction
from folkmoot.proceedings.meetings.actions.referrals import send_referral
from folkmoot.proceedings.meetings.actions.send_message import send_message
from folkmoot.proceedings.meetings.models import Correction
from folkmoot.site.town import cast
from folkmoot.site.town.attending import send_deputy
from folkmoot.site.town.business import (
    agreed,
    amends,
    answers,
    position,
    talked,
    with_interest_of_chair,
    with_interest_of_member,
)
from folkmoot.site.town.cases import MATTER, plan_cases
from folkmoot.site.town.county import County
from folkmoot.site.town.diary import Deed
from folkmoot.site.town.meetings import (
    LATE,
    at_hall,
    decision,
    heard,
    moments,
    ordinary,
    plan_sides,
    request,
)
from folkmoot.site.town.meetings_of_themes import plan_meetings_of_themes
from folkmoot.site.town.sittings import Season, Sitting
from folkmoot.site.town.votes import Urgent, voted

OFFER = "The transport money: how it is shared"


def plan_meetings_of_stourshire(county: County) -> None:
    """Three local forums and the group that joins them, each about four times a year."""
    plan_sides(county, {"north": "north", "south-east": "south", "south-west": "south"}, -400)
    plan_cases(county, _north(county))
    _south_east(county)
    _south_west(county)
    _group(county)
    plan_meetings_of_themes(county)
    _between(county)


def _north(county: County) -> Sitting:
    """Return the meeting to come, at which the end of a membership is to be voted on."""
    starts = moments(county, (-347, -258, -166, -76, 11, 102))
    flood = Urgent(
        county, "north", "That the flood fund pays for pumps at once, up to two thousand pounds.",
        "The river gauge stood a foot below the wall, and the next meeting was weeks away.",
        county.days.at(-120, 9), county.days.at(-113, 17),
    )  # fmt: skip
    flood.plan()
    level = voted(
        "That the forum moves its meetings from the city to the moors every second time.",
        "It is forty minutes either way. Whoever has no car is shut out of one half or the other.",
        "Both sides have said all they have to say.", is_level=True,
        stances=(("block", "Nobody can come back from the moors by bus after six."),),
    )  # fmt: skip
    money = agreed(
        "That we recommend to the co-ordination group to ask for three-year grants.",
        "One-year grants cost a month of the year. Staff leave every March.", to="group",
        evidence="Answers from fourteen members.",
    )  # fmt: skip
    funds = with_interest_of_member(
        "Our own trustees have applied to the same fund.", "no-vote",
        "Knows most about it, and would gain.",
        agreed("That the small fund goes to groups under ten thousand pounds a year first.",
               "Larger ones have other doors to knock on."),
    )  # fmt: skip
    sittings = (
        Sitting(starts_at=starts[0], business=(ordinary(4), decision("The small fund", funds))),
        Sitting(
            starts_at=starts[1], business=(ordinary(2),), notes=26,
            notes_late_because="The note taker was ill, and nobody else could read the shorthand.",
        ),
        Sitting(
            starts_at=starts[2], everybody=True,
            business=(decision("City or moors", level), decision("Grants for longer", money)),
        ),
        Sitting(
            starts_at=starts[3],
            in_full=True,
            business=(decision("The pumps, decided in haste", flood.noted), ordinary(7)),
        ),
        Sitting(
            starts_at=starts[4], agenda=7, made=17,
            business=(
                ordinary(3),
                decision(MATTER, None, because="It is about one member, which is to be heard."),
            ),
            requests=(
                request("The bus to the moors", "It stops at four. We would like to ask why."),
                request("A quiet room at meetings", "Two of our people cannot bear the echo."),
            ),
        ),
        Sitting(starts_at=starts[5]),
    )  # fmt: skip
    Season(county=county, key="north", arrangements=at_hall(1), sittings=sittings).plan(
        county.days.at(-375)
    )
    county.diary.on(starts[3] + timedelta(days=20), lambda at: _correct(county, sittings[3], at))
    return sittings[4]


def _correct(county: County, sitting: Sitting, at: datetime, *, answer: str = "") -> None:
    """Have a member say that a line of the notes is not right; answered where that is told."""
    lines = sitting.meeting.lines.filter(removed_at=None, drawn_from="motion")
    line = lines.select_related("item").order_by("-position", "pk")[0]
    line.meeting = sitting.meeting
    member = sitting.there[-1]
    made = ask_correction(
        line=line, organisation=member.organisation, text=f"{line.text} Two members thought otherwise.",
        why="We said so, and it was not written down.", by=member.acting, at=at,
    )  # fmt: skip
    if answer:
        later = at + timedelta(days=3)
        county.diary.on(later, lambda then: _answer(county, sitting, made.pk, answer, then))


def _answer(county: County, sitting: Sitting, key: int, reason: str, at: datetime) -> None:
    found = Correction.objects.select_related("line__item", "organisation", "asked_by")
    correction = found.get(pk=key)
    correction.line.meeting = sitting.meeting
    answer_correction(correction=correction, is_taken=True, reason=reason, by=county.officer, at=at)


def _south_east(county: County) -> None:
    starts = moments(county, (-339, -249, -159, -69, 8, 95), hour=18)
    carried = voted(
        "That we ask the council to keep the Tamford day centre open on Fridays.",
        "All want it open. Some fear that asking for one day invites the loss of another.",
        "One member could not go along, and the council's time for answers was running out.",
        stances=(
            ("support", "Friday is the day when our people see anybody at all."),
            ("reservation", "We would rather have asked for all five days."),
            ("block", "Asking for Fridays alone gives the other days away."),
        ),
    )  # fmt: skip
    sittings = (
        Sitting(starts_at=starts[0], business=(ordinary(6),), with_deputy=True),
        Sitting(starts_at=starts[1], business=(ordinary(1),), agenda=5, late_because=LATE),
        Sitting(
            starts_at=starts[2], everybody=True, business=(decision("Fridays", carried),),
            requests=(
                request("Dogs in the community hall", "Visitors bring them. May they?", "declined",
                        "It is for the hall's own committee, which has been told."),
                request("Volunteers under eighteen", "May they visit alone?", "accepted"),
                request("A stall at the county show", "It is in summer; we would share the cost.",
                        "deferred", "There is more time for it once the cost is known."),
            ),
        ),
        Sitting(
            starts_at=starts[3],
            in_full=True,
            business=(
                heard(
                    "Visits over the holidays", "Nineteen people would spend them alone.",
                    text="Match visitors to the nineteen names before the holidays",
                    days=75, done=None, whose=cast.MABELS.name,
                ),
                ordinary(2),
            ),
        ),
        Sitting(
            starts_at=starts[4], agenda=14,
            business=(
                heard("How the county counts carers", "Badly, it was said."),
                decision("One referral form", talked("It is on the table next time.")),
            ),
        ),
        Sitting(starts_at=starts[5]),
    )  # fmt: skip
    Season(county=county, key="south-east", arrangements=at_hall(0), sittings=sittings).plan(
        county.days.at(-369)
    )
    county.diary.on(
        starts[2] + timedelta(days=16),
        lambda at: _correct(county, sittings[2], at, answer="It was said, and is written now."),
    )


def _south_west(county: County) -> None:
    starts = moments(county, (-332, -242, -152, -62, 10, 100), hour=10)
    stake = with_interest_of_chair(
        "That we share the transport money by miles driven, and look at it again in a year.",
        "By heads would favour the town. Miles can be counted from the log books.",
        "My own organisation runs minibuses, and would be paid from it.",
    )
    sittings = (
        Sitting(starts_at=starts[0], business=(ordinary(3),)),
        Sitting(starts_at=starts[1], business=(ordinary(0),)),
        Sitting(starts_at=starts[2], business=(ordinary(5),)),
        Sitting(starts_at=starts[3], business=(decision(OFFER, stake), ordinary(4))),
        Sitting(
            starts_at=starts[4], agenda=7, made=10, business=(ordinary(7),),
            requests=(
                request("Potholes on the drove road", "Two wheelchairs and one axle so far."),
                request("Who pays for checks", "Each check of a volunteer costs us a morning."),
            ),
        ),
        Sitting(starts_at=starts[5]),
    )  # fmt: skip
    Season(
        county=county, key="south-west", arrangements=at_hall(2), sittings=sittings, quiet=True
    ).plan(county.days.at(-362))
    county.diary.on(county.days.at(-1, 15), lambda at: send_deputy(sittings[4], at))


def _group(county: County) -> None:
    starts = moments(county, (-328, -236, -141, -48, 20, 112), hour=15)
    reply = answers("We agree, and take it to the programme board with the figures.")
    held = position(
        "That the alliance speaks for three-year grants wherever grants are talked of.",
        "All three forums want it. Nobody has seen a reason against it.",
        "How long grants should run",
        "Grants to community groups should run for three years at least, with one review.",
        backed=("north", "south-east", "south-west"),
    )  # fmt: skip
    sooner = amends(
        "That notes of meetings go out within fourteen days, instead of twenty-one.",
        "What was said is fresher, and so are those who wrote it down.", "notes.limit", 14,
        ahead=30,
    )  # fmt: skip
    sittings = (
        Sitting(starts_at=starts[0], business=(heard("One calendar for all", "It is begun."),)),
        Sitting(starts_at=starts[1], business=(heard("The winter group", "It did its work."),)),
        Sitting(
            starts_at=starts[2],
            business=(
                decision("What the north recommends about grants", reply),
                decision("Grants for three years", held),
            ),
        ),
        Sitting(starts_at=starts[3], business=(decision("Notes that come sooner", sooner),)),
        Sitting(starts_at=starts[4]),
        Sitting(starts_at=starts[5]),
    )  # fmt: skip
    Season(county=county, key="group", arrangements=at_hall(0), sittings=sittings).plan(
        county.days.at(-358)
    )


def _between(county: County) -> None:
    """What forums write to their members and to one another between meetings."""
    on, at = county.diary.on, county.days.at
    letters = (
        ("north", -101, "The pumps have come", "They are in the fire station. Ring before you fetch one."),
        ("south-east", -30, "What the council answered about Fridays",
         "It keeps the day centre open on Fridays until spring, and then looks again. Thank you."),
        ("group", -12, "Two dates for the new year", "Keep them free: the list is with the agenda."),
    )  # fmt: skip
    for key, ago, subject, text in letters:
        on(at(ago, 15), _message(county, key, subject, text))
    on(at(-27, 11), lambda then: send_referral(
        from_forum=county.forums["south-east"], to_forum=county.forums["group"], kind="feedback",
        title="Fridays: what worked", text="One letter with nine names did more than nine letters.",
        by=county.officer, at=then,
    ))  # fmt: skip


def _message(county: County, key: str, subject: str, text: str) -> Deed:
    return lambda at: send_message(
        forum=county.forums[key], subject=subject, text=text, is_significant=True,
        form_key=str(county.invent.key()), by=county.officer, at=at,
    )  # fmt: skip
