"""How a route outside the assembly's own structure comes to be recognised."""

from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.forums.actions.forums import day_of
from folkmoot.body.forums.events import RouteRecognised
from folkmoot.body.forums.models import RecognisedRoute
from folkmoot.body.forums.queries import book_fixing, routes
from folkmoot.ground.ledger.actions import record
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.rules.forums.recognition import recognised_route_has_agreement


@transaction.atomic
def recognise_route(
    *,
    assembly: Assembly,
    name: str,
    agreed_by: str,
    agreed_on: date | None,
    scope: str,
    review_on: date | None,
    by: Person,
    at: datetime,
) -> RecognisedRoute:
    """
    List a forum, network or direct route that the assembly has agreed may be used for it.

    :raises Refusal: if `by` is no support officer, its agreement lacks a part, or a
        route of that name is listed already.
    """
    on = day_of(assembly, at)
    require_officer(by, assembly, on=on)
    book = book_fixing(assembly, "route.parts", on=on)
    clause = None
    if book is not None:
        finding = recognised_route_has_agreement(
            book, agreed_by=agreed_by, agreed_on=agreed_on, scope=scope, review_on=review_on
        )
        clause = finding.require().clause
    missing = [
        said
        for said, given in (("date", agreed_on), ("review date", review_on), ("scope", scope))
        if not given
    ]
    if agreed_on is None or review_on is None or missing or not agreed_by.strip():
        raise Refusal("route-without-agreement", clause, {"missing": missing or ["who agreed"]})
    if routes(assembly).filter(name=name.strip()).exists():
        raise Refusal("route-listed", clause, {"route": name.strip()})
    route = RecognisedRoute.objects.create(
        assembly=assembly,
        name=name.strip(),
        agreed_by=agreed_by.strip(),
        agreed_on=agreed_on,
        scope=scope.strip(),
        review_on=review_on,
    )
    event = RouteRecognised(
        route=route.name,
        agreed_by=route.agreed_by,
        agreed_on=agreed_on,
        scope=route.scope,
        review_on=review_on,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return route
