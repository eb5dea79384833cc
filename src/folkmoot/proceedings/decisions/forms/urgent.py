from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Channel
from folkmoot.ground.asking import Act, Once, OneNamed, Timed
from folkmoot.ground.fields import HintedRadios
from folkmoot.proceedings.decisions.forms.motions import Worded
from folkmoot.proceedings.decisions.models import Ballot, Motion
from folkmoot.proceedings.meetings.models import Meeting, Visibility

LONG = 20_000


class AskUrgently(Timed, Worded, Once):
    """A question that cannot wait for a meeting."""

    background = forms.CharField(
        required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )
    because = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    route = forms.ChoiceField(initial=Motion.Route.EMAIL)
    visibility = forms.ChoiceField(choices=Visibility.choices, initial=Visibility.MEMBERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["background"].label = _("Background")
        self.fields["because"].label = _("Why it cannot wait for a meeting")
        self.fields["because"].help_text = _("It goes to the members and stays with the decision.")
        self.fields["because"].error_messages["required"] = _("Write the reason.")
        ways = [
            (Motion.Route.EMAIL.value, _("Ask for views")),
            (Motion.Route.POLL.value, _("Take a vote on screens")),
        ]
        route = self.fields["route"]
        assert isinstance(route, forms.ChoiceField)
        route.choices = ways
        route.label = _("How members are asked")
        route.widget = HintedRadios(
            choices=ways,
            hints={
                Motion.Route.EMAIL: _(
                    "Each member says what it makes of it. It is agreed if nobody holds it up."
                ),
                Motion.Route.POLL: _(
                    "Each full member has one vote. It counts if enough of them take part."
                ),
            },
        )
        self.fields["visibility"].label = _("Who may read it")
        self.fields["visibility"].widget = forms.RadioSelect(choices=Visibility.choices)
        self.ask_moment("closes", _("Members answer by"), "", None)


class Count(Act):
    """What whoever chairs makes of the views that came."""

    words = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, is_views: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Anything to add to the outcome")
        if is_views:
            choices = [("yes", _("They agree")), ("no", _("They do not agree"))]
            self.fields["is_agreed"] = forms.TypedChoiceField(
                coerce=lambda value: value == "yes",
                choices=choices,
                label=_("Do the members agree?"),
                widget=HintedRadios(
                    choices=choices,
                    hints={"no": _("Nothing is decided, and things stay as they were.")},
                ),
            )
            self.order_fields(["is_agreed", "words"])


class Note(Act):
    """The meeting that takes note of an urgent decision."""

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = forms.ModelChoiceField(
            queryset=meetings, label=_("Which meeting takes note of it?"), empty_label=None
        )
        field.choices = [(one.pk, one.reference) for one in meetings]
        self.fields["meeting"] = field


class EnterVote(Once):
    """A vote that came by telephone or e-mail."""

    choice = forms.ChoiceField(
        choices=[(one.value, capfirst(one.label)) for one in Ballot.Choice],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bodies: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].label = _("Its vote")
        self.fields["organisation"] = OneNamed(queryset=bodies, label=_("Which member votes?"))
        self.fields["channel"] = forms.ChoiceField(
            choices=[one for one in Channel.choices if one[0] in ("e-mail", "phone", "paper")],
            label=_("How it came"),
            initial=Channel.PHONE,
        )
        self.order_fields(["form_key", "organisation", "channel", "choice"])
