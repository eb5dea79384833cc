"""What is reported in the small world, what is still a draft, what was tagged, and who links."""

from datetime import timedelta
from typing import Any

from folkmoot.ground.people.models import Person
from folkmoot.scrutiny.reports.actions import deciding, records, writing
from folkmoot.scrutiny.reports.models import Judgement, Remark, Report
from folkmoot.scrutiny.reports.queries.aims import names_of
from folkmoot.scrutiny.reports.queries.machine import kind_named
from folkmoot.scrutiny.reports.queries.reading import parts_of
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say

READERS = ("officer", "board", "public body")


def reports(moot: Moot, board: Person, say: Say, secret: Any) -> Arguments:
    """Let a report be published and judged, and another be a draft; return what addresses ask for."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    provider = records.name_provider(
        assembly=assembly, name=say("provider"), does=say("what it does"), from_on=NOW.date(), **who
    )
    tag = records.tag_record(
        assembly=assembly, about="aim", aim=names_of(assembly, "aim", on=NOW.date())[0],
        address=f"forums/{moot.forum.slug}/", why=say("why it serves"), **who,
    )  # fmt: skip
    report = _begun(moot, 0)
    _write(report, moot, say("words of a report"))
    report = deciding.approve_report(report=report, by=board, at=NOW)
    deciding.submit_report(report=report, sent_to=say("sent to"), sent_on=NOW.date(), **who)
    deciding.publish_report(report=report, **who)
    judged: Judgement = deciding.judge_report(
        report=report, about=say("judged"), says="good", words=say("judgement"),
        action=say("action of the board"), owner=say("owner of that"), due_on=NOW.date(),
        by=board, at=NOW,
    )  # fmt: skip
    Remark.objects.create(
        report=report, side=say("side"), words=say("remark"), made_at=NOW, made_by=board
    )
    draft = _begun(moot, 1)
    _write(draft, moot, secret("words of a draft report", *READERS))
    return {
        "reports": {
            "reference": report.reference, "kind": "oversight", "key": "providers",
            "form": "txt", "number": tag.pk,
        },
        "reports:report": {"reference": draft.reference},
        "reports:write": {"reference": draft.reference, "key": "work"},
        "reports:let_go": {"number": provider.pk},
        "reports:finish": {"number": judged.pk},
    }  # fmt: skip


def _begun(moot: Moot, place: int) -> Report:
    kind = kind_named("oversight")
    assert kind is not None
    until = NOW.date() - timedelta(days=place)
    return writing.begin_report(
        assembly=moot.forum.assembly, kind=kind, since_on=until - timedelta(days=90),
        until_on=until, by=moot.officer, at=NOW,
    )  # fmt: skip


def _write(report: Report, moot: Moot, words: str) -> None:
    for part in parts_of(report, on=NOW.date()):
        writing.write_section(
            report=report, key=part.key, title=part.title, words=words, edition=part.edition,
            by=moot.officer, at=NOW,
        )  # fmt: skip
