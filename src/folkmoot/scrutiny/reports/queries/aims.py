"""Which aims an assembly has, what serves each, and what share of it all serves the core goal."""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.scrutiny.reports.models import Tag
from folkmoot.scrutiny.reports.queries.machine import (
    PER_CENT,
    Figure,
    Kind,
    Row,
    Section,
    Source,
    Span,
    having,
    register,
    share,
)
from folkmoot.scrutiny.reports.queries.spans import day

AIMS, GOALS = "aims.names", "goals.names"
NAMES = {Tag.About.AIM: AIMS, Tag.About.GOAL: GOALS}


def names_of(assembly: Assembly, about: str, *, on: date) -> tuple[str, ...]:
    """Return the aims or goals that a document names, the core goal first; none where none does. Costs as
    `adopted_books`.
    """
    parameter = NAMES[Tag.About(about)]
    book = book_that_fixes(assembly, parameter, on=on)
    return book.words(parameter) if book is not None else ()


def tags(assembly: Assembly) -> QuerySet[Tag]:
    """Return what was tagged, the latest first. One query."""
    return Tag.objects.filter(assembly=assembly).order_by("-on", "-pk")


def address_of(assembly: Assembly, address: str) -> str:
    """Return where what was tagged stands on the site. No query."""
    return f"/{assembly.slug}/{address}"


def _tagged(span: Span, about: str) -> list[Row]:
    rows = Tag.objects.filter(
        assembly=span.assembly, about=about, on__gte=span.since, on__lte=span.until
    )
    return [
        Row(
            (day(one.on), one.aim, one.what, one.title, one.why),
            address_of(span.assembly, one.address),
            {"aim": one.aim},
        )
        for one in rows.order_by("on", "pk")
    ]


def tagged_with_aims(span: Span) -> list[Row]:
    """Return what serves an aim within the time, the earliest first. One query."""
    return _tagged(span, Tag.About.AIM)


def tagged_with_goals(span: Span) -> list[Row]:
    """
    Return what serves the core goal, or is other work, within the time. One query.

    Something that was tagged with both counts for the core goal alone, so that the shares add up.
    """
    found = _tagged(span, Tag.About.GOAL)
    names = names_of(span.assembly, Tag.About.GOAL, on=span.on)
    core = {row.url for row in found if names and row.facts["aim"] == names[0]}
    return [row for row in found if row.url not in core or row.facts["aim"] == names[0]]


def all_aims(span: Span) -> list[Row]:
    """Return each aim with how much serves it within the time. One query."""
    names = names_of(span.assembly, Tag.About.AIM, on=span.on)
    tagged = [row.facts["aim"] for row in tagged_with_aims(span)]
    return [
        Row((name, str(tagged.count(name))), "", {"has_none": name not in tagged}) for name in names
    ]


def sections_of(span: Span) -> tuple[Section, ...]:
    """Return a figure for each aim, and the share of the core goal where a document has one."""
    names = names_of(span.assembly, Tag.About.AIM, on=span.on)
    goals = names_of(span.assembly, Tag.About.GOAL, on=span.on)
    found = [
        Section(
            key="aims",
            title=_("What served each aim"),
            asks=_("What was done for the aims, and what follows for those with little?"),
            figures=(
                *(
                    Figure(
                        key=f"aim-{place}",
                        name=name,
                        source="aims",
                        keep=having(aim=name),
                        is_listed=True,
                    )
                    for place, name in enumerate(names, 1)
                ),
                Figure(
                    key="aims-with-none",
                    name=_("Aims that nothing served"),
                    source="all-aims",
                    keep=having(has_none=True),
                    is_listed=True,
                ),
            ),
            lacks="" if names else _("No document that binds this assembly names its aims."),
        )
    ]
    if goals:
        core = having(aim=goals[0])
        found.append(
            Section(
                key="goals",
                title=_("What served the core goal"),
                asks=_("Is this the right balance between the core goal and other work?"),
                figures=(
                    Figure(
                        key="share-of-core-goal",
                        name=str(_("Share of activity that served: %(goal)s")) % {"goal": goals[0]},
                        source="goals",
                        count=share(core),
                        unit=PER_CENT,
                    ),
                    *(
                        Figure(
                            key=f"goal-{place}",
                            name=goal,
                            source="goals",
                            keep=having(aim=goal),
                            is_listed=True,
                        )
                        for place, goal in enumerate(goals, 1)
                    ),
                ),
            )
        )
    return tuple(found)


TAGGED = (_("On"), _("Aim"), _("What it is"), _("Title"), _("Why"))

AIMS_REPORT = register(
    Kind(
        key="aims",
        title=_("Aims report"),
        about=_(
            "What was done for each aim in a time that you choose, and which aims had nothing."
        ),
        sources={
            "aims": Source(head=TAGGED, ask=tagged_with_aims),
            "goals": Source(head=TAGGED, ask=tagged_with_goals),
            "all-aims": Source(head=(_("Aim"), _("What served it")), ask=all_aims),
        },
        sections=sections_of,
        clauses=("aims", "health-equity"),
        goes_to=_("The governance board"),
    )
)
