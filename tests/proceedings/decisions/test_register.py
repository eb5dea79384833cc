"""The register of decisions: found again by words, forum, year, outcome, how and by whom."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.ground.ledger.models import Entry
from folkmoot.proceedings.decisions.actions.record_decision import record_decision
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.register import Asked, decisions
from folkmoot.proceedings.meetings.queries.sight import sight_of
from folkmoot.rules.findings import Refusal
from tests.proceedings.decisions.factories import NOW, MotionFactory
from tests.proceedings.decisions.keys import a_second_factor
from tests.proceedings.meetings.factories import (
    AgendaItemFactory,
    InterestFactory,
    MeetingFactory,
    a_gathering,
)

pytestmark = pytest.mark.django_db


def decided(gathering, *, visibility="public", outcome="agreed", **more):
    item = AgendaItemFactory(
        meeting=MeetingFactory(forum=gathering.forum), visibility=visibility,
        full_because="Pay." if visibility == "full" else "",
    )  # fmt: skip
    given = {"decided_at": NOW, "outcome": outcome}
    return MotionFactory(item=item, **(given | more))


def record(gathering, **more):
    given = {
        "question": "That the hub opens in Poolbay.", "outcome": "agreed", "how": "By e-mail.",
        "decided_on": date(2025, 11, 3), "is_collective": True, "form_key": "once",
        "evidence": "The count of 2025", "by": gathering.officer, "at": NOW,
    }  # fmt: skip
    return record_decision(forum=gathering.forum, **(given | more))


def listed(gathering, person=None, **asked):
    assembly = gathering.forum.assembly
    found = decisions(assembly, sight_of(person, assembly, at=NOW), Asked(**asked))
    return [one.reference for one in found]


@pytest.mark.clause("principles-a3-decision-metadata")
def test_decision_keeps_how_by_whom_on_what_evidence_and_when_and_is_found_by_them():
    gathering = a_gathering()
    other = a_gathering()
    together = decided(gathering, reference="2026-1", evidence="Figures of the county")
    voted = decided(
        gathering, reference="2026-2", outcome="lost", decided_at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    alone = record(gathering, is_collective=False, decided_by_name="Ines Roe")
    decided(other, reference="2026-1")
    decided(gathering, reference="2026-9", outcome="withdrawn")

    assert listed(gathering) == [one.reference for one in (voted, together, alone)]
    assert alone.reference == "2025-1"
    found = {
        "words": ("figures COUNTY", [together]), "forum": (gathering.forum.slug, [voted, together,
        alone]), "year": (2025, [alone]), "outcome": ("lost", [voted]), "whose": ("singly", [alone]),
    }  # fmt: skip
    for name, (asked, expected) in found.items():
        assert listed(gathering, **{name: asked}) == [one.reference for one in expected], name
    assert listed(gathering, words="ines") == [alone.reference]
    assert listed(gathering, whose="collectively") == ["2026-2", "2026-1"]
    ways = {"consensus": ["2026-1"], "vote": ["2026-2"], "recorded": ["2025-1"], "urgent": []}
    for how, expected in ways.items():
        assert listed(gathering, how=how) == expected, how
    alone.refresh_from_db()
    assert (alone.evidence, alone.decided_by_name, alone.outcome_words) == (
        "The count of 2025", "Ines Roe", "By e-mail.",
    )  # fmt: skip
    assert alone.decided_at.date() == date(2025, 11, 3)
    assert Entry.objects.get(kind="DecisionRecorded").facts["collectively"] is False
    assert "Ines Roe" not in str(Entry.objects.get(kind="DecisionRecorded").facts)


@pytest.mark.parametrize(
    ("more", "code"),
    [({"decided_on": date(2026, 3, 27)}, "decided-tomorrow"),
     ({"is_collective": False}, "decision-without-decider")],
)  # fmt: skip
def test_decision_that_cannot_be_recorded_leaves_no_trace(more, code):
    gathering = a_gathering()

    with pytest.raises(Refusal, match=code):
        record(gathering, **more)
    with pytest.raises(Refusal, match="not-permitted"):
        record(gathering, by=gathering.member(3).person)

    assert not Motion.objects.exists()
    assert not Entry.objects.filter(kind="DecisionRecorded").exists()


def test_decision_is_recorded_once_with_its_votes_and_a_number_of_its_year():
    gathering = a_gathering()

    first = record(gathering, outcome="carried", votes=(7, 2, 1))
    again = record(gathering)
    second = record(gathering, form_key="twice", decided_on=date(2025, 12, 1))

    assert first == again
    assert (first.reference, second.reference) == ("2025-1", "2025-2")
    poll = first.polls.get()
    assert (poll.votes_for, poll.votes_against, poll.abstained) == (7, 2, 1)


def test_register_shows_what_is_open_to_whoever_looks_and_no_more():
    gathering = a_gathering(associates=1)
    public, members, full = (
        decided(gathering, visibility=one).reference for one in ("public", "members", "full")
    )
    left = decided(gathering, visibility="members")
    who_left = gathering.member(3).person
    InterestFactory(
        item=left.item, person=who_left, effect="leaves", effect_because="It is theirs.",
        ruled_at=NOW,
    )  # fmt: skip

    assert set(listed(gathering)) == {public}
    associate = gathering.member(5).person
    assert set(listed(gathering, associate)) == {public, members, left.reference}
    assert set(listed(gathering, who_left)) == {public, members, full}
    assert len(listed(gathering, gathering.officer)) == 4


def test_pages_and_files_tell_the_same_and_cost_the_same_however_long(client):
    gathering = a_gathering()
    assembly = gathering.forum.assembly
    decided(gathering, question="=That we meet.", visibility="public")
    decided(gathering, question="That is secret.", visibility="members")
    page = reverse("decisions:register", args=[assembly])

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            shown = client.get(page)
        assert shown.status_code == 200
        return len(captured), shown.content.decode()

    few, text = cost()
    for _ in range(30):
        decided(gathering)
    many, _text = cost()

    assert (many, "That we meet." in text, "secret" in text) == (few, True, False)
    table = client.get(reverse("decisions:register_csv", args=[assembly]), {"words": "meet."})
    rows = list(csv.DictReader(io.StringIO(b"".join(table.streaming_content).decode())))
    assert [row["question"] for row in rows] == ["'=That we meet."]
    data = client.get(reverse("decisions:register_json", args=[assembly]), {"how": "consensus"})
    assert len(data.json()["decisions"]) == 31
    assert client.get(page, {"year": "soon", "how": "magic"}).status_code == 200


def test_officer_records_a_decision_on_a_page_and_others_cannot(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    gathering = a_gathering()
    assembly = gathering.forum.assembly
    url = reverse("decisions:record", args=[assembly])
    client.force_login(gathering.member(3).person)
    assert client.get(url).status_code == 403
    a_second_factor(gathering.officer)
    client.force_login(gathering.officer)
    form = client.get(url).context["form"]
    sent = {
        "form_key": form["form_key"].value(), "forum": gathering.forum.pk,
        "question": "That the hub opens.", "outcome": "agreed", "how": "By e-mail.",
        "whose": "singly", "decided_by_name": "", "evidence": "A survey.", "visibility": "public",
        "decided_on_day": "3", "decided_on_month": "11", "decided_on_year": "2025",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 422
    done = client.post(url, sent | {"decided_by_name": "Ines Roe"})
    assert done.status_code == 302
    assert "Decided by Ines Roe alone" in client.get(done.url).content.decode()
