"""What people agree on, and whether they fall into groups of opinion."""

from folkmoot.reckoning.opinions.agreeing import Ranked, agreement_of, ranked
from folkmoot.reckoning.opinions.mapping import Map, OpinionGroup, opinion_map

__all__ = ["Map", "OpinionGroup", "Ranked", "agreement_of", "opinion_map", "ranked"]
