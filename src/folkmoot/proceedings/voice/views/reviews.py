"""A fair look at a seat, and the question to a sample of members."""

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, is_officer
from folkmoot.ground.asking import Act, Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.permits import FILLERS, may_fill, require_may_fill
from folkmoot.proceedings.seats.views.keeping import seat_page
from folkmoot.proceedings.seats.views.seat import one_seat
from folkmoot.proceedings.voice.actions import pulses as pulse_deeds
from folkmoot.proceedings.voice.actions import reviews as deeds
from folkmoot.proceedings.voice.forms.holders import AnswerPulse, CloseReview, SendEvidence
from folkmoot.proceedings.voice.forms.telling import Words
from folkmoot.proceedings.voice.models import SeatReview
from folkmoot.proceedings.voice.permits.reviews import is_concerned, require_concerned
from folkmoot.proceedings.voice.queries import pulses as pulse_queries
from folkmoot.proceedings.voice.queries import reviews as queries
from folkmoot.proceedings.voice.views.acts import BOTH
from folkmoot.rules.findings import Refusal

THREE_WEEKS = timedelta(weeks=3)


def one_review(assembly: Assembly, reference: str) -> SeatReview:
    """Return a look at a seat by its reference, or answer that there is none. One query."""
    return get_object_or_404(queries.review_named(assembly, reference))


def _page(review: SeatReview) -> dict[str, Any]:
    assembly = review.seat.assembly
    url = reverse("voice:review", args=[assembly, review.reference])
    return {
        "to": ("voice:review", assembly.slug, review.reference),
        "back": url,
        "caption": f"{review.seat.title}, {review.seat.body.name}",
        "crumbs": [(review.seat.body.name, url)],
    }


@open_to(EVERYONE)
def reviews(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the looks at seats, and the seats whose counts ask for one."""
    on = day_of(assembly, timezone.now())
    page = Paginator(queries.reviews(assembly), 25).get_page(request.GET.get("page"))
    person = request.user
    book = queries.book_of_reviews(assembly, on=on)
    given = {
        "page_obj": page,
        "prompts": queries.prompts(assembly, on=on),
        "is_officer": isinstance(person, Person) and is_officer(person, assembly, on=on),
        "clause": book.parameter(queries.CRITERIA).clause if book is not None else None,
    }
    return render(request, "voice/reviews.html", given)


@open_to(EVERYONE)
def review(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show a look at a seat: what was found once it was given, the reply, and how it ended."""
    at = timezone.now()
    on = day_of(assembly, at)
    found = one_review(assembly, reference)
    person = request.user if isinstance(request.user, Person) else None
    fills = person is not None and may_fill(person, found.seat, at=at)
    concerned = person is not None and is_concerned(person, found, at=at)
    book = queries.book_of_reviews(assembly, on=on)
    given = {
        "review": found,
        "seat": found.seat,
        "fills": fills and found.closed_at is None,
        "may_reply": concerned and found.closed_at is None and found.sent_at is not None,
        # What was found is for those concerned until the look at it is over.
        "shows_evidence": fills or concerned or found.closed_at is not None,
        "clause": book.parameter(queries.CRITERIA).clause if book is not None else None,
    }
    return render(request, "voice/review.html", given)


@open_to(FILLERS, methods=BOTH)
def open_review(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Begin a look at a seat."""
    at = timezone.now()
    seat = one_seat(assembly, reference, on=day_of(assembly, at))
    prompted = request.GET.get("because", "")[:60]
    form = Act(posted(request))
    page = seat_page(seat)
    page["to"] = lambda review: ("voice:review", assembly.slug, review.reference)
    return act(
        request,
        form=form,
        do=lambda: deeds.open_review(seat=seat, prompted_by=prompted, by=request.user, at=at),
        heading=_("Look at this seat"),
        lead=_(
            "What the record shows is put together for each test. The representative is then given "
            "it and may reply, before anybody decides."
        ),
        button=_("Begin"),
        done=_("What the record shows is put together."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def send(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give the representative what was found."""
    found, at = one_review(assembly, reference), timezone.now()
    require_may_fill(request.user, found.seat, at=at)
    form = SendEvidence(posted(request), reply_by=day_of(assembly, at) + THREE_WEEKS)
    return act(
        request,
        form=form,
        do=lambda: deeds.send_evidence(review=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Give the representative what was found"),
        facts=list(found.evidence.items()),
        button=_("Send it"),
        done=_("It is sent, with the time to reply."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def reply(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Reply to what was found."""
    found, at = one_review(assembly, reference), timezone.now()
    require_concerned(request.user, found, at=at)
    form = Words(posted(request), label=_("Your reply"), most=8000)
    return act(
        request,
        form=form,
        do=lambda: deeds.reply_to_review(
            review=found, reply=form.cleaned_data["words"], by=request.user, at=at
        ),
        heading=_("Reply to what was found"),
        lead=_("It is shown beside what was found, and stays there."),
        facts=list(found.evidence.items()),
        button=_("Send the reply"),
        done=_("Your reply stands beside what was found."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """End a look at a seat."""
    found, at = one_review(assembly, reference), timezone.now()
    require_may_fill(request.user, found.seat, at=at)
    form = CloseReview(posted(request))
    return act(
        request,
        form=form,
        do=lambda: deeds.close_review(review=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("End the look at this seat"),
        facts=[(_("Reply of the representative"), found.reply or _("none"))],
        button=_("End it"),
        done=_("It has ended, and the representative is told."),
        warns=True,
        **_page(found),
    )


@open_to(FILLERS, methods=BOTH)
def open_pulse(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Ask a sample of members one question."""
    at = timezone.now()
    seat = one_seat(assembly, reference, on=day_of(assembly, at))
    form = Agree(posted(request), label=_("Ask a sample of members"))
    return act(
        request,
        form=form,
        do=lambda: pulse_deeds.open_pulse(seat=seat, by=request.user, at=at),
        heading=_("Ask members about their representative"),
        lead=_(
            "Up to 40 members are drawn by lot and asked whether their representative came back to "
            "them. Nobody is asked twice in three months."
        ),
        button=_("Draw them, and ask"),
        done=_("The members are drawn and asked. The result shows in two weeks."),
        **seat_page(seat),
    )


@never_cache
@open_to(EVERYONE, methods=BOTH)
def answer_pulse(request: Request, assembly: Assembly, link: str) -> HttpResponse:
    """Answer the question by the link of a letter, without an account; opening it changes nothing."""
    found, at = pulse_queries.linked(assembly, link), timezone.now()
    if found is None:
        return render(request, "voice/no_link.html", status=404)
    form = AnswerPulse(posted(request), before=found.says)
    is_kept = False
    if request.method == "POST" and form.is_valid():
        try:
            pulse_deeds.answer_pulse(asked=found, channel="e-mail", at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            is_kept = True
    given = {
        "asked": found,
        "pulse": found.pulse,
        "form": form,
        "is_kept": is_kept,
        "is_open": found.pulse.opened_at <= at < found.pulse.closes_at,
    }
    status = 422 if form.is_bound and not is_kept else 200
    return render(request, "voice/pulse.html", given, status=status)
