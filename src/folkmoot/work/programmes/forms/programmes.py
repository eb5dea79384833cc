"""What is asked about a programme, its sites, and in two minutes about what a provider counted."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, number, text, tick, whole

MOST = 10_000_000
UNKNOWN = gettext_lazy("Leave it empty where you do not know it. Empty is not the same as 0.")


class KeepProgramme(Act):
    """What a programme is."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    owner_name = line(
        gettext_lazy("Whose programme is it?"), gettext_lazy("Enter the body whose it is.")
    )
    about = text(gettext_lazy("What is it about?"))
    from_on = day(gettext_lazy("Which is its first day?"), gettext_lazy("Enter the day."))
    until_on = day(gettext_lazy("Which is its last day?"), gettext_lazy("Enter the day."))
    returns_by = day(
        gettext_lazy("Until when does each provider tell its figures?"),
        gettext_lazy("Enter the day."),
    )
    eligible_are = line(
        gettext_lazy("Whom is it meant for?"),
        gettext_lazy("Say whom it is meant for."),
        gettext_lazy("Such as: children on free school meals."),
        most=120,
    )
    eligible = number(gettext_lazy("How many of them are there in all?"), most=MOST)
    eligible_source = line(
        gettext_lazy("Where does that number come from?"),
        "",
        gettext_lazy("Who says so, and when."),
    )

    def clean(self) -> dict[str, Any] | None:
        """End it after it begins, and ask for figures after it has ended."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        told = self.cleaned_data.get("returns_by")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("That is before its first day."))
        if ends and told and told < ends:
            self.add_error("returns_by", _("That is before its last day."))
        return typed


class OneOrganisation(Act):
    """Which organisation, out of those listed here."""

    def __init__(self, *args: Any, among: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            among, label=_("Which organisation?"), error_messages={"required": _("Say which.")}
        )


class EnterSite(Act):
    """Where it is."""

    name = line(gettext_lazy("Where is it?"), gettext_lazy("Say where it is."))
    postcode = line(gettext_lazy("Its postcode"), most=8)

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Not known")
        )


class EnterSessions(Act):
    """When a site is open."""

    from_on = day(gettext_lazy("Which is the first day?"), gettext_lazy("Enter the day."))
    until_on = day(gettext_lazy("Which is the last day?"), gettext_lazy("Enter the day."))
    days = whole(
        gettext_lazy("On how many days between the two is it open?"),
        gettext_lazy("Enter the number of days."),
        gettext_lazy("Both days count. Four days a week for six weeks are 24."),
        least=1,
        most=366,
    )
    hours = line(
        gettext_lazy("From when to when?"),
        gettext_lazy("Enter the hours."),
        gettext_lazy("Such as: 10 to 2."),
        most=60,
    )
    places = number(gettext_lazy("For how many children at once?"))
    has_meal = from_list(
        gettext_lazy("Is there a meal?"),
        [("", gettext_lazy("Not known")), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        required=False,
    )

    def clean_has_meal(self) -> bool | None:
        """Read yes and no; nothing where it is not known."""
        said = self.cleaned_data["has_meal"]
        return None if said == "" else said == "yes"

    def clean(self) -> dict[str, Any] | None:
        """Keep the days within the two."""
        typed = super().clean()
        begins, ends = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if begins and ends and ends < begins:
            self.add_error("until_on", _("That is before the first day."))
        elif begins and ends and self.cleaned_data.get("days", 0) > (ends - begins).days + 1:
            self.add_error("days", _("There are not so many days between the two."))
        return typed


class TellFigures(Act):
    """
    What a provider counted: three numbers and a few words.

    What looks odd is said once; ticked as so, it is sent as it was typed.

    :param looks: given the three numbers, returns what looks odd in them, in sentences.
    """

    children = number(gettext_lazy("How many children came?"), UNKNOWN, most=100_000)
    eligible_children = number(gettext_lazy("How many of them were eligible?"), most=100_000)
    visits = number(
        gettext_lazy("How many visits did the eligible children make?"),
        gettext_lazy(
            "One child on one day is one visit. Leave out the visits of children who were not "
            "eligible."
        ),
        most=1_000_000,
    )
    words = text(
        gettext_lazy("What else should we know?"), "", "", widget=forms.Textarea(attrs={"rows": 3})
    )
    as_it_is = tick(gettext_lazy("It is so. Send it as it is."))

    def __init__(
        self,
        *args: Any,
        looks: Callable[[int | None, int | None, int | None], list[str]],
        eligible_are: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.looks = looks
        self.fields["eligible_children"].help_text = _(
            "Eligible are: %(who)s. Leave it empty where you do not know it."
        ) % {"who": eligible_are}
        if not self.is_bound:
            del self.fields["as_it_is"]

    def clean(self) -> dict[str, Any] | None:
        """Ask again where something looks odd, unless it was said to be so."""
        typed = super().clean()
        told = [self.cleaned_data.get(name) for name in ("children", "eligible_children", "visits")]
        if not self.errors and told == [None, None, None]:
            self.add_error("children", _("Enter at least one of the three numbers."))
        odd = [] if self.errors else self.looks(*told)
        if odd and not self.cleaned_data.get("as_it_is"):
            self.add_error("as_it_is", [_("Please look at this once more."), *odd])
        elif not odd and "as_it_is" in self.fields:
            del self.fields["as_it_is"]
        self.cleaned_data.pop("as_it_is", None)
        return typed


class ReportFigures(Act):
    """Figures of a whole programme as somebody published them."""

    children = number(gettext_lazy("How many children came?"), UNKNOWN, most=MOST)
    eligible_children = number(gettext_lazy("How many of them were eligible?"), most=MOST)
    visits = number(gettext_lazy("How many visits did the eligible make?"), most=MOST)
    providers = number(gettext_lazy("How many providers were there?"), most=MOST)
    source = line(
        gettext_lazy("Who published it, and where?"),
        gettext_lazy("Say who published it."),
        most=300,
    )
    on = day(gettext_lazy("When?"), gettext_lazy("Enter the day."))
