"""How Wessmoor answers for its bargain: a compact, what was seen of it, and reports on the year."""

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.models import Meeting
from folkmoot.scrutiny.reports.actions import deciding, records, writing
from folkmoot.scrutiny.reports.models import Report
from folkmoot.scrutiny.reports.queries.aims import names_of
from folkmoot.scrutiny.reports.queries.machine import kind_named
from folkmoot.site.town import cast
from folkmoot.site.town.county import County
from folkmoot.work.compact.actions import accords, backing, promises
from folkmoot.work.compact.models import Accord, Commitment
from folkmoot.work.consultations.models import Consultation
from folkmoot.work.plan import actions as planning

WORDS = {
    "evidence": (
        "Groups were asked about warm spaces for twelve weeks and told what came of it. On parking "
        "they were asked and never told."
    ),
    "successes": "Two bodies told their own people of the Compact, and the council has a champion.",
    "weaknesses": (
        "What is owed on parking has waited for months, and the fire service has nobody to ring. "
        "The next version should say by when an answer is given."
    ),
    "values": "Minutes and refusals are out within a week. Small groups still hear of things late.",
    "objectives": "The board holds the work to what members asked for, until objectives are written.",
    "work": "Most of what came from groups was answered. What needs two bodies takes longest.",
    "progress": "Hubs are ahead of their day; how grants are shared out has nobody yet.",
}


def plan_reports_of_wessmoor(county: County) -> None:
    """Enter in the diary the compact, what was seen of it, who links, and the reports."""
    for after, tell in (
        (-370, _compact), (-340, _work_plan), (-310, _providers), (-15, _tags), (-9, _year),
        (-6, _quarter), (-4, _pack),
    ):  # fmt: skip
        county.diary.on(county.days.at(after, 16), partial(tell, county))


