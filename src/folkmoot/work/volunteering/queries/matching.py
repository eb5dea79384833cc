"""Which roles suit a volunteer and why, how each match stands, and what waits for whom."""

import re
from datetime import date, datetime

from django.core import signing
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.reckoning.matching import terms
from folkmoot.reckoning.placing import Offer, Suggestion, Wish, suggest
from folkmoot.work.volunteering.models import Match, Opportunity, Volunteer
from folkmoot.work.volunteering.queries.roles import near_to, open_roles
from folkmoot.work.volunteering.queries.words import named

SALT = "folkmoot.work.volunteering"
MOST_OFFERS = 1000


def link_for(volunteer: Volunteer) -> str:
    """Return the word of the link by which a volunteer, and nobody else, sees their page. No query."""
    return signing.dumps(volunteer.reference, salt=SALT)


def linked(assembly: Assembly, link: str) -> Volunteer | None:
    """Return the volunteer of a link; None where it was changed, or they were erased. One query."""
    try:
        reference = signing.loads(link, salt=SALT)
    except signing.BadSignature:
        return None
    found = Volunteer.objects.filter(assembly=assembly, reference=reference)
    return found.select_related("assembly", "area", "letters_to").order_by("pk").first()


def _words(text: str) -> frozenset[str]:
    """Return the words of skills, folded, so that "driving a van" meets "van driver"'s van."""
    return frozenset(word for term in terms(text) for word in re.findall(r"[^\W\d_]{3,}", term))


def offer_of(role: Opportunity) -> Offer:
    """Return a role as it is matched. No query, where its themes are there."""
    return Offer(
        themes=frozenset(theme.name for theme in role.themes.all()),
        skills=_words(role.skills),
        places=frozenset([str(role.area_id)]) if role.area_id else frozenset(),
        days=frozenset(role.days),
        access=frozenset(role.access),
        has_access_said=bool(role.access),
        short=role.is_short,
        at_home=role.is_at_home,
        takes_young=role.young in (Opportunity.Young.YES, Opportunity.Young.GUARDIAN),
        most=(role.places or 10_000) if role.takes_groups else 1,
    )


def suggested(
    assembly: Assembly, wish: Wish, *, on: date, most: int = 5
) -> list[tuple[Opportunity, Suggestion, list[str]]]:
    """
    Return the open roles that suit a wish, the best first, each with its reasons in words.

    Two queries; of the thousand latest roles.
    """
    roles = list(open_roles(assembly, on=on)[:MOST_OFFERS])
    (found,) = suggest([wish], [offer_of(role) for role in roles], most=most)
    return [(roles[one.offer], one, in_words(roles[one.offer], one)) for one in found if one.fit]


def wish_of(volunteer: Volunteer) -> Wish:
    """Return what a volunteer wishes, as it is matched. One query, and one for each level of places."""
    return wish_from(
        themes=[theme.name for theme in volunteer.themes.all()],
        area=volunteer.area, skills=volunteer.skills, days=volunteer.days,
        needs=volunteer.access, short=volunteer.wants_short, at_home=volunteer.wants_at_home,
        is_young=volunteer.is_under_18, people=volunteer.people,
    )  # fmt: skip


def wish_from(
    *,
    themes: list[str],
    area: Area | None,
    skills: str = "",
    days: list[str],
    needs: list[str],
    short: bool,
    at_home: bool,
    is_young: bool = False,
    people: int = 1,
) -> Wish:
    """Return what somebody wishes, as it is matched. One query for each level of places."""
    return Wish(
        themes=frozenset(themes), skills=_words(skills),
        places=frozenset(str(key) for key in near_to(area)), days=frozenset(days),
        needs=frozenset(needs), short=short, at_home=at_home, is_young=is_young, people=people,
    )  # fmt: skip


def in_words(role: Opportunity, found: Suggestion) -> list[str]:
    """Say why a role suits. No query."""
    told = []
    for kind, words in found.reasons.items():
        match kind:
            case "themes":
                told.append(_("it is about %(words)s") % {"words": ", ".join(words)})
            case "skills":
                told.append(_("it needs what you can do: %(words)s") % {"words": ", ".join(words)})
            case "places" if role.area is not None:
                told.append(_("it is near you, in %(place)s") % {"place": role.area.name})
            case "days":
                told.append(
                    _("it is when you have time: %(words)s") % {"words": ", ".join(named(words))}
                )
            case "short":
                told.append(_("it is a short task"))
            case "at_home":
                told.append(_("it is done at home"))
            case "access":
                told.append(
                    _("it has the access you need: %(words)s") % {"words": ", ".join(named(words))}
                )
            case "ask":
                told.append(
                    _("ask about access: %(words)s was not said")
                    % {"words": ", ".join(named(words))}
                )
    return told  # fmt: skip


