from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import ForumMember, Office, Term
from folkmoot.body.forums.queries import chairing
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Mark, Nomination, Round, Teller
from folkmoot.proceedings.elections.queries.contests import (
    book_of,
    day_of,
    office_name,
    open_contests,
    post_name,
    zone_of,
)
from folkmoot.proceedings.elections.queries.obligations import LEAD
from folkmoot.proceedings.elections.queries.stages import Progress, progress
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import NotInForce

TELLING = ("elections:key", "elections:open")


def waiting_for(
    organisation: Organisation | None,
    assembly: Assembly,
    *,
    at: datetime,
    person: Person | None = None,
) -> list[DeskItem]:
    """
    Return what elections ask of an organisation and of a person, soonest first.

    To vote and to nominate, for the organisation; to accept a nomination, take a key,
    open ballots, do what comes next or call the next election, for the person. Twelve
    queries, and four for each contest that the person runs and whose ballots are open.
    """
    items: list[DeskItem] = []
    if organisation is not None:
        items += _votes(organisation, assembly, at=at)
        items += _nominations(organisation, assembly, at=at)
    if person is not None:
        items += _acceptances(person, assembly, at=at)
        items += _tellings(person, assembly, at=at)
        items += _returnings(person, assembly, at=at)
        items += _callings(person, assembly, at=at)
    return sorted(items, key=lambda item: _when(item, assembly))


def _when(item: DeskItem, assembly: Assembly) -> datetime:
    """The moment by which a thing is to be done, for sorting: the end of a day, or of all time."""
    if isinstance(item.due, datetime):
        return item.due
    return datetime.combine(item.due or date.max, time.max, zone_of(assembly))


def _facts(contest: Contest) -> dict[str, str]:
    return {
        "office": _plainly(contest),
        "forum": contest.forum.name,
    }


def _plainly(contest: Contest) -> str:
    """An office as a word within a sentence ("chair"); a seat by its name as it is."""
    return post_name(contest).lower() if contest.office_id else contest.post


