from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.ground.ledger.actions import recording_last
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.cases.actions.beginning import announce, begin, case_with
from folkmoot.proceedings.cases.actions.closing import close
from folkmoot.proceedings.cases.actions.writing import hold_case, record_step, write_step
from folkmoot.proceedings.cases.models import Case, Party, Step
from folkmoot.proceedings.cases.permits import (
    require_decides,
    require_kind,
    require_may_open_about_a_member,
    require_open,
)
from folkmoot.proceedings.cases.queries.about import membership_in_case
from folkmoot.proceedings.cases.queries.cases import (
    concerned,
    judged,
    open_disputes_beside,
)
from folkmoot.proceedings.meetings.queries.meetings import book_for, day_of
from folkmoot.rules.cases.handling import (
    breach_goes_to_a_vote,
    dispute_does_not_block,
    termination_has_its_grounds,
)
from folkmoot.rules.findings import Clause, Refusal
from folkmoot.rules.rulebook import Rulebook


@transaction.atomic
def open_termination(
    *,
    forum: Forum,
    organisation: Organisation,
    grounds: Sequence[str],
    evidence: str,
    scope: str,
    is_immediate: bool,
    title: str,
    account: str,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Open the question of ending a membership: on which grounds, shown by what, and how far.

    :param grounds: by the names that the agreement uses, and
    :param scope: what would end, by its name in the agreement.
    :raises Refusal: if `by` may not, it is no member, or the grounds, the evidence or the scope
        are missing.
    """
    if (made := case_with(form_key)) is not None:
        return made
    require_may_open_about_a_member(by, forum, at=at)
    book = book_for(forum.assembly, on=day_of(forum.assembly, at))
    clause = _grounds(book, grounds, bool(evidence.strip()), scope)
    _member(forum, organisation, clause, at=at)

    case = _write(
        forum=forum, organisation=organisation, grounds=grounds, scope=scope, book=book,
        is_immediate=is_immediate, title=title, account=account, by=by, at=at, form_key=form_key,
    )  # fmt: skip
    write_step(case, Step.Kind.EVIDENCE, words=evidence, by=by, at=at)
    announce(case, under=clause, by=by, at=at)
    return case


@transaction.atomic
@recording_last()
def move_to_termination(
    *,
    case: Case,
    grounds: Sequence[str],
    scope: str,
    is_immediate: bool,
    by: Person,
    at: datetime,
    form_key: str | None = None,
) -> Case:
    """
    Take a breach that cannot be put right on towards a vote, with all that was gathered.

    The evidence, the letters and a suspension go across; the case about the breach is closed
    and linked, and so are the disputes it was linked with, which hold nothing up.

    :return: the case about ending the membership.
    :raises Refusal: if the case does not fall to `by`, the breach can still be put right, or
        the grounds, the evidence or the scope are missing.
    """
    if (made := case_with(form_key)) is not None:
        return made
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.BREACH)
    require_decides(by, case, at=at)
    book = book_for(case.assembly, on=day_of(case.assembly, at))
    if case.is_rectifiable is None:
        raise Refusal("breach-not-found-lasting", None, {})
    lasting = judged(book, breach_goes_to_a_vote, is_rectifiable=case.is_rectifiable)
    if lasting is not None:
        lasting.require()
    beside = judged(book, dispute_does_not_block, open_disputes=open_disputes_beside(case))
    if beside is not None:
        beside.require()
    carried = list(
        case.steps.filter(kind__in=[Step.Kind.EVIDENCE, Step.Kind.LETTER, Step.Kind.NOT_RECTIFIED])
        .select_related("by", "organisation")
        .order_by("on", "pk")
    )
    clause = _grounds(book, grounds, bool(carried), scope)
    organisation, forum = concerned(case), case.forum
    assert organisation is not None
    assert forum is not None
    _member(forum, organisation, clause, at=at)

    made = _write(
        forum=forum, organisation=organisation, grounds=grounds, scope=scope, book=book,
        is_immediate=is_immediate, title=case.title, account=case.account, by=by, at=at,
        form_key=form_key,
    )  # fmt: skip
    for step in carried:
        write_step(
            made, Step.Kind.EVIDENCE, words=step.words, on=step.on,
            organisation=step.organisation, by=step.by, at=at,
        )  # fmt: skip
    made.related.add(case, *case.related.all())
    announce(made, under=lasting.clause if lasting is not None else clause, by=by, at=at)
    close(
        case, Case.Outcome.TO_A_VOTE, words="", keeps_suspension=True,
        under=lasting.clause if lasting is not None else None, by=by, at=at,
    )  # fmt: skip
    return made


@transaction.atomic
def find_not_rectifiable(*, case: Case, words: str, by: Person, at: datetime) -> Step:
    """
    Find that a breach cannot reasonably be put right, with the reason in writing.

    :raises Refusal: if the case does not fall to `by`, or is of another kind or closed.
    """
    case = hold_case(case)
    require_open(case)
    require_kind(case, Case.Kind.BREACH)
    require_decides(by, case, at=at)
    book = book_for(case.assembly, on=day_of(case.assembly, at))
    finding = judged(book, breach_goes_to_a_vote, is_rectifiable=False)

    case.is_rectifiable = False
    case.save(update_fields=["is_rectifiable"])
    step = write_step(case, Step.Kind.NOT_RECTIFIED, words=words, by=by, at=at)
    record_step(case, step, under=finding.clause if finding else None, at=at)
    return step


def _grounds(
    book: Rulebook | None, grounds: Sequence[str], has_evidence: bool, scope: str
) -> Clause | None:
    finding = judged(
        book,
        termination_has_its_grounds,
        grounds=list(grounds),
        has_evidence=has_evidence,
        scope=scope,
    )
    return finding.require().clause if finding is not None else None


def _member(
    forum: Forum, organisation: Organisation, clause: Clause | None, *, at: datetime
) -> None:
    on = day_of(forum.assembly, at)
    if membership_in_case(forum.assembly, organisation, on=on) is None:
        facts = {"organisation": organisation.name, "on": on}
        raise Refusal("no-membership-to-judge", clause, facts)


def _write(
    *,
    forum: Forum,
    organisation: Organisation,
    grounds: Sequence[str],
    scope: str,
    is_immediate: bool,
    title: str,
    account: str,
    book: Rulebook | None,
    by: Person,
    at: datetime,
    form_key: str | None,
) -> Case:
    return begin(
        assembly=forum.assembly,
        kind=Case.Kind.TERMINATION,
        forum=forum,
        title=title,
        account=account,
        parties=[(organisation, Party.Role.CONCERNED)],
        book=book,
        by=by,
        at=at,
        form_key=form_key,
        grounds=list(grounds),
        scope=scope,
        is_immediate_asked=is_immediate,
    )
