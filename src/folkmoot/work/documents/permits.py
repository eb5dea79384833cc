"""Who keeps documents, who changes terms of reference, and who says something of a draft."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.people.models import Person
from folkmoot.rules.documents.keeping import terms_are_changed_by_their_keeper
from folkmoot.rules.findings import Refusal, teach
from folkmoot.work.documents.models import Document, Version
from folkmoot.work.documents.queries.clauses import book_with

teach(
    {
        "version-is-adopted": (
            "Version {number} was adopted on {adopted_on}, so it stays as it is. A change is a "
            "new version, with its reason."
        ),
        "version-is-no-draft": (
            "Version {number} is no draft that is open for comments. Comments are for drafts that "
            "everybody may read."
        ),
        "adopted-before-the-last": (
            "The version in force was adopted on {adopted_on}, so the next cannot be adopted "
            "before that day."
        ),
        "day-is-to-come": "{day} is still to come, so that has not happened on it.",
        "comment-is-answered": "Comment {number} has its reply since {day}.",
        "document-is-over": (
            "{title} is {status}. What follows it has a sheet of its own, and this one stays as "
            "it is."
        ),
        "rewrite-is-open": (
            "{title} is being rewritten until {until_on}, and one project at a time does that."
        ),
        "group-is-heard": "{group} was heard on {day}, and what it said stays as it is.",
        "document-needs-text": (
            "Version {number} has neither a text nor a file. Nobody could read what is in force."
        ),
        "successor-is-not-live": (
            "{title} is not live yet. The old document points to the new one once that is adopted."
        ),
        "sheet-was-changed": (
            "Somebody else changed this sheet while you typed. Look at what it says now; sent "
            "again, what you typed takes its place."
        ),
        "follows-itself": "A document cannot follow itself.",
        "succession-goes-round": (
            "{title} already leads to this document, so it cannot be what comes after it."
        ),
        "statement-before-written": (
            "It was written on {written_on}, so it cannot have been checked before that day."
        ),
    }
)
KEEPERS = (Post.Kind.OFFICER, Post.Kind.BOARD, Post.Kind.PUBLIC_BODY)


def keeps_documents(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers, the board and public bodies' own people keep the register. One query."""
    return holds_post(person, assembly, KEEPERS, on=on)


def require_keeps_documents(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_documents(person, assembly, on=on):
        who = _("a support officer, a board member, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})


def is_open_for_comments(version: Version) -> bool:
    """A draft that everybody may read, of a document that is not over. No query."""
    is_over = version.document.status in (Document.Status.SUPERSEDED, Document.Status.WITHDRAWN)
    return version.adopted_on is None and version.is_shown and not is_over


def require_publishes(person: Person, document: Document, *, on: date) -> None:
    """
    Let terms of reference be changed by the Governance Board alone, where a clause says so.

    :raises Refusal: if they may not publish a version of this document.
    """
    require_keeps_documents(person, document.assembly, on=on)
    if document.kind != Document.Kind.TERMS:
        return
    book = book_with(document.assembly, "terms", on=on)
    if book is not None:
        is_board = holds_post(person, document.assembly, [Post.Kind.BOARD], on=on)
        # The post is held by the body that the clause names, whatever that is called.
        keeper = book.word("tor.keeper")
        terms_are_changed_by_their_keeper(book, changed_by=keeper if is_board else "").require()
