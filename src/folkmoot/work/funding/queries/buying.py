"""Services that are due for renewal, and whether the ways to give them were weighed."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.rulebook.queries import book_that_fixes
from folkmoot.rules.findings import Finding
from folkmoot.rules.funding.agreeing import OPTIONS, options_are_weighed
from folkmoot.work.funding.models import (
    Application,
    AwardReport,
    DeliveryOption,
    Fund,
    FundRule,
    OutsideBid,
    Service,
)
from folkmoot.work.funding.queries.awards import in_pounds

BOUGHT = (Fund.Mechanism.CONTRACT, Fund.Mechanism.TENDER)


def services(assembly: Assembly) -> QuerySet[Service]:
    """Return the services that are due for renewal, the soonest first, with their ways. Two queries."""
    found = Service.objects.filter(assembly=assembly).select_related("assembly", "chosen")
    return found.prefetch_related("options").order_by("renew_on", "pk")


def weighing_of(service: Service, *, on: date) -> Finding | None:
    """Return what the documents say of how a service was weighed; None where none does. Two queries."""
    book = book_that_fixes(service.assembly, OPTIONS, on=on)
    if book is None:
        return None
    weighed = [one for one in service.options.all() if one.is_weighed]
    house, bought = DeliveryOption.Way.HOUSE, DeliveryOption.Way.COMMISSIONED
    return options_are_weighed(
        book,
        weighed=len(weighed),
        in_house=sum(one.way == house for one in weighed),
        is_chosen=service.chosen is not None,
        buys=service.chosen is not None and service.chosen.way == bought,
    )


def rules_of(fund: Fund) -> list[tuple[str, list[FundRule]]]:
    """Return the rules that apply to a fund by kind, kinds with none too: those are gaps. One query."""
    rules = list(fund.listed_rules.order_by("kind", "pk"))
    return [
        (str(label), [one for one in rules if one.kind == kind])
        for kind, label in FundRule.Kind.choices
    ]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a fund that a partner runs came to: who applied and was funded, who was helped, and what followed."""

    applied: int
    awarded: int
    pence: int
    people: int
    follow_ons: list[OutsideBid]

    @property
    def pounds(self) -> str:
        """The money, in pounds."""
        return in_pounds(self.pence)


def reach_of(fund: Fund) -> Reach:
    """Return what a fund came to. Four queries."""
    sent = fund.applications.exclude(state=Application.State.DRAFT).count()
    given = fund.awards.aggregate(number=Count("pk"), sum=Sum("pence"))
    people = AwardReport.objects.filter(award__fund=fund).aggregate(sum=Sum("people_helped"))
    later = fund.follow_ons.filter(~Q(result="lost")).select_related("organisation")
    return Reach(
        sent,
        given["number"],
        given["sum"] or 0,
        people["sum"] or 0,
        list(later.order_by("-told_on", "-pk")[:25]),
    )
