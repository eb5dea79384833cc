"""What whoever puts a motion says of what it changes by itself: a few questions for each kind."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.forums.queries import live_forums
from folkmoot.body.forums.queries.members import bodies_that_may_provide
from folkmoot.body.membership.models import Membership
from folkmoot.body.organisations.models import Listing, Organisation
from folkmoot.body.rulebook.queries import documents, in_force
from folkmoot.ground.asking import Act, OneNamed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.decisions.models import Motion
from folkmoot.proceedings.decisions.queries.enacting import amended_to, kinds_for
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.rules.rulebook import Parameter, Rulebook


class WhichKind(Act):
    """What kind of thing a motion changes by itself."""

    kind = forms.ChoiceField(widget=forms.RadioSelect)

    def __init__(self, *args: Any, motion: Motion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, kind.label) for kind in kinds_for(motion.forum)]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kinds
        field.label = _("What is to happen once it is carried?")


class Enacting(Act):
    """The questions of one kind; `facts` is what it needs, names beside keys."""

    def __init__(self, *args: Any, motion: Motion, at: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.motion, self.on = motion, day_of(motion.assembly, at)
        self.ask()
        self.fields["effective_on"] = DateParts(
            required=False,
            label=_("The first day it applies"),
            help_text=_("Leave it out if it applies from the day it is decided."),
            initial=motion.effective_on,
        )

    def ask(self) -> None:
        """Add the questions of the kind."""

    def facts(self) -> dict[str, Any]:
        """Return what the kind needs, as it is kept."""
        return {}


class OfParameter(Enacting):
    """One thing that the agreement fixes."""

    def ask(self) -> None:
        self.book: Rulebook = in_force(self.motion.assembly, on=self.on)
        clauses = [
            (
                f"{entry.number} {entry.heading}",
                [(name, f"{name}: {parameter}") for name, parameter in entry.fixes.items()],
            )
            for entry in self.book.clauses.values()
            if entry.fixes
        ]
        self.fields["parameter"] = forms.ChoiceField(
            choices=clauses, label=_("Which thing that the agreement fixes?")
        )
        self.fields["value"] = forms.CharField(
            max_length=2000,
            label=_("What it is to be"),
            help_text=_(
                "In the same unit as now: a whole number, a share such as 2/3, yes or no, a day "
                "such as 2026-05-01, or words. For a list, put a comma between its parts."
            ),
        )

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if the value is of another kind."""
        typed = super().clean() or self.cleaned_data
        name, text = typed.get("parameter"), typed.get("value")
        if name and text:
            parameter = self.book.parameter(name)
            try:
                typed["value"] = written(parameter, text)
            except ValueError:
                message = _("Enter a value of the same kind as now: %(now)s.")
                self.add_error("value", message % {"now": parameter})
        return typed

    def facts(self) -> dict[str, Any]:
        name, value = self.cleaned_data["parameter"], self.cleaned_data["value"]
        said, was, now = amended_to(self.motion, name, value, on=self.on)
        unit = self.book.parameter(name).unit
        return {
            "parameter": name, "value": value, "unit": unit, "said": said, "was": was, "now": now,
        }  # fmt: skip


def written(parameter: Parameter, text: str) -> Any:
    """
    Return what somebody typed as a document's file would write it.

    :raises ValueError: if it cannot be of the kind that the parameter is.
    """
    text = text.strip()
    if isinstance(parameter.value, bool):
        said = {"yes": True, "no": False}
        if text.casefold() not in said:
            raise ValueError(text)
        return said[text.casefold()]
    if type(parameter.value) is int:
        return int(text)
    if isinstance(parameter.value, tuple):
        return [part.strip() for part in text.split(",") if part.strip()]
    return text


class OfVersion(Enacting):
    """A version of a document."""

    def ask(self) -> None:
        self.fields["version"] = forms.ChoiceField(
            label=_("Which version of which document?"),
            choices=[
                (f"{held.id}/{book.number}", str(book))
                for held in documents().values()
                for book in held.versions
            ],
        )

    def facts(self) -> dict[str, Any]:
        document, _slash, version = self.cleaned_data["version"].partition("/")
        title = documents()[document].title
        return {"document": document, "version": version, "title": title}


