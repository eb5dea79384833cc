"""A board is looked at, its gaps are named, advertised and filled."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from folkmoot.body.assemblies.actions import give_post
from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.recruiting.events.boards import (
    ApplicantsShortlisted,
    ApplicationDecided,
    ApplicationReceived,
    AppointmentAnnounced,
    BoardAudited,
    NeedNamed,
    PlaceAdvertised,
)
from folkmoot.proceedings.recruiting.models import Advert, Application, Audit, Need
from folkmoot.proceedings.recruiting.permits import require_may_fill_board, require_open_advert
from folkmoot.proceedings.recruiting.queries.boards import (
    Gap,
    adverts,
    applications,
    clause_on_gaps,
)
from folkmoot.rules.findings import Refusal

A_DAY = timedelta(days=1)


@transaction.atomic
@recording_last()
def audit_board(
    *, assembly: Assembly, board: str, held_on: date, about: str, by: Person, at: datetime
) -> Audit:
    """
    Begin an audit of a board; one of the same day is gone on with.

    :raises Refusal: if `by` is neither a support officer nor on the board.
    """
    on = day_in(assembly, at=at)
    require_may_fill_board(by, assembly, on=on)
    audit, is_new = Audit.objects.get_or_create(
        assembly=assembly,
        board=board.strip(),
        held_on=held_on,
        defaults={"about": about.strip(), "entered_by": by},
    )
    if is_new:
        event = BoardAudited(board=audit.board, held_on=held_on)
        record(event, assembly=assembly.slug, by=by, at=at, under=clause_on_gaps(assembly, on=on))
    return audit


@transaction.atomic
@recording_last()
def name_need(
    *, audit: Audit, kind: str, name: str, wanted: int, has: int, by: Person, at: datetime
) -> Need:
    """
    Write down what a board should have and how many of it there are; one of the name is changed.

    :raises Refusal: if `by` is neither a support officer nor on the board.
    """
    on = day_in(audit.assembly, at=at)
    require_may_fill_board(by, audit.assembly, on=on)
    need, _ = Need.objects.update_or_create(
        audit=audit, name=name.strip(), defaults={"kind": kind, "wanted": wanted, "has": has}
    )
    event = NeedNamed(board=audit.board, need=need.name, wanted=wanted, has=has)
    under = clause_on_gaps(audit.assembly, on=on)
    record(event, assembly=audit.assembly.slug, by=by, at=at, under=under)
    return need


@transaction.atomic
@recording_last()
def advertise(
    *, need: Need, words: str, advertised_on: date, closes_on: date, by: Person, at: datetime
) -> Advert:
    """
    Open a public call for what is missing.

    :raises Refusal: if `by` is neither a support officer nor on the board, nothing is missing, or
        it would close before anybody could answer.
    """
    assembly = need.audit.assembly
    on = day_in(assembly, at=at)
    require_may_fill_board(by, assembly, on=on)
    gap = Gap(need=need, adverts=list(adverts(assembly).filter(need=need)))
    if gap.missing == 0:
        raise Refusal("no-gap-there", clause_on_gaps(assembly, on=on), {"wanted": need.wanted})
    if closes_on <= advertised_on:
        facts = {"advertised_on": advertised_on, "closes_on": closes_on}
        raise Refusal(
            "advert-closes-too-soon",
            clause_on_gaps(assembly, on=on),
            facts,
            from_when=advertised_on + A_DAY,
        )
    stem = f"call-{advertised_on.year}-"
    taken = Advert.objects.filter(assembly=assembly, reference__startswith=stem).count()
    advert = Advert.objects.create(
        assembly=assembly,
        reference=f"{stem}{taken + 1}",
        need=need,
        words=words.strip(),
        advertised_on=advertised_on,
        closes_on=closes_on,
        places=gap.missing,
    )
    event = PlaceAdvertised(
        advert=advert.reference, board=need.audit.board, need=need.name, closes_on=closes_on
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_on_gaps(assembly, on=on))
    return advert


@transaction.atomic
@recording_last()
def apply_for(
    *,
    advert: Advert,
    organisation: Organisation | None,
    words: str,
    interests: str,
    by: Person,
    at: datetime,
) -> Application:
    """
    Apply to a call; whoever took an application back may send a new one.

    :raises Refusal: outside the days of the call, or if they have applied.
    """
    on = day_in(advert.assembly, at=at)
    require_open_advert(advert, on=on)
    sent = {
        "organisation": organisation,
        "words": words.strip(),
        "interests": interests.strip(),
        "applied_at": at,
        "withdrawn_at": None,
        "is_shortlisted": None,
        "shortlist_because": "",
    }
    before = Application.objects.filter(advert=advert, person=by, withdrawn_at=None)
    if before.exists():
        raise Refusal("applied-already", None, {})
    application, _ = Application.objects.update_or_create(advert=advert, person=by, defaults=sent)
    event = ApplicationReceived(
        advert=advert.reference, board=advert.need.audit.board, need=advert.need.name
    )
    record(event, assembly=advert.assembly.slug, by=None, at=at)
    tell([by, *officers(advert.assembly, on=on)], event, assembly=advert.assembly.slug, at=at)
    return application


@transaction.atomic
def withdraw_application(*, application: Application, by: Person, at: datetime) -> Application:
    """
    Take an application back; what it said is forgotten.

    :raises Refusal: if it is somebody else's, or they were appointed by it.
    """
    if application.person_id != by.pk:
        raise Refusal("not-permitted", None, {"who": "the one who applied"})
    if application.is_appointed:
        raise Refusal("appointed-already", None, {})
    application.withdrawn_at, application.words, application.interests = at, "", ""
    application.save(update_fields=["withdrawn_at", "words", "interests"])
    return application


@transaction.atomic
@recording_last()
def shortlist(
    *, advert: Advert, chosen: Mapping[int, tuple[bool, str]], by: Person, at: datetime
) -> list[Application]:
    """
    Settle who is looked at more closely, each with its reason.

    :param chosen: by the key of an application, whether it is on the list, and why.
    :raises Refusal: if `by` is neither a support officer nor on the board, or the call is open.
    """
    assembly = advert.assembly
    on = day_in(assembly, at=at)
    require_may_fill_board(by, assembly, on=on)
    if on <= advert.closes_on:
        raise Refusal(
            "advert-still-open",
            clause_on_gaps(assembly, on=on),
            {"closes_on": advert.closes_on},
            from_when=advert.closes_on + A_DAY,
        )
    found = [one for one in applications(advert) if one.pk in chosen]
    for one in found:
        one.is_shortlisted, one.shortlist_because = chosen[one.pk]
        one.save(update_fields=["is_shortlisted", "shortlist_because"])
    event = ApplicantsShortlisted(
        advert=advert.reference,
        board=advert.need.audit.board,
        shortlisted=sum(bool(one.is_shortlisted) for one in found),
        of=len(found),
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_on_gaps(assembly, on=on))
    return found


@transaction.atomic
@recording_last()
def decide_application(
    *, application: Application, appoints: bool, because: str, by: Person, at: datetime
) -> Application:
    """
    Appoint somebody who was shortlisted, or not; they are told why. Who is appointed is on the board.

    :raises Refusal: if `by` is neither a support officer nor on the board, they were not
        shortlisted, or every place is filled.
    """
    advert = Advert.objects.select_for_update(of=("self",), no_key=True).get(
        pk=application.advert_id
    )
    assembly = application.advert.assembly
    on = day_in(assembly, at=at)
    require_may_fill_board(by, assembly, on=on)
    if not application.is_shortlisted:
        raise Refusal("not-shortlisted", clause_on_gaps(assembly, on=on), {})
    taken = Application.objects.filter(advert=advert, is_appointed=True).exclude(pk=application.pk)
    if appoints and taken.count() >= advert.places:
        raise Refusal(
            "all-places-filled", clause_on_gaps(assembly, on=on), {"places": advert.places}
        )
    application.is_appointed, application.decided_because = appoints, because.strip()
    application.save(update_fields=["is_appointed", "decided_because"])
    need = application.advert.need
    event = ApplicationDecided(
        advert=advert.reference,
        board=need.audit.board,
        need=need.name,
        is_appointed=appoints,
        because=application.decided_because,
    )
    tell(application.person, event, assembly=assembly.slug, at=at)
    if appoints:
        give_post(
            assembly=assembly,
            person=application.person,
            kind=Post.Kind.BOARD,
            from_on=on,
            by=by,
            at=at,
        )
    return application


@transaction.atomic
@recording_last()
def announce(*, advert: Advert, words: str, by: Person, at: datetime) -> Advert:
    """
    Make known who fills the gap; the call is over.

    :raises Refusal: if `by` is neither a support officer nor on the board, or nobody is appointed.
    """
    assembly = advert.assembly
    on = day_in(assembly, at=at)
    require_may_fill_board(by, assembly, on=on)
    appointed = Application.objects.filter(advert=advert, is_appointed=True).count()
    if appointed == 0:
        raise Refusal("nobody-appointed", clause_on_gaps(assembly, on=on), {})
    advert.announced_on, advert.announcement = on, words.strip()
    advert.save(update_fields=["announced_on", "announcement"])
    event = AppointmentAnnounced(
        advert=advert.reference,
        board=advert.need.audit.board,
        need=advert.need.name,
        appointed=appointed,
    )
    record(event, assembly=assembly.slug, by=by, at=at, under=clause_on_gaps(assembly, on=on))
    return advert
