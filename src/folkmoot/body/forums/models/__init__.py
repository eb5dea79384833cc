"""What is kept of forums: who belongs, who holds office, what was asked from outside."""

from folkmoot.body.forums.models.cooption import CoOption
from folkmoot.body.forums.models.forum import Approval, Forum, ForumMember, Partner, RecognisedRoute
from folkmoot.body.forums.models.mandate import Mandate
from folkmoot.body.forums.models.office import Office, Term
from folkmoot.body.forums.models.speaking import Advocacy, Profile

__all__ = [
    "Advocacy",
    "Approval",
    "CoOption",
    "Forum",
    "ForumMember",
    "Mandate",
    "Office",
    "Partner",
    "Profile",
    "RecognisedRoute",
    "Term",
]
