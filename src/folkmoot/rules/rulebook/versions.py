"""Which version of a document applies."""

from datetime import date

from folkmoot.rules.rulebook.book import Document, NotInForce, Rulebook


def version_in_force(document: Document, *, on: date) -> Rulebook:
    """
    Return the latest version that has come into force by a day.

    :raises NotInForce: if the day is before the first.
    """
    past = [book for book in document.versions if book.in_force_from <= on]
    if not past:
        raise NotInForce(f"no version of {document.title} was in force on {on}")
    return past[-1]


def version_numbered(document: Document, number: str) -> Rulebook:
    """
    Return a version by its number, as a process that pinned it asks for it.

    :raises NotInForce: if the document has no such version.
    """
    for book in document.versions:
        if book.number == number:
            return book
    raise NotInForce(f"{document.title} has no version {number}")
