"""What is asked of campaigns, proposals, costs, good practice, and of a file of roles."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.questions import day, from_list, line, one, text, whole
from folkmoot.work.volunteering.forms.roles import UNKNOWN
from folkmoot.work.volunteering.models import Campaign, Proposal
from folkmoot.work.volunteering.queries.roles import themes
from folkmoot.work.volunteering.queries.words import PRACTICE


class KeepCampaign(Act):
    """A campaign."""

    title = line(gettext_lazy("What is it called?"), gettext_lazy("Give it a name."))
    words = text(gettext_lazy("What does it say?"), gettext_lazy("Write what it says."))
    channel = line(gettext_lazy("Where does it run?"), "", gettext_lazy("Such as: posters, radio."))
    from_on = day(gettext_lazy("From which day?"), gettext_lazy("Enter the day."))
    until_on = day(
        gettext_lazy("Until which day?"), gettext_lazy("Enter the day."),
        gettext_lazy("The first day on which it no longer runs."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"] = one_of(
            themes(), label=_("Which theme?"), required=False, empty_label=_("All themes")
        )

    def clean(self) -> dict[str, Any] | None:
        """End after it begins."""
        typed = super().clean()
        first, last = self.cleaned_data.get("from_on"), self.cleaned_data.get("until_on")
        if first and last and last <= first:
            self.add_error("until_on", _("It ends before it begins."))
        return typed


def _campaign(campaigns: Sequence[Campaign]) -> forms.ChoiceField:
    rows = [("", _("None")), *((one.slug, one.title) for one in campaigns)]
    return from_list(_("Which campaign goes with it?"), rows, required=False)


class Watch(Act):
    """A proposal."""

    title = line(gettext_lazy("What is proposed?"), gettext_lazy("Say what is proposed."))
    proposed_by = line(gettext_lazy("By whom?"), gettext_lazy("Say by whom."))

    def __init__(
        self, *args: Any, tiers: Sequence[str], campaigns: Sequence[Campaign], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {one.slug: one for one in campaigns}
        self.fields["tier"] = one(
            _("At which level?"), [(tier, tier) for tier in tiers], _("Say at which level.")
        )
        self.fields["effect"] = one(
            _("What would it do to volunteering?"),
            Proposal.Effect.choices,
            _("Say what it would do."),
        )
        self.fields["impact"] = text(
            _("What would it mean for volunteers?"), _("Say what it would mean.")
        )
        self.fields["answer_by"] = day(_("Until when can one answer?"))
        self.fields["campaign"] = _campaign(campaigns)

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        return typed | {"campaign": self.campaigns.get(typed["campaign"])}


class Respond(Act):
    """What was answered."""

    response = text(gettext_lazy("What was answered?"), gettext_lazy("Write the answer."))
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, campaigns: Sequence[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.campaigns = {one.slug: one for one in campaigns}
        self.fields["campaign"] = _campaign(campaigns)

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        return typed | {"campaign": self.campaigns.get(typed["campaign"])}


class Inform(Act):
    """A plan that was shaped."""

    name = line(gettext_lazy("Which plan?"), gettext_lazy("Name the plan."))
    what = text(gettext_lazy("What in it comes from us?"), gettext_lazy("Say what."))
    link = forms.URLField(label=gettext_lazy("Where can it be read?"), required=False)
    on = day(gettext_lazy("On which day was it agreed?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, tiers: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tier"] = one(
            _("At which level?"), [(tier, tier) for tier in tiers], _("Say at which level.")
        )


class ForBody(Act):
    """Something that is told of an organisation, which an officer chooses."""

    def ask_body(self, bodies: Any) -> None:
        """Ask of which organisation, where there is a choice."""
        if bodies is not None:
            self.fields["organisation"] = one_of(bodies, label=_("Of which organisation?"))
            self.order_fields(["organisation"])


class TellCosts(ForBody):
    """What a programme cost."""

    programme = line(gettext_lazy("Which programme?"), gettext_lazy("Name the programme."))
    year = whole(
        gettext_lazy("In which year?"), gettext_lazy("Enter the year."), least=2000, most=2100
    )
    funder_name = line(gettext_lazy("Who funds it?"), "", gettext_lazy("So that they can see it."))

    def __init__(self, *args: Any, heads: Sequence[str], bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heads = list(heads)
        for number, head in enumerate(self.heads):
            self.fields[f"head_{number}"] = forms.DecimalField(
                label=_("Pounds for %(head)s") % {"head": head}, required=False, min_value=0,
                max_digits=11, decimal_places=2, help_text=_("Leave it empty where it is not known."),
                widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
            )  # fmt: skip
        self.ask_body(bodies)

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        sums = {}
        for number, head in enumerate(self.heads):
            pounds = typed.pop(f"head_{number}")
            sums[head] = None if pounds is None else int(pounds * 100)
        return typed | {"pence": sums}


class LookAtPractice(ForBody):
    """The checklist."""

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in PRACTICE:
            self.fields[f"{key}_met"] = from_list(name, UNKNOWN, required=False)
            self.fields[f"{key}_evidence"] = line(_("By what is that seen?"), most=600)
            self.fields[f"{key}_link"] = forms.URLField(
                label=_("Where can it be learned?"), required=False
            )
        self.fields["review_on"] = day(_("When do you look again?"), _("Enter the day."))
        self.ask_body(bodies)

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = self.cleaned_data
        points = {
            key: (
                {"yes": True, "no": False}.get(typed[f"{key}_met"]),
                typed[f"{key}_evidence"], typed[f"{key}_link"],
            )
            for key, _name in PRACTICE
        }  # fmt: skip
        body = {"organisation": typed["organisation"]} if "organisation" in typed else {}
        return {"points": points, "review_on": typed["review_on"], **body}


class BringFile(Act):
    """A file of roles."""

    file = forms.FileField(
        label=gettext_lazy("A file of roles, in JSON"),
        help_text=gettext_lazy(
            "In the draft UK volunteering standard, as Do-it or TeamKinetic give them. Nothing is "
            "kept if a role in it cannot be used."
        ),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            bodies, label=_("Whose roles are they, where the file does not say?"), required=False,
            empty_label=_("The file says"),
        )  # fmt: skip
