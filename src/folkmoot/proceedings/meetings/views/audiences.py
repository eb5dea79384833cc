"""Those who may use the pages of meetings beyond the public and those signed in."""

from typing import Any

from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import factor_step
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.arranging import forums_to_arrange


def arranges_here(request: Request, *, assembly: Assembly, **_: Any) -> bool:
    """Test whether the person of a request may call some meeting here. Two queries at most."""
    person = request.user
    if not isinstance(person, Person):
        return False
    return bool(forums_to_arrange(assembly, person, at=timezone.now()))


def _arranges(request: Request, **page: Any) -> bool:
    person, assembly = request.user, page["assembly"]
    if not isinstance(person, Person):
        return False
    is_officer = holds_post(person, assembly, [Post.Kind.OFFICER], on=timezone.localdate())
    return is_officer or arranges_here(request, **page)


ARRANGERS = Audience(
    "officers and chairs",
    "a support officer of this assembly, or the chair or vice-chair of one of its forums",
    _arranges,
    instead=factor_step,
)
