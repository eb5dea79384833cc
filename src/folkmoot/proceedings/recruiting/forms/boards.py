"""What is asked about a board's gaps, and of those who apply."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import YES_NO, day, from_list, line, one, text, whole
from folkmoot.proceedings.recruiting.models import Application, Need


class AuditBoard(Act):
    """Which board is looked at, and when."""

    board = line(_("Which board is looked at?"), _("Enter its name."))
    held_on = day(_("On which day?"), _("Enter the day."))
    about = text(_("How was it done?"))


class NameNeed(Act):
    """What a board should have, and how many of it there are."""

    kind = one(_("What is it?"), Need.Kind.choices, _("Choose one."))
    name = line(_("What should the board have?"), _("Enter what it should have."), most=120)
    wanted = whole(_("How many should there be?"), _("Enter a number."), most=50, least=1)
    has = whole(_("How many are there now?"), _("Enter a number, 0 for none."), most=50)


class Advertise(Act):
    """An open call."""

    words = text(_("What does the call say?"), _("Write what the call says."))
    advertised_on = day(_("On which day does it open?"), _("Enter the day."))
    closes_on = day(_("What is its last day?"), _("Enter the day."))


class Apply(Act):
    """What an applicant says."""

    words = text(
        _("What would you bring?"),
        _("Say what you would bring."),
        _("Only the board and its officers read it."),
    )
    interests = text(
        _("Which interests do you have that bear on it?"),
        _("Write your interests, or “none”."),
    )


class Shortlist(Act):
    """Who is looked at more closely, each with its reason."""

    def __init__(self, *args: Any, applied: Iterable[Application], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.applied = [one.pk for one in applied]
        for row in applied:
            name = row.person.name
            self.fields[f"list_{row.pk}"] = one(
                _now("Is %(name)s on the list?") % {"name": name},
                [("yes", _("Yes")), ("no", _("No"))],
                _("Say yes or no."),
                initial=YES_NO.get(row.is_shortlisted),
            )
            self.fields[f"why_{row.pk}"] = line(
                _now("Why, for %(name)s") % {"name": name},
                _("Say why, in a few words."),
                most=500,
                initial=row.shortlist_because,
            )

    def told(self) -> dict[int, tuple[bool, str]]:
        """Return by the key of each application whether it is on the list, and why."""
        typed = self.cleaned_data
        return {key: (typed[f"list_{key}"] == "yes", typed[f"why_{key}"]) for key in self.applied}


class Decide(Act):
    """Whether somebody is appointed, and why."""

    appoints = from_list(
        _("What was decided?"), [("yes", _("Appointed")), ("no", _("Not appointed"))]
    )
    because = text(_("Why?"), _("Write the reason."), _("The applicant is sent it."))


class Announce(Act):
    """What everybody is told."""

    words = text(_("What do you make known?"), _("Write what is made known."))
