"""What is asked and told every year: surveys, staff who volunteer, signs of the vision, the standard."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN, OFFICERS, is_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.ground.tables import csv_file
from folkmoot.rules.findings import Refusal
from folkmoot.work.compact import permits
from folkmoot.work.compact.actions import years as actions
from folkmoot.work.compact.forms import years as forms
from folkmoot.work.compact.models import Accord, Rating, Signatory
from folkmoot.work.compact.queries import years as queries

BOTH = ("GET", "POST")


def _is_keeper(request: Request, assembly: Assembly) -> bool:
    on = day_in(assembly, at=timezone.now())
    return isinstance(request.user, Person) and is_officer(request.user, assembly, on=on)


def _back(assembly: Assembly, page: str, label: str, *more: Any) -> dict[str, Any]:
    url = reverse(f"compact:{page}", args=[assembly, *more])
    return {"to": (f"compact:{page}", assembly.slug, *more), "back": url, "crumbs": [(label, url)]}


def _title(subject: str) -> tuple[str, str]:
    return {
        Rating.Subject.BENEFITS.value: (
            _("Does the compact bring what it should?"),
            _("Every year both sectors say of each promised benefit whether they felt it."),
        ),
        Rating.Subject.STANDARD.value: (
            _("Is the working-together standard kept?"),
            _("Every year the largest bodies, charities and small community groups say how it is."),
        ),
        Rating.Subject.PARTNERS.value: (
            _("Are both sides equal partners?"),
            _("Every year both sectors say whether they are treated as equals."),
        ),
    }[subject]


def _asked(assembly: Assembly, subject: str) -> queries.Asked:
    found = queries.asked(assembly, subject, on=day_in(assembly, at=timezone.now()))
    if found is None:
        raise Http404
    return found


@open_to(EVERYONE)
def survey(request: Request, assembly: Assembly, subject: str) -> HttpResponse:
    """Show what both sectors answered year by year, as charts, as tables and as a file."""
    found = _asked(assembly, subject)
    rows = queries.answers(assembly, found)
    if request.GET.get("as") == "csv":
        lines = [
            (one.item, label, value if value is not None else "fewer than 5")
            for one in rows
            for label, value in one.bars
        ]
        head = ("asked", "year and group", "mean from 1 to 5")
        return csv_file(f"{assembly.slug}-{subject}", head, lines, is_private=False)
    heading, lead = _title(subject)
    given = {
        "heading": heading,
        "lead": lead,
        "survey": found,
        "rows": rows,
        "subject": subject,
    }
    return render(request, "compact/survey.html", given)


@open_to(KNOWN, methods=BOTH)
def rate(request: SignedIn, assembly: Assembly, subject: str) -> HttpResponse:
    """Answer a yearly survey for an organisation."""
    at, found = timezone.now(), _asked(assembly, subject)
    acting = request.acting_for
    if not acting:
        raise Refusal("not-permitted", None, {"who": _("somebody who acts for an organisation")})
    on = day_in(assembly, at=at)
    form = forms.Rate(posted(request), items=found.items)
    heading, _lead = _title(subject)
    return act(
        request,
        form=form,
        do=lambda: actions.rate_year(
            assembly=assembly,
            survey=found,
            organisation=acting.organisation,
            year=on.year,
            scores=form.scores(),
            by=request.user,
            at=at,
        ),
        heading=heading,
        caption=f"{acting.organisation.name}, {on.year}",
        lead=_("Yours is counted with others. Fewer than five are never shown."),
        button=_("Send it"),
        done=_("It is counted. Sent again this year, it takes the place of this one."),
        clause=found.clause,
        **_back(assembly, "survey", heading, subject),
    )


@open_to(EVERYONE)
def staff(request: Request, assembly: Assembly) -> HttpResponse:
    """Show what public bodies told of their staff who volunteer, year by year."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= on.year else on.year
    found = queries.staff_of_year(assembly, year)
    if request.GET.get("as") == "csv":
        known = {None: "not known", True: "yes", False: "no"}
        lines = [
            (one.signatory.name, known[one.has_scheme],
             *("not known" if (told := getattr(one, name)) is None else told
               for name in queries.FIGURES))
            for one in found.told
        ]  # fmt: skip
        head = ("body", "scheme", *queries.FIGURES)
        return csv_file(f"{assembly.slug}-staff-{year}", head, lines, is_private=False)
    bodies = Signatory.objects.filter(
        accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT, succeeded_by=None,
        is_of_sector=False,
    ).select_related("accord__assembly", "organisation")  # fmt: skip
    person = request.user if isinstance(request.user, Person) else None
    bodies = bodies.order_by("name", "pk")
    telling = permits.bodies_told_by(person, bodies, assembly, on=on) if person else []
    given = {
        "told": found,
        "before": year - 1,
        "telling": telling,
        "clause": clause_adopted(assembly, "volunteering-employers", on=on),
    }
    return render(request, "compact/staff.html", given)


