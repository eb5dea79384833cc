"""When a signed declaration counts."""

from datetime import date

from folkmoot.rules.findings import Finding
from folkmoot.rules.rulebook import Rulebook


def declaration_is_complete(
    book: Rulebook,
    *,
    name: str,
    role: str,
    organisation: str,
    signed_on: date | None,
    has_authority: bool,
) -> Finding:
    """
    Test whether a declaration gives everything that the rulebook asks of it.

    :param signed_on: the day of the signature, in the assembly's local time.
    :param has_authority: whether the signer confirms acting for the organisation.
    """
    given = {
        "name": bool(name.strip()),
        "role": bool(role.strip()),
        "organisation": bool(organisation.strip()),
        "date": signed_on is not None,
        "authority": has_authority,
    }
    asked = book.parameter("declaration.parts")
    missing = [part for part in book.words(asked.name) if not given.get(part, False)]
    return Finding(asked.clause, not missing, "declaration-incomplete", {"missing": missing})


def declaration_is_current(book: Rulebook, *, signed_version: str, current_version: str) -> Finding:
    """Test whether a declaration was signed to the version that now applies."""
    renewed = book.parameter("declaration.renewed_on_amendment")
    holds = signed_version == current_version or renewed.value is False
    facts = {"signed": signed_version, "current": current_version}
    return Finding(renewed.clause, holds, "declaration-out-of-date", facts)
