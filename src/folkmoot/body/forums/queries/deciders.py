"""Which groups are changed by a decision of another body alone."""

from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.rulebook import Rulebook

DECIDER = "composition.decider"


def composition_book(forum: Forum, *, on: date) -> Rulebook | None:
    """
    Return the document that says who decides what a group is made up of, or None if none does.

    It is asked of engagement and reference groups. One query for each document that binds
    the assembly and one more; none for other forums.
    """
    if forum.kind != Forum.Kind.REFERENCE:
        return None
    assembly = forum.assembly
    return book_that_fixes(assembly, DECIDER, on=on)


def sides(assembly: Assembly, *, on: date) -> list[str]:
    """
    Return the sides of the area that the agreement's quorum counts, in its order.

    Nothing where it counts none. Two queries at most.
    """
    book = book_fixing(assembly, "quorum.group", on=on)
    if book is None:
        return []
    named = (f"quorum.{part}.of" for part in book.words("quorum.group"))
    return [word for name in named if name in book.parameters for word in book.words(name)]


def deciding_as(forum: Forum, book: Rulebook | None) -> str:
    """
    Return what a document calls a forum that decides what a group is made up of. No query.

    A governance board may have a name of its own: it is the board that the document means.
    """
    if book is not None and forum.kind == Forum.Kind.BOARD:
        return book.word(DECIDER)
    return forum.name
