"""What has happened to a membership, and the letters that tell of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberAdmitted:
    """An organisation is a member: it signed the agreement, whose text has this digest."""

    organisation: str
    reference: str
    membership_class: str
    document: str
    version: str
    text_digest: str
    channel: str
    admitted_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSignedAgain:
    """A member signed a later version of the agreement."""

    organisation: str
    reference: str
    document: str
    version: str
    text_digest: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityTakenBySigning:
    """A person who signed for an organisation may act for it; an officer checks afterwards."""

    organisation: str
    reference: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembersAskedToSign:
    """Members were asked to sign a version of the agreement that they had not signed."""

    document: str
    version: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyInvited:
    """An officer asked a body to join."""

    organisation: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationChased:
    """An invitation without an answer was sent again."""

    organisation: str
    reference: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationAnswered:
    """An invitation has its answer: accepted, declined, or withdrawn by an officer."""

    organisation: str
    reference: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGiven:
    """A member gave notice to leave, which runs until its membership ceases."""

    organisation: str
    reference: str
    given_on: date
    ceases_on: date
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeWithdrawn:
    """A member that had given notice stays."""

    organisation: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded:
    """A membership ceases on a day, other than by the member's own notice."""

    organisation: str
    reference: str
    because: str
    ceases_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipMoved:
    """A membership is that of the organisation into which its own was merged."""

    organisation: str
    reference: str
    into: str
    into_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipFolded:
    """A merged organisation was a member beside its survivor: one of the two is about to end."""

    organisation: str
    reference: str
    into: str
    into_reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberSuspended:
    """A member may not vote or stand, from a day until another or until it is lifted."""

    organisation: str
    reference: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLifted:
    """A member has its rights again from a day."""

    organisation: str
    reference: str
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeftOut:
    """A chair leaves a departing member out of business for the rest of its notice."""

    organisation: str
    reference: str
    from_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassConfirmed:
    """An officer found that the class of a member is the right one."""

    organisation: str
    reference: str
    membership_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCorrected:
    """An officer put right the class of a member."""

    organisation: str
    reference: str
    before: str
    after: str


# Letters that say more than the public record does.


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationReceipt:
    """A signature arrived: what was signed, by whom, and how to find it again."""

    organisation: str
    assembly_name: str
    signer_name: str
    signer_role: str
    title: str
    version: str
    signed_on: date
    channel: str
    receipt: str
    text_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationLetter:
    """A body is asked to join, by name, with the address at which to answer."""

    organisation: str
    assembly_name: str
    to_name: str
    from_name: str
    invitation: str
    is_again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SignAgainLetter:
    """A member is asked to sign a version of the agreement."""

    organisation: str
    reference: str
    assembly_name: str
    title: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspensionLetter:
    """A member is told that it is suspended, why, and on whose decision."""

    organisation: str
    reference: str
    assembly_name: str
    from_on: date
    until_on: date | None
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutLetter:
    """A departing member is told that it is left out of business, why, and by whom."""

    organisation: str
    reference: str
    assembly_name: str
    from_on: date
    ceases_on: date
    reason: str
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfMembershipLetter:
    """A member is told that its membership ends, why, and on whose decision."""

    organisation: str
    reference: str
    assembly_name: str
    because: str
    ceases_on: date
    reason: str
    decided_by: str
