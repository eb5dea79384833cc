"""Calls for views: which are open, who was asked, who answered, and the links that answer."""

from datetime import date, datetime

from django.core import signing
from django.db.models import Count, Q, QuerySet
from django.utils.crypto import get_random_string

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Organisation, Working
from folkmoot.proceedings.meetings.queries.meetings import book_with
from folkmoot.proceedings.seats.models import Seat
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.voice.models import Call, Question, View
from folkmoot.rules.findings import Clause

LEAD = "views.lead"
SALT = "folkmoot.voice.call"


def calls(assembly: Assembly) -> QuerySet[Call]:
    """Return the calls of an assembly with how many views each has, the latest first. One query."""
    living = Count("views", filter=Q(views__withdrawn_at=None))
    found = Call.objects.filter(assembly=assembly).annotate(given=living)
    return found.select_related("seat__body", "holding", "sitting").order_by("-opened_at", "-pk")


def call_named(assembly: Assembly, reference: str) -> QuerySet[Call]:
    """Return the call with a reference. One query."""
    found = Call.objects.filter(assembly=assembly, reference=reference)
    return found.select_related(
        "assembly", "seat__body__assembly", "seat__assembly", "holding__seat__assembly",
        "holding__organisation", "holding__person", "sitting", "position",
    )  # fmt: skip


def is_open(call: Call, *, at: datetime) -> bool:
    """Test whether views are received at a moment: from the opening until just before the close."""
    return call.opened_at <= at < call.closes_at


def questions_of(call: Call) -> list[Question]:
    """Return the questions of a call, in their order. One query."""
    return list(call.questions.order_by("number"))


def view_of(call: Call, organisation: Organisation) -> View | None:
    """Return what a member said to a call, taken back or not, or None. One query."""
    return call.views.filter(organisation=organisation).order_by("pk").first()


def is_behind(seat: Seat, organisation: Organisation, *, on: date) -> bool:
    """Test whether a seat speaks for an organisation on a day. Four queries at most."""
    return any(one.pk == organisation.pk for one in members_behind(seat, on=on))


def link_for(call: Call, organisation: Organisation) -> str:
    """Return the word of a link that answers a call for one member, and for nobody else. No query."""
    return signing.dumps([call.pk, organisation.pk], salt=SALT)


def linked(assembly: Assembly, reference: str, link: str) -> tuple[Call, Organisation] | None:
    """
    Return the call and the member that a link is for, or None where it was tampered with.

    A link of another call is for nothing here. Two queries.
    """
    try:
        call_key, body_key = signing.loads(link, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    call = call_named(assembly, reference).filter(pk=call_key).order_by("pk").first()
    organisation = Organisation.objects.filter(pk=body_key).order_by("pk").first()
    return (call, organisation) if call is not None and organisation is not None else None


def places_of(organisation: Organisation) -> list[str]:
    """Return the codes of the places that an organisation says it is in or works in. One query."""
    rows = Working.objects.filter(organisation=organisation).order_by("area__code")
    return list(dict.fromkeys(rows.values_list("area__code", flat=True)))


def themes_of(organisation: Organisation) -> list[str]:
    """Return the codes of an organisation's themes. One query."""
    return list(organisation.themes.order_by("code").values_list("code", flat=True))


def new_receipt() -> str:
    """Return the word by which a member finds its answer again."""
    return get_random_string(8, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


def lead_clause(assembly: Assembly, *, on: date) -> tuple[int, Clause] | None:
    """Return how many days before a board views are asked for, if a document fixes it. One query."""
    book = book_with(assembly, LEAD, on=on)
    if book is None:
        return None
    return book.whole(LEAD), book.parameter(LEAD).clause
