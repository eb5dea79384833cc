"""What is asked of those who bring something, and of those who answer it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Theme
from folkmoot.ground.asking import Act, SomeNamed, one_of
from folkmoot.ground.people.models import Person
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text, tick
from folkmoot.work.enquiries.models import Backing, Enquiry

ON_A_SERVICE = {
    Enquiry.Kind.SUPPORT, Enquiry.Kind.CHALLENGE, Enquiry.Kind.IDEA, Enquiry.Kind.OFFER,
}  # fmt: skip


class Bring(Act):
    """What somebody brings; what is asked depends on what it is."""

    title = line(
        gettext_lazy("What is it about, in a few words?"), gettext_lazy("Say what it is about.")
    )
    words = text(gettext_lazy("Tell us more"), gettext_lazy("Write a sentence or two."))

    def __init__(
        self,
        *args: Any,
        kind: str,
        areas: QuerySet[Area],
        forums: Mapping[str, Forum],
        request_kinds: Sequence[str],
        is_known: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.forums = kind, forums
        if kind == Enquiry.Kind.PROPOSAL:
            self._ask_of_proposal()
        if kind == Enquiry.Kind.QUESTION:
            self._ask_whom()
        if kind in ON_A_SERVICE:
            self.fields["service"] = line(_("Which service?"), _("Say which service."))
            self.fields["partner"] = line(_("Which body is to reply?"))
        if kind in {*ON_A_SERVICE, Enquiry.Kind.PROPOSAL, Enquiry.Kind.REQUEST}:
            self.fields["area"] = one_of(
                areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
            )
        if kind == Enquiry.Kind.REQUEST:
            self._ask_of_request(request_kinds)
        if not is_known:
            needed = _("Say how we reach you.") if kind != Enquiry.Kind.UNFAIRNESS else ""
            self.fields["contact"] = line(
                _("How do we reach you?"),
                needed,
                _("Only support officers read it. It is deleted once this is closed."),
                most=300,
            )

    def _ask_of_proposal(self) -> None:
        """Begin with what is there; what is left open shows to those who read it."""
        self.fields["strengths"] = text(
            _("What do people there already have and can do?"),
            "",
            _("People, skills, rooms, groups, money, habits: what can be built on."),
        )
        self.fields["needs"] = text(_("What do they need?"))
        self.fields["proof"] = text(
            _("How much does it rest on, and why is that enough?"),
            "",
            _("In proportion: a few talks may be enough for a small step."),
        )
        self.fields["makers"] = text(_("Who had a part in its design?"))
        self.order_fields(["title", "strengths", "needs", "words", "proof", "makers"])

    def _ask_whom(self) -> None:
        """A question may go to the forum inside a public body, where there is one."""
        inside = [
            (key, forum.name)
            for key, forum in self.forums.items()
            if forum.kind == Forum.Kind.INTERNAL
        ]
        if inside:
            self.fields["forum"] = from_list(
                _("Whom do you ask?"),
                [("", _("The support officers here")), *inside],
                required=False,
            )

    def _ask_of_request(self, request_kinds: Sequence[str]) -> None:
        self.fields["partner"] = line(_("Which body asks?"), _("Say which body asks."))
        self.fields["request_kind"] = one(
            _("What kind of help is it?"),
            [(kind, kind) for kind in request_kinds],
            _("Say what kind of help it is."),
        )
        self.fields["themes"] = SomeNamed(
            queryset=Theme.objects.order_by("name", "pk"),
            label=_("Which themes does it touch?"),
            required=False,
            help_text=_("It goes to the groups with these themes, small ones among them."),
        )
        self.fields["forum"] = from_list(
            _("Through which forum is it asked?"),
            [("", _("None: our own exercise")), *((k, f.name) for k, f in self.forums.items())],
            required=False,
        )
        self.fields["is_formal"] = tick(_("We ask the sector formally"))

    def told(self) -> dict[str, Any]:
        """Return what the action takes, but for who and when."""
        typed = dict(self.cleaned_data)
        if "forum" in typed:
            typed["forum"] = self.forums.get(typed["forum"])
        return typed


class TakeOn(Act):
    """Who answers for it."""

    owner_name = line(
        gettext_lazy("What is the owner?"),
        gettext_lazy("Say what the owner is."),
        gettext_lazy("Such as: support officer for the north. Everybody can read it."),
    )
    due_on = day(gettext_lazy("Answered by when?"), gettext_lazy("Enter the day."))
    partner = line(gettext_lazy("Which body is to reply?"))

    def __init__(self, *args: Any, people: Sequence[Person], is_wrong: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        self.fields["owner"] = from_list(
            _("Who answers for it?"),
            [("", _("All support officers")), *((key, p.name) for key, p in self.people.items())],
            required=False,
        )
        if is_wrong:
            self.fields["triage"] = one(
                _("How urgent is it?"), Enquiry.Triage.choices, _("Say how urgent it is.")
            )
        self.order_fields(["owner"])


class Answer(Act):
    """A reply."""

    words = text(gettext_lazy("Your reply"), gettext_lazy("Write your reply."))


class News(Act):
    """How far it has come."""

    words = text(gettext_lazy("How far has it come?"), gettext_lazy("Say how far it has come."))


class Close(Act):
    """What came of it."""

    outcome = text(gettext_lazy("What came of it?"), gettext_lazy("Say what came of it."))


class AmongAnswers(Act):
    """A question and its answer in words for everybody."""

    title = line(gettext_lazy("The question"), gettext_lazy("Write the question."))
    reply = text(
        gettext_lazy("The answer"), gettext_lazy("Write the answer."),
        gettext_lazy("Leave out whoever asked, and what only they are concerned with."),
    )  # fmt: skip


class Back(Act):
    """How one backs it."""

    backs_as = one(
        gettext_lazy("What do you do?"), Backing.As.choices, gettext_lazy("Say what you do.")
    )
    words = text(gettext_lazy("Anything to add?"))


class Follow(Act):
    """Which kinds of request one follows."""

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"] = forms.MultipleChoiceField(
            label=_("Which kinds of request do you want to be told of?"),
            choices=[(kind, kind) for kind in kinds],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            help_text=_("Tick none to be told of none. You can change this at any time."),
        )


class NameContact(Act):
    """Somebody whom the public may reach."""

    name = line(gettext_lazy("Name"), gettext_lazy("Enter the name."))
    role = line(gettext_lazy("What are they?"), gettext_lazy("Say what they are."))
    organisation_name = line(gettext_lazy("Of which body?"), gettext_lazy("Say of which body."))
    phone = line(gettext_lazy("Telephone"), "", "", most=60)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    has_agreed = tick(
        gettext_lazy("They have agreed to stand here"),
        required=True,
        error_messages={"required": gettext_lazy("They have to agree first.")},
    )

    def clean(self) -> dict[str, Any] | None:
        """Give a way to reach them."""
        typed = super().clean()
        if not self.cleaned_data.get("phone") and not self.cleaned_data.get("email"):
            self.add_error("phone", _("Enter a number or an e-mail address."))
        return typed
