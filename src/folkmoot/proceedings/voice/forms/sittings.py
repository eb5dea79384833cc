"""What is asked of a meeting of a board, and of what was on its table."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.ground.asking import Act
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.seats.models import PartnerType
from folkmoot.proceedings.voice.models import Matter, Sitting

ROWS = 8


class Meeting(Act):
    """When a board meets, and when its agenda and papers were out."""

    KEPT = ("place", "agenda_on", "papers_on", "papers_url")

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            self.fields["on"] = DateParts(label=_("On which day does the board meet?"))
        self.fields["place"] = forms.CharField(label=_("Where"), max_length=200, required=False)
        self.fields["agenda_on"] = DateParts(
            label=_("When was its agenda out?"),
            help_text=_("Leave it empty where that is not known yet."),
            required=False,
        )
        self.fields["papers_on"] = DateParts(label=_("When were its papers out?"), required=False)
        self.fields["papers_url"] = forms.URLField(
            label=_("Where its papers are on the web"),
            required=False,
            max_length=300,
            assume_scheme="https",
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes; the day among it where the meeting is new."""
        typed = self.cleaned_data
        kept = {name: typed[name] for name in self.KEPT}
        return {**kept, "on": typed["on"]} if "on" in self.fields else kept


class Table(Act):
    """What was on a board's table, a line each."""

    def __init__(self, *args: Any, matters: Sequence[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = {one.position: one for one in matters}
        for place in range(1, max(ROWS, len(before) + 3) + 1):
            one = before.get(place)
            self.fields[f"title_{place}"] = forms.CharField(
                label=_("Matter %(number)d") % {"number": place},
                max_length=300,
                required=False,
                initial=one.title if one else "",
            )
            self.fields[f"by_{place}"] = forms.ChoiceField(
                label=_("Matter %(number)d: whose") % {"number": place},
                choices=PartnerType.choices,
                initial=one.brought_by if one else PartnerType.NHS,
            )
            self.fields[f"what_{place}"] = forms.MultipleChoiceField(
                label=_("Matter %(number)d: as what") % {"number": place},
                choices=[("proposal", _("a proposal")), ("paper", _("with a paper"))],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[
                    word
                    for word, holds in (
                        ("proposal", one is not None and one.is_proposal),
                        ("paper", one is not None and one.has_paper),
                    )
                    if holds
                ],
            )
            self.fields[f"outcome_{place}"] = forms.ChoiceField(
                label=_("Matter %(number)d: what came of it") % {"number": place},
                choices=Matter.Outcome.choices,
                initial=one.outcome if one else Matter.Outcome.PENDING,
            )
        self.places = [name.removeprefix("title_") for name in self.fields if "title_" in name]

    def told(self) -> list[dict[str, Any]]:
        """Return the matters with a title, in their order."""
        typed = self.cleaned_data
        return [
            {
                "title": typed[f"title_{place}"].strip(),
                "brought_by": typed[f"by_{place}"],
                "is_proposal": "proposal" in typed[f"what_{place}"],
                "has_paper": "paper" in typed[f"what_{place}"],
                "outcome": typed[f"outcome_{place}"],
            }
            for place in self.places
            if typed[f"title_{place}"].strip()
        ]


def sitting_choice(sittings: Sequence[Sitting]) -> forms.ChoiceField:
    """Return the choice of a meeting of a board, by its day."""
    return forms.ChoiceField(
        label=_("At which meeting of the board?"),
        choices=[(str(one.pk), day_said(one.on)) for one in sittings],
        error_messages={"required": _("Choose the meeting.")},
    )


def day_said(on: date) -> str:
    """Return a day as it stands in a list."""
    return f"{on.day} {on:%B %Y}"
