from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.proceedings.meetings.models import AgendaItem, Meeting
from folkmoot.rules.findings import Refusal


class Press(Act):
    """A deed that asks nothing: its button is all there is."""


class Take(Act):
    """Which edition of an item somebody looks at, and which item was then being taken."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    after = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: QueryDict | None, *, item: AgendaItem, current: AgendaItem | None
    ) -> None:
        self.fresh = {"edition": item.edition, "after": current.pk if current is not None else 0}
        # A button without its hidden answers is taken as pressed on the page as it is now.
        super().__init__({**self.fresh, **data.dict()} if data is not None else None)
        self.initial = self.fresh

    def refuse(self, refusal: Refusal) -> None:
        """Say no; whoever now sees what the other has made of it may send it again."""
        super().refuse(refusal)
        self.data = {**self.data, **self.fresh}


class Close(Act):
    """When the forum meets next, if that was told in the room."""

    def __init__(self, *args: Any, ahead: list[tuple[Meeting, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ahead = {str(meeting.pk): meeting for meeting, _words in ahead}
        if ahead:
            self.fields["next_meeting"] = forms.ChoiceField(
                label=_("Which is the next meeting of this forum?"),
                help_text=_("The notes name it. It can be set later, before they are sent."),
                choices=[("", _("Not said yet")), *((str(one.pk), words) for one, words in ahead)],
                required=False,
            )

    @property
    def next_meeting(self) -> Meeting | None:
        """The meeting that was chosen, or None."""
        return self.ahead.get(self.cleaned_data.get("next_meeting", ""))
