"""How organisations join the county's assembly, and how some of them leave."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from folkmoot.body.membership.actions import (
    Signature,
    chase_invitation,
    confirm_class,
    decline_invitation,
    end_membership,
    give_notice,
    invite,
    lift,
    sign_declaration,
    suspend,
)
from folkmoot.body.organisations.actions import (
    claim_listing,
    confirm_details,
    keep_contact,
)
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.people.actions import welcome
from folkmoot.site.town import cast
from folkmoot.site.town.county import County, Member
from folkmoot.site.town.gatherings import join_what_suits
from folkmoot.site.town.material import email_of
from folkmoot.site.town.register import known_in, named, sides

CHANNELS = ("web", "web", "web", "web", "web", "paper", "phone", "meeting")
FOUNDERS = 0.5
"""The share of members that sign in the first weeks."""


def plan_members(county: County) -> None:
    """Enter in the diary that organisations join, once the first list has been read in."""
    county.diary.on(county.days.at(county.founded + 2, 12), lambda _at: _choose(county))


def _choose(county: County) -> None:
    """Choose who joins and when: the story's own and half of the others at the beginning."""
    side = sides(county)
    listed = Organisation.objects.filter(listings__assembly=county.assembly, sector="vcse")
    bodies = [member for member in listed.order_by("pk") if member.name in county.bodies]
    known = {one.name: one for one in known_in(county)}
    others = [one for one in listed.order_by("pk") if one.name not in {*county.bodies, *known}]
    wanted = round(county.plan.organisations * county.plan.members * county.share) - len(bodies)
    others = others[: max(wanted - len(known), 0)]
    first, days = county.founded, county.days
    for place, organisation in enumerate(bodies):
        name = next(b.officer for b in county.plan.bodies if b.name == organisation.name)
        member = _member(county, organisation, side[organisation.pk], name, "Chief officer")
        member.spoken_for = True
        county.diary.on(days.at(first + 3, 10, place), _joining(county, member))
    for place, one in enumerate(known.values()):
        if one.joins:
            organisation = named(county, one.name)
            member = _member(county, organisation, side[organisation.pk], one.contact, "Secretary")
            member.email, member.spoken_for = cast.EMAILS[one.contact], True
            member.cares_for = set(one.cares_for)
            county.diary.on(days.at(first + 4, 9, 15 + place), _joining(county, member))
    early = round(len(others) * FOUNDERS)
    for place, organisation in enumerate(others):
        member = _member(county, organisation, side[organisation.pk], "", "")
        member.cares_for = _cares(county, member)
        offset = first + 5 + place * 20 // max(early, 1)
        if place >= early:
            # The rest over the last two years, and the last of them only days ago.
            begin = max(-720, first + 60)
            offset = begin + (place - early) * (-6 - begin) // max(len(others) - early - 1, 1)
        at = days.at(offset, 9 + place % 8, place * 7 % 60)
        county.diary.on(at, _joining(county, member))


def _cares(county: County, member: Member) -> set[str]:
    """Choose a forum that suits where it works; one for mental health as often as not."""
    chance = county.invent.chance
    suited = [
        plan.key
        for plan in county.plan.forums
        if plan.kind in ("thematic", "task", "joint")
        and (not plan.sides or member.side in plan.sides)
    ]
    chosen = set(chance.sample(suited, min(len(suited), 1)))
    healthy = {key for key in suited if key.startswith("mental-health")}
    return chosen | healthy if chance.random() < 0.5 else chosen


def _member(county: County, organisation: Organisation, side: str, name: str, title: str) -> Member:
    name = name or county.invent.person()
    return Member(
        organisation=organisation,
        side=side,
        name=name,
        email=email_of(name, county.slug),
        title=title or county.invent.one_of("title"),
    )


def _joining(county: County, member: Member) -> Callable[[datetime], None]:
    act = join if county.assembly.scheme == "signed" else claim
    return lambda at: act(county, member, at)


def join(county: County, member: Member, at: datetime, channel: str = "") -> None:
    """Have an organisation sign the agreement, as its contact does or an officer enters it."""
    chance, on = county.invent.chance, county.day(at)
    channel = channel or ("web" if member.spoken_for else chance.choice(CHANNELS))
    person = welcome(email=member.email, name=member.name, at=at)
    is_web = channel == "web"
    declaration = sign_declaration(
        assembly=county.assembly,
        organisation=member.organisation,
        signature=Signature(
            signer_name=member.name,
            signer_role=member.title,
            organisation_name=member.organisation.name,
            signed_on=on,
            has_authority=True,
            text_digest=county.text_digest,
            key=str(county.invent.key()),
            channel=channel,
            signer_email="" if is_web else member.email,
        ),
        by=person if is_web else county.officer,
        at=at,
    )
    member.contact, member.membership = person, declaration.membership
    county.members.append(member)
    join_what_suits(county, member, at)
    if (county.days.now - at).days > 20:
        checked_at = at + timedelta(days=6)
        county.diary.on(checked_at, lambda then: _check(county, member, then))
    county.diary.on(at + timedelta(minutes=9), lambda then: _say_how_to_reach(county, member, then))


def _check(county: County, member: Member, at: datetime) -> None:
    confirm_class(membership=member.signed, by=county.officer, at=at)


