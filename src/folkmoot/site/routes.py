"""Every address of the site, and who may use it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True, slots=True, order=True)
class Route:
    """
    One address: its pattern, its name, who may use it and how.

    :param audience: the word of its audience, or nothing if it has not been declared.
    :param is_lent: whether a library brings what is behind it.
    """

    pattern: str
    name: str
    audience: str
    methods: tuple[str, ...]
    is_lent: bool


def routes(patterns: list[URLPattern | URLResolver] | None = None) -> list[Route]:
    """Return every address of this installation, in order of its pattern. No query."""
    return sorted(_walk(get_resolver().url_patterns if patterns is None else patterns, "/", ""))


def _walk(patterns: list[URLPattern | URLResolver], before: str, namespace: str) -> Iterator[Route]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, path, inner)
            continue
        audience = getattr(pattern.callback, "audience", None)
        yield Route(
            path,
            f"{namespace}{pattern.name or ''}",
            audience.word if audience else "",
            tuple(getattr(pattern.callback, "methods", ())),
            is_lent=not str(pattern.callback.__module__).startswith("folkmoot."),
        )


def as_table(found: list[Route]) -> str:
    """Write the table of addresses, as it stands in the docs."""
    head = "| address | name | who may use it | how |\n|---|---|---|---|\n"
    return head + "".join(
        f"| `{route.pattern}` | {route.name} | {route.audience}"
        f"{' (by django-allauth)' if route.is_lent else ''} | {', '.join(route.methods)} |\n"
        for route in found
    )
