"""What is done to the register: one verb a file."""

from folkmoot.body.organisations.actions.ask_for_help import ask_for_help
from folkmoot.body.organisations.actions.bring_list import bring_list, preview_of, use_upload
from folkmoot.body.organisations.actions.change_details import change_details
from folkmoot.body.organisations.actions.claim_listing import claim_listing, require_may_claim
from folkmoot.body.organisations.actions.close_organisation import close_organisation
from folkmoot.body.organisations.actions.confirm_details import confirm_details
from folkmoot.body.organisations.actions.end_authority import end_authority
from folkmoot.body.organisations.actions.give_authority import give_authority
from folkmoot.body.organisations.actions.import_list import import_list, look_through
from folkmoot.body.organisations.actions.keep_contact import keep_contact, remove_contact
from folkmoot.body.organisations.actions.keep_in_step import all_in_step, keep_in_step
from folkmoot.body.organisations.actions.list_organisation import list_organisation
from folkmoot.body.organisations.actions.merge_organisations import merge_organisations
from folkmoot.body.organisations.actions.name_support_body import keep_estimate, name_support_body
from folkmoot.body.organisations.actions.outcome import Outcome

__all__ = [
    "Outcome", "all_in_step", "ask_for_help", "bring_list", "change_details", "claim_listing",
    "close_organisation", "confirm_details", "end_authority", "give_authority", "import_list",
    "keep_contact", "keep_estimate", "keep_in_step", "list_organisation", "look_through",
    "merge_organisations", "name_support_body", "preview_of", "remove_contact",
    "require_may_claim", "use_upload",
]  # fmt: skip
