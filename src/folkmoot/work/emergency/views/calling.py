"""Calling groups out, and what they answer: on the site, by the link, by telephone."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency import permits
from folkmoot.work.emergency.actions import calling
from folkmoot.work.emergency.forms.emergencies import AnswerCall, CallGroups
from folkmoot.work.emergency.models import Called, CallOut, Offer, Ready
from folkmoot.work.emergency.queries.helping import called_at
from folkmoot.work.emergency.queries.ready import clause_of_emergencies, in_words
from folkmoot.work.emergency.views.frame import BOTH, one, page, places, who

AT_ONCE = 100


@open_to(OFFICERS, methods=BOTH)
def call(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Call groups out by place and by what they can do."""
    found, at = one(assembly, reference), timezone.now()
    permits.require_goes_on(found)
    form = CallGroups(
        posted(request), areas=places(assembly), initial={"areas": list(found.areas.all())}
    )
    return act(
        request,
        form=form,
        do=lambda: calling.call_out(emergency=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Call groups out"),
        lead=_("Each gets a letter with a link that answers in three taps, without an account."),
        button=_("Call them"),
        done=_("They are called. Ring those who have no letter."),
        clause=clause_of_emergencies(assembly, on=day_in(assembly, at=at)),
        **page(found)
        | {"to": lambda made: ("emergency:called", assembly.slug, reference, made.pk)},
    )


def _call(assembly: Assembly, reference: str, number: int) -> CallOut:
    found = CallOut.objects.select_related("emergency__assembly")
    return get_object_or_404(
        found, pk=number, emergency__assembly=assembly, emergency__reference=reference
    )


@open_to(OFFICERS)
def called(request: SignedIn, assembly: Assembly, reference: str, number: int) -> HttpResponse:
    """Show officers whom a call reached, whom to ring, and what each answered; it prints as a sheet."""
    this = _call(assembly, reference, number)
    rows = this.called.select_related("organisation").order_by("answer", "organisation__name", "pk")
    wanted = request.GET.get("answer", "")
    if wanted in Called.Answer.values:
        rows = rows.filter(answer=wanted)
    found = Paginator(rows, AT_ONCE).get_page(request.GET.get("page"))
    bodies = [one.organisation_id for one in found]
    reach = Ready.objects.filter(assembly=assembly, organisation__in=bodies).order_by("pk")
    by_body = {one.organisation_id: one for one in reach}
    given = {
        "call": this,
        "emergency": this.emergency,
        "helps": in_words(this.helps),
        "rows": [(one, by_body.get(one.organisation_id)) for one in found],
        "page_obj": found,
        "answers": Called.Answer.choices,
        "wanted": wanted,
    }
    return render(request, "emergency/called.html", given)


def _answered(
    request: Request, asked: Called, *, channel: str, by: Person | None
) -> tuple[AnswerCall, bool]:
    """Return the form of an answer, and whether it was sent and taken."""
    initial: dict[str, Any] = {}
    # A letter may be passed on: its link reads nothing out.
    if by is not None and asked.answered_at:
        offers = Offer.objects.filter(
            emergency=asked.call.emergency, organisation=asked.organisation, ended_at=None
        )
        kinds = offers.order_by("kind").values_list("kind", flat=True)
        initial = {"answer": asked.answer, "words": asked.words, "helps": list(kinds)}
    form = AnswerCall(posted(request), call=asked.call, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return form, False
    try:
        calling.answer_call(
            called=asked, channel=channel, by=by, at=timezone.now(), **form.cleaned_data
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return form, False
    return form, True


@never_cache
@open_to(EVERYONE, methods=BOTH)
def answer(request: Request, assembly: Assembly, key: str) -> HttpResponse:
    """Answer a call by the link of a letter, without an account; opening it changes nothing."""
    asked = called_at(assembly, key)
    if asked is None:
        return render(request, "emergency/no_link.html", status=404)
    person, organisation = who(request)
    is_theirs = organisation is not None and organisation.pk == asked.organisation_id
    channel = Called.Channel.WEB if is_theirs else Called.Channel.LINK
    form, is_sent = _answered(request, asked, channel=channel, by=person if is_theirs else None)
    given = {
        "called": asked,
        "call": asked.call,
        "emergency": asked.call.emergency,
        "helps": in_words(asked.call.helps),
        "form": form,
        "is_sent": is_sent,
    }
    status = 422 if form.is_bound and not is_sent else 200
    return render(request, "emergency/answer.html", given, status=status)


@open_to(OFFICERS, methods=BOTH)
def by_phone(
    request: SignedIn, assembly: Assembly, reference: str, number: int, key: str
) -> HttpResponse:
    """Write down what somebody answered on the telephone."""
    asked = called_at(assembly, key)
    if asked is None or asked.call_id != _call(assembly, reference, number).pk:
        raise Http404
    form = AnswerCall(posted(request), call=asked.call)
    found = asked.call.emergency
    return act(
        request,
        form=form,
        do=lambda: calling.answer_call(
            called=asked,
            channel=Called.Channel.PHONE,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        ),
        heading=_("What %(name)s said on the telephone") % {"name": asked.organisation.name},
        button=_("Write it down"),
        done=_("It is written down."),
        **page(found) | {"to": ("emergency:called", assembly.slug, reference, number)},
    )
