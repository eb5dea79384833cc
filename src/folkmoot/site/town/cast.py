"""Whom one can be in the demonstration, and which organisations they are there for."""

from dataclasses import dataclass

MEMBER, CHAIR, OFFICER, PUBLIC, BOARD = (
    "Mabel Fairweather", "Osman Thistlewood", "Priya Larkrise", "Gethin Oldacre",
    "Hetty Pennyfeather",
)  # fmt: skip
EMAILS = {
    MEMBER: "mabel@stourshire.example",
    CHAIR: "osman@stourshire.example",
    OFFICER: "priya@stourshire.example",
    PUBLIC: "gethin@wessmoor.example",
    BOARD: "hetty@wessmoor.example",
}
COVERS_FROM = -200


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that the story cannot do without."""

    name: str
    called: str
    area: str
    contact: str
    cares_for: tuple[str, ...] = ()
    joins: bool = True


MABELS = Known(
    "Bridge End Befriending Scheme", "Befriending Scheme", "ZZ-LIC", MEMBER,
    ("mental-health-south", "families", "rural"),
)  # fmt: skip
MABELS_OTHER = Known("Yew Tree Walking Group", "Walking Group", "ZZ-LIC", MEMBER, joins=False)
OSMANS = Known(
    "Larkhill Community Transport", "Community Transport", "ZZ-CAN", CHAIR, ("connectors", "rural")
)
CAST = {"stourshire": (MABELS, MABELS_OTHER, OSMANS)}
