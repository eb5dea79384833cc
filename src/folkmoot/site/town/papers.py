"""The papers of Wessmoor: a compact long overdue, terms the board changed, principles rewritten, a pack tried."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.ground.people.queries import with_email
from folkmoot.site.town import cast
from folkmoot.site.town.county import County
from folkmoot.work.documents.actions import (
    following,
    linking,
    rewriting,
    sheets,
    trying,
    versions,
)
from folkmoot.work.documents.models import Document, Version

COUNCIL = "Wessmoor Council"
COMPACT = """# Working together
We tell each other early what we plan.
Money is promised for three years where that can be.
# Money
Notice of an end is given three months ahead.
Wessmoor compact, DRAFT 4"""
TERMS = """# What the board is for
The board looks after how the assembly is run.
- It has seven seats.
- It meets every month."""
PRINCIPLES = """# How the council works with groups
We ask before we decide.
We fund what works for longer.
A group is told why it was not funded."""
DRAFT = """# How the council works with groups
We ask before we decide, and say what came of it.
We fund what works for three years or more.
A group is told in writing why it was not funded.
Small groups are asked where they meet."""


def plan_papers_of_wessmoor(county: County) -> None:
    """Enter in the diary what is kept, changed, tried and stated."""
    told: tuple[tuple[int, Callable[[County, datetime], None]], ...] = (
        (-110, _compact), (-108, _programmes), (-105, _terms), (-100, _principles), (-95, _pack),
        (-90, _sharing), (-88, _statements),
    )  # fmt: skip
    for after, tell in told:
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _who(county: County, at: datetime) -> dict[str, Any]:
    return {"by": county.officer, "at": at}


def _kept(county: County, at: datetime, title: str, kind: str, **more: Any) -> Document:
    said = {"title": title, "kind": kind} | more
    return sheets.keep_document(assembly=county.assembly, **said, **_who(county, at))


def _drafted(
    county: County, at: datetime, document: Document, text: str, reason: str, **more: Any
) -> Version:
    said: dict[str, Any] = {"label": "", "is_shown": True}
    return versions.draft(
        document=document, text=text, reason=reason, **said | more, **_who(county, at)
    )


def _compact(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    compact = _kept(
        county, at, "The Wessmoor Compact", "agreement", label="WX/1", is_people=True,
        purpose="How public bodies and groups of the county deal with each other.",
        affected="Every group, and every team that buys or gives.", keywords="compact, funding",
        origin="Written by both sides, twice.", owner="Stronger Together partnership",
        has_equality_promise=True,
    )  # fmt: skip
    for text, year, reason in (
        (COMPACT.partition("# Money")[0], 15, "The first one, signed by nine bodies."),
        (COMPACT, 9, "Money and notice were added after the grants ended early."),
    ):
        made = _drafted(county, at, compact, text, reason)
        versions.attach_equality_check(
            version=made, is_waiver=True, words="Kept from before assessments were made.", link="",
            made_on=day, **who,
        )  # fmt: skip
        versions.adopt(version=made, adopted_on=date(day.year - year, 4, 1), **who)
    sheets.check_owner(document=compact, is_there=False, **who)
    for name, place, since, checked in (
        ("Equality Act 2010", "uk", date(2010, 10, 1), day - timedelta(days=30)),
        ("Charities Act 2011", "england-wales", date(2012, 3, 14), day - timedelta(days=700)),
        ("A directive on public procurement", "europe", None, None),
    ):
        linking.keep_law(
            document=compact, name=name, jurisdiction=place, effective_on=since,
            checked_on=checked, **who,
        )  # fmt: skip


def _programmes(county: County, at: datetime) -> None:
    year = county.day(at).year
    for title, kind, owner, first, last, words in (
        ("Cleaner air for Wessmoor", "strategy", COUNCIL, year - 3, year - 1,
         "Groups run the lift shares and the walking buses."),
        ("Fair for all", "strategy", COUNCIL, year - 2, year + 2,
         "Its reference group hears every change of policy."),
        ("Warm homes", "programme", "Poolbay Council", year - 1, year + 1,
         "Groups knock at the doors that letters do not open."),
        ("What the county needs", "needs", "Public health of Wessmoor", year - 1, year + 2,
         "Every fund of the council is held against it."),
    ):  # fmt: skip
        _kept(
            county, at, title, kind, owner=owner, from_on=date(first, 1, 1),
            until_on=date(last, 12, 31), relevance=words, is_live=True,
        )  # fmt: skip


def _terms(county: County, at: datetime) -> None:
    hetty = with_email(cast.EMAILS[cast.BOARD])
    assert hetty is not None
    terms = _kept(county, at, "Terms of reference of the board", "terms", owner="The board")

    def publish(then: datetime, text: str, reason: str) -> None:
        made = _drafted(county, then, terms, text, reason)
        versions.attach_equality_check(
            version=made, is_waiver=True, words="It changes how many sit, and not who may.",
            link="", made_on=county.day(then), **_who(county, then),
        )  # fmt: skip
        versions.approve(
            version=made, level="board", approved_by="The board", approved_on=county.day(then),
            **_who(county, then),
        )  # fmt: skip
        versions.adopt(version=made, adopted_on=county.day(then), by=hetty, at=then)

    publish(at, TERMS, "The board begins its work.")
    changed = TERMS.replace("seven seats", "nine seats, two of them for young people")
    county.diary.on(
        at + timedelta(days=60),
        lambda then: publish(then, changed, "Young people asked to sit where it is decided."),
    )


def _principles(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    found = _kept(
        county, at, "How the council works with groups", "principles", owner=COUNCIL,
        purpose="What groups can hold the council to.", affected="Every group that is funded.",
        author="Communities team", from_on=day, until_on=day + timedelta(days=730),
    )  # fmt: skip
    first = _drafted(county, at, found, PRINCIPLES, "The first ones.")
    versions.adopt(version=first, adopted_on=day, **who)
    for level, name in (("director", "Director of communities"), ("board", "Partnership board")):
        versions.approve(version=first, level=level, approved_by=name, approved_on=day, **who)
    trying.keep_format(
        version=first, kind="easy-read", language="", draft_mark="",
        link="https://wessmoor.example/principles-easy-read.pdf", **who,
    )  # fmt: skip
    following.promise_successor(
        document=found, kind="strategy", words="A full strategy with a plan of its own.",
        after="once the new council has settled", due_on=day + timedelta(days=400), **who,
    )  # fmt: skip
    county.diary.on(at + timedelta(days=55), lambda then: _rewrite(county, found, then))


def _rewrite(county: County, document: Document, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    project = rewriting.begin_rewrite(
        document=document, because="Groups said that promises without a number are hard to hold.",
        from_on=day, until_on=day + timedelta(days=120),
        groups=["Engagement Group", "Small groups of Poolbay", "Funders' circle"], **who,
    )  # fmt: skip
    made = _drafted(
        county, at, document, DRAFT, "Numbers, and reasons in writing.", label="draft for comment"
    )
    member = next(one for one in county.members if one.contact)
    said: dict[str, Any] = {"version": made, "organisation": member.organisation, "group": ""}
    asked = rewriting.comment(
        **said, words="Three years from when? From the letter, or from the money?",
        by=member.acting, at=at,
    )  # fmt: skip
    rewriting.comment(
        **said, words="Say who tells a group, and within how many days.", by=member.acting, at=at
    )

    def hear(then: datetime) -> None:
        group = project.groups.order_by("pk")[0]
        rewriting.hear_group(
            group=group, heard_on=county.day(then), how="At its meeting",
            said="Three years is right; say what happens when the council changes.",
            **_who(county, then),
        )  # fmt: skip
        rewriting.answer_comment(
            comment=asked, reply="From the day of the letter.", change="Line 2 will say so.",
            **_who(county, then),
        )  # fmt: skip

    county.diary.on(at + timedelta(days=20), hear)


def _pack(county: County, at: datetime) -> None:
    who, day = _who(county, at), county.day(at)
    pack = _kept(
        county, at, "Cooking together: a pack for families", "resource", owner=COUNCIL,
        purpose="Five meals for little money, with pictures.", keywords="food, holidays",
    )  # fmt: skip
    first = _drafted(county, at, pack, "Seven meals, in words.", "To be tried with three groups.")
    for name, said in (
        ("Poolbay scouts", "Too many words. Pictures, please."),
        ("Moor family centre", "Seven is too many for one week."),
        ("Saturday kitchen", ""),
    ):
        trying.keep_pilot(version=first, name=name, from_on=day, said=said, **who)

    def print_it(then: datetime) -> None:
        last = _who(county, then)
        made = _drafted(
            county, then, pack, "Five meals, in pictures.", "Fewer meals and more pictures."
        )
        versions.adopt(version=made, adopted_on=county.day(then), **last)
        for to, copies in (("Holiday clubs", 640), ("Libraries", 120)):
            trying.give_out(
                version=made, to=to, on=county.day(then), copies=copies, people=copies, **last
            )

    county.diary.on(at + timedelta(days=30), print_it)


def _sharing(county: County, at: datetime) -> None:
    day = county.day(at)
    _kept(
        county, at, "Where groups work: data shared with the council", "data-sharing",
        owner=COUNCIL, purpose="To see which wards no group reaches.", lawful_basis="Public task",
        data_fields="Ward, size and theme of each group. No names of people.", from_on=day,
        until_on=day + timedelta(days=365), is_live=True,
    )  # fmt: skip


def _statements(county: County, at: datetime) -> None:
    day = county.day(at)
    for title, words, written in (
        ("The board", "Seven of nine places are filled. Two are for young people.",
         day - timedelta(days=260)),
        ("The new hall", "The lease is signed, and the doors open in spring.", day),
    ):  # fmt: skip
        trying.state(
            assembly=county.assembly, title=title, words=words, written_on=written,
            review_on=None, **_who(county, at),
        )  # fmt: skip
