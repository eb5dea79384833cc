"""A flood in the small world: who is ready, who was called, what is needed, who replies."""

from folkmoot.work.emergency.actions import calling, helping, opening, ready
from tests.factories import AreaFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

OF_THE_ENDED = ("learn",)
HELPERS = (
    *("officer", "contact", "other contact", "chair", "conflicted", "associate"),
    *("public body", "support body"),
)


def emergency(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the contact be ready, called and sent, and the officer stand another one down."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    mine = {"organisation": moot.contact.organisation, "by": moot.contact.person, "at": NOW}
    area = AreaFactory(name=say("place of a flood"))
    assembly.areas.add(area)
    ready.make_ready(
        assembly=assembly, contact_name=secret("whom to ring", "officer", "contact"),
        phone=secret("number to ring", "officer", "contact"), email="",
        hours=secret("hours to ring", "officer", "contact"), helps=["food"],
        capacity=secret("how much of it", "officer", "contact"), **mine,
    )  # fmt: skip
    flood, over = (
        opening.open_emergency(
            assembly=assembly, title=say(f"title of {word}"), situation=say(f"what {word} is"),
            areas=[area], is_exercise=False, **who,
        )
        for word in ("a flood", "a storm")
    )  # fmt: skip
    opening.tell_news(emergency=flood, words=say("news of a flood"), **who)
    call = calling.call_out(
        emergency=flood, words=say("what is asked of groups"), helps=["food"], areas=[area],
        with_everybody=True, **who,
    )  # fmt: skip
    called = call.called.get(organisation=moot.contact.organisation)
    secret("key of a call", "officer", "contact", words=called.key)
    offer = helping.offer_help(
        emergency=flood, kind="food", area=area, words=secret("what is offered", *HELPERS), **mine
    )
    need, free = (
        helping.tell_need(
            emergency=flood, kind="food", area=area, people=3, is_urgent=True,
            words=secret(f"what is needed {word}", *HELPERS), organisation=None, **who,
        )
        for word in ("here", "there")
    )  # fmt: skip
    match = helping.send_help(need=need, offer=offer, **who)
    opening.share_resource(
        emergency=flood, title=say("what is shared"), words=say("how to get it"),
        link="https://good.example/pump", **mine,
    )  # fmt: skip
    worry = opening.raise_worry(
        emergency=flood, partner=say("who is to reply"), area=area,
        words=secret("worry", *HELPERS), **mine,
    )  # fmt: skip
    opening.answer_worry(worry=worry, words=secret("reply to a worry", *HELPERS), **who)
    opening.stand_down(emergency=over, words=say("last word"), **who)
    opening.learn(
        emergency=over, words=say("lesson"), action=say("what to do"), owner=say("who does it"),
        due_on=None, **who,
    )  # fmt: skip
    return {
        "emergency": {
            "reference": flood.reference, "number": need.pk, "offer": offer.pk, "match": match.pk,
            "key": called.key,
        },
        "emergency:send": {"number": free.pk},
        "emergency:called": {"number": call.pk},
        "emergency:by_phone": {"number": call.pk},
        "emergency:reply": {"number": worry.pk},
        **{f"emergency:{name}": {"reference": over.reference} for name in OF_THE_ENDED},
    }  # fmt: skip
