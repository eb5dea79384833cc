from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.proceedings.elections.actions.sealing import KeyMisread, read_key
from folkmoot.proceedings.elections.models import Nomination

BLANK = "blank"


class Paper(Act):
    """A ballot paper: one choice, or none; its key is made with it and kept nowhere."""

    paper = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, candidates: Sequence[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(one.pk): one for one in candidates}
        named = [
            (key, f"{one.nominee_name}, {one.organisation_name}")
            for key, one in self.candidates.items()
        ]
        self.fields["choice"] = forms.ChoiceField(
            label=_("Choose one"),
            choices=[*named, (BLANK, _("None of them: a blank ballot"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one, or a blank ballot.")},
        )

    @property
    def choice(self) -> Nomination | None:
        """Whom the ballot is for, or None for a blank one."""
        return self.candidates.get(self.cleaned_data["choice"])


class TellerKey(Act):
    """The key that a teller brings back."""

    key = forms.CharField(
        widget=forms.Textarea(attrs={"spellcheck": "false", "autocomplete": "off", "rows": 3}),
        max_length=400,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].label = _("Your key, as it stands on your key sheet")
        self.fields["key"].help_text = _(
            "Fourteen groups of four letters and figures. Spaces and capitals do not matter."
        )
        self.fields["key"].error_messages["required"] = _("Type the key from your key sheet.")

    def clean_key(self) -> bytes:
        """:raises ValidationError: if a letter is missing or wrong."""
        try:
            return read_key(self.cleaned_data["key"])
        except KeyMisread as error:
            raise forms.ValidationError(
                _("The key has a mistake in it: a letter is missing or wrong. Compare each group.")
            ) from error
