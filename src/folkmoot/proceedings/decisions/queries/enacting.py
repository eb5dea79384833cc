"""What a motion changes by itself once it is carried: which kinds there are, and in what words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.deciders import composition_book, deciding_as
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.rulebook.queries import in_force, value_read
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.decisions.models import Ballot, Enactment, Entitlement, Motion, Stance
from folkmoot.proceedings.meetings.models import Attendance
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.meetings.queries.voters import who, without_vote
from folkmoot.rules.findings import Clause
from folkmoot.rules.periods import LONDON
from folkmoot.rules.rulebook import NotFixed, NotInForce
from folkmoot.rules.telling import told

type Facts = Mapping[str, Any]

WHOLE_AREA = (Forum.Kind.COORDINATION, Forum.Kind.BOARD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """
    A kind of thing that a decision changes by itself.

    :param says: puts in words what will be so, given the facts and "From 1 May 2026".
    :param clause_of: the name of a parameter whose clause the change rests on, if any.
    :param about: the fact that names the member it is about, if it is about one.
    """

    code: str
    label: Any
    says: Callable[[Facts, str], str]
    clause_of: str = ""
    about: str = ""


def _parameter(facts: Facts, when: str) -> str:
    words = _("%(when)s %(what)s is %(now)s instead of %(was)s.")
    return words % {"when": when, "what": facts["said"], "now": facts["now"], "was": facts["was"]}


def _version(facts: Facts, when: str) -> str:
    words = _("%(when)s version %(version)s of “%(title)s” binds the assembly.")
    return words % {"when": when, "version": facts["version"], "title": facts["title"]}


def _office(facts: Facts, when: str) -> str:
    words = _("%(when)s %(name)s of %(organisation)s is %(office)s.")
    given = {"when": when, "name": facts["holder_name"], "office": facts["office_said"]}
    return words % {**given, "organisation": facts["organisation_name"]}


def _membership(facts: Facts, when: str) -> str:
    words = _("%(when)s %(organisation)s is no longer a member of the assembly.")
    return words % {"when": when, "organisation": facts["organisation_name"]}


def _joins(facts: Facts, when: str) -> str:
    words = _("%(when)s %(organisation)s is one of %(forum)s.")
    given = {"organisation": facts["organisation_name"], "forum": facts["forum_name"]}
    return words % {"when": when, **given}


def _leaves(facts: Facts, when: str) -> str:
    words = _("%(when)s %(organisation)s is no longer one of %(forum)s.")
    given = {"organisation": facts["organisation_name"], "forum": facts["forum_name"]}
    return words % {"when": when, **given}


def _co_opted(facts: Facts, when: str) -> str:
    words = _("%(when)s %(name)s from %(source)s is co-opted, for what they know: %(what)s")
    given = {"name": facts["person_name"], "source": facts["source_name"]}
    return words % {"when": when, **given, "what": facts["expertise"]}


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            code="parameter",
            label=gettext_lazy("Change one thing that the agreement fixes"),
            says=_parameter,
        ),
        Kind(
            code="adopt-version",
            label=gettext_lazy("Adopt a version of a governing document"),
            says=_version,
        ),
        Kind(
            code="office", label=gettext_lazy("Choose who holds an office of this forum"),
            says=_office,
        ),
        Kind(
            code="co-opt",
            label=gettext_lazy("Co-opt somebody into this group"),
            says=_co_opted,
            clause_of="coopt.majority",
        ),
        Kind(
            code="join-forum",
            label=gettext_lazy("Take an organisation into a forum"),
            says=_joins,
            about="organisation",
        ),
        Kind(
            code="leave-forum",
            label=gettext_lazy("Take an organisation out of a forum"),
            says=_leaves,
            about="organisation",
        ),
        Kind(
            code="end-membership",
            label=gettext_lazy("End a membership of the assembly"),
            says=_membership,
            about="organisation",
        ),
    )
}  # fmt: skip


def kinds_for(forum: Forum) -> list[Kind]:
    """
    Return what a forum's decisions may change by themselves. No query.

    What holds for the whole assembly is for the co-ordination group and the board; a
    forum's own offices and its own make-up are for every forum.
    """
    left_out = set()
    if forum.kind not in WHOLE_AREA:
        left_out |= {"parameter", "adopt-version", "end-membership"}
    if forum.kind != Forum.Kind.COORDINATION:
        left_out.add("co-opt")
    return [kind for kind in KINDS.values() if kind.code not in left_out]


def enactment_of(motion: Motion) -> Enactment | None:
    """Return what a motion changes by itself, or None. One query."""
    return Enactment.objects.filter(motion=motion).order_by("pk").first()


def in_words(enactment: Enactment, motion: Motion) -> str:
    """Say what a motion changes by itself, and from when: "From 1 May 2026 ...". No query."""
    when = _("From the day it is decided")
    if motion.effective_on is not None:
        when = _("From %(day)s") % {"day": told(motion.effective_on, LONDON)}
    return KINDS[enactment.kind].says(enactment.facts, f"{when},")


def clause_of(enactment: Enactment, motion: Motion, *, on: date) -> Clause | None:
    """Return the clause that what a motion changes rests on, or None. Two queries at most."""
    name = KINDS[enactment.kind].clause_of or enactment.facts.get("parameter", "")
    if not name:
        return None
    try:
        return in_force(motion.assembly, on=on).parameter(name).clause
    except (NotInForce, NotFixed):
        return None


def amended_to(motion: Motion, name: str, value: Any, *, on: date) -> tuple[str, str, str]:
    """
    Return how a parameter is called, what it is on a day and what it would be, in words.

    Two queries at most.

    :raises ValueError: if the value is of another kind.
    """
    parameter = in_force(motion.assembly, on=on).parameter(name)
    said = _("“%(heading)s” (%(number)s, %(name)s)") % {
        "heading": parameter.clause.heading, "number": parameter.clause.number, "name": name,
    }  # fmt: skip
    return said, str(parameter), str(value_read(parameter, value, ""))


def votes_on(motion: Motion) -> tuple[int, int] | None:
    """Return the votes for and against in the last vote that stands, or None. One query."""
    counted = motion.polls.filter(closed_at__isnull=False, void_because="")
    last = counted.order_by("-number", "pk").first()
    if last is None or last.votes_for is None or last.votes_against is None:
        return None
    return last.votes_for, last.votes_against


def decider_of(motion: Motion, forum: Forum) -> str:
    """Return what a document calls the forum that decides what another is made up of."""
    on = day_of(motion.assembly, motion.decided_at or motion.proposed_at)
    return deciding_as(motion.forum, composition_book(forum, on=on))


def took_part(motion: Motion, organisation: Organisation, by: Person, *, on: date) -> bool:
    """
    Test whether an organisation took part in deciding a motion. Six queries at most.

    It voted, it supported or blocked a consensus, it was at the meeting when that agreed and
    had not been ruled out of the item, or somebody who acts for it presided. To be heard, and
    to have asked for it, is not to decide.
    """
    of_it = {"membership__organisation": organisation}
    if Ballot.objects.filter(poll__motion=motion, **of_it).exists():
        return True
    if Entitlement.objects.filter(poll__motion=motion, has_voted=True, **of_it).exists():
        return True
    said = Stance.objects.filter(motion=motion, replaced_at=None, **of_it)
    if said.exclude(kind=Stance.Kind.VIEW).exists():
        return True
    if motion.outcome == Motion.Outcome.AGREED and _was_there(motion, organisation):
        return True
    return may_act_for(by, organisation, on=on)


def _was_there(motion: Motion, organisation: Organisation) -> bool:
    """Whether somebody of an organisation was there as a meeting agreed, free of any interest."""
    if motion.item is None or motion.decided_at is None:
        return False
    there = Attendance.objects.filter(
        Q(left_at=None) | Q(left_at__gt=motion.decided_at),
        meeting=motion.item.meeting,
        organisation=organisation,
        arrived_at__lte=motion.decided_at,
    )
    people, bodies = without_vote(motion.item)
    return organisation.pk not in bodies and any(
        who(one) not in people for one in there.order_by("pk")
    )