def claim(county: County, member: Member, at: datetime) -> None:
    """Have somebody say that they act for an organisation that belongs anyway."""
    person = welcome(email=member.email, name=member.name, at=at)
    claim_listing(
        assembly=county.assembly, organisation=member.organisation, title=member.title,
        by=person, at=at,
    )  # fmt: skip
    member.contact = person
    county.members.append(member)
    county.diary.on(at + timedelta(minutes=9), lambda then: _say_how_to_reach(county, member, then))


def _say_how_to_reach(county: County, member: Member, at: datetime) -> None:
    """Keep an address or a telephone number, shown to the public or not as they agreed."""
    chance = county.invent.chance
    if chance.random() < 0.4 and not member.spoken_for:
        return
    keep = partial(
        keep_contact, assembly=county.assembly, organisation=member.organisation, by=member.acting
    )
    public = chance.random() < 0.6
    keep(kind="email", value=member.email, public=public, at=at)
    if chance.random() < 0.4:
        number = f"01632 960{chance.randint(100, 999)}"  # kept free for stories
        keep(kind="phone", value=number, public=True, at=at)
    if chance.random() < 0.5:
        ahead = max((county.days.now - at).days, 1)
        day = county.day(at) + timedelta(days=chance.randint(ahead // 3 + 1, ahead + 1))
        confirmed_at = county.days.moment(day, chance.randint(9, 17))
        county.diary.on(confirmed_at, lambda then: _confirm(county, member, then))


def _confirm(county: County, member: Member, at: datetime) -> None:
    if member.membership is None or member.membership.ceases_on is None:
        confirm_details(
            assembly=county.assembly, organisation=member.organisation, by=member.acting, at=at
        )


def plan_public_bodies(county: County) -> None:
    """Enter in the diary that statutory bodies are invited, and what they answer."""
    begins = county.founded + 70
    for place, body in enumerate(county.plan.publics):
        if body.became == "listed":
            continue
        ago = {"member": begins + place, "declined": -420, "chased": -60, "invited": -15}
        county.diary.on(
            county.days.at(ago[body.became], 11, place),
            partial(_invite, county, body.name, body.became),
        )


def _invite(county: County, name: str, became: str, at: datetime) -> None:
    organisation = named(county, name)
    member = _member(county, organisation, "", "", "Partnership manager")
    member.spoken_for = True
    invitation = invite(
        assembly=county.assembly, organisation=organisation, to_name=member.name,
        to_email=member.email, by=county.officer, at=at,
    )  # fmt: skip
    person = welcome(email=member.email, name=member.name, at=at)
    match became:
        case "member":
            county.diary.on(at + timedelta(days=8), lambda then: join(county, member, then, "web"))
        case "declined":
            county.diary.on(
                at + timedelta(days=8),
                lambda then: decline_invitation(invitation=invitation, by=person, at=then),
            )
        case "chased":
            county.diary.on(
                at + timedelta(days=30),
                lambda then: chase_invitation(invitation=invitation, by=county.officer, at=then),
            )


def plan_departures(county: County, chair: str, *, with_cases: bool = False) -> None:
    """
    Enter in the diary who is suspended, who gives notice and who has gone.

    :param chair: who decides what a chair decides.
    :param with_cases: whether a case tells who is suspended now.
    """
    on, days = county.diary.on, county.days
    on(days.at(-330, 11), lambda at: _expel(county, chair, at))
    on(days.at(-245, 15), lambda at: _leave(county, "We are winding down with many thanks.", at))
    on(days.at(-120, 12), lambda at: _lapse(county, at))
    on(days.at(-95, 12), lambda at: _suspend(county, chair, at, for_days=30))
    if not with_cases:
        on(days.at(-34, 12), lambda at: _suspend(county, chair, at))
    on(days.at(-9, 16), lambda at: _leave(county, "We join with the group next door.", at))


def spare(county: County, at: datetime, forum: str = "") -> Member | None:
    """
    Return a member with whom the story has no other plans; no two deeds take the same.

    :param forum: to which it belongs, where that matters.
    """
    free = [
        member
        for member in (county.in_forum(forum) if forum else county.members)
        if not member.spoken_for and member.signed.admitted_on < county.day(at)
    ]
    if not free:
        return None
    member = free[len(free) // 3]
    member.spoken_for = True
    return member


def _expel(county: County, chair: str, at: datetime) -> None:
    if member := spare(county, at):
        end_membership(
            membership=member.signed, because="expelled", by=county.officer, at=at,
            reason="Papers of the forum were sold on to a newspaper, twice.",
            decided_by_name=chair,
        )  # fmt: skip
        county.members.remove(member)


def _lapse(county: County, at: datetime) -> None:
    if member := spare(county, at):
        end_membership(
            membership=member.signed, because="lapsed", by=county.officer, at=at,
            reason="Letters and calls have come back unanswered for a year.",
        )  # fmt: skip
        county.members.remove(member)


def _leave(county: County, words: str, at: datetime) -> None:
    if member := spare(county, at):
        give_notice(membership=member.signed, words=words, by=member.acting, at=at)
        county.members.remove(member)


def _suspend(county: County, chair: str, at: datetime, for_days: int | None = None) -> None:
    member = spare(county, at)
    if member is None:
        return
    suspend(
        membership=member.signed, by=county.officer, at=at, decided_by_name=chair,
        decided_on=county.day(at), case=f"Breach {county.day(at).year}/{county.day(at).month}",
        reason="What was said in confidence about a partner was repeated outside.",
    )  # fmt: skip
    if for_days:
        county.diary.on(
            at + timedelta(days=for_days),
            lambda then: lift(
                membership=member.signed, decided_by_name=chair, by=county.officer, at=then
            ),
        )
