"""The agreement as it is signed: its words, its digest, and who joins under it how."""

import hashlib
from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import in_force
from folkmoot.rules.findings import Clause
from folkmoot.rules.rulebook import NotInForce, Rulebook

BY_INVITATION = "associates-by-invitation"


def agreement(assembly: Assembly, *, on: date) -> Rulebook | None:
    """Return the agreement that binds an assembly on a day, or None. One query."""
    try:
        return in_force(assembly, on=on)
    except NotInForce:
        return None


def agreement_text(book: Rulebook) -> str:
    """
    Return the whole agreement as it is shown to whoever signs it, as plain text.

    The same version always gives the same text, so that its digest tells what was signed.
    """
    parts = [f"{book.title}, version {book.number}"]
    for key, entry in book.clauses.items():
        words = " ".join(book.told(key).split())
        parts.append(f"{entry.number} {entry.heading}\n{words}")
    return "\n\n".join(parts) + "\n"


def text_digest(book: Rulebook) -> str:
    """Return the SHA-256 digest of the text that is shown to whoever signs."""
    return hashlib.sha256(agreement_text(book).encode()).hexdigest()


def clause_with_key(book: Rulebook, *keys: str) -> Clause | None:
    """Return the first clause of some keys that the agreement has, or None."""
    return next((book.clauses[key].clause for key in keys if key in book.clauses), None)


def needs_invitation(book: Rulebook, membership_class: str) -> bool:
    """Test whether members of a class join only because they are invited to."""
    return membership_class == "associate" and BY_INVITATION in book.clauses
