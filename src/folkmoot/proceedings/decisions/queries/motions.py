"""Motions: which they are, who may see them, what members say to them, how each stands."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.queries import people_of
from folkmoot.body.forums.queries.members import full_members_in_good_standing
from folkmoot.body.organisations.models import Authority
from folkmoot.body.rulebook.queries import pinned
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Motion, Poll, Stance
from folkmoot.proceedings.meetings.models import Visibility
from folkmoot.proceedings.meetings.queries.sight import Sight, shut_out_of
from folkmoot.proceedings.meetings.queries.voters import without_vote
from folkmoot.rules.rulebook import NotInForce, Rulebook

NARROWER = (str(Visibility.PUBLIC), str(Visibility.MEMBERS), str(Visibility.FULL))


def motions(assembly: Assembly) -> QuerySet[Motion]:
    """Return every motion of an assembly with what a page tells of it, the latest first. One query."""
    found = Motion.objects.filter(assembly=assembly).select_related(
        "assembly", "forum__assembly", "item__meeting__assembly", "item__meeting__forum__assembly",
        "proposed_by", "concerns", "recommends_to",
    )  # fmt: skip
    return found.order_by("-proposed_at", "-pk")


def motions_named(assembly: Assembly, reference: str) -> QuerySet[Motion]:
    """Return the motion with a reference and what its page tells of it. One query, or none."""
    return motions(assembly).filter(reference=reference)


def book_of(motion: Motion) -> Rulebook | None:
    """Return the agreement that a motion was put under, or None where there was none. No query."""
    if not motion.document:
        return None
    try:
        return pinned(motion.document, motion.version, changes=motion.amended)
    except NotInForce:
        return None


def book_fixing(motion: Motion, name: str) -> Rulebook | None:
    """Return the agreement that a motion was put under if it fixes a parameter. No query."""
    book = book_of(motion)
    return book if book is not None and name in book.parameters else None


# Who may see


def visibility_of(motion: Motion) -> str:
    """Return who may read a motion: its own visibility, or its item's where that is narrower."""
    own = [motion.visibility]
    if motion.item is not None:
        own.append(motion.item.visibility)
    return max(own, key=NARROWER.index)


def may_see_motion(motion: Motion, sight: Sight) -> bool:
    """Test whether a motion is open to somebody; its item is loaded with it. No query."""
    return not why_motion_is_closed(motion, sight)


def why_motion_is_closed(motion: Motion, sight: Sight) -> str:
    """
    Return why a motion is closed to somebody: "left", "full", "members"; nothing if open.

    The member that a motion is about is heard, so it reads it even while it is suspended.
    """
    why = sight.why_closed(motion.item) if motion.item is not None else ""
    if motion.concerns_id in sight.bodies and why != "left":
        return ""
    if why:
        return why
    return "" if motion.visibility in sight.levels else motion.visibility


def visible_motions(found: QuerySet[Motion], sight: Sight) -> QuerySet[Motion]:
    """Narrow motions to those that are open to somebody. No query of its own."""
    of_item = Q(item=None) | Q(item__visibility__in=sight.levels)
    about_them = Q(concerns__in=list(sight.bodies))
    kept = found.filter(about_them | (of_item & Q(visibility__in=sight.levels)))
    # An item that is null is in no list, and in SQL not outside of one either.
    return kept.filter(Q(item=None) | ~Q(item__in=list(sight.left)))


def people_to_tell(motion: Motion, *, on: date) -> list[Person]:
    """
    Return the people of a forum's members who may be told of a motion, by name. Three queries.

    Whoever left its item is out; of a motion for full members alone, so are associates.
    """
    if visibility_of(motion) == Visibility.FULL:
        full = full_members_in_good_standing(motion.forum, on=on)
        held = Authority.objects.standing_on(on).filter(
            organisation__in=full.order_by().values("organisation_id")
        )
        acting = Person.objects.filter(pk__in=held.values("person_id"))
        people = list(acting.order_by("name", "pk"))
    else:
        people = people_of(motion.forum, on=on)
    if motion.item is None:
        return people
    shut = shut_out_of(motion.item, people, on=on)
    return [person for person in people if person.pk not in shut]


# What members say


def stances(motion: Motion) -> QuerySet[Stance]:
    """Return what members say to a motion now, each once, by name. One query."""
    now = motion.stances.filter(replaced_at=None).select_related("membership__organisation", "by")
    return now.order_by("membership__organisation__name", "pk")


def earlier_stances(motion: Motion) -> QuerySet[Stance]:
    """Return what members said before and no longer say, the latest first. One query."""
    past = motion.stances.filter(replaced_at__isnull=False)
    return past.select_related("membership__organisation").order_by("-replaced_at", "-pk")


def blocks_that_hold(
    motion: Motion, *, on: date, said: Sequence[Stance] | None = None
) -> list[Stance]:
    """
    Return the objections that hold a consensus up. Two queries, and one for the stances.

    Those of full members of the forum in good standing. The objection of an associate, of
    a suspended member, of one whose interest takes its vote away, and of the member that
    the motion is about are noted and hold nothing up.

    :param said: the stances of the motion, where they are loaded already.
    """
    blocks = [
        one for one in (stances(motion) if said is None else said) if one.kind == Stance.Kind.BLOCK
    ]
    if not blocks:
        return []
    full = set(full_members_in_good_standing(motion.forum, on=on).values_list("pk", flat=True))
    people, bodies = without_vote(motion.item)
    return [
        one
        for one in blocks
        if one.membership_id in full
        and one.membership.organisation_id not in bodies
        and one.membership.organisation_id != motion.concerns_id
        and one.by_id not in people
    ]


# How it stands


def polls_of(motion: Motion) -> QuerySet[Poll]:
    """Return the polls on a motion, the first first. One query."""
    return motion.polls.select_related("opened_by").order_by("number", "pk")


def votes_taken(polls: Iterable[Poll]) -> list[Poll]:
    """Return those of some polls that are closed and stand. No query."""
    return [poll for poll in polls if poll.closed_at is not None and not poll.void_because]


def stage_of(motion: Motion, polls: Iterable[Poll]) -> str:
    """
    Return in words how a motion stands. No query.

    The outcome once there is one; else: being voted on; debate again (after a tie); second
    vote (debated again after a tie); being talked over.
    """
    if motion.outcome:
        return motion.outcome
    polls = list(polls)
    if any(poll.closed_at is None for poll in polls):
        return "being voted on"
    taken = votes_taken(polls)
    if taken:
        return "second vote" if taken[-1].debated_again_at is not None else "debate again"
    return "being talked over"


def of_items(items: Iterable[int]) -> QuerySet[Motion]:
    """
    Return the motions put under some items, in the order they were put. One query.

    Whoever asks has the items and their meeting already, so nothing else is fetched: the room
    of a meeting asks this for everybody in it.
    """
    return Motion.objects.filter(item__in=list(items)).order_by("proposed_at", "pk")
