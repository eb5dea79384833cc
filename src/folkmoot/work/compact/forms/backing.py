"""What is asked of who backs a compact."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.questions import day, from_list, line, one, text, tick
from folkmoot.work.compact.models import Promotion, Signatory


class KeepBacker(Act):
    """A body that backs a compact, and its champion."""

    name = line(gettext_lazy("Which body backs it?"), gettext_lazy("Enter which body."))
    agreed_on = day(
        gettext_lazy("On which day did it agree?"), "", gettext_lazy("Leave it empty if not known.")
    )
    contact = line(gettext_lazy("How is the body reached?"), "", "", most=300)
    champion = line(
        gettext_lazy("Who is its champion?"), "",
        gettext_lazy("They have agreed to stand here. Leave it empty while there is none."),
    )  # fmt: skip
    champion_contact = line(
        gettext_lazy("How is the champion reached?"), "",
        gettext_lazy("A general address, such as info@, counts as none."), most=300,
    )  # fmt: skip
    champion_email = forms.EmailField(
        label=gettext_lazy("With which address does the champion sign in?"),
        help_text=gettext_lazy(
            "Then they answer questions and mediate here themselves. It is not shown. Leave it "
            "empty if they will not."
        ),
        required=False,
    )
    is_of_sector = tick(gettext_lazy("It is a group of the sector, not a public body"))

    def __init__(self, *args: Any, register: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = one_of(
            register,
            label=_("Which is it on the register of organisations?"),
            required=False,
            empty_label=_("It is not there"),
        )


class AskChampion(Act):
    """A question to a champion."""

    title = line(
        gettext_lazy("What is it about, in a few words?"), gettext_lazy("Say what it is about.")
    )
    words = text(
        gettext_lazy("What do you ask?"),
        gettext_lazy("Write what you ask."),
        gettext_lazy("Only whoever answers reads it, unless it is answered in public."),
    )
    is_private = tick(
        gettext_lazy("I want no answer in public"),
        gettext_lazy("Then nobody else reads what you asked."),
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_known:
            self.fields["contact"] = line(
                _("How do we reach you?"),
                "",
                _("Only whoever answers reads it, and it is deleted then. Leave it empty if an "
                  "answer in public is enough."),
                most=300,
            )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        """Somebody who wants an answer alone can be reached."""
        typed = super().clean()
        given = self.cleaned_data
        if "contact" in self.fields and given.get("is_private") and not given.get("contact"):
            self.add_error("contact", _("Say how we reach you, or let it be answered in public."))
        return typed

    def told(self) -> dict[str, Any]:
        """Return what was asked, with no contact where the account is known."""
        return {"contact": "", **self.cleaned_data}


class AnswerAsChampion(Act):
    """An answer, and whether everybody reads it."""

    answer = text(gettext_lazy("Your answer"), gettext_lazy("Write your answer."))

    def __init__(self, *args: Any, may_be_public: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_be_public:
            self.fields["is_public"] = tick(
                _("Everybody may read the question and the answer"),
                _("Look first whether either names somebody."),
            )

    def told(self) -> dict[str, Any]:
        """Return the answer; not in public unless that was asked and ticked."""
        return {"is_public": False, **self.cleaned_data}


class Join(Act):
    """One box to tick before one signs."""

    sure = tick(gettext_lazy("We agree to it, and want to be listed as having signed"))

    def clean_sure(self) -> bool:
        """Nobody signs by chance."""
        if not self.cleaned_data.get("sure"):
            raise ValidationError(_("Tick the box to sign."))
        return True


class TellOfOwn(Act):
    """That one's own body told of it, or took it up."""

    kind = one(gettext_lazy("How?"), Promotion.Kind.choices, gettext_lazy("Say how."))
    words = line(
        gettext_lazy("Where, and to whom?"), gettext_lazy("Say where and to whom."), most=300
    )
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))


class Succeed(Act):
    """To whom a body's promises passed."""

    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))

    def __init__(self, *args: Any, others: Sequence[Signatory], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {str(other.pk): other for other in others}
        self.fields["successor"] = from_list(
            _("To which body did its promises pass?"),
            [(key, other.name) for key, other in self.others.items()],
        )
        self.order_fields(["successor"])


class KeepOwner(Act):
    """The group that answers for it."""

    name = line(gettext_lazy("Which group owns it?"), gettext_lazy("Enter which group."))
    contact = line(gettext_lazy("How is it reached?"), "", "", most=300)
    is_active = tick(gettext_lazy("It is at work"), "", initial=True)


class TellOfIt(Act):
    """That it was made known."""

    kind = one(gettext_lazy("How?"), Promotion.Kind.choices, gettext_lazy("Say how."))
    body = line(gettext_lazy("Who told of it, or took it up?"), gettext_lazy("Say who."))
    is_of_sector = tick(gettext_lazy("They are of the voluntary and community sector"))
    words = line(gettext_lazy("Where, and to whom?"), gettext_lazy("Say where."), most=300)
    on = day(gettext_lazy("On which day?"), gettext_lazy("Enter the day."))
