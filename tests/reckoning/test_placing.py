"""Which roles suit whom, and why; held against a plain reckoning of the same."""

import random

import pytest

from folkmoot.reckoning.placing import NAMED, WEIGHTS, Offer, Wish, suggest

WORDS = ["a", "b", "c", "d"]


def fits(wish: Wish, offer: Offer) -> float | None:
    """Reckon one against one, the long way."""
    near = offer.at_home or not offer.places or not wish.places or wish.places & offer.places
    access = wish.needs <= offer.access or not offer.has_access_said
    young = offer.takes_young or not wish.is_young
    if not (near and access and young and wish.people <= offer.most):
        return None
    total = got = 0.0
    for kind in NAMED:
        if wished := getattr(wish, kind):
            total += WEIGHTS[kind]
            got += WEIGHTS[kind] * bool(wished & getattr(offer, kind))
    for kind in ("short", "at_home"):
        if getattr(wish, kind):
            total += WEIGHTS[kind]
            got += WEIGHTS[kind] * getattr(offer, kind)
    return got / max(total, 1)


def test_all_at_once_comes_out_as_one_by_one():
    chance = random.Random(3)

    def some() -> frozenset[str]:
        return frozenset(chance.sample(WORDS, chance.randint(0, 2)))

    def yes() -> bool:
        return chance.random() < 0.4

    wishes = [
        Wish(themes=some(), skills=some(), places=some(), days=some(), needs=some(), short=yes(),
             at_home=yes(), is_young=yes(), people=chance.choice([1, 5]))
        for _ in range(60)
    ]  # fmt: skip
    offers = [
        Offer(themes=some(), skills=some(), places=some(), days=some(), access=some(),
              has_access_said=yes(), short=yes(), at_home=yes(), takes_young=yes(),
              most=chance.choice([1, 9]))
        for _ in range(40)
    ]  # fmt: skip

    found = suggest(wishes, offers, most=4)

    for wish, given in zip(wishes, found, strict=True):
        rows = [(place, fits(wish, offer)) for place, offer in enumerate(offers)]
        possible = [(place, fit) for place, fit in rows if fit is not None]
        best = sorted(possible, key=lambda row: (-round(row[1], 5), row[0]))[:4]
        assert [one.offer for one in given] == [place for place, _fit in best]
        assert [one.fit for one in given] == pytest.approx([fit for _place, fit in best], abs=1e-3)


def test_reasons_name_what_fits_and_what_to_ask():
    wish = Wish(themes=frozenset({"Food"}), needs=frozenset({"loop"}), short=True)

    ((said,),) = suggest([wish], [Offer(themes=frozenset({"Food", "Art"}), short=True)])

    assert said.reasons == {"themes": ["Food"], "short": [], "ask": ["loop"]}
    assert suggest([wish], [Offer(access=frozenset({"bus"}), has_access_said=True)]) == [[]]
    assert suggest([wish], []) == [[]]
    assert suggest([], [Offer()]) == []
