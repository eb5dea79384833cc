from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.ground.doors import Audience, Request
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

# The first words of the site's own addresses, and of those that a server in front often keeps.
TAKEN = frozenset(
    {
        *{"account", "acting", "calendar", "gallery", "outbox", "second-factor", "static", "media"},
        *{"admin", "api", "assets", "assembly", "assemblies", "feeds", "health", "help", "home"},
        *{"metrics", "open-data", "opendata", "search", "status", "well-known"},
    }
)
teach(
    {
        "address-taken": (
            "No assembly can have the address /{slug}/, because the site itself uses it; choose "
            "another word, such as the name of its county."
        )
    }
)


def require_free_address(slug: str) -> None:
    """:raises Refusal: if an assembly cannot have an address, because the site uses it."""
    if slug in TAKEN:
        raise Refusal("address-taken", None, {"slug": slug})


def is_officer(person: Person, assembly: Assembly, *, on: Any) -> bool:
    """An officer of the assembly keeps its register and runs its proceedings."""
    return holds_post(person, assembly, [Post.Kind.OFFICER], on=on)


def require_officer(person: Person, assembly: Assembly, *, on: Any) -> None:
    """:raises Refusal: if they are not a support officer of the assembly that day."""
    if not is_officer(person, assembly, on=on):
        raise Refusal("not-permitted", None, {"who": "a support officer of this assembly"})


def _holds(*kinds: str) -> Any:
    def includes(request: Request, *, assembly: Assembly, **_: Any) -> bool:
        person = request.user
        on = timezone.localdate()  # noqa: TID251 - an audience is a door: it reads the clock
        return isinstance(person, Person) and holds_post(person, assembly, kinds, on=on)

    return includes


def second_factor_step(request: Request) -> str | None:
    """
    Send an officer who has no second factor to set one up before anything else.

    Whoever has one, but has not shown it since they signed in, is asked for it: a
    session begun with a code alone, before the factor was set up, gains nothing by it.
    """
    person = request.user
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    if not isinstance(person, Person) or not is_mfa_enabled(person, factors):
        return reverse("second-factor")
    shown = get_authentication_records(request, person)
    if any(record["method"] == "mfa" for record in shown):
        return None
    after = request.path if request.method == "POST" else request.get_full_path()
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': after})}"


def factor_step(request: Request) -> str | None:
    """
    Ask those who hold a post in the assembly of a page for their second factor, and nobody else.

    :return: where to go for it; None for everybody who may go on.
    """
    match = request.resolver_match
    assembly = match.kwargs.get("assembly") if match else None
    person = request.user
    if not isinstance(person, Person) or not isinstance(assembly, Assembly):
        return None
    on = timezone.localdate()  # noqa: TID251 - an audience is a door: it reads the clock
    if not holds_post(person, assembly, [Post.Kind.OFFICER, Post.Kind.BOARD], on=on):
        return None
    return second_factor_step(request)


KNOWN = Audience(
    "signed in",
    "somebody who has signed in",
    lambda *_, **__: True,
    instead=factor_step,
)
"""Whoever has signed in; those with a post in the assembly have shown their second factor."""
OFFICERS = Audience(
    "officers",
    "a support officer of this assembly",
    _holds(Post.Kind.OFFICER),
    instead=second_factor_step,
)
BOARD = Audience(
    "board",
    "a support officer or governance board member of this assembly",
    _holds(Post.Kind.OFFICER, Post.Kind.BOARD),
    instead=second_factor_step,
)
