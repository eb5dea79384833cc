"""Sums that are shared out over localities: a base to each, the rest by need, the total unchanged."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import KNOWN
from folkmoot.body.forums.queries.places import served_districts
from folkmoot.ground.doing import act, posted
from folkmoot.ground.doors import EVERYONE, Request, SignedIn, open_to
from folkmoot.work.funding.actions import support as actions
from folkmoot.work.funding.forms import support as forms
from folkmoot.work.funding.queries.awards import in_pounds
from folkmoot.work.funding.queries.clauses import clause_for
from folkmoot.work.funding.queries.flows import committed
from folkmoot.work.funding.queries.support import allocations
from folkmoot.work.funding.views.frame import (
    BOTH,
    keeps,
    may,
    own_body,
    page_of,
    require,
    today,
)
from folkmoot.work.funding.views.tables import Cell, Table, show


@open_to(EVERYONE)
def shares(request: Request, assembly: Assembly) -> HttpResponse:
    """Show the sums that are shared out over localities, and what is promised to each beyond this year."""
    on = today(assembly)
    shown = page_of(allocations(assembly), request)
    rows = [
        (
            Cell(one.title, url=may(request, assembly, "share", "", one.pk)[0], hint=one.body_name),
            in_pounds(one.pence),
            one.starts_on.year,
            one.years,
        )
        for one in shown
    ]
    places = [
        (name, in_pounds(pence), Cell(day=until))
        for name, pence, until in committed(assembly, on=on)
    ]
    enter = may(request, assembly, "share_out", _("Share out a sum"))
    return show(
        request,
        heading=_("Shares by locality"),
        lead=_("Each locality gets a base, and more where need is; the sum stays as it is."),
        clauses=[clause_for(assembly, "shares", on=on)],
        links=[enter if keeps(request, assembly) else None],
        tables=[
            Table(_("Sums that are shared out"),
                  [_("What"), "#" + _("A year"), "#" + _("From"), "#" + _("Years")], rows,
                  _("No sum is shared out yet."), shown),
            Table(_("Awards that run beyond this financial year, by place"),
                  [_("Place"), "#" + _("Pounds"), _("Through")], places,
                  _("No award to a place runs beyond this year.")),
        ],
    )  # fmt: skip


@open_to(EVERYONE)
def share(request: Request, assembly: Assembly, number: int) -> HttpResponse:
    """Show how a sum is shared out: base, extra, the change from before, and what is promised in all."""
    found = get_object_or_404(allocations(assembly), pk=number)
    held = list(found.shares.select_related("area").order_by("area__name", "pk"))
    rows = []
    for one in held:
        whole = one.base_pence + one.extra_pence
        change = "–" if one.before_pence is None else _signed(whole - one.before_pence)
        rows.append(
            (
                one.area.name, one.need, in_pounds(one.base_pence), in_pounds(one.extra_pence),
                in_pounds(whole), change, in_pounds(whole * found.years),
            )
        )  # fmt: skip
    total = sum(one.base_pence + one.extra_pence for one in held)
    before = [one.before_pence for one in held if one.before_pence is not None]
    heads = [_("Locality"), *("#" + head for head in (
        _("Need"), _("Base"), _("Extra"), _("A year"), _("Change"), _("Promised in all")))]  # fmt: skip
    was = in_pounds(sum(before)) if len(before) == len(held) else _("not known for every place")
    return show(
        request,
        heading=found.title,
        caption=found.body_name,
        clauses=[clause_for(assembly, "shares", on=today(assembly))],
        facts=[
            (_("To share out, a year"), in_pounds(found.pence)),
            (_("The shares add up to"),
             Cell(in_pounds(total), state="met" if total == found.pence else "missed")),
            (_("Before, all together"), was),
            (_("Need is"), found.need_is),
            (_("From"), Cell(day=found.starts_on)),
            (_("Years"), found.years),
        ],
        tables=[Table(_("By locality"), heads, rows)],
        crumbs=[may(request, assembly, "shares", _("Shares by locality"))],
    )  # fmt: skip


def _signed(pence: int) -> str:
    return ("+" if pence > 0 else "−" if pence < 0 else "") + in_pounds(abs(pence))


@open_to(KNOWN, methods=BOTH)
def share_out(request: SignedIn, assembly: Assembly) -> HttpResponse:
    """Share out a sum over the localities that an assembly serves."""
    require(request, assembly)
    at = timezone.now()
    form = forms.ShareOut(
        posted(request), places=served_districts(assembly),
        initial={"body_name": own_body(request, assembly), "base": 0},
    )  # fmt: skip
    return act(
        request,
        form=form,
        do=lambda: actions.share_out(assembly=assembly, by=request.user, at=at, **form.told()),
        heading=_("Share out a sum"),
        lead=_("The shares add up to the sum, to the penny."),
        button=_("Share it out"),
        done=_("It is shared out."),
        to=lambda made: ("funding:share", assembly.slug, made.pk),
        clause=clause_for(assembly, "shares", on=today(assembly)),
        back=may(request, assembly, "shares", "")[0],
    )
