"""Programmes in public: who provides, where, and what came of it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly, Post
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import posts_of
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.queries.register import listed_in
from folkmoot.ground.asking import Act
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.programmes.actions import programmes as actions
from folkmoot.work.programmes.forms import programmes as forms
from folkmoot.work.programmes.models import Site
from folkmoot.work.programmes.queries import programmes as queries
from folkmoot.work.programmes.queries.clauses import clause_for
from folkmoot.work.programmes.views import frame
from folkmoot.work.programmes.views.frame import BOTH

KEPT = (
    "title", "owner_name", "about", "eligible_are", "eligible", "eligible_source", "from_on",
    "until_on", "returns_by",
)  # fmt: skip


@open_to(EVERYONE)
def programmes(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the programmes, with how many provide them and told their figures."""
    shown = Paginator(queries.programmes(assembly), 25).get_page(request.GET.get("page"))
    given = {
        "page_obj": shown,
        "keeps": frame.keeps(request, assembly),
        "today": frame.today(assembly),
    }
    return render(request, "programmes/programmes.html", given)


@open_to(EVERYONE)
def programme(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show a programme: its figures, its providers and what each still needs, where and when."""
    found = frame.one_programme(assembly, slug)
    on = frame.today(assembly)
    is_keeper = frame.keeps_of(request, assembly, found.owner_name)
    rows = queries.provider_rows(found)
    organisation = frame.body(request)
    mine = next(
        (row for row in rows if organisation and row.provider.organisation_id == organisation.pk),
        None,
    )
    reported = getattr(found, "reported", None)
    given = {
        "programme": found,
        "figures": queries.figures(found, rows, hides_few=not is_keeper),
        "reported": reported,
        "published": queries.reported_figures(found, reported) if reported else [],
        "page_obj": Paginator(rows, 60).get_page(request.GET.get("page")),
        "blocked": sum(row.state == "blocked" for row in rows),
        "sites": Paginator(queries.sites_of(found), 60).get_page(request.GET.get("sites")),
        "trainings": list(found.trainings.order_by("by_on", "pk")),
        "keeps": is_keeper,
        "mine": mine,
        "has_begun": on >= found.from_on,
        "clause": clause_for(assembly, "figures", on=on),
        "training_clause": clause_for(assembly, "training", on=on),
    }
    return render(request, "programmes/programme.html", given)


@open_to(KNOWN, methods=BOTH)
def keep(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter a programme."""
    frame.require(request, assembly)
    at = timezone.now()
    posts = posts_of(request.user, on=frame.today(assembly))
    own = posts.filter(assembly=assembly, kind=Post.Kind.PUBLIC_BODY).order_by("pk").first()
    form = forms.KeepProgramme(posted(request), initial={"owner_name": own.body if own else ""})
    return act(
        request,
        form=form,
        do=lambda: actions.keep_programme(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a programme"),
        button=_("Enter it"),
        done=_("It is entered. Plan its training next, or enter its providers."),
        to=lambda made: ("programmes:programme", assembly.slug, made.slug),
        back=reverse("programmes:programmes", args=[assembly]),
    )


@open_to(KNOWN, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Change what is said of a programme."""
    found, at = frame.one_programme(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    shown = {name: getattr(found, name) for name in KEPT}
    form = forms.KeepProgramme(posted(request), initial=shown)
    return act(
        request,
        form=form,
        do=lambda: actions.keep_programme(
            assembly=assembly, programme=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is said of it"),
        button=_("Keep it"),
        done=_("It is kept."),
        **frame.programme_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def add_provider(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter a provider."""
    found, at = frame.one_programme(assembly, slug), timezone.now()
    frame.require_of(request, assembly, found.owner_name)
    form = forms.OneOrganisation(posted(request), among=listed_in(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.enter_provider(
            programme=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a provider"),
        button=_("Enter it"),
        done=_("It is entered, and asked to all training that is required."),
        **frame.programme_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def go_live(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Let a provider begin."""
    provider, at = frame.one_provider(assembly, number), timezone.now()
    frame.require_of(request, assembly, provider.programme.owner_name)
    (row,) = queries.provider_rows(provider.programme, [provider])
    missing = ", ".join(one.title for one in row.missing)
    return act(
        request,
        form=Act(posted(request)),
        do=lambda: actions.make_live(provider=provider, by=request.user, at=at),
        heading=_("Let it begin"),
        facts=[
            (_("Provider"), provider.organisation.name),
            (_("Required training not taken"), missing or _("None")),
        ],
        button=_("Make it live"),
        done=_("It is live."),
        clause=clause_for(assembly, "training", on=frame.today(assembly)),
        **frame.programme_page(provider.programme),
    )


@open_to(KNOWN, methods=BOTH)
def add_site(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter where a provider provides."""
    provider, at = frame.one_provider(assembly, number), timezone.now()
    frame.require_provider(request, provider)
    form = forms.EnterSite(posted(request), areas=served_places(assembly))
    return act(
        request,
        form=form,
        do=lambda: actions.enter_site(
            provider=provider, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter a site"),
        facts=[(_("Provider"), provider.organisation.name)],
        button=_("Enter it"),
        done=_("It is entered. Say next when it is open."),
        **frame.programme_page(provider.programme),
    )


@open_to(KNOWN, methods=BOTH)
def add_sessions(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Enter when a site is open."""
    sites = Site.objects.select_related("provider__programme__assembly", "provider__organisation")
    site = get_object_or_404(sites, provider__programme__assembly=assembly, pk=number)
    at = timezone.now()
    frame.require_provider(request, site.provider)
    programme = site.provider.programme
    form = forms.EnterSessions(
        posted(request), initial={"from_on": programme.from_on, "until_on": programme.until_on}
    )
    return act(
        request,
        form=form,
        do=lambda: actions.enter_sessions(site=site, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter when it is open"),
        facts=[(_("Site"), site.name)],
        button=_("Enter it"),
        done=_("It is entered."),
        **frame.programme_page(programme),
    )
