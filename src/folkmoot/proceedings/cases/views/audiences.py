"""Those who may use the pages of cases: who may read which is asked of each case."""

from django.utils import timezone

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import second_factor_step
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person

POSTS = (Post.Kind.OFFICER, Post.Kind.BOARD)


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


INVOLVED = Audience(
    "signed in",
    "somebody with a part in the case",
    lambda *_, **__: True,
    instead=factor_step,
)
