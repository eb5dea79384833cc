"""The door: what can be brought, what was, the answers that grow from it, and the year."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.enquiries import forms, permits, queries
from folkmoot.work.enquiries.actions import bringing, standing
from folkmoot.work.enquiries.models import Enquiry
from folkmoot.work.enquiries.views.frame import BOTH, who


@open_to(EVERYONE)
def door(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what can be brought, and what was brought that one may read."""
    on = day_in(assembly, at=timezone.now())
    person, organisation = who(request)
    kind = request.GET.get("kind", "")
    found = queries.readable(assembly, person, organisation, on=on)
    if kind in Enquiry.Kind.values:
        found = found.filter(kind=kind)
    shown = Paginator(found, 25).get_page(request.GET.get("page"))
    given = {
        "kinds": [
            (value, label)
            for value, label in Enquiry.Kind.choices
            if value not in permits.FOR_MEMBERS or organisation is not None
        ],
        "page_obj": shown,
        "rows": [(one, queries.state_of(one, on=on)) for one in shown],
        "contacts": queries.named_contacts(assembly),
        "today": on,
        "clause": clause_adopted(assembly, "contact-us", "first-contact", on=on),
        "is_officer": person is not None and is_officer(person, assembly, on=on),
        "organisation": organisation,
    }
    return render(request, "enquiries/door.html", given)


@open_to(EVERYONE, methods=BOTH)
def bring(request: Request, assembly: Assembly) -> HttpResponse:
    """Bring something to the door, of the kind that is asked for; without an account too."""
    kind = request.GET.get("kind", Enquiry.Kind.QUESTION)
    if kind not in Enquiry.Kind.values:
        raise Http404
    at = timezone.now()
    on = day_in(assembly, at=at)
    person, organisation = who(request)
    permits.require_may_bring(person, assembly, organisation, kind, on=on)
    is_wrong = kind == Enquiry.Kind.UNFAIRNESS
    form = forms.Bring(
        posted(request),
        kind=kind,
        areas=served_places(assembly),
        forums={forum.slug: forum for forum in live_forums(assembly, on=on)},
        request_kinds=queries.request_kinds(assembly, on=on),
        is_known=person is not None and not is_wrong,
        initial={"forum": request.GET.get("forum", "")},
    )
    lead = _("You get an answer within %(period)s.") % {
        "period": queries.reply_period(assembly, on=on)
    }
    if is_wrong:
        lead = _("Support officers alone read it. You need not say who you are. ") + lead
    can_return = person is not None and not is_wrong
    return act(
        request,
        form=form,
        do=lambda: bringing.bring(
            assembly=assembly,
            kind=kind,
            organisation=organisation if not is_wrong else None,
            by=person if not is_wrong else None,
            at=at,
            **form.told(),
        ),
        heading=capfirst(str(Enquiry.Kind(kind).label)),
        lead=lead,
        button=_("Send it"),
        done=_("It is received, and the support officers are told."),
        to=lambda made: (
            ("enquiries:enquiry", assembly.slug, made.reference)
            if can_return
            else ("enquiries:door", assembly.slug)
        ),
        clause=queries.clause_for(assembly, kind, on=on),
        back=reverse("enquiries:door", args=[assembly]),
    )


@open_to(EVERYONE)
def answers(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what is asked often, with the answers."""
    on = day_in(assembly, at=timezone.now())
    shown = Paginator(queries.answers(assembly), 50).get_page(request.GET.get("page"))
    clause = clause_adopted(assembly, "questions-and-answers", on=on)
    return render(request, "enquiries/answers.html", {"page_obj": shown, "clause": clause})


@open_to(KNOWN, methods=BOTH)
def follow(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Choose which kinds of request one is told of."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    _person, organisation = who(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    followed = organisation.followings.filter(assembly=assembly).values_list(
        "request_kind", flat=True
    )
    form = forms.Follow(
        posted(request),
        kinds=queries.request_kinds(assembly, on=on),
        initial={"kinds": list(followed)},
    )
    return act(
        request,
        form=form,
        do=lambda: standing.follow_kinds(
            assembly=assembly, organisation=organisation, kinds=form.cleaned_data["kinds"]
        ),
        heading=_("Requests that you follow"),
        caption=organisation.name,
        button=_("Keep it"),
        done=_("It is kept."),
        to=("enquiries:door", assembly.slug),
        clause=clause_adopted(assembly, "contribution-kinds", on=on),
        back=reverse("enquiries:door", args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def contact(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Name somebody whom the public may reach, or confirm that they still are."""
    at = timezone.now()
    form = forms.NameContact(posted(request))

    def do() -> Any:
        typed = dict(form.cleaned_data)
        typed.pop("has_agreed")
        return standing.name_contact(assembly=assembly, by=request.user, at=at, **typed)

    return act(
        request,
        form=form,
        do=do,
        heading=_("Name somebody whom the public may reach"),
        lead=_("Enter a name that is there to confirm it or to change it."),
        button=_("Keep it"),
        done=_("It is kept."),
        to=("enquiries:door", assembly.slug),
        clause=clause_adopted(assembly, "named-contacts", on=day_in(assembly, at=at)),
        back=reverse("enquiries:door", args=[assembly]),
    )


@open_to(EVERYONE)
def year(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what came to the door this year by kind, how much was answered, and how fast."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("year", "")
    of = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= on.year else on.year
    given = {"told": queries.year_of(assembly, year=of), "before": of - 1}
    return render(request, "enquiries/year.html", given)
