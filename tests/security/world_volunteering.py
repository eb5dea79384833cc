"""Who offers a role in the small world, who offers their time, and what the centre does."""

from datetime import timedelta

from folkmoot.work.volunteering.actions import brokering, centre, helping, roles
from folkmoot.work.volunteering.models import Match
from folkmoot.work.volunteering.queries.matching import link_for
from folkmoot.work.volunteering.queries.words import PRACTICE
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

READERS = ("officer", "contact")


def volunteering(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let somebody be placed with the contact's organisation; return the addresses."""
    assembly, on = moot.forum.assembly, NOW.date()
    who = {"by": moot.officer, "at": NOW}
    body = moot.contact.organisation
    role = roles.keep_role(
        assembly=assembly, organisation=body, themes=[], kind="role", title=say("role"),
        about=say("about a role"), for_whom=say("for whom a role is"), where=say("where a role is"),
        skills=say("skills of a role"), access_words=say("access of a role"),
        training=say("training of a role"), supervisor=say("supervisor"),
        **dict.fromkeys(roles.TESTS, True), **who,
    )  # fmt: skip
    campaign = centre.keep_campaign(
        assembly=assembly, title=say("campaign"), words=say("words of a campaign"),
        channel=say("channel of a campaign"), theme=None, from_on=on,
        until_on=on + timedelta(days=30), **who,
    )  # fmt: skip
    found = helping.offer_time(
        assembly=assembly, role=role, agrees=True, campaign=campaign, kind="individual",
        name=secret("name of a volunteer", *READERS),
        email=secret("e-mail of a volunteer", *READERS, words="canary.vol@example.org"),
        phone=secret("telephone of a volunteer", *READERS, words="01929 496777"),
        words=secret("words of a volunteer", *READERS),
        skills=secret("skills of a volunteer", *READERS), at=NOW,
    )  # fmt: skip
    step = {"follow_up_on": on + timedelta(days=9), **who}
    match: Match = found.matches.select_related("opportunity__assembly", "volunteer").get()
    brokering.refer(match=match, words=secret("words of a referral", *READERS), **step)
    brokering.place(match=match, words=secret("words of a placement", *READERS), **step)
    brokering.follow_up(match=match, words=secret("heard of a match", *READERS), **step)
    brokering.thank(match=match, words=secret("thanks", *READERS), **who)
    brokering.keep_hours(
        match=match, on=on, minutes=60, people=1, words=secret("what a volunteer did", *READERS),
        by=None, at=NOW,
    )  # fmt: skip
    proposal = centre.watch(
        assembly=assembly, title=say("proposal"), proposed_by=say("who proposes"), tier="local",
        effect="bad", impact=say("impact"), answer_by=None, campaign=campaign, **who,
    )  # fmt: skip
    centre.respond(proposal=proposal, response=say("response"), on=on, campaign=None, **who)
    centre.inform(
        proposal=proposal, tier="local", name=say("informed plan"), what=say("what comes of it"),
        link="", on=on, **who,
    )  # fmt: skip
    centre.tell_costs(
        assembly=assembly, organisation=body, programme=say("programme"), year=on.year,
        pence={"training": 100}, funder_name=say("funder of a programme"), **who,
    )  # fmt: skip
    centre.look_at_practice(
        assembly=assembly, organisation=body, review_on=on + timedelta(days=300),
        points={key: (True, say("evidence of practice"), "") for key, _name in PRACTICE}, **who,
    )  # fmt: skip
    of_volunteer = {"reference": found.reference, "role": role.reference}
    return {
        "volunteering": {
            "reference": role.reference, "number": match.pk, "link": link_for(found),
            "slug": campaign.slug,
        },
        **{f"volunteering:{name}": of_volunteer for name in ("volunteer", "begin", "guardian")},
        **{f"volunteering:{name}": {"reference": proposal.reference} for name in ("respond", "inform")},
        "volunteering:sheet": {"form": "txt"},
        "volunteering:export": {"form": "standard"},
    }  # fmt: skip
