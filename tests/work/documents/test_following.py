"""Reviews come round, rewritings hear everybody, and what a document becomes is pointed to."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from folkmoot.ground.letters.models import Letter
from folkmoot.site.duties import duties, waits_for_officers
from folkmoot.work.documents.actions.following import (
    name_successor,
    promise_successor,
    review,
    vary_review,
)
from folkmoot.work.documents.actions.rewriting import (
    answer_comment,
    begin_rewrite,
    comment,
    hear_group,
)
from folkmoot.work.documents.actions.versions import adopt
from folkmoot.work.documents.models import Comment, Link
from tests.factories import PersonFactory
from tests.signing_in import browser
from tests.work.consultations.factories import a_county, a_member, moment
from tests.work.documents.factories import (
    TODAY,
    a_document,
    a_draft,
    a_version,
    page_of,
    refused,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.clause("compact-review")
def test_review_of_2013_is_overdue_in_public_with_its_days(client, time_machine):
    county = a_county(micro=1)
    document = a_document(
        county, is_live=True, owner="Theme group", next_review_on=date(2013, 12, 31)
    )

    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)
    text = page_of(client, document)

    days = (date(2026, 3, 2) - date(2013, 12, 31)).days
    assert "Its review is overdue" in text
    assert f"It was due on 31 December 2013 , {days:,} days ago." in text
    assert f"{days:,} days late" in words_of(client, "register", county.assembly)
    (duty,) = [
        one
        for one in duties(county.assembly, on=TODAY)
        if one.obligation.what == "Review Working together"
    ]
    assert (duty.state, duty.obligation.clause.key) == ("missed", "review")


@pytest.mark.clause("compact-review")
def test_review_falls_due_three_years_on_unless_partners_agree_to_another_day(client, time_machine):
    county = a_county(micro=1)
    document = a_document(county)
    a_version(county, document)
    document.refresh_from_db()
    due = date(2029, 3, 2)
    assert document.next_review_on == due

    time_machine.move_to(moment(due), tick=False)
    assert "overdue" not in page_of(client, document)
    time_machine.move_to(moment(due + timedelta(days=1)), tick=False)
    assert ", 1 day ago." in page_of(client, document)
    no = refused(
        lambda: review(document=document, held_on=TODAY, found="It works.",
                       next_on=due + timedelta(days=1), **county.who())
    )  # fmt: skip
    assert (no.code, no.clause.key) == ("review-beyond-the-cycle", "review")
    later = date(2030, 3, 2)
    vary_review(document=document, next_on=later, because="A merger of councils.",
                agreed_by="Both councils and the assembly", **county.who())  # fmt: skip
    text = page_of(client, document)
    assert "Its review is overdue" not in text
    assert (
        "Another day was agreed by Both councils and the assembly: A merger of councils. "
        "Next: 2 March 2030 (before: 2 March 2029 )."
    ) in text
    review(document=document, held_on=TODAY, found="It works.", next_on=None, **county.who())
    document.refresh_from_db()
    assert (document.last_review_on, document.next_review_on) == (TODAY, due)


@pytest.mark.clause("staffs-4.2")
def test_rewriting_hears_each_group_and_answers_each_comment_before_it_is_published(client):
    county = a_county(document="staffs-alliance", micro=1)
    document = a_document(county, title="The agreement")
    old = a_version(county, document, "Old words.")
    project = begin_rewrite(
        document=document, because="The trust changed.", from_on=TODAY,
        until_on=TODAY + timedelta(days=180), groups=["North forum", "South forum"], **county.who(),
    )  # fmt: skip
    first = a_draft(county, document, "New words.")
    second = a_draft(county, document, "Newer words.")
    asker = PersonFactory()
    said = comment(version=first, organisation=None, group="Carers", words="Say who pays.",
                   by=asker, at=county.who()["at"])  # fmt: skip

    def facts():
        no = refused(lambda: adopt(version=second, adopted_on=TODAY, **county.who()))
        assert (no.code, no.clause.key) == ("rewrite-not-heard", "project")
        return tuple(no.facts[name] for name in ("groups", "heard", "unanswered"))

    assert facts() == (2, 0, 1)
    for group in project.groups.all():
        hear_group(group=group, heard_on=TODAY, how="At its meeting", said=f"{group.name} agrees.",
                   **county.who())  # fmt: skip
    assert facts() == (2, 2, 1)
    answer_comment(comment=said, reply="Whoever asks.", change="Line 2.", **county.who())
    assert Letter.objects.get(kind="PolicyCommentAnswered").to == asker
    adopt(version=second, adopted_on=TODAY, **county.who())
    page = page_of(client, document)
    for words in ("2 March 2026 to 29 August 2026", "North forum answered 2 March 2026",
                  "South forum agrees.", "version 3 came of it", "The trust changed."):  # fmt: skip
        assert words in page
    kept = words_of(client, "version", county.assembly, document.number, first.number)
    for words in ("New words.", "Carers", "Say who pays.", "Whoever asks.", "Line 2."):
        assert words in kept
    old.refresh_from_db()
    assert old.replaced_on == TODAY
    assert Letter.objects.get(kind="PolicyVersionAdopted").to == asker


def test_one_rewriting_goes_on_at_a_time():
    county = a_county(document="staffs-alliance", micro=1)
    document = a_document(county)
    said = {"document": document, "because": "x", "from_on": TODAY, "until_on": TODAY}
    begin_rewrite(**said, groups=["One"], **county.who())

    no = refused(lambda: begin_rewrite(**said, groups=["Two"], **county.who()))

    assert no.code == "rewrite-is-open"


def test_member_comments_on_a_draft_in_a_browser_and_nobody_on_what_is_in_force(client):
    county = a_county(micro=1)
    document = a_document(county)
    made = a_draft(county, document)
    body = county.bodies[0]
    page = browser(a_member(body))
    address = reverse("documents:comment", args=[county.assembly, document.number, made.number])

    assert client.post(address, {"words": "x"}).status_code == 302
    page.post(address, {"words": "Say when the room is warm.", "group": ""})

    found = Comment.objects.get()
    assert (found.words, found.number) == ("Say when the room is warm.", 1)
    text = words_of(client, "version", county.assembly, document.number, made.number)
    assert "Say when the room is warm." in text
    assert found.person.name not in text
    adopt(version=made, adopted_on=TODAY, **county.who())
    answer = page.post(address, {"words": "Too late?", "group": ""})
    assert answer.status_code == 422
    assert "Comments are for drafts that everybody may read." in answer.content.decode()
    assert "Too late?" in answer.content.decode()


@pytest.mark.clause("principles-1-evolve-to-strategy")
def test_principles_are_to_become_a_strategy_and_point_to_it_once_it_is_adopted(client):
    county = a_county(document="dorset-principles", micro=1)
    principles = a_document(county, title="Our principles", kind="principles", owner="The Council")
    a_version(county, principles)
    task = promise_successor(
        document=principles, kind="strategy", words="A full strategy with a plan.",
        after="after the elections", due_on=None, **county.who(),
    )  # fmt: skip
    assert "is to become a strategy, after the elections" in words_of(
        client, "programmes", county.assembly
    )
    assert "Follow what 1 document is to become, of which no day is named" in [
        one.verb_phrase for one in waits_for_officers(county.assembly, on=TODAY)
    ]
    strategy = a_document(county, title="Our strategy", kind="strategy", owner="The Council")
    name_successor(task=task, successor=strategy, **county.who())
    principles.refresh_from_db()
    assert principles.status == "live"

    a_version(county, strategy)

    principles.refresh_from_db()
    task.refresh_from_db()
    assert (principles.status, task.done_on) == ("superseded", TODAY)
    old = page_of(client, principles)
    assert "It is followed by Our strategy" in old
    assert "This is followed by Our strategy (strategy)" in old
    new = page_of(client, strategy)
    assert "Our principles (principles) is followed by this" in new
    assert waits_for_officers(county.assembly, on=TODAY) == []


@pytest.mark.clause("principles-1-evolve-to-strategy")
def test_day_by_which_principles_become_a_strategy_is_a_duty():
    county = a_county(document="dorset-principles", micro=1)
    principles = a_document(county, title="Our principles", kind="principles", owner="The Council")
    promise_successor(document=principles, kind="strategy", words="A full strategy.", after="",
                      due_on=TODAY, **county.who())  # fmt: skip

    found = [
        (one.state, one.obligation.who)
        for one in duties(county.assembly, on=TODAY + timedelta(days=1))
        if one.obligation.what == "Turn Our principles into a strategy"
    ]

    assert found == [("missed", "The Council")]


def test_documents_do_not_follow_one_another_round_in_a_ring():
    county = a_county(document="dorset-principles", micro=1)
    first, second = (a_document(county, title=title) for title in ("First", "Second"))
    said = {"kind": "plan", "words": "x", "after": "", "due_on": None}
    task = promise_successor(document=first, **said, **county.who())
    assert refused(
        lambda: name_successor(task=task, successor=first, **county.who())
    ).code == "follows-itself"  # fmt: skip
    a_version(county, second)
    name_successor(task=task, successor=second, **county.who())
    assert Link.objects.get().kind == "successor"
    back = promise_successor(document=second, **said, **county.who())

    no = refused(lambda: name_successor(task=back, successor=first, **county.who()))

    assert no.code == "succession-goes-round"
