from datetime import date

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.forums.queries import forums_chaired_by
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "forum-name-taken": "There is already a forum called {name}.",
        "forum-not-a-draft": "{forum} is not a draft any more, so this cannot be done to it.",
        "forum-not-live": "{forum} is not a recognised forum on {on}.",
        "forum-without-support-yet": (
            "{forum} stays a draft until a support body takes on its administration."
        ),
        "local-forum-without-place": (
            "A local forum cannot start yet, because it is not tied to a place."
        ),
        "report-missing": "{forum} cannot be closed without its final report.",
        "review-not-ahead": "The next review must be after {on}.",
        "approver-has-no-say": (
            "{approver} does not approve forums for the whole area; the local forums and the "
            "co-ordination group do."
        ),
        "already-in-forum": "{organisation} belongs to {forum} already.",
        "not-in-forum": "{organisation} does not belong to {forum}.",
        "not-a-member": "{organisation} is not a member of this assembly, so it cannot join.",
        "office-is-held": "{holder} holds this office, so it is not vacant.",
        "office-is-vacant": "Nobody holds this office, so no term can end.",
        "term-already-ended": "This term ended on {ended_on}.",
        "term-ends-before-it-began": "This term began on {from_on}, so it cannot end before that.",
        "casual-without-method": (
            "The way in which the group agreed to choose a successor has to be written down."
        ),
        "no-casual-vacancy": (
            "Nobody left this office before the end of a term, so there is no casual vacancy."
        ),
        "original-term-over": (
            "The term that was left ended on {ends_on}, so an election is due and not a successor."
        ),
        "chair-is-elected": (
            "The chair of a local forum is chosen by {method}, so a choice made otherwise "
            "cannot be recorded here."
        ),
        "interim-vote-without-record": (
            "An interim chair voted in by the forum needs the vote written down."
        ),
        "holder-not-from-a-member": (
            "{organisation} is not a member of {forum}, and whoever holds an office there has "
            "to come from one."
        ),
        "register-rows-at-fault": "Nothing was imported, because {faults} rows are at fault.",
        "co-option-not-there": (
            "Nobody is co-opted into {forum}, because only the co-ordination group takes people in."
        ),
        "co-option-from-nowhere": (
            "Somebody who is co-opted comes from another forum or from an organisation with "
            "special knowledge, and neither was named."
        ),
        "co-option-without-expertise": "Say what they know, because that is what they come for.",
        "co-option-without-vote": (
            "Nobody is co-opted yet, because the group has to vote on it and no vote was counted."
        ),
        "co-opted-already": "They are co-opted into {forum} already.",
        "co-option-over": "They left on {until_on} already.",
        "advocacy-of-no-chair": (
            "Nobody chairs {forum} on {from_on}, so there is nobody yet who could speak for it."
        ),
        "advocacy-over": "This agreement ended on {until_on} already.",
        "advocacy-ends-too-soon": "This agreement began on {from_on}, so it cannot end before that.",
        "not-on-a-board": "{forum} is no board, so it keeps no register of board members.",
        "mandate-registered": "What {issuer} asks ({asks}) is on the register already.",
        "mandate-met": "This was met on {met_on} already.",
        "mandate-without-evidence": "Say how it was met, because that is the evidence for it.",
        "mandate-met-tomorrow": "It cannot have been met on {met_on}, a day to come.",
        "route-listed": "A route called {route} is listed already.",
    }
)


def may_propose(person: Person, assembly: Assembly, parents: list[Forum], *, on: date) -> bool:
    """A support officer proposes any forum; a chair, one below a forum that they chair."""
    if is_officer(person, assembly, on=on):
        return True
    chaired = forums_chaired_by(person.pk, on=on) if parents else set()
    return any(parent.pk in chaired for parent in parents)


def require_may_propose(
    person: Person, assembly: Assembly, parents: list[Forum], *, on: date
) -> None:
    """:raises Refusal: if they may not."""
    if not may_propose(person, assembly, parents, on=on):
        who = "a support officer, or the chair of a forum above it,"
        raise Refusal("not-permitted", None, {"who": who})


def may_keep(person: Person, forum: Forum, *, on: date) -> bool:
    """A support officer keeps every forum; a chair, their own and those below it."""
    if is_officer(person, forum.assembly, on=on):
        return True
    above = set(forum.parents.order_by("pk").values_list("pk", flat=True)) | {forum.pk}
    return bool(above & forums_chaired_by(person.pk, on=on))


def require_may_keep(person: Person, forum: Forum, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_keep(person, forum, on=on):
        who = "a support officer, or the chair of the forum or of one above it,"
        raise Refusal("not-permitted", None, {"who": who})


def may_approve(person: Person, by_forum: Forum, *, on: date) -> bool:
    """The chair speaks for a forum; a support officer records what it agreed."""
    return is_officer(person, by_forum.assembly, on=on) or by_forum.pk in forums_chaired_by(
        person.pk, on=on
    )


def require_may_approve(person: Person, by_forum: Forum, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_approve(person, by_forum, on=on):
        who = f"the chair of {by_forum.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})


def may_answer_for(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> bool:
    """Those who act for an organisation answer for it; a support officer does so for anyone."""
    return may_act_for(person, organisation, on=on) or is_officer(person, assembly, on=on)


def require_may_answer_for(
    person: Person, assembly: Assembly, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not."""
    if not may_answer_for(person, assembly, organisation, on=on):
        who = f"somebody who acts for {organisation.name}, or a support officer,"
        raise Refusal("not-permitted", None, {"who": who})
