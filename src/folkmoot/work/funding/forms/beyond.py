"""What is asked of help that is not money, and of money that comes from elsewhere."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.work.funding.forms.money import Money, pounds
from folkmoot.work.funding.models import Fund, InKind, OutsideBid


class OfferHelp(Money):
    """Rooms, things or time that a body offers."""

    kind = from_list(gettext_lazy("What kind of help is it?"), InKind.Kind.choices)
    words = text(gettext_lazy("What is offered?"), gettext_lazy("Say what is offered."))
    body_name = line(gettext_lazy("Which body offers it?"), gettext_lazy("Enter which body."))
    sum = pounds(
        gettext_lazy("What is it worth, in pounds?"), "",
        gettext_lazy("An estimate: what one would pay for it elsewhere."),
    )  # fmt: skip


class AskForHelp(Act):
    """Rooms, things or time that an organisation asks for."""

    kind = from_list(gettext_lazy("What kind of help is it?"), InKind.Kind.choices)
    words = text(
        gettext_lazy("What do you need?"), gettext_lazy("Say what you need."),
        gettext_lazy("Everybody can read it."),
    )  # fmt: skip


class GiveHelp(Money):
    """That help was given, to whom and at what value."""

    body_name = line(gettext_lazy("Which body gives it?"), gettext_lazy("Enter which body."))
    sum = pounds(
        gettext_lazy("What is it worth, in pounds?"), gettext_lazy("Enter the value."),
        gettext_lazy("An estimate: what one would pay for it elsewhere."),
    )  # fmt: skip
    given_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("To which organisation?"))
        self.order_fields(["organisation"])


class ListOutsideFund(Money):
    """A fund of others."""

    sums: ClassVar = {"most": "most_pence"}
    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    funder_name = line(gettext_lazy("Who gives the money?"), gettext_lazy("Enter who gives it."))
    about = text(gettext_lazy("What is it for?"))
    suits = line(gettext_lazy("For whom is it?"), "", "", most=300)
    link = forms.URLField(
        label=gettext_lazy("Where does one read more?"),
        help_text=gettext_lazy("An address that begins with https."),
        required=False,
        assume_scheme="https",
    )
    most = pounds(gettext_lazy("What is the most that one may get, in pounds?"))
    closes_on = day(
        gettext_lazy("What is the last day to apply?"), "",
        gettext_lazy("Leave it empty where it is always open."),
    )  # fmt: skip


class TellBid(Act):
    """Help that was given to win money elsewhere."""

    funder_name = line(gettext_lazy("Whose money is it?"), gettext_lazy("Enter whose money it is."))
    title = line(gettext_lazy("What is it for?"), gettext_lazy("Say what it is for."))
    help_given = text(
        gettext_lazy("What help was given?"), "",
        gettext_lazy("Leave it empty for a bid that only follows on a fund here."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        organisations: QuerySet[Organisation],
        funds: QuerySet[Fund],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(organisations, label=_("Which organisation bids?"))
        self.funds = {str(fund.pk): fund for fund in funds[:200]}
        self.fields["after"] = from_list(
            _("Does it follow on a fund here?"),
            [("", _("No")), *((key, fund.title) for key, fund in self.funds.items())],
            required=False,
        )
        self.order_fields(["organisation"])

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        typed["after"] = self.funds.get(typed["after"])
        return typed


class TellResult(Money):
    """What came of a bid elsewhere."""

    result = one(
        gettext_lazy("What came of it?"), OutsideBid.Result.choices,
        gettext_lazy("Say what came of it."),
    )  # fmt: skip
    sum = pounds(gettext_lazy("If it was won, how many pounds?"))