@open_to(KNOWN, methods=BOTH)
def return_staff(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell for a public body how its staff volunteered."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    found = Signatory.objects.select_related("accord__assembly", "organisation")
    body = get_object_or_404(found, pk=number, accord__assembly=assembly, succeeded_by=None)
    permits.require_may_tell_for(request.user, body, on=on)
    form = forms.ReturnStaff(posted(request), initial={"year": on.year})
    return act(
        request,
        form=form,
        do=lambda: actions.return_staff(signatory=body, by=request.user, at=at, **form.told()),
        heading=_("How did your staff volunteer?"),
        caption=body.name,
        lead=_("Numbers only, of nobody by name. They stand in the yearly report."),
        button=_("Send it"),
        done=_("It is kept. Sent again for the same year, it takes the place of this one."),
        clause=clause_adopted(assembly, "volunteering-employers", on=on),
        **_back(assembly, "staff", _("Staff who volunteer")),
    )


@open_to(EVERYONE)
def vision(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the signs of the vision year by year, and whether both sides feel they are equals."""
    on = day_in(assembly, at=timezone.now())
    rows = queries.signs(assembly)
    partners = queries.asked(assembly, Rating.Subject.PARTNERS, on=on)
    given = {
        "rows": rows,
        "lasting": [
            (str(one.row.year), one.lasting) for one in reversed(rows) if one.lasting is not None
        ],
        "partners": queries.answers(assembly, partners) if partners is not None else [],
        "clause": clause_adopted(assembly, "vision", on=on),
        "is_keeper": _is_keeper(request, assembly),
    }
    return render(request, "compact/vision.html", given)


@open_to(OFFICERS, methods=BOTH)
def tell_vision(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter the signs of the vision in a year."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    form = forms.TellVision(posted(request), initial={"year": on.year - 1})
    return act(
        request,
        form=form,
        do=lambda: actions.tell_vision(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Enter the signs of the vision"),
        button=_("Enter them"),
        done=_("They are entered."),
        clause=clause_adopted(assembly, "vision", on=on),
        **_back(assembly, "vision", _("Signs of the vision")),
    )


@open_to(EVERYONE)
def standard(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how public bodies and the sector work with one another, and what was learnt elsewhere."""
    on = day_in(assembly, at=timezone.now())
    versions = list(queries.standards(assembly))
    page = Paginator(queries.lessons(assembly), 25).get_page(request.GET.get("page"))
    given = {
        "one": versions[0] if versions else None,
        "before": versions[1:],
        "page_obj": page,
        "has_survey": queries.asked(assembly, Rating.Subject.STANDARD, on=on) is not None,
        "clause": clause_adopted(assembly, "working-together", on=on),
        "is_keeper": _is_keeper(request, assembly),
    }
    return render(request, "compact/standard.html", given)


@open_to(OFFICERS, methods=BOTH)
def agree(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Publish a version of the working-together standard."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    last = queries.standards(assembly).values(*forms.AgreeStandard.base_fields).first()
    form = forms.AgreeStandard(posted(request), initial=(last or {}) | {"agreed_on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.agree_standard(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Publish how we work together"),
        lead=_("It holds for every team and for a group of every size."),
        button=_("Publish it"),
        done=_("It is published."),
        clause=clause_adopted(assembly, "working-together", on=on),
        **_back(assembly, "standard", _("How we work together")),
    )


@open_to(OFFICERS, methods=BOTH)
def learn(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Enter what was learnt from a scheme like it."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    form = forms.LearnFromScheme(posted(request), initial={"on": on})
    return act(
        request,
        form=form,
        do=lambda: actions.learn_from_scheme(
            assembly=assembly, by=request.user, at=at, **form.cleaned_data
        ),
        heading=_("Enter what was learnt from a scheme like ours"),
        button=_("Enter it"),
        done=_("It is entered."),
        clause=clause_adopted(assembly, "working-together", on=on),
        **_back(assembly, "standard", _("How we work together")),
    )
