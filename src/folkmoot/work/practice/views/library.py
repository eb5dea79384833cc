"""What works and has spread, what people said, and who works with whom."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.practice.actions import library as actions
from folkmoot.work.practice.forms import telling as forms
from folkmoot.work.practice.models import Example, Study
from folkmoot.work.practice.permits import keeps_ties, require_keeps_ties, require_member
from folkmoot.work.practice.queries import library as queries
from folkmoot.work.practice.queries.clauses import benefits, clause_for
from folkmoot.work.practice.views.frame import (
    BOTH,
    asked,
    deed,
    listed,
    paged,
    place,
    places,
    who,
)


@open_to(EVERYONE)
def examples(request: Request, assembly: Assembly) -> HttpResponse:
    """Find what works, by place, theme and scale; or see what has spread."""
    me = who(request, assembly)
    areas = places(assembly)
    wanted = asked(request, "words", "theme", "scale", "place", "spread")
    found = queries.examples(
        assembly, words=wanted["words"], theme=wanted["theme"], scale=wanted["scale"],
        area=place(wanted["place"], areas), by_spread=wanted["spread"] == "yes",
    )  # fmt: skip
    given = {
        "page_obj": paged(request, found),
        "wanted": wanted,
        "themes": Theme.objects.order_by("name", "pk"),
        "scales": Example.Scale.choices,
        "areas": areas.values(),
        "who": me,
        "clause": clause_for(assembly, "examples", on=me.on),
    }
    return render(request, "practice/examples.html", given)


def _example(assembly: Assembly, reference: str) -> Example:
    rows = Example.objects.select_related("assembly", "organisation", "study")
    return get_object_or_404(rows, assembly=assembly, reference=reference)


@open_to(EVERYONE)
def example(request: Request, assembly: Assembly, example: str) -> HttpResponse:
    """Show what works, and who took it up, each with how."""
    found, me = _example(assembly, example), who(request, assembly)
    given = {
        "example": found,
        "uptakes": list(found.uptakes.select_related("organisation").order_by("at", "pk")[:200]),
        "who": me,
        "clause": clause_for(assembly, "examples", on=me.on),
    }
    return render(request, "practice/example.html", given)


def _published(assembly: Assembly) -> list[Study]:
    found = Study.objects.filter(assembly=assembly, published_at__isnull=False)
    return list(found.order_by("number", "pk")[:200])


@open_to(KNOWN, methods=BOTH)
def example_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Share what works."""
    me = who(request, assembly)
    require_member(request.user, me.organisation, assembly, on=me.on)
    form = forms.ShareExample(
        posted(request),
        areas=served_places(assembly),
        benefits=benefits(assembly, on=me.on),
        studies=_published(assembly),
    )
    page = deed(assembly, "examples", "examples")
    page["to"] = lambda made: ("practice:example", assembly.slug, made.reference)
    return act(
        request,
        form=form,
        do=lambda: actions.share_example(
            assembly=assembly,
            organisation=me.organisation,
            by=request.user,
            at=me.at,
            **form.cleaned_data,
        ),
        heading=_("Share what works"),
        button=_("Share it"),
        done=_("It is shared."),
        **page,
    )


@open_to(KNOWN, methods=BOTH)
def example_take(request: SignedIn, assembly: Assembly, example: str) -> HttpResponse:
    """Say that one took up what works."""
    found, me = _example(assembly, example), who(request, assembly)
    form = forms.TakeUp(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.take_up(
            example=found,
            organisation=me.organisation,
            by=request.user,
            at=me.at,
            **form.cleaned_data,
        ),
        heading=_("We took it up"),
        button=_("Say it"),
        done=_("It stands there, and those who shared it are told."),
        **deed(assembly, "examples", "example", found.reference, caption=found.title),
    )


@open_to(EVERYONE)
def testimonials(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what people said, kind and critical in one list by day."""
    me = who(request, assembly)
    tones = queries.tones(assembly)
    given = {
        "page_obj": paged(request, queries.testimonials(assembly)),
        "praise": tones["praise"],
        "critical": tones["critical"],
        "who": me,
        "clause": clause_for(assembly, "testimonials", on=me.on),
    }
    return render(request, "practice/testimonials.html", given)


@open_to(OFFICERS, methods=BOTH)
def testimonial_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Publish what somebody said, with their leave."""
    me = who(request, assembly)
    form = forms.PublishTestimonial(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.publish_testimonial(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Publish what was said"),
        button=_("Publish it"),
        done=_("Everybody can read it."),
        **deed(assembly, "testimonials", "testimonials"),
    )


@open_to(EVERYONE)
def relationships(request: Request, assembly: Assembly) -> HttpResponse:
    """Answer who works with whom, and who holds the tie."""
    me = who(request, assembly)
    wanted = asked(request, "words", "held")
    found = queries.relationships(assembly, words=wanted["words"], is_held=wanted["held"])
    given: dict[str, Any] = {
        "page_obj": paged(request, found),
        "held": queries.held(assembly),
        "wanted": wanted,
        "keeps": me.person is not None and keeps_ties(me.person, assembly, on=me.on),
        "clause": clause_for(assembly, "library", on=me.on),
    }
    return render(request, "practice/relationships.html", given)


@open_to(KNOWN, methods=BOTH)
def relationship_add(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Write down who works with whom."""
    me = who(request, assembly)
    require_keeps_ties(request.user, assembly, on=me.on)
    form = forms.KeepRelationship(
        posted(request), organisations=listed(assembly), studies=_published(assembly)
    )
    return act(
        request,
        form=form,
        do=lambda: actions.keep_relationship(
            assembly=assembly, by=request.user, at=me.at, **form.cleaned_data
        ),
        heading=_("Write down who works with whom"),
        lead=_("The same body, team, organisation and kind again changes what is said of it."),
        button=_("Write it down"),
        done=_("It is written down."),
        **deed(assembly, "library", "relationships"),
    )
