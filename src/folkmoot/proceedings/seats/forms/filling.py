"""What is asked to have a seat filled, and of those who are in it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Timed, one_of
from folkmoot.ground.people.models import Person
from folkmoot.ground.questions import NARROW
from folkmoot.proceedings.decisions.models import Motion, Position
from folkmoot.proceedings.seats.models import Seat


def which_forum(forums: Sequence[Forum]) -> forms.TypedChoiceField:
    """Return the choice of a forum that a seat answers to; the only one is chosen already."""
    by_key = {str(forum.pk): forum for forum in forums}
    return forms.TypedChoiceField(
        label=_("Which forum elects?"),
        choices=[(key, forum.name) for key, forum in by_key.items()],
        coerce=lambda key: by_key[key],
        widget=forms.RadioSelect,
        initial=next(iter(by_key), None) if len(by_key) == 1 else None,
        error_messages={"required": _("Choose the forum that elects.")},
    )


class Call(Timed):
    """What is said to call an election to a seat."""

    def __init__(
        self,
        *args: Any,
        seat: Seat,
        forums: Sequence[Forum],
        officers: list[Person],
        opens_at: datetime,
        closes_at: datetime,
        usual: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.officers = {str(person.pk): person for person in officers}
        self.fields["forum"] = which_forum(forums)
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
            label=_("What the seat asks, as members will read it"),
            widget=forms.Textarea,
            initial=seat.role,
            error_messages={"required": _("Describe what it asks.")},
        )
        board = seat.board_hours_a_year
        own = seat.hours_a_year - board if seat.hours_a_year and board else None
        self.fields["board_hours"] = forms.IntegerField(
            label=_("Hours a year at the board"),
            min_value=0,
            max_value=2000,
            initial=board,
            widget=forms.TextInput(attrs=NARROW),
            error_messages={"required": _("Enter the hours a year, such as 24.")},
        )
        self.fields["own_hours"] = forms.IntegerField(
            label=_("Hours a year for our own meetings, asking members and telling them"),
            help_text=_("Nominees see both, and say that they have time for both."),
            min_value=0,
            max_value=2000,
            initial=own,
            widget=forms.TextInput(attrs=NARROW),
            error_messages={"required": _("Enter the hours a year, such as 36.")},
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but who does it and when."""
        typed = self.cleaned_data
        board, own = typed["board_hours"], typed["own_hours"]
        hours = _("%(board)d hours a year at the board, %(own)d for our own meetings.") % {
            "board": board,
            "own": own,
        }
        return {
            "forum": typed["forum"],
            "returning_officer": self.officers[typed["returning_officer"]],
            "nominations_close_at": self.moment("close"),
            "short_because": typed["short_because"],
            "role_description": f"{typed['role_description'].strip()}\n\n{hours}",
            "hours_a_year": max(1, board + own),
        }


class ElectedInRoom(Act):
    """Whom a forum elected at a meeting, and by which decision."""

    def __init__(
        self,
        *args: Any,
        forums: Sequence[Forum],
        decisions: Sequence[Motion],
        organisations: QuerySet[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = which_forum(forums)
        self.fields["motion"] = forms.ChoiceField(
            label=_("By which decision?"),
            help_text=_("Only what these forums agreed to or carried is listed, the latest first."),
            choices=[
                ("", _("Choose a decision")),
                *(
                    (one.reference, f"{one.reference} ({one.forum.name}): {one.question}")
                    for one in decisions
                ),
            ],
            error_messages={"required": _("Choose the decision of the forum.")},
        )
        self.fields["holder_name"] = forms.CharField(
            label=_("Who was elected?"),
            max_length=200,
            error_messages={"required": _("Enter their name.")},
        )
        self.fields["holder_email"] = forms.EmailField(
            label=_("Their e-mail address"),
            help_text=_("Not shown to anybody. With it they sign in as the representative."),
            error_messages={"required": _("Enter their e-mail address.")},
        )
        self.fields["organisation"] = one_of(
            organisations,
            label=_("Which member do they come from?"),
            error_messages={"required": _("Choose the member.")},
        )
        self.fields["interests"] = forms.CharField(
            label=_("Interests they declared for the role, or “none”"),
            widget=forms.Textarea,
            error_messages={"required": _("Write their interests, or “none”.")},
        )
        self.fields["accepts_guidance"] = forms.BooleanField(
            label=_("They accepted the guidance for representatives"), required=False
        )


class Positions(Act):
    """Which positions of the assembly bind a seat."""

    def __init__(self, *args: Any, positions: Sequence[Position], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.positions = {str(one.pk): one for one in positions}
        self.fields["positions"] = forms.MultipleChoiceField(
            label=_("Which positions does whoever is in the seat put forward?"),
            choices=[(key, one.topic) for key, one in self.positions.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def chosen(self) -> list[Position]:
        """Those that were ticked."""
        return [self.positions[key] for key in self.cleaned_data["positions"]]


class AnswerPosition(Act):
    """Whether a representative puts a position forward."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(
            label=_(
                "Do you put this forward at the board, whatever you or your organisation think?"
            ),
            choices=[("yes", _("Yes")), ("no", _("No: I stand down from the seat"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether you do.")},
        )
