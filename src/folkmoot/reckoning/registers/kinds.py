"""The world's lists of kinds, brought to ours: forms, sizes, themes and communities."""

FORMS = {
    "registered charity": "charity",
    "charity": "charity",
    "trust": "charity",
    "previously excepted": "charity",
    "charitable company": "charitable-company",
    "cio": "cio",
    "charitable incorporated organisation": "cio",
    "scottish charitable incorporated organisation": "cio",
    "community amateur sports club": "casc",
    "casc": "casc",
    "co-operative/mutual (society)": "cooperative",
    "co-operative/mutual (company)": "cooperative",
    "co-operative/mutual (llp)": "cooperative",
    "co-operative/mutual (limited partnership)": "cooperative",
    "co-operative/mutual (act of parliament)": "cooperative",
    "co-operative/mutual (unincorporated)": "association",
    "co-operative/mutual (community interest company)": "cic",
    "co-operative/mutual (scottish charitable incorporated organisation)": "cio",
    "co-operative/mutual (?)": "unknown",
    "co-operative": "cooperative",
    "cooperative": "cooperative",
    "community interest company": "cic",
    "cic": "cic",
    "community benefit society": "cbs",
    "cbs": "cbs",
    "social enterprise": "social-enterprise",
    "faith group": "faith",
    "faith": "faith",
    "informal group": "informal",
    "informal": "informal",
    "community group": "informal",
    "individual": "individual",
    "micro provider": "micro-provider",
    "unincorporated association": "association",
    "association": "association",
    "statutory body": "statutory",
    "statutory": "statutory",
    "private company": "private",
    "private": "private",
    "other": "charity",
    "": "unknown",
}

BANDS = ((10_000_00, "micro"), (100_000_00, "small"), (1_000_000_00, "medium"),
         (10_000_000_00, "large"))  # fmt: skip
BAND_WORDS = {"micro", "small", "medium", "large", "major"}

THEMES = {
    "animals": "Animals",
    "armed-forces": "Armed forces and emergency services",
    "arts": "Arts and culture",
    "campaigning": "Campaigning, rights and civic life",
    "community": "Community and economic development",
    "crime-and-justice": "Crime and justice",
    "education": "Education and training",
    "environment": "Environment",
    "faith": "Faith and religion",
    "general": "General charitable purposes",
    "grants": "Grant making",
    "health": "Health",
    "heritage": "Heritage",
    "housing": "Housing",
    "international": "International work",
    "leisure": "Leisure and recreation",
    "places-to-meet": "Halls and places to meet",
    "poverty": "Poverty and welfare",
    "research": "Research",
    "saving-lives": "Rescue and emergency relief",
    "social-care": "Social care",
    "sport": "Sport",
    "support": "Support for other organisations",
    "work": "Work, business and professions",
    "childcare": "Childcare",
    "advice": "Advice and advocacy",
    "trading": "Farming, making and trading",
}
UKCAT = {
    "AN": "animals", "AF": "armed-forces", "AR": "arts", "AS": "support", "CV": "support",
    "CC": "childcare", "CJ": "crime-and-justice", "EC": "community", "ED": "education",
    "EN": "environment", "FA": "places-to-meet", "HE": "health", "HR": "heritage",
    "HO": "housing", "LE": "leisure", "PR": "work", "RL": "faith", "RS": "research",
    "SL": "saving-lives", "SC": "social-care", "SW": "poverty", "SO": "campaigning",
    "CA101": "advice", "CA200": "grants", "CA201": "grants", "CA202": "grants",
    "CA103": "campaigning",
}  # fmt: skip
"""The categories of charities by what they say of themselves; by letters, or by a whole code."""
ICNPTSO = {
    "A": "arts", "A2": "sport", "B": "education", "C": "health", "D": "social-care",
    "D2": "childcare", "D3": "saving-lives", "D4": "work", "E": "environment", "E2": "animals",
    "F": "community", "F1": "housing", "F3": "housing", "G": "campaigning",
    "G3": "international", "H": "support", "H1": "grants", "I": "faith", "J": "work",
    "K": "support", "K1": "research", "L": "trading",
}  # fmt: skip
"""The international classification of third sector organisations, by section or by group."""
WHAT = {
    "101": "general", "102": "education", "103": "health", "104": "social-care", "105": "poverty",
    "106": "international", "107": "housing", "108": "faith", "109": "arts", "110": "sport",
    "111": "animals", "112": "environment", "113": "community", "114": "armed-forces",
    "115": "campaigning", "116": "leisure", "117": "general",
    "301": "grants", "302": "grants", "305": "places-to-meet", "307": "advice", "308": "research",
    "309": "support",
}  # fmt: skip
"""The Charity Commission's What and How, where the How is a theme that people look for."""

