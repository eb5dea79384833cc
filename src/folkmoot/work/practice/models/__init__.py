"""What is kept of what the sector knows how to do, and shares."""

from folkmoot.work.practice.models.experts import Deed, Expert, Part, Piece
from folkmoot.work.practice.models.improving import Feedback, Improvement, Occasion
from folkmoot.work.practice.models.library import Example, Relationship, Testimonial, Uptake
from folkmoot.work.practice.models.networks import Network, NetworkContact
from folkmoot.work.practice.models.peers import Peer, Share, ShareReply
from folkmoot.work.practice.models.skills import Contribution, Offer
from folkmoot.work.practice.models.studies import Attachment, BenefitTag, Proof, Study
from folkmoot.work.practice.models.venues import Venue, VenueAccess, VenueRequest

__all__ = [
    "Attachment",
    "BenefitTag",
    "Contribution",
    "Deed",
    "Example",
    "Expert",
    "Feedback",
    "Improvement",
    "Network",
    "NetworkContact",
    "Occasion",
    "Offer",
    "Part",
    "Peer",
    "Piece",
    "Proof",
    "Relationship",
    "Share",
    "ShareReply",
    "Study",
    "Testimonial",
    "Uptake",
    "Venue",
    "VenueAccess",
    "VenueRequest",
]
