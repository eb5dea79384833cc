"""Roles in public: looked for, read, printed; and kept by those who offer them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in, posts_of
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground import formats
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.actions import roles as acting
from folkmoot.work.volunteering.forms import roles as forms
from folkmoot.work.volunteering.models import Opportunity
from folkmoot.work.volunteering.permits import keeps_role, require_may_post
from folkmoot.work.volunteering.queries import roles as queries
from folkmoot.work.volunteering.queries.words import ACCESS, clause_for
from folkmoot.work.volunteering.views.frame import BOTH, officer, one_role, role_page, who


def asked_in(request: Request) -> queries.Asked:
    """Read what is looked for from an address; what makes no sense is left out."""

    def word(name: str) -> str:
        return request.GET.get(name, "").replace("\0", "").strip()[:80]

    return queries.Asked(
        words=word("words"), place=word("place"), theme=word("theme"), access=word("access"),
        kind=word("kind"), is_short=bool(word("short")), is_at_home=bool(word("home")),
        takes_young=bool(word("young")), takes_groups=bool(word("groups")),
    )  # fmt: skip


@open_to(EVERYONE)
def roles(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the roles that are open, and let people look for one."""
    on = day_in(assembly, at=timezone.now())
    asked = asked_in(request)
    shown = Paginator(queries.found_roles(assembly, asked, on=on), 25).get_page(
        request.GET.get("page")
    )
    themes = queries.themes_offered(assembly, on=on)
    given = {
        "asked": asked,
        "page_obj": shown,
        "filters": [
            ("place", _("Place"), [(one.code, one.name) for one in served_places(assembly)], asked.place),
            ("theme", _("What it is about"), [(code, name) for code, name, _n in themes], asked.theme),
            ("access", _("Access you need"), ACCESS, asked.access),
            ("kind", _("Open"), Opportunity.Kind.choices, asked.kind),
        ],
        "ticks": [
            ("short", _("A short task"), asked.is_short), ("home", _("From home"), asked.is_at_home),
            ("young", _("Under 18 welcome"), asked.takes_young),
            ("groups", _("Groups welcome"), asked.takes_groups),
        ],
        "query": request.GET.urlencode(),
        "clause": clause_for(assembly, "meaning", on=on),
        "is_officer": officer(request, assembly),
        "organisation": who(request)[1],
    }  # fmt: skip
    return render(request, "volunteering/roles.html", given)


