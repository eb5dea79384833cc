"""What is typed to join, to leave, and to keep the register."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.body.membership.actions import Signature
from folkmoot.body.membership.models import Channel, Membership
from folkmoot.body.membership.queries import State
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.fields import DateParts
from folkmoot.rules.findings import Refusal

OTHER_CHANNELS = [
    (Channel.PAPER.value, _("On paper")),
    (Channel.EMAIL.value, _("By e-mail")),
    (Channel.PHONE.value, _("By telephone")),
    (Channel.MEETING.value, _("At a meeting")),
]


class Asking(forms.Form):
    """A form that can show a refusal where the person is looking."""

    refusal: Refusal | None = None

    def refuse(self, refusal: Refusal) -> None:
        """Show why the assembly said no, keeping what was typed."""
        self.refusal = refusal
        self.add_error(None, refusal.in_words(get_current_timezone()))


class Organisations(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """A choice among organisations, by name."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name


def _among(field: forms.Field, organisations: QuerySet[Organisation]) -> None:
    """Let a question be answered with one of some organisations."""
    assert isinstance(field, Organisations)
    field.queryset = organisations


class Declare(Asking):
    """The five details of a declaration, and which text was read."""

    signer_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        error_messages={"required": _("Enter your name.")},
    )
    signer_role = forms.CharField(
        label=_("Your role in the organisation"),
        max_length=200,
        help_text=_("Such as secretary, manager, or the person who runs it."),
        error_messages={"required": _("Enter your role in the organisation.")},
    )
    organisation = Organisations(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        to_field_name="reference",
        empty_label=None,
        error_messages={
            "required": _("Choose the organisation."),
            "invalid_choice": _("Choose an organisation that is in the list."),
        },
    )
    signed_on = DateParts(label=_("Date"))
    has_authority = forms.BooleanField(
        label=_("I confirm that I have the authority to sign for this organisation"),
        error_messages={"required": _("Confirm that you have the authority to sign.")},
    )
    text_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self.fields["organisation"], organisations)
        self.organisations = organisations

    def signature(self) -> Signature:
        """Return the declaration as it was handed in."""
        typed = self.cleaned_data
        return Signature(
            signer_name=typed["signer_name"],
            signer_role=typed["signer_role"],
            organisation_name=typed["organisation"].name,
            signed_on=typed["signed_on"],
            has_authority=typed["has_authority"],
            text_digest=typed["text_digest"],
            key=typed["key"],
            channel=typed.get("channel", Channel.WEB),
            signer_email=typed.get("signer_email", ""),
        )


class DeclareForSomebody(Declare):
    """The same, as an officer records it for whoever signed."""

    field_order = (
        "organisation",
        "signer_name",
        "signer_role",
        "signer_email",
        "signed_on",
        "channel",
        "has_authority",
    )

    signer_email = forms.EmailField(
        label=_("Their e-mail address"),
        required=False,
        help_text=_("The receipt goes there. Without it, print the receipt and give it to them."),
    )
    channel = forms.ChoiceField(
        label=_("How did it reach you?"), choices=OTHER_CHANNELS, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer_name"].label = _("Name of whoever signed")
        self.fields["signer_role"].label = _("Their role in the organisation")
        self.fields["signed_on"].label = _("The day they signed")
        self.fields["has_authority"].label = _(
            "They confirmed that they have the authority to sign for this organisation"
        )


class Find(forms.Form):
    """Part of a name, to find an organisation by."""

    every_field_optional = True

    named = forms.CharField(label=_("Name of the organisation"), max_length=200, required=False)


class Sift(forms.Form):
    """What the register of members is searched by; every answer may be left out."""

    every_field_optional = True

    named = forms.CharField(label=_("Name"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Class"),
        required=False,
        choices=[
            ("", _("Either class")),
            (Membership.Class.FULL.value, _("Full members")),
            (Membership.Class.ASSOCIATE.value, _("Associate members")),
        ],
    )
    state = forms.ChoiceField(
        label=_("How it stands"),
        required=False,
        choices=[("", _("Every member")), *State.choices],
    )

    def asked(self) -> dict[str, str]:
        """Return what was asked for; what is no answer to a question is left out."""
        self.is_valid()
        return {
            "named": self.cleaned_data.get("named", ""),
            "membership_class": self.cleaned_data.get("kind", ""),
            "state": self.cleaned_data.get("state", ""),
        }


class GiveNotice(Asking):
    """A member's notice to leave."""

    words = forms.CharField(
        label=_("Is there anything you want the chair to know?"),
        widget=forms.Textarea,
        max_length=4000,
        required=False,
        help_text=_("Only your organisation and the support officers can read this."),
    )


class NoticeForSomebody(GiveNotice):
    """A notice that reached an officer another way."""

    channel = forms.ChoiceField(
        label=_("How did it reach you?"), choices=OTHER_CHANNELS, widget=forms.RadioSelect
    )
    field_order = ("channel", "words")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What did they write or say?")


class Invite(Asking):
    """Who at a body is asked to join."""

    organisation = Organisations(
        label=_("Which body is invited?"),
        queryset=Organisation.objects.none(),
        to_field_name="reference",
        empty_label=None,
        error_messages={
            "required": _("Find the body that is invited first."),
            "invalid_choice": _("Choose a body that is in the list."),
        },
    )
    to_name = forms.CharField(label=_("Name of the person to write to"), max_length=200)
    to_email = forms.EmailField(label=_("Their e-mail address"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _among(self.fields["organisation"], organisations)
        self.organisations = organisations


class DecidedByTheChair(Asking):
    """What every deed says that rests on a chair's decision."""

    decided_by_name = forms.CharField(
        label=_("Which chair decided this?"),
        max_length=200,
        error_messages={"required": _("Enter the name of the chair who decided this.")},
    )


class Suspend(DecidedByTheChair):
    """Why, on whose decision, and for how long a member is suspended."""

    field_order = ("case", "reason", "decided_by_name", "decided_on", "until_on")

    case = forms.CharField(
        label=_("What is the open case about the breach called?"), max_length=200
    )
    reason = forms.CharField(
        label=_("Why is the member suspended?"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("The member and the support officers can read this; the public cannot."),
        error_messages={"required": _("Write down the reason.")},
    )
    decided_on = DateParts(label=_("When did the chair decide it?"))
    until_on = DateParts(
        label=_("When does it end?"),
        required=False,
        help_text=_("The first day it no longer applies. Leave it empty until it is lifted."),
    )


class Lift(DecidedByTheChair):
    """On whose decision a suspension is lifted."""


class LeaveOut(DecidedByTheChair):
    """Why a departing member is left out of business."""

    field_order = ("reason", "decided_by_name")

    reason = forms.CharField(
        label=_("Why is the member left out?"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("The member and the support officers can read this; the public cannot."),
        error_messages={"required": _("Write down the reason.")},
    )


class End(Asking):
    """How and why a membership ends."""

    because = forms.ChoiceField(
        label=_("How does the membership end?"),
        widget=forms.RadioSelect,
        choices=[
            (Membership.Ended.EXPELLED.value, _("The assembly ended it by a vote")),
            (Membership.Ended.CORRECTED.value, _("It was entered in error")),
            (Membership.Ended.LAPSED.value, _("The organisation has closed or cannot be found")),
        ],
    )
    reason = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea,
        max_length=4000,
        help_text=_("The member and the support officers can read this; the public cannot."),
        error_messages={"required": _("Write down the reason.")},
    )
    decided_by_name = forms.CharField(
        label=_("Who decided it?"),
        max_length=200,
        required=False,
        help_text=_("The forum or group that voted, if there was a vote."),
    )
