"""What is asked of who backs a compact."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act
from folkmoot.ground.questions import day, from_list, line, one, tick
from folkmoot.work.compact.models import Promotion, Signatory


class KeepBacker(Act):
    """A public body and its champion."""

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
