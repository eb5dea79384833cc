"""Agreements between the sector and its partners, and what support bodies state."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.forums.queries.ruled import support_organisations
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.rules.compact.filing import PRINCIPLES
from folkmoot.work.compact import permits
from folkmoot.work.compact.actions import accords as actions
from folkmoot.work.compact.actions import promises
from folkmoot.work.compact.forms import accords as forms
from folkmoot.work.compact.models import Accord, Commitment, CoSigner, Statement
from folkmoot.work.compact.queries import accords as queries
from folkmoot.work.compact.queries.checks import check_of, checking_book, flags_of
from folkmoot.work.compact.queries.filing import codes, themed_book

BOTH = ("GET", "POST")


def _one(assembly: Assembly, slug: str) -> Accord:
    return get_object_or_404(queries.accords(assembly), slug=slug)


def _page(accord: Accord) -> dict[str, Any]:
    url = reverse("compact:accord", args=[accord.assembly, accord.slug])
    return {
        "to": ("compact:accord", accord.assembly.slug, accord.slug),
        "back": url,
        "caption": accord.title,
        "crumbs": [(accord.title, url)],
    }


@open_to(EVERYONE)
def accords(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the signed agreements with partners, and how many of their promises are kept."""
    on = day_in(assembly, at=timezone.now())
    page = Paginator(queries.accords(assembly), 25).get_page(request.GET.get("page"))
    person = request.user
    book = checking_book(assembly, on=on)
    given = {
        "page_obj": page,
        "rows": [
            (queries.standing_of(one, on=on), not one.is_signed and flags_of(one, book))
            for one in page
        ],
        "has_compact": book is not None,
        "clause": clause_adopted(assembly, queries.CLAUSE, on=on),
        "is_keeper": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "compact/accords.html", given)


@open_to(EVERYONE)
def accord(request: Request, assembly: Assembly, slug: str) -> HttpResponse:
    """Show an agreement: its sides, what each promised, what was seen of it, and looks back."""
    on = day_in(assembly, at=timezone.now())
    found = _one(assembly, slug)
    person = request.user
    flags = flags_of(found, checking_book(assembly, on=on))
    given = {
        "one": queries.standing_of(found, on=on),
        "flags": [(one.in_words(timezone.get_current_timezone()), one.clause) for one in flags],
        "check": check_of(found),
        "needed": queries.sides_needed(assembly, on=on),
        "forums": list(found.builds_on.order_by("name", "pk")),
        "reviews": list(found.reviews.order_by("-held_on", "-pk")),
        "clause": clause_adopted(assembly, queries.CLAUSE, on=on),
        "is_keeper": isinstance(person, Person) and is_officer(person, assembly, on=on),
    }
    return render(request, "compact/accord.html", given)


@open_to(OFFICERS, methods=BOTH)
def enter(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter an agreement with partners."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    form = forms.KeepAccord(posted(request), forums=live_forums(assembly, on=on))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_accord(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter an agreement with partners"),
        button=_("Enter it"),
        done=_("The agreement is entered. Name its sides next."),
        to=lambda made: ("compact:accord", assembly.slug, made.slug),
        clause=clause_adopted(assembly, queries.CLAUSE, on=on),
        back=reverse("compact:accords", args=[assembly]),
    )


