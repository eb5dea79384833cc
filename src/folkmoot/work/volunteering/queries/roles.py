"""Which roles there are, what they are like, and how good they are."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries.places import areas_around
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.formats import Sheet, fact, heading, words
from folkmoot.ground.places.models import Area
from folkmoot.ground.places.queries import areas_within
from folkmoot.rules.periods import Period
from folkmoot.work.volunteering.models import Match, Opportunity
from folkmoot.work.volunteering.queries.words import ACCESS, QUALITY, named

USUAL_REVIEW = Period(6, "calendar months")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody looks for in the list of roles."""

    words: str = ""
    place: str = ""
    theme: str = ""
    access: str = ""
    kind: str = ""
    is_short: bool = False
    is_at_home: bool = False
    takes_young: bool = False
    takes_groups: bool = False


def open_roles(assembly: Assembly, *, on: date) -> QuerySet[Opportunity]:
    """
    Return the roles that one can ask about on a day, the latest first. Two queries with themes.
    """
    found = Opportunity.objects.filter(
        Q(closes_on=None) | Q(closes_on__gte=on), assembly=assembly, state=Opportunity.State.LISTED
    )
    found = found.select_related("organisation", "area", "assembly").prefetch_related("themes")
    return found.order_by("-listed_on", "-pk")


def found_roles(assembly: Assembly, asked: Asked, *, on: date) -> QuerySet[Opportunity]:
    """
    Return the open roles that somebody looks for, the latest first.

    A place finds what is in it, inside it, around it, done at home or not tied to a place. Three
    queries, and one for each level of places.
    """
    found = open_roles(assembly, on=on)
    for word in asked.words.split():
        held = Q(title__icontains=word) | Q(about__icontains=word) | Q(skills__icontains=word)
        found = found.filter(held | Q(organisation__name__icontains=word))
    if asked.place:
        near = near_to(Area.objects.filter(code=asked.place).order_by("pk").first())
        found = found.filter(Q(area__in=near) | Q(area=None) | Q(is_at_home=True))
    if asked.theme:
        found = found.filter(themes__code=asked.theme)
    for name in ("is_short", "is_at_home", "takes_groups"):
        if getattr(asked, name):
            found = found.filter(**{name: True})
    if asked.takes_young:
        found = found.filter(young__in=(Opportunity.Young.YES, Opportunity.Young.GUARDIAN))
    if asked.kind in Opportunity.Kind.values:
        found = found.filter(kind=asked.kind)
    if asked.access in dict(ACCESS):
        # In the text of the list, because not every database looks into one.
        found = found.filter(access__icontains=f'"{asked.access}"')
    return found


def near_to(area: Area | None) -> set[int]:
    """Return the keys of a place, what is inside it and what it lies in. One query a level."""
    return areas_within([area]) | areas_around([area]) if area is not None else set()


def themes_offered(assembly: Assembly, *, on: date) -> list[tuple[str, str, int]]:
    """Return the themes that open roles have, with how many, by name. One query."""
    counted = (
        open_roles(assembly, on=on)
        .order_by()
        .exclude(themes=None)
        .values_list("themes__code", "themes__name")
        .annotate(number=Count("pk"))
    )
    return [(code, name, number) for code, name, number in counted.order_by("themes__name")]


def needing_help(
    assembly: Assembly, area: Area | None, *, on: date, most: int = 12
) -> list[tuple[Organisation, int]]:
    """
    Return the organisations near a place that look for volunteers, with how many roles each.

    Those with most roles first. Two queries, and one for each level of places.
    """
    found = open_roles(assembly, on=on)
    if area is not None:
        found = found.filter(Q(area__in=near_to(area)) | Q(area=None) | Q(is_at_home=True))
    counted = found.order_by().values("organisation").annotate(number=Count("pk"))
    rows = list(counted.order_by("-number", "organisation__name", "organisation")[:most])
    bodies = Organisation.objects.in_bulk([row["organisation"] for row in rows])
    return [(bodies[row["organisation"]], row["number"]) for row in rows]


def quality_of(role: Opportunity) -> list[tuple[str, str, bool]]:
    """Return what makes a role a good one, and whether it is so. No query."""
    met = {
        "says-whom-for": bool(role.for_whom.strip()),
        "supervised": bool(role.supervisor.strip()),
        "trained": bool(role.training.strip()),
        "expenses": role.expenses in (Opportunity.Expenses.ALL, Opportunity.Expenses.TRAVEL),
        "insured": role.is_insured is True,
        "risk-assessed": role.is_risk_assessed is True,
        "access-said": bool(role.access or role.access_words.strip()),
        "checks-said": bool(role.check_asked),
    }
    return [(key, str(name), met[key]) for key, name in QUALITY]


def state_of(role: Opportunity, *, on: date) -> str:
    """Tell how a role stands on a day, in one of the site's words. No query."""
    if role.state == Opportunity.State.DRAFT:
        return "draft"
    is_over = role.closes_on is not None and on > role.closes_on
    return "closed" if role.state == Opportunity.State.CLOSED or is_over else "open"


def to_keep(assembly: Assembly, organisation: Organisation | None) -> QuerySet[Opportunity]:
    """
    Return the roles somebody keeps: those of an organisation, or all, drafts first. One query.
    """
    found = Opportunity.objects.filter(assembly=assembly).select_related("organisation", "assembly")
    if organisation is not None:
        found = found.filter(organisation=organisation)
    waiting = Count("matches", filter=~Q(matches__stage=Match.Stage.CLOSED))
    found = found.annotate(**{"waiting": waiting})
    return found.order_by("state", F("review_on").asc(nulls_last=True), "-pk")


def themes() -> QuerySet[Theme]:
    """Return every theme, by name. One query."""
    return Theme.objects.order_by("name", "pk")


def facts_of(role: Opportunity) -> list[tuple[str, str]]:
    """Return what is said of a role, name by name; what was not said says so. No query."""
    unsaid = _("not said")
    where = ", ".join(one for one in (role.where, role.area.name if role.area else "") if one)
    home = _("at home") if role.is_at_home else ""
    return [
        (_("Organisation"), role.organisation.name),
        (_("Open"), role.get_kind_display()),
        (_("Where"), ", ".join(one for one in (where, home) if one) or _("anywhere")),
        (_("When"), ", ".join(named(role.days)) or unsaid),
        (_("How long"), _("a short task, once") if role.is_short else
         _("about %(hours)d hours a week") % {"hours": role.hours_a_week} if role.hours_a_week else unsaid),
        (_("Skills"), role.skills or _("none needed")),
        (_("Access"), ", ".join([*named(role.access), *([role.access_words] if role.access_words else [])]) or unsaid),
        (_("Expenses paid"), str(role.get_expenses_display())),
        (_("Checks asked"), str(role.get_check_asked_display())),
        (_("Training"), role.training or unsaid),
        (_("Who looks after you"), role.supervisor or unsaid),
        (_("Under 18"), str(role.get_young_display())),
        (_("Groups"), _("welcome") if role.takes_groups else _("for one person at a time")),
        (_("Places"), str(role.places) if role.places else unsaid),
    ]  # fmt: skip


def sheet_of(role: Opportunity, *, below: str) -> Sheet:
    """Return a role as a sheet to print and pin up. No query."""
    parts = [words(role.about), *(fact(name, said) for name, said in facts_of(role))]
    if role.for_whom:
        parts += [heading(_("Who has the good of it"), level=2), words(role.for_whom)]
    return Sheet(title=role.title, above=role.assembly.name, below=below, parts=parts)
