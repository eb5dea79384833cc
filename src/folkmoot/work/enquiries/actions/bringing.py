"""What is brought to the door is received, sent on to who fits it, and given an owner."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.forums.queries.offices import holder_of
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.body.organisations.queries import people_acting_for
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.rules.periods import add
from folkmoot.work.enquiries.events import (
    EnquiryOwned,
    EnquiryReceived,
    RequestSent,
)
from folkmoot.work.enquiries.models import (
    Enquiry,
    Following,
    SentTo,
)
from folkmoot.work.enquiries.permits import require_may_bring
from folkmoot.work.enquiries.queries import (
    clause_for,
    fitting,
    open_title,
    opening,
    reply_period,
)

SEEN = {
    Enquiry.Kind.QUESTION: Enquiry.SeenBy.OFFICERS,
    Enquiry.Kind.FORMAT: Enquiry.SeenBy.OFFICERS,
    Enquiry.Kind.UNFAIRNESS: Enquiry.SeenBy.OFFICERS,
    Enquiry.Kind.ISSUE: Enquiry.SeenBy.MEMBERS,
}
"""Who reads what is brought; everybody, unless it is said here."""


def seen_by(kind: str) -> str:
    """Return who reads something of a kind."""
    return SEEN.get(Enquiry.Kind(kind), Enquiry.SeenBy.EVERYONE)


@transaction.atomic
@recording_last()
def bring(
    *,
    assembly: Assembly,
    kind: str,
    title: str,
    words: str,
    strengths: str = "",
    needs: str = "",
    proof: str = "",
    makers: str = "",
    service: str = "",
    partner: str = "",
    area: Area | None = None,
    themes: Iterable[Theme] = (),
    request_kind: str = "",
    is_formal: bool = False,
    forum: Forum | None = None,
    contact: str = "",
    organisation: Organisation | None = None,
    by: Person | None,
    at: datetime,
) -> Enquiry:
    """
    Receive what somebody brings, with the day by which it is answered. The officers are told.

    A request goes at once to the organisations that fit it, and to those that follow its kind.

    A question to the forum inside a public body belongs to its chair, who is told as well.

    :raises Refusal: if it is not theirs to bring, or asked formally without a recognised forum,
        or is a proposal that lists problems only where a document says that strengths come first.
    """
    on = day_in(assembly, at=at)
    require_may_bring(by, assembly, organisation, kind, on=on)
    if is_formal and (forum is None or forum.recognised_on is None):
        clause = clause_adopted(assembly, "other-routes-not-formal", on=on)
        raise Refusal("not-a-formal-route", clause, {"partner": partner or title})
    finding = opening(assembly, strengths=strengths, needs=needs, on=on)
    if kind == Enquiry.Kind.PROPOSAL and finding is not None:
        finding.require()
    made = Enquiry.objects.create(
        assembly=assembly,
        reference=_reference(assembly, on),
        kind=kind,
        # What nobody known brings is read by an officer before everybody reads it.
        seen_by=seen_by(kind) if by is not None else Enquiry.SeenBy.OFFICERS,
        title=title.strip(),
        words=words.strip(),
        strengths=strengths.strip(),
        needs=needs.strip(),
        proof=proof.strip(),
        makers=makers.strip(),
        service=service.strip(),
        partner=partner.strip(),
        area=area,
        request_kind=request_kind,
        is_formal=is_formal,
        forum=forum,
        contact=contact.strip(),
        organisation=organisation,
        raised_by=by,
        received_at=at,
        due_on=add(on, reply_period(assembly, on=on)),
    )
    made.themes.set(themes)
    asked = _give_to_chair(made, on=on)
    is_open = made.seen_by == Enquiry.SeenBy.EVERYONE
    event = EnquiryReceived(
        reference=made.reference,
        kind=made.get_kind_display(),
        title=made.title if is_open else "",
        due_on=made.due_on,
    )
    # Who told it in confidence does not stand in the record.
    known = by if is_open else None
    clause = clause_for(assembly, kind, on=on)
    record(event, assembly=assembly.slug, by=known, at=at, under=clause)
    tell([*officers(assembly, on=on), *asked], event, assembly=assembly.slug, at=at)
    if kind == Enquiry.Kind.REQUEST:
        _send(made, at=at)
    return made


def _give_to_chair(question: Enquiry, *, on: date) -> list[Person]:
    """Let the chair of an internal forum answer for a question to it; nobody where it has none."""
    forum = question.forum
    if question.kind != Enquiry.Kind.QUESTION or forum is None:
        return []
    chair = forum.offices.filter(role=Office.Role.CHAIR).order_by("pk").first()
    term = holder_of(chair, on=on) if chair is not None else None
    question.owner_name = _("chair of %(forum)s") % {"forum": forum.name}
    question.owner = term.person if term is not None else None
    question.save(update_fields=["owner", "owner_name"])
    return [question.owner] if question.owner is not None else []


def _reference(assembly: Assembly, on: date) -> str:
    stem = f"e-{on.year}-"
    taken = Enquiry.objects.filter(assembly=assembly, reference__startswith=stem).count()
    return f"{stem}{taken + 1}"


def _send(request: Enquiry, *, at: datetime) -> None:
    assembly = request.assembly
    on = day_in(assembly, at=at)
    chosen = dict(fitting(request))
    followers = Following.objects.filter(assembly=assembly, request_kind=request.request_kind)
    for key in followers.order_by("pk").values_list("organisation_id", flat=True):
        chosen.setdefault(key, "follows requests of this kind")
    SentTo.objects.bulk_create(
        [SentTo(enquiry=request, organisation_id=key, why=why[:300]) for key, why in chosen.items()]
    )
    bodies = Organisation.objects.in_bulk(chosen)
    for key, why in chosen.items():
        event = RequestSent(
            reference=request.reference,
            title=request.title,
            organisation=bodies[key].name,
            request_kind=request.request_kind,
            why=why,
        )
        tell(people_acting_for(bodies[key], on=on), event, assembly=assembly.slug, at=at)


@transaction.atomic
@recording_last()
def take_on(
    *,
    enquiry: Enquiry,
    owner: Person | None,
    owner_name: str,
    due_on: date,
    triage: str,
    partner: str,
    by: Person,
    at: datetime,
) -> Enquiry:
    """
    Give something an owner, a day and, where it is a wrong, its urgency. From then on those read it
    for whom it is meant.

    :raises Refusal: if `by` is not a support officer.
    """
    on = day_in(enquiry.assembly, at=at)
    require_officer(by, enquiry.assembly, on=on)
    enquiry.owner, enquiry.owner_name, enquiry.due_on = owner, owner_name.strip(), due_on
    enquiry.triage, enquiry.partner = triage, partner.strip()
    enquiry.seen_by = seen_by(enquiry.kind)
    enquiry.save(update_fields=["owner", "owner_name", "due_on", "triage", "partner", "seen_by"])
    event = EnquiryOwned(
        reference=enquiry.reference,
        title=open_title(enquiry),
        owner=enquiry.owner_name,
        due_on=due_on,
    )
    clause = clause_for(enquiry.assembly, enquiry.kind, on=on)
    record(event, assembly=enquiry.assembly.slug, by=by, at=at, under=clause)
    return enquiry
