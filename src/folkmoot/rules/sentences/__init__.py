"""Every code that a refusal may carry, with the sentence a person reads."""

from folkmoot.rules.sentences.belonging import BELONGING
from folkmoot.rules.sentences.consulting import CONSULTING
from folkmoot.rules.sentences.deciding import DECIDING
from folkmoot.rules.sentences.documenting import DOCUMENTING
from folkmoot.rules.sentences.electing import ELECTING
from folkmoot.rules.sentences.funding import FUNDING
from folkmoot.rules.sentences.knowing import KNOWING
from folkmoot.rules.sentences.planning import PLANNING
from folkmoot.rules.sentences.programming import PROGRAMMING
from folkmoot.rules.sentences.promising import PROMISING
from folkmoot.rules.sentences.representing import REPRESENTING
from folkmoot.rules.sentences.volunteering import VOLUNTEERING

SENTENCES: dict[str, str] = {
    **BELONGING,
    **ELECTING,
    **CONSULTING,
    **DECIDING,
    **DOCUMENTING,
    **FUNDING,
    **KNOWING,
    **PLANNING,
    **PROMISING,
    **PROGRAMMING,
    **REPRESENTING,
    **VOLUNTEERING,
    "not-permitted": "Only {who} may do this.",
}
