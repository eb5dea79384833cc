"""What the board is given to watch over the linking, and what three bodies watch over together."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from folkmoot.scrutiny.equity.queries.reference import trust_of
from folkmoot.scrutiny.reports.queries import group
from folkmoot.scrutiny.reports.queries.machine import (
    Figure,
    Kind,
    Row,
    Section,
    Source,
    Span,
    having,
    least,
    register,
)
from folkmoot.scrutiny.reports.queries.spans import day
from folkmoot.work.plan.models import Action, Plan
from folkmoot.work.plan.queries import silence_of, state_of

REPORT, SIDES = "oversight.report", "oversight.names"


def values(span: Span) -> list[Row]:
    """Return how each value is rated in the year of the time, by the assembly and by members. Six queries."""
    page = reverse("equity:trust", args=[span.assembly])
    return [
        Row(
            (
                one.value,
                str(one.own.rating) if one.own is not None else "–",
                f"{one.members:.1f}" if one.members is not None else "–",
                one.own.evidence if one.own is not None else "",
            ),
            page,
            {"is_rated": one.own is not None, "rating": one.own.rating if one.own else None},
        )
        for one in trust_of(span.assembly, year=span.until.year, on=span.on)
    ]


WORK = (
    Figure(key="providers", name=_("Organisations that did the linking"), source="providers", is_listed=True),
    Figure(key="carried-down", name=_("Requests and consultations carried to the sector"), source="links", keep=having(way=group.DOWN)),
    Figure(key="carried-up", name=_("Questions, challenges and views carried to partners"), source="links", keep=having(way=group.UP)),
    Figure(key="answered", name=_("Of all that was carried, answered"), source="links", keep=having(is_open=False)),
    Figure(key="not-answered", name=_("Still waiting though its day is over"), source="links", keep=having(stands="overdue"), is_listed=True),
)  # fmt: skip


def sections_of(_span: Span) -> tuple[Section, ...]:
    """Return the parts of the report to the board: values, objectives, work. No query."""
    return (
        Section(
            key="values",
            title=_("The values"),
            asks=_("How were the values lived, and by what is that seen?"),
            figures=(
                Figure(
                    key="values-rated",
                    name=_("Values that were rated"),
                    source="values",
                    keep=having(is_rated=True),
                    is_listed=True,
                ),
                Figure(
                    key="values-not-rated",
                    name=_("Values that were not rated"),
                    source="values",
                    keep=having(is_rated=False),
                    is_listed=True,
                ),
                Figure(
                    key="lowest-rating",
                    name=_("The lowest rating, of 5"),
                    source="values",
                    keep=having(is_rated=True),
                    count=least("rating"),
                ),
            ),
        ),
        Section(
            key="objectives",
            title=_("The objectives"),
            asks=_("What does the board hold the work to, until the document names objectives?"),
            lacks=_(
                "The document speaks of objectives and names none. They are left empty here, and the "
                "aims do not stand in for them."
            ),
        ),
        Section(
            key="work",
            title=_("The work of linking"),
            asks=_("What was carried, what got stuck, and why?"),
            figures=WORK,
        ),
    )


OVERSIGHT = register(
    Kind(
        key="oversight",
        title=_("Report of the Engagement Group"),
        about=_("What the Engagement Group did, against the values, for the governance board."),
        sources={
            "values": Source(
                head=(_("Value"), _("The assembly rates itself"), _("Members"), _("Evidence")),
                ask=values,
            ),
            "providers": Source(
                head=(_("Organisation"), _("What it does"), _("From"), _("Until")),
                ask=group.provider_rows,
            ),
            "links": Source(
                head=(_("Way"), _("Kind"), _("What"), _("On"), _("Answered"), _("Stands")),
                ask=group.links,
            ),
        },
        sections=sections_of,
        clauses=("board-oversight",),
        every=REPORT,
        months=3,
        goes_to=_("The governance board"),
        is_judged=True,
    )
)


def plan_actions(span: Span) -> list[Row]:
    """Return the actions of plans that run within the time, as they stand. Three queries."""
    at = min(span.until, span.on)
    silence, _clause = silence_of(span.assembly, on=span.on)
    rows = Action.objects.filter(
        plan__assembly=span.assembly,
        plan__kind=Plan.Kind.PLAN,
        plan__from_on__lte=span.until,
        plan__until_on__gte=span.since,
    ).select_related("plan")
    found = []
    for one in rows.order_by("plan__from_on", "plan", "number", "pk"):
        state = state_of(one, on=at)
        url = reverse("plan:plan", args=[span.assembly, one.plan.slug])
        found.append(
            Row(
                (
                    one.plan.title,
                    one.priority,
                    f"{one.number}. {one.title}",
                    one.owner or "–",
                    day(one.due_on),
                    str(_(state)),
                    day(one.told_on),
                ),
                f"{url}#action-{one.number}",
                {
                    "state": state,
                    "is_of_sector": one.is_of_sector,
                    "is_owned": bool(one.owner.strip()),
                    "is_silent": state in ("due", "overdue", "draft")
                    and (at - one.told_on).days > silence,
                },
            )
        )
    return found


def sections_of_plan(_span: Span) -> tuple[Section, ...]:
    """Return the one part of the pack: how far the plan has come. No query."""
    figures = (
        Figure(key="actions", name=_("Actions in the plan"), source="actions"),
        Figure(key="done", name=_("Done"), source="actions", keep=having(state="met"), is_listed=True),
        Figure(key="due", name=_("Still due"), source="actions", keep=having(state="due")),
        Figure(key="overdue", name=_("Overdue"), source="actions", keep=having(state="overdue"), is_listed=True),
        Figure(key="draft", name=_("Not ready to be done yet"), source="actions", keep=having(state="draft"), is_listed=True),
        Figure(key="silent", name=_("Nothing told of it for too long"), source="actions", keep=having(is_silent=True), is_listed=True),
        Figure(key="of-sector", name=_("Owned by the sector"), source="actions", keep=having(is_of_sector=True, is_owned=True)),
        Figure(key="of-partners", name=_("Owned by partners"), source="actions", keep=having(is_of_sector=False, is_owned=True)),
        Figure(key="unowned", name=_("Owned by nobody yet"), source="actions", keep=having(is_owned=False), is_listed=True),
    )  # fmt: skip
    return (
        Section(
            key="progress",
            title=_("How far the plan has come"),
            asks=_("What do the figures not tell?"),
            figures=figures,
        ),
    )


MONITORING = register(
    Kind(
        key="monitoring",
        title=_("Monitoring pack of the plan"),
        about=_(
            "How far the plan has come, the same for each of the bodies that watch over it together; "
            "each writes down what it thinks."
        ),
        sources={
            "actions": Source(
                head=(
                    _("Plan"), _("Priority"), _("Action"), _("Owner"), _("By"), _("Stands"),
                    _("Last told of"),
                ),
                ask=plan_actions,
            )
        },
        sections=sections_of_plan,
        clauses=("joint-oversight",),
        months=3,
        goes_to=_("All who watch over it"),
        sides=SIDES,
    )
)  # fmt: skip
