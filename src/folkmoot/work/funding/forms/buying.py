"""What is asked of a service that is due for renewal, of the ways to give it, and of a fund's rules."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.work.funding.forms.money import Money, pounds
from folkmoot.work.funding.models import DeliveryOption, FundRule


class EnterService(Act):
    """A service that is given now and due for renewal."""

    title = line(gettext_lazy("Which service is it?"), gettext_lazy("Enter which service it is."))
    body_name = line(
        gettext_lazy("Which body gives it or pays for it?"), gettext_lazy("Enter which body.")
    )
    directorate = line(gettext_lazy("Which part of it?"), "", "", most=120)
    given_now = line(gettext_lazy("How is it given now, and by whom?"), "", "", most=300)
    renew_on = day(gettext_lazy("By which day is it renewed?"), gettext_lazy("Enter the day."))


class Weigh(Money):
    """One way to give a service."""

    sums: ClassVar = {"sum": "pence"}
    title = line(gettext_lazy("What is this way called?"), gettext_lazy("Enter what it is called."))
    way = one(
        gettext_lazy("Who would give it?"),
        [
            (DeliveryOption.Way.HOUSE, gettext_lazy("The body itself")),
            (DeliveryOption.Way.COMMISSIONED, gettext_lazy("Others, for pay")),
        ],
        gettext_lazy("Say who would give it."),
    )
    outcome = text(gettext_lazy("What do local people gain by it?"), "",
                   gettext_lazy("It counts as weighed once this and the next are told."))  # fmt: skip
    value = text(gettext_lazy("What does it give for its price?"))
    sum = pounds(gettext_lazy("What does it cost in a year, in pounds?"))


class Choose(Act):
    """Which way is chosen, and why."""

    because = text(gettext_lazy("Why this one?"), gettext_lazy("Write the reason."))

    def __init__(self, *args: Any, options: Sequence[DeliveryOption], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options = {str(one_.pk): one_ for one_ in options}
        self.fields["option"] = one(
            _("Which way is chosen?"),
            [(key, option.title) for key, option in self.options.items()],
            _("Choose one."),
        )
        self.order_fields(["option"])


class ListRule(Act):
    """A rule that applies to a fund."""

    kind = from_list(gettext_lazy("What kind of rule is it?"), FundRule.Kind.choices)
    words = text(gettext_lazy("What does it ask?"), gettext_lazy("Say what it asks."))
    checked_on = day(
        gettext_lazy("When was it last checked that it applies?"), "",
        gettext_lazy("Leave it empty where nobody has checked."),
    )  # fmt: skip
