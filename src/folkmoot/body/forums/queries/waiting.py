"""What the forums ask of an assembly's officers and of its members: what waits for whom."""

from collections.abc import Iterator
from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.forums.models import Forum, Office
from folkmoot.body.forums.queries.members import forums_of, standing_membership
from folkmoot.body.forums.queries.offices import Holding
from folkmoot.body.forums.queries.places import map_prompts
from folkmoot.body.forums.queries.register import Row, forums
from folkmoot.body.forums.queries.ruled import book_fixing
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.desk import DeskItem
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import Rulebook

LEAD = "chair.election_lead"


def waiting_for_officers(assembly: Assembly, *, on: date) -> list[DeskItem]:
    """
    Return what the forums ask of an assembly's support officers, what has a day first.

    Drafts to bring to recognition, forums to look at again, elections to call in good
    time, offices that nobody holds or whose body has left, a map of forums that no
    longer fits. At most twenty queries.
    """
    items: list[DeskItem] = []
    rows = forums(assembly, on=on)
    book = book_fixing(assembly, "chair.term", on=on)
    for row in rows:
        items += _forum_items(assembly, row, book, on=on)
    for prompt in map_prompts(assembly, on=on):
        items.append(
            DeskItem(
                verb_phrase=_("Look at the map of forums: %(why)s") % {"why": prompt.words},
                url=reverse("forums:structure", args=[assembly]),
                minutes=15,
                clause=prompt.clause,
            )
        )
    return sorted(items, key=lambda item: (item.due is None, item.due or on))


def _forum_items(
    assembly: Assembly, row: Row, book: Rulebook | None, *, on: date
) -> Iterator[DeskItem]:
    forum, page = row.forum, reverse("forums:forum", args=[assembly, row.forum.slug])
    facts = {"forum": forum.name}
    if row.state == "draft":
        phrase = _("Bring %(forum)s to recognition") % facts
        yield DeskItem(verb_phrase=phrase, url=page, minutes=5, state="draft")
    elif row.state == "under review":
        phrase = _("Look again at %(forum)s, or close it") % facts
        state = "overdue" if forum.review_on and forum.review_on < on else "due"
        yield DeskItem(verb_phrase=phrase, url=page, due=forum.review_on, minutes=10, state=state)
    if row.state in ("draft", "closed"):
        return
    for holding in row.offices:
        yield from _office_items(assembly, holding, book, on=on)


def _office_items(
    assembly: Assembly, holding: Holding, book: Rulebook | None, *, on: date
) -> Iterator[DeskItem]:
    office = holding.office
    forum = office.forum
    page = reverse("forums:office", args=[assembly, forum.slug, office.role])
    facts = {"forum": forum.name, "office": office.get_role_display(), "body": holding.body}
    if holding.term is None and office.role == Office.Role.CHAIR:
        yield DeskItem(
            verb_phrase=_("Fill the office of %(office)s of %(forum)s") % facts,
            url=page,
            minutes=10,
            state=holding.state,
        )
    if holding.term is not None and holding.term.is_in_question:
        yield DeskItem(
            verb_phrase=_("Settle who is %(office)s of %(forum)s: %(body)s is no longer a member")
            % facts,
            url=page,
            minutes=10,
            state="due",
        )
    is_elected = forum.kind == Forum.Kind.LOCAL and office.role == Office.Role.CHAIR
    if not is_elected or holding.ends_on is None or book is None or LEAD not in book.parameters:
        return
    if take(holding.ends_on, book.period(LEAD)) <= on:
        yield DeskItem(
            verb_phrase=_("Call the election of the %(office)s of %(forum)s") % facts,
            url=_elections(assembly) or page,
            due=holding.ends_on,
            minutes=10,
            clause=book.parameter("chair.term").clause,
            state="due" if on < holding.ends_on else "overdue",
        )


def waiting_for(organisation: Organisation, assembly: Assembly, *, on: date) -> list[DeskItem]:
    """
    Return what the forums ask of a member organisation: to choose its forums, if it has none.

    A body that is not a member has nothing here. Two queries.
    """
    membership = standing_membership(assembly.pk, organisation.pk, on=on)
    if membership is None or forums_of(membership, on=on).exists():
        return []
    return [
        DeskItem(
            verb_phrase=_("Choose the forums that %(organisation)s belongs to")
            % {"organisation": organisation.name},
            url=reverse("forums:forums", args=[assembly]),
            minutes=3,
        )
    ]


def _elections(assembly: Assembly) -> str:
    try:
        return reverse("elections:contests", args=[assembly])
    except NoReverseMatch:
        return ""
