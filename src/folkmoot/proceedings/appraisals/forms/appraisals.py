"""What is asked to compare ways to be represented, to comment on them and to decide."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, Once, Timed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.ground.questions import NARROW
from folkmoot.proceedings.appraisals.models import Option
from folkmoot.proceedings.appraisals.queries.reading import NoPaper, Paper, read_paper
from folkmoot.proceedings.seats.models import OutsideBody

MOST = 200_000


def words(label: str, hint: str = "", *, needed: str = "", **more: Any) -> forms.CharField:
    """Return a question for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=8000,
        required=bool(needed),
        widget=forms.Textarea,
        error_messages={"required": needed} if needed else {},
        **more,
    )


class Write(Once):
    """The options as a text or a file, and what their author gains by the outcome."""

    def __init__(
        self,
        *args: Any,
        bodies: QuerySet[OutsideBody],
        organisations: QuerySet[Organisation],
        author: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("The options, as text"),
            help_text=_(
                "Each option begins with [[option]], and those who choose in it with "
                "[[option.constituency]]. The example below shows every part."
            ),
            required=False,
            max_length=MOST,
            strip=False,
            widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}),
        )
        self.fields["file"] = forms.FileField(label=_("Or a file with them"), required=False)
        self.fields["body"] = one_of(
            bodies,
            label=_("Which board is it about, if one?"),
            required=False,
            empty_label=_("None in particular"),
        )
        self.fields["author_name"] = forms.CharField(
            label=_("Who wrote it?"),
            max_length=200,
            initial=author,
            error_messages={"required": _("Say who wrote it.")},
        )
        self.fields["author_organisation"] = one_of(
            organisations,
            label=_("For which organisation?"),
            required=False,
            empty_label=_("None on the register"),
        )
        self.fields["has_interest"] = forms.ChoiceField(
            label=_("Does its author gain or lose by the outcome?"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say whether they do.")},
        )
        self.fields["author_interest"] = words(
            _("What they gain or lose, or “none”"),
            _(
                "It is shown beside what they recommend. Whoever gains does not close the comparison."
            ),
            needed=_("Say what they gain or lose, or “none”."),
        )

    def clean(self) -> dict[str, Any] | None:
        """Read the options, and say everything that is wrong with them."""
        typed = super().clean()
        file = self.cleaned_data.get("file")
        if file is not None:
            if file.size > MOST:
                self.add_error("file", _("The file is larger than 200 kB, which no comparison is."))
                return typed
            try:
                self.cleaned_data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("The file is not text in UTF-8. Save it as text first."))
                return typed
        text = self.cleaned_data.get("text", "")
        if not text.strip():
            self.add_error("text", _("Write the options, or choose a file."))
            return typed
        try:
            paper = read_paper(text)
        except NoPaper as why:
            self.add_error("text", str(why))
            return typed
        for fault in paper.faults:
            where = _("Option %(where)s: ") % {"where": fault.where} if fault.where else ""
            self.add_error("text", f"{where}{fault.words}")
        self.cleaned_data["paper"] = paper
        return typed

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for which assembly, who and when."""
        typed = self.cleaned_data
        paper: Paper = typed["paper"]
        return {
            "paper": paper,
            "body": typed["body"],
            "author_name": typed["author_name"],
            "author_organisation": typed["author_organisation"],
            "author_interest": typed["author_interest"],
            "author_has_interest": typed["has_interest"] == "yes",
            "form_key": typed["form_key"],
        }


class Try(Act):
    """How often the options are drawn, and from which seed."""

    def __init__(self, *args: Any, seed: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draws"] = forms.IntegerField(
            label=_("How many draws?"),
            help_text=_("A thousand take a few seconds."),
            min_value=50,
            max_value=5000,
            initial=1000,
            widget=forms.TextInput(attrs=NARROW),
        )
        self.fields["seed"] = forms.IntegerField(
            label=_("From which seed?"),
            help_text=_("The same seed gives the same results on the same register."),
            min_value=0,
            max_value=2**31,
            initial=seed,
            widget=forms.TextInput(
                attrs={"inputmode": "numeric", "class": "govuk-input--width-10"}
            ),
        )


class Publish(Timed):
    """Until when members are asked."""

    def __init__(self, *args: Any, closes_at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_moment("close", _("Until when can members say what they think?"), "", closes_at)


class Say(Act):
    """What a member thinks of one option, or of all."""

    def __init__(
        self, *args: Any, options: Sequence[Option], tests: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = {one.letter: one for one in options}
        self.tests = list(tests)
        self.fields["option"] = forms.ChoiceField(
            label=_("Of which option?"),
            choices=[
                *((one.letter, f"{one.letter}: {one.title}") for one in options),
                ("", _("Of all of them")),
            ],
            required=False,
            widget=forms.RadioSelect,
        )
        for place, test in enumerate(self.tests):
            self.fields[f"test_{place}"] = forms.TypedChoiceField(
                label=_("How does it do by: %(test)s?") % {"test": test},
                choices=[
                    ("", _("no mark")),
                    ("5", _("5, very well")),
                    ("4", "4"),
                    ("3", "3"),
                    ("2", "2"),
                    ("1", _("1, badly")),
                ],
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.fields["words"] = words(_("In your own words"))
        self.fields["has_interest"] = forms.BooleanField(
            label=_("We gain or lose by the outcome"),
            help_text=_("It is shown beside what you say."),
            required=False,
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for whom, who and when."""
        typed = self.cleaned_data
        return {
            "option": self.options.get(typed["option"]),
            "words": typed["words"],
            "scores": {
                test: typed[f"test_{place}"]
                for place, test in enumerate(self.tests)
                if typed[f"test_{place}"]
            },
            "has_interest": typed["has_interest"],
        }


class Decide(Act):
    """What was chosen, and why."""

    def __init__(
        self, *args: Any, options: Sequence[Option], review_on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.options = {one.letter: one for one in options}
        self.fields["option"] = forms.ChoiceField(
            label=_("What was chosen?"),
            choices=[(one.letter, f"{one.letter}: {one.title}") for one in options],
            widget=forms.RadioSelect,
            error_messages={"required": _("Say what was chosen.")},
        )
        self.fields["reasons"] = words(
            _("Why?"),
            _("Everybody can read it. If it is not what was recommended, say why."),
            needed=_("Write the reasons."),
        )
        self.fields["motion"] = forms.CharField(
            label=_("The number of the decision, if it stands in the register"),
            max_length=40,
            required=False,
        )
        self.fields["review_on"] = DateParts(
            label=_("By when is it looked back on?"), initial=review_on
        )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but who does it and when."""
        typed = self.cleaned_data
        return {**typed, "option": self.options[typed["option"]]}


class LookBack(Act):
    """What came of the choice, in words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = words(_("What came of it?"), needed=_("Write what came of it."))
