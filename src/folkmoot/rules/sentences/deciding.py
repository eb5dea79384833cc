"""Meetings, decisions and cases: what a person reads when the answer is no."""

DECIDING: dict[str, str] = {
    # Meetings
    "agenda-too-late": (
        "The agenda is {late} late, because it was due by {latest}. It can still go out with a "
        "written reason, and none was given."
    ),
    "agenda-request-late": (
        "This request is too late for the meeting on {meets_on}, because requests for it closed "
        "after {latest}. It is kept for the agenda after that."
    ),
    "standing-items-missing": (
        "The agenda is not complete, because these items are always on it and are missing: "
        "{missing}."
    ),
    "too-few-meetings": (
        "There are too few meetings, because the agreement asks for at least {least}. Held: "
        "{held}. Planned: {planned}."
    ),
    "notes-late": "The notes are {late} late, because they were due by {latest}.",
    "next-date-missing": (
        "The notes are not finished, because they do not give the date of the next meeting."
    ),
    "deputy-not-agreed": (
        "The deputy does not count for the member, because the chair had not agreed to it before "
        "the meeting began at {meets_at}."
    ),
    "nobody-presides": (
        "Nobody can preside here, because {because}. Another item can be taken, this one can be "
        "withdrawn or left for another meeting, and the forum can choose an interim vice-chair "
        "who has no interest in it."
    ),
    # Interests
    "moment-unknown": (
        "An interest cannot be declared as {moment}, because the moments for it are: {moments}."
    ),
    "exclusion-without-interest": (
        "Nobody can be left out of this item, because no interest of theirs in it is recorded."
    ),
    "exclusion-without-reason-given": (
        "Leaving somebody out of an item needs a written reason, and none was given."
    ),
    "for-full-members-only": (
        "This item is not open to an organisation whose membership is {membership_class}, because "
        "the chair has kept it for members that are: {may}."
    ),
    "confidential-to-members": (
        "This stays with the members, because it is not marked for sharing and the member it came "
        "from has not agreed."
    ),
    "quorum": "The vote cannot open yet, because the quorum still needs {lacking}.",
    # Decisions
    "consensus-blocked": (
        "There is no consensus yet, because objections that hold it up still stand: {blocks}. "
        "They come from members that are: {blocked_by}."
    ),
    "vote-not-called-by-chair": (
        "This vote cannot be called, because only whoever presides may call one."
    ),
    "vote-without-reason": (
        "A vote needs a written reason why talking was not enough, and none was given."
    ),
    "vote-cast-already": (
        "This organisation has voted on this question already, and each member has {votes}."
    ),
    "motion-tied": (
        "The motion is not carried, because the vote is tied: {votes_for} for and "
        "{votes_against} against."
    ),
    "motion-lost": (
        "The motion is not carried, because {votes_for} were for it and {votes_against} against. "
        "It needed: {majority}."
    ),
    "no-casting-vote": (
        "The chair cannot break the tie, because the chair has no vote beyond that of their own "
        "organisation."
    ),
    "debate-again-first": (
        "The second vote cannot open yet, because a tied matter is talked over again first."
    ),
    "no-further-vote": (
        "There is no further vote, because the matter was tied again. It is undecided, and things "
        "stay as they were."
    ),
    "urgent-mode-unknown": (
        "An urgent decision cannot be sought by {mode}, because the ways for it are: {modes}."
    ),
    "urgent-without-reason": (
        "An urgent decision needs a written reason why it cannot wait, and none was given."
    ),
    "urgent-window-too-short": (
        "The urgent question cannot close at {closes_at}, because members have {needed} to answer "
        "it: until {earliest}."
    ),
    "co-option-not-carried": (
        "Nobody is co-opted, because {votes_for} were for it and {votes_against} against. It "
        "needed: {majority}."
    ),
    "forums-not-heard": (
        "This matter cannot be closed as agreed, because these forums have not answered: {missing}."
    ),
    "composition-not-decided-by": (
        "The {acting} cannot decide who belongs to this group, because that is for the {decider}."
    ),
    "under-review-decides": (
        "This cannot be decided so, because a group that is being looked at takes no part in it."
    ),
    "author-gains-from-it": (
        "An author cannot close the comparison, because they stand to gain from how it comes out."
    ),
    # Cases
    "dialogue-first": "This step comes later, because the sides have not yet talked it over.",
    "third-party-not-named": (
        "A third party cannot be brought in yet, because nobody has been named."
    ),
    "third-party-not-agreed": (
        "{third_party} cannot be brought in yet, because these have not agreed: {missing}."
    ),
    "dispute-does-not-hold-up": (
        "This case cannot be made to wait, because an open dispute stops no other case."
    ),
    "breach-not-in-writing": (
        "This step is not complete, because what is settled about a breach is put {form}."
    ),
    "breach-slow": (
        "This case is slow, because it has been open for {open_for} and is pointed out after "
        "{alert}."
    ),
    "breach-can-be-put-right": (
        "This does not go to a vote, because the breach can still be put right."
    ),
    "decider-is-party": (
        "The {acting} cannot decide this case, because it falls to the {decider}."
    ),
    "concern-is-not-an-act": (
        "A statutory body cannot {act} a representative, because a concern goes to the {goes_to} "
        "and only those who elected the representative act on it."
    ),
    "termination-without-grounds": (
        "A membership cannot be ended without grounds, and the grounds are: {grounds}."
    ),
    "termination-without-evidence": (
        "A membership cannot be ended on this case yet, because nothing on it shows the grounds."
    ),
    "termination-without-scope": (
        "The case has to say what would end, and that is one of: {scopes}."
    ),
    "termination-without-discussion": (
        "The vote does not end the membership, because the group has not yet {missing}."
    ),
    "termination-not-carried": (
        "The membership goes on, because {votes_for} were for ending it and {votes_against} "
        "against. It needed: {majority}."
    ),
    "whole-termination-is-for-the-group": (
        "A forum cannot end membership of {scope}, because that is for the {decider} to decide."
    ),
    "group-has-not-consulted": (
        "The {decider} cannot decide this yet, because it has not consulted."
    ),
}
