"""What the voice asks of somebody: to answer, to ask, to tell, to reply; and what is due."""

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.queries.offices import forums_chaired_by
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.proceedings.seats.models import Answering, BodyOfficer
from folkmoot.proceedings.seats.queries.concerned import members_behind
from folkmoot.proceedings.seats.queries.standing import has_mandate, holdings_of
from folkmoot.proceedings.voice.models import Call, Input, Paperwork, Presence, SeatReview
from folkmoot.proceedings.voice.queries.reports import unheard_since
from folkmoot.proceedings.voice.queries.sittings import next_sittings
from folkmoot.proceedings.voice.queries.telling import FEEDBACK, missing, past_sittings, told
from folkmoot.rules.obligations import Obligation

ASK_AHEAD = timedelta(days=28)
MOST = 40


def waiting_in_voice(
    organisation: Organisation | None, assembly: Assembly, *, at: datetime, person: Person
) -> list[DeskItem]:
    """
    Return what the voice asks of a person and of the organisation they act for, soonest first.

    Thirty queries at most, and four for each call that is open.
    """
    items = _calls(organisation, assembly, at=at) if organisation is not None else []
    items += _of_holder(person, assembly, at=at)
    items += _of_board(person, assembly, at=at)
    items += _of_keepers(person, assembly, at=at)
    return items


def _calls(organisation: Organisation, assembly: Assembly, *, at: datetime) -> list[DeskItem]:
    on = day_of(assembly, at)
    open_calls = Call.objects.filter(assembly=assembly, opened_at__lte=at, closes_at__gt=at)
    unanswered = open_calls.exclude(views__organisation=organisation, views__withdrawn_at=None)
    book = book_for(assembly, on=on)
    clause = clause_with_key(book, "evidence-for-representatives", "both-ways") if book else None
    return [
        DeskItem(
            verb_phrase=_("Say what you think: %(title)s") % {"title": call.title},
            url=reverse("voice:answer", args=[assembly, call.reference]),
            due=call.closes_at,
            minutes=3,
            clause=clause,
        )
        for call in unanswered.select_related("seat__assembly").order_by("closes_at", "pk")[:MOST]
        if any(one.pk == organisation.pk for one in members_behind(call.seat, on=on))
    ]


def _of_holder(person: Person, assembly: Assembly, *, at: datetime) -> list[DeskItem]:
    on = day_of(assembly, at)
    own = [one for one in holdings_of(person, assembly, on=on) if has_mandate(one, on=on)]
    if not own:
        return []
    items = []
    bodies = {one.seat.body_id for one in own}
    ahead = next_sittings(bodies, on=on)
    asked = set(
        Call.objects.filter(sitting__in=[one.pk for one in ahead.values()]).values_list(
            "seat_id", "sitting_id"
        )
    )
    for holding in own:
        coming = ahead.get(holding.seat.body_id)
        if (
            coming is not None
            and coming.on <= on + ASK_AHEAD
            and (holding.seat_id, coming.pk) not in asked
            and holding.role == "holder"
        ):
            items.append(
                DeskItem(
                    verb_phrase=_("Ask members what they think before %(body)s")
                    % {"body": holding.seat.body.name},
                    url=reverse(
                        "voice:open_call", args=[assembly, holding.seat.reference, holding.pk]
                    ),
                    due=coming.on,
                    minutes=10,
                )
            )
    keys = {one.pk for one in own}
    rows = told(assembly, past_sittings(assembly, on=on).filter(body__in=bodies), on=on)
    for row in rows:
        if row.holding.pk not in keys or row.feedback is not None:
            continue
        day = row.sitting.on.isoformat()
        items.append(
            DeskItem(
                verb_phrase=_("Tell members what happened at %(body)s")
                % {"body": row.sitting.body.name},
                url=reverse(
                    "voice:give_feedback",
                    args=[assembly, row.holding.seat.reference, row.holding.pk, day],
                ),
                due=row.due_on,
                minutes=2,
                state="overdue" if row.state == "missed" else "due",
            )
        )
    papers = Paperwork.objects.filter(holding__in=keys, done_on=None).select_related(
        "holding__seat__body"
    )
    for paper in papers.order_by("due_on", "pk")[:MOST]:
        page = reverse(
            "voice:paperwork", args=[assembly, paper.holding.seat.reference, paper.holding_id]
        )
        items.append(
            DeskItem(
                verb_phrase=_("Do the paperwork of %(body)s: %(what)s")
                % {"body": paper.holding.seat.body.name, "what": paper.what},
                url=page,
                due=paper.due_on,
                minutes=10,
                state="overdue" if paper.due_on and paper.due_on < on else "due",
            )
        )
    reviews = SeatReview.objects.filter(
        holding__in=keys, closed_at=None, sent_at__isnull=False, replied_at=None
    ).select_related("seat__body")
    items += [
        DeskItem(
            verb_phrase=_("Reply to what was found of your seat on %(body)s")
            % {"body": one.seat.body.name},
            url=reverse("voice:reply_review", args=[assembly, one.reference]),
            due=one.reply_by,
            minutes=15,
            state="due",
        )
        for one in reviews.order_by("reply_by", "pk")
    ]
    return items


