"""A version as a sheet of parts, to be printed, read in large print, or edited."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.formats import Part, Sheet, fact, heading, point, words
from folkmoot.ground.words import as_text
from folkmoot.rules.telling import told_day
from folkmoot.work.documents.models import Version
from folkmoot.work.documents.queries.versions import state_of

DEEPEST = 2


def sheet_of(version: Version, *, at: datetime) -> Sheet:
    """Return a version with the facts that belong beside it. No query."""
    document = version.document
    state = {
        "draft": _("a draft, not in force"),
        "in force": _("in force"),
        "superseded": _("replaced by a later version"),
    }[state_of(version)]
    if document.left_because:
        state = document.get_status_display()
    parts: list[Part] = [
        fact(_("Reference"), f"D{document.number} {document.label}".strip()),
        fact(_("Kind"), document.get_kind_display()),
        fact(_("Version"), f"{version.number} {version.label}".strip()),
        fact(_("It is"), state),
    ]
    if version.adopted_on:
        parts.append(fact(_("Adopted on"), told_day(version.adopted_on)))
    parts.append(fact(_("Owner"), document.owner or _("not known")))
    parts.append(fact(_("Why it changed"), version.reason))
    parts += _parts_of(version.text)
    return Sheet(
        title=document.title,
        above=document.assembly.name,
        below=_("%(title)s, version %(number)d, as it stood on %(day)s")
        % {
            "title": document.title,
            "number": version.number,
            "day": told_day(day_in(document.assembly, at=at)),
        },
        parts=parts,
    )


def _parts_of(text: str) -> list[Part]:
    found: list[Part] = []
    for block in text.split("\n"):
        line = block.strip()
        if line.startswith("#"):
            deep = len(line) - len(line.lstrip("#"))
            found.append(heading(as_text(line), level=min(deep, DEEPEST)))
        elif line.startswith(("- ", "* ")):
            found.append(point(as_text(line[2:])))
        elif line:
            found.append(words(as_text(line) or line))
    return found
