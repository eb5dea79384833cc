from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionSettled:
    """
    A motion is decided: agreed, carried, lost, undecided or withdrawn.

    :param how: in words, such as "agreed by consensus".
    :param objections: how many reservations and objections still stood when it was.
    """

    motion: str
    forum: str
    meeting: str
    outcome: str
    how: str
    objections: int
