"""What is asked to keep a plan."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, tick
from folkmoot.work.plan.models import Action, Plan


class KeepPlan(Act):
    """What a plan is."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    kind = one(gettext_lazy("What is it?"), Plan.Kind.choices, gettext_lazy("Say what it is."))
    about = text(gettext_lazy("What is it about?"))
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    until_on = day(gettext_lazy("Until which day?"), gettext_lazy("Enter the day."))
    watched_by = line(
        gettext_lazy("Who watches how far it comes?"), gettext_lazy("Say who watches it.")
    )

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if begins and ends and ends <= begins:
            self.add_error("until_on", _("That is not after the day it begins."))
        return typed


class SignPlanOff(Act):
    """Who agreed to it."""

    name = line(gettext_lazy("Who agreed to it?"), gettext_lazy("Say who agreed."))
    is_of_sector = tick(gettext_lazy("They agreed for the voluntary and community sector"))
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class KeepAction(Act):
    """One thing to do, and what makes it doable."""

    priority = line(gettext_lazy("Under which priority or theme?"), gettext_lazy("Say which."))
    title = line(gettext_lazy("What is to be done?"), gettext_lazy("Say what."), most=300)
    owner = line(gettext_lazy("Who owns it?"))
    is_of_sector = tick(gettext_lazy("The owner is of the voluntary and community sector"))
    measure = text(gettext_lazy("By what is it measured?"))
    target = line(gettext_lazy("What is the target?"), "", "", most=300)
    means = text(gettext_lazy("What does it take?"))
    commissioning = line(
        gettext_lazy("What does a public body buy that is linked to it?"), "", "", most=300
    )
    due_on = day(gettext_lazy("By when?"))
    clause_key = line(gettext_lazy("Which clause does it serve?"), "", "", most=80)
    left_open = text(gettext_lazy("What does the source leave open?"))
    evidence = text(gettext_lazy("Why here: need, deprivation, what people told?"))
    is_ready = tick(gettext_lazy("It is ready to be done"))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )


class LookAt(Act):
    """What both sides found."""

    words = text(gettext_lazy("What did both sides find?"), gettext_lazy("Say what they found."))


class TellProgress(Act):
    """How far it has come."""

    words = text(
        gettext_lazy("How far has it come, and by what is that seen?"),
        gettext_lazy("Say how far it has come."),
    )
    link = forms.URLField(
        label=gettext_lazy("Where can that be read?"), required=False, assume_scheme="https"
    )
    state = from_list(
        gettext_lazy("How does it stand now?"),
        [
            ("", gettext_lazy("As it was")),
            (Action.State.DONE.value, Action.State.DONE.label),
            (Action.State.DROPPED.value, Action.State.DROPPED.label),
        ],
        required=False,
    )


class MoveDay(Act):
    """Another day, and why."""

    due_on = day(gettext_lazy("What is the new day?"), gettext_lazy("Enter the day."))
    because = text(gettext_lazy("Why is it moved?"), gettext_lazy("Write the reason."))
