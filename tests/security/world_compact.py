"""A compact in the small world: a champion who is asked and mediates, filed evidence, and its years."""

from folkmoot.proceedings.cases.actions import mediating, talking
from folkmoot.proceedings.cases.actions.open_compact import open_compact_case
from folkmoot.proceedings.cases.queries.beyond import mediators_for
from folkmoot.work.compact.actions.accords import keep_accord, name_side
from folkmoot.work.compact.actions.backing import keep_backer, tell_of_it
from folkmoot.work.compact.actions.champions import answer_as_champion, ask_of_champion
from folkmoot.work.compact.actions.checks import check_accord
from folkmoot.work.compact.actions.promises import give_evidence, make_commitment
from folkmoot.work.compact.actions.years import (
    agree_standard,
    learn_from_scheme,
    rate_year,
    return_staff,
    tell_understanding,
    tell_vision,
)
from folkmoot.work.compact.queries.years import asked
from tests.security.world_addresses import Arguments
from tests.security.world_meetings import NOW, Moot, Say, Secret
from tests.security.world_seats import TODAY


def compact(moot: Moot, say: Say, secret: Secret) -> Arguments:
    """Let there be a compact with all that is filed, asked and told of it; return its addresses."""
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    made = keep_accord(assembly=assembly, kind="compact", title=say("compact"), **who)
    side = name_side(accord=made, name=say("side of a compact"), is_of_sector=False, **who)
    owed = make_commitment(owed_by=side, words=say("promise of a compact"), theme="funding", **who)
    give_evidence(
        commitment=owed, says="kept", words=say("case study"), source=say("source of a case study"),
        link="", area=None, seen_on=TODAY, organisation=None, principles=["partnership"],
        is_case_study=True, by=moot.contact.person, at=NOW,
    )  # fmt: skip
    backer = keep_backer(
        accord=made, name=say("body with a champion"), agreed_on=TODAY, contact="",
        champion=say("champion who answers"), champion_contact="01929 496006",
        champion_person=moot.chair.person, **who,
    )  # fmt: skip
    readers = ("contact", "chair", "officer")
    question = ask_of_champion(
        signatory=backer, title=secret("title of a question", *readers),
        words=secret("question to a champion", *readers), is_private=True, contact="",
        by=moot.contact.person, at=NOW,
    )  # fmt: skip
    ask_of_champion(
        signatory=backer, title="Rooms", words=secret("question of nobody known", "chair", "officer"),
        is_private=False, contact=secret("how to reach them", "chair", "officer"), by=None, at=NOW,
    )  # fmt: skip
    opened = ask_of_champion(
        signatory=backer, title=say("open question"), words=say("words of an open question"),
        is_private=False, contact="", by=None, at=NOW,
    )  # fmt: skip
    answer_as_champion(
        question=opened, answer=say("answer for everybody"), is_public=True,
        by=moot.chair.person, at=NOW,
    )  # fmt: skip
    check_accord(
        accord=made, limits_nothing=True, limits_words=secret("where no limit is", "officer"),
        duties=say("duties in law"), has_equality_term=True,
        equality_where=secret("which term", "officer"), **who,
    )  # fmt: skip
    _years(moot, say, backer)
    return {
        "compact:theme": {"slug": "funding"},
        "compact:survey": {"subject": "benefits"},
        "compact:rate": {"subject": "benefits"},
        "compact:return_staff": {"number": backer.pk},
        "compact:tell_understanding": {"number": backer.pk},
        **{
            f"compact:{name}": {"slug": made.slug, "number": backer.pk}
            for name in ("champions", "ask", "tell", "adopt", "join", "check")
        },
        **{
            f"compact:{name}": {"slug": made.slug, "number": question.pk}
            for name in ("question", "answer")
        },
    }


def _years(moot: Moot, say: Say, backer) -> None:
    assembly, who = moot.forum.assembly, {"by": moot.officer, "at": NOW}
    tell_of_it(
        accord=backer.accord, kind="briefing", body="", is_of_sector=False, signatory=backer,
        words=say("where a champion told"), on=TODAY, by=moot.chair.person, at=NOW,
    )  # fmt: skip
    survey = asked(assembly, "benefits", on=TODAY)
    assert survey is not None
    rate_year(
        assembly=assembly, survey=survey, organisation=moot.contact.organisation, year=TODAY.year,
        scores=dict.fromkeys(survey.items, 3), by=moot.contact.person, at=NOW,
    )  # fmt: skip
    tell_understanding(
        signatory=backer, year=TODAY.year, team=say("team that was asked"), level="front", little=4,
        fairly=3, well=2, training_on=TODAY, training=say("training on offer"),
        by=moot.chair.person, at=NOW,
    )  # fmt: skip
    return_staff(signatory=backer, year=TODAY.year, staff=4, by=moot.chair.person, at=NOW)
    tell_vision(assembly=assembly, year=TODAY.year, source=say("source of the signs"), **who)
    agree_standard(
        assembly=assembly, agreed_on=TODAY, contact=say("whom a group reaches"), notice_days=28,
        reply_days=5, words=say("what else was agreed"), agreed_with=say("who agreed"), **who,
    )  # fmt: skip
    learn_from_scheme(
        assembly=assembly, scheme=say("scheme"), words=say("lesson of a scheme"),
        changed=say("what changed"), source=say("source of a lesson"), on=TODAY, **who,
    )  # fmt: skip


def mediated(moot: Moot, secret: Secret) -> None:
    """Let the chair, who is a champion, mediate between the contact and another."""
    readers = ("contact", "conflicted", "officer", "chair")
    case = open_compact_case(
        assembly=moot.forum.assembly, raised_for=moot.contact.organisation,
        against=moot.conflicted.organisation, document="dorset-compact",
        commitment="consult-standard-length", principles=["partnership"],
        title=secret("title of what is mediated", *readers),
        account=secret("account of what is mediated", *readers), by=moot.contact.person, at=NOW,
    )  # fmt: skip
    [mediator] = mediators_for(moot.forum.assembly)
    mediating.ask_champion(case=case, mediator=mediator, by=moot.contact.person, at=NOW)
    party = case.parties.get(organisation=moot.conflicted.organisation)
    talking.agree_to_third_party(case=case, party=party, by=moot.conflicted.person, at=NOW)
    mediating.take_on_mediation(case=case, by=moot.chair.person, at=NOW)
