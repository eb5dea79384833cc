"""How a dispute, a breach and the end of a membership are taken from step to step."""

from datetime import date

from folkmoot.rules.decisions.deciding import is_carried, tally
from folkmoot.rules.findings import Finding
from folkmoot.rules.periods import Period, add
from folkmoot.rules.rulebook import Rulebook

DIALOGUE = "dialogue"
ALERT = "breach.alert"
MAJORITY = "termination.majority"
WHOLE = "termination.whole"


def dialogue_comes_first(book: Rulebook, *, dialogues: int) -> Finding:
    """
    Test whether the sides have talked before anything else is tried.

    :param dialogues: talks on record between the sides.
    """
    first = book.parameter("dispute.first_stage")
    holds = dialogues > 0 or book.word(first.name) != DIALOGUE
    return Finding(first.clause, holds, "dialogue-first", {})


def third_party_is_agreed(
    book: Rulebook, *, parties: list[str], agreed: list[str], third_party: str
) -> Finding:
    """
    Test whether everybody concerned agrees to a third party, and to who it is.

    :param parties: the sides of the dispute, by name.
    :param agreed: those who agreed to this third party, by the same names.
    """
    clause = book.parameter("third_party.agreed_by").clause
    missing = [party for party in parties if party not in agreed]
    facts = {"third_party": third_party, "missing": missing}
    if not third_party.strip():
        return Finding(clause, False, "third-party-not-named", facts)
    return Finding(clause, not missing, "third-party-not-agreed", facts)


def dispute_does_not_block(
    book: Rulebook, *, open_disputes: int, is_to_wait: bool = False
) -> Finding:
    """
    Test whether a case goes on whatever disputes are open beside it.

    :param is_to_wait: whether somebody wants the case to wait until they are settled.
    """
    blocks = book.parameter("dispute.blocks")
    holds = not (is_to_wait and open_disputes) or blocks.value is True
    facts = {"open_disputes": open_disputes}
    return Finding(blocks.clause, holds, "dispute-does-not-hold-up", facts)


def breach_is_answered_in_writing(book: Rulebook, *, is_written: bool) -> Finding:
    """Test whether what is said and settled about a breach is in writing."""
    form = book.parameter("breach.form")
    return Finding(form.clause, is_written, "breach-not-in-writing", {"form": form.value})


def breach_is_settled_swiftly(book: Rulebook, *, told_on: date, on: date) -> Finding:
    """
    Test whether a case about a breach is not yet slow.

    :param told_on: the day the chair learned of the breach.
    :param on: the day it was settled, or today while it is open.
    """
    period = book.period(ALERT)
    latest = add(told_on, period)
    days = Period(max(0, (on - told_on).days), "days")
    facts = {"days": days.value, "open_for": str(days), "alert": str(period), "latest": latest}
    return Finding(book.parameter(ALERT).clause, on <= latest, "breach-slow", facts)


def breach_goes_to_a_vote(book: Rulebook, *, is_rectifiable: bool) -> Finding:
    """
    Test whether a case about a breach may go on to a vote on ending the membership.

    :param is_rectifiable: whether the breach can reasonably be put right.
    """
    clause = book.parameter("breach.vote_when").clause
    return Finding(clause, not is_rectifiable, "breach-can-be-put-right", {})


def case_decider(book: Rulebook, *, chair_is_party: bool, vice_chair_is_party: bool) -> Finding:
    """
    Tell who decides a case: the first, in the rulebook's order, who is no party to it.

    A person is a party when the case is about them or about their organisation. It
    holds unless the rulebook names nobody further.

    :return: with `decider` among its facts: "chair", "vice-chair", "co-ordination group".
    """
    order = book.parameter("case.deciders")
    parties = {"chair": chair_is_party, "vice-chair": vice_chair_is_party}
    free = [who for who in book.words(order.name) if not parties.get(who, False)]
    facts = {"decider": free[0] if free else "nobody", "acting": "nobody"}
    return Finding(order.clause, bool(free), "decider-is-party", facts)


def case_is_decided_by_its_decider(
    book: Rulebook, *, decider: str, chair_is_party: bool, vice_chair_is_party: bool
) -> Finding:
    """
    Test whether a case is decided by whom it falls to.

    :param decider: "chair", "vice-chair" or whoever else the rulebook names.
    """
    found = case_decider(
        book, chair_is_party=chair_is_party, vice_chair_is_party=vice_chair_is_party
    )
    whose = found.facts["decider"]
    holds = decider == whose
    facts = {"decider": whose, "acting": decider}
    by_whom = None if holds else f"the {whose}"
    return Finding(found.clause, holds, "decider-is-party", facts, by_whom=by_whom)


def termination_has_its_grounds(
    book: Rulebook, *, grounds: list[str], has_evidence: bool, scope: str
) -> Finding:
    """
    Test whether a case for ending a membership says why, shows it, and says how far.

    :param grounds: the grounds it rests on, by the names the rulebook uses.
    :param scope: what it would end, by the name the rulebook uses: "this forum".
    """
    named, scopes = book.parameter("termination.ground_names"), book.words("termination.scopes")
    known = book.words(named.name)
    facts = {"grounds": known, "scopes": scopes, "scope": scope}
    if not grounds or not set(grounds) <= set(known):
        return Finding(named.clause, False, "termination-without-grounds", facts)
    if not has_evidence:
        return Finding(named.clause, False, "termination-without-evidence", facts)
    return Finding(named.clause, scope in scopes, "termination-without-scope", facts)


def termination_is_carried(
    book: Rulebook, *, is_discussed: bool, is_heard: bool, votes_for: int, votes_against: int
) -> Finding:
    """
    Test whether the vote on ending a membership ends it.

    :param is_discussed: whether the group talked about the case before it voted.
    :param is_heard: whether the member concerned was heard, or was asked to be.
    """
    clause = book.parameter(MAJORITY).clause
    done = {"talked about the case": is_discussed, "heard the member concerned": is_heard}
    missing = [what for what, is_done in done.items() if not is_done]
    facts = tally(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    if missing:
        facts["missing"] = missing
        return Finding(clause, False, "termination-without-discussion", facts)
    holds = is_carried(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    return Finding(clause, holds, "termination-not-carried", facts)


def whole_termination_goes_up(
    book: Rulebook, *, scope: str, is_decided_by_group: bool, is_consulted: bool
) -> Finding:
    """
    Test whether the end of a whole membership is left to the co-ordination group.

    :param scope: what the vote would end, by the name the rulebook uses.
    :param is_decided_by_group: whether the co-ordination group decides it, not a forum.
    :param is_consulted: whether the group has consulted before it decides.
    """
    decider = book.parameter("termination.whole_decided_by")
    who = book.word(decider.name)
    facts = {"scope": scope, "decider": who}
    if scope != book.word(WHOLE):
        return Finding(decider.clause, True, "whole-termination-is-for-the-group", facts)
    if not is_decided_by_group:
        return Finding(
            decider.clause,
            False,
            "whole-termination-is-for-the-group",
            facts,
            by_whom=f"the {who}",
        )
    return Finding(decider.clause, is_consulted, "group-has-not-consulted", facts)
