from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import line, text
from folkmoot.work.emergency.models import Help


def helps(label: Any, missing: Any, hint: Any = "", **more: Any) -> forms.MultipleChoiceField:
    """Return a question for kinds of help."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        widget=forms.CheckboxSelectMultiple,
        required=bool(missing),
        error_messages={"required": missing} if missing else {},
        **{"choices": Help.choices} | more,
    )


class MakeReady(Act):
    """Whom to ring in an emergency, and what the organisation can do."""

    contact_name = line(
        gettext_lazy("Whom do we ring?"), gettext_lazy("Enter a name."),
        gettext_lazy("Only support officers read it."),
    )  # fmt: skip
    phone = line(gettext_lazy("Telephone"), "", gettext_lazy("One that is answered."), most=60)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    hours = line(
        gettext_lazy("When does somebody answer?"), "", gettext_lazy("Such as: day and night.")
    )
    helps = helps(gettext_lazy("What can you do?"), gettext_lazy("Tick one thing at least."))
    capacity = text(
        gettext_lazy("How much of it?"), "",
        gettext_lazy("Such as: thirty meals a day for a week; a hall for forty with a kitchen."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Give a way to reach them."""
        typed = super().clean()
        if not self.cleaned_data.get("phone") and not self.cleaned_data.get("email"):
            self.add_error("phone", _("Enter a number or an e-mail address."))
        return typed
