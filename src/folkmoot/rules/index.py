"""Which functions keep the clauses, by the names that the documents use."""

from collections.abc import Callable, Mapping

from folkmoot.rules.elections.ballots import (
    ballot_follows_nominations,
    ballot_is_in_time,
    one_vote_each,
    returning_officer_is_not_a_candidate,
    voter_is_entitled,
)
from folkmoot.rules.elections.nominations import (
    nomination_is_complete,
    nomination_is_in_time,
    nominations_are_open_long_enough,
    nominee_answers_every_quality,
    nominee_confirms_capacity,
    nominee_is_eligible,
)
from folkmoot.rules.elections.outcomes import (
    most_votes_wins,
    result_is_verified,
    second_tie_goes_to_the_group,
    tie_goes_to_run_off,
)
from folkmoot.rules.findings import Finding
from folkmoot.rules.forums.composition import (
    chair_sits_in_the_group,
    coordination_group_size_is_right,
)
from folkmoot.rules.forums.recognition import (
    forum_has_support_organisation,
    joint_forum_has_its_parents,
    local_forum_keeps_to_its_place,
    local_forums_are_as_many_as_fixed,
    recognised_route_has_agreement,
    system_forum_is_approved,
    task_group_has_its_parts,
)
from folkmoot.rules.membership.classes import membership_class_follows_from_kind
from folkmoot.rules.membership.declaration import declaration_is_complete, declaration_is_current
from folkmoot.rules.membership.leaving import (
    exclusion_in_notice_has_a_reason,
    leaving_notice_is_served,
)
from folkmoot.rules.membership.rights import (
    absence_raises_a_case,
    member_may_stand,
    member_may_vote,
    suspension_rests_on_a_case,
)
from folkmoot.rules.offices.terms import (
    casual_successor_keeps_the_end_date,
    first_election_is_in_time,
    interim_chair_is_from_infrastructure,
    reselection_is_in_time,
    term_is_no_longer_than_fixed,
)

type Rule = Callable[..., Finding]

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        # membership
        membership_class_follows_from_kind,
        declaration_is_complete,
        declaration_is_current,
        leaving_notice_is_served,
        exclusion_in_notice_has_a_reason,
        member_may_vote,
        member_may_stand,
        suspension_rests_on_a_case,
        absence_raises_a_case,
        # forums
        coordination_group_size_is_right,
        chair_sits_in_the_group,
        local_forums_are_as_many_as_fixed,
        local_forum_keeps_to_its_place,
        task_group_has_its_parts,
        joint_forum_has_its_parents,
        system_forum_is_approved,
        forum_has_support_organisation,
        recognised_route_has_agreement,
        # offices
        term_is_no_longer_than_fixed,
        casual_successor_keeps_the_end_date,
        interim_chair_is_from_infrastructure,
        first_election_is_in_time,
        reselection_is_in_time,
        # elections
        nominations_are_open_long_enough,
        nomination_is_in_time,
        nomination_is_complete,
        nominee_answers_every_quality,
        nominee_confirms_capacity,
        nominee_is_eligible,
        ballot_follows_nominations,
        voter_is_entitled,
        ballot_is_in_time,
        one_vote_each,
        returning_officer_is_not_a_candidate,
        most_votes_wins,
        tie_goes_to_run_off,
        second_tie_goes_to_the_group,
        result_is_verified,
    )
}