@open_to(EVERYONE)
def role(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show one role: what it is, its tests, its quality, and how to ask about it."""
    found = one_role(request, assembly, reference)
    on = day_in(assembly, at=timezone.now())
    quality = queries.quality_of(found)
    given = {
        "role": found,
        "state": queries.state_of(found, on=on),
        "facts": queries.facts_of(found),
        "themes": list(found.themes.order_by("name", "pk")),
        "tests": [(label, getattr(found, name)) for name, label in forms.TESTS.items()],
        "quality": quality,
        "met": sum(met for _key, _name, met in quality),
        "keeps": keeps_role(who(request)[0], found, on=on),
        "is_officer": officer(request, assembly),
        "clause": clause_for(assembly, "meaning", on=on),
        "today": on,
    }
    return render(request, "volunteering/role.html", given)


@open_to(EVERYONE)
def sheet(request: Request, assembly: Assembly, reference: str, form: str) -> HttpResponse:
    """Give a role as a sheet to print: PDF, large print, plain text, or a document to edit."""
    if form not in formats.TYPES:
        raise Http404
    found = one_role(request, assembly, reference)
    address = request.build_absolute_uri(role_page(found)["back"])
    made = queries.sheet_of(found, below=_("Ask about it: %(address)s") % {"address": address})
    response = HttpResponse(formats.form_of(made, form), content_type=formats.TYPES[form])
    name = f'inline; filename="{found.reference}{formats.ENDINGS[form]}"'
    response.headers["Content-Disposition"] = name
    return response


def _bodies(request: SignedIn, assembly: Assembly) -> Any:
    """Return the organisations somebody posts for by choosing one; None where they act for one."""
    on = day_in(assembly, at=timezone.now())
    listed = Organisation.objects.filter(listings__assembly=assembly)
    listed = listed.exclude(state__in=("closed", "merged")).order_by("sort_name", "pk")
    if officer(request, assembly):
        return listed
    posts = posts_of(request.user, on=on).filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY)
    names = [post.body for post in posts]
    return listed.filter(name__in=names) if names else None


@open_to(KNOWN, methods=BOTH)
def post(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Post a role, for one's organisation, one's public body, or as an officer on behalf."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    _person, organisation = who(request)
    bodies = (
        _bodies(request, assembly) if organisation is None or officer(request, assembly) else None
    )
    if organisation is None and bodies is None:
        asker = _("somebody who acts for an organisation, a public body, or a support officer")
        raise Refusal("not-permitted", None, {"who": asker})
    start = (
        {"kind": "role", "organisation": organisation} if bodies is not None else {"kind": "role"}
    )
    form = forms.KeepRole(
        posted(request), areas=served_places(assembly), organisations=bodies, initial=start
    )

    def do() -> Opportunity:
        told = form.told()
        body = told.pop("organisation", None) or organisation
        assert body is not None  # asked in the form where one acts for none
        return acting.keep_role(
            assembly=assembly, organisation=body, by=request.user, at=at, **told
        )

    return act(
        request,
        form=form,
        do=do,
        heading=_("Offer a role to volunteers"),
        caption=organisation.name if organisation is not None and bodies is None else "",
        lead=_("It is listed at once if it passes its tests."),
        button=_("List it"),
        done=_("It is listed."),
        to=lambda made: ("volunteering:role", assembly.slug, made.reference),
        clause=clause_for(assembly, "meaning", on=on),
        back=reverse("volunteering:roles", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Change what is said of a role, or answer the tests of one that was read in."""
    found, at = one_role(request, assembly, reference), timezone.now()
    on = day_in(assembly, at=at)
    require_may_post(request.user, assembly, found.organisation, on=on)
    shown = {name: getattr(found, name) for name in acting.KEPT}
    yes_no = {True: "yes", False: "no", None: ""}
    for name in (*forms.TESTS, "is_insured", "is_risk_assessed"):
        shown[name] = yes_no[shown[name]]
    shown |= {"area": found.area_id, "themes": list(found.themes.all())}
    form = forms.KeepRole(posted(request), areas=served_places(assembly), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: acting.keep_role(
            assembly=assembly, organisation=found.organisation, role=found, by=request.user, at=at,
            **form.told(),
        ),
        heading=_("Change the role"),
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(assembly, "meaning", on=on),
        **role_page(found),
    )  # fmt: skip


@open_to(KNOWN, methods=BOTH)
def close(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take a role off the list."""
    found, at = one_role(request, assembly, reference), timezone.now()
    require_may_post(request.user, assembly, found.organisation, on=day_in(assembly, at=at))
    form = forms.CloseRole(posted(request))
    return act(
        request,
        form=form,
        do=lambda: acting.close_role(role=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Close the role"),
        button=_("Close it"),
        done=_("It is closed. Those who asked about it are followed up."),
        **role_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def confirm(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Say that a role still stands as it is."""
    found, at = one_role(request, assembly, reference), timezone.now()
    require_may_post(request.user, assembly, found.organisation, on=day_in(assembly, at=at))
    form = Act(posted(request))
    return act(
        request,
        form=form,
        do=lambda: acting.confirm_role(role=found, by=request.user, at=at),
        heading=_("It still stands as it is"),
        facts=queries.facts_of(found),
        button=_("Confirm it"),
        done=_("It is confirmed."),
        **role_page(found),
    )


@open_to(KNOWN)
def kept(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Show the roles one keeps, drafts and those to review first."""
    on = day_in(assembly, at=timezone.now())
    _person, organisation = who(request)
    is_officer = officer(request, assembly)
    if organisation is None and not is_officer:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    found = queries.to_keep(assembly, None if is_officer else organisation)
    shown = Paginator(found, 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": shown,
        "rows": [(one, queries.state_of(one, on=on)) for one in shown],
        "today": on,
    }
    return render(request, "volunteering/kept.html", given)