@open_to(OFFICERS, methods=BOTH)
def change(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Change what is said of an agreement."""
    at, found = timezone.now(), _one(assembly, slug)
    on = day_in(assembly, at=at)
    shown = {name: getattr(found, name) for name in actions.KEPT}
    shown["builds_on"] = [forum.pk for forum in found.builds_on.all()]
    form = forms.KeepAccord(posted(request), initial=shown, forums=live_forums(assembly, on=on))
    return act(
        request,
        form=form,
        do=lambda: actions.keep_accord(
            assembly=assembly, accord=found, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Change what is said of it"),
        button=_("Change it"),
        done=_("It is changed."),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def name_side(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Name a side that is to sign."""
    at, found = timezone.now(), _one(assembly, slug)
    form = forms.NameSide(posted(request))
    return act(
        request,
        form=form,
        do=lambda: actions.name_side(accord=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Name a side that is to sign"),
        button=_("Name it"),
        done=_("It is named."),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def sign(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Enter that a side signed."""
    at, found = timezone.now(), _one(assembly, slug)
    side = get_object_or_404(CoSigner, accord=found, pk=number)
    form = forms.Sign(posted(request))
    missing = flags_of(found, checking_book(assembly, on=day_in(assembly, at=at)))
    return act(
        request,
        form=form,
        facts=[
            (_("Not shown yet"), one.in_words(timezone.get_current_timezone())) for one in missing
        ],
        warns=bool(missing),
        clause=missing[0].clause if missing else None,
        do=lambda: actions.sign_accord(side=side, by=request.user, at=at, **form.cleaned_data),
        heading=_("Enter that %(side)s signed") % {"side": side.name},
        button=_("Enter it"),
        done=_("It is entered."),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def promise(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter what a side owes."""
    at, found = timezone.now(), _one(assembly, slug)
    sides = {str(side.pk): side for side in found.sides.all()}
    book = themed_book(assembly, on=day_in(assembly, at=at)) if found.kind == "compact" else None
    themes = codes(book) if book is not None else ()
    form = forms.MakeCommitment(posted(request), sides=sides.values(), themes=themes)

    def do() -> Commitment:
        typed = dict(form.cleaned_data)
        owed_by = sides[typed.pop("owed_by")]
        return promises.make_commitment(owed_by=owed_by, by=request.user, at=at, **typed)

    return act(
        request,
        form=form,
        do=do,
        heading=_("Enter what is promised"),
        button=_("Enter it"),
        done=_("The promise has a number, and anybody can say how it stands."),
        **_page(found),
    )


@open_to(KNOWN, methods=BOTH)
def evidence(request: SignedIn, assembly: Assembly, slug: str, number: int) -> HttpResponse:
    """Say whether a promise is kept."""
    at, found = timezone.now(), _one(assembly, slug)
    owed = get_object_or_404(
        Commitment.objects.select_related("accord__assembly", "owed_by"),
        accord=found,
        number=number,
    )
    acting = request.acting_for
    on = day_in(assembly, at=at)
    book = themed_book(assembly, on=on) if found.kind == "compact" else None
    form = forms.GiveEvidence(
        posted(request),
        areas=served_places(assembly),
        principles=book.words(PRINCIPLES) if book is not None else (),
        today=on,
    )
    return act(
        request,
        form=form,
        do=lambda: promises.give_evidence(
            commitment=owed,
            organisation=acting.organisation if acting else None,
            by=request.user,
            at=at,
            **form.cleaned_data,
        ),
        heading=_("Is this promise kept?"),
        facts=[(_("Promise"), owed.words), (_("Owed by"), owed.owed_by.name)],
        button=_("Say so"),
        done=_("It stands beside the promise, for everybody to read."),
        **_page(found),
    )


@open_to(OFFICERS, methods=BOTH)
def review(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter that an agreement was looked back at."""
    at, found = timezone.now(), _one(assembly, slug)
    on = day_in(assembly, at=at)
    form = forms.Review(posted(request), initial={"held_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.review_accord(accord=found, by=request.user, at=at, **form.cleaned_data),
        heading=_("Look back at it"),
        button=_("Enter what was found"),
        done=_("It is entered."),
        clause=clause_adopted(assembly, queries.CLAUSE, on=on),
        **_page(found),
    )


@open_to(EVERYONE)
def statements(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what the support bodies that speak for the sector state of themselves."""
    on = day_in(assembly, at=timezone.now())
    person = request.user if isinstance(request.user, Person) else None
    stating = permits.may_state_for(person, assembly, on=on) if person is not None else set()
    rows = [
        (one, stating is None or one.organisation.pk in stating)
        for one in queries.stated(assembly, on=on)
    ]
    given = {"rows": rows, "clause": clause_adopted(assembly, "neutral-support", on=on)}
    return render(request, "compact/statements.html", given)


@open_to(KNOWN, methods=BOTH)
def state(request: SignedIn, assembly: Assembly, reference: str) -> HttpResponse:
    """Let a support body state what it has to, anew each year."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    body = get_object_or_404(support_organisations(assembly), reference=reference)
    permits.require_may_state(request.user, assembly, body, on=on)
    names = tuple(forms.MakeStatement.base_fields)
    found = Statement.objects.filter(assembly=assembly, organisation=body)
    before = found.order_by("-made_at", "-pk").values(*names).first()
    form = forms.MakeStatement(posted(request), initial=before or {})
    return act(
        request,
        form=form,
        do=lambda: promises.make_statement(
            assembly=assembly, organisation=body, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("What you state of yourselves"),
        caption=body.name,
        lead=_("Everybody can read it. It is asked for again every year."),
        button=_("Publish it"),
        done=_("It is published."),
        to=("compact:statements", assembly.slug),
        clause=clause_adopted(assembly, "neutral-support", on=on),
        back=reverse("compact:statements", args=[assembly]),
    )
