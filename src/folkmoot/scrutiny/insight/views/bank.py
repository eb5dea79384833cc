"""The bank: what is known, giving to it, reading what waits, and where each went."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import BOARD, KNOWN
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.scrutiny.insight.actions import bank as actions
from folkmoot.scrutiny.insight.forms import bank as forms
from folkmoot.scrutiny.insight.models import Evidence
from folkmoot.scrutiny.insight.queries import bank as queries
from folkmoot.scrutiny.insight.queries.clauses import clause_for
from folkmoot.scrutiny.insight.queries.seeing import Reader
from folkmoot.scrutiny.insight.views.frame import BOTH, back_to, now_in, own_body, reader

A_PAGE = 25


@open_to(EVERYONE)
def bank(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what is known, as far as somebody may read it; by place, theme and age."""
    _at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    asked = {name: request.GET.get(name, "") for name in ("place", "theme", "age")}
    asked["age"] = asked["age"] if asked["age"] in queries.AGES else ""
    found = queries.bank(assembly, who, on=on, **asked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    given: dict[str, Any] = {
        "page_obj": page,
        "rows": [(one, queries.age_of(one, on=on)) for one in page],
        "places": list(served_places(assembly).values_list("code", "name")),
        "themes": list(Theme.objects.order_by("name", "pk").values_list("code", "name")),
        "ages": list(queries.AGES),
        "is_asked": any(asked.values()),
        "waiting": list(queries.waiting(assembly)[:A_PAGE]) if who.keeps else [],
        "keeps": who.keeps,
        "clause": clause_for(assembly, "bank", on=on),
        "views_clause": clause_for(assembly, "views", on=on),
        "asked": asked,
    }
    return render(request, "insight/bank.html", given)


def _one(assembly: Assembly, who: Reader, reference: str) -> Evidence:
    found = queries.openable(assembly, who).filter(reference=reference).order_by("pk").first()
    if found is not None:
        return found
    if Evidence.objects.filter(assembly=assembly, reference=reference).exists():
        raise Refusal("not-permitted", None, {"who": _("those for whom it is meant")})
    raise Http404


@open_to(EVERYONE)
def evidence(request: Request, assembly: Assembly, reference: str) -> HttpResponse:
    """Show something known: what is there first, then the rest, and where it went."""
    _at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    found = _one(assembly, who, reference)
    is_own = found.given_by_id is not None and found.given_by == who.person
    given = {
        "one": found,
        "age": queries.age_of(found, on=on),
        "gaps": queries.gaps_of(found, on=on),
        "uses": list(queries.uses_of(found)),
        "keeps": who.keeps and found.seen_by != "body",
        "is_own": is_own,
        "may_use": found.state == Evidence.State.SHARED
        and (who.keeps or is_own or found.organisation_id in who.bodies),
        "clause": clause_for(assembly, "bank", on=on),
        "strengths_clause": clause_for(assembly, "strengths", on=on),
    }
    return render(request, "insight/evidence.html", given)


@open_to(EVERYONE, methods=BOTH)
def give(request: Request, assembly: Assembly) -> HttpResponse:
    """Give something known to the bank; without an account too."""
    return _give(request, assembly, None)


@open_to(KNOWN, methods=BOTH)
def again(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Hand in again what was handed back."""
    _at, on = now_in(assembly)
    found = _one(assembly, reader(request, assembly, on=on), reference)
    if found.given_by != request.user or found.state != Evidence.State.RETURNED:
        raise Refusal("not-permitted", None, {"who": _("whoever gave it")})
    return _give(request, assembly, found)


def _give(request: Request, assembly: Assembly, found: Evidence | None) -> HttpResponse:
    at, on = now_in(assembly)
    who = reader(request, assembly, on=on)
    body = own_body(request, who)
    person = request.user if isinstance(request.user, Person) else None
    shown: dict[str, Any] = {}
    if found is not None:
        shown = {name: getattr(found, name) for name in actions.KEPT}
        shown |= {"area": found.area_id, "themes": list(found.themes.all())}
    form = forms.Give(
        posted(request),
        areas=served_places(assembly),
        is_known=person is not None,
        has_body=body is not None,
        initial=shown,
    )
    waits = not who.is_member
    lead = _("Begin with what people there have and can do. ")
    if waits:
        lead += _("A support officer reads it before anybody else does.")
    return act(
        request,
        form=form,
        do=lambda: actions.give_evidence(
            assembly=assembly, evidence=found, organisation=body, by=person, at=at,
            **form.cleaned_data,
        ),
        heading=_("Tell what you know about a community"),
        lead=lead,
        button=_("Give it to the bank"),
        done=_("It is received, and a support officer reads it.") if waits
        else _("It is in the bank."),
        clause=clause_for(assembly, "strengths", on=on) or clause_for(assembly, "prompts", on=on),
        **back_to(assembly, "bank", label=_("What we know"))
        | {
            "to": lambda made: ("insight:evidence", assembly.slug, made.reference)
            if person is not None
            else ("insight:bank", assembly.slug)
        },
    )  # fmt: skip


@open_to(BOARD, methods=BOTH)
def read(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Take in what a stranger gave, hand it back, or judge how strong it is."""
    at, on = now_in(assembly)
    found = _one(assembly, reader(request, assembly, on=on), reference)
    shown = {"strength": found.strength, "strength_note": found.strength_note}
    if found.state != Evidence.State.WAITING:
        shown["state"] = found.state
    form = forms.Read(posted(request), initial=shown)
    open_parts = queries.gaps_of(found, on=on).missing
    facts = [(_("What is known"), found.words), (_("Source"), found.source)]
    if open_parts:
        facts.append((_("It does not say"), "; ".join(open_parts)))
    if found.contact:
        facts.append((_("How to reach them"), found.contact))
    return act(
        request,
        form=form,
        do=lambda: actions.read_evidence(
            evidence=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("What becomes of it?"),
        caption=found.title,
        facts=facts,
        button=_("Keep it"),
        done=_("It is kept."),
        clause=clause_for(assembly, "bank", on=on),
        **back_to(assembly, "evidence", reference, label=found.title),
    )


@open_to(KNOWN, methods=BOTH)
def use(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Enter where something known went."""
    at, on = now_in(assembly)
    found = _one(assembly, reader(request, assembly, on=on), reference)
    form = forms.TellUse(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.use_evidence(
            evidence=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Where did it go?"),
        caption=found.title,
        button=_("Enter it"),
        done=_("It stands there, for whoever may read it."),
        clause=clause_for(assembly, "bank", on=on),
        **back_to(assembly, "evidence", reference, label=found.title),
    )