def _of_board(person: Person, assembly: Assembly, *, at: datetime) -> list[DeskItem]:
    on = day_of(assembly, at)
    rows = BodyOfficer.objects.filter(person=person, body__assembly=assembly, from_on__lte=on)
    bodies = list(rows.exclude(until_on__lte=on).values_list("body_id", flat=True))
    if not bodies:
        return []
    pending = Input.objects.filter(sitting__body__in=bodies, result=Input.Result.PENDING)
    items = [
        DeskItem(
            verb_phrase=_("Answer what the sector said on %(about)s") % {"about": one.about},
            url=reverse("voice:reply", args=[assembly, one.reference]),
            due=one.reply_due_on,
            minutes=5,
            state="overdue" if one.reply_due_on and one.reply_due_on < on else "due",
        )
        for one in pending.order_by("reply_due_on", "pk")[:MOST]
    ]
    unconfirmed = Presence.objects.filter(sitting__body__in=bodies, confirmed="").select_related(
        "sitting__body", "holding"
    )
    items += [
        DeskItem(
            verb_phrase=_("Confirm whether %(name)s was at %(body)s")
            % {"name": one.holding.holder_name, "body": one.sitting.body.name},
            url=reverse("voice:confirm_presence", args=[assembly, one.pk]),
            minutes=1,
            state="due",
        )
        for one in unconfirmed.order_by("sitting__on", "pk")[:MOST]
    ]
    return items


def _of_keepers(person: Person, assembly: Assembly, *, at: datetime) -> list[DeskItem]:
    """Chairs see what their representatives left out; so do support officers."""
    on = day_of(assembly, at)
    officer = is_officer(person, assembly, on=on)
    chaired = forums_chaired_by(person.pk, on=on)
    if not officer and not chaired:
        return []
    left_out = [row for row in missing(assembly, on=on) if row.state == "missed"]
    seats = {row.holding.seat_id for row in left_out}
    unheard = list(unheard_since(assembly, at=at)[:MOST])
    theirs = _seats_of(chaired, seats | {seat.pk for seat in unheard})
    count = sum(officer or row.holding.seat_id in theirs for row in left_out)
    items = []
    if count:
        items.append(
            DeskItem(
                verb_phrase=_("Look at the boards after which members were not told (%(number)d)")
                % {"number": count},
                url=reverse("voice:missing", args=[assembly]),
                minutes=5,
                state="overdue",
            )
        )
    silent = [seat for seat in unheard if officer or seat.pk in theirs]
    if silent:
        items.append(
            DeskItem(
                verb_phrase=_(
                    "Talk to representatives of whom members heard nothing for a year (%(n)d)"
                )
                % {"n": len(silent)},
                url=reverse("voice:accountability", args=[assembly]),
                minutes=10,
                state="due",
            )
        )
    return items


def _seats_of(forums: set[int], seats: set[int]) -> set[int]:
    rows = Answering.objects.filter(forum__in=forums, seat__in=seats)
    return set(rows.values_list("seat_id", flat=True))


def obligations_of_voice(assembly: Assembly, *, on: date) -> list[Obligation]:
    """
    Return by when members are told of the boards of the past year, and boards answer. Eight queries.

    An assembly whose documents fix no such time has none of the first kind.
    """
    book = book_for(assembly, on=on)
    if book is None:
        return []
    due = []
    if FEEDBACK in book.parameters:
        clause = book.parameter(FEEDBACK).clause
        for row in told(assembly, past_sittings(assembly, on=on), on=on):
            if row.due_on is None:
                continue
            due.append(
                Obligation(
                    what=_("Tell members what happened at %(body)s")
                    % {"body": row.sitting.body.name},
                    who=row.holding.holder_name,
                    clause=clause,
                    due_on=row.due_on,
                    done_on=row.feedback.given_at.date() if row.feedback else None,
                )
            )
    answers = clause_with_key(book, "partners-act")
    if answers is not None:
        rows = Input.objects.filter(assembly=assembly, reply_due_on__isnull=False)
        for said in rows.select_related("sitting__body").order_by("reply_due_on", "pk"):
            assert said.reply_due_on is not None  # it is asked for above
            due.append(
                Obligation(
                    what=_("Answer what the sector said on %(about)s") % {"about": said.about},
                    who=said.sitting.body.name,
                    clause=answers,
                    due_on=said.reply_due_on,
                    done_on=said.replied_at.date() if said.replied_at else None,
                )
            )
    return due
