"""Who may compare ways to be represented, comment on them, and close the comparison."""

from datetime import datetime

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.membership.queries import belongs
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.body.rulebook.queries import adoptions, in_force
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.appraisals.models import Appraisal
from folkmoot.proceedings.meetings.permits import chairs_forum
from folkmoot.proceedings.meetings.queries.meetings import day_of
from folkmoot.proceedings.seats.queries.concerned import group_of
from folkmoot.rules.decisions.standing_aside import author_with_an_interest_does_not_close
from folkmoot.rules.findings import Refusal, teach
from folkmoot.rules.rulebook import Rulebook

CLOSES = "recommendation.author_may_close"

teach(
    {
        "appraisal-closed": "This comparison was closed on {closed_on}.",
        "appraisal-published": (
            "Members were asked about these options on {asked_on}: write a new comparison."
        ),
        "appraisal-has-faults": "The options cannot be kept, because {faults} things in them are wrong.",
        "appraisal-not-open": ("Comments are not asked for: the comparison is {state}."),
        "comment-says-nothing": "Write something, or give a mark by at least one test.",
        "interest-not-said": "Say what its author gains or loses by the outcome, or “none”.",
        "author-gains-closes": (
            "The comparison cannot be closed by its author, who gains or loses by the outcome."
        ),
        "option-not-tried": "Try the options on the register first.",
        "appraisal-not-decided": "The comparison is not decided yet, so nothing can be looked back on.",
        "too-many-draws": "Between 50 and 5,000 draws can be made.",
    }
)


def may_write(person: Person, assembly: Assembly, *, at: datetime) -> bool:
    """Support officers, and the chair of the co-ordination group, compare ways to be represented."""
    on = day_of(assembly, at)
    if is_officer(person, assembly, on=on):
        return True
    group = group_of(assembly, on=on)
    return group is not None and chairs_forum(person, group, at=at)


def require_may_write(person: Person, assembly: Assembly, *, at: datetime) -> None:
    """:raises Refusal: if they may not."""
    if not may_write(person, assembly, at=at):
        who = _("a support officer, or the chair of the co-ordination group")
        raise Refusal("not-permitted", None, {"who": who})


def require_open(appraisal: Appraisal) -> None:
    """:raises Refusal: if a comparison is closed."""
    if appraisal.closed_at is not None:
        facts = {"closed_on": day_of(appraisal.assembly, appraisal.closed_at)}
        raise Refusal("appraisal-closed", None, facts)


def book_of_closing(assembly: Assembly, *, at: datetime) -> Rulebook | None:
    """Return the document that says who may close a comparison, or None. A query for each document."""
    on = day_of(assembly, at)
    for adoption in adoptions(assembly, on=on):
        book = in_force(assembly, on=on, document=adoption.document)
        if CLOSES in book.parameters:
            return book
    return None


def require_may_close(person: Person, appraisal: Appraisal, *, at: datetime) -> None:
    """
    Require that somebody may close a comparison: not its author, where they gain by it.

    Nor somebody who acts for the organisation that wrote it.

    :raises Refusal: if they may not, under its clause where a document has one.
    """
    require_may_write(person, appraisal.assembly, at=at)
    on = day_of(appraisal.assembly, at)
    body = appraisal.author_organisation
    is_author = person.pk == appraisal.author_id or (
        body is not None and may_act_for(person, body, on=on)
    )
    book = book_of_closing(appraisal.assembly, at=at)
    if book is not None:
        author_with_an_interest_does_not_close(
            book, is_author=is_author, has_interest=appraisal.author_has_interest
        ).require()
    elif is_author and appraisal.author_has_interest:
        by_whom = _("somebody who gains nothing by it")
        raise Refusal("author-gains-closes", None, {}, by_whom=by_whom)


def require_may_comment(
    person: Person, organisation: Organisation, appraisal: Appraisal, *, at: datetime
) -> None:
    """:raises Refusal: if comments are not asked for, or it is not theirs to speak for a member here."""
    require_open(appraisal)
    closes = appraisal.comments_close_at
    if appraisal.published_at is None or closes is None:
        raise Refusal("appraisal-not-open", None, {"state": "being written"})
    if at >= closes:
        raise Refusal("call-closed", None, {"closes_at": closes})
    on = day_of(appraisal.assembly, at)
    if not may_act_for(person, organisation, on=on) or not belongs(
        appraisal.assembly, organisation, on=on
    ):
        who = _("somebody who acts for a member of this assembly")
        raise Refusal("not-permitted", None, {"who": who})
