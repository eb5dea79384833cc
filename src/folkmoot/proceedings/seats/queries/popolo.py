"""The register of representatives as Popolo: bodies, posts, people, and who holds what."""

from collections.abc import Callable, Iterable
from typing import Any

from folkmoot.proceedings.seats.models import Holding, OutsideBody
from folkmoot.proceedings.seats.queries.standing import Standing

type Addressed = Callable[[Standing], str]


def popolo(
    rows: Iterable[Standing], *, assembly: str, name: str, address: Addressed
) -> dict[str, Any]:
    """
    Return seats and who is in them in the shapes of Popolo. No query.

    Popolo has no word for how somebody came to a post, so it stands under `folkmoot:`.
    Nothing is told of people but the name under which they hold a public post.

    :param assembly: its short name, by which its own ids begin.
    :param address: the page of a seat, in full.
    """
    found = list(rows)
    own = {
        "id": assembly,
        "name": name,
        "classification": "voluntary and community sector assembly",
    }
    organizations: dict[str, dict[str, Any]] = {assembly: own}
    persons: dict[str, dict[str, Any]] = {}
    posts, memberships = [], []
    for one in found:
        seat, body = one.seat, one.seat.body
        organizations[body.slug] = _body(body)
        posts.append(
            {
                "id": seat.reference,
                "label": f"{seat.title}, {body.name}",
                "role": seat.title,
                "organization_id": body.slug,
                **({"start_date": seat.created_on.isoformat()} if seat.created_on else {}),
                "sources": [{"url": address(one)}],
            }
        )
        for holding in (*one.holders, *one.deputies):
            person = _person_id(holding)
            persons[person] = {"id": person, "name": holding.holder_name}
            memberships.append(_membership(holding, one, person))
            if holding.organisation is not None:
                organisation = holding.organisation
                organizations[organisation.reference] = {
                    "id": organisation.reference,
                    "name": organisation.name,
                    "classification": organisation.get_legal_form_display(),
                }
    return {
        "organizations": list(organizations.values()),
        "posts": posts,
        "persons": list(persons.values()),
        "memberships": memberships,
    }


def _body(body: OutsideBody) -> dict[str, Any]:
    return {
        "id": body.slug,
        "name": body.name,
        "classification": body.get_kind_display(),
    }


def _person_id(holding: Holding) -> str:
    """A reference for those with an account; for others one made of their holding."""
    return holding.person.reference if holding.person else f"holding-{holding.pk}"


def _membership(holding: Holding, one: Standing, person: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": f"{one.seat.reference}-{holding.pk}",
        "label": f"{holding.holder_name}, {one.seat.title}, {one.seat.body.name}",
        "role": holding.get_role_display(),
        "person_id": person,
        "organization_id": one.seat.body.slug,
        "post_id": one.seat.reference,
        "folkmoot:arrived": holding.get_arrived_display(),
        "folkmoot:is_interim": holding.is_interim,
    }
    if holding.organisation is not None:
        told["on_behalf_of_id"] = holding.organisation.reference
    if holding.from_on is not None:
        told["start_date"] = holding.from_on.isoformat()
    if holding.ends_on is not None:
        told["end_date"] = holding.ends_on.isoformat()
    return told
