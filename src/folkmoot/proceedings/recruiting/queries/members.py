"""Who sits on a board, what each brings, what is missing, and whether it keeps its rhythm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Profile, Term
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.proceedings.meetings.models import Interest
from folkmoot.proceedings.meetings.queries.pace import days_met
from folkmoot.proceedings.meetings.queries.timetable import first_of
from folkmoot.proceedings.recruiting.queries.boards import Gap, audits, gaps_of
from folkmoot.rules.findings import Clause

MEMBERS, A_YEAR = "board.members", "board.meetings_per_year"
SINCE = "board.monthly_since"
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMember:
    """One who sits on a board: for how long, what they bring, and which interests are known."""

    term: Term
    profile: Profile | None
    standing: list[Interest]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """
    One month of a board's rhythm.

    :param state: "met", "missed", "due" (this month, which is not over), or nothing for a
        month before the board began to meet every month.
    """

    first: date
    days: list[date]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRegister:
    """
    A board on a day.

    :param complete_with: how many members the document calls it complete with, or None.
    :param wanted: how many it should have, as the assembly said, or None.
    :param gaps: what was found to be missing when it was last looked at, and is still.
    :param met: on how many days it met in the last twelve whole months.
    :param least: how many meetings make a year of it, or None where no document says.
    """

    forum: Forum
    members: list[BoardMember]
    complete_with: int | None
    wanted: int | None
    gaps: list[Gap]
    months: list[Month]
    met: int
    least: int | None
    clause: Clause | None

    @property
    def still_wanted(self) -> int | None:
        """How many are missing of those it should have; None where that was not said."""
        return max(0, self.wanted - len(self.members)) if self.wanted is not None else None


def board_register(forum: Forum, *, on: date) -> BoardRegister:
    """Return the register of a board on a day. Eight queries at most, however many sit on it."""
    assembly = forum.assembly
    book = book_that_fixes(assembly, MEMBERS, on=on)
    least = book.whole(A_YEAR) if book else None
    held = days_met(assembly, [forum], on=on)[forum.pk][0]
    since = _month(str(book.parameter(SINCE).value)) if book else None
    months = _months(held, since=since, on=on)
    return BoardRegister(
        forum=forum,
        members=_members(forum, on=on),
        complete_with=book.whole(MEMBERS) if book else None,
        wanted=forum.seats_wanted,
        gaps=_gaps(assembly, forum),
        months=months,
        met=sum(len(month.days) for month in months[:MONTHS]),
        least=least,
        clause=book.parameter(MEMBERS).clause if book else None,
    )


def _members(forum: Forum, *, on: date) -> list[BoardMember]:
    terms = Term.objects.current_on(on).filter(office__forum=forum)
    fetched = terms.select_related("office", "organisation", "person", "profile")
    found = list(fetched.order_by("holder_name", "pk"))
    people = [term.person_id for term in found if term.person_id is not None]
    interests: dict[int | None, list[Interest]] = {}
    standing = Interest.objects.filter(
        assembly=forum.assembly_id, person__in=people, item=None, closed_at=None, is_public=True
    )
    for interest in standing.order_by("declared_at", "pk"):
        interests.setdefault(interest.person_id, []).append(interest)
    return [
        BoardMember(
            term=term,
            profile=getattr(term, "profile", None),
            standing=interests.get(term.person_id, []) if term.person_id else [],
        )
        for term in found
    ]


def _gaps(assembly: Assembly, forum: Forum) -> list[Gap]:
    looked_at = audits(assembly).filter(board__iexact=forum.name).first()
    return [gap for gap in gaps_of(looked_at) if gap.missing] if looked_at else []


def _months(held: Sequence[date], *, since: date | None, on: date) -> list[Month]:
    """The last twelve whole months and the one that is going on, the earliest first."""
    by_month: dict[date, list[date]] = {}
    for day in held:
        by_month.setdefault(first_of(day), []).append(day)
    found = []
    for back in range(-MONTHS, 1):
        first = first_of(on, back)
        days = by_month.get(first, [])
        state = "met" if days else "due" if back == 0 else "missed"
        if not days and (since is None or first < since):
            state = ""
        found.append(Month(first=first, days=days, state=state))
    return found


def _month(words: str) -> date:
    """Return the first day of a month that is written as "April 2023"."""
    return datetime.strptime(words, "%B %Y").date()  # noqa: DTZ007 - a month has no time zone
