"""What was brought to the door of the small world."""

from folkmoot.work.enquiries.actions import answering, bringing, standing
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret


def enquiries(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the contact bring an issue, somebody a wrong, and the officer answer; return the words."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": NOW}
    open_one = bringing.bring(
        assembly=assembly, kind="challenge", title=say("challenge"), words=say("about a challenge"),
        service=say("service"), partner=say("partner"),
        contact=secret("how to reach a challenger", "officer"), **mine,
    )  # fmt: skip
    bringing.bring(
        assembly=assembly, kind="unfairness", title=secret("title of a wrong", "officer"),
        words=secret("words of a wrong", "officer"), by=None, at=NOW,
    )  # fmt: skip
    bringing.bring(
        assembly=assembly, kind="proposal", title=say("proposal"), words=say("about a proposal"),
        strengths=say("strengths of a proposal"), needs=say("needs of a proposal"),
        proof=say("proof of a proposal"), makers=say("makers of a proposal"), **mine,
    )  # fmt: skip
    answering.answer(enquiry=open_one, words=say("reply to a challenge"), **who)
    answering.say_progress(enquiry=open_one, words=say("news"), **who)
    standing.name_contact(
        assembly=assembly, name="Ask Hera", role=say("role of a contact"),
        organisation_name=say("body of a contact"), phone="01929 496002", email="", **who,
    )  # fmt: skip
    return {"enquiries": {"reference": open_one.reference}}
