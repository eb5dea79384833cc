"""Those who may use the pages of meetings beyond the public and those signed in."""

from typing import Any

from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import second_factor_step
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.arranging import forums_to_arrange

POSTS = (Post.Kind.OFFICER, Post.Kind.BOARD)


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


def factor_step(request: Request) -> str | None:
    """Ask those who hold a post in the assembly for their second factor, and nobody else."""
    match = request.resolver_match
    assembly = match.kwargs.get("assembly") if match else None
    person = request.user
    if not isinstance(person, Person) or not isinstance(assembly, Assembly):
        return None
    if not holds_post(person, assembly, POSTS, on=timezone.localdate()):
        return None
    return second_factor_step(request)


ARRANGERS = Audience(
    "officers and chairs",
    "a support officer of this assembly, or the chair or vice-chair of one of its forums",
    _arranges,
    instead=factor_step,
)
MEMBERS = Audience(
    "signed in",
    "somebody who acts for a member of this assembly",
    lambda *_, **__: True,
    instead=factor_step,
)
