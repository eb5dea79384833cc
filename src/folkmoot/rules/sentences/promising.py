"""What is said when a compact's own rules stand against something."""

PROMISING = {
    "champion-is-party": (
        "{champion} does not mediate in this case, because they or their body are a party to it."
    ),
    "theme-not-named": "It is filed under one of these: {themes}.",
    "principle-not-named": "It is filed under at least one of these principles: {principles}.",
    "standard-not-named": (
        "A concern about mutual respect says which of these was missed: {standards}."
    ),
    "agreement-unchecked": "The agreement does not show this yet: {missing}.",
    "agreement-without-equality": "The agreement is not known to have a term on equality law.",
}
