"""Experts by experience: listed as they agree, asked with reasons, trained, thanked, paid; and gone."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Community, Theme
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.rules.findings import Refusal
from folkmoot.work.practice.actions.recording import new_reference, write
from folkmoot.work.practice.events import (
    ExpertAsked,
    ExpertDeedKept,
    ExpertRegistered,
    ExpertWithdrew,
    PieceOpened,
)
from folkmoot.work.practice.models import Deed, Expert, Part, Piece
from folkmoot.work.practice.queries.clauses import expiry


@transaction.atomic
@recording_last()
def register_expert(
    *,
    assembly: Assembly,
    interests: str,
    support_needs: str,
    level_from: int,
    level_to: int,
    area: Area | None = None,
    themes: Iterable[Theme] = (),
    communities: Iterable[Community] = (),
    by: Person,
    at: datetime,
) -> Expert:
    """
    Keep what somebody wants to be asked for, as they agree to; again changes and renews it.

    Anybody known may. Only support officers read it. The record says that it was done, never who.
    """
    on = day_in(assembly, at=at)
    said = {
        "interests": interests.strip(),
        "support_needs": support_needs.strip(),
        "level_from": level_from,
        "level_to": level_to,
        "area": area,
        "consented_at": at,
        "expires_on": expiry(assembly, on=on),
        "withdrawn_at": None,
    }
    made, _ = Expert.objects.update_or_create(assembly=assembly, person=by, defaults=said)
    made.themes.set(themes)
    made.communities.set(communities)
    write(ExpertRegistered(expires_on=made.expires_on), assembly, "experts", by=None, at=at)
    return made


@transaction.atomic
@recording_last()
def withdraw_expert(*, expert: Expert, by: Person, at: datetime) -> None:
    """
    Withdraw consent: what was said is gone at once. What was paid stays, as accounts have to.

    :raises Refusal: if `by` is neither they nor a support officer.
    """
    assembly = expert.assembly
    if by != expert.person:
        require_officer(by, assembly, on=day_in(assembly, at=at))
    expert.themes.clear()
    expert.communities.clear()
    expert.parts.all().delete()
    expert.deeds.exclude(kind=Deed.Kind.PAYMENT).delete()
    expert.interests = expert.support_needs = ""
    expert.area, expert.withdrawn_at = None, at
    expert.save(update_fields=["interests", "support_needs", "area", "withdrawn_at"])
    remaining = Expert.objects.filter(assembly=assembly, withdrawn_at=None).count()
    write(ExpertWithdrew(remaining=remaining), assembly, "experts", by=None, at=at)


@transaction.atomic
@recording_last()
def open_piece(
    *,
    assembly: Assembly,
    title: str,
    asked_by: str,
    words: str,
    interests: str,
    level: int,
    places: int,
    pays: str,
    until_on: date,
    area: Area | None = None,
    themes: Iterable[Theme] = (),
    communities: Iterable[Community] = (),
    by: Person,
    at: datetime,
) -> Piece:
    """
    Enter a piece of work that asks for experts by experience.

    :raises Refusal: if `by` is not a support officer.
    """
    require_officer(by, assembly, on=day_in(assembly, at=at))
    made = Piece.objects.create(
        assembly=assembly,
        reference=new_reference(title),
        title=title.strip(),
        asked_by=asked_by.strip(),
        words=words.strip(),
        interests=interests.strip(),
        level=level,
        places=places,
        pays=pays.strip(),
        until_on=until_on,
        area=area,
        entered_at=at,
    )
    made.themes.set(themes)
    made.communities.set(communities)
    event = PieceOpened(
        reference=made.reference,
        title=made.title,
        asked_by=made.asked_by,
        level=made.get_level_display(),
    )
    write(event, assembly, "experts", by=by, at=at)
    return made


@transaction.atomic
def ask_expert(*, piece: Piece, expert: Expert, why: str, by: Person, at: datetime) -> Part:
    """
    Ask an expert to take part, and tell them why. The record does not say who was asked.

    :raises Refusal: if the work is over, they left the list, or `by` is not a support officer.
    """
    on = day_in(piece.assembly, at=at)
    require_officer(by, piece.assembly, on=on)
    if on > piece.until_on:
        raise Refusal("part-is-over", None, {"title": piece.title, "until_on": piece.until_on})
    _require_listed(expert, on=on)
    part, is_new = Part.objects.get_or_create(
        piece=piece, expert=expert, defaults={"why": why[:400], "asked_at": at}
    )
    if is_new:
        event = ExpertAsked(
            title=piece.title, asked_by=piece.asked_by, why=part.why, pays=piece.pays
        )
        tell(expert.person, event, assembly=piece.assembly.slug, at=at)
    return part


def _require_listed(expert: Expert, *, on: date) -> None:
    if expert.withdrawn_at is not None or expert.expires_on <= on:
        raise Refusal("not-on-the-list", None, {})


@transaction.atomic
def answer_part(*, part: Part, takes_part: bool, by: Person, at: datetime) -> Part:
    """
    Say yes or no to a piece of work.

    :raises Refusal: if `by` is not who was asked.
    """
    if by != part.expert.person:
        raise Refusal("not-permitted", None, {"who": "whoever was asked"})
    part.state = Part.State.TAKES_PART if takes_part else Part.State.DECLINED
    part.answered_at = at
    part.save(update_fields=["state", "answered_at"])
    return part


@transaction.atomic
@recording_last()
def keep_deed(
    *,
    expert: Expert,
    kind: str,
    words: str,
    pence: int | None,
    piece: Piece | None,
    on: date,
    by: Person,
    at: datetime,
) -> Deed:
    """
    Write down that an expert was trained, thanked or paid.

    :param pence: the sum of a payment; None for the others.
    :raises Refusal: if they left the list, or `by` is not a support officer.
    """
    assembly = expert.assembly
    today = day_in(assembly, at=at)
    require_officer(by, assembly, on=today)
    if expert.withdrawn_at is not None:
        raise Refusal("not-on-the-list", None, {})
    made = Deed.objects.create(
        expert=expert, kind=kind, words=words.strip(), pence=pence, piece=piece, on=on
    )
    event = ExpertDeedKept(kind=made.get_kind_display(), title=piece.title if piece else "")
    write(event, assembly, "experts", by=by, at=at)
    return made
