"""What is asked of those who come to a meeting, and of those who enter others."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Channel
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act
from folkmoot.ground.fields import HintedRadios
from folkmoot.proceedings.meetings.models import Mode


class ForBody(Act):
    """An act for one of the organisations that somebody acts for; asked only where several."""

    def ask_body(
        self, bodies: Sequence[Organisation], *, chosen: int | None = None, guest: str = ""
    ) -> None:
        """Add the question for whom it is done, with the words for a guest where one may be."""
        self.bodies = {str(body.pk): body for body in bodies}
        choices = [(key, body.name) for key, body in self.bodies.items()]
        if guest:
            choices = [("", guest), *choices]
        first = str(chosen) if chosen is not None else next(iter(self.bodies), "")
        self.fields["body"] = forms.ChoiceField(
            label=_("For which organisation?"),
            choices=choices,
            required=bool(self.bodies) and not guest,
            initial="" if guest and chosen is None else first,
            widget=forms.Select if len(choices) > 1 else forms.HiddenInput,
            error_messages={"required": _("Choose an organisation.")},
        )

    @property
    def body(self) -> Organisation | None:
        return self.bodies.get(self.cleaned_data.get("body", ""))


def ways(label: str, chosen: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(mode.value, capfirst(str(mode.label))) for mode in Mode],
        initial=chosen or Mode.ROOM.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


def words(label: str, hint: str, *, required: bool = False, missing: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": missing},
    )


class Come(ForBody):
    """How somebody comes, and what would help them."""

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        chosen: int | None = None,
        mode: str = "",
        needs: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask_body(bodies, chosen=chosen)
        self.fields["mode"] = ways(_("How will you take part?"), mode)
        self.fields["needs"] = words(
            _("What would help you take part?"),
            _("Such as a seat near the door, an interpreter or large print. "
              "Only the chair and those who look after the meeting read this."),
        )  # fmt: skip
        self.fields["needs"].initial = needs


class Apologise(ForBody):
    """That somebody cannot come, and a word about it if they like."""

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        chosen: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.ask_body(bodies, chosen=chosen)
        self.fields["words"] = words(
            _("Is there anything you want to say?"),
            _("Only the chair and those who look after the meeting read this. The notes say "
              "that you sent apologies, and not why."),
        )  # fmt: skip


class AskDeputy(ForBody):
    """Who is to come in the usual person's place, and what is exceptional."""

    def __init__(self, *args: Any, bodies: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_body(bodies)
        self.fields["name"] = forms.CharField(
            label=_("Who is to come?"),
            max_length=200,
            error_messages={"required": _("Enter the name of the deputy.")},
        )
        self.fields["email"] = forms.EmailField(
            label=_("Their e-mail address"),
            help_text=_("With it they can say on their own telephone that they are there."),
            required=False,
            error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
        )
        self.fields["why"] = words(
            _("Why can your usual person not come?"),
            _("Only whoever chairs the meeting reads this."),
            required=True,
            missing=_("Say what is exceptional."),
        )


class AnswerDeputy(Act):
    """Yes, or no with its reason."""

    answer = forms.ChoiceField(widget=forms.RadioSelect)
    because = forms.CharField(required=False, max_length=2000, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        assert isinstance(answer, forms.ChoiceField)
        answer.label = _("May they come?")
        answer.choices = [("yes", _("Yes, and they count for the member")), ("no", _("No"))]
        answer.error_messages["required"] = _("Choose yes or no.")
        self.fields["because"].label = _("If not, why not?")
        self.fields["because"].help_text = _("The member reads this.")


class CheckIn(ForBody):
    """The code of the meeting, and how somebody is there."""

    def __init__(
        self,
        *args: Any,
        bodies: Sequence[Organisation],
        chosen: int | None = None,
        needs_code: bool,
        mode: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if needs_code:
            self.fields["code"] = forms.CharField(
                label=_("The code of this meeting"),
                help_text=_("Six letters and figures, shown or read out where people meet."),
                max_length=20,
                widget=forms.TextInput(
                    attrs={
                        "class": "govuk-input--width-10",
                        "autocomplete": "off",
                        "autocapitalize": "characters",
                        "spellcheck": "false",
                    }
                ),
                error_messages={"required": _("Enter the code.")},
            )
        self.ask_body(bodies, chosen=chosen)
        self.fields["mode"] = ways(_("How do you take part?"), mode)


class EnterSomebody(ForBody):
    """Somebody whom another enters: they rang, wrote, or stand at the door."""

    def __init__(
        self, *args: Any, bodies: Sequence[Organisation], is_open: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        says = [("coming", _("They are coming")), ("apology", _("They send apologies"))]
        if is_open:
            says = [("present", _("They are there")), *says]
        self.fields["name"] = forms.CharField(
            label=_("Their name"),
            max_length=200,
            error_messages={"required": _("Enter their name.")},
        )
        self.fields["email"] = forms.EmailField(
            label=_("Their e-mail address"),
            help_text=_("If they have an account here, it is theirs that is written to."),
            required=False,
            error_messages={"invalid": _("Enter an e-mail address like name@example.org.")},
        )
        self.ask_body(bodies, guest=_("None: they are a guest"))
        self.fields["part"] = forms.ChoiceField(
            label=_("As what do they come?"),
            choices=[
                ("usual", _("One of its own people, or a guest")),
                ("deputy", _("Its deputy")),
            ],
            initial="usual",
            widget=HintedRadios(
                hints={"deputy": _("A deputy counts if the chair agreed before the meeting began.")}
            ),
        )
        self.fields["says"] = forms.ChoiceField(
            label=_("What is to be put down?"),
            choices=says,
            initial=says[0][0],
            widget=forms.RadioSelect,
        )
        self.fields["mode"] = ways(_("How do they take part?"))
        self.fields["channel"] = forms.ChoiceField(
            label=_("How did it reach you?"),
            choices=[
                (value, capfirst(str(label)))
                for value, label in Channel.choices
                if value != Channel.WEB
            ],
            initial=Channel.MEETING if is_open else Channel.PHONE,
            widget=forms.RadioSelect,
        )
        self.fields["needs"] = words(
            _("What would help them, or what they said"),
            _("Only those who look after the meeting read this."),
        )
