"""What every form of this noun can do: show a refusal where the person is looking."""

from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone

from folkmoot.rules.findings import Refusal


class OneNamed(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no type when it runs
    """A choice of one row, each told by its name."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


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
