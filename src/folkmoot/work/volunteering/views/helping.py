"""The way in for newcomers: three steps, an offer of time, and a private page with no account."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.forums.queries.places import served_places
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Agree
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, open_to
from folkmoot.ground.places.models import Area
from folkmoot.work.volunteering.actions import brokering, helping
from folkmoot.work.volunteering.forms import helping as forms
from folkmoot.work.volunteering.models import Match, Volunteer
from folkmoot.work.volunteering.queries import matching, roles
from folkmoot.work.volunteering.queries.record import record_of
from folkmoot.work.volunteering.queries.words import DAYS, clause_for
from folkmoot.work.volunteering.views.frame import BOTH, campaign_in, kept_private, mine, one_role

STEPS = 3


@open_to(EVERYONE)
def start(request: Request, assembly: Assembly) -> HttpResponse:
    """Take a newcomer through three steps: how to help, what roles exist, who nearby needs help."""
    on = day_in(assembly, at=timezone.now())
    asked = request.GET.get("step", "1")
    step = int(asked) if asked in {"1", "2", "3"} else 1
    places = list(served_places(assembly))
    area = next((one for one in places if one.code == request.GET.get("place")), None)
    wanted = set(request.GET.getlist("theme"))
    days = [day for day, _name in DAYS if day in request.GET.getlist("day")]
    given: dict[str, Any] = {
        "step": step, "steps": range(1, STEPS + 1), "places": places, "area": area,
        "days": [(value, name, value in days) for value, name in DAYS],
        "short": bool(request.GET.get("short")), "home": bool(request.GET.get("home")),
        "campaign": campaign_in(request, assembly), "wanted": wanted,
        "clause": clause_for(assembly, "routes", on=on),
        "meaning": clause_for(assembly, "meaning", on=on),
    }  # fmt: skip
    if step > 1:
        offered = roles.themes_offered(assembly, on=on)
        given["themes"] = [(code, name, n, code in wanted) for code, name, n in offered]
    if step == STEPS:
        names = [name for code, name, _n in offered if code in wanted]
        wish = matching.wish_from(
            themes=names,
            area=area,
            days=days,
            needs=[],
            short=given["short"],
            at_home=given["home"],
        )
        given["near"] = roles.needing_help(assembly, area, on=on)
        given["suggested"] = matching.suggested(assembly, wish, on=on)
    return render(request, "volunteering/start.html", given)


@open_to(EVERYONE, methods=BOTH)
def offer(request: Request, assembly: Assembly, reference: str = "") -> HttpResponse:
    """Offer time for a role, or to be matched, without an account."""
    at = timezone.now()
    role = one_role(request, assembly, reference) if reference else None
    campaign = campaign_in(request, assembly)
    start_with = {
        "kind": "individual", "people": 1,
        "area": _keyed(Area, request.GET.get("place")),
        "themes": list(Theme.objects.filter(code__in=request.GET.getlist("theme"))),
        "days": request.GET.getlist("day"),
        "wants_short": bool(request.GET.get("short")), "wants_at_home": bool(request.GET.get("home")),
    }  # fmt: skip
    form = forms.OfferTime(
        posted(request), areas=served_places(assembly), role=role, initial=start_with
    )

    def to(made: Volunteer) -> tuple[Any, ...]:
        # By letter alone where there is an address, so that it is its owner who reads the page.
        if made.email:
            return ("volunteering:offered", assembly.slug)
        return ("volunteering:mine", assembly.slug, matching.link_for(made))

    above = reverse("volunteering:role", args=[assembly, role.reference]) if role else ""
    return act(
        request,
        form=form,
        do=lambda: helping.offer_time(
            assembly=assembly, role=role, campaign=campaign, at=at, **form.told()
        ),
        heading=_("Ask about this role") if role else _("Offer your time"),
        caption=f"{role.title}, {role.organisation.name}" if role else "",
        lead=_("You need no account. Support officers read it, and help you find what suits you."),
        button=_("Send it"),
        done=_("Thank you. It is received."),
        to=to,
        clause=clause_for(assembly, "brokerage", on=day_in(assembly, at=at)),
        crumbs=[(role.title, above)] if role else [],
        back=above or reverse("volunteering:start", args=[assembly]),
    )


def _keyed(model: type[Area], code: str | None) -> Any:
    found = model.objects.filter(code=code).order_by("pk").first() if code else None
    return found.pk if found is not None else None


@open_to(EVERYONE)
def offered(request: Request, assembly: Assembly) -> HttpResponse:
    """Say what happens next to somebody who offered their time."""
    return render(request, "volunteering/offered.html")


@open_to(EVERYONE)
def my_page(request: Request, assembly: Assembly, link: str) -> HttpResponse:
    """Show a volunteer what comes of their offer, what suits them, their hours and thanks."""
    volunteer = mine(assembly, link)
    on = day_in(assembly, at=timezone.now())
    matches = list(matching.matches_of(volunteer))
    asked = {one.opportunity_id for one in matches if one.stage != Match.Stage.CLOSED}
    found = matching.suggested(assembly, matching.wish_of(volunteer), on=on, most=8)
    given = {
        "volunteer": volunteer, "link": link, "matches": matches,
        "suggested": [row for row in found if row[0].pk not in asked][:5],
        "record": record_of(volunteer, matches),
        "clause": clause_for(assembly, "brokerage", on=on),
    }  # fmt: skip
    return kept_private(render(request, "volunteering/mine.html", given))


def _my_act(
    request: Request, assembly: Assembly, link: str, *, gone: bool = False, **said: Any
) -> HttpResponse:
    to = (
        ("volunteering:roles", assembly.slug)
        if gone
        else ("volunteering:mine", assembly.slug, link)
    )
    back = reverse("volunteering:mine", args=[assembly, link])
    return kept_private(act(request, to=to, back=back, **said))


def _match(volunteer: Volunteer, number: int) -> Match:
    rows = volunteer.matches.select_related(
        "opportunity__organisation", "opportunity__assembly", "volunteer"
    )
    return get_object_or_404(rows, pk=number)


@open_to(EVERYONE, methods=BOTH)
def ask(request: Request, assembly: Assembly, link: str, reference: str) -> HttpResponse:
    """Ask about a role that was suggested, from one's private page."""
    volunteer, role, at = (
        mine(assembly, link),
        one_role(request, assembly, reference),
        timezone.now(),
    )
    label = _("%(name)s may know who I am and how to reach me") % {"name": role.organisation.name}
    form = Agree(posted(request), label=label)
    return _my_act(
        request, assembly, link, form=form,
        do=lambda: helping.ask_about(volunteer=volunteer, role=role, agrees=True, at=at),
        heading=_("Ask about this role"), caption=role.title, facts=roles.facts_of(role),
        button=_("Ask"), done=_("It is asked."),
    )  # fmt: skip


