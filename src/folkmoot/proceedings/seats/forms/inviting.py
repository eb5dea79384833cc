"""What a body is asked that wants to have somebody of the sector, and what is answered."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, Once, SomeNamed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import number, text, whole
from folkmoot.proceedings.seats.models import Invitation, Level, OutsideBody, PartnerType


class Ask(Once):
    """What a public body says of the place it offers."""

    KEPT = (
        "body_name", "partner_type", "level", "asker_role", "purpose", "influence",
        "influence_words", "papers_days", "pays_expenses", "expenses_words", "takes_deputies",
        "table_size", "is_small_or_specialist", "skills", "meetings_a_year", "first_meeting_on",
        "answer_by",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[OutsideBody],
        areas: QuerySet[Area],
        answer_by: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = one_of(
            bodies,
            label=_("Which board is it?"),
            required=False,
            empty_label=_("Another, named below"),
        )
        self.fields["body_name"] = forms.CharField(
            label=_("If it is not in the list: what is it called?"), max_length=200, required=False
        )
        self.fields["partner_type"] = forms.ChoiceField(
            label=_("Whose board is it?"), choices=PartnerType.choices
        )
        self.fields["level"] = forms.ChoiceField(
            label=_("At which level does it work?"), choices=Level.choices, initial=Level.COUNTY
        )
        self.fields["areas"] = SomeNamed(
            queryset=areas, label=_("Which places does it concern?"), required=False
        )
        self.fields["asker_role"] = forms.CharField(
            label=_("What are you there?"), max_length=200, required=False
        )
        self.fields["purpose"] = text(_("What is the board for?"), _("Say what the board is for."))
        self.fields["influence"] = forms.ChoiceField(
            label=_("What can a representative do there?"),
            choices=Invitation.Influence.choices,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose what a representative can do.")},
        )
        self.fields["influence_words"] = text(
            _("What could they change? Give an example."), _("Say what they could change.")
        )
        self.fields["papers_days"] = whole(
            _("How many days before each meeting do papers come?"),
            _("Enter a number of days, such as 10."),
            _("Representatives ask members what they think, and need time for it."),
        )
        self.fields["seats_offered"] = number(
            _("How many seats do you offer?"),
            _("Leave it empty where anybody may come."),
            most=1000,
            least=1,
        )
        self.fields["table_size"] = whole(
            _("How many people sit at the table in all, with those seats?"),
            _("Enter how many sit there in all."),
            least=1,
        )
        self.fields["is_small_or_specialist"] = forms.BooleanField(
            label=_("It is a small or specialist group, where one seat may be enough"),
            required=False,
        )
        self.fields["pays_expenses"] = forms.BooleanField(
            label=_("Expenses are paid"), required=False
        )
        self.fields["expenses_words"] = forms.CharField(
            label=_("Which expenses, and how"), max_length=300, required=False
        )
        self.fields["takes_deputies"] = forms.BooleanField(
            label=_("A deputy may come instead"), required=False
        )
        self.fields["skills"] = text(
            _("Whom do you look for? Skills, places, what they have lived through")
        )
        self.fields["meetings_a_year"] = number(_("How often does it meet in a year?"), most=400)
        self.fields["first_meeting_on"] = DateParts(
            label=_("When is the first meeting for them?"), required=False
        )
        self.fields["answer_by"] = DateParts(
            label=_("By when do you need an answer?"),
            help_text=_("An election by members takes about six weeks after a yes."),
            required=False,
            initial=answer_by,
        )

    def clean(self) -> dict[str, Any] | None:
        """Hold the seats against the table, and ask for the name of a board that is new."""
        typed = super().clean()
        told = self.cleaned_data
        if not told.get("body") and not str(told.get("body_name") or "").strip():
            self.add_error("body_name", _("Choose the board, or enter what it is called."))
        seats, table = told.get("seats_offered"), told.get("table_size")
        if seats is not None and table is not None and seats > table:
            self.add_error(
                "table_size", _("There are more seats offered than people at the table.")
            )
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes."""
        typed = self.cleaned_data
        return {
            **{name: typed[name] for name in self.KEPT},
            "body": typed["body"],
            "areas": typed["areas"],
            "seats_offered": typed["seats_offered"],
            "form_key": typed["form_key"],
        }


class Route(Act):
    """Which forum would elect, as the co-ordination group says."""

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = one_of(
            forums,
            label=_("Which forum would elect?"),
            error_messages={"required": _("Choose a forum.")},
        )
        self.fields["because"] = forms.CharField(
            label=_("Why this one"),
            max_length=300,
            error_messages={"required": _("Say why, in a few words.")},
        )


class Assess(Act):
    """Whether a seat would be for show."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding"] = forms.ChoiceField(
            label=_("Would the seat be for show?"),
            choices=[
                ("no", _("No, the voice would count")),
                ("yes", _("Yes, it would be for show")),
            ],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether it would.")},
        )
        self.fields["words"] = text(_("Why"), _("Say why."))


class Answer(Act):
    """What the assembly decided, and why."""

    def __init__(self, *args: Any, draft: str, is_alone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"] = forms.ChoiceField(
            label=_("What was decided?"),
            choices=[("accept", _("To be represented")), ("decline", _("Not to be represented"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what was decided.")},
        )
        self.fields["reasons"] = text(
            _("The reasons"),
            _("Write the reasons."),
            _("The body is sent them, and everybody can read them."),
            initial=draft,
        )
        if is_alone:
            self.fields["alone_because"] = text(
                _("If it is a yes: why is one seat alone right here?")
            )
        self.fields["decided_by"] = forms.CharField(
            label=_("Who decided it, and when?"),
            help_text=_("Such as: the co-ordination group on 12 March 2026."),
            max_length=300,
            error_messages={"required": _("Say who decided it.")},
        )
        self.fields["motion"] = forms.CharField(
            label=_("Its number in the register of decisions, if it stands there"),
            max_length=40,
            required=False,
        )