def _compact(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    compact = accords.keep_accord(
        assembly=county.assembly, kind="compact", title="The Wessmoor Compact",
        about="How public bodies and the sector of Wessmoor treat each other.", **who,
    )  # fmt: skip
    for name, champion, contact in (
        ("Wessmoor Council", "Gethin Oldacre, communities", "01929 496000"),
        ("Wessmoor Integrated Care Board", "Nerys Applecote, partnerships", "01929 496007"),
        ("Wessmoor Fire and Rescue", "", ""),
    ):
        backing.keep_backer(
            accord=compact, name=name, agreed_on=day, contact="", champion=champion,
            champion_contact=contact, **who,
        )  # fmt: skip
    backing.keep_owner(
        accord=compact, name="Wessmoor Partnership Board", contact="", is_active=True, **who
    )
    council = accords.name_side(accord=compact, name="Wessmoor Council", is_of_sector=False, **who)
    promises.make_commitment(
        owed_by=council, theme="consultation", words="Whoever asks says what came of it.", **who
    )
    promises.make_commitment(
        owed_by=council,
        theme="funding",
        words="No fund opens before its priorities are out.",
        **who,
    )
    promises.make_commitment(
        owed_by=council, theme="volunteering", words="Staff may volunteer three days a year.",
        due_on=day + timedelta(days=200), **who,
    )  # fmt: skip
    county.diary.on(at + timedelta(days=30), lambda then: _tell(county, compact, then))
    county.diary.on(at + timedelta(days=250), lambda then: _see(county, compact, then))


def _tell(county: County, compact: Accord, at: datetime) -> None:
    for kind, body, is_ours, words in (
        ("briefing", "Wessmoor Council", False, "For every head of service."),
        ("newsletter", "Wessmoor Integrated Care Board", False, "A page in the staff newsletter."),
        ("outreach", "Wessmoor Community Action", True, "A visit to each of the five forums."),
        ("adopted", "Good Neighbours of Poolbay", True, "Its trustees work by the principles."),
    ):
        backing.tell_of_it(
            accord=compact, kind=kind, body=body, is_of_sector=is_ours, words=words,
            on=county.day(at), by=county.officer, at=at,
        )  # fmt: skip


def _see(county: County, compact: Accord, at: datetime) -> None:
    member = next(one for one in county.members if one.contact is not None)
    owed: dict[int, Commitment] = {
        one.number: one for one in compact.commitments.select_related("accord__assembly")
    }
    for number, says, words in (
        (1, "kept", "We were written to about warm spaces, with every point."),
        (1, "broken", "Nothing was ever said about parking."),
        (2, "kept", "The summer fund said what it was for before it opened."),
        (3, "broken", "Two of our helpers were told that no such days exist."),
    ):
        promises.give_evidence(
            commitment=owed[number], says=says, words=words, source="", link="", area=None,
            seen_on=county.day(at), organisation=member.organisation, principles=["partnership"],
            by=member.acting, at=at,
        )  # fmt: skip


def _work_plan(county: County, at: datetime) -> None:
    who: dict[str, Any] = {"by": county.officer, "at": at}
    day = county.day(at)
    plan = planning.keep_plan(
        assembly=county.assembly, kind="work-plan", title="Work plan of the Compact", about="",
        from_on=day, until_on=day + timedelta(days=365),
        watched_by="the Wessmoor Partnership Board", **who,
    )  # fmt: skip
    for title, owner, is_ours, after, done in (
        ("Find a champion for the fire service", "Wessmoor Fire and Rescue", False, 120, False),
        ("Visit each forum once", "Wessmoor Community Action", True, 200, True),
        ("Ask both sectors whether it helps", "Wessmoor Community Action", True, 360, False),
    ):
        action = planning.keep_action(
            plan=plan, priority="Telling and keeping", title=title, owner=owner,
            is_of_sector=is_ours, measure="Done or not", target="Done", means="Some days' work",
            due_on=day + timedelta(days=after), clause_key="work-plan", is_ready=True, **who,
        )  # fmt: skip
        if done:
            planning.tell_progress(
                action=action, words="All five were visited.", link="", state="done", **who
            )


def _providers(county: County, at: datetime) -> None:
    for name, does, earlier in (
        ("Wessmoor Community Action", "Knows the groups, and rings the small ones.", 60),
        ("Good Neighbours of Poolbay", "Brings in those who never come to meetings.", 0),
    ):
        records.name_provider(
            assembly=county.assembly, name=name, does=does,
            from_on=county.day(at) - timedelta(days=earlier), by=county.officer, at=at,
        )  # fmt: skip


def _tags(county: County, at: datetime) -> None:
    """The first aim has meetings to show; the second, one consultation."""
    assembly = county.assembly
    first, second = names_of(assembly, "aim", on=county.day(at))
    held = Meeting.objects.filter(forum=county.forums["poolbay"], starts_at__lt=at)
    asked = Consultation.objects.filter(assembly=assembly, published_at__isnull=False)
    for aim, address, why in (
        *(
            (first, f"meetings/{one.reference}/", "Groups that had never met sat down together.")
            for one in held.order_by("-starts_at", "pk")[:2]
        ),
        *(
            (second, f"consultations/about/{one.reference}/", "Every size of group was asked.")
            for one in asked.order_by("opens_on", "pk")[:1]
        ),
    ):
        records.tag_record(
            assembly=assembly, about="aim", aim=aim, address=address, why=why,
            by=county.officer, at=at,
        )  # fmt: skip


def _board() -> Person:
    found: Person = Person.objects.get(email=cast.EMAILS[cast.BOARD])
    return found


def _approved(county: County, key: str, since: date, until: date, at: datetime) -> Report:
    """Let an officer draft a report and the board approve it; its parts say what `WORDS` has."""
    kind = kind_named(key)
    assert kind is not None
    who: dict[str, Any] = {"by": county.officer, "at": at}
    report = writing.begin_report(
        assembly=county.assembly, kind=kind, since_on=since, until_on=until, **who
    )
    for part, words in WORDS.items():
        if part in PARTS[key]:
            writing.write_section(
                report=report, key=part, title=part, words=words, edition=0, **who
            )
    return deciding.approve_report(report=report, by=_board(), at=at)


PARTS = {
    "compact": ("evidence", "successes", "weaknesses"),
    "oversight": ("values", "objectives", "work"),
    "monitoring": ("progress",),
}


def _year(county: County, at: datetime) -> None:
    day = county.day(at)
    report = _approved(county, "compact", day - timedelta(days=364), day, at)
    deciding.submit_report(
        report=report, sent_to="Wessmoor Partnership Board", sent_on=day, by=county.officer, at=at
    )
    county.diary.on(
        at + timedelta(days=2),
        lambda then: deciding.publish_report(report=report, by=county.officer, at=then),
    )


def _quarter(county: County, at: datetime) -> None:
    day = county.day(at)
    report = _approved(county, "oversight", day - timedelta(days=91), day, at)
    deciding.judge_report(
        report=report, about="fairness", says="mixed",
        words="Small groups still hear of things late.", action="Ring ten small groups each week",
        owner="The Engagement Group", due_on=day + timedelta(days=60), by=_board(), at=at,
    )  # fmt: skip
    deciding.publish_report(report=report, by=county.officer, at=at)


def _pack(county: County, at: datetime) -> None:
    day = county.day(at)
    report = _approved(county, "monitoring", day - timedelta(days=91), day, at)
    who: dict[str, Any] = {"report": report, "at": at}
    council = Person.objects.get(email=cast.EMAILS[cast.PUBLIC])
    for side, words, by in (
        ("the council", "Three leases wait for one signature; it comes this month.", council),
        ("the care system", "We can pay for a hub if it opens at weekends.", county.officer),
        ("the Assembly", "Nobody owns how grants are shared out. That has to end.", _board()),
    ):
        writing.remark(side=side, words=words, by=by, **who)
    deciding.publish_report(report=report, by=county.officer, at=at)
