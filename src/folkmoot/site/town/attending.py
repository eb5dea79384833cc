"""Who comes to the meetings of the county's forums, and how; and who does not."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Q

from folkmoot.body.forums.models import Forum, Office, Term
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.actions.check_in import check_in, check_in_somebody
from folkmoot.proceedings.meetings.actions.coming import say_coming, send_apologies
from folkmoot.proceedings.meetings.actions.deputies import agree_to_deputy, ask_for_deputy
from folkmoot.site.town.county import County, Member

if TYPE_CHECKING:
    from folkmoot.site.town.sittings import Sitting

MODES = ("room", "room", "remote", "room", "phone", "room", "remote")
FEWEST = 4
SAY_SO = 2
"""How many say beforehand that they come, and check themselves in."""
WITHOUT_MEMBERS = (Forum.Kind.COORDINATION, Forum.Kind.BOARD, Forum.Kind.REFERENCE)


def holders(county: County, forum: Forum, at: datetime) -> list[Term]:
    """Return the terms of those who have a place in a forum by an office, the chair first."""
    held = Q(office__forum=forum)
    if forum.kind == Forum.Kind.COORDINATION:
        held |= Q(
            office__forum__assembly=forum.assembly_id,
            office__forum__kind=Forum.Kind.LOCAL,
            office__role=Office.Role.CHAIR,
        )
    terms = Term.objects.current_on(county.day(at)).filter(held, person__isnull=False)
    fetched = terms.select_related("person", "organisation", "office")
    found = sorted(fetched, key=lambda term: (term.office.forum_id != forum.pk, term.pk))
    return list({term.person_id: term for term in found}.values())


def seated(county: County, forum: Forum, at: datetime) -> Member | None:
    """Return a member of a forum with whom the story has no other plans, and keep it for this."""
    key = next(key for key, one in county.forums.items() if one.pk == forum.pk)
    free = [member for member in _standing(county, key, at) if not member.spoken_for]
    if not free:
        return None
    free[-1].spoken_for = True
    return free[-1]


def _standing(county: County, key: str, at: datetime) -> list[Member]:
    """Return the members of a forum in good standing, in the order in which they joined."""
    standing = Membership.objects.in_good_standing_on(county.day(at))
    keys = set(standing.filter(assembly=county.assembly).values_list("pk", flat=True))
    return [one for one in county.in_forum(key) if one.signed.pk in keys]


def _turn(member: Member) -> int:
    """Which of three meetings in a row a member comes to: told by its name, so always alike."""
    return sum(map(ord, member.organisation.name)) % 3


def _members(sitting: "Sitting", at: datetime) -> tuple[list[Member], list[Member]]:
    """Return the members that come to a meeting, and those that send word that they cannot."""
    chairs = {term.person_id for term in holders(sitting.county, sitting.forum, at)}
    comes, sends, stays = [], [], []
    for place, member in enumerate(_standing(sitting.county, sitting.season.key, at)):
        if member is sitting.season.away:
            continue
        turn = (_turn(member) + sitting.number) % 3
        if member.acting.pk in chairs or sitting.everybody or not turn:
            comes.append(member)
        elif turn == 1 and place % 2:
            sends.append(member)
        else:
            stays.append(member)
    # In a small forum some come out of their turn, so that there are enough to talk.
    while len(comes) < FEWEST and (stays or sends):
        comes.append((stays or sends).pop())
    return comes, sends


def _deputised(sitting: "Sitting", comes: list[Member], at: datetime) -> Member | None:
    """Return the member that sends somebody else: the last that comes, and no chair of ours."""
    chairs = {term.person_id for term in holders(sitting.county, sitting.forum, at)}
    able = [member for member in comes if member.acting.pk not in chairs]
    return able[-1] if able else None


def say_so(sitting: "Sitting", at: datetime) -> None:
    """Three days before: two say that they come, some that they cannot; one asks for a deputy."""
    if sitting.forum.kind in WITHOUT_MEMBERS:
        return
    comes, sends = _members(sitting, at)
    away = send_deputy(sitting, at) if sitting.with_deputy else None
    for place, member in enumerate(comes[:SAY_SO]):
        if member is away:
            continue
        say_coming(
            meeting=sitting.meeting, person=member.acting, name=member.name,
            organisation=member.organisation, mode=MODES[place + 1],
            needs="A seat near the door, and large print." if place == 1 else "",
            by=member.acting, at=at,
        )  # fmt: skip
    for member in sends:
        send_apologies(
            meeting=sitting.meeting, person=member.acting, name=member.name,
            organisation=member.organisation, words="Our own trustees meet that evening.",
            by=member.acting, at=at,
        )  # fmt: skip


def send_deputy(sitting: "Sitting", at: datetime) -> Member | None:
    """Have a member ask to send somebody else; the chair agrees the same day, or has yet to."""
    county, member = sitting.county, _deputised(sitting, _members(sitting, at)[0], at)
    if member is None:
        return None
    name = county.invent.person()
    deputy = ask_for_deputy(
        meeting=sitting.meeting, organisation=member.organisation, name=name,
        why="A knee, an operation and a long waiting list that came to its end.",
        by=member.acting, at=at,
    )  # fmt: skip
    if sitting.starts_at <= county.days.now:
        agreed = partial(_agree, sitting, deputy.pk, member, name)
        county.diary.on(at + timedelta(hours=2), agreed)
    return member


def _agree(sitting: "Sitting", key: int, member: Member, name: str, at: datetime) -> None:
    deputy = sitting.meeting.deputies.get(pk=key)
    deputy.meeting = sitting.meeting
    agree_to_deputy(deputy=deputy, by=sitting.chair(at), at=at)
    sitting.deputy = (member, name)


def arrive(sitting: "Sitting", at: datetime) -> None:
    """Let in whoever comes: some by themselves with the code, the others at the door."""
    meeting, officer = sitting.meeting, sitting.county.officer
    if sitting.forum.kind in WITHOUT_MEMBERS:
        for place, (person, body, title) in enumerate(_office_holders(sitting, at)):
            check_in_somebody(
                meeting=meeting, person=person, name=person.name, organisation=body,
                mode=MODES[place % len(MODES)], title=title, by=officer, at=at,
            )  # fmt: skip
        return
    comes, _sends = _members(sitting, at)
    sitting.there = comes
    for place, member in enumerate(comes):
        mode = MODES[place % len(MODES)]
        if sitting.deputy is not None and sitting.deputy[0] is member:
            check_in_somebody(
                meeting=meeting, person=None, name=sitting.deputy[1],
                organisation=member.organisation, mode=mode, is_deputy=True, by=officer, at=at,
            )  # fmt: skip
        elif place < SAY_SO and not sitting.with_deputy:
            check_in(
                meeting=meeting, organisation=member.organisation, mode=MODES[place + 1],
                code=meeting.room_code, by=member.acting, at=at,
            )  # fmt: skip
        else:
            check_in_somebody(
                meeting=meeting, person=member.acting, name=member.name,
                organisation=member.organisation, mode=mode, by=officer, at=at,
            )  # fmt: skip
    for term in holders(sitting.county, sitting.forum, at):
        if term.person_id not in {member.acting.pk for member in comes}:
            assert term.person is not None
            check_in_somebody(
                meeting=meeting, person=term.person, name=term.holder_name,
                organisation=term.organisation, mode="room",
                title=term.office.get_role_display(), by=officer, at=at,
            )  # fmt: skip


def _office_holders(
    sitting: "Sitting", at: datetime
) -> list[tuple[Person, Organisation | None, str]]:
    """Return who sits in a group or on a board: for an organisation only where members sign."""
    county = sitting.county
    is_signed = county.assembly.scheme == "signed"
    found: dict[int, tuple[Person, Organisation | None, str]] = {}
    for term in holders(county, sitting.forum, at):
        assert term.person is not None
        body = term.organisation if is_signed else None
        found[term.person.pk] = (term.person, body, term.office.get_role_display())
    for body in county.bodies.values() if sitting.forum.kind == Forum.Kind.COORDINATION else ():
        person = county.staff[body.name]
        found.setdefault(person.pk, (person, body, "Support officer"))
    return list(found.values())
