"""Who keeps plans."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

teach({"action-is-over": "{title} is done or dropped, so its day stays as it is."})


def keeps_plans(person: Person, assembly: Assembly, *, on: date) -> bool:
    """Support officers, the board and public bodies' own people keep plans together. One query."""
    kinds = [Post.Kind.OFFICER, Post.Kind.BOARD, Post.Kind.PUBLIC_BODY]
    return holds_post(person, assembly, kinds, on=on)


def require_keeps_plans(person: Person, assembly: Assembly, *, on: date) -> None:
    """:raises Refusal: unless they are one of those."""
    if not keeps_plans(person, assembly, on=on):
        who = _("a support officer, a board member, or somebody from a public body")
        raise Refusal("not-permitted", None, {"who": who})
