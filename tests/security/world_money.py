"""What surrounds money in the small world: a service weighed, an agreement, help, talks, shares."""

from datetime import timedelta
from typing import Any

from folkmoot.work.funding.actions import (
    agreements,
    beyond,
    buying,
    funds,
    monitoring,
    support,
    together,
)
from folkmoot.work.funding.models import Award
from tests.factories import AreaFactory
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret

DAY = timedelta(days=1)
BODY = "The Council"


def money(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let the officer enter one of each, and the contact tell how it minds money; return addresses."""
    assembly, on = moot.forum.assembly, NOW.date()
    who: dict[str, Any] = {"by": moot.officer, "at": NOW}
    own, person = moot.contact.organisation, moot.contact.person
    made = Award.objects.filter(assembly=assembly, organisation=own).order_by("pk")[0]
    service = buying.enter_service(
        assembly=assembly, title=say("service"), body_name=BODY, directorate=say("part of a body"),
        given_now=say("given now"), renew_on=on + 90 * DAY, **who,
    )  # fmt: skip
    way = buying.weigh(
        service=service, way="house", title=say("way"), outcome=say("gain"), value=say("value"),
        pence=5, **who,
    )  # fmt: skip
    buying.choose(service=service, option=way, because=say("why this way"), **who)
    payment = monitoring.plan_payment(award=made, pence=500, due_on=on + DAY, **who)
    monitoring.tell_controls(
        assembly=assembly, organisation=own, days={"accounts": (on + DAY, None)}, by=person, at=NOW,
        accountable=secret("who answers for money", "contact", "officer"),
        words=secret("how money is controlled", "contact", "officer"),
    )  # fmt: skip
    agreement = agreements.keep_agreement(
        assembly=assembly, title=say("agreement with a lead"), body_name=BODY, organisation=own,
        area=None, lead_chosen=say("how the lead was chosen"), pence=9_000, uses=[say("use")],
        conditions=say("condition"), is_free=True, duties=say("duty"),
        equality_term=say("equality term"), equality_checked_on=on, starts_on=on,
        ends_on=on + 400 * DAY, **who,
    )  # fmt: skip
    step = agreements.add_step(
        agreement=agreement, kind="report", what=say("step"), due_on=on + DAY, **who
    )
    open_one = agreements.keep_agreement(
        assembly=assembly, title=say("agreement not signed"), body_name=BODY, organisation=own,
        area=None, lead_chosen="x", pence=0, uses=[], starts_on=on, ends_on=on, **who,
    )  # fmt: skip
    agreements.sign(agreement=agreement, although=say("although"), **who)
    agreements.do_step(step=step, done_on=on, words=say("told of a step"), by=person, at=NOW)
    help_ = beyond.offer_help(
        assembly=assembly, kind="rooms", words=say("help offered"), body_name=BODY, pence=5, **who
    )
    beyond.ask_for_help(
        assembly=assembly, organisation=own, kind="rooms", words=say("help asked for"), by=person,
        at=NOW,
    )  # fmt: skip
    beyond.list_outside_fund(
        assembly=assembly, title=say("fund of others"), funder_name=say("other funder"),
        about=say("about a fund of others"), suits=say("for whom"), link="https://good.example/",
        most_pence=5, closes_on=None, **who,
    )  # fmt: skip
    seen = ("contact", "officer", "public body")
    bid = beyond.tell_outside_bid(
        assembly=assembly, organisation=own, funder_name="x", title=secret("bid elsewhere", *seen),
        help_given=secret("help with a bid", *seen), after=None, **who,
    )  # fmt: skip
    proposal = together.propose(
        assembly=assembly, title=say("joint proposal"), outcome=say("joint outcome"), area=None,
        body_name=BODY, words=say("words of a proposal"), **who,
    )  # fmt: skip
    together.answer_proposal(
        proposal=proposal, body_name=say("other body"), joins=True, words=say("terms"), **who
    )
    topic = together.begin_topic(
        assembly=assembly, kind="talks", about="models", title=say("talks"),
        with_whom=say("with whom"), **who,
    )  # fmt: skip
    entry = together.tell_topic(
        topic=topic, kind="agreement", side=say("side of talks"), words=say("what was agreed"),
        area=None, due_on=on + DAY, **who,
    )  # fmt: skip
    contract = support.commission_support(
        assembly=assembly, organisation=own, body_name=BODY, remits=[say("remit")], yearly_pence=5,
        starts_on=on, ends_on=on + 400 * DAY, and_then=say("and then"), **who,
    )  # fmt: skip
    support.review_support(
        contract=contract, found=say("what was found"), goes_on=True, and_then="", **who
    )
    support.look_at_coverage(assembly=assembly, who=say("who looked"), words=say("will do"), **who)
    shares = support.share_out(
        assembly=assembly, title=say("sum shared out"), body_name=BODY, pence=100, base_pence=0,
        need_is=say("need"), needs={AreaFactory(name=say("locality")): (1, None)}, starts_on=on,
        years=1, **who,
    )  # fmt: skip
    asked = made.assembly.funds.order_by("pk")[1]
    buying.list_rule(fund=asked, kind="legal", words=say("rule"), checked_on=None, **who)
    question = funds.ask_of_fund(fund=asked, words=say("on reserves"), at=NOW, is_on_reserves=True)
    funds.answer_to_all(
        question=question, answer="x", reserves_answer=say("answer on reserves"), **who
    )
    numbers = {
        ("pay",): {"part": payment.pk},
        ("service", "weigh", "choose"): {"number": service.pk},
        ("agreement", "add_step", "spend"): {"number": agreement.pk},
        ("change_agreement", "sign"): {"number": open_one.pk},
        ("do_step",): {"number": agreement.pk, "part": step.pk},
        ("give_help",): {"number": help_.pk},
        ("tell_result",): {"number": bid.pk},
        ("proposal", "answer_proposal"): {"number": proposal.pk},
        ("topic", "tell_topic"): {"number": topic.pk},
        ("follow_through",): {"number": topic.pk, "part": entry.pk},
        ("support_contract", "review_support"): {"number": contract.pk},
        ("share",): {"number": shares.pk},
        ("body", "minding"): {"reference": own.reference},
    }  # fmt: skip
    return {
        "ties": {"reference": own.reference},
        **{f"funding:{name}": held for names, held in numbers.items() for name in names},
    }
