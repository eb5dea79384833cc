from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, ForumMember, Office, Term
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.rulebook.queries import in_force
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Mark, Nomination, Teller
from folkmoot.proceedings.elections.queries.contests import (
    book_of,
    day_of,
    office_name,
    open_contests,
)
from folkmoot.proceedings.elections.queries.stages import progress
from folkmoot.rules.obligations import Obligation
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import NotInForce

LEAD, TERM = "chair.election_lead", "chair.term"


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
    open ballots or do what comes next, for the person. Five queries, and six for each
    contest that the person runs.
    """
    items: list[DeskItem] = []
    if organisation is not None:
        items += _votes(organisation, assembly, at=at)
        items += _nominations(organisation, assembly, at=at)
    if person is not None:
        items += _acceptances(person, assembly, at=at)
        items += _tellings(person, assembly, at=at)
        items += _returnings(person, assembly, at=at)
    last = datetime.max.replace(tzinfo=at.tzinfo)
    return sorted(items, key=lambda item: item.due if isinstance(item.due, datetime) else last)


def _facts(contest: Contest) -> dict[str, str]:
    return {
        "office": office_name(contest.office).lower(),
        "forum": contest.office.forum.name,
    }


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
    ).select_related("round__contest__office__forum")
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
        forum=OuterRef("office__forum"), membership__in=full
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
    ).select_related("contest__office__forum")
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
        .select_related("round__contest__office__forum")
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
    for contest in open_contests(assembly, at=at).filter(returning_officer=person):
        act = progress(contest, at=at).next
        if act is None or act.person != person.pk or act.page in TELLING:
            continue
        facts = _facts(contest)
        yield DeskItem(
            verb_phrase=f"{act.verb_phrase} ({facts['office']}, {facts['forum']})",
            url=reverse(act.page, args=[assembly, contest.reference]),
            due=act.due,
            minutes=5,
            clause=act.clause,
            state="due",
        )


TELLING = ("elections:key", "elections:open")


def obligations(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return by when the next election of each local chair is to be called. Three queries.

    Whether it is held in time is asked of the forums. An assembly without an agreement,
    or with one that fixes no such time, has none.
    """
    try:
        book = in_force(assembly, on=on)
    except NotInForce:
        return []
    if LEAD not in book.parameters:
        return []
    terms = (
        Term.objects.filter(
            office__role=Office.Role.CHAIR,
            office__forum__assembly=assembly,
            office__forum__kind=Forum.Kind.LOCAL,
            is_interim=False,
            ends_on__isnull=False,
        )
        .filter(Q(ended_on=None) | Q(ended_on__gte=F("ends_on")))
        .select_related("office__forum")
        .order_by("ends_on", "pk")
    )
    called: dict[int, list[date]] = {}
    for contest in Contest.objects.filter(
        assembly=assembly, abandoned_at=None, reason=Contest.Reason.TERM
    ).order_by("called_at", "pk"):
        called.setdefault(contest.office_id, []).append(day_of(assembly, contest.called_at))
    return [
        Obligation(
            what=_("Call the election of the next chair of %(forum)s")
            % {"forum": term.office.forum.name},
            who=_("the support officer"),
            clause=book.parameter(TERM).clause,
            due_on=take(term.ends_on, book.period(LEAD)),
            done_on=next(
                (
                    day
                    for day in called.get(term.office_id, ())
                    if term.from_on is None or day > term.from_on
                ),
                None,
            ),
        )
        for term in terms
        if term.ends_on is not None
    ]
