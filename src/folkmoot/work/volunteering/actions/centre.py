"""Campaigns run, proposals watched, costs told, good practice looked at."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.text import slugify

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.assemblies.permits import require_officer
from folkmoot.body.assemblies.queries import day_in
from folkmoot.body.organisations.models import Organisation, Theme
from folkmoot.ground.ledger.actions import record, recording_last
from folkmoot.ground.people.models import Person
from folkmoot.rules.findings import Refusal
from folkmoot.work.volunteering.events import (
    CampaignKept,
    PlanInformed,
    PracticeLooked,
    ProgrammeCosted,
    ProposalWatched,
)
from folkmoot.work.volunteering.models import (
    Campaign,
    InformedPlan,
    Practice,
    PracticeItem,
    ProgrammeCost,
    Proposal,
)
from folkmoot.work.volunteering.permits import require_may_post
from folkmoot.work.volunteering.queries.words import PRACTICE, clause_for, tiers


def _free(taken: set[str], title: str) -> str:
    stem = slugify(title)[:60].strip("-") or "one"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


@transaction.atomic
@recording_last()
def keep_campaign(
    *,
    assembly: Assembly,
    title: str,
    words: str,
    channel: str,
    theme: Theme | None,
    from_on: date,
    until_on: date,
    by: Person,
    at: datetime,
) -> Campaign:
    """
    Give a campaign its page, by which those who come are told apart.

    :raises Refusal: if `by` is no officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    taken = set(Campaign.objects.filter(assembly=assembly).values_list("slug", flat=True))
    made = Campaign.objects.create(
        assembly=assembly, slug=_free(taken, title), title=title.strip(), words=words.strip(),
        channel=channel.strip(), theme=theme, from_on=from_on, until_on=until_on,
    )  # fmt: skip
    event = CampaignKept(campaign=made.slug, title=made.title, until_on=until_on)
    clause = clause_for(assembly, "marketing", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


def _require_tier(assembly: Assembly, tier: str, *, on: date) -> None:
    known = tiers(assembly, on=on)
    if tier not in known:
        raise Refusal("not-a-tier", clause_for(assembly, "plans", on=on), {"tiers": known})


@transaction.atomic
@recording_last()
def watch(
    *,
    assembly: Assembly,
    title: str,
    proposed_by: str,
    tier: str,
    effect: str,
    impact: str,
    answer_by: date | None,
    campaign: Campaign | None = None,
    by: Person,
    at: datetime,
) -> Proposal:
    """
    Watch a proposal that touches volunteers.

    :raises Refusal: if it is at no level that a document names, or `by` is no officer.
    """
    on = day_in(assembly, at=at)
    require_officer(by, assembly, on=on)
    _require_tier(assembly, tier, on=on)
    taken = set(Proposal.objects.filter(assembly=assembly).values_list("reference", flat=True))
    made = Proposal.objects.create(
        assembly=assembly, reference=_free(taken, title), title=title.strip(),
        proposed_by=proposed_by.strip(), tier=tier, effect=effect, impact=impact.strip(),
        answer_by=answer_by, campaign=campaign, entered_at=at,
    )  # fmt: skip
    event = ProposalWatched(reference=made.reference, title=made.title, tier=tier)
    clause = clause_for(assembly, "policy", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def respond(
    *,
    proposal: Proposal,
    response: str,
    on: date,
    campaign: Campaign | None,
    by: Person,
    at: datetime,
) -> Proposal:
    """
    Say what was answered to a proposal, and which campaign goes with it.

    :raises Refusal: if `by` is no officer.
    """
    assembly = proposal.assembly
    today = day_in(assembly, at=at)
    require_officer(by, assembly, on=today)
    proposal.response, proposal.responded_on, proposal.campaign = response.strip(), on, campaign
    proposal.save(update_fields=["response", "responded_on", "campaign"])
    event = ProposalWatched(reference=proposal.reference, title=proposal.title, tier=proposal.tier)
    clause = clause_for(assembly, "policy", on=today)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return proposal


@transaction.atomic
@recording_last()
def inform(
    *,
    proposal: Proposal,
    tier: str,
    name: str,
    what: str,
    link: str,
    on: date,
    by: Person,
    at: datetime,
) -> InformedPlan:
    """
    Keep that a plan, at one level, was shaped by what is known here.

    :raises Refusal: if it is at no level that a document names, or `by` is no officer.
    """
    assembly = proposal.assembly
    today = day_in(assembly, at=at)
    require_officer(by, assembly, on=today)
    _require_tier(assembly, tier, on=today)
    made, _ = InformedPlan.objects.update_or_create(
        proposal=proposal, name=name.strip(),
        defaults={"tier": tier, "what": what.strip(), "link": link, "on": on},
    )  # fmt: skip
    event = PlanInformed(reference=proposal.reference, plan=made.name, tier=tier)
    clause = clause_for(assembly, "plans", on=today)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def tell_costs(
    *,
    assembly: Assembly,
    organisation: Organisation,
    programme: str,
    year: int,
    pence: Mapping[str, int | None],
    funder_name: str,
    by: Person,
    at: datetime,
) -> list[ProgrammeCost]:
    """
    Tell what a volunteer programme cost in a year, by its heads; what is not known is left out.

    :param pence: by the heads of cost that a document names.
    :raises Refusal: if `by` does not act for the organisation, and is no officer.
    """
    on = day_in(assembly, at=at)
    require_may_post(by, assembly, organisation, on=on)
    own = {"assembly": assembly, "organisation": organisation, "programme": programme.strip()}
    ProgrammeCost.objects.filter(**own, year=year).delete()
    made = ProgrammeCost.objects.bulk_create(
        [
            ProgrammeCost(**own, year=year, head=head, pence=sum_, funder_name=funder_name.strip())
            for head, sum_ in pence.items()
            if sum_ is not None
        ]
    )
    event = ProgrammeCosted(
        organisation=organisation.name, programme=programme.strip(), year=year,
        pence=sum(one.pence for one in made),
    )  # fmt: skip
    clause = clause_for(assembly, "costs", on=on)
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made


@transaction.atomic
@recording_last()
def look_at_practice(
    *,
    assembly: Assembly,
    organisation: Organisation,
    points: Mapping[str, tuple[bool | None, str, str]],
    review_on: date,
    by: Person,
    at: datetime,
) -> Practice:
    """
    Keep how an organisation treats its volunteers, point by point, and when it looks again.

    :param points: by the keys in `PRACTICE`: whether it is so, by what that is seen, where it is
        learned.
    :raises Refusal: if a point is met without evidence, or `by` does not act for it.
    """
    on = day_in(assembly, at=at)
    require_may_post(by, assembly, organisation, on=on)
    clause = clause_for(assembly, "practice", on=on)
    bare = [str(name) for key, name in PRACTICE if points[key][0] and not points[key][1].strip()]
    if bare:
        raise Refusal("no-evidence", clause, {"points": bare})
    made, _ = Practice.objects.update_or_create(
        assembly=assembly, organisation=organisation,
        defaults={"looked_on": on, "review_on": review_on},
    )  # fmt: skip
    made.items.all().delete()
    items = [
        PracticeItem(
            practice=made, item=key, is_met=points[key][0], evidence=points[key][1].strip(),
            training_link=points[key][2],
        )
        for key, _name in PRACTICE
    ]  # fmt: skip
    PracticeItem.objects.bulk_create(items)
    event = PracticeLooked(
        organisation=organisation.name, met=sum(one.is_met is True for one in items),
        of=len(items), review_on=review_on,
    )  # fmt: skip
    record(event, assembly=assembly.slug, by=by, at=at, under=clause)
    return made
