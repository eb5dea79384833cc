"""What happens to the register."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ListImported:
    """A list of organisations was read into the register."""

    file: str
    digest: str
    rows: int
    added: int
    changed: int
    unchanged: int
    refused: int
    listed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationListed:
    """An organisation is on the register and is found in the assembly's directory."""

    organisation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsChanged:
    """What the register says of an organisation was changed."""

    organisation: str
    name: str
    changed: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingClaimed:
    """Somebody looks after the listing of an organisation, and may act for it from that day."""

    organisation: str
    name: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsConfirmed:
    """An organisation said that what the register says of it is still right."""

    organisation: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityGiven:
    """A person may act for an organisation."""

    organisation: str
    name: str
    person: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEnded:
    """A person may no longer act for an organisation."""

    organisation: str
    name: str
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactKept:
    """A way to reach an organisation was kept; what it is is not written in the record."""

    organisation: str
    name: str
    kind: str
    public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRemoved:
    """A way to reach an organisation was taken away."""

    organisation: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationClosed:
    """An organisation has closed; its history stays."""

    organisation: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationsMerged:
    """Two listings are one; the address of the first leads to the second."""

    organisation: str
    name: str
    into: str
    into_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportBodyNamed:
    """The assembly recognises an organisation as an infrastructure body."""

    organisation: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAsked:
    """A group asked an infrastructure body for help; who, and with what, is between them."""

    body: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequestLetter:
    """An infrastructure body is asked for help, by whom and with what."""

    body: str
    group: str
    words: str
    for_whom: str
    place: str
    from_name: str
    from_email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequestReceipt:
    """Whoever asked for help is told to whom it went."""

    body: str
    group: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateKept:
    """A published figure of how many organisations there are is shown beside our own count."""

    organisations: int
    source: str
