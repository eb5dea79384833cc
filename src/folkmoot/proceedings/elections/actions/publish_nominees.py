from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from folkmoot.ground.ledger.actions import record
from folkmoot.ground.letters.actions import tell
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.actions.answer_nomination import let_nomination_fall
from folkmoot.proceedings.elections.actions.open_contest import require_going_on
from folkmoot.proceedings.elections.actions.set_up_round import set_up_round
from folkmoot.proceedings.elections.events import NomineesPublished
from folkmoot.proceedings.elections.models import Contest, Nomination, Voter
from folkmoot.proceedings.elections.permits import require_may_return
from folkmoot.proceedings.elections.queries import (
    book_of,
    day_of,
    eligibility,
    entitled_members,
    people_of_all,
    post_name,
    standing,
    zone_of,
)
from folkmoot.rules.elections.ballots import (
    ballot_follows_nominations,
    returning_officer_is_not_a_candidate,
)
from folkmoot.rules.elections.nominations import nomination_is_in_time
from folkmoot.rules.findings import Refusal


@transaction.atomic
def publish_nominees(
    *,
    contest: Contest,
    opens_at: datetime | None,
    closes_at: datetime | None,
    tellers: Iterable[Person],
    by: Person,
    at: datetime,
) -> Contest:
    """
    Show who stands, freeze the roll, and say how and when to vote.

    Nominations that were not accepted, and those whose member could not stand on the
    day that nominations closed, fall first. Where nobody or one person stands there is
    no ballot, and the times and tellers are not used.

    :param opens_at: when the ballot opens; it also needs a key from every teller.
    :raises Refusal: if `by` is not the returning officer or is a candidate, nominations
        are open, the nominees are published already, or the times are out of order.
    """
    contest = require_going_on(contest)
    require_may_return(by, contest)
    book = book_of(contest)
    if contest.published_at is not None:
        raise Refusal("nominees-published", None, {"published_at": contest.published_at})
    finding = ballot_follows_nominations(
        book,
        nominations_close_at=contest.nominations_close_at,
        ballot_opens_at=min(at, opens_at or at),
        published=True,
    ).require()
    _let_fall_who_cannot_stand(contest, by=by, at=at)
    nominees = list(standing(contest))
    returning_officer_is_not_a_candidate(
        book, is_candidate=any(one.nominee_id == by.pk for one in nominees)
    ).require()

    on = day_of(contest.assembly, at)
    forum = contest.forum
    members = list(entitled_members(forum, on=on, classes=book.words("roll.classes")))
    contest.published_at = contest.roll_frozen_at = at
    contest.save(update_fields=["published_at", "roll_frozen_at"])
    Voter.objects.bulk_create(
        [
            Voter(
                contest=contest,
                membership=member.membership,
                organisation_name=member.membership.organisation.name,
            )
            for member in members
        ],
        batch_size=500,
    )
    named: list[Person] = []
    if len(nominees) > 1:
        named = list(dict.fromkeys(tellers))
        set_up_round(
            contest=contest,
            candidates=nominees,
            opens_at=opens_at,
            closes_at=closes_at,
            tellers=named,
            at=at,
        )
    event = NomineesPublished(
        contest=contest.reference,
        office=post_name(contest),
        forum=forum.name,
        nominees=len(nominees),
        voters=len(members),
        opens_at=opens_at if named else None,
        closes_at=closes_at if named else None,
        tellers=[person.reference for person in named],
    )
    record(event, assembly=contest.assembly.slug, by=by, at=at, under=finding.clause)
    bodies = [member.membership.organisation_id for member in members]
    told = people_of_all(bodies, on=on)
    told += [nomination.nominee for nomination in nominees]
    tell(told, event, assembly=contest.assembly.slug, at=at)
    return contest


def _let_fall_who_cannot_stand(contest: Contest, *, by: Person, at: datetime) -> None:
    """Judge every nomination by how things stood on the day that nominations closed."""
    book, closed_on = book_of(contest), day_of(contest.assembly, contest.nominations_close_at)
    late = nomination_is_in_time(
        book,
        opens_at=contest.nominations_open_at,
        closes_at=contest.nominations_close_at,
        at=contest.nominations_close_at,
    )
    living = Nomination.objects.filter(contest=contest, withdrawn_at=None, fell_at=None)
    for nomination in living.select_related(
        "membership__organisation", "nominee", "made_by", "contest__assembly",
        "contest__forum", "contest__office", "contest__returning_officer",
    ).order_by("pk"):  # fmt: skip
        if nomination.accepted_at is None:
            because = "the nominee had not accepted it when nominations closed"
            let_nomination_fall(
                nomination=nomination, because=because, under=late.clause, by=by, at=at
            )
            continue
        for finding in eligibility(contest, nomination.membership, on=closed_on):
            if not finding.holds:
                let_nomination_fall(
                    nomination=nomination,
                    because=finding.in_words(zone_of(contest.assembly)),
                    under=finding.clause,
                    by=by,
                    at=at,
                )
                break
