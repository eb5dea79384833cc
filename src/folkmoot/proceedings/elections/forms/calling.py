from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Office
from folkmoot.ground.asking import Act, Timed
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.queries import office_name

FOR_AN_OFFICE = (Contest.Reason.FIRST, Contest.Reason.TERM, Contest.Reason.VACANCY)


class Call(Timed):
    """What is said to call an election."""

    def __init__(
        self,
        *args: Any,
        offices: list[Office],
        officers: list[Person],
        opens_at: datetime,
        closes_at: datetime,
        role: str,
        usual: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {str(office.pk): office for office in offices}
        self.officers = {str(person.pk): person for person in officers}
        self.fields["office"] = forms.ChoiceField(
            label=_("Which office is to be filled?"),
            choices=[
                (key, f"{office.forum.name}: {office_name(office).lower()}")
                for key, office in self.offices.items()
            ],
            error_messages={"required": _("Choose an office.")},
        )
        self.fields["reason"] = forms.ChoiceField(
            label=_("Why is it called now?"),
            choices=[(reason.value, reason.label) for reason in FOR_AN_OFFICE],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose why it is called.")},
        )
        self.fields["returning_officer"] = forms.ChoiceField(
            label=_("Who runs it, as returning officer?"),
            help_text=_("Whoever runs an election cannot stand in it."),
            choices=[(key, person.name) for key, person in self.officers.items()],
            error_messages={"required": _("Choose who runs it.")},
        )
        self.ask_moment("open", _("Nominations open"), "", opens_at)
        self.ask_moment(
            "close",
            _("Nominations close"),
            _("Usually at least %(usual)s after they open.") % {"usual": usual},
            closes_at,
        )
        self.fields["short_because"] = forms.CharField(
            label=_("Why nominations are open for less than usual, if they are"),
            help_text=_("It is printed on the notice."),
            required=False,
            widget=forms.Textarea,
        )
        self.fields["role_description"] = forms.CharField(
            label=_("The role, as members will read it"),
            widget=forms.Textarea,
            initial=role,
            error_messages={"required": _("Describe the role.")},
        )
        self.fields["hours_a_year"] = forms.IntegerField(
            label=_("Hours a year that it takes"),
            help_text=_("With the meetings of the board and of the Alliance. Nominees see it."),
            min_value=1,
            max_value=2000,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
            error_messages={"required": _("Enter the hours a year, such as 90.")},
        )


class Ballot(Timed):
    """When a ballot is open, and who holds its keys."""

    def __init__(
        self,
        *args: Any,
        people: list[Person],
        first: Person,
        opens_at: datetime,
        closes_at: datetime,
        length: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.ask_moment(
            "open",
            _("The ballot opens"),
            _("Leave the tellers time to take their keys: it cannot open before."),
            opens_at,
        )
        self.ask_moment(
            "close",
            _("The ballot closes"),
            _("We suggest %(length)s after it opens.") % {"length": length},
            closes_at,
        )
        self.fields["tellers"] = forms.MultipleChoiceField(
            label=_("Who are the tellers?"),
            help_text=_(
                "Each takes a key, and it takes them all to open the ballots. One alone could "
                "open them; two or three from different bodies is better. If a key is lost, "
                "the ballots cannot be opened by anybody."
            ),
            choices=[(key, person.name) for key, person in self.people.items()],
            initial=[str(first.pk)],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one teller.")},
        )

    @property
    def tellers(self) -> list[Person]:
        """The tellers chosen, in the order in which they are listed."""
        return [self.people[key] for key in self.people if key in self.cleaned_data["tellers"]]


class Agreed(Act):
    """Whom the group chose after a second tie, and how."""

    def __init__(self, *args: Any, level: list[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = {str(nomination.pk): nomination for nomination in level}
        self.fields["nomination"] = forms.ChoiceField(
            label=_("Whom did the group choose?"),
            choices=[(key, one.nominee_name) for key, one in self.level.items()],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one of those who are level.")},
        )
        self.fields["method"] = forms.CharField(
            label=_("How did the group choose, in its own words?"),
            help_text=_("With the day and the place: it is published with the result."),
            widget=forms.Textarea,
            max_length=2000,
            error_messages={"required": _("Say how the group chose.")},
        )
