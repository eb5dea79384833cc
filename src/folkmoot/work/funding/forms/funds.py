"""What is asked to plan a fund, to apply to it, to mark and to decide."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, number, one, text, tick, whole
from folkmoot.work.funding.forms.money import in_pence, lines, pounds
from folkmoot.work.funding.models import Application, Fund, Service
from folkmoot.work.funding.queries.awards import in_pounds

PART = re.compile(r"(?P<words>.*?[^\d.,\-−])£?(?P<sum>\d[\d,]{0,11}(\.\d{1,2})?)")


class PlanFund(Act):
    """What a fund is, as it is said before it opens."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    funder_name = line(gettext_lazy("Which body funds?"), gettext_lazy("Enter which body."))
    directorate = line(gettext_lazy("Which part of it?"), "", "", most=120)
    run_by = line(gettext_lazy("Does a partner run it? Which?"))
    mechanism = one(
        gettext_lazy("How is the money given?"), Fund.Mechanism.choices, gettext_lazy("Say how.")
    )
    mechanism_why = text(gettext_lazy("Why in this way?"))
    is_renewal = tick(gettext_lazy("It pays for a service that is given now and due for renewal"))
    priorities = text(gettext_lazy("What are its priorities?"))
    outcomes = text(
        gettext_lazy("What is it to bring about?"), "", gettext_lazy("One on each line.")
    )
    conditions = text(gettext_lazy("Under which conditions?"))
    criteria = text(
        gettext_lazy("By which criteria are applications marked?"), "",
        gettext_lazy("One on each line. All are marked by the same ones."),
    )  # fmt: skip
    rules = text(gettext_lazy("Which rules of law, of buying and of charities apply?"))
    reserves = text(gettext_lazy("What is asked of reserves?"))
    overhead_method = text(
        gettext_lazy("How are overheads worked out?"), "",
        gettext_lazy("As both sides agreed, so that the full cost of the work is paid."),
    )  # fmt: skip
    sum = pounds(gettext_lazy("How much is there, in pounds?"))
    small_award = pounds(
        gettext_lazy("Up to how many pounds is the short form enough?"),
        gettext_lazy("Enter the sum."),
    )
    hours_short = whole(
        gettext_lazy("How many hours does the short form cost a group?"),
        gettext_lazy("Enter the hours."),
    )
    hours_long = whole(
        gettext_lazy("How many hours does the whole form cost?"), gettext_lazy("Enter the hours.")
    )
    opens_on = day(gettext_lazy("On which day does it open?"))
    closes_on = day(gettext_lazy("What is the last day to apply?"))
    short_because = text(gettext_lazy("If there is little time to apply, why?"))
    is_shared = tick(
        gettext_lazy("Other funders may see the plan before it is public"),
        gettext_lazy("So that two bodies do not plan to pay for the same thing."),
        initial=True,
    )

    def __init__(
        self, *args: Any, services: QuerySet[Service], areas: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.services = {str(one.pk): one for one in services[:200]}
        self.fields["service"] = from_list(
            _("If so, which service is it?"),
            [("", _("It is not entered")), *((k, s.title) for k, s in self.services.items())],
            _("The ways to give it are weighed first, in house and by others."),
            required=False,
        )
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )
        before = list(self.fields)
        before.remove("service")
        before.insert(before.index("is_renewal") + 1, "service")
        self.order_fields(before)

    def clean(self) -> dict[str, Any] | None:
        """Close no earlier than it opens."""
        typed = super().clean()
        opens, closes = self.cleaned_data.get("opens_on"), self.cleaned_data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("That is before the day it opens."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        for name in ("outcomes", "criteria"):
            typed[name] = lines(typed[name])
        typed["service"] = self.services.get(typed["service"])
        typed["pence"] = in_pence(typed.pop("sum"))
        typed["small_award_pence"] = in_pence(typed.pop("small_award"))
        return typed


class AskOfFund(Act):
    """A question about a fund."""

    words = text(gettext_lazy("What do you want to know?"), gettext_lazy("Write the question."))
    is_on_reserves = tick(gettext_lazy("It is about the reserves of charities"))


class AnswerToAll(Act):
    """The answer, to all."""

    answer = text(gettext_lazy("The answer"), gettext_lazy("Write the answer."))

    def __init__(self, *args: Any, is_on_reserves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_on_reserves:
            self.fields["reserves_answer"] = text(
                _("What is answered on reserves?"),
                _("Answer the question on reserves."),
                _("It stands beside what the fund asks of reserves."),
            )


class Apply(Act):
    """What an organisation asks for; short for a small sum."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    words = text(gettext_lazy("What would you do?"), gettext_lazy("Say what you would do."))
    sum = pounds(gettext_lazy("How many pounds do you ask for?"), gettext_lazy("Enter the sum."))
    overhead = pounds(
        gettext_lazy("How many of them are overheads?"),
        gettext_lazy("Enter the sum, or 0."),
        gettext_lazy("Rent, the office, insurance: the full cost of the work counts."),
    )
    budget = text(
        gettext_lazy("What does each part cost?"), "",
        gettext_lazy(
            "One on each line, with its pounds at the end, such as: Rent 400. Together they come to "
            "what you ask for. You may leave it empty."
        ),
    )  # fmt: skip
    years = whole(
        gettext_lazy("For how many years?"), gettext_lazy("Enter the years."), least=1, most=10
    )
    together_with = line(gettext_lazy("With whom do you do it together?"), "", "", most=300)
    hours_spent = number(gettext_lazy("How many hours did this take you?"))

    def __init__(
        self,
        *args: Any,
        fund: Fund,
        before: Application | None,
        is_short: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = [] if is_short else list(fund.outcomes)
        kept = before.outcomes if before else {}
        self.kept = dict(kept) if is_short else {}
        small = in_pounds(fund.small_award_pence)
        for at, outcome in enumerate(self.outcomes):
            self.fields[f"outcome_{at}"] = text(
                _("How would you bring this about: %(outcome)s") % {"outcome": outcome},
                hint=_("Asked of everybody who asks for more than %(small)s.") % {"small": small},
                initial=kept.get(outcome, ""),
            )

    def clean_budget(self) -> list[tuple[str, int]]:
        """Read each line as words and a sum."""
        parts = []
        for said in lines(self.cleaned_data["budget"]):
            found = PART.fullmatch(said)
            if found is None:
                raise ValidationError(
                    _("This line does not end with a sum of pounds: %(line)s") % {"line": said}
                )
            parts.append(
                (found["words"].strip(" :"), round(Decimal(found["sum"].replace(",", "")) * 100))
            )
        return parts

    def clean(self) -> dict[str, Any] | None:
        """Ask for more than nothing, of which the overheads are a part."""
        typed = super().clean()
        asked, overhead = self.cleaned_data.get("sum"), self.cleaned_data.get("overhead")
        if asked is not None and asked <= 0:
            self.add_error("sum", _("Enter more than nothing."))
        if asked is not None and overhead is not None and overhead > asked:
            self.add_error("overhead", _("That is more than you ask for in all."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = dict(self.cleaned_data)
        typed["outcomes"] = self.kept | {
            outcome: typed.pop(f"outcome_{at}") for at, outcome in enumerate(self.outcomes)
        }
        typed["pence"] = in_pence(typed.pop("sum"))
        typed["overhead_pence"] = in_pence(typed.pop("overhead"))
        return typed


class NameAssessor(Act):
    """Who marks."""

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["person"] = from_list(
            _("Who marks the applications?"),
            [(key, person.name) for key, person in self.people.items()],
        )


class Declare(Act):
    """In which applications an assessor has an interest."""

    def __init__(self, *args: Any, applications: Sequence[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {str(one.pk): one for one in applications}
        self.fields["interests"] = forms.MultipleChoiceField(
            label=_("In which of these do you have an interest?"),
            help_text=_(
                "You work or worked there, know them well, or would gain. Tick none if none."
            ),
            choices=[(key, one.organisation.name) for key, one in self.by_key.items()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def chosen(self) -> list[Application]:
        """Return the applications that were ticked."""
        return [self.by_key[key] for key in self.cleaned_data["interests"]]


class MarkIt(Act):
    """Marks under each criterion."""

    def __init__(self, *args: Any, criteria: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = list(criteria)
        for at, criterion in enumerate(self.criteria):
            self.fields[f"mark_{at}"] = one(
                criterion,
                [(str(n), str(n)) for n in range(6)],
                _("Give a mark from 0 to 5: %(criterion)s.") % {"criterion": criterion},
            )
            self.fields[f"why_{at}"] = text(_("Why?"), widget=forms.Textarea(attrs={"rows": 2}))

    def marks(self) -> dict[str, tuple[int, str]]:
        """Return the marks, by criterion."""
        return {
            criterion: (int(self.cleaned_data[f"mark_{at}"]), self.cleaned_data[f"why_{at}"])
            for at, criterion in enumerate(self.criteria)
        }


class Decide(Act):
    """What was decided, and why."""

    is_awarded = one(
        gettext_lazy("Is it awarded?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say whether it is awarded."),
    )
    reasons = text(
        gettext_lazy("Why?"),
        gettext_lazy("Write the reasons."),
        gettext_lazy("The organisation is told them, and everybody can read them."),
    )
    overhead_accepted = tick(gettext_lazy("The overheads are accepted"), "", initial=True)
    overhead_words = text(gettext_lazy("If not, why?"))
