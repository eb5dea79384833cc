"""A session booked; who came; how it was; what was said; the certificate and the record."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.ground.formats import TYPES, Sheet, fact, form_of, words
from folkmoot.rules.findings import Refusal
from folkmoot.work.programmes import permits
from folkmoot.work.programmes.actions import attending as actions
from folkmoot.work.programmes.actions import feedback as answering
from folkmoot.work.programmes.forms import training as forms
from folkmoot.work.programmes.models import Attendance, Poll, Training, TrainingSession
from folkmoot.work.programmes.queries import training as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH


@open_to(KNOWN, methods=BOTH)
def book(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Book a session for one's organisation, or for another as who runs it."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    is_keeper = frame.keeps_of(request, assembly, found.owner_name)
    acting = frame.body(request)
    if acting is None and not is_keeper:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    sessions = queries.bookable(found, at=at)
    form = forms.Book(
        posted(request),
        sessions=forms.session_lines(sessions),
        among=listed_in(assembly) if is_keeper else None,
    )

    def do() -> Attendance:
        chosen = TrainingSession.objects.select_related("training__assembly").get(
            pk=form.cleaned_data["session"]
        )
        organisation: Any = form.cleaned_data.get("organisation", acting)
        return actions.book(session=chosen, organisation=organisation, by=request.user, at=at)

    lead = "" if sessions else _("No session is to come that has a place left.")
    return act(
        request,
        form=form,
        do=do,
        heading=_("Book a session"),
        lead=lead,
        facts=[(_("For"), acting.name)] if acting and not is_keeper else [],
        button=_("Book it"),
        done=_("It is booked."),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def attend(request: SignedIn, assembly: Assembly, slug: str, reference: str) -> HttpResponse:
    """Enter whether an organisation came."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    organisation = frame.one_listed(assembly, reference)
    row = queries.mine(found, organisation)
    sessions = {one.pk: one for one in queries.sessions_of(found)}
    form = forms.EnterAttendance(
        posted(request),
        sessions=forms.session_lines(sessions.values()),
        initial={"session": row.session_id if row else None, "came": "yes"},
    )

    def do() -> Attendance:
        chosen = form.cleaned_data["session"]
        return actions.enter_attendance(
            training=found, organisation=organisation, came=form.cleaned_data["came"],
            session=sessions[chosen] if chosen else None, people=form.cleaned_data["people"],
            by=request.user, at=at,
        )  # fmt: skip

    return act(
        request,
        form=form,
        do=do,
        heading=_("Enter who came"),
        facts=[(_("Organisation"), organisation.name)],
        button=_("Enter it"),
        done=_("It is entered."),
        **frame.training_page(found),
    )


def _own(request: SignedIn, found: Training) -> Attendance:
    """Return where the organisation somebody acts for stands; refuse who acts for none."""
    row = queries.mine(found, frame.body(request))
    if row is None or not row.came:
        raise Refusal("rates-who-came", None, {"title": found.title})
    return row


