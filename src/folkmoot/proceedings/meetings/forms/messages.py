from typing import Any

from django import forms
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, Once
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.meetings.models import Channel


class Send(Once):
    """What a forum writes to its members between meetings."""

    def __init__(self, *args: Any, forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forums = {forum.slug: forum for forum in forums}
        self.fields["forum"] = forms.ChoiceField(
            label=_("To the members of which forum?"),
            choices=[(slug, forum.name) for slug, forum in self.forums.items()],
            error_messages={"required": _("Choose a forum.")},
        )
        self.fields["subject"] = forms.CharField(
            label=_("What is it about?"),
            max_length=150,
            error_messages={"required": _("Write what it is about.")},
        )
        self.fields["text"] = forms.CharField(
            label=_("The message"),
            help_text=_("It goes as a letter to everybody who acts for a member of the forum, "
                        "and is kept for members to read."),
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 12}),
            error_messages={"required": _("Write the message.")},
        )  # fmt: skip
        self.fields["is_significant"] = forms.BooleanField(
            label=_("The next meeting hears of it, under what happened between meetings"),
            required=False,
            initial=True,
        )

    @property
    def forum(self) -> Forum:
        return self.forums[self.cleaned_data["forum"]]


class AgreeChannel(Act):
    """By what a forum talks between meetings."""

    def __init__(
        self,
        *args: Any,
        forums: list[Forum],
        channel: Channel | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.forums = {forum.slug: forum for forum in forums}
        self.fields["forum"] = forms.ChoiceField(
            label=_("Which forum agreed it?"),
            choices=[(slug, forum.name) for slug, forum in self.forums.items()],
            error_messages={"required": _("Choose a forum.")},
        )
        self.fields["name"] = forms.CharField(
            label=_("By what does it talk between meetings?"),
            help_text=_(
                "Such as e-mail, or a group in a messaging service. Everybody can read it."
            ),
            max_length=60,
            initial=channel.name if channel else "",
            error_messages={"required": _("Write by what it talks.")},
        )
        self.fields["address"] = forms.CharField(
            label=_("Where is it found?"),
            help_text=_("An address or a link. Only members see it."),
            max_length=300,
            required=False,
            initial=channel.address if channel else "",
        )
        self.fields["agreed_on"] = DateParts(label=_("On which day did the group agree?"))

    @property
    def forum(self) -> Forum:
        return self.forums[self.cleaned_data["forum"]]
