"""What the register knows of one organisation, and what a list holds against it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from folkmoot.body.assemblies.models import Assembly
from folkmoot.body.organisations.models import (
    Estimate,
    Identifier,
    Import,
    Listing,
    Organisation,
    SupportBody,
    Upload,
)
from folkmoot.ground.people.models import Person

Pair = tuple[str, str]
OPEN = (Organisation.State.LISTED, Organisation.State.CLAIMED)
REGISTERS = {
    "GB-CHC": ("Charity Commission for England and Wales",
               "https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={0}&subid=0"),
    "GB-SC": ("Scottish Charity Register",
              "https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={0}"),
    "GB-NIC": ("Charity Commission for Northern Ireland",
               "https://www.charitycommissionni.org.uk/charity-details/?regId={0}"),
    "GB-COH": ("Companies House",
               "https://find-and-update.company-information.service.gov.uk/company/{0}"),
    "GB-MPR": ("Mutuals Public Register", "https://mutuals.fca.org.uk/Search/Society/{0}"),
    "GB-CASC": ("HM Revenue and Customs: community amateur sports clubs", ""),
}  # fmt: skip


def is_org_id(scheme: str) -> bool:
    """Whether a scheme is of the world's and not of one list: those begin with XX."""
    return not scheme.startswith("XX-")


def register_of(scheme: str, number: str) -> tuple[str, str]:
    """Return the name of the register that gave a number, and the address of its page there."""
    name, address = REGISTERS.get(scheme, (scheme, ""))
    return name, address.format(number.split("-")[0]) if address else ""


def is_listed(organisation: Organisation, assembly: Assembly) -> bool:
    """Test whether an organisation is listed in an assembly. One query."""
    return Listing.objects.filter(assembly=assembly, organisation=organisation).exists()


def listed_in(assembly: Assembly) -> QuerySet[Organisation]:
    """Return every organisation listed in an assembly, open or not, by name. One query."""
    return Organisation.objects.filter(listings__assembly=assembly).order_by("sort_name", "pk")


def support_bodies(assembly: Assembly) -> QuerySet[SupportBody]:
    """Return the infrastructure bodies of an assembly: generalists first, then by name. One query."""
    bodies = SupportBody.objects.filter(assembly=assembly).select_related("organisation")
    return bodies.order_by("kind", "sub_sector", "organisation__sort_name", "pk")


def estimates(assembly: Assembly) -> QuerySet[Estimate]:
    """Return the published estimates of how many organisations there are, newest first. One query."""
    return Estimate.objects.filter(assembly=assembly).order_by("-as_at_on", "-pk")


def imports_of(assembly: Assembly) -> QuerySet[Import]:
    """Return the lists that were read into an assembly's register, the latest first. One query."""
    imports = Import.objects.filter(assembly=assembly).select_related("by").defer("faults")
    return imports.order_by("-at", "-pk")


def upload_kept(assembly: Assembly, person: Person, key: int) -> Upload | None:
    """Return a list that a person has brought and not yet confirmed, or None. One query."""
    return Upload.objects.filter(assembly=assembly, by=person, pk=key).order_by("pk").first()


def known_by(pairs: Iterable[Pair]) -> dict[Pair, tuple[int, str, str]]:
    """
    Return the key, the fingerprint of the last row and the state of organisations, by their pairs.

    One query for each scheme among them.
    """
    numbers: dict[str, list[str]] = defaultdict(list)
    for scheme, number in pairs:
        numbers[scheme].append(number)
    found = {}
    for scheme, some in numbers.items():
        rows = Identifier.objects.filter(scheme=scheme, number__in=some)
        for number, key, digest, state in rows.values_list(
            "number", "organisation_id", "organisation__row_digest", "organisation__state"
        ):
            found[scheme, number] = (key, digest, state)
    return found


def same_name(assembly: Assembly, sort_name: str, postcode: str) -> Organisation | None:
    """Return an open organisation of the assembly with a name and a postcode, or None. One query."""
    same = Organisation.objects.filter(
        shelves__assembly=assembly, shelves__facet="all", shelves__sort_name=sort_name,
        postcode=postcode,
    )  # fmt: skip
    return same.order_by("pk").first()


def keys_in(assembly: Assembly, keys: Sequence[int]) -> set[int]:
    """Return which organisations of some are listed in an assembly. One query."""
    rows = Listing.objects.filter(assembly=assembly, organisation__in=keys)
    return set(rows.values_list("organisation", flat=True))


def profile(assembly: Assembly, reference: str) -> Organisation | None:
    """
    Return an organisation listed in an assembly with all that its page shows. Nine queries.

    One that has become part of another is returned too; its page leads on to the survivor.
    """
    rows = Organisation.objects.filter(reference=reference, listings__assembly=assembly)
    return (
        rows.select_related("merged_into")
        .prefetch_related(
            "aliases", "identifiers", "places__area", "themes", "communities", "contacts",
            "links__to", "linked_from__organisation",
        )
        .order_by("pk")
        .first()
    )  # fmt: skip


def public_identifiers(keys: Sequence[int]) -> dict[int, list[str]]:
    """Return the org-ids of some organisations; a list's own numbers are none. One query."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = Identifier.objects.filter(organisation__in=keys).exclude(scheme__startswith="XX-")
    for key, scheme, number in rows.order_by("organisation", "scheme", "number").values_list(
        "organisation", "scheme", "number"
    ):
        found[key].append(f"{scheme}-{number}")
    return found
