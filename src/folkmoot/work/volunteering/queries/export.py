"""The open roles as plain values, to be given to other sites."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.queries.roles import open_roles
from folkmoot.work.volunteering.queries.words import named

MOST = 5000
AGES = {Opportunity.Young.YES: 16, Opportunity.Young.NO: 18}


def told_roles(assembly: Assembly, *, on: date, address: str) -> Iterator[dict[str, Any]]:
    """Return the open roles, the latest first, with nobody's contact. Two queries; 5,000 at most."""
    for role in open_roles(assembly, on=on)[:MOST]:
        body = role.organisation
        yield {
            "id": f"{address}{reverse('volunteering:role', args=[assembly, role.reference])}",
            "url": f"{address}{reverse('volunteering:role', args=[assembly, role.reference])}",
            "title": role.title, "about": role.about, "organisation": body.name,
            "organisation_id": f"{address}{reverse('organisations:profile', args=[assembly, body.reference])}",
            "where": role.where, "place": role.area.name if role.area else "",
            "is_at_home": role.is_at_home, "themes": [theme.name for theme in role.themes.all()],
            "skills": [one.strip() for one in role.skills.split(",") if one.strip()],
            "access": named(role.access), "minimum_age": AGES.get(Opportunity.Young(role.young)),
            "listed_on": role.listed_on.isoformat() if role.listed_on else None,
            "ends_on": role.closes_on.isoformat() if role.closes_on else None,
        }  # fmt: skip
