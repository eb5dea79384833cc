"""What is asked when a case is opened."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Once, OneNamed, one_of
from folkmoot.ground.fields import DateParts
from folkmoot.proceedings.cases.queries.choices import (
    everybody_registered,
    forums_to_choose,
    members_of_forum,
    partners,
)
from folkmoot.rules.compact.filing import PRINCIPLES, STANDARDS
from folkmoot.rules.rulebook import Rulebook


class Told(Once):
    """A short name for the case and what happened: seen by those with a part in it alone."""

    title = forms.CharField(max_length=200)
    account = forms.CharField(widget=forms.Textarea, max_length=20000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("In a few words, what is it about?")
        self.fields["title"].error_messages["required"] = _("Say in a few words what it is about.")
        self.fields["account"].label = _("What happened?")
        self.fields["account"].help_text = _(
            "Only those with a part in the case read this: the parties, whoever decides it and "
            "the support officers."
        )
        self.fields["account"].error_messages["required"] = _("Write what happened.")

    def told(self) -> dict[str, Any]:
        """Return what every case is opened with."""
        return {name: self.cleaned_data[name] for name in ("title", "account", "form_key")}


class OpenDispute(Told):
    """What a member says when it opens a dispute with another."""

    field_order = ("raised_for", "against", "forum", "principle", "title", "account")

    def __init__(
        self,
        *args: Any,
        assembly: Assembly,
        own: Organisation | None,
        book: Rulebook | None,
        on: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        members = partners(assembly, on=on)
        if own is None:
            self.fields["raised_for"] = one_of(members, label=_("Which organisation raises it?"))
        self.fields["against"] = one_of(
            members.exclude(pk=own.pk) if own else members, label=_("Who is it with?")
        )
        self.fields["forum"] = OneNamed(
            queryset=forums_to_choose(assembly, on=on),
            label=_("Which forum did it arise in?"),
            help_text=_("Leave it blank if it is about the assembly as a whole."),
            required=False,
        )
        if principles := principles_of(book):
            self.fields["principle"] = forms.ChoiceField(
                label=_("Was a principle not kept?"),
                help_text=_("For how somebody was treated, say. Leave it blank if it is not that."),
                required=False,
                choices=[("", ""), *principles],
            )
        self.order_fields(self.field_order)


def principles_of(book: Rulebook | None) -> list[tuple[str, str]]:
    """Return the clauses of an agreement that state a principle, to choose among."""
    clauses = book.clauses.items() if book is not None else ()
    return [
        (key, f"{entry.number}: {entry.heading}")
        for key, entry in clauses
        if key.startswith("principle-")
    ]


class OpenCompact(Told):
    """What a partner says when a commitment was not kept towards it."""

    field_order = (
        *("raised_for", "commitment", "against", "principles", "standards", "title", "account"),
    )

    def __init__(
        self,
        *args: Any,
        assembly: Assembly,
        own: Organisation | None,
        compact: Rulebook,
        on: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if own is None:
            self.fields["raised_for"] = one_of(
                partners(assembly, on=on), label=_("Which organisation raises it?")
            )
        self.fields["commitment"] = forms.ChoiceField(
            label=_("Which commitment was not kept?"),
            choices=[
                ("", ""),
                *(
                    (key, f"{entry.number}: {entry.heading}")
                    for key, entry in compact.clauses.items()
                ),
            ],
        )
        self.fields["against"] = one_of(everybody_registered(), label=_("Who did not keep it?"))
        self.fields["account"].help_text = _(
            "Only those with a part in the case read this: the parties, a champion whom all of them "
            "agree to, and the support officers."
        )
        self._ask_words(compact, PRINCIPLES, "principles", _("Which principles is it about?"),
                        _("Where the commitment is a principle, that one is added."))  # fmt: skip
        self._ask_words(compact, STANDARDS, "standards", _("Which standards of conduct were missed?"),
                        _("Asked where it is about mutual respect."))  # fmt: skip
        self.order_fields(self.field_order)

    def _ask_words(self, book: Rulebook, fixed: str, name: str, label: str, hint: str) -> None:
        if fixed in book.parameters:
            self.fields[name] = forms.MultipleChoiceField(
                label=label,
                help_text=hint,
                widget=forms.CheckboxSelectMultiple,
                choices=[(word, capfirst(word)) for word in book.words(fixed)],
                required=False,
            )

    def filed(self, name: str) -> list[str]:
        """Return the words that were ticked under a question."""
        return list(self.cleaned_data.get(name, []))


class AboutMember(Told):
    """What is asked about a member of one forum; the forum is chosen first."""

    def __init__(
        self, *args: Any, forum: Forum, book: Rulebook | None, on: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            members_of_forum(forum, on=on), label=_("Which member is it about?")
        )
        self.book = book


class OpenBreach(AboutMember):
    """What is asked when a chair is told of a breach: the clock starts on that day."""

    field_order = ("organisation", "told_on", "clause_cited", "title", "account")

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, on=on, **kwargs)
        self.fields["told_on"] = DateParts(
            label=_("When was the chair told?"),
            help_text=_("How long the case takes is counted from that day."),
            initial=on,
        )
        if self.book is not None:
            clauses = self.book.clauses.items()
            self.fields["clause_cited"] = forms.ChoiceField(
                label=_("Which clause was broken?"),
                help_text=_("Leave it blank if it is not one clause alone."),
                required=False,
                choices=[("", ""), *((k, f"{e.number}: {e.heading}") for k, e in clauses)],
            )
        self.order_fields(self.field_order)


class Ends(Once):
    """Why a membership would end, how far, and from when."""

    def __init__(self, *args: Any, book: Rulebook | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_ends(self, book)


def ask_ends(form: forms.Form, book: Rulebook | None) -> None:
    """Add the questions of an end of membership, with the choices that the agreement gives."""
    grounds, scopes = (_fixed(book, name) for name in ("ground_names", "scopes"))
    form.fields["grounds"] = forms.MultipleChoiceField(
        label=_("On which grounds?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[(word, capfirst(word)) for word in grounds],
        error_messages={"required": _("Tick at least one of the grounds.")},
        required=bool(grounds),
    )
    form.fields["scope"] = forms.ChoiceField(
        label=_("Membership of what would end?"),
        widget=forms.RadioSelect,
        choices=[(word, capfirst(word)) for word in scopes],
        error_messages={"required": _("Say what would end.")},
        required=bool(scopes),
    )
    form.fields["is_immediate"] = forms.BooleanField(
        label=_("It would end at once, if the vote says so"), required=False
    )


def _fixed(book: Rulebook | None, name: str) -> tuple[str, ...]:
    if book is None or f"termination.{name}" not in book.parameters:
        return ()
    return book.words(f"termination.{name}")


class OpenTermination(AboutMember):
    """What is asked when the question of ending a membership is opened."""

    field_order = (
        *("organisation", "grounds", "evidence", "scope", "is_immediate", "title", "account"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_ends(self, self.book)
        self.fields["evidence"] = forms.CharField(
            label=_("What shows it?"),
            widget=forms.Textarea,
            max_length=20000,
            error_messages={"required": _("Write what shows it.")},
        )
        self.order_fields(self.field_order)


class RaiseConcern(Told):
    """What an officer of a public body says of a worry about a representative."""

    field_order = ("about", "title", "account")

    def __init__(self, *args: Any, assembly: Assembly, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = one_of(
            partners(assembly, on=on),
            label=_("Which member does the representative come from?"),
            required=False,
        )
        self.order_fields(self.field_order)