def _votes(organisation: Organisation, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    keyless = Teller.objects.filter(round=OuterRef("round"), public_key="")
    waiting = Mark.objects.filter(
        ~Exists(keyless),
        voter__membership__organisation=organisation,
        round__contest__assembly=assembly,
        round__contest__abandoned_at=None,
        round__opens_at__lte=at,
        round__closes_at__gt=at,
        has_voted=False,
    ).select_related("round__contest__forum", "round__contest__office")
    for mark in waiting.order_by("round__closes_at", "pk"):
        contest = mark.round.contest
        yield DeskItem(
            verb_phrase=_("Vote for the %(office)s of %(forum)s") % _facts(contest),
            url=reverse("elections:vote", args=[assembly, contest.reference]),
            due=mark.round.closes_at,
            minutes=1,
            clause=book_of(contest).parameter("ballot.votes").clause,
            state="due",
        )


def _nominations(
    organisation: Organisation, assembly: Assembly, *, at: datetime
) -> Iterator[DeskItem]:
    on = day_of(assembly, at)
    made = Nomination.objects.filter(
        contest=OuterRef("pk"),
        membership__organisation=organisation,
        withdrawn_at=None,
        fell_at=None,
    )
    full = Membership.objects.in_good_standing_on(on).filter(
        organisation=organisation, membership_class="full"
    )
    belongs = ForumMember.objects.belonging_on(on).filter(
        forum=OuterRef("forum"), membership__in=full
    )
    asked = open_contests(assembly, at=at).filter(
        ~Exists(made),
        Exists(belongs),
        nominations_open_at__lte=at,
        nominations_close_at__gt=at,
    )
    for contest in asked:
        yield DeskItem(
            verb_phrase=_("Put somebody forward as %(office)s of %(forum)s") % _facts(contest),
            url=reverse("elections:nominate", args=[assembly, contest.reference]),
            due=contest.nominations_close_at,
            minutes=15,
            clause=book_of(contest).parameter("nominations.length").clause,
        )


def _acceptances(person: Person, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    waiting = Nomination.objects.filter(
        contest__assembly=assembly,
        contest__abandoned_at=None,
        contest__nominations_close_at__gt=at,
        nominee=person,
        accepted_at=None,
        withdrawn_at=None,
        fell_at=None,
    ).select_related("contest__forum", "contest__office")
    for nomination in waiting.order_by("contest__nominations_close_at", "pk"):
        contest = nomination.contest
        yield DeskItem(
            verb_phrase=_("Accept or decline to stand as %(office)s of %(forum)s")
            % _facts(contest),
            url=reverse("elections:accept", args=[assembly, contest.reference, nomination.pk]),
            due=contest.nominations_close_at,
            minutes=5,
            clause=book_of(contest).parameter("nomination.parts").clause,
            state="due",
        )


def _tellings(person: Person, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    later = Teller.objects.filter(
        round=OuterRef("round"), place__gt=OuterRef("place"), opened_at=None
    )
    mine = (
        Teller.objects.filter(
            Q(public_key="", round__closes_at__gt=at)
            | (Q(round__closes_at__lte=at, opened_at=None) & ~Q(public_key="") & ~Exists(later)),
            person=person,
            round__contest__assembly=assembly,
            round__contest__abandoned_at=None,
        )
        .select_related("round__contest__forum", "round__contest__office")
        .order_by("round__opens_at", "pk")
    )
    for teller in mine:
        contest, is_key = teller.round.contest, not teller.public_key
        phrase = (
            _("Take your key to the ballots for %(office)s of %(forum)s")
            if is_key
            else _("Open the ballots for %(office)s of %(forum)s")
        )
        page = "elections:key" if is_key else "elections:open"
        due = teller.round.opens_at if is_key else None
        yield DeskItem(
            verb_phrase=phrase % _facts(contest),
            url=reverse(page, args=[assembly, contest.reference]),
            due=due,
            minutes=5,
            state="overdue" if due is not None and due <= at else "due",
        )


def _returnings(person: Person, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    mine = open_contests(assembly, at=at).filter(returning_officer=person)
    rounds = Round.objects.prefetch_related("tellers__person", "candidates")
    for contest in mine.prefetch_related(Prefetch("rounds", rounds.order_by("number", "pk"))):
        found = progress(contest, at=at, held=list(contest.rounds.all()))
        act, facts = found.next, _facts(contest)
        if act is None or act.person != person.pk or act.page in TELLING:
            if act is not None and act.person != person.pk:
                yield from _gatherings(found, assembly)
            continue
        yield DeskItem(
            verb_phrase=f"{act.verb_phrase} ({facts['office']}, {facts['forum']})",
            url=reverse(act.page, args=[assembly, contest.reference]),
            due=act.due,
            minutes=5,
            clause=act.clause,
            state="due",
        )


def _gatherings(found: Progress, assembly: Assembly) -> Iterator[DeskItem]:
    """What is worth doing at the close, before the first teller comes. No query."""
    if found.stage != "sealed" or found.round is None or found.round.gathered_at is not None:
        return
    yield DeskItem(
        verb_phrase=_("Record the ballots received for %(office)s of %(forum)s")
        % _facts(found.contest),
        url=reverse("elections:gather", args=[assembly, found.contest.reference]),
        minutes=1,
        clause=book_of(found.contest).parameter("ballot.length").clause,
        state="due",
    )


def _callings(person: Person, assembly: Assembly, *, at: datetime) -> Iterator[DeskItem]:
    """
    What a chair may call: the next election of their forum, in good time before a term ends.

    Of the chair and of the vice-chair, where no contest is under way. Two queries, and one
    more for the agreement; none of either for one who chairs nothing.
    """
    on = day_of(assembly, at)
    forums = [
        term.office.forum_id
        for term in chairing(person, assembly, on=on)
        if term.office.role == Office.Role.CHAIR
    ]
    if not forums:
        return
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return
    if LEAD not in book.parameters:
        return
    going_on = Contest.objects.filter(
        office=OuterRef("office"), declared_at=None, abandoned_at=None
    )
    ending = Term.objects.current_on(on).filter(
        ~Exists(going_on),
        office__forum__in=forums,
        office__role__in=[Office.Role.CHAIR, Office.Role.VICE_CHAIR],
        is_interim=False,
        ends_on__isnull=False,
    )
    for term in ending.select_related("office__forum").order_by("ends_on", "pk"):
        if term.ends_on is None or take(term.ends_on, book.period(LEAD)) > on:
            continue
        facts = {"office": office_name(term.office).lower(), "forum": term.office.forum.name}
        page = reverse("elections:call", args=[assembly])
        yield DeskItem(
            verb_phrase=_("Call the election of the next %(office)s of %(forum)s") % facts,
            url=f"{page}?office={term.office_id}",
            due=term.ends_on,
            minutes=10,
            clause=book.parameter(LEAD).clause,
            state="due" if on < term.ends_on else "overdue",
        )
