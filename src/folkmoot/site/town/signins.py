"""Whom one can be in the demonstration, told in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from folkmoot.body.assemblies.queries import assemblies
from folkmoot.proceedings.elections.models import Contest
from folkmoot.proceedings.elections.queries import current_round, open_contests, zone_of
from folkmoot.rules.telling import told
from folkmoot.site.town import cast


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody whom one can be: their address, who they are, and what to try first."""

    email: str
    who: str
    first: str


def sign_ins() -> list[SignIn]:
    """Return the five people whom one can be. No query."""
    people = [
        (
            cast.MEMBER,
            _("a member's contact: secretary of %(organisation)s in Stourshire")
            % {"organisation": cast.MABELS.name},
            _(
                "Open the desk: vote for the South East chair and on the children's centres, say "
                "that you come to the next South East meeting, and go into the Rural Transport "
                "meeting, which is going on now. Then act for %(other)s, which has an invitation "
                "to answer."
            )
            % {"other": cast.MABELS_OTHER.name},
        ),
        (
            cast.CHAIR,
            _(
                "a forum chair: chairs the South West Local Forum and the Rural Transport Joint "
                "Forum of Stourshire"
            ),
            _(
                "Chair the Rural Transport meeting that is going on: call the next speaker, find "
                "agreement or call a vote. Then the desk: an agenda to send, a deputy to answer, "
                "and a case that a rule raised."
            ),
        ),
        (
            cast.OFFICER,
            _("a support officer of all three assemblies, and the teller of the ballot below"),
            _(
                "Open the desk of Stourshire: notes to send, a correction and requests to answer, "
                "a run-off to open. See the decisions, one level twice and left undecided, and "
                "the change of the agreement that is coming."
            ),
        ),
        (
            cast.PUBLIC,
            _("a public body officer: works for Wessmoor Council"),
            _(
                "See who speaks for the sector in Wessmoor, the Engagement Group's next meeting, "
                "and how to raise a concern about a representative."
            ),
        ),
        (
            cast.BOARD,
            _("a governance board member of Wessmoor"),
            _(
                "Look at what the board decided and on what evidence, at how well the clauses are "
                "kept, and check the record for yourself."
            ),
        ),
    ]
    return [SignIn(cast.EMAILS[name], f"{name}, {who}", first) for name, who, first in people]


def in_words(keys: Mapping[str, str], *, at: datetime) -> str:
    """
    Return the sign-ins as they are printed, with the key of the ballot that ends soonest.

    :param keys: the tellers' keys by contest; none where the town was built before.
    """
    address = settings.FOLKMOOT_ADDRESS
    lines = [_("Sign in at %(address)s as one of these:") % {"address": _page("account_login")}]
    for one in sign_ins():
        lines += ["", f"  {one.email}", f"    {one.who}.", f"    {_('Try first:')} {one.first}"]
    lines += [
        "",
        _("The code to sign in with is in the outbox: %(page)s") % {"page": f"{address}/outbox/"},
        _(
            "Officers, the public body and the board are then asked for a code of their "
            "authenticator; the outbox shows that as well."
        ),
    ]
    if (ends := _ending_first(at)) is not None:
        lines += ["", *_key_of(*ends, keys)]
    return "\n".join(lines)


def _page(name: str) -> str:
    return f"{settings.FOLKMOOT_ADDRESS}{reverse(name)}"


def _ending_first(at: datetime) -> tuple[Contest, datetime] | None:
    """Return the contest whose ballot is open and closes first, and when."""
    found = []
    for assembly in assemblies():
        for contest in open_contests(assembly, at=at).select_related("assembly"):
            ballot = current_round(contest)
            if ballot is not None and ballot.opens_at <= at < ballot.closes_at:
                found.append((ballot.closes_at, contest.pk, contest))
    if not found:
        return None
    closes_at, _pk, contest = min(found, key=lambda one: one[:2])
    return contest, closes_at


def _key_of(contest: Contest, closes_at: datetime, keys: Mapping[str, str]) -> list[str]:
    facts = {
        "forum": contest.forum.name,
        "closes_at": told(closes_at, zone_of(contest.assembly)),
    }
    if key := keys.get(contest.reference):
        words = _(
            "The key of the ballot of the %(forum)s, which closes at %(closes_at)s. It is kept "
            "nowhere but here; whoever is the teller opens the ballots with it:"
        )
        return [words % facts, f"  {key}"]
    words = _(
        "The key of the ballot of the %(forum)s, which closes at %(closes_at)s, was printed when "
        "the town was built and is kept nowhere; folkmoot demo --fresh makes a new one."
    )
    return [words % facts]
