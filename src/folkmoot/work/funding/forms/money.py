"""Questions for sums in pounds, which are kept in pence."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from folkmoot.ground.asking import Act


def pounds(label: Any, missing: Any = "", hint: Any = "", **more: Any) -> forms.DecimalField:
    """Return a question for a sum in pounds, of nothing or more."""
    given: dict[str, Any] = {"required": bool(missing), "min_value": 0}
    if missing:
        given["error_messages"] = {"required": missing}
    return forms.DecimalField(
        label=label,
        help_text=hint,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
        **given | more,
    )


def in_pence(amount: Decimal | None) -> int | None:
    """Return a sum in pence."""
    return None if amount is None else round(amount * 100)


class Money(Act):
    """
    An act with sums in it.

    :cvar sums: by the name of a question, the name under which the action takes its pence.
    """

    sums: ClassVar[Mapping[str, str]] = {"sum": "pence"}

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for what is at hand, who and when."""
        typed = dict(self.cleaned_data)
        for name, kept in self.sums.items():
            typed[kept] = in_pence(typed.pop(name))
        return typed


def lines(text: str) -> list[str]:
    """Return what was typed one on each line, each once."""
    return list(dict.fromkeys(one.strip() for one in text.splitlines() if one.strip()))
