from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.events import (
    NominationAccepted,
    NominationFell,
    NominationWithdrawn,
)
from folkmoot.proceedings.elections.models import Contest, Nomination
from folkmoot.proceedings.elections.permits import require_is_nominee, require_may_withdraw
from folkmoot.proceedings.elections.queries import book_of, day_of, parts_but_guidance, post_name
from folkmoot.rules.elections.nominations import (
    nomination_is_complete,
    nomination_is_in_time,
    nominee_confirms_capacity,
)
from folkmoot.rules.findings import Clause, Refusal


@transaction.atomic
def accept_nomination(
    *,
    nomination: Nomination,
    confirms: Iterable[str],
    accepts_guidance: bool,
    by: Person,
    at: datetime,
) -> Nomination:
    """
    Have the nominee agree to stand; doing it again changes nothing.

    :param confirms: what the nominee has time for, by the rulebook's names.
    :raises Refusal: if `by` is not the nominee, nominations have closed, the nominee has
        not the time or does not accept the guidance, or the nomination is gone.
    """
    contest = require_going_on(nomination.contest)
    require_is_nominee(by, nomination)
    nomination = _require_living(nomination)
    if nomination.accepted_at is not None:
        return nomination
    book = book_of(contest)
    clause = (
        nomination_is_in_time(
            book,
            opens_at=contest.nominations_open_at,
            closes_at=contest.nominations_close_at,
            at=at,
        )
        .require()
        .clause
    )
    nominee_confirms_capacity(book, confirmed=list(confirms)).require()
    if not accepts_guidance:
        nomination_is_complete(book, parts=parts_but_guidance()).require()

    nomination.accepted_at = at
    nomination.save(update_fields=["accepted_at"])
    event = NominationAccepted(**_names(contest, nomination))
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=clause)
    people = [by, nomination.made_by, contest.returning_officer]
    tell(people, event, assembly=contest.assembly.slug, at=at)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, by: Person, at: datetime) -> Nomination:
    """
    Take a nomination back, before the nominees are published; twice is once.

    :raises Refusal: if `by` may not, or the names are fixed.
    """
    contest = require_going_on(nomination.contest)
    require_may_withdraw(by, nomination, on=day_of(contest.assembly, at))
    nomination = Nomination.objects.select_related("nominee", "made_by").get(pk=nomination.pk)
    if nomination.withdrawn_at is not None:
        return nomination
    if contest.published_at is not None:
        raise Refusal("nominees-published", None, {"published_at": contest.published_at})
    nomination = _require_living(nomination)

    nomination.withdrawn_at, nomination.withdrawn_by = at, by
    nomination.save(update_fields=["withdrawn_at", "withdrawn_by"])
    event = NominationWithdrawn(**_names(contest, nomination))
    record(event, assembly=contest.assembly.slug, by=by, at=at)
    people = [nomination.nominee, nomination.made_by, contest.returning_officer]
    tell(people, event, assembly=contest.assembly.slug, at=at)
    return nomination


@transaction.atomic
def let_nomination_fall(
    *,
    nomination: Nomination,
    because: str,
    under: Clause | None = None,
    by: Person | None,
    at: datetime,
) -> Nomination:
    """
    Let a nomination stand no longer, for a reason that is not anybody's wish.

    The member was suspended or has ceased, or the nominee never accepted. It does
    nothing to one already withdrawn or fallen.
    """
    held = Nomination.objects.select_for_update(of=("self",)).get(pk=nomination.pk)
    if held.withdrawn_at is not None or held.fell_at is not None:
        return held
    nomination.fell_at, nomination.fell_because = at, because
    nomination.save(update_fields=["fell_at", "fell_because"])
    contest = nomination.contest
    event = NominationFell(**_names(contest, nomination), because=because)
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=under)
    people = [nomination.nominee, nomination.made_by, contest.returning_officer]
    tell(people, event, assembly=contest.assembly.slug, at=at)
    return nomination


def _require_living(nomination: Nomination) -> Nomination:
    now = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("nominee", "made_by")
        .get(pk=nomination.pk)
    )
    if now.withdrawn_at is not None:
        raise Refusal("nomination-gone", None, {"how": "withdrawn"})
    if now.fell_at is not None:
        raise Refusal("nomination-gone", None, {"how": f"let fall ({now.fell_because})"})
    return now


def _names(contest: Contest, nomination: Nomination) -> dict[str, str]:
    return {
        "contest": contest.reference,
        "office": post_name(contest),
        "forum": contest.forum.name,
        "organisation": nomination.organisation_name,
        "nominee": nomination.nominee.reference,
    }