def matches_of(volunteer: Volunteer) -> QuerySet[Match]:
    """Return the matches of a volunteer, the latest first, with what was heard. Four queries."""
    found = volunteer.matches.select_related("opportunity__organisation", "opportunity__assembly")
    return found.prefetch_related("follow_ups", "hours", "thanks").order_by("-enquired_at", "-pk")


def volunteers(assembly: Assembly) -> QuerySet[Volunteer]:
    """Return those who offered their time, the latest first, with their open matches. One query."""
    placed = Count("matches", filter=Q(matches__stage=Match.Stage.PLACED))
    going = Count("matches", filter=~Q(matches__stage=Match.Stage.CLOSED))
    found = Volunteer.objects.filter(assembly=assembly).select_related("area", "campaign")
    return found.annotate(**{"placed": placed, "going": going}).order_by("-came_at", "-pk")


def referred_to(assembly: Assembly, organisation: Organisation) -> QuerySet[Match]:
    """
    Return those who agreed to be named to an organisation and were, the latest first. One query.

    Who withdrew, or is done, is no longer among them.
    """
    found = Match.objects.exclude(stage=Match.Stage.CLOSED).filter(
        opportunity__assembly=assembly, opportunity__organisation=organisation,
        referred_at__isnull=False, volunteer__isnull=False,
    )  # fmt: skip
    found = found.select_related("volunteer", "opportunity__organisation", "opportunity__assembly")
    return found.order_by("-referred_at", "-pk")


def campaign_of(match: Match) -> str:
    """Return the campaign that prompted a match, or nothing. No query where it is there."""
    return match.campaign.title if match.campaign else ""


def _waits(match: Match, *, is_officer: bool) -> str:
    """Return what is to be done with a match, in words."""
    title = {"title": match.opportunity.title}
    if is_officer and match.stage == Match.Stage.ENQUIRY and match.agreed_at is not None:
        return _("Refer somebody who asks about %(title)s") % title
    if not is_officer and match.stage == Match.Stage.REFERRED:
        return _("Get in touch with a volunteer for %(title)s") % title
    return _("Follow up a volunteer for %(title)s") % title


def waiting_in_volunteering(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what waits: for officers, who asked or offered, follow-ups and roles; for an organisation,
    whom it was referred, and its own roles.

    Four queries.
    """
    on = day_in(assembly, at=at)
    officer = is_officer(person, assembly, on=on)
    if not officer and organisation is None:
        return []
    asked = Q(stage=Match.Stage.ENQUIRY, agreed_at__isnull=False)
    came = Q(stage=Match.Stage.REFERRED)
    due = Match.objects.filter(
        Q(follow_up_on__lte=on) | (asked if officer else came),
        ~Q(stage=Match.Stage.CLOSED), opportunity__assembly=assembly, volunteer__isnull=False,
    )  # fmt: skip
    roles = Opportunity.objects.filter(
        Q(state=Opportunity.State.LISTED, review_on__lte=on) | Q(state=Opportunity.State.DRAFT),
        assembly=assembly,
    )
    if not officer:
        due = due.filter(opportunity__organisation=organisation, referred_at__isnull=False)
        roles = roles.filter(organisation=organisation)
    rows = due.select_related("opportunity", "volunteer").order_by("follow_up_on", "pk")
    items = [
        DeskItem(
            verb_phrase=_waits(one, is_officer=officer),
            url=reverse("volunteering:match", args=[assembly, one.pk]),
            due=one.follow_up_on, minutes=5, state="due",
        )
        for one in rows[:50]
    ]  # fmt: skip
    if officer and (waiting := Volunteer.objects.filter(assembly=assembly, matches=None).count()):
        items.append(
            DeskItem(
                verb_phrase=ngettext(
                    "Find a role for %(number)d person who offers time",
                    "Find roles for %(number)d people who offer time",
                    waiting,
                )
                % {"number": waiting},
                url=reverse("volunteering:volunteers", args=[assembly]),
                minutes=10,
                state="due",
            )
        )
    items += [
        DeskItem(
            verb_phrase=_("Look again at the role %(title)s") % {"title": one.title},
            url=reverse("volunteering:role", args=[assembly, one.reference]),
            due=one.review_on, minutes=5, state="due" if one.review_on else "",
        )
        for one in roles.order_by("review_on", "pk")[:50]
    ]  # fmt: skip
    return items
