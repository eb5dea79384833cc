"""Who may do what in an election."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from folkmoot.body.assemblies.permits import is_officer
from folkmoot.body.forums.models import Forum
from folkmoot.body.organisations.models import Organisation
from folkmoot.body.organisations.queries import may_act_for
from folkmoot.ground.people.models import Person
from folkmoot.proceedings.elections.models import Contest, Nomination, Round, Teller, Voter
from folkmoot.proceedings.elections.queries import book_of, chairs
from folkmoot.rules.elections.ballots import voter_is_entitled
from folkmoot.rules.findings import Refusal, teach

teach(
    {
        "office-contested-already": "{office} is being elected already; see {contest}.",
        "office-not-vacant": "{office} is not vacant: {holder} holds it until {ends_on}.",
        "not-the-first-election": (
            "This is not the first election of {office}: somebody was elected before."
        ),
        "times-out-of-order": "{later} cannot come before {earlier}.",
        "nomination-gone": "This nomination no longer stands, because it was {how}.",
        "nominees-published": (
            "The names are fixed, because the nominees were published at {published_at}."
        ),
        "nominees-not-published": "This cannot be done before the nominees are published.",
        "no-teller": "A ballot needs at least one teller, who takes a key and opens it.",
        "teller-is-candidate": "{teller} cannot be a teller, because they are standing.",
        "ballot-not-sealed": (
            "Votes cannot be received yet, because the ballot is not sealed: a key has still to "
            "be taken by {tellers}."
        ),
        "keys-are-fixed": (
            "A key can no longer be taken, because the ballot opened at {opens_at}."
        ),
        "keys-too-late": "A key can no longer be taken, because the ballot closed at {closes_at}.",
        "paper-not-ours": (
            "This ballot paper was not made for this organisation in this ballot. Open the "
            "ballot paper again and choose once more; nothing has been recorded."
        ),
        "not-on-the-paper": "That name is not on this ballot paper.",
        "ballot-still-open": "Ballots cannot be opened yet, because the ballot closes at {closes_at}.",
        "key-is-wrong": (
            "This is not the key that {teller} took for this ballot. Nothing has been opened."
        ),
        "another-teller-first": "Seals come off in order, and that of {teller} is the next.",
        "ballots-damaged": (
            "The ballots cannot be opened, because {damaged} of {ballots} are not as they were "
            "sealed. Nothing has been changed."
        ),
        "ballots-changed": (
            "The ballots cannot be opened, because they are not those whose digest is in the "
            "record. Nothing has been opened."
        ),
        "ballots-still-sealed": (
            "This cannot be done yet, because the ballots are sealed; they are opened by {tellers}."
        ),
        "no-count-to-verify": "There is no count to verify, because no ballot was held.",
        "choice-not-level": "The group can choose only between those who are level: {leaders}.",
        "method-not-said": "The record needs to say how the group chose, in its own words.",
        "group-has-not-chosen": (
            "No result can be declared yet, because the run-off was level and the group's "
            "choice has not been recorded."
        ),
        "ballot-under-way": (
            "An election cannot be given up while votes are being received; the ballot closes "
            "at {closes_at}."
        ),
        "ballots-are-open": ("An election cannot be given up once its ballots have been opened."),
        "reason-not-given": "The record needs a reason, and none was given.",
        "contest-over": "This election is over: it was {how}.",
        "not-a-person-elsewhere": "{nominee} is standing already for another member.",
        "member-has-nominated": "{organisation} has put somebody forward already.",
    }
)


def may_call(person: Person, forum: Forum, *, on: date) -> bool:
    """A support officer calls an election, and so does the chair of the forum."""
    return is_officer(person, forum.assembly, on=on) or chairs(person, forum, on=on)


def require_may_call(person: Person, forum: Forum, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_call(person, forum, on=on):
        who = _("a support officer, or the chair of the forum")
        raise Refusal("not-permitted", None, {"who": who})


def may_return(person: Person, contest: Contest) -> bool:
    """One person runs a contest: its returning officer."""
    return person.pk == contest.returning_officer_id


def require_may_return(person: Person, contest: Contest) -> None:
    """:raises Refusal: if they are not its returning officer."""
    if not may_return(person, contest):
        raise Refusal("not-permitted", None, {"who": _("the returning officer of this election")})


def may_nominate_for(
    person: Person, contest: Contest, organisation: Organisation, *, on: date
) -> bool:
    """Somebody acting for the member nominates; the returning officer or an officer may enter it."""
    return (
        may_return(person, contest)
        or may_act_for(person, organisation, on=on)
        or is_officer(person, contest.assembly, on=on)
    )


def require_may_nominate_for(
    person: Person, contest: Contest, organisation: Organisation, *, on: date
) -> None:
    """:raises Refusal: if they may not."""
    if not may_nominate_for(person, contest, organisation, on=on):
        who = _("somebody who acts for {organisation}, or the returning officer for them")
        raise Refusal("not-permitted", None, {"who": who.format(organisation=organisation.name)})


def require_is_nominee(person: Person, nomination: Nomination) -> None:
    """:raises Refusal: if they are not who was nominated: nobody else can accept."""
    if person.pk != nomination.nominee_id:
        raise Refusal("not-permitted", None, {"who": _("the person who was nominated")})


def may_withdraw(person: Person, nomination: Nomination, *, on: date) -> bool:
    """The nominee, or whoever may nominate for the member, takes a nomination back."""
    return person.pk == nomination.nominee_id or may_nominate_for(
        person, nomination.contest, nomination.membership.organisation, on=on
    )


def require_may_withdraw(person: Person, nomination: Nomination, *, on: date) -> None:
    """:raises Refusal: if they may not."""
    if not may_withdraw(person, nomination, on=on):
        who = _("the nominee, the member that put them forward, or the returning officer")
        raise Refusal("not-permitted", None, {"who": who})


def require_may_vote_for(person: Person, organisation: Organisation, *, on: date) -> None:
    """:raises Refusal: if they do not act for the organisation that day."""
    if not may_act_for(person, organisation, on=on):
        who = _("somebody who acts for {organisation}").format(organisation=organisation.name)
        raise Refusal("not-permitted", None, {"who": who})


def require_on_roll(contest: Contest, voter: Voter | None) -> Voter:
    """
    Return a voter of a contest. No query.

    :raises Refusal: if it is not on its roll, under the clause that says who is.
    """
    if voter is None or voter.contest_id != contest.pk:
        book = book_of(contest)
        first, *_others = book.words("roll.classes")
        voter_is_entitled(book, on_roll=False, membership_class=first).require()
        raise AssertionError("a voter off the roll is always refused")
    return voter


def may_gather(person: Person, contest: Contest, tellers: Iterable[Teller]) -> bool:
    """The returning officer ends a ballot after its close, and so does any of its tellers."""
    return may_return(person, contest) or person.pk in {one.person_id for one in tellers}


def require_may_gather(person: Person, contest: Contest, round: Round) -> None:
    """:raises Refusal: if they may not. One query."""
    if not may_gather(person, contest, round.tellers.all()):
        who = _("the returning officer, or a teller of this ballot")
        raise Refusal("not-permitted", None, {"who": who})


def require_teller(person: Person, round: Round) -> Teller:
    """
    Return a person's place among the tellers of a round. One query.

    :raises Refusal: if they have none.
    """
    teller = round.tellers.filter(person=person).order_by("pk").first()
    if teller is None:
        raise Refusal("not-permitted", None, {"who": _("a teller of this ballot")})
    return teller
