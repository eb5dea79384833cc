"""What is kept of finding people: offers, searches, a board's gaps and its adverts."""

from folkmoot.proceedings.recruiting.models.boards import Advert, Application, Audit, Need
from folkmoot.proceedings.recruiting.models.finding import Offer, Search, Suggestion

__all__ = ["Advert", "Application", "Audit", "Need", "Offer", "Search", "Suggestion"]
