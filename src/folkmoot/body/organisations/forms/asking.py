"""A group asks for help: what, for whom and where; then whom it asks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.forms.listing import Refusable
from folkmoot.body.organisations.queries.helping import Suitable, places_of, sub_sectors


class OneArea(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one area, each told by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class AskForHelp(Refusable):
    """What help a group needs."""

    group = forms.CharField(label=_("What is your group called?"), max_length=200)
    words = forms.CharField(
        label=_("What do you need help with?"),
        widget=forms.Textarea,
        max_length=3000,
        help_text=_("A few lines are enough. Leave out anything that is private."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, assembly: Assembly, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, kind) for kind in sub_sectors(assembly)]
        self.fields["for_whom"] = forms.ChoiceField(
            label=_("What kind of group is it?"),
            required=False,
            choices=[("", _("Any kind")), *kinds],
        )
        self.fields["place"] = OneArea(
            queryset=places_of(assembly),
            label=_("Where does it work?"),
            required=False,
            empty_label=_("Anywhere"),
        )


class ChooseBody(Refusable):
    """Whom a group asks, and that it agrees to be written about."""

    agreed = forms.BooleanField(
        label=_("This body may read what I wrote, my name and my e-mail address"),
        error_messages={"required": _("Tick the box, because nothing is sent otherwise.")},
    )

    def __init__(self, *args: Any, bodies: Sequence[Suitable], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = forms.TypedChoiceField(
            label=_("Whom do you want to ask?"),
            widget=forms.RadioSelect,
            coerce=int,
            choices=[
                (one.body.pk, f"{one.body.organisation.name}: {one.why}")
                for one in bodies
                if one.can_be_asked
            ],
        )
