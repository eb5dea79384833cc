"""The awards made here as others read them: a file in the 360Giving standard."""

from typing import Any

from folkmoot.body.assemblies.models import Assembly
from folkmoot.work.funding.models import Award
from folkmoot.work.funding.queries.awards import awards


def as_360giving(assembly: Assembly) -> dict[str, Any]:
    """
    Return the awards made here as a 360Giving file. One query.

    Source: the 360Giving Data Standard, version 1.4.
    """
    own = f"360G-{assembly.slug}"
    found = awards(assembly).filter(is_ours=True).select_related("fund", "area").order_by("pk")
    return {"grants": [_grant(one, own) for one in found]}


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
        "fundingOrganization": [{"id": one.funder_id or f"{own}-funder", "name": one.funder_name}],
    }
    if one.starts_on and one.ends_on:
        grant["plannedDates"] = [
            {"startDate": one.starts_on.isoformat(), "endDate": one.ends_on.isoformat()}
        ]
    if one.fund:
        grant["grantProgramme"] = [{"code": one.fund.slug, "title": one.fund.title}]
    if one.area:
        grant["beneficiaryLocation"] = [{"name": one.area.name, "geoCode": one.area.code}]
    return grant
