"""The register of documents of the small world, with a draft that is not shown to everybody."""

from datetime import timedelta

from folkmoot.work.documents.actions import following, linking, rewriting, sheets, trying, versions
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

KEEPERS = ("officer", "board", "public body")


def documents(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let there be a document with all that hangs on one, and a statement; return their addresses."""
    who, on = {"by": moot.officer, "at": NOW}, NOW.date()
    assembly = moot.forum.assembly
    made = sheets.keep_document(
        assembly=assembly, title=say("document"), kind="data-sharing", label=say("label"),
        purpose=say("purpose"), affected=say("affected"), keywords=say("key words"),
        author=say("author"), origin=say("origin"), relevance=say("relevance"), owner=say("owner"),
        data_fields=say("shared fields"), lawful_basis=say("lawful basis"), until_on=on,
        link="https://good.example/document", next_review_on=on - timedelta(days=9), **who,
    )  # fmt: skip
    other = sheets.keep_document(assembly=assembly, title=say("strategy"), kind="strategy", **who)
    law = linking.keep_law(document=made, name=say("law"), note=say("note on a law"), **who)
    linking.tie(
        document=made, kind="related", to=None, title=say("named document"), link="",
        until_on=None, note=say("note on a tie"), **who,
    )  # fmt: skip
    first = versions.draft(
        document=made, label=say("version label"), text=say("text of a version"),
        reason=say("reason of a version"), is_shown=True, **who,
    )  # fmt: skip
    versions.attach_equality_check(
        version=first, is_waiver=True, words=say("waiver"), link="", made_on=on, **who
    )
    versions.approve(
        version=first, level="board", approved_by=say("approver"), approved_on=on, **who
    )
    trying.keep_format(
        version=first, kind="language", language=say("language"), draft_mark=say("mark"),
        link="https://good.example/file", **who,
    )  # fmt: skip
    trying.keep_pilot(
        version=first, name=say("pilot group"), from_on=on, said=say("pilot words"), **who
    )
    trying.give_out(version=first, to=say("given to"), on=on, copies=1, people=1, **who)
    mine = {"by": moot.contact.person, "at": NOW}
    said = rewriting.comment(
        version=first, organisation=moot.contact.organisation, group="",
        words=say("comment on a version"), **mine,
    )  # fmt: skip
    rewriting.comment(
        version=first, organisation=None, group=say("group of a comment"),
        words=say("other comment"), **mine,
    )  # fmt: skip
    rewriting.answer_comment(
        comment=said, reply=say("reply on a version"), change=say("change for it"), **who
    )
    project = rewriting.begin_rewrite(
        document=other, because=say("why rewritten"), from_on=on, until_on=on,
        groups=[say("rewrite group"), "The trust"], **who,
    )  # fmt: skip
    heard, waits = project.groups.order_by("pk")
    rewriting.hear_group(
        group=heard, heard_on=on, how=say("how heard"), said=say("what a group said"), **who
    )
    versions.draft(
        document=other, label="", text=secret("text of a hidden draft", *KEEPERS),
        reason=secret("reason of a hidden draft", *KEEPERS), is_shown=False, **who,
    )  # fmt: skip
    following.review(
        document=made, held_on=on, found=say("what a review found"), next_on=None, **who
    )
    following.vary_review(
        document=made, next_on=on + timedelta(days=9), because=say("why varied"),
        agreed_by=say("who varied"), **who,
    )  # fmt: skip
    following.promise_successor(
        document=other, kind="plan", words=say("promise"), after=say("after what"), due_on=None,
        **who,
    )  # fmt: skip
    stated = trying.state(
        assembly=assembly, title=say("statement"), words=say("how it stands"), written_on=on,
        review_on=None, **who,
    )  # fmt: skip
    is_of = {"number": made.number, "version": first.number, "comment": 2, "key": law.pk}
    return {
        "documents": is_of | {"form": "txt"},
        "documents:successor": {"number": other.number},
        "documents:hear": {"number": other.number, "key": waits.pk},
        "documents:check": {"key": stated.pk},
        "documents:restate": {"key": stated.pk},
    }
