"""How well public staff know the sector: told by team and level, with the training that is offered."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries.offices import live_forums
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.ground.people.models import Person
from folkmoot.work.compact import permits
from folkmoot.work.compact.actions.years import tell_understanding
from folkmoot.work.compact.forms.years import TellUnderstanding
from folkmoot.work.compact.models import Accord, Signatory
from folkmoot.work.compact.queries.staff import understanding_of


@open_to(EVERYONE)
def understanding(request: Request, assembly: Assembly) -> HttpResponse:
    """Show how well staff know the sector, where training is owed, and the internal forums."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= on.year else on.year
    bodies = Signatory.objects.filter(
        accord__assembly=assembly, accord__kind=Accord.Kind.COMPACT, succeeded_by=None,
        is_of_sector=False,
    ).select_related("accord__assembly", "organisation").order_by("name", "pk")  # fmt: skip
    person = request.user if isinstance(request.user, Person) else None
    given = {
        "year": year,
        "before": year - 1,
        "rows": understanding_of(assembly, year),
        "forums": list(live_forums(assembly, on=on).filter(kind=Forum.Kind.INTERNAL)),
        "telling": permits.bodies_told_by(person, bodies, assembly, on=on) if person else [],
        "clause": clause_adopted(assembly, "internal-forum", on=on),
    }
    return render(request, "compact/understanding.html", given)


@open_to(KNOWN, methods=("GET", "POST"))
def tell(request: SignedIn, assembly: Assembly, number: int) -> HttpResponse:
    """Tell for a public body how well a team knows the sector."""
    at = timezone.now()
    on = day_in(assembly, at=at)
    found = Signatory.objects.select_related("accord__assembly", "organisation")
    body = get_object_or_404(found, pk=number, accord__assembly=assembly, succeeded_by=None)
    permits.require_may_tell_for(request.user, body, on=on)
    form = TellUnderstanding(posted(request), initial={"year": on.year})
    url = reverse("compact:understanding", args=[assembly])
    return act(
        request,
        form=form,
        do=lambda: tell_understanding(signatory=body, by=request.user, at=at, **form.cleaned_data),
        heading=_("How well does a team know the sector?"),
        caption=body.name,
        lead=_("Numbers only, of nobody by name. Of fewer than five nothing is shown."),
        button=_("Send it"),
        done=_("It is kept. Sent again for the same team, it takes the place of this one."),
        to=("compact:understanding", assembly.slug),
        back=url,
        crumbs=[(_("How well public staff know the sector"), url)],
        clause=clause_adopted(assembly, "internal-forum", on=on),
    )
