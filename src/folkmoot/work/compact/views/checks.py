"""An agreement is read, before it is signed, for what it has to show."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import OFFICERS
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.rulebook.queries import clause_adopted
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import SignedIn, open_to
from folkmoot.ground.questions import YES_NO
from folkmoot.work.compact.actions.checks import check_accord
from folkmoot.work.compact.forms.accords import CheckAccord
from folkmoot.work.compact.queries.accords import accords
from folkmoot.work.compact.queries.checks import check_of


@open_to(OFFICERS, methods=("GET", "POST"))
def check(request: SignedIn, assembly: Assembly, slug: str) -> HttpResponse:
    """Enter what an agreement says of freedom in law, of duties in law, and of equality."""
    at = timezone.now()
    found = get_object_or_404(accords(assembly), slug=slug)
    made = check_of(found)
    shown = {name: getattr(made, name) for name in CheckAccord.base_fields} if made else {}
    for name in ("limits_nothing", "has_equality_term"):
        shown[name] = YES_NO.get(shown.get(name), "")
    form = CheckAccord(posted(request), initial=shown)
    url = reverse("compact:accord", args=[assembly, slug])
    return act(
        request,
        form=form,
        do=lambda: check_accord(accord=found, by=request.user, at=at, **form.told()),
        heading=_("What does the agreement say?"),
        lead=_("What is missing is pointed out before anybody signs. It stops nobody."),
        button=_("Enter it"),
        done=_("It is entered."),
        to=("compact:accord", assembly.slug, slug),
        back=url,
        caption=found.title,
        crumbs=[(found.title, url)],
        clause=clause_adopted(assembly, "principle-independence", on=day_in(assembly, at=at)),
    )
