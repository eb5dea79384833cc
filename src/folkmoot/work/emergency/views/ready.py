"""Being ready in calm times: whom to ring, what one can do, and where nobody is ready."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.tables import csv_file
from folkmoot.rules.findings import Refusal
from folkmoot.work.emergency.actions.ready import make_ready, take_back_ready
from folkmoot.work.emergency.forms.ready import MakeReady
from folkmoot.work.emergency.models import Help, Ready
from folkmoot.work.emergency.queries import ready as queries
from folkmoot.work.emergency.views.frame import BOTH, runs, who

AT_ONCE = 50


def _organisation(request: Request) -> Organisation:
    _person, organisation = who(request)
    if organisation is None:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    return organisation


@open_to(KNOWN, methods=BOTH)
def ready(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Say whom to ring in an emergency and what one's organisation can do, or confirm it."""
    organisation, at = _organisation(request), timezone.now()
    on = day_in(assembly, at=at)
    said = Ready.objects.filter(assembly=assembly, organisation=organisation)
    before = said.order_by("pk").first()
    fields = ("contact_name", "phone", "email", "hours", "helps", "capacity")
    initial = {name: getattr(before, name) for name in fields} if before else {}
    _after, clause = queries.recheck(assembly, on=on)
    confirmed = before.confirmed_on if before else None
    return act(
        request,
        form=(form := MakeReady(posted(request), initial=initial)),
        do=lambda: make_ready(
            assembly=assembly,
            organisation=organisation,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("In an emergency: %(name)s") % {"name": organisation.name},
        lead=_("Say it in calm times, so that nobody has to look for you when it counts."),
        facts=[(_("Last confirmed"), confirmed)] if confirmed else [],
        button=_("Confirm it") if before else _("Keep it"),
        done=_("It is kept, confirmed today."),
        to=("emergency:emergencies", assembly.slug),
        clause=clause,
        back=reverse("emergency:emergencies", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def take_back(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Delete whom to ring at one's organisation and what it can do."""
    organisation = _organisation(request)
    said = Ready.objects.filter(assembly=assembly, organisation=organisation)
    before = said.select_related("assembly", "organisation").order_by("pk").first()
    if before is None:
        raise Http404
    return act(
        request,
        form=Agree(posted(request), label=_("Delete it all")),
        do=lambda: take_back_ready(ready=before, by=request.user, at=timezone.now()),
        heading=_("Take back what you said you can do"),
        button=_("Delete it"),
        done=_("It is deleted. Nobody rings you for it."),
        to=("emergency:emergencies", assembly.slug),
        back=reverse("emergency:ready", args=[assembly]),
        warns=True,
    )


@open_to(EVERYONE)
def cover(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how many are ready in each district, for what nobody is, and whose word is stale."""
    on = day_in(assembly, at=timezone.now())
    after, clause = queries.recheck(assembly, on=on)
    rows, without_place = queries.cover(assembly, on=on)
    given = {
        "rows": rows,
        "without_place": without_place,
        "after": after,
        "clause": clause,
        "runs": runs(request, assembly),
    }
    return render(request, "emergency/cover.html", given)


@open_to(EVERYONE)
def cover_csv(request: Request, assembly: Assembly) -> HttpResponse:
    """Give how ready each district is as a table to take away."""
    on = day_in(assembly, at=timezone.now())
    head = ["district", "ready", "stale", *(str(label) for _kind, label in Help.choices)]
    rows = (
        [one.area.name, one.fresh, one.stale, *one.by_help.values()]
        for one in queries.cover(assembly, on=on)[0]
    )
    return csv_file(f"{assembly.slug}-ready-{on}", head, rows, is_private=False)


@open_to(OFFICERS)
def all_ready(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show officers whom to ring, with what each can do; it prints as a sheet."""
    on = day_in(assembly, at=timezone.now())
    after, clause = queries.recheck(assembly, on=on)
    page = Paginator(queries.all_ready(assembly), AT_ONCE).get_page(request.GET.get("page"))
    rows = [(one, queries.in_words(one.helps), queries.is_stale(one, after, on=on)) for one in page]
    given = {"rows": rows, "page_obj": page, "clause": clause}
    return render(request, "emergency/all_ready.html", given)
