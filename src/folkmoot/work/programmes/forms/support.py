"""What is asked about support that was given and a service that is run."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, OneNamed, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, number, one, text
from folkmoot.work.programmes.models import Function, Service, SupportGiven


class LogSupport(Act):
    """Which support was given, by whom, for whom."""

    function = one(
        gettext_lazy("Which of the five tasks was it?"), Function.choices,
        gettext_lazy("Say which."),
    )  # fmt: skip
    stage = one(
        gettext_lazy("For whom was it?"), SupportGiven.Stage.choices, gettext_lazy("Say for whom.")
    )
    on = day(gettext_lazy("When?"), gettext_lazy("Enter the day."))
    minutes = number(gettext_lazy("How many minutes did it take?"), most=100_000)
    words = line(
        gettext_lazy("In a few words"),
        "",
        gettext_lazy("What it was about. No names of people, and nothing told in confidence."),
        most=300,
    )

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[Organisation],
        among: QuerySet[Organisation],
        areas: QuerySet[Area],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = OneNamed(bodies, label=_("Which body gave it?"))
        self.fields["organisation"] = one_of(
            among, label=_("Which group took it?"), required=False,
            empty_label=_("None on the register"),
        )  # fmt: skip
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Not said")
        )
        self.order_fields(["body", "function", "stage", "organisation", "area"])


class KeepService(Act):
    """A service: support for groups, or straight for the public."""

    name = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    kind = one(gettext_lazy("For whom is it?"), Service.Kind.choices, gettext_lazy("Say for whom."))
    function = from_list(
        gettext_lazy("If it is support for groups: which of the five tasks is it?"),
        [("", gettext_lazy("It is for the public")), *Function.choices],
        required=False,
    )
    about = text(gettext_lazy("What is it?"))
    contact = line(
        gettext_lazy("How does one reach it?"),
        gettext_lazy("Enter a number or an address that anybody may use."),
    )
    from_on = day(gettext_lazy("Since when?"), gettext_lazy("Enter the day."))
    until_on = day(gettext_lazy("From which day no more?"))

    def __init__(
        self, *args: Any, bodies: QuerySet[Organisation], areas: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = OneNamed(bodies, label=_("Which body runs it?"))
        self.fields["areas"] = SomeNamed(
            areas, label=_("Which places does it reach?"),
            error_messages={"required": _("Tick at least one place.")},
        )  # fmt: skip
        self.order_fields(["body", "name", "kind", "function", "about", "contact", "areas"])
