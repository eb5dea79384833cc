"""What is asked of those who give something to the bank, and of those who read it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, line, one, text
from folkmoot.scrutiny.insight.models import Evidence, SeenBy


class Give(Act):
    """Something that is known about a community: what is there first, then what is missing."""

    title = line(gettext_lazy("What is it, in one line?"), gettext_lazy("Say what it is."))
    strengths = text(
        gettext_lazy("What do people there already have and can do?"),
        "",
        gettext_lazy("People, skills, rooms, groups, money, habits: what can be built on."),
    )
    needs = text(gettext_lazy("What do they need?"))
    words = text(gettext_lazy("What is known?"), gettext_lazy("Write what is known."))
    proof = text(
        gettext_lazy("How much does it rest on, and why is that enough?"),
        "",
        gettext_lazy("In proportion: a few talks may be enough for a small step."),
    )
    makers = text(gettext_lazy("Who had a part in gathering or designing it?"))
    source = line(
        gettext_lazy("Where does it come from?"), gettext_lazy("Say where it comes from."), most=300
    )
    link = forms.URLField(
        label=gettext_lazy("Where can more be read?"), required=False, assume_scheme="https"
    )
    from_on = day(gettext_lazy("From which day on?"), "", gettext_lazy("You may leave it empty."))
    until_on = day(
        gettext_lazy("What is the last day it is of?"), gettext_lazy("Enter the day."),
    )  # fmt: skip
    method = one(
        gettext_lazy("How is it known?"), Evidence.Method.choices, gettext_lazy("Say how.")
    )
    consent = one(
        gettext_lazy("Could somebody be known by it?"),
        Evidence.Consent.choices,
        gettext_lazy("Say whether somebody could be known by it."),
    )

    def __init__(
        self, *args: Any, areas: QuerySet[Area], is_known: bool, has_body: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("Of which place?"), required=False, empty_label=_("All of them")
        )
        self.fields["themes"] = SomeNamed(
            queryset=Theme.objects.order_by("name", "pk"),
            label=_("Which themes does it touch?"),
            required=False,
        )
        levels = [(value, label) for value, label in SeenBy.choices if value != "body" or has_body]
        self.fields["seen_by"] = one(
            _("Who may read it?"), levels, _("Say who may read it."),
            _("Nobody else sees it, nor finds it in a search, a list or a download."),
        )  # fmt: skip
        if not is_known:
            self.fields["contact"] = line(
                _("How do we reach you?"),
                "",
                _("You may leave it empty. Only support officers read it, and it is then deleted."),
                most=300,
            )
        self.order_fields(
            ["title", "area", "themes", "strengths", "needs", "words", "proof", "makers"]
        )


class Read(Act):
    """What becomes of something a stranger gave, and how strong it is."""

    state = one(
        gettext_lazy("What becomes of it?"),
        [
            (Evidence.State.SHARED.value, gettext_lazy("It is in the bank")),
            (Evidence.State.RETURNED.value, gettext_lazy("It is handed back to be finished")),
            (Evidence.State.ARCHIVED.value, gettext_lazy("It is put away")),
        ],
        gettext_lazy("Say what becomes of it."),
    )
    strength = one(
        gettext_lazy("How strong is it?"),
        Evidence.Strength.choices,
        gettext_lazy("Say how strong."),
    )
    strength_note = text(gettext_lazy("By what is that seen?"))
    answer = text(
        gettext_lazy("What do you write to whoever gave it?"),
        "",
        gettext_lazy("Needed where it is handed back or put away."),
    )

    def clean(self) -> dict[str, Any] | None:
        """Say why it is handed back or put away."""
        typed = super().clean()
        is_in = self.cleaned_data.get("state") == Evidence.State.SHARED
        if not is_in and not self.cleaned_data.get("answer"):
            self.add_error("answer", _("Say why, so that it can be finished."))
        return typed


class TellUse(Act):
    """Where something known went."""

    address = line(
        gettext_lazy("The address of what it was used in"),
        gettext_lazy("Copy its address from your browser."),
        gettext_lazy(
            "A meeting or an item of its agenda, a plan or an action of it, a consultation, a "
            "decision of this assembly."
        ),
        most=400,
    )
    note = text(gettext_lazy("What did it change?"), "", gettext_lazy("You may leave it empty."))
