"""What the components share: their register, and how they look at what they are given."""

from collections.abc import Iterable
from typing import Any

from django.template import Context, Library, TemplateSyntaxError
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

from folkmoot.rules.findings import Clause

register = Library()


def must_be(tag: str, name: str, given: object, *types: type) -> None:
    """:raises TemplateSyntaxError: if an argument is of none of the types."""
    if not isinstance(given, types):
        wanted = " or ".join("nothing" if one is type(None) else one.__name__ for one in types)
        raise TemplateSyntaxError(f"{tag}: {name} must be {wanted}, not {given!r}")


def must_be_one_of(tag: str, name: str, given: object, choices: Iterable[str]) -> None:
    """:raises TemplateSyntaxError: if an argument is not one of the words."""
    if given not in (known := list(choices)):
        raise TemplateSyntaxError(f"{tag}: no {name} {given!r}; use one of {', '.join(known)}")


def part(tag: str, of: object, name: str, **default: Any) -> Any:
    """
    Read one named part of a mapping or an object.

    :param default: `otherwise=…`, the value when the part is absent.
    :raises TemplateSyntaxError: if it is absent and there is no default.
    """
    if isinstance(of, dict):
        if name in of:
            return of[name]
    elif hasattr(of, name):
        return getattr(of, name)
    if "otherwise" in default:
        return default["otherwise"]
    raise TemplateSyntaxError(f"{tag}: {of!r} has no {name}")


def clause_address(context: Context, clause: Clause) -> str | None:
    """Return the address of a clause's page, or None on a page of no one assembly."""
    assembly = context.get("assembly")
    request = context.get("request")
    if not assembly and request is not None and request.resolver_match:
        assembly = request.resolver_match.kwargs.get("assembly")
    slug = getattr(assembly, "slug", assembly)
    if not slug:
        return None
    try:
        return reverse("rules:clause", args=[slug, clause.document, clause.key])
    except NoReverseMatch:
        return None


def in_line(template: str, given: dict[str, Any]) -> SafeString:
    """Draw a component that stands among words: no space before the full stop after it."""
    return mark_safe(render_to_string(template, given).strip())
