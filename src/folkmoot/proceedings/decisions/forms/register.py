from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act, Once, OneNamed, SomeNamed
from folkmoot.ground.fields import DateParts, HintedRadios
from folkmoot.ground.places.models import Area
from folkmoot.proceedings.decisions.models import Motion, Option
from folkmoot.proceedings.decisions.queries.register import HOW, Asked
from folkmoot.proceedings.meetings.models import Visibility

LONG = 20_000
OUTCOMES = (
    Motion.Outcome.AGREED, Motion.Outcome.CARRIED, Motion.Outcome.LOST, Motion.Outcome.UNDECIDED,
)  # fmt: skip


class Sift(forms.Form):
    """What somebody looks for in the register of decisions."""

    words = forms.CharField(required=False, max_length=200)
    forum = forms.CharField(required=False, max_length=100)
    year = forms.IntegerField(required=False, min_value=1900, max_value=2200)
    outcome = forms.ChoiceField(required=False)
    how = forms.ChoiceField(required=False)
    whose = forms.ChoiceField(required=False)

    def __init__(
        self, *args: Any, forums: QuerySet[Forum], years: list[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("All"))
        self.fields["words"].label = _("Words in the decision, its evidence or its number")
        slugs = [(one.slug, one.name) for one in forums]
        self.fields["forum"] = forms.ChoiceField(
            required=False, label=_("Forum"), choices=[every, *slugs]
        )
        self.fields["year"].label = _("Year")
        self.fields["year"].widget = forms.Select(
            choices=[every, *((year, str(year)) for year in years)]
        )
        outcomes = [(one.value, capfirst(one.label)) for one in OUTCOMES]
        self.fields["outcome"].label = _("Outcome")
        _choose(self.fields["outcome"], [every, *outcomes])
        self.fields["how"].label = _("How it was decided")
        _choose(
            self.fields["how"],
            [every, *((key, capfirst(str(said))) for key, said in HOW.items())],
        )
        self.fields["whose"].label = _("By whom")
        _choose(
            self.fields["whose"],
            [every, ("collectively", _("Together")), ("singly", _("By one person"))],
        )

    def asked(self) -> Asked:
        """Return what was asked for; what could not be read is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Asked(**given)


def _choose(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class RecordDecision(Once):
    """A decision that was taken elsewhere: what, how, by whom, on what evidence and when."""

    question = forms.CharField(max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    decided_on = DateParts()
    outcome = forms.ChoiceField(choices=[(one.value, capfirst(one.label)) for one in OUTCOMES])
    how = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    whose = forms.ChoiceField(initial="collectively")
    decided_by_name = forms.CharField(required=False, max_length=200)
    votes_for = forms.IntegerField(required=False, min_value=0)
    votes_against = forms.IntegerField(required=False, min_value=0)
    abstained = forms.IntegerField(required=False, min_value=0)
    evidence = forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
    background = forms.CharField(
        required=False, max_length=LONG, widget=forms.Textarea(attrs={"rows": 4})
    )
    effective_on = DateParts(required=False)
    visibility = forms.ChoiceField(choices=Visibility.choices, initial=Visibility.PUBLIC)

    def __init__(
        self, *args: Any, forums: QuerySet[Forum], places: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["forum"] = OneNamed(queryset=forums, label=_("Whose decision was it?"))
        self.fields["areas"] = SomeNamed(
            queryset=places, required=False, label=_("Places it touches")
        )
        labels = {
            "question": _("What was decided"),
            "decided_on": _("When"),
            "outcome": _("What came of it"),
            "how": _("How it was taken"),
            "whose": _("Was it taken together, or by one person?"),
            "decided_by_name": _("If one person took it, who"),
            "votes_for": _("Votes for, if they were counted"),
            "votes_against": _("Votes against"),
            "abstained": _("How many abstained"),
            "evidence": _("On what evidence"),
            "background": _("Background"),
            "effective_on": _("The first day it applies"),
            "visibility": _("Who may read it"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
        self.fields["question"].help_text = _(
            "One sentence that begins with “That”, such as: That the hub opens in Poolbay."
        )
        self.fields["how"].help_text = _("Such as: by a show of hands at the meeting of 3 May.")
        self.fields["effective_on"].help_text = _("Leave it out if it applied from that day.")
        whose = self.fields["whose"]
        _choose(whose, [("collectively", _("Together")), ("singly", _("By one person"))])
        whose.widget = HintedRadios(
            choices=[("collectively", _("Together")), ("singly", _("By one person"))],
            hints={"singly": _("Their name is kept with the decision.")},
        )
        self.fields["visibility"].widget = forms.RadioSelect(choices=Visibility.choices)
        self.order_fields(["form_key", "forum", *labels])

    def given(self) -> dict[str, Any]:
        """Return the answers as the deed takes them."""
        typed = dict(self.cleaned_data)
        votes = (typed.pop("votes_for"), typed.pop("votes_against"), typed.pop("abstained"))
        typed["is_collective"] = typed.pop("whose") == "collectively"
        typed["votes"] = (
            None if votes[:2] == (None, None) else tuple(number or 0 for number in votes)
        )
        return typed


class Options(Act):
    """The options that a motion weighs, and by what."""

    criteria = forms.CharField(
        required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    options = forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criteria"].label = _("By what they are weighed")
        self.fields["criteria"].help_text = _("One on each line.")
        self.fields["options"].label = _("The options")
        self.fields["options"].help_text = _(
            "One on each line. After a colon, say how it does by what they are weighed. Such as: "
            "The old school: near the bus, and needs a new roof."
        )

    def clean_options(self) -> list[tuple[str, str]]:
        """:raises ValidationError: if there are fewer than two, or a name is too long."""
        found = []
        for line in str(self.cleaned_data["options"]).splitlines():
            label, _colon, merits = (part.strip() for part in line.partition(":"))
            if len(label) > 200:
                raise forms.ValidationError(
                    _("Keep the name of each option short, and put the rest after a colon.")
                )
            if label:
                found.append((label, merits))
        if len(found) < 2:
            raise forms.ValidationError(_("Enter two options or more, each on its own line."))
        return found


class Choose(Act):
    """Which option was chosen."""

    def __init__(self, *args: Any, options: QuerySet[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["option"] = forms.ModelChoiceField(
            queryset=options, label=_("Which option was chosen?"), empty_label=None,
            widget=forms.RadioSelect,
        )  # fmt: skip
        field = self.fields["option"]
        assert isinstance(field, forms.ModelChoiceField)
        field.choices = [(one.pk, one.label) for one in options]


class AskForums(Act):
    """Which other forums are asked beside those whose places are touched."""

    def __init__(self, *args: Any, forums: QuerySet[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["also"] = SomeNamed(
            queryset=forums,
            required=False,
            label=_("Ask these forums as well"),
            help_text=_("Such as the group of the place, for its view."),
        )


class AnswerForum(Act):
    """What a forum answers."""

    agreed = forms.TypedChoiceField(coerce=lambda value: value == "yes")
    words = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self.fields["agreed"], [("yes", _("It agrees")), ("no", _("It does not agree"))])
        self.fields["agreed"].label = _("Does the forum agree?")
        self.fields["agreed"].widget = forms.RadioSelect(
            choices=[("yes", _("It agrees")), ("no", _("It does not agree"))]
        )
        self.fields["words"].label = _("Its answer")
        self.fields["words"].help_text = _("Where and how it was agreed, and why.")
