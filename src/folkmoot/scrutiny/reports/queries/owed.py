"""What each noun's records say that a partner owes by a day: one question for each kind of duty."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import book_that_fixes, clause_adopted
from folkmoot.proceedings.seats.models import Invitation
from folkmoot.proceedings.voice.models import Input, Sitting
from folkmoot.rules.periods import take
from folkmoot.scrutiny.reports.queries.asked import consultations_asked, length
from folkmoot.scrutiny.reports.queries.clock import Owed
from folkmoot.work.compact.models import Accord, Commitment, Evidence
from folkmoot.work.consultations.queries.planning import feedback_due
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.queries import CLAUSES as ON_ENQUIRIES
from folkmoot.work.funding.models import EndNotice
from folkmoot.work.funding.queries.clauses import funding_book
from folkmoot.work.plan.models import Action, Plan
from folkmoot.work.plan.queries import CLAUSES as ON_PLANS

KINDS = {
    "feedback": gettext_lazy("What came of a consultation"),
    "length": gettext_lazy("How long a consultation is open"),
    "notice": gettext_lazy("Notice before funding ends"),
    "papers": gettext_lazy("Papers before a board"),
    "reply": gettext_lazy("A board's answer to what the sector said"),
    "enquiry": gettext_lazy("An answer to a question, challenge or request"),
    "invitation": gettext_lazy("An answer to a board that asks for representatives"),
    "promise": gettext_lazy("A promise in an agreement"),
    "plan": gettext_lazy("An action of a plan"),
}
LEAD, NOTICE = "board.lead", "notice.funding"
AHEAD = timedelta(days=60)
"""How far ahead the meetings of boards are looked at."""

type Ask = Callable[..., list[Owed]]


def owed(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    """
    Return every duty with a day that is still open, or that was due or kept since a day.

    Fourteen queries at most, however many duties.
    """
    found = [one for ask in ASKED for one in ask(assembly, since=since, on=on)]
    return [one for one in found if one.due_on >= since or one.done_on is None]


def _feedback(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    found = []
    for one, book in consultations_asked(assembly, on=on):
        due = feedback_due(one, book)
        if due is None or one.closes_on is None or one.closes_on >= on:
            continue
        if one.answered_on is not None and due[0] < since:
            continue
        found.append(
            Owed(
                body=one.owner_name,
                kind="feedback",
                what=_("Say what came of %(title)s") % {"title": one.title},
                due_on=due[0],
                done_on=one.answered_on,
                clause=due[1],
                url=reverse("consultations:consultation", args=[assembly, one.reference]),
            )
        )
    return found


def _length(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    found = []
    for one, book in consultations_asked(assembly, on=on):
        open_for = length(one, book)
        if open_for is None or open_for.standard is None or one.opens_on is None:
            continue
        if one.opens_on < since or one.closes_on is None:
            continue
        days = _("open for %(days)d days") % {"days": open_for.days}
        is_allowed = open_for.days >= open_for.standard or bool(one.reason_for_length)
        found.append(
            Owed(
                body=one.owner_name,
                kind="length",
                what=_("Ask for at least %(days)d days, or say why not: %(title)s")
                % {"days": open_for.standard, "title": one.title},
                due_on=one.closes_on,
                done_on=one.closes_on if is_allowed and one.closes_on <= on else None,
                clause=open_for.clause,
                url=reverse("consultations:consultation", args=[assembly, one.reference]),
                note=f"{days}: {one.reason_for_length}" if one.reason_for_length else days,
            )
        )
    return found


def _notices(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    book = funding_book(assembly, on=on)
    if book is None:
        return []
    clause = book.parameter(NOTICE).clause
    found = []
    rows = EndNotice.objects.filter(award__assembly=assembly, ends_on__gte=since)
    for one in rows.select_related("award").order_by("given_at", "pk"):
        given = day_in(assembly, at=one.given_at)
        latest = take(one.ends_on, book.period(NOTICE))
        if one.ends_on >= one.earliest_on:
            latest = max(
                latest, given
            )  # the ends of months: what is in time one way is so both ways
        notice = _("%(days)d days of notice") % {"days": (one.ends_on - given).days}
        found.append(
            Owed(
                body=one.award.funder_name,
                part=one.award.directorate,
                kind="notice",
                what=_("Tell %(name)s that %(title)s ends")
                % {"name": one.award.recipient_name, "title": one.award.title},
                due_on=latest,
                done_on=given,
                clause=clause,
                url=reverse("funding:award", args=[assembly, one.award_id]),
                note=f"{notice}: {one.exception}" if one.exception else notice,
            )
        )
    return found


def _papers(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    book = book_that_fixes(assembly, LEAD, on=on)
    if book is None:
        return []
    lead, clause = timedelta(days=book.whole(LEAD)), book.parameter(LEAD).clause
    rows = Sitting.objects.filter(
        body__assembly=assembly, cancelled_at=None, on__gte=since, on__lte=on + AHEAD
    )
    found = []
    for one in rows.select_related("body").order_by("on", "pk"):
        out = one.papers_on or one.agenda_on
        found.append(
            Owed(
                body=one.body.host or one.body.name,
                part=one.body.name if one.body.host else "",
                kind="papers",
                what=_("Send the papers of %(body)s before it meets") % {"body": one.body.name},
                due_on=one.on - lead,
                done_on=out,
                clause=clause,
                url=reverse("voice:sitting", args=[assembly, one.body.slug, one.on.isoformat()]),
                note=_("it does not stand in the record when they came")
                if out is None and one.on <= on
                else "",
                is_known=one.on > on,
            )
        )
    return found


def _replies(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    clause = clause_adopted(assembly, "partners-act", on=on)
    rows = Input.objects.filter(assembly=assembly, reply_due_on__isnull=False)
    rows = rows.filter(Q(replied_at=None) | Q(reply_due_on__gte=since))
    return [
        Owed(
            body=one.sitting.body.host or one.sitting.body.name,
            part=one.sitting.body.name if one.sitting.body.host else "",
            kind="reply",
            what=_("Answer what the sector said on %(about)s") % {"about": one.about},
            due_on=one.reply_due_on,
            done_on=day_in(assembly, at=one.replied_at) if one.replied_at else None,
            clause=clause,
            url=reverse("voice:said", args=[assembly, one.reference]),
        )
        for one in rows.select_related("sitting__body").order_by("reply_due_on", "pk")
        if one.reply_due_on is not None
    ]


def _enquiries(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    """What is told in confidence is left out; what is for members stands with its reference alone."""
    rows = Enquiry.objects.filter(assembly=assembly).exclude(seen_by=Enquiry.SeenBy.OFFICERS)
    rows = rows.filter(Q(replied_at=None) | Q(due_on__gte=since))
    found = []
    for one in rows.order_by("due_on", "pk"):
        is_open = one.seen_by == Enquiry.SeenBy.EVERYONE
        keys = ON_ENQUIRIES[Enquiry.Kind(one.kind)]
        found.append(
            Owed(
                body=one.partner or assembly.name,
                part=one.service if one.partner and is_open else "",
                kind="enquiry",
                what=_("Answer: %(title)s") % {"title": one.title if is_open else one.reference},
                due_on=one.due_on,
                done_on=day_in(assembly, at=one.replied_at) if one.replied_at else None,
                clause=clause_adopted(assembly, *keys, on=on),
                url=reverse("enquiries:enquiry", args=[assembly, one.reference]),
                is_ours=not one.partner,
            )
        )
    return found


def _invitations(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    rows = Invitation.objects.filter(
        assembly=assembly, answer_by__isnull=False, withdrawn_at=None
    ).filter(Q(answered_at=None) | Q(answer_by__gte=since))
    clause = clause_adopted(assembly, "alliance-decides", "invitations", on=on)
    return [
        Owed(
            body=assembly.name,
            kind="invitation",
            what=_("Answer %(body)s, which asks for representatives") % {"body": one.body_name},
            due_on=one.answer_by,
            done_on=day_in(assembly, at=one.answered_at) if one.answered_at else None,
            clause=clause,
            url=reverse("seats:invitation", args=[assembly, one.reference]),
            is_ours=True,
        )
        for one in rows.order_by("answer_by", "pk")
        if one.answer_by is not None
    ]


def _promises(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    clauses = {
        is_compact: clause_adopted(assembly, *keys, on=on)
        for is_compact, keys in (
            (True, ("best-practice",)),
            (False, ("formal-agreement",)),
        )
    }
    rows = Commitment.objects.filter(
        accord__assembly=assembly, due_on__isnull=False, owed_by__is_of_sector=False
    )
    found = []
    for one in (
        rows.select_related("accord", "owed_by")
        .prefetch_related("evidence")
        .order_by("due_on", "pk")
    ):
        seen = sorted(one.evidence.all(), key=lambda proof: (proof.seen_on, proof.pk))
        is_kept = bool(seen) and seen[-1].says == Evidence.Says.KEPT
        if one.due_on is None or (is_kept and one.due_on < since):
            continue
        found.append(
            Owed(
                body=one.owed_by.name,
                kind="promise",
                what=one.words,
                due_on=one.due_on,
                done_on=seen[-1].seen_on if is_kept else None,
                clause=clauses[one.accord.kind == Accord.Kind.COMPACT],
                url=reverse("compact:accord", args=[assembly, one.accord.slug]),
            )
        )
    return found


def _plans(assembly: Assembly, *, since: date, on: date) -> list[Owed]:
    rows = Action.objects.filter(
        plan__assembly=assembly,
        is_of_sector=False,
        state__in=(Action.State.READY, Action.State.DONE),
        due_on__isnull=False,
    ).exclude(owner="")
    rows = rows.exclude(state=Action.State.DONE, due_on__lt=since)
    return [
        Owed(
            body=one.owner,
            kind="plan",
            what=one.title,
            due_on=one.due_on,
            done_on=one.told_on if one.state == Action.State.DONE else None,
            clause=clause_adopted(assembly, *ON_PLANS[Plan.Kind(one.plan.kind)], on=on),
            url=reverse("plan:plan", args=[assembly, one.plan.slug]) + f"#action-{one.number}",
        )
        for one in rows.select_related("plan").order_by("due_on", "pk")
        if one.due_on is not None
    ]


ASKED: tuple[Ask, ...] = (
    _feedback, _length, _notices, _papers, _replies, _enquiries, _invitations, _promises, _plans,
)  # fmt: skip
