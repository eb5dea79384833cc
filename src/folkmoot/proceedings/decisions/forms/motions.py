from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.membership.models import Channel
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Edited, Once, SomeNamed, one_of
from folkmoot.ground.fields import DateParts, HintedRadios
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.decisions.models import Motion, Poll, Stance
from folkmoot.proceedings.meetings.models import Visibility

LONG = 20_000


class Worded(forms.Form):
    """The question of a motion, as it would be agreed."""

    question = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.fields["question"]
        question.label = _("What is to be agreed")
        question.help_text = _(
            "One sentence that begins with “That”, such as: That we meet at six."
        )
        question.error_messages["required"] = _("Write what is to be agreed.")

    def clean_question(self) -> str:
        """:raises ValidationError: if it does not begin as something to agree to does."""
        question = " ".join(str(self.cleaned_data["question"]).split())
        if not question.lower().startswith("that "):
            raise forms.ValidationError(_("Begin with the word “That”."))
        return question


class Propose(Worded, Once):
    """A motion under an item: what is to be agreed, by whom it is put, and what it rests on."""

    background = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea)
    evidence = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea)
    options = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea)
    visibility = forms.ChoiceField(choices=Visibility.choices, initial=Visibility.PUBLIC)

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[Organisation],
        places: QuerySet[Area],
        is_arranger: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposed_by"] = one_of(
            bodies,
            label=_("Which member puts it"),
            required=not is_arranger,
            empty_label=_("No member: the forum itself") if is_arranger else None,
        )
        self.fields["background"].label = _("Background")
        self.fields["background"].help_text = _("What members need to know before they decide.")
        self.fields["evidence"].label = _("What it rests on")
        self.fields["evidence"].help_text = _("Figures, reports, what people have said.")
        self.fields["options"].label = _("Other ways that were weighed")
        self.fields["options"].help_text = _(
            "One on each line. After a colon, say how it does. Such as: Meet online: cheaper, and "
            "some cannot join."
        )
        self.fields["areas"] = SomeNamed(
            queryset=places,
            required=False,
            label=_("Places it touches"),
        )
        if is_arranger:
            self.fields["concerns"] = one_of(
                bodies,
                label=_("The member it is about, if it is about one"),
                help_text=_("That member is heard, and does not vote on it."),
                required=False,
                empty_label=_("It is about no member"),
            )
        self.fields["effective_on"] = DateParts(
            required=False,
            label=_("The first day it would apply"),
            help_text=_("Leave it out if it applies from the day it is decided."),
        )
        self.fields["visibility"].label = _("Who may read it")
        self.fields["visibility"].help_text = _(
            "Where its item is for fewer, the motion is for those few as well."
        )
        self.fields["visibility"].widget = forms.RadioSelect(choices=Visibility.choices)

    def clean_options(self) -> list[tuple[str, str]]:
        """:raises ValidationError: if the name of one is too long."""
        found = []
        for line in str(self.cleaned_data["options"]).splitlines():
            label, _colon, merits = (part.strip() for part in line.partition(":"))
            if len(label) > 200:
                raise forms.ValidationError(
                    _("Keep the name of each way short, and put the rest after a colon.")
                )
            if label:
                found.append((label, merits))
        return found


class Reword(Worded, Edited):
    """New words for a motion, and why."""

    background = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea)
    because = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["background"].label = _("Background")
        self.fields["because"].label = _("Why it is worded anew")
        self.fields["because"].error_messages["required"] = _("Write the reason.")


class Say(Act):
    """What a member makes of a motion."""

    kind = forms.ChoiceField(choices=Stance.Kind.choices)
    words = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self, *args: Any, bodies: QuerySet[Organisation] | None = None, **kwargs: Any
    ) -> None:
        """:param bodies: the members to choose from, where it is written down for one."""
        super().__init__(*args, **kwargs)
        if bodies is not None:
            self.fields["organisation"] = one_of(bodies, label=_("Which member says it"))
            self.fields["channel"] = forms.ChoiceField(
                choices=[one for one in Channel.choices if one[0] != Channel.WEB],
                initial=Channel.MEETING,
                label=_("How it was said"),
            )
            self.order_fields(["organisation", "channel", "kind", "words"])
        kind = self.fields["kind"]
        kind.label = _("What does it make of the motion?")
        kind.widget = HintedRadios(
            choices=[
                (Stance.Kind.SUPPORT, _("It supports it")),
                (Stance.Kind.RESERVATION, _("It has reservations, and would go along")),
                (Stance.Kind.ASIDE, _("It stands aside")),
                (Stance.Kind.BLOCK, _("It cannot agree")),
                (Stance.Kind.VIEW, _("It has something to say, and takes no side")),
            ],
            hints={
                Stance.Kind.ASIDE: _("It will not stand in the way, and is not part of it."),
                Stance.Kind.BLOCK: _(
                    "From a full member, this holds up agreement until it is met."
                ),
            },
        )
        self.fields["words"].label = _("Why")
        self.fields["words"].help_text = _(
            "Needed with reservations, an objection or something to say. Those who may read the "
            "motion may read this."
        )


class Talk(Act):
    """What was said, in short."""

    discussion = forms.CharField(max_length=LONG, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["discussion"].label = _("What was said, in short")
        self.fields["discussion"].help_text = _("The points made, without who made them.")
        self.fields["discussion"].error_messages["required"] = _("Write what was said, in short.")


class Agreement(Talk):
    """Agreement that is to be recorded."""

    words = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("Anything agreed beside the motion’s own words")


class CallVote(Act):
    """A vote that is to be called: how it is taken, and why talk was not enough."""

    way = forms.ChoiceField(choices=Poll.Way.choices, initial=Poll.Way.ELECTRONIC)
    because = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    discussion = forms.CharField(
        required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, motion: Motion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].label = _("How the vote is taken")
        self.fields["way"].widget = HintedRadios(
            choices=Poll.Way.choices,
            hints={
                Poll.Way.HANDS: _("You write down each member’s hand on one page."),
                Poll.Way.ELECTRONIC: _("Each member votes on a phone or a computer."),
                Poll.Way.SECRET: _("Paper slips, counted by two tellers. Nobody’s choice is kept."),
            },
        )
        self.fields["because"].label = _("Why talking was not enough")
        self.fields["because"].help_text = _("It is shown with the motion.")
        self.fields["because"].error_messages["required"] = _("Write the reason.")
        self.fields["discussion"].label = _("What was said, in short")
        self.fields["discussion"].initial = motion.discussion
