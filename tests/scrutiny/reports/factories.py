"""A year between two sectors, with something kept, something late, and something that was never told."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from folkmoot.body.assemblies.models import Assembly
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.models import Case
from folkmoot.scrutiny.reports.actions.deciding import approve_report, publish_report
from folkmoot.scrutiny.reports.actions.writing import begin_report, write_section
from folkmoot.scrutiny.reports.models import Report
from folkmoot.scrutiny.reports.queries.machine import kind_named
from folkmoot.scrutiny.reports.queries.reading import parts_of
from folkmoot.work.compact.actions.accords import keep_accord, name_side
from folkmoot.work.compact.actions.backing import keep_backer, tell_of_it
from folkmoot.work.compact.actions.promises import give_evidence, make_commitment
from folkmoot.work.compact.models import Accord
from folkmoot.work.consultations.actions.following import answer_back, answer_point, enter_point
from folkmoot.work.enquiries.actions.bringing import bring
from folkmoot.work.funding.actions import awards
from folkmoot.work.funding.models import Award
from folkmoot.work.plan.actions import keep_action, keep_plan, tell_progress
from tests.factories import PostFactory
from tests.signing_in import browser
from tests.work.consultations.factories import (
    CLOSES,
    NOW,
    OPENS,
    County,
    a_county,
    a_member,
    an_open_one,
    closed,
    moment,
)

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
AFTER = datetime(2027, 1, 15, 10, tzinfo=UTC)
A_DAY = timedelta(days=1)


@dataclass
class Bargain:
    """A county with a compact, and somebody on its board."""

    county: County
    board: Person
    compact: Accord

    @property
    def assembly(self) -> Assembly:
        return self.county.assembly

    def who(self, at: datetime = NOW) -> dict[str, Any]:
        return self.county.who(at)


def a_bargain(**sizes: int) -> Bargain:
    """Return a county that has adopted a compact, with a board."""
    county = a_county(**sizes or {"micro": 3})
    board = PostFactory(assembly=county.assembly, kind="board").person
    compact = keep_accord(
        assembly=county.assembly, kind="compact", title="The Compact", **county.who()
    )
    return Bargain(county, board, compact)


def a_year(bargain: Bargain) -> None:
    """Let a year happen between the sectors."""
    county, compact, who = bargain.county, bargain.compact, bargain.county.who()
    long = an_open_one(county)
    an_open_one(
        county, title="Where buses stop", closes_on=OPENS + timedelta(days=60),
        reason_for_length="The money has to be spent by June.",
    )  # fmt: skip
    long = closed(long, county)
    after = moment(CLOSES + 2 * A_DAY)
    point = enter_point(consultation=long, said="A bus.", heading=None, **county.who(after))
    answer_point(point=point, did="did", because="It runs.", **county.who(after))
    answer_back(consultation=long, outcome="Mill.", outcome_link="", **county.who(after))
    end(an_award(county, 0), county, days=124, exception="")
    end(an_award(county, 1), county, days=40, exception="The law that paid for it was repealed.")
    for kind, is_ours in (("briefing", False), ("newsletter", False), ("adopted", True)):
        tell_of_it(
            accord=compact, kind=kind, body="A body", is_of_sector=is_ours, words="Told of it.",
            on=NOW.date(), **who,
        )  # fmt: skip
    a_backer(bargain, "County Council", champion="A. Person", champion_contact="01929 496003")
    a_backer(bargain, "Fire Service")
    side = name_side(accord=compact, name="County Council", is_of_sector=False, **who)
    promise = make_commitment(owed_by=side, words="Ask first.", theme="consultation", **who)
    for says in ("kept", "broken", "broken"):
        give_evidence(
            commitment=promise, says=says, words="Seen it.", source="", link="", area=None,
            seen_on=NOW.date(), organisation=None, principles=["partnership"], **who,
        )  # fmt: skip
    a_challenge(county)
    a_work_plan(county)
    Case.objects.create(
        assembly=county.assembly, reference="case-2026-1", kind="compact", title="Secret title",
        account="Secret account", decider="parties", raised_at=NOW, opened_at=NOW,
        closed_at=NOW + A_DAY, outcome="settled", published_words="A consultation ran longer.",
        lesson="August is short.",
    )  # fmt: skip
    Case.objects.create(
        assembly=county.assembly, reference="case-2026-2", kind="compact", title="Secret too",
        account="Secret account", decider="parties", raised_at=NOW, opened_at=NOW,
    )  # fmt: skip


def an_award(county: County, place: int, **more: Any) -> Award:
    """Return an award of three years to one of the bodies of a county."""
    said = {
        "application": None, "funder_name": "Wessmoor Council", "directorate": "Adults",
        "lead_officer": "Head", "kind": "grant", "title": f"Lunches {place}", "purpose": "",
        "outcome": "", "pence": 100_000, "starts_on": NOW.date(), "ends_on": date(2029, 3, 1),
        "one_year_because": "", "area": None,
    }  # fmt: skip
    return awards.award(
        assembly=county.assembly, organisation=county.bodies[place], **county.who(), **said | more
    )


def end(award: Award, county: County, *, days: int, exception: str) -> None:
    """Give notice that an award ends so many days from now."""
    awards.give_notice(
        award=award, ends_on=NOW.date() + timedelta(days=days), because="Money.",
        exception=exception, **county.who(),
    )  # fmt: skip


def a_backer(bargain: Bargain, name: str, **more: str) -> None:
    """Let a body back the compact."""
    said: dict[str, Any] = {
        "agreed_on": date(2010, 1, 5), "contact": "", "champion": "", "champion_contact": "",
    }  # fmt: skip
    keep_backer(accord=bargain.compact, name=name, **said | more, **bargain.who())


def a_challenge(county: County, title: str = "No bus after four", **more: Any) -> Any:
    """Let a member challenge a service of a public body."""
    body = county.bodies[0]
    said = {
        "kind": "challenge", "title": title, "words": "It is so.", "service": "Buses",
        "partner": "Wessmoor Council", "organisation": body, "by": a_member(body), "at": NOW,
    }  # fmt: skip
    return bring(assembly=county.assembly, **said | more)


def a_work_plan(county: County) -> None:
    """Let there be a work plan with one action done and one overdue."""
    who = county.who()
    plan = keep_plan(
        assembly=county.assembly, kind="work-plan", title="Work plan 2026", about="",
        from_on=YEAR[0], until_on=YEAR[1], watched_by="the owner", **who,
    )  # fmt: skip
    for title in ("Write to all", "Meet twice"):
        action = keep_action(
            plan=plan, is_ready=True, priority="Telling", title=title, owner="The owner",
            measure="m", target="t", means="m", due_on=date(2026, 9, 1), is_of_sector=True, **who,
        )  # fmt: skip
        if title == "Meet twice":
            tell_progress(action=action, words="Met.", link="", state="done", **who)


def begun(bargain: Bargain, kind: str = "compact", at: datetime = AFTER) -> Report:
    """Begin a report on the year."""
    found = kind_named(kind)
    assert found is not None
    return begin_report(
        assembly=bargain.assembly, kind=found, since_on=YEAR[0], until_on=YEAR[1],
        **bargain.who(at),
    )  # fmt: skip


def written(report: Report, bargain: Bargain, at: datetime = AFTER) -> Report:
    """Write each part of a report."""
    for part in parts_of(report, on=at.date()):
        write_section(
            report=report, key=part.key, title=part.title, words=f"Words on {part.key}.",
            edition=part.edition, **bargain.who(at),
        )  # fmt: skip
    return report


def approved(report: Report, bargain: Bargain, at: datetime = AFTER) -> Report:
    """Let the board approve a report whose parts are written."""
    return approve_report(report=written(report, bargain, at), by=bargain.board, at=at)


def published(report: Report, bargain: Bargain, at: datetime = AFTER) -> Report:
    """Let a report be approved and published."""
    return publish_report(report=approved(report, bargain, at), **bargain.who(at))


def at_the_desk(person: Person) -> Client:
    """Open a browser in which somebody with a post has shown their second factor."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    return browser(person)


def text_of(client: Client, url: str) -> str:
    """Return the words of a page."""
    page = client.get(url)
    assert page.status_code == 200, page.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
