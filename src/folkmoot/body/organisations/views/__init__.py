from folkmoot.body.organisations.views.directory import directory, download, support, types
from folkmoot.body.organisations.views.helping import ask_for_help
from folkmoot.body.organisations.views.imports import bring, imports, look, report, report_csv
from folkmoot.body.organisations.views.keeping import add, change, claim, close, confirm, merge
from folkmoot.body.organisations.views.people import contact_end, contacts, end, people
from folkmoot.body.organisations.views.profile import profile, support_body

__all__ = [
    "add", "ask_for_help", "bring", "change", "claim", "close", "confirm", "contact_end", "contacts", "directory",
    "download", "end", "imports", "look", "merge", "people", "profile", "report", "report_csv",
    "support", "support_body", "types",
]  # fmt: skip
