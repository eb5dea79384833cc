"""One thing that was brought: who answers for it, the reply, the news, the outcome."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in, officers
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.enquiries import forms, permits, queries
from folkmoot.work.enquiries.actions import answering, bringing
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.views.frame import BOTH, one, page, who


@open_to(EVERYONE)
def enquiry(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show one thing that was brought: its owner, reply, news and outcome."""
    found = one(request, assembly, reference)
    on = day_in(assembly, at=timezone.now())
    person, organisation = who(request)
    given = {
        "one": found,
        "state": queries.state_of(found, on=on),
        "backings": list(found.backings.select_related("organisation").order_by("at", "pk")),
        "progress": list(found.progress.order_by("-at", "-pk")),
        "sent_to": list(found.sent_to.select_related("organisation").order_by("pk")[:200]),
        "clause": queries.clause_for(assembly, found.kind, on=on),
        "answers_it": person is not None and permits.may_answer(person, found, on=on),
        "is_officer": person is not None and is_officer(person, assembly, on=on),
        "organisation": organisation,
        "left_open": queries.left_open(found, on=on),
    }
    return render(request, "enquiries/enquiry.html", given)


@open_to(OFFICERS, methods=BOTH)
def take_on(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Give something an owner and a day."""
    found, at = one(request, assembly, reference), timezone.now()
    on = day_in(assembly, at=at)
    form = forms.TakeOn(
        posted(request),
        people=officers(assembly, on=on),
        is_wrong=found.kind == Enquiry.Kind.UNFAIRNESS,
        initial={
            "due_on": found.due_on,
            "owner_name": found.owner_name or _("support officer"),
            "partner": found.partner,
            "owner": str(found.owner_id or ""),
            "triage": found.triage,
        },
    )
    return act(
        request,
        form=form,
        do=lambda: bringing.take_on(
            enquiry=found,
            owner=form.people.get(form.cleaned_data["owner"]),
            owner_name=form.cleaned_data["owner_name"],
            due_on=form.cleaned_data["due_on"],
            partner=form.cleaned_data["partner"],
            triage=form.cleaned_data.get("triage", ""),
            by=request.user,
            at=at,
        ),
        heading=_("Say who answers for it"),
        button=_("Keep it"),
        done=_("It has its owner."),
        clause=queries.clause_for(assembly, found.kind, on=on),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def answer(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Reply to what was brought."""
    found, at = one(request, assembly, reference), timezone.now()
    permits.require_answers(request.user, found, on=day_in(assembly, at=at))
    form = forms.Answer(posted(request), initial={"words": found.reply})
    return act(
        request,
        form=form,
        do=lambda: answering.answer(enquiry=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Reply"),
        facts=[(_("Brought"), found.words), (_("How to reach them"), found.contact or "–")],
        button=_("Reply"),
        done=_("It is answered."),
        clause=queries.clause_for(assembly, found.kind, on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def news(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say how far something has come."""
    found, at = one(request, assembly, reference), timezone.now()
    permits.require_answers(request.user, found, on=day_in(assembly, at=at))
    form = forms.News(posted(request))
    return act(
        request,
        form=form,
        do=lambda: answering.say_progress(
            enquiry=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Say how far it has come"),
        button=_("Say it"),
        done=_("It stands there."),
        **page(found),
    )


@open_to(KNOWN, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say what came of it in the end."""
    found, at = one(request, assembly, reference), timezone.now()
    permits.require_answers(request.user, found, on=day_in(assembly, at=at))
    form = forms.Close(posted(request))
    return act(
        request,
        form=form,
        do=lambda: answering.close(enquiry=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Say what came of it"),
        button=_("Close it"),
        done=_("It is closed."),
        clause=queries.clause_for(assembly, found.kind, on=day_in(assembly, at=at)),
        **page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def among_answers(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Put a question with its answer among those that everybody reads."""
    found, at = one(request, assembly, reference), timezone.now()
    form = forms.AmongAnswers(posted(request), initial={"title": found.title, "reply": found.reply})
    return act(
        request,
        form=form,
        do=lambda: answering.put_among_answers(
            enquiry=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Put it among the answers"),
        button=_("Put it there"),
        done=_("Everybody can read it."),
        clause=clause_adopted(assembly, "questions-and-answers", on=day_in(assembly, at=at)),
        **page(found) | {"to": ("enquiries:answers", assembly.slug)},
    )


@open_to(KNOWN, methods=BOTH)
def back(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Back what another brought."""
    found, at = one(request, assembly, reference), timezone.now()
    _person, organisation = who(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    form = forms.Back(posted(request))
    return act(
        request,
        form=form,
        do=lambda: answering.back(
            enquiry=found, organisation=organisation, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Back it"),
        button=_("Back it"),
        done=_("Your organisation stands behind it."),
        clause=queries.clause_for(assembly, found.kind, on=day_in(assembly, at=at)),
        **page(found),
    )
