"""What is asked of places, of what may come, and of the sector's people."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.models import Forum
from folkmoot.ground.asking import Act
from folkmoot.ground.questions import from_list, line, number, one, text, whole
from folkmoot.scrutiny.insight.models import Evidence, PlaceProfile, Risk, SeenBy, Workforce
from folkmoot.scrutiny.insight.queries.workforce import KINDS

MOST = 1_000_000
LIKELY = (
    gettext_lazy("1: hardly likely"), "2", gettext_lazy("3: as likely as not"), "4",
    gettext_lazy("5: nearly certain"),
)  # fmt: skip
MATTERS = (
    gettext_lazy("1: few would notice"), "2", gettext_lazy("3: some groups would suffer"), "4",
    gettext_lazy("5: the sector would be changed"),
)  # fmt: skip


def _five(labels: Sequence[Any]) -> list[tuple[str, Any]]:
    return [(str(n), label) for n, label in enumerate(labels, 1)]


def _whole_marks(typed: dict[str, Any]) -> dict[str, Any]:
    """Return what was typed with its two marks as numbers."""
    return typed | {name: int(typed[name]) for name in ("likelihood", "effect") if typed.get(name)}


class Profile(Act):
    """A place: what is there first."""

    strengths = text(
        gettext_lazy("What do people there have and can do?"),
        gettext_lazy("Begin with what is there; a list of problems alone is not a profile."),
        gettext_lazy("Groups, rooms, skills, habits, land, money: what can be built on."),
    )
    needs = text(gettext_lazy("What do they need?"))
    deprived = text(
        gettext_lazy("Which places in it are in greater need?"), "", gettext_lazy("One a line.")
    )
    hidden_need = text(
        gettext_lazy("Where is need hidden, as in the country?"),
        "",
        gettext_lazy("Few people, far apart: figures for a whole area do not show them."),
    )
    source = line(gettext_lazy("On what does that rest?"), gettext_lazy("Say on what."), most=300)

    @classmethod
    def shown(cls, profile: PlaceProfile | None) -> dict[str, Any]:
        """Return what stands there, as the form asks for it."""
        if profile is None:
            return {}
        names = {name: getattr(profile, name) for name in cls.base_fields}
        return names | {"deprived": "\n".join(profile.deprived)}

    def clean(self) -> dict[str, Any]:
        """Read the places, one a line."""
        typed: dict[str, Any] = super().clean() or {}
        return typed | {"deprived": typed.get("deprived", "").splitlines()}


class InSight(Act):
    """A trend, a risk or an opening to keep in sight."""

    kind = one(gettext_lazy("What is it?"), Risk.Kind.choices, gettext_lazy("Say what it is."))
    title = line(gettext_lazy("What may come, in one line?"), gettext_lazy("Say what may come."))
    words = text(gettext_lazy("Tell more of it"), gettext_lazy("Write a sentence or two."))
    likelihood = one(gettext_lazy("How likely is it?"), _five(LIKELY), gettext_lazy("Choose one."))
    effect = one(
        gettext_lazy("How much would it matter?"), _five(MATTERS), gettext_lazy("Choose one.")
    )
    direction = one(
        gettext_lazy("Which way does it move?"), Risk.Direction.choices, gettext_lazy("Choose one.")
    )
    owner = line(
        gettext_lazy("Who watches it?"),
        gettext_lazy("Say who watches it."),
        gettext_lazy("What they are, such as: chair of the rural forum."),
    )
    seen_by = one(
        gettext_lazy("Who may read it?"),
        [choice for choice in SeenBy.choices if choice[0] != SeenBy.BODY],
        gettext_lazy("Say who may read it."),
    )

    def __init__(
        self,
        *args: Any,
        forums: Mapping[str, Forum],
        known: Sequence[Evidence],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.forums, self.known = forums, {one.reference: one for one in known}
        self.fields["forum"] = from_list(
            _("Which forum keeps it in sight?"),
            [("", _("The whole assembly")), *((key, f.name) for key, f in forums.items())],
            required=False,
        )
        self.fields["evidence"] = forms_evidence(self.known)
        self.order_fields(["kind", "forum"])

    def clean(self) -> dict[str, Any]:
        """Take the forum and the evidence by what was chosen."""
        typed: dict[str, Any] = super().clean() or {}
        typed["forum"] = self.forums.get(typed.get("forum") or "")
        typed["evidence"] = [self.known[key] for key in typed.get("evidence") or []]
        return _whole_marks(typed)


def forms_evidence(known: Mapping[str, Evidence]) -> forms.MultipleChoiceField:
    """Return the question on what in the bank something rests."""
    return forms.MultipleChoiceField(
        label=_("On what that we know does it rest?"),
        choices=[(key, one.title) for key, one in known.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class LookAgain(Act):
    """How it stands now."""

    likelihood = one(
        gettext_lazy("How likely is it now?"), _five(LIKELY), gettext_lazy("Choose one.")
    )
    effect = one(
        gettext_lazy("How much would it matter?"), _five(MATTERS), gettext_lazy("Choose one.")
    )
    direction = one(
        gettext_lazy("Which way does it move?"), Risk.Direction.choices, gettext_lazy("Choose one.")
    )
    words = text(gettext_lazy("By what is that seen?"), gettext_lazy("Say by what that is seen."))

    def clean(self) -> dict[str, Any]:
        """Read the marks as numbers."""
        return _whole_marks(super().clean() or {})


class Tie(Act):
    """The address of what it is tied to."""

    address = line(
        gettext_lazy("Its address"), gettext_lazy("Copy its address from your browser."), most=400
    )


class CloseRisk(Act):
    """What came of it."""

    outcome = text(gettext_lazy("What came of it?"), gettext_lazy("Say what came of it."))


class TellPeople(Act):
    """How many people an organisation has, and of those who agreed, who they are."""

    people = whole(
        gettext_lazy("How many are there?"), gettext_lazy("Enter how many there are."), most=MOST
    )
    vacancies = number(gettext_lazy("How many places are not filled?"), most=MOST)

    def __init__(self, *args: Any, group: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if group == Workforce.Group.VOLUNTEERS:
            self.fields["hours_a_week"] = number(
                _("How many hours do they give in a usual week, all together?"), most=MOST
            )
        self.fields["agreed"] = number(
            _("How many of them agreed to be counted by who they are?"),
            _("Ask each of them; nobody has to. Leave it empty where you asked nobody."),
            most=MOST,
        )
        for key, name in KINDS.items():
            self.fields[f"kind_{key}"] = number(
                _("Of those who agreed, how many are %(kind)s?") % {"kind": name}, most=MOST
            )

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who, when and of whom."""
        typed = self.cleaned_data
        return {
            "people": typed["people"],
            "vacancies": typed["vacancies"],
            "hours_a_week": typed.get("hours_a_week"),
            "agreed": typed["agreed"] or 0,
            "kinds": {key: typed[f"kind_{key}"] or 0 for key in KINDS},
        }


class PublishReport(Act):
    """What is made of the year."""

    words = text(
        gettext_lazy("What do you make of it?"),
        "",
        gettext_lazy("It stands at the head of the report. You may leave it empty."),
    )
