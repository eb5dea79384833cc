"""The awards made here as others read them: a file in the 360Giving standard."""

from typing import Any

from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries.awards import awards


def as_360giving(assembly: Assembly, *, is_all: bool = False) -> dict[str, Any]:
    """
    Return the awards made here as a 360Giving file. One query.

    :param is_all: those that were read from lists too, under the identifiers they came with.

    Source: the 360Giving Data Standard, version 1.4.
    """
    own = f"360G-{assembly.slug}"
    found = awards(assembly).select_related("fund", "area").order_by("pk")
    if not is_all:
        found = found.filter(is_ours=True)
    return {"version": "1.4", "grants": [_grant(one, own) for one in found.iterator(500)]}


def _grant(one: Award, own: str) -> dict[str, Any]:
    recipient = one.recipient_id or (
        f"{own}-org-{one.organisation.reference}" if one.organisation else f"{own}-org-{one.pk}"
    )
    grant: dict[str, Any] = {
        "id": one.identifier,
        "title": one.title,
        "description": one.purpose or one.title,
        "currency": "GBP",
        "amountAwarded": one.pence / 100 if one.pence % 100 else one.pence // 100,
        "awardDate": one.awarded_on.isoformat(),
        "recipientOrganization": [{"id": recipient, "name": one.recipient_name}],
        "fundingOrganization": [
            {"id": one.funder_id or f"{own}-{slugify(one.funder_name)}", "name": one.funder_name}
        ],
    }
    if one.directorate:
        grant["fundingOrganization"][0]["department"] = one.directorate
    if one.starts_on and one.ends_on:
        grant["plannedDates"] = [
            {"startDate": one.starts_on.isoformat(), "endDate": one.ends_on.isoformat()}
        ]
    if one.fund:
        grant["grantProgramme"] = [{"code": one.fund.slug, "title": one.fund.title}]
    if one.area:
        grant["beneficiaryLocation"] = [{"name": one.area.name, "geoCode": one.area.code}]
    return grant
