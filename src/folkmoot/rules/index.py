"""Which functions keep the clauses, by the names that the documents use."""

from collections.abc import Callable, Mapping

from folkmoot.rules.cases.concerns import statutory_body_only_raises_a_concern
from folkmoot.rules.cases.handling import (
    breach_goes_to_a_vote,
    breach_is_answered_in_writing,
    breach_is_settled_swiftly,
    case_is_decided_by_its_decider,
    dialogue_comes_first,
    dispute_does_not_block,
    termination_has_its_grounds,
    termination_is_carried,
    third_party_is_agreed,
    whole_termination_goes_up,
)
from folkmoot.rules.compact.agreements import (
    agreement_has_an_equality_term,
    agreement_keeps_both_free,
)
from folkmoot.rules.compact.champions import champion_is_no_party
from folkmoot.rules.compact.filing import (
    filed_under_a_principle,
    filed_under_a_theme,
    respect_names_its_standard,
)
from folkmoot.rules.consultations.asking import (
    consultation_is_before_the_decision,
    consultation_is_long_enough,
    consultation_says_what_can_change,
    ways_are_enough,
)
from folkmoot.rules.decisions.deciding import (
    chair_has_no_casting_vote,
    co_option_is_carried,
    consensus_is_reached,
    forums_agree_on_wider_matters,
    motion_is_carried,
    one_vote_for_each_member,
    tied_motion_is_voted_again,
    urgent_decision_has_its_reason,
    urgent_window_is_long_enough,
    vote_is_called_by_the_chair,
)
from folkmoot.rules.decisions.standing_aside import (
    author_with_an_interest_does_not_close,
    composition_is_decided_by_its_decider,
)
from folkmoot.rules.documents.keeping import (
    law_is_checked,
    live_document_bears_no_draft_mark,
    review_follows_the_cycle,
    revision_has_its_equality_check,
    rewrite_hears_each_group,
    sharing_says_what_it_needs,
    statement_is_fresh,
    terms_are_changed_by_their_keeper,
)
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
from folkmoot.rules.funding.agreeing import (
    options_are_weighed,
)
from folkmoot.rules.funding.promises import (
    award_runs_over_years,
    fund_says_what_it_needs,
    notice_is_long_enough,
    time_to_bid_is_adequate,
)
from folkmoot.rules.insight.strengths import (
    record_answers_prompts,
    record_opens_with_strengths,
)
from folkmoot.rules.meetings.attending import deputy_is_agreed
from folkmoot.rules.meetings.calling import (
    agenda_has_standing_items,
    agenda_is_in_time,
    meetings_are_enough,
    notes_are_in_time,
    notes_name_the_next_meeting,
    request_is_in_time,
)
from folkmoot.rules.meetings.interests import (
    business_is_for_full_members,
    exclusion_follows_a_declaration,
    interest_is_declared_in_its_moment,
    material_may_be_shared,
)
from folkmoot.rules.meetings.presiding import presiding_office
from folkmoot.rules.meetings.quorum import (
    quorum_of_a_forum,
    quorum_of_all,
    quorum_of_the_group,
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
from folkmoot.rules.plan.ready import action_is_ready, both_sectors_have_tasks
from folkmoot.rules.practice.telling import case_study_has_its_headings
from folkmoot.rules.programmes.feedback import options_fit_respondents
from folkmoot.rules.programmes.figures import programme_figures_make_sense
from folkmoot.rules.programmes.training import count_and_rate_agree
from folkmoot.rules.seats.answering import (
    attendance_is_enough,
    representative_reports_back,
    training_missed_raises_a_review,
)
from folkmoot.rules.seats.arriving import (
    holder_is_elected,
    no_extra_place_without_a_replacement,
)
from folkmoot.rules.seats.fit import representative_is_local
from folkmoot.rules.seats.inviting import (
    invitation_is_not_tokenistic,
    invitation_is_proportionate,
)
from folkmoot.rules.seats.removing import only_the_electing_group_removes
from folkmoot.rules.volunteering.roles import role_is_volunteering

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
        # forums and offices
        coordination_group_size_is_right,
        chair_sits_in_the_group,
        local_forums_are_as_many_as_fixed,
        local_forum_keeps_to_its_place,
        task_group_has_its_parts,
        joint_forum_has_its_parents,
        system_forum_is_approved,
        forum_has_support_organisation,
        recognised_route_has_agreement,
        term_is_no_longer_than_fixed,
        casual_successor_keeps_the_end_date,
        interim_chair_is_from_infrastructure,
        first_election_is_in_time,
        reselection_is_in_time,
        # elections and meetings
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
        meetings_are_enough,
        agenda_is_in_time,
        request_is_in_time,
        agenda_has_standing_items,
        notes_are_in_time,
        notes_name_the_next_meeting,
        deputy_is_agreed,
        presiding_office,
        interest_is_declared_in_its_moment,
        exclusion_follows_a_declaration,
        business_is_for_full_members,
        material_may_be_shared,
        quorum_of_the_group,
        quorum_of_a_forum,
        quorum_of_all,
        # decisions
        consensus_is_reached,
        forums_agree_on_wider_matters,
        vote_is_called_by_the_chair,
        one_vote_for_each_member,
        motion_is_carried,
        chair_has_no_casting_vote,
        tied_motion_is_voted_again,
        urgent_decision_has_its_reason,
        urgent_window_is_long_enough,
        co_option_is_carried,
        composition_is_decided_by_its_decider,
        author_with_an_interest_does_not_close,
        # cases, compact and seats
        dialogue_comes_first,
        third_party_is_agreed,
        dispute_does_not_block,
        breach_is_answered_in_writing,
        breach_is_settled_swiftly,
        breach_goes_to_a_vote,
        case_is_decided_by_its_decider,
        termination_has_its_grounds,
        termination_is_carried,
        whole_termination_goes_up,
        statutory_body_only_raises_a_concern,
        champion_is_no_party,
        filed_under_a_theme,
        filed_under_a_principle,
        respect_names_its_standard,
        agreement_keeps_both_free,
        agreement_has_an_equality_term,
        holder_is_elected,
        no_extra_place_without_a_replacement,
        representative_is_local,
        invitation_is_not_tokenistic,
        invitation_is_proportionate,
        only_the_electing_group_removes,
        representative_reports_back,
        attendance_is_enough,
        training_missed_raises_a_review,
        # consultations, funding, insight and plan
        consultation_is_long_enough,
        consultation_is_before_the_decision,
        consultation_says_what_can_change,
        ways_are_enough,
        fund_says_what_it_needs,
        time_to_bid_is_adequate,
        award_runs_over_years,
        options_are_weighed,
        notice_is_long_enough,
        record_answers_prompts,
        record_opens_with_strengths,
        action_is_ready,
        case_study_has_its_headings,
        both_sectors_have_tasks,
        # documents, programmes and volunteering
        law_is_checked,
        live_document_bears_no_draft_mark,
        review_follows_the_cycle,
        revision_has_its_equality_check,
        rewrite_hears_each_group,
        sharing_says_what_it_needs,
        statement_is_fresh,
        terms_are_changed_by_their_keeper,
        count_and_rate_agree,
        options_fit_respondents,
        programme_figures_make_sense,
        role_is_volunteering,
    )
}
