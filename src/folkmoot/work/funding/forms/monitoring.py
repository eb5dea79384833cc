"""What is asked of payments, of agreements with a lead, and of how a funded body minds money."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.work.funding.forms.money import Money, lines, pounds
from folkmoot.work.funding.models import AgreementStep, FinanceCheck


class PlanPayment(Money):
    """A part of an award that is paid on a day."""

    sum = pounds(gettext_lazy("How many pounds?"), gettext_lazy("Enter the sum."), min_value=0.01)
    due_on = day(gettext_lazy("On which day is it due?"), gettext_lazy("Enter the day."))


class OnDay(Act):
    """The day on which something was done."""

    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class KeepAgreement(Money):
    """What a public body and a lead agree."""

    title = line(gettext_lazy("What is it about?"), gettext_lazy("Say what it is about."))
    body_name = line(
        gettext_lazy("Which body hands over money?"), gettext_lazy("Enter which body.")
    )
    lead_chosen = text(
        gettext_lazy("How and when was the lead chosen?"),
        gettext_lazy("Say how the lead was chosen."),
    )
    sum = pounds(gettext_lazy("How many pounds are handed over?"), gettext_lazy("Enter the sum."))
    uses = text(
        gettext_lazy("What may it be spent on?"), gettext_lazy("Name at least one use."),
        gettext_lazy("One on each line."),
    )  # fmt: skip
    conditions = text(gettext_lazy("What does the funder behind it ask?"))
    is_free = one(
        gettext_lazy("Does nothing in it limit the organisation's independence in law?"),
        [("yes", gettext_lazy("Checked: nothing does")), ("no", gettext_lazy("Something does")),
         ("", gettext_lazy("Not checked yet"))],
        "",
    )  # fmt: skip
    duties = text(gettext_lazy("Which duties does the law give the public body?"))
    equality_term = text(gettext_lazy("What does it say of the law of equality?"))
    equality_checked_on = day(
        gettext_lazy("When was it last checked which law of equality applies?")
    )
    starts_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    ends_on = day(gettext_lazy("Through which day?"), gettext_lazy("Enter the day."))

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        areas: QuerySet[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("Which organisation leads?"))
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )
        self.order_fields(["title", "body_name", "organisation", "area"])

    def clean(self) -> dict[str, Any] | None:
        """End no earlier than it begins."""
        typed = super().clean()
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("That is before the day it begins."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = super().told()
        typed["uses"] = lines(typed["uses"])
        typed["is_free"] = {"yes": True, "no": False}.get(typed["is_free"])
        return typed


class SignIt(Act):
    """That an agreement is signed, and why though a check flagged it."""

    although = text(
        gettext_lazy("If a check flags it, why is it signed all the same?"), "",
        gettext_lazy("Everybody can read the reason. Better: change the agreement first."),
    )  # fmt: skip


class AddStep(Act):
    """A milestone or a report."""

    kind = from_list(gettext_lazy("What is it?"), AgreementStep.Kind.choices)
    what = line(gettext_lazy("What is to be done?"), gettext_lazy("Say what is to be done."),
                most=300)  # fmt: skip
    due_on = day(gettext_lazy("By which day?"), gettext_lazy("Enter the day."))


class DoStep(Act):
    """That a milestone is reached or a report given."""

    words = text(gettext_lazy("What is there to tell?"), gettext_lazy("Say what came of it."))
    done_on = day(gettext_lazy("On which day was it done?"), gettext_lazy("Enter the day."))


class Spend(Money):
    """What was spent of money that was handed over."""

    sum = pounds(gettext_lazy("How many pounds?"), gettext_lazy("Enter the sum."), min_value=0.01)
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    words = line(gettext_lazy("On what exactly?"), "", "", most=300)

    def __init__(self, *args: Any, uses: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["use"] = from_list(
            _("For which of the uses that were agreed?"), [(use, use) for use in uses]
        )
        self.order_fields(["use"])


class TellControls(Act):
    """How an organisation minds money; a small one is asked for less."""

    accountable = text(
        gettext_lazy("Which offices answer for money?"),
        gettext_lazy("Say which offices answer for money."),
        gettext_lazy("Offices, such as the treasurer; no names."),
    )
    words = text(
        gettext_lazy("How is money controlled?"),
        gettext_lazy("Say how money is controlled."),
        gettext_lazy("Such as: two people sign, and the books are seen every quarter."),
    )

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = list(kinds)
        names = dict(FinanceCheck.Kind.choices)
        for kind in self.kinds:
            told = {"kind": names[kind]}
            due, done = (
                day(_("By when is this due next: %(kind)s") % told),
                day(_("And when was that done?"), "", _("Leave it empty until it is.")),
            )
            self.fields[f"due_{kind}"], self.fields[f"done_{kind}"] = due, done

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = self.cleaned_data
        days: dict[str, tuple[date | None, date | None]] = {
            kind: (typed[f"due_{kind}"], typed[f"done_{kind}"]) for kind in self.kinds
        }
        return {"accountable": typed["accountable"], "words": typed["words"], "days": days}


class TellOutcomes(Money):
    """What came of an award: of a small one in a few words, of a larger one outcome by outcome."""

    sums = {"spent": "spent_pence"}
    spent = pounds(gettext_lazy("How many pounds were spent?"), gettext_lazy("Enter the sum."))
    achieved = text(gettext_lazy("What came of it?"), gettext_lazy("Say what came of it."))
    people_helped = forms.IntegerField(
        label=gettext_lazy("How many people did it help?"),
        help_text=gettext_lazy("Leave it empty where that is not known."),
        min_value=0, max_value=10_000_000, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )  # fmt: skip

    def __init__(self, *args: Any, outcomes: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = list(outcomes)
        kept = (self.initial or {}).get("by_outcome", {})
        for at, outcome in enumerate(self.outcomes):
            self.fields[f"outcome_{at}"] = text(
                _("What came of this: %(outcome)s") % {"outcome": outcome},
                _("Say what came of it, though it be nothing."),
                initial=kept.get(outcome, ""),
            )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = super().told()
        typed["by_outcome"] = {
            outcome: typed.pop(f"outcome_{at}") for at, outcome in enumerate(self.outcomes)
        }
        return typed