@open_to(EVERYONE, methods=BOTH)
def agree(request: Request, assembly: Assembly, link: str, number: int) -> HttpResponse:
    """Agree to be named to an organisation."""
    match, at = _match(mine(assembly, link), number), timezone.now()
    name = match.opportunity.organisation.name
    form = Agree(
        posted(request), label=_("%(name)s may know who I am and how to reach me") % {"name": name}
    )
    return _my_act(
        request, assembly, link, form=form, do=lambda: helping.agree(match=match, at=at),
        heading=_("Be named to %(name)s") % {"name": name}, caption=match.opportunity.title,
        button=_("Agree"), done=_("You agreed. A support officer names you to them."),
    )  # fmt: skip


@open_to(EVERYONE, methods=BOTH)
def withdraw(request: Request, assembly: Assembly, link: str, number: int) -> HttpResponse:
    """Leave a match."""
    match, at = _match(mine(assembly, link), number), timezone.now()
    form = Agree(posted(request), label=_("I no longer want this"))
    return _my_act(
        request, assembly, link, form=form, do=lambda: helping.withdraw(match=match, at=at),
        heading=_("Withdraw"), caption=match.opportunity.title, warns=True,
        lead=_("The organisation can no longer read who you are."),
        button=_("Withdraw"), done=_("You have withdrawn."),
    )  # fmt: skip


@open_to(EVERYONE, methods=BOTH)
def my_hours(request: Request, assembly: Assembly, link: str, number: int) -> HttpResponse:
    """Keep the hours one gave."""
    match, at = _match(mine(assembly, link), number), timezone.now()
    form = forms.KeepHours(posted(request), most=match.people)
    return _my_act(
        request, assembly, link, form=form,
        do=lambda: brokering.keep_hours(match=match, by=None, at=at, **form.told()),
        heading=_("Keep your hours"), caption=match.opportunity.title,
        button=_("Keep them"), done=_("They are kept."),
    )  # fmt: skip


@open_to(EVERYONE)
def my_record(request: Request, assembly: Assembly, link: str) -> HttpResponse:
    """Give a volunteer all that is held of them, to take elsewhere."""
    volunteer = mine(assembly, link)
    response = JsonResponse(
        record_of(volunteer, list(matching.matches_of(volunteer))),
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response.headers["Content-Disposition"] = 'attachment; filename="volunteer-record.json"'
    return kept_private(response)


@open_to(EVERYONE, methods=BOTH)
def forget(request: Request, assembly: Assembly, link: str) -> HttpResponse:
    """Have everything erased."""
    volunteer, at = mine(assembly, link), timezone.now()
    form = Agree(posted(request), label=_("Erase all that is held of me"))
    return _my_act(
        request, assembly, link, gone=True, form=form, warns=True,
        do=lambda: helping.forget(volunteer=volunteer, at=at),
        heading=_("Have everything erased"),
        lead=_("Your record, your thanks and this page are gone for good. Take your record first."),
        button=_("Erase it"), done=_("It is erased."),
    )  # fmt: skip
