"""Which deeds a case offers to whom, by the word of each in its address."""

from folkmoot.proceedings.cases.models import Case, Step
from folkmoot.proceedings.cases.queries.parts import Part
from folkmoot.proceedings.cases.queries.stages import Progress, is_whole

DEEDS = (
    *(
        "open",
        "rest",
        "talk",
        "senior",
        "propose",
        "agree",
        "champion",
        "take-on",
        "decline",
        "mediate",
        "settle",
        "unresolved",
    ),
    *("letter", "evidence", "suspend", "lift", "lasting", "terminate", "put-right", "ask"),
    *("hear", "consult", "vote", "discussion", "carry-out", "drop", "answer", "link", "publish"),
)


def deeds_for(part: Part, found: Progress) -> list[str]:
    """Return the deeds that somebody may do in a case now, the next one first. No query."""
    case = part.case
    if case.closed_at is not None:
        keeps = part.may_keep or part.is_officer or part.has_closed or part.mediates
        return ["publish"] if keeps else []
    if case.opened_at is None:
        return ["open", "rest"] if part.may_keep else []
    if case.kind in (Case.Kind.DISPUTE, Case.Kind.COMPACT):
        offered = _talks(part, found)
    elif case.kind == Case.Kind.BREACH:
        offered = _breach(part, found)
    elif case.kind == Case.Kind.TERMINATION:
        offered = _end(part, found)
    else:
        offered = ["answer"] if part.may_keep else []
    if part.may_speak:
        offered.append("evidence")
    if part.may_keep or part.is_officer:
        offered.append("link")
    return offered


def _talks(part: Part, found: Progress) -> list[str]:
    if part.is_mediator and not part.mediates:
        return ["take-on", "decline"]
    if not part.may_speak:
        return []
    case, talked = part.case, found.has(Step.Kind.DIALOGUE, Step.Kind.MEDIATION)
    parties = list(case.parties.all())
    agreed = case.third_party and all(one.agreed_to == case.third_party for one in parties)
    if part.mediates:
        return ["mediate", "talk", *(["settle", "unresolved"] if talked else [])]
    offered = ["talk", "senior"]
    if case.kind == Case.Kind.COMPACT and not agreed:
        offered.insert(0 if not case.third_party else 2, "champion")
    if case.third_party and not agreed and (part.is_party or part.is_officer):
        mine = part.parties or tuple(parties)
        if any(one.agreed_to != case.third_party for one in mine):
            offered.insert(0, "agree")
    if agreed and (case.mediator_id is None or case.mediator_agreed_at is not None):
        offered.insert(0, "mediate")
    return [*offered, "propose", "settle", "unresolved"] if talked else offered


def _breach(part: Part, found: Progress) -> list[str]:
    offered = ["letter"] if part.may_speak else []
    if not part.may_keep:
        return offered
    if part.case.is_rectifiable is False:
        offered.insert(0, "terminate")
    else:
        offered += ["put-right", "lasting"]
    return [*offered, "lift" if found.suspension is not None else "suspend"]


def _end(part: Part, found: Progress) -> list[str]:
    case = part.case
    may_hear = part.is_party or part.may_keep or part.is_officer
    offered = ["hear"] if may_hear else []
    if found.vote is not None and (part.may_keep or part.is_officer):
        offered.append("discussion")
    if found.vote is not None and found.vote.waits and (part.may_keep or part.is_officer):
        offered.insert(0, "carry-out")
    if not part.may_keep:
        return offered
    if found.is_voting:
        return offered
    asked = found.has(Step.Kind.ASKED, Step.Kind.HEARD)
    consulted = found.has(Step.Kind.CONSULTED)
    if not asked:
        offered.insert(0, "ask")
    elif case.is_with_group and is_whole(case) and not consulted:
        offered.insert(0, "consult")
    else:
        offered.insert(0, "vote")
    return [*offered, "drop"]
