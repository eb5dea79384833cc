"""What is asked every year, and of the working-together standard."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import YES_NO, day, line, number, one, text, whole
from folkmoot.work.compact.models import Understanding
from folkmoot.work.compact.queries.years import INCOME

SCALE = [
    ("1", gettext_lazy("1, not at all")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", gettext_lazy("5, wholly")),
]
MOST_PEOPLE, MOST_HOURS = 1_000_000, 50_000_000
MOST_POUNDS = 100_000_000_000


class Rate(Act):
    """What one organisation thinks of each thing that is asked."""

    def __init__(self, *args: Any, items: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for at, item in enumerate(items):
            self.fields[f"score_{at}"] = one(
                capfirst(item), SCALE, "", _("Leave it empty if you cannot say.")
            )

    def clean(self) -> dict[str, Any] | None:
        """Something is rated."""
        typed = super().clean()
        if not self.errors and not self.scores():
            self.add_error("score_0", _("Rate at least one of them."))
        return typed

    def scores(self) -> dict[str, int]:
        """Return what was rated."""
        typed = self.cleaned_data
        return {
            item: int(score)
            for at, item in enumerate(self.items)
            if (score := typed.get(f"score_{at}"))
        }


def _year(label: Any) -> Any:
    return whole(label, gettext_lazy("Enter the year."), "", least=1990, most=2200)


def _people(label: Any) -> Any:
    return whole(label, gettext_lazy("Enter how many, or 0."), most=MOST_PEOPLE)


class ReturnStaff(Act):
    """How the staff of a public body volunteered in a year: numbers only."""

    year = _year(gettext_lazy("For which year?"))
    has_scheme = one(
        gettext_lazy("Can staff volunteer in paid time?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No")), ("", gettext_lazy("Not known"))],
        "",
    )
    staff = number(gettext_lazy("How many of your staff volunteered?"), most=MOST_PEOPLE)
    hours = number(gettext_lazy("How many hours did they give in paid time?"), most=MOST_HOURS)
    placements = number(
        gettext_lazy("How many places for volunteers did your own services offer?"),
        most=MOST_PEOPLE,
    )
    placement_hours = number(
        gettext_lazy("How many hours did volunteers give in them?"), most=MOST_HOURS
    )

    def told(self) -> dict[str, Any]:
        """Return the numbers, with what is not known as such."""
        typed = dict(self.cleaned_data)
        by_word = {word: value for value, word in YES_NO.items()}
        typed["has_scheme"] = by_word.get(typed["has_scheme"])
        return typed


class TellUnderstanding(Act):
    """How well staff of one team and level know the sector."""

    year = _year(gettext_lazy("For which year?"))
    team = line(gettext_lazy("Which team?"), gettext_lazy("Say which team."), most=120)
    level = one(
        gettext_lazy("At which level?"), Understanding.Level.choices, gettext_lazy("Say which.")
    )
    little = _people(gettext_lazy("How many know the sector little?"))
    fairly = _people(gettext_lazy("How many know it fairly?"))
    well = _people(gettext_lazy("How many know it well?"))
    training_on = day(
        gettext_lazy("On which day is training offered?"),
        "",
        gettext_lazy("Leave it empty while none is offered."),
    )
    training = line(gettext_lazy("Which training is it?"), most=300)


class TellVision(Act):
    """The signs of the vision in a year."""

    year = _year(gettext_lazy("Of which year?"))
    there_at_start = number(
        gettext_lazy("How many organisations were there when it began?"), most=MOST_PEOPLE
    )
    still_there = number(
        gettext_lazy("How many of those were still there at its end?"), most=MOST_PEOPLE
    )
    grants = number(gettext_lazy("Income from grants, in pounds"), most=MOST_POUNDS)
    contracts = number(gettext_lazy("Income from contracts, in pounds"), most=MOST_POUNDS)
    earned = number(gettext_lazy("Income that was earned otherwise, in pounds"), most=MOST_POUNDS)
    given = number(gettext_lazy("Income that was given, in pounds"), most=MOST_POUNDS)
    source = line(
        gettext_lazy("Where do the figures come from?"),
        gettext_lazy("Say where they come from."),
        most=300,
    )

    def clean(self) -> dict[str, Any] | None:
        """No more can last than there were."""
        typed = super().clean()
        before, after = (self.cleaned_data.get(n) for n in ("there_at_start", "still_there"))
        if before is not None and after is not None and after > before:
            self.add_error("still_there", _("No more can be there at the end than at the start."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return the figures, money in pence."""
        typed = dict(self.cleaned_data)
        for name in INCOME:
            pounds = typed.pop(name.removesuffix("_pence"))
            typed[name] = None if pounds is None else 100 * pounds
        return typed


class AgreeStandard(Act):
    """How a public body and the sector work with one another."""

    contact = text(
        gettext_lazy("Whom does a group reach, in every team?"),
        gettext_lazy("Say whom a group reaches."),
    )
    notice_days = whole(
        gettext_lazy("How many days of notice does a group get?"),
        gettext_lazy("Enter how many days."),
        gettext_lazy("Before it is asked for something, or something changes for it."),
        most=730,
    )
    reply_days = whole(
        gettext_lazy("Within how many days is there a reply?"),
        gettext_lazy("Enter how many days."),
        least=1,
        most=365,
    )
    words = text(gettext_lazy("What else was agreed?"))
    agreed_with = line(
        gettext_lazy("Who agreed to it for the sector?"), gettext_lazy("Say who agreed to it.")
    )
    agreed_on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class LearnFromScheme(Act):
    """What was learnt from a scheme like it."""

    scheme = line(gettext_lazy("Which scheme is it?"), gettext_lazy("Say which scheme."))
    words = text(gettext_lazy("What was learnt from it?"), gettext_lazy("Write what was learnt."))
    changed = text(gettext_lazy("What was changed because of it?"))
    source = line(gettext_lazy("Where does that come from?"), most=300)
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