COMMUNITIES = {
    "children-and-young-people": "Children and young people",
    "older-people": "Older people",
    "disabled-people": "Disabled people",
    "ethnic-communities": "People of a particular ethnic or racial origin",
    "other-organisations": "Other charities and voluntary bodies",
    "other-groups": "Other defined groups",
    "everybody": "The general public",
    "refugees-and-migrants": "Refugees, asylum seekers and migrants",
    "families": "Families and parents",
    "women": "Women and girls",
    "men": "Men",
    "lgbtq": "LGBTQ+ people",
}
WHO = {
    "201": "children-and-young-people", "202": "older-people", "203": "disabled-people",
    "204": "ethnic-communities", "205": "other-organisations", "206": "other-groups",
    "207": "everybody",
}  # fmt: skip
UKCAT_WHO = {
    "BE101": "refugees-and-migrants", "BE107": "refugees-and-migrants",
    "BE102": "children-and-young-people", "BE114": "children-and-young-people",
    "BE115": "children-and-young-people", "BE103": "families", "BE109": "families",
    "BE104": "women", "BE113": "women", "BE105": "lgbtq", "BE106": "men",
    "BE108": "older-people", "BE200": "disabled-people", "BE201": "disabled-people",
    "BE110": "disabled-people", "BE111": "ethnic-communities", "BE112": "families",
}  # fmt: skip


def band_of(income_pence: int | None) -> str:
    """Return the size band of a year's income: £10,000 is small, a penny less is micro."""
    if income_pence is None:
        return "unknown"
    return next((band for below, band in BANDS if income_pence < below), "major")


def band_called(word: str) -> str:
    """Return the size band that another list's word for it means, or unknown."""
    plain = word.strip().lower().removeprefix("super-")
    return plain if plain in BAND_WORDS else "unknown"


def charity_form(form: str, *, has_company: bool, is_cio: bool) -> str:
    """Return what kind of charity it is: one with a company's number is a charitable company."""
    if form != "charity":
        return form
    if is_cio:
        return "cio"
    return "charitable-company" if has_company else "charity"


def themes_of(ukcat: str, icnptso: str) -> tuple[str, ...]:
    """Return our themes for the codes of two classifications, in the order of their names."""
    if not ukcat and not icnptso:
        return ()
    found = set()
    for code in ukcat.split(";") if ukcat else ():
        typed = code.strip().upper()
        theme = UKCAT.get(typed) or UKCAT.get(typed[:2])
        if theme:
            found.add(theme)
    typed = icnptso.strip().upper()
    if typed:
        theme = ICNPTSO.get(typed[:2]) or ICNPTSO.get(typed[:1])
        if theme:
            found.add(theme)
    return tuple(sorted(found))


def communities_of(ukcat: str) -> tuple[str, ...]:
    """Return the communities that the codes of charities' own words name."""
    if "BE" not in ukcat:
        return ()
    codes = (code.strip().upper() for code in ukcat.split(";"))
    return tuple(sorted({UKCAT_WHO[code] for code in codes if code in UKCAT_WHO}))
