"""Who looks for people, who is found, and who fills a board's gaps."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.models import Advert, Search
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "search-is-over": "This search ended on {closed_on}.",
        "no-name-agreed": "Nobody has said yet that their name may go forward.",
        "name-not-asked": "{name} has not said that their name may go forward.",
        "nothing-to-offer": "Say something that you can do, or have lived through, or where you are from.",
        "advert-not-open": "This call is open from {advertised_on} to {closes_on}.",
        "advert-still-open": (
            "Nobody is shortlisted before everybody has had their time: the call is open until "
            "{closes_on}."
        ),
        "applied-already": "You have applied to this call; what you sent stands below.",
        "not-shortlisted": "Only somebody who was shortlisted is appointed.",
        "appointed-already": (
            "You were appointed by this application, so it cannot be taken back. The board can "
            "be told that you leave."
        ),
        "all-places-filled": "The {places} places of this call are filled.",
        "nobody-appointed": "There is nobody to announce: nobody has been appointed yet.",
        "no-gap-there": "The board has the {wanted} it needs of this, so no call is opened.",
        "advert-closes-too-soon": "A call cannot close on or before the day it opens.",
    }
)


def may_fill_board(person: Person, assembly: Assembly, *, on: date) -> bool:
    """The governance board and the support officers fill the board's gaps. One query."""
    return holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.BOARD], on=on)


def require_may_fill_board(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_fill_board(person, assembly, on=on):
        who = "a support officer or governance board member of this assembly"
        raise Refusal("not-permitted", None, {"who": who})


def require_open_search(search: Search, *, day_of_close: date | None) -> None:
    """:raises Refusal: if a search is over."""
    if search.closed_at is not None:
        raise Refusal("search-is-over", None, {"closed_on": day_of_close})


def require_open_advert(advert: Advert, *, on: date) -> None:
    """:raises Refusal: outside the days of a call; before them, it says from when."""
    if not advert.advertised_on <= on <= advert.closes_on:
        facts = {"advertised_on": advert.advertised_on, "closes_on": advert.closes_on}
        first = advert.advertised_on if on < advert.advertised_on else None
        raise Refusal("advert-not-open", None, facts, from_when=first)
