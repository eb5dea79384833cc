from datetime import date
from typing import Any

from folkmoot.body.rulebook.queries import value_read
from folkmoot.rules.decisions.deciding import is_carried, tally
from folkmoot.rules.findings import Finding, Refusal, teach
from folkmoot.rules.periods import take
from folkmoot.rules.rulebook import Parameter, Rulebook

teach(
    {
        "parameter-not-fixed": (
            "{parameter} cannot be changed, because {title} does not fix anything by that name."
        ),
        "amendment-of-another-kind": (
            "{given} cannot take the place of {was}, because it is not a value of the same kind."
        ),
        "amendment-in-another-unit": (
            "The change is told in {given}, and the agreement counts in {unit}, so it is not clear "
            "what would apply."
        ),
        "amendment-changes-nothing": "It is {was} already, so there is nothing to change.",
        "amendment-without-majority": (
            "The agreement is not changed, because a change needs {majority}, and {votes_for} were "
            "for it and {votes_against} against."
        ),
        "amendment-without-notice": (
            "The agreement is not changed, because the change has to be before members "
            "{notice} before it is voted on: a vote on {voted_on} needed it by {latest}."
        ),
    }
)
MAJORITY, NOTICE = "amendment.majority", "amendment.notice"


def require_amendable(book: Rulebook, *, parameter: str, value: Any, unit: str) -> Parameter:
    """
    Return a parameter as it would be once it is changed.

    :param value: as the document's file would write it.
    :raises Refusal: if the version fixes no such thing, or the value is of another kind
        or unit, or it is what it is already.
    """
    if parameter not in book.parameters:
        facts = {"parameter": parameter, "title": book.title}
        raise Refusal("parameter-not-fixed", None, facts)
    now = book.parameter(parameter)
    if unit != now.unit:
        facts = {"given": unit or "no unit", "unit": now.unit or "no unit"}
        raise Refusal("amendment-in-another-unit", now.clause, facts)
    try:
        then = value_read(now, value, "")
    except (TypeError, ValueError):
        facts = {"given": str(value), "was": str(now)}
        raise Refusal("amendment-of-another-kind", now.clause, facts) from None
    if type(then.value) is int and then.value < 0:
        facts = {"given": str(value), "was": str(now)}
        raise Refusal("amendment-of-another-kind", now.clause, facts)
    if then.value == now.value:
        raise Refusal("amendment-changes-nothing", now.clause, {"was": str(now)})
    return then


def amendment_has_its_majority(
    book: Rulebook, *, votes_for: int, votes_against: int
) -> Finding | None:
    """Return whether a change of the agreement got the majority it asks, or None if it asks none."""
    if MAJORITY not in book.parameters:
        return None
    holds = is_carried(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    facts = tally(book, MAJORITY, votes_for=votes_for, votes_against=votes_against)
    clause = book.parameter(MAJORITY).clause
    return Finding(clause, holds, "amendment-without-majority", facts)


def amendment_had_its_notice(book: Rulebook, *, told_on: date, voted_on: date) -> Finding | None:
    """Return whether members had a change before them in time, or None if no time is asked."""
    if NOTICE not in book.parameters or not book.parameter(NOTICE).is_period:
        return None
    latest = take(voted_on, book.period(NOTICE))
    facts = {"latest": latest, "voted_on": voted_on, "notice": str(book.parameter(NOTICE))}
    clause = book.parameter(NOTICE).clause
    return Finding(clause, told_on <= latest, "amendment-without-notice", facts)