class OfOffice(Enacting):
    """Who is to hold an office of the forum."""

    def ask(self) -> None:
        offices = self.motion.forum.offices.order_by("role", "pk")
        field = forms.ModelChoiceField(queryset=offices, label=_("Which office?"), empty_label=None)
        field.choices = [(one.pk, one.get_role_display()) for one in offices]
        self.fields["office"] = field
        self.fields["holder_name"] = forms.CharField(max_length=200, label=_("Who is to hold it?"))
        self.fields["holder_email"] = forms.EmailField(
            required=False, label=_("Their e-mail address, if they are to sign in")
        )
        self.fields["organisation"] = one_of(
            bodies_that_may_provide(self.motion.forum, on=self.on),
            label=_("Which organisation do they come from?"),
        )

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        office: Office = typed["office"]
        return {
            "office": office.pk,
            "office_said": office.get_role_display(),
            "holder_name": typed["holder_name"],
            "holder_email": typed["holder_email"],
            **_named(typed["organisation"]),
        }


class OfCoOption(Enacting):
    """Whom the co-ordination group takes in, from where and for what."""

    def ask(self) -> None:
        forums = live_forums(self.motion.assembly, on=self.on).filter(kind=Forum.Kind.THEMATIC)
        self.fields["person_name"] = forms.CharField(max_length=200, label=_("Who is co-opted?"))
        self.fields["source_forum"] = OneNamed(
            queryset=forums,
            required=False,
            label=_("From which thematic forum, if from one"),
            empty_label=_("From none"),
        )
        self.fields["organisation"] = one_of(
            _listed(self.motion),
            required=False,
            label=_("From which organisation with special knowledge, if from one"),
        )
        self.fields["expertise"] = forms.CharField(
            max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label=_("What they know")
        )

    def clean(self) -> dict[str, Any]:
        """:raises ValidationError: if it is not said where they come from."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("source_forum") and not typed.get("organisation"):
            self.add_error("source_forum", _("Choose a forum or an organisation."))
        return typed

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        source, organisation = typed["source_forum"], typed["organisation"]
        return {
            "person_name": typed["person_name"],
            "source_forum": source.pk if source else None,
            "organisation": organisation.pk if organisation else None,
            "source_name": (source or organisation).name,
            "expertise": typed["expertise"],
        }


class OfForum(Enacting):
    """Which organisation joins or leaves which forum."""

    def ask(self) -> None:
        self.fields["forum"] = OneNamed(
            queryset=live_forums(self.motion.assembly, on=self.on),
            label=_("Which forum?"),
            empty_label=None,
            initial=self.motion.forum_id,
        )
        self.fields["organisation"] = one_of(_listed(self.motion), label=_("Which organisation?"))
        if self.motion.route == Motion.Route.RECORDED:
            self.fields["took_part"] = forms.BooleanField(
                required=False, label=_("That organisation took part in deciding this")
            )

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "forum": typed["forum"].pk,
            "forum_name": typed["forum"].name,
            "took_part": bool(typed.get("took_part")),
            **_named(typed["organisation"]),
        }


class OfMembership(Enacting):
    """Which membership ends, and why."""

    def ask(self) -> None:
        members = Membership.objects.standing_on(self.on).filter(assembly=self.motion.assembly)
        bodies = Organisation.objects.filter(pk__in=members.values("organisation_id"))
        self.fields["organisation"] = one_of(
            bodies.order_by("name", "pk"), label=_("Which member?")
        )
        self.fields["reason"] = forms.CharField(
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            label=_("Why"),
            help_text=_("The member is told; it is not public."),
        )

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"reason": typed["reason"], **_named(typed["organisation"])}


def _named(organisation: Organisation) -> dict[str, Any]:
    return {"organisation": organisation.pk, "organisation_name": organisation.name}


def _listed(motion: Motion) -> Any:
    """The organisations on the list of an assembly or among its members, by name. One query."""
    listed = Listing.objects.filter(assembly=motion.assembly_id).values("organisation_id")
    members = Membership.objects.filter(assembly=motion.assembly_id).values("organisation_id")
    found = Organisation.objects.filter(Q(pk__in=listed) | Q(pk__in=members))
    return found.order_by("name", "pk")


FORMS: dict[str, type[Enacting]] = {
    "parameter": OfParameter,
    "adopt-version": OfVersion,
    "office": OfOffice,
    "co-opt": OfCoOption,
    "join-forum": OfForum,
    "leave-forum": OfForum,
    "end-membership": OfMembership,
}
