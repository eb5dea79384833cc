"""Who sees all that public bodies have with one organisation."""

from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import holds_post
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal

KINDS = (Post.Kind.OFFICER, Post.Kind.PUBLIC_BODY)


def require_sees_ties(
    person: Person,
    assembly: Assembly,
    *,
    own: Organisation | None,
    of: Organisation | None,
    on: date,
) -> None:
    """
    Let support officers and public bodies' own people in, and an organisation to its own page.

    :param own: for whom they act; :param of: whose page it is, or None for the list of all.
    :raises Refusal: to everybody else.
    """
    is_own = own is not None and of is not None and own.pk == of.pk
    if not is_own and not holds_post(person, assembly, list(KINDS), on=on):
        who = _("a support officer, somebody from a public body, or the organisation itself")
        raise Refusal("not-permitted", None, {"who": who})
