"""What is asked of bodies paid to support others, of who covers what, and of shares by locality."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, whole
from folkmoot.work.funding.forms.money import Money, in_pence, pounds


class CommissionSupport(Money):
    """A body that is paid to support others."""

    sums: ClassVar = {"yearly": "yearly_pence"}
    body_name = line(gettext_lazy("Which public body pays?"), gettext_lazy("Enter which body."))
    yearly = pounds(gettext_lazy("How many pounds a year?"), gettext_lazy("Enter the sum."))
    starts_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    ends_on = day(gettext_lazy("Through which day?"), gettext_lazy("Enter the day."))
    and_then = text(gettext_lazy("How is it to go on after that?"))

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        remits: Sequence[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            organisations, label=_("Which organisation supports others?")
        )
        self.fields["remits"] = forms.MultipleChoiceField(
            label=_("What is it paid for?"),
            choices=[(remit, remit) for remit in remits],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick at least one.")},
        )
        self.order_fields(["organisation", "body_name", "remits"])

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends <= starts:
            self.add_error("ends_on", _("That is not after the day it begins."))
        return typed


class ReviewSupport(Act):
    """What the yearly look found."""

    found = text(gettext_lazy("What was found?"), gettext_lazy("Say what was found."))
    goes_on = one(
        gettext_lazy("Does it go on?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say whether it goes on."),
    )
    and_then = text(gettext_lazy("How is it to go on after its term?"), "",
                    gettext_lazy("Leave it empty where nothing changes."))  # fmt: skip


class TellCoverage(Act):
    """Where a support body offers a service."""

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        services: Sequence[str],
        areas: QuerySet[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("Which support body?"))
        self.fields["service"] = from_list(
            _("What does it offer?"), [(name, name) for name in services]
        )
        self.fields["areas"] = SomeNamed(
            queryset=areas, label=_("Where?"), required=False,
            help_text=_("Tick none if everywhere. What was told before of this is replaced."),
        )  # fmt: skip


class LookAtCoverage(Act):
    """What the support bodies found together."""

    who = line(gettext_lazy("Which bodies looked together?"),
               gettext_lazy("Name the bodies."), most=400)  # fmt: skip
    words = text(gettext_lazy("What will they do about overlaps and gaps?"),
                 gettext_lazy("Say what they will do."))  # fmt: skip


class ShareOut(Money):
    """A sum and the needs by which it is shared out."""

    sums: ClassVar = {"sum": "pence", "base": "base_pence"}
    title = line(gettext_lazy("What is shared out?"), gettext_lazy("Say what is shared out."))
    body_name = line(gettext_lazy("Which body funds?"), gettext_lazy("Enter which body."))
    sum = pounds(gettext_lazy("How many pounds a year, in all?"), gettext_lazy("Enter the sum."))
    base = pounds(
        gettext_lazy("How many pounds does each locality get in any case?"),
        gettext_lazy("Enter the sum, or 0."),
    )
    need_is = line(
        gettext_lazy("By what is need measured?"), gettext_lazy("Say by what need is measured."),
        gettext_lazy("Such as: children in families of low income, at the last count."), most=300,
    )  # fmt: skip
    starts_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    years = whole(
        gettext_lazy("For how many years is it promised?"), gettext_lazy("Enter the years."),
        least=1, most=20,
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(places)
        for area in self.places:
            told = {"place": area.name}
            self.fields[f"need_{area.pk}"] = whole(
                _("How much need is there in %(place)s?") % told, "",
                _("A number, such as of people. Leave it empty to leave the place out."),
                most=10_000_000,
            )  # fmt: skip
            self.fields[f"before_{area.pk}"] = pounds(
                _("How many pounds a year did %(place)s get before?") % told
            )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = super().told()
        needs = {}
        for area in self.places:
            need = typed.pop(f"need_{area.pk}")
            before = in_pence(typed.pop(f"before_{area.pk}"))
            if need is not None:
                needs[area] = (need, before)
        return typed | {"needs": needs}
