"""What is known in the small world: for everybody, for members, for the board, for one body."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from folkmoot.scrutiny.insight.actions import bank, places, risks, sector, statistics
from folkmoot.scrutiny.insight.models import Evidence
from tests.factories import AreaFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

KEEPERS = ("officer", "board")
MEMBERS = (
    *KEEPERS, "contact", "other contact", "support body", "chair", "conflicted", "associate",
)  # fmt: skip
ON = NOW.date()


def insight(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let there be one of each thing known, for each who may read it; return their addresses."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    place = AreaFactory(kind="district", name=say("place of a profile"))
    assembly.areas.add(place)
    figure = statistics.enter_statistic(
        assembly=assembly, title=say("figure"), topic="people", value=Decimal(12), unit="people",
        place_code=place.code, place_name=place.name, period="2025", period_ends_on=ON,
        source=say("source of a figure"), doubt=say("doubt of a figure"), **who,
    )  # fmt: skip
    shown = _known(moot, say, "public", "public", **who)
    _known(moot, lambda name: secret(name, *MEMBERS), "members'", "members", **who)
    _known(moot, lambda name: secret(name, *KEEPERS), "board's", "board", **who)
    mine = {"by": moot.contact.person, "at": NOW}
    _known(
        moot, lambda name: secret(name, "contact"), "body's", "body",
        organisation=moot.contact.organisation, **mine,
    )  # fmt: skip
    waits = _known(moot, lambda name: secret(name, *KEEPERS), "stranger's", "public", by=None, at=NOW,
                   contact=secret("how to reach a stranger", *KEEPERS))  # fmt: skip
    item = moot.items["members'"]
    address = f"/{assembly.slug}/meetings/{item.meeting.reference}/#item-{item.pk}"
    bank.use_evidence(evidence=shown, address=address, note=say("what a use changed"), **who)
    public = _risk(moot, say, "public", "public", **who)
    risks.look_again(
        risk=public,
        likelihood=5,
        effect=5,
        direction="rising",
        words=say("review of a risk"),
        **who,
    )
    risks.tie(risk=public, to="item", address=address, **who)
    _risk(moot, lambda name: secret(name, *MEMBERS), "members'", "members", **who)
    _risk(moot, lambda name: secret(name, *KEEPERS), "board's", "board", **who)
    places.profile_place(
        assembly=assembly, area=place, strengths=say("strengths of a place"), needs=say("needs"),
        deprived=[say("deprived place")], hidden_need=say("hidden need"), source=say("rests on"), **who,
    )  # fmt: skip
    sector.tell_workforce(
        assembly=assembly, organisation=moot.contact.organisation, year=ON.year, group="staff",
        people=4711, vacancies=None, hours_a_week=None, agreed=0, kinds={}, **mine,
    )  # fmt: skip
    report = sector.ask_for_count(assembly=assembly, year=ON.year, **who)
    sector.carry_out_count(report, at=lambda: NOW)
    sector.publish_report(assembly=assembly, year=ON.year, words=say("words of a report"), **who)
    return {
        "insight": {
            "reference": shown.reference, "slug": figure.slug, "code": place.code,
            "number": public.number, "group": "staff", "year": ON.year, "part": "size",
            "value": "unknown",
        },
        "insight:read": {"reference": waits.reference},
    }  # fmt: skip


def _known(moot: Moot, word: Say, name: str, level: str, **more: Any) -> Evidence:
    said: dict[str, Any] = {"organisation": None} | more
    return bank.give_evidence(
        assembly=moot.forum.assembly, title=word(f"{name} title known"), seen_by=level,
        strengths=word(f"{name} strengths"), needs=word(f"{name} needs"), words=word(f"{name} words known"),
        source=word(f"{name} source known"), link="", area=None, from_on=None,
        until_on=ON - timedelta(days=9), method="talks", proof=word(f"{name} proof"),
        makers=word(f"{name} makers"), consent="nobody", **said,
    )  # fmt: skip


def _risk(moot: Moot, word: Say, name: str, level: str, **who: Any) -> Any:
    return risks.keep_in_sight(
        assembly=moot.forum.assembly, kind="risk", forum=None, title=word(f"{name} risk"),
        words=word(f"{name} words of a risk"), likelihood=4, effect=4, direction="steady",
        owner=word(f"{name} owner of a risk"), seen_by=level, **who,
    )  # fmt: skip