@open_to(KNOWN, methods=BOTH)
def rate(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Say how a training was."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    row = _own(request, found)
    row.training = found
    form = forms.Rate(posted(request), initial={"rating": row.rating, "words": row.rating_words})
    return act(
        request,
        form=form,
        do=lambda: actions.rate(attendance=row, by=request.user, at=at, **form.cleaned_data),
        heading=_("Say how it was"),
        button=_("Say it"),
        done=_("Thank you. It is kept."),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Say what came of a training."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    poll = get_object_or_404(Poll.objects.select_related("training__assembly"), training=found)
    row = _own(request, found)
    form = forms.AnswerPoll(posted(request), poll=poll)
    return act(
        request,
        form=form,
        do=lambda: answering.answer_poll(
            poll=poll, organisation=row.organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Say what came of it"),
        button=_("Send it"),
        done=_("Thank you. It is received."),
        clause=clause_for(assembly, "feedback", on=frame.today(assembly)),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def ask(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Ask those who came what came of it."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    form = forms.OpenPoll(posted(request))
    return act(
        request,
        form=form,
        do=lambda: answering.open_poll(training=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Ask what came of it"),
        button=_("Ask it"),
        done=_("It is asked. Those who came are written to."),
        clause=clause_for(assembly, "feedback", on=frame.today(assembly)),
        **frame.training_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def report_poll(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter counts of answers as somebody published them."""
    found, at = frame.one_training(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    poll = get_object_or_404(Poll.objects.select_related("training__assembly"), training=found)
    form = forms.ReportPoll(posted(request), options=poll.options.order_by("number", "pk"))

    def do() -> Poll:
        told = form.cleaned_data
        return answering.report_poll(
            poll=poll, counts=form.counts(), respondents=told["respondents"],
            asked=told["asked"], source=told["source"],
            words_are_missing=told["words_are_missing"], by=request.user, at=at,
        )  # fmt: skip

    return act(
        request,
        form=form,
        do=do,
        heading=_("Enter answers that were published"),
        lead=_(
            "For each answer, how many ticked it. The ticks need not add up to those who answered."
        ),
        button=_("Enter them"),
        done=_("They are entered."),
        clause=clause_for(assembly, "feedback", on=frame.today(assembly)),
        **frame.training_page(found),
    )


def _certified(request: SignedIn, assembly: Assembly, slug: str, reference: str) -> Attendance:
    """Return that an organisation came, for those who act for it and those who run the training."""
    found = frame.one_training(assembly, slug)
    rows = found.attendances.select_related("organisation", "session", "training__assembly")
    row = rows.filter(organisation__reference=reference, came=True).order_by("pk").first()
    if row is None:
        raise Http404
    permits.require_tells_for(
        request.user, row.organisation, assembly, found.owner_name, on=frame.today(assembly)
    )
    return row


def _sheet(row: Attendance) -> Sheet:
    training, session = row.training, row.session
    assert session is not None  # a constraint: who came came to a session
    held = date_format(day_in(training.assembly, at=session.starts_at), "j F Y")
    parts = [
        words(_("%(name)s came to this training.") % {"name": row.organisation.name}),
        fact(_("Held on"), f"{held}, {session.place}"),
        fact(_("Given by"), training.owner_name),
        fact(_("What is learned"), training.about or _("Not said")),
    ]
    if row.people is not None:
        parts.append(fact(_("People of theirs who came"), str(row.people)))
    number = f"{training.slug}/{row.pk}"
    return Sheet(
        title=_("Certificate: %(title)s") % {"title": training.title},
        above=training.assembly.name,
        below=_("Certificate %(number)s") % {"number": number},
        parts=parts,
    )


@open_to(KNOWN)
@never_cache
def certificate(request: SignedIn, assembly: Assembly, slug: str, reference: str) -> HttpResponse:
    """Show that an organisation came to a training, on a page to print."""
    row = _certified(request, assembly, slug, reference)
    url = reverse("programmes:certificate_file", args=[assembly, slug, reference, "pdf"])
    given = {"row": row, "training": row.training, "sheet": _sheet(row), "pdf": url}
    return render(request, "programmes/certificate.html", given)


@open_to(KNOWN)
@never_cache
def certificate_file(
    request: SignedIn, assembly: Assembly, slug: str, reference: str, form: str
) -> HttpResponse:
    """Give the certificate as a file, to print or in plain text."""
    row = _certified(request, assembly, slug, reference)
    if form not in ("pdf", "large", "txt"):
        raise Http404
    return HttpResponse(form_of(_sheet(row), form), content_type=TYPES[form])


@open_to(KNOWN)
@never_cache
def record(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Show what an organisation was asked to, booked, came to and how it found it."""
    organisation = frame.one_listed(assembly, reference)
    _require_record(request, organisation, assembly)
    rows = queries.record_of(organisation, assembly)
    given: dict[str, Any] = {
        "organisation": organisation,
        "page_obj": Paginator(rows, 50).get_page(request.GET.get("page")),
        "is_theirs": frame.body(request) == organisation,
    }
    return render(request, "programmes/record.html", given)


def _require_record(request: SignedIn, organisation: Organisation, assembly: Assembly) -> None:
    """:raises Refusal: unless they act for it or keep programmes here."""
    if not permits.tells_for(request.user, organisation, on=frame.today(assembly)):
        frame.require(request, assembly)
