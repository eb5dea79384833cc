from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from folkmoot.body.forums.models import Forum
from folkmoot.body.membership.models import Membership
from folkmoot.body.membership.queries import clause_with_key
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce, begin, case_with
from folkmoot.proceedings.cases.actions.writing import enter
from folkmoot.proceedings.cases.events.cases import CaseRaised
from folkmoot.proceedings.cases.models import Case, Party
from folkmoot.proceedings.cases.permits import require_may_open_about_a_member
from folkmoot.proceedings.cases.queries.about import (
    absence_case_of,
    membership_in_case,
    people_to_decide,
)
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.findings import Refusal


@transaction.atomic
def open_breach(
    *,
    forum: Forum,
    organisation: Organisation,
    told_on: date,
    title: str,
    account: str,
    by: Person,
    at: datetime,
    clause_cited: str = "",
    form_key: str | None = None,
) -> Case:
    """
    Open a case about a breach of the agreement; its clock runs from the day the chair was told.

    :param clause_cited: the key of the clause that was broken, where one is named.
    :raises Refusal: if `by` may not, it is no member, or the day is still to come.
    """
    if (made := case_with(form_key)) is not None:
        return made
    require_may_open_about_a_member(by, forum, at=at)
    assembly, on = forum.assembly, day_of(forum.assembly, at)
    book = book_for(assembly, on=on)
    clause = clause_with_key(book, "breach") if book else None
    if told_on > on:
        raise Refusal("told-in-the-future", clause, {"told_on": told_on})
    if membership_in_case(assembly, organisation, on=on) is None:
        facts = {"organisation": organisation.name, "on": on}
        raise Refusal("no-membership-to-judge", clause, facts)

    case = begin(
        assembly=assembly,
        kind=Case.Kind.BREACH,
        forum=forum,
        title=title,
        account=account,
        parties=[(organisation, Party.Role.CONCERNED)],
        book=book,
        by=by,
        at=at,
        told_on=told_on,
        form_key=form_key,
        clause_cited=clause_cited,
    )
    announce(case, under=clause, by=by, at=at)
    return case


@transaction.atomic
def raise_absence(*, forum: Forum, membership: Membership, times: int, at: datetime) -> Case:
    """
    Raise a case about a member that stays away without a word: a rule raises, a person decides.

    Nothing follows from it by itself. One that is open for the same forum is returned as it is.
    """
    assembly, organisation = forum.assembly, membership.organisation
    raised = absence_case_of(forum, organisation)
    if raised is not None:
        return raised
    book = book_for(assembly, on=day_of(assembly, at))

    words = _("Away without a word from %(times)d meetings in a row of %(forum)s.")
    case = begin(
        assembly=assembly,
        kind=Case.Kind.BREACH,
        forum=forum,
        title=_("Away without a word"),
        account=words % {"times": times, "forum": forum.name},
        parties=[(organisation, Party.Role.CONCERNED)],
        book=book,
        by=None,
        at=at,
        is_opened=False,
        clause_cited="absence",
    )
    event = CaseRaised(case=case.reference, kind=case.get_kind_display())
    enter(case, event, under=clause_with_key(book, "absence") if book else None, at=at)
    tell(people_to_decide(case, at=at), event, assembly=assembly.slug, at=at)
    return case
