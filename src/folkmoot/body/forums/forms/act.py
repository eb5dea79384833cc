"""What every form of this noun can do: show a refusal where the person is looking."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.rules.findings import Refusal

MOST_CHOICES = 200


class OneNamed(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one row, each told by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class Typed(forms.CharField):
    """A choice of one row by its name, typed as it is on the register: for lists too long to read."""

    def __init__(self, *, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(max_length=400, **kwargs)
        self.queryset = queryset

    def clean(self, value: Any) -> Any:
        """
        Return the row with the name.

        :raises ValidationError: if none or several have it.
        """
        name = super().clean(value)
        found = list(self.queryset.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise ValidationError(
                _("Enter the name of one organisation on the register, exactly as it is there.")
            )
        return found[0]


def one_of(queryset: QuerySet[Any], *, label: Any) -> OneNamed | Typed:
    """Return a list to choose from, or where it has more than 200 lines, a name to type. One query."""
    few = list(queryset.values_list("pk", "name")[: MOST_CHOICES + 1])
    if len(few) > MOST_CHOICES:
        help_text = _("Its name as it is on the register of organisations.")
        return Typed(queryset=queryset, label=label, help_text=help_text)
    field = OneNamed(queryset=queryset, label=label)
    field.choices = [("", field.empty_label), *few]
    return field


class SomeNamed(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes none when it runs
    """A choice of some rows, each told by its name and ticked in a list."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class Act(forms.Form):
    """A form for one deed."""

    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Show why the assembly said no; what was typed stays."""
        self.refusal = refusal
        self.add_error(None, refusal.in_words(get_current_timezone()))
