"""When the forums of the county have met until today, what they took up, and what is to come."""

import tomllib
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from folkmoot.body.forums.actions.composition import set_side
from folkmoot.proceedings.meetings.actions.call_meeting import Arrangements
from folkmoot.site.town.business import Do, agreed, talked
from folkmoot.site.town.county import County
from folkmoot.site.town.sittings import Business, Request, Season, Sitting

HALLS = (
    "Corn Exchange, upper hall, Market Street, Lichmere",
    "Methodist Schoolroom, Chapel Row, Stourton",
    "The Old Fire Station, Canal Road, Cannfield",
)
ACCESS = "Level door in the yard, a hearing loop, and the 27 bus stops outside."
LATE = "The figures for the main item came a week late, and it could not go without them."


def at_hall(place: int, *, remote: bool = True, **more: Any) -> Arrangements:
    """Return where a forum meets, with a way in from home."""
    return Arrangements(
        place=HALLS[place % len(HALLS)],
        access=ACCESS,
        join_link="https://meet.stourshire.example/forum" if remote else "",
        dial_in="01632 960555, then 4711" if remote else "",
        **more,
    )


@cache
def _ordinary() -> list[dict[str, Any]]:
    table = tomllib.loads(Path(__file__).with_name("ordinary.toml").read_text("utf-8"))
    found: list[dict[str, Any]] = table["business"]
    return found


def ordinary(place: int) -> Business:
    """Return something that forums talk about, by its place in the table: it is agreed."""
    one = _ordinary()[place % len(_ordinary())]
    done = {name: one[name] for name in ("done", "words") if name in one}
    return decision(
        one["title"],
        text=one["text"],
        do=agreed(
            one["question"], one["said"], text=one["action"], days=one["days"],
            **{"done": None, **done},
        ),
    )  # fmt: skip


def heard(title: str, said: str, **action: Any) -> Business:
    """Return something that is only talked over."""
    return Business(title=title, purpose="discussion", do=talked(said, **action))


def decision(title: str, do: Do | None, **more: Any) -> Business:
    """Return something that is to be decided, for everybody to read unless it is told."""
    return Business(title=title, do=do, **{"purpose": "decision", "visibility": "public", **more})


def moments(county: County, offsets: tuple[int, ...], hour: int = 14) -> list[datetime]:
    """Return when meetings begin, so many days from today, on the next working day."""
    days = county.days
    on = [days.working(days.today + timedelta(days=offset)) for offset in offsets]
    return [days.moment(day, hour) for day in on]


def plain(county: County, key: str, offsets: tuple[int, ...], *, first: int = 0) -> Season:
    """Return meetings at which nothing out of the way happens, each with one thing to agree."""
    starts = moments(county, offsets, hour=10)
    return Season(
        county=county,
        key=key,
        arrangements=at_hall(first),
        sittings=tuple(
            Sitting(starts_at=at, business=(ordinary(first + place),))
            for place, at in enumerate(starts)
        ),
    )


def plan_sides(county: County, sides: dict[str, str], from_in: int) -> None:
    """Enter in the diary for which side of the county each forum counts."""
    for place, (key, side) in enumerate(sides.items()):
        at = county.days.at(from_in, 10, place)
        county.diary.on(at, partial(_set_side, county, key, side))


def _set_side(county: County, key: str, side: str, at: datetime) -> None:
    county.forums[key] = set_side(forum=county.forums[key], side=side, by=county.officer, at=at)


def plan_meetings_of_avonvale(county: County) -> None:
    """A small partnership: three forums that agree on most things."""
    at = county.days.at
    plain(county, "towns", (-230, -140, -50, 40), first=1).plan(at(-260))
    plain(county, "vale", (-30, 60), first=4).plan(at(-60))
    plain(county, "group", (-95, -6, 85), first=2).plan(at(-125))


def request(title: str, why: str, answer: str = "", because: str = "") -> Request:
    """Return what a member asks to have taken."""
    return Request(title=title, why=why, answer=answer, because=because)
