"""What is typed when somebody goes out to groups."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Typed, one_of
from folkmoot.ground.questions import day, line, one, text
from folkmoot.work.outreach.models import Visit


class PlanVisit(Act):
    """To whom somebody goes, how, and what for."""

    way = one(gettext_lazy("How?"), Visit.Way.choices, gettext_lazy("Say how."))
    invitation = line(
        gettext_lazy("What do you ask them to?"), gettext_lazy("Say what you ask them to."),
        gettext_lazy("Such as: claim their page; answer the question on warm spaces."), most=300,
    )  # fmt: skip
    planned_on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    who_goes = line(gettext_lazy("Who goes?"))

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            bodies,
            label=_("To which organisation?"),
            error_messages={"required": _("Say to which organisation.")},
        )
        chosen = self.initial.get("chosen")
        if chosen is not None:  # a long list is a name to type, a short one is told by key
            is_typed = isinstance(self.fields["organisation"], Typed)
            self.initial["organisation"] = chosen.name if is_typed else chosen.pk
        self.order_fields(["organisation"])


class SayWhatCame(Act):
    """What came of it."""

    outcome = one(
        gettext_lazy("What came of it?"),
        [pair for pair in Visit.Outcome.choices if pair[0] != Visit.Outcome.PLANNED],
        gettext_lazy("Say what came of it."),
    )
    made_on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
    words = text(
        gettext_lazy("Anything to remember?"), "", gettext_lazy("Only support officers read it.")
    )
