"""The links that answer without an account, and to whom they go."""

from datetime import date

from django.core import signing
from django.db.models import Q
from django.utils.crypto import get_random_string

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import Authority, Organisation
from folkmoot.ground.people.models import Person
from folkmoot.work.consultations.models import Consultation, Involvement
from folkmoot.work.consultations.queries.planning import consultation_at

SALT = "folkmoot.work.consultations"


def link_for(consultation: Consultation, organisation: Organisation) -> str:
    """Return the word of a link that answers for one organisation, and for nobody else. No query."""
    return signing.dumps([consultation.pk, organisation.pk], salt=SALT)


def linked(
    assembly: Assembly, reference: str, link: str
) -> tuple[Consultation, Organisation] | None:
    """
    Return the consultation and the organisation that a link is for; None where it was changed.

    A link of another consultation is for nothing here. Two queries.
    """
    try:
        asked, body = signing.loads(link, salt=SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    consultation = consultation_at(assembly, reference).filter(pk=asked).order_by("pk").first()
    organisation = Organisation.objects.filter(pk=body).order_by("pk").first()
    if consultation is None or organisation is None:
        return None
    return consultation, organisation


def people_to_ask(
    consultation: Consultation, *, on: date
) -> list[tuple[Organisation, list[Person]]]:
    """
    Return the organisations on the register that somebody acts for, with those who do, by name.

    Where a consultation is about themes, those are asked that it touches, and those of which none
    is known. Who paused, or chose other topics, or to be rung, gets no letter. Five queries.
    """
    held = Authority.objects.standing_on(on).filter(
        organisation__listings__assembly=consultation.assembly,
        organisation__sector=Organisation.Sector.VCSE,
    )
    themes = list(consultation.themes.values_list("pk", flat=True))
    if themes:
        held = held.filter(
            Q(organisation__themes__in=themes) | Q(organisation__themes=None)
        ).distinct()
    unwilling = {
        key for key, wish in wishes(consultation).items() if not takes_letter(wish, themes, on=on)
    }
    found: dict[int, tuple[Organisation, list[Person]]] = {}
    rows = held.select_related("person", "organisation")
    for one in rows.order_by("organisation__name", "organisation_id", "person__name", "pk"):
        if one.organisation_id not in unwilling:
            found.setdefault(one.organisation_id, (one.organisation, []))[1].append(one.person)
    return list(found.values())


def new_receipt() -> str:
    """Return the word by which somebody finds their answer again."""
    return get_random_string(10, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")


def wishes(consultation: Consultation) -> dict[int, Involvement]:
    """Return how organisations want to be asked, by the key of each that said so. Two queries."""
    said = Involvement.objects.filter(assembly=consultation.assembly).prefetch_related("topics")
    return {one.organisation_id: one for one in said}


def takes_letter(wish: Involvement, themes: list[int], *, on: date) -> bool:
    """
    Whether an organisation wants a letter about a consultation on some themes (by key).

    What touches no theme in particular touches everybody, but for those who chose to be asked
    rarely. Whoever wants to be rung, or to have paper, is on the list of whom to go to instead.
    """
    if wish.paused_until is not None and on < wish.paused_until:
        return False
    if wish.channel != Involvement.Channel.LETTER:
        return False
    if wish.level == Involvement.Level.ALL:
        return True
    if not themes:
        return wish.level == Involvement.Level.TOPICS
    return bool({topic.pk for topic in wish.topics.all()} & set(themes))
