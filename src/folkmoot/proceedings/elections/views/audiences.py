"""Those who may use the pages of an election beyond the public and those signed in."""

from typing import Any

from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS, is_officer
from folkmoot.body.forums.models import Office
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import chaired_by


def _returns(request: Request, **page: Any) -> bool:
    person = request.user
    return (
        isinstance(person, Person)
        and Contest.objects.filter(
            assembly=page["assembly"], reference=page["reference"], returning_officer=person
        ).exists()
    )


def may_call_here(request: Request, **page: Any) -> bool:
    """Test whether the person of a request may call some election here. Two queries at most."""
    person, on = request.user, timezone.localdate()
    assembly: Assembly = page["assembly"]
    if not isinstance(person, Person):
        return False
    return (
        is_officer(person, assembly, on=on)
        or chaired_by(person, on=on)
        .filter(office__forum__assembly=assembly, office__role=Office.Role.CHAIR)
        .exists()
    )


RETURNING_OFFICER = Audience(
    "returning officer",
    "the returning officer of this election",
    _returns,
    instead=OFFICERS.instead,
)
CALLERS = Audience(
    "officers and chairs",
    "a support officer of this assembly, or the chair of one of its forums",
    may_call_here,
    instead=OFFICERS.instead,
)
