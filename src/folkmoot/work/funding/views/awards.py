"""Awards: made, read from lists, reported on, ended with notice; and where the money goes."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.funding.actions import awards as actions
from folkmoot.work.funding.forms import awards as forms
from folkmoot.work.funding.models import Application, EndNotice
from folkmoot.work.funding.queries import awards as queries
from folkmoot.work.funding.queries import giving
from folkmoot.work.funding.queries.agreements import state_of_step
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.reading import MOST_TOLD, read_list
from folkmoot.work.funding.views.frame import (
    BOTH,
    award_page,
    body,
    keeps,
    keeps_of,
    one_award,
    page_of,
    require,
    require_of,
)

MOST_OTHERS = 25


@open_to(EVERYONE)
def awards(request: Request, assembly: Assembly) -> HttpResponse:
    """Show who funds whom, the latest first."""
    on = day_in(assembly, at=timezone.now())
    shown = page_of(queries.award_keys(assembly), request)
    given = {
        "page_obj": shown,
        "rows": [
            (one, queries.in_pounds(one.pence)) for one in queries.awards_of(assembly, list(shown))
        ],
        "keeps": keeps(request, assembly),
        "clause": clause_for(assembly, "one-view", on=on),
    }
    return render(request, "funding/awards.html", given)


@open_to(EVERYONE)
def award(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show an award: to whom, for how long, what came of it, and its end."""
    found = one_award(assembly, number)
    on = day_in(assembly, at=timezone.now())
    organisation = body(request)
    notice = EndNotice.objects.filter(award=found).order_by("pk").first()
    reports = list(found.reports.order_by("due_on", "pk"))
    sent = {one.pk: day_in(assembly, at=one.sent_at) for one in reports if one.sent_at}
    others = (
        list(queries.one_view(assembly, found.organisation)[:MOST_OTHERS])
        if (found.organisation)
        else []
    )
    given = {
        "award": found,
        "pounds": queries.in_pounds(found.pence),
        "reports": [
            (
                one,
                queries.in_pounds(one.spent_pence),
                state_of_step(one.due_on, sent.get(one.pk), on=on),
            )
            for one in reports
        ],
        "payments": [
            (one, queries.in_pounds(one.pence), state_of_step(one.due_on, one.paid_on, on=on))
            for one in queries.payments_of(found)
        ],
        "outcomes": queries.outcomes_of(found),
        "notice": notice,
        "others": [
            (one, queries.in_pounds(one.pence))
            for one in others[:MOST_OTHERS]
            if one.pk != found.pk
        ],
        "is_theirs": organisation is not None and organisation.pk == found.organisation_id,
        "keeps": keeps_of(request, assembly, found.funder_name),
        "today": on,
        "clauses": {
            name: clause_for(assembly, name, on=on)
            for name in ("years", "notice", "outcomes", "one-view")
        },
    }
    return render(request, "funding/award.html", given)


@open_to(KNOWN, methods=BOTH)
def make(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter money that is given, for an application that was awarded or without one."""
    require(request, assembly)
    at = timezone.now()
    asked = request.GET.get("application", "")
    application = None
    shown: dict[str, Any] = {}
    if asked.isdecimal():
        application = get_object_or_404(
            Application.objects.select_related("fund", "organisation"),
            fund__assembly=assembly, state="awarded", award=None, pk=asked,
        )  # fmt: skip
        require_of(request, assembly, application.fund.funder_name, application.fund.run_by)
        shown = {
            "organisation": application.organisation_id, "title": application.title,
            "purpose": application.words, "funder_name": application.fund.funder_name,
            "directorate": application.fund.directorate, "sum": application.pence / 100,
        }  # fmt: skip
    listed = Organisation.objects.filter(listings__assembly=assembly).order_by("sort_name", "pk")
    form = forms.MakeAward(
        posted(request), organisations=listed, areas=served_places(assembly), initial=shown
    )
    return act(
        request,
        form=form,
        do=lambda: actions.award(
            assembly=assembly, application=application, by=request.user, at=at, **form.told()
        ),
        heading=_("Enter an award"),
        button=_("Enter it"),
        done=_("It is entered, and a report on it is due when it ends."),
        to=lambda made: ("funding:award", assembly.slug, made.pk),
        clause=clause_for(assembly, "years", on=day_in(assembly, at=at)),
        back=reverse("funding:awards", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def end(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Give notice that a funding ends."""
    found, at = one_award(assembly, number), timezone.now()
    require_of(request, assembly, found.funder_name)
    form = forms.GiveNotice(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.give_notice(award=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Give notice that it ends"),
        facts=[(_("To"), found.recipient_name), (_("Runs through"), found.ends_on or "–")],
        button=_("Give notice"),
        done=_("Notice is given, and the organisation is told."),
        warns=True,
        clause=clause_for(assembly, "notice", on=day_in(assembly, at=at)),
        **award_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def reply(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Say, as the organisation, what the end of a funding does."""
    found, at = one_award(assembly, number), timezone.now()
    organisation = body(request)
    if organisation is None or organisation.pk != found.organisation_id:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for it")})
    notice = get_object_or_404(
        EndNotice.objects.select_related("award__assembly", "award__organisation"), award=found
    )
    form = forms.ReplyToNotice(
        posted(request), initial={"effect": notice.effect, "reply": notice.reply}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.reply_to_notice(
            notice=notice, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("What the end of it does to you"),
        lead=_("It stands beside the notice, for everybody to read."),
        button=_("Publish it"),
        done=_("It is published."),
        clause=clause_for(assembly, "notice", on=day_in(assembly, at=at)),
        **award_page(found),
    )


@open_to(EVERYONE)
def endings(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the ends of funding that were given, with how much notice each had, and what ends soon."""
    on = day_in(assembly, at=timezone.now())
    shown = page_of(queries.notices(assembly), request)
    soon = queries.ending_soon(assembly, on=on)
    given = {
        "page_obj": shown,
        "rows": [(one, (one.ends_on - day_in(assembly, at=one.given_at)).days) for one in shown],
        "soon": [(one, queries.in_pounds(one.pence)) for one in soon[:MOST_OTHERS]],
        "soon_in_all": soon.count(),
        "clause": clause_for(assembly, "notice", on=on),
    }
    return render(request, "funding/endings.html", given)


@open_to(EVERYONE)
def as_360giving(request: Request, assembly: Assembly) -> HttpResponse:
    """Give the awards made here, or with those read from lists, in the 360Giving standard."""
    told = giving.as_360giving(assembly, is_all=request.GET.get("of") == "all")
    response = JsonResponse(told, json_dumps_params={"indent": 1})
    name = f"{assembly.slug}-360giving.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to(OFFICERS, methods=BOTH)
def read(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Read a list of awards that another publishes; each fault is told by its row."""
    at = timezone.now()
    form = forms.ReadList(posted(request), request.FILES or None)
    given: dict[str, Any] = {"form": form, "most": MOST_TOLD}
    if request.method == "POST" and form.is_valid():
        source = form.cleaned_data["source"]
        found = read_list(assembly, form.cleaned_data["file"].read(), source=source)
        given |= {"faults": found.faults[:MOST_TOLD], "at_fault": len(found.faults)}
        if not found.faults or (form.cleaned_data["leave_out"] and found.awards):
            given["kept"] = actions.read_awards(
                assembly=assembly, awards=found.awards, source=source, by=request.user, at=at
            )
            return render(request, "funding/read.html", given)
        return render(request, "funding/read.html", given, status=422)
    status = 422 if form.is_bound else 200
    return render(request, "funding/read.html", given, status=status)
