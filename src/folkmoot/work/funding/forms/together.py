"""What is asked to propose joint work, and to tell of reviews and talks about money."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from folkmoot.ground.asking import Act, one_of
from folkmoot.ground.places.models import Area
from folkmoot.ground.questions import day, from_list, line, one, text
from folkmoot.work.funding.models import Topic, TopicEntry


class Propose(Act):
    """To pay for an outcome together."""

    title = line(gettext_lazy("What is proposed, in a few words?"), gettext_lazy("Say what."))
    outcome = line(gettext_lazy("Towards which outcome?"), gettext_lazy("Enter the outcome."))
    body_name = line(gettext_lazy("Which body proposes it?"), gettext_lazy("Enter which body."))
    words = text(
        gettext_lazy("What would you do together, and what would it save?"),
        gettext_lazy("Say what you would do together."),
    )

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("In which place?"), required=False, empty_label=_("Everywhere")
        )


class AnswerProposal(Act):
    """Whether another body joins."""

    body_name = line(gettext_lazy("Which body answers?"), gettext_lazy("Enter which body."))
    joins = one(
        gettext_lazy("Does it join?"),
        [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        gettext_lazy("Say whether it joins."),
    )
    words = text(gettext_lazy("On what terms, or why not?"))


class BeginTopic(Act):
    """A review or talks."""

    kind = one(
        gettext_lazy("What is it?"),
        [
            (Topic.Kind.TALKS, gettext_lazy("Talks with partners")),
            (Topic.Kind.REVIEW, gettext_lazy("A review of how money is given")),
        ],
        gettext_lazy("Say what it is."),
    )
    about = from_list(gettext_lazy("About what?"), Topic.About.choices)
    title = line(gettext_lazy("What is it called?"), gettext_lazy("Enter what it is called."))
    with_whom = line(gettext_lazy("Who takes part?"), "", "", most=300)


class TellTopic(Act):
    """Something that is told in it."""

    kind = from_list(gettext_lazy("What do you tell?"), TopicEntry.Kind.choices)
    side = line(
        gettext_lazy("Whose position is it, or who does it?"), gettext_lazy("Say whose it is."),
        gettext_lazy("A body or a forum; no person's name."),
    )  # fmt: skip
    words = text(gettext_lazy("What is it?"), gettext_lazy("Write it down."))
    due_on = day(gettext_lazy("If it was agreed, by when is it done?"))

    def __init__(self, *args: Any, areas: QuerySet[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"] = one_of(
            areas, label=_("In which community?"), required=False, empty_label=_("Everywhere")
        )
