"""Lists as they are found: what each fault becomes, and that no bytes can crash the reading."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.reckoning.registers import cells, kinds, reading
from folkmoot.reckoning.registers.areas import area_called, area_for
from folkmoot.reckoning.registers.rows import Fault, Row
from folkmoot.reckoning.registers.tables import Unreadable


def read(data, name="list.csv"):
    told = list(reading.rows_of(name, data.encode() if isinstance(data, str) else data))
    rows = [one for one in told if isinstance(one, Row)]
    return rows, [one for one in told if isinstance(one, Fault)]


# Cells


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [
        ("dt1  1xj", "DT1 1XJ"), ("N7 7JW  ", "N7 7JW"), ("CRO 5JH", "CR0 5JH"),
        ("EC4Y ODS", "EC4Y 0DS"), ("POOLE", None), ("10500", None), ("Wiltshir", None),
        ("", None), ("SW1A1AA", "SW1A 1AA"),
    ],
)  # fmt: skip
def test_postcode_is_written_as_on_a_letter_or_is_none(typed, postcode):
    assert cells.postcode(typed) == postcode


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("2324869.0", "02324869"), ("2324869", "02324869"), ("SC012345", "SC012345"),
        ("sc 12345", "SC012345"), ("RC000123", "RC000123"), ("0", None), ("G12345", None),
        ("123456789", None), ("none", None),
    ],
)  # fmt: skip
def test_company_number_has_eight_characters_or_is_none(typed, number):
    assert cells.company_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-03-31", "2025-03-31"), ("2025-03-31 00:00:00", "2025-03-31"),
        ("2023-09-07 00:00:00.0000000", "2023-09-07"), ("31/3/2025", "2025-03-31"),
        ("2025-02-30", None), ("soon", None), ("31/31/2025", None),
    ],
)  # fmt: skip
def test_day_is_read_with_or_without_a_time(typed, day):
    assert cells.day(typed) == day


@pytest.mark.parametrize(
    ("typed", "site"),
    [
        ("www.a.org", "https://www.a.org"), ("HTTP://A.ORG/x", "http://A.ORG/x"),
        ("javascript:alert(1)", None), ("a b.org", None), ("http:/a.org", "http://a.org"),
        ("data:text/html,x", None),
    ],
)  # fmt: skip
def test_website_has_a_scheme_that_is_safe_or_is_none(typed, site):
    assert cells.website(typed) == site


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("£1,000", 100_000),
        ("9999.9", 999_990),
        ("0", 0),
        ("-5", None),
        ("1e9", None),
        ("nan", None),
    ],
)
def test_money_is_in_pence_and_never_below_nothing(typed, pence):
    assert cells.pence(typed) == pence


@pytest.mark.parametrize(
    ("pence", "band"),
    [(None, "unknown"), (0, "micro"), (9_999_99, "micro"), (10_000_00, "small"),
     (99_999_99, "small"), (100_000_00, "medium"), (1_000_000_00, "large"),
     (10_000_000_00, "major")],
)  # fmt: skip
def test_size_band_begins_on_its_figure_and_not_a_penny_before(pence, band):
    assert kinds.band_of(pence) == band


def test_names_are_put_in_order_without_article_accent_or_apostrophe():
    assert cells.sort_name("The Café St John’s") == "cafe st johns"
    assert cells.sort_name("THE") == "the"
    assert cells.sort_name("!!") == "!!"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " ="])
def test_cell_that_begins_like_a_formula_is_quoted(start):
    assert cells.safe(f"{start}1+1") == f"'{start}1+1"
    assert cells.safe("plain") == "plain"
    assert cells.safe(5) == 5


def test_gone_district_stands_for_the_council_that_took_its_place():
    assert area_for("E07000051").name == "Dorset"
    assert area_for("E07000197").within == "E10000028"
    assert area_for("Z1") == ("Z1", "Z1", "district", "")
    assert area_called("Bristol City") == "E06000023"
    assert area_called("City Of Westminster") == "E09000033"
    assert area_called("Atlantis") is None


# Files


@pytest.mark.parametrize(
    ("data", "names", "notices"),
    [
        (b"\xef\xbb\xbforg_id,name\nGB-CHC-1,Caf\xc3\xa9\n", ["Café"], 0),
        ("org_id,name\nGB-CHC-1,Café\n".encode("utf-16"), ["Café"], 0),
        ("org_id,name\nGB-CHC-1,Café\n".encode("cp1252"), ["Café"], 1),
        (b"org_id;name\nGB-CHC-1;One\n", ["One"], 1),
        (b"org_id\tname\r\nGB-CHC-1\tOne\r\n", ["One"], 1),
        (b"Org ID,Name,,\nGB-CHC-1,One,,\n\n,,,\n", ["One"], 0),
        (b'org_id,name\nGB-CHC-1,"Two\nlines"\n', ["Two lines"], 0),
        (b"name\nJust a name\n", ["Just a name"], 0),
        (b"org_id,name,activities\nGB-CHC-1,One,a\x00b\n", ["One"], 1),
        (b"org_id,name\nGB-CHC-1,=1+1\n", ["=1+1"], 1),
        ("org_id,name\nGB-CHC-1,CafÃ© Club\n".encode(), ["CafÃ© Club"], 1),
    ],
)
def test_file_is_read_however_it_was_saved(data, names, notices):
    rows, faults = read(data)

    assert [row.name for row in rows] == names
    assert [fault.kind for fault in faults] == ["notice"] * notices


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("GB-CHC-1,", "name"), ("GB-CHC-1,n/a", "name"), ("rubbish,One", "org_id"),
        ("GB-CHC-1,One,two,three", ""), (f"GB-CHC-1,{'x' * 401}", "name"),
        ("GB-CHC-1,a\x00b", "name"), (f"GB-CHC-1,{'x' * 200_000}", ""),
    ],
)  # fmt: skip
def test_row_that_cannot_be_used_says_which_column_and_the_next_is_read(line, column):
    rows, faults = read(f"org_id,name\n{line}\nGB-CHC-2,Two\n")

    assert [(fault.row, fault.column, fault.kind) for fault in faults] == [(2, column, "fault")]
    assert [row.name for row in rows] == ["Two"]
    assert all(fault.what and fault.to_do for fault in faults)


def test_same_number_twice_is_a_fault_unless_both_rows_say_the_same():
    rows, faults = read("org_id,name\nGB-CHC-1,One\nGB-CHC-1,One\nGB-CHC-1,Other\n")

    assert [row.name for row in rows] == ["One"]
    assert [(fault.row, fault.kind) for fault in faults] == [(3, "notice"), (4, "fault")]


def test_row_without_a_number_is_known_again_by_its_name_and_place():
    first, again = (read("name,postcode\nThe Knitters,DT1 1XJ\n")[0][0] for _ in range(2))
    other = read("name,postcode\nKnitters,DT1 1XK\n")[0][0]

    assert first.key == again.key
    assert first.key[0] == "XX-LIST"
    assert first.key != other.key


def packed(**files):
    told = io.BytesIO()
    with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as to:
        for name, content in files.items():
            to.writestr(name.replace("__", "/"), content)
    return told.getvalue()


CHARITY = (
    "organisation_number\tregistered_charity_number\tlinked_charity_number\tcharity_name\n"
    "1\t200001\t0\tOne\n2\t200001\t1\tPart of one\n3\tx\t0\tWrong\n"
)


def test_zip_of_the_commissions_tables_is_read_and_a_linked_charity_belongs_to_its_own():
    rows, faults = read(packed(**{"a__publicextract.charity.txt": CHARITY}), "tables.zip")

    assert [(row.key, row.part_of) for row in rows] == [
        (("GB-CHC", "200001"), None), (("GB-CHC", "200001-1"), ("GB-CHC", "200001"))
    ]  # fmt: skip
    assert [fault.kind for fault in faults] == ["notice", "notice", "notice", "fault"]


@pytest.mark.parametrize(
    "data",
    [
        packed(**{"xl__workbook.xml": "x"}), packed(other="x"), b"PK\x03\x04",
        packed(**{f"file{n}": "x" for n in range(101)}),
        packed(**{"publicextract.charity.txt": "a\tb\n1\t2\n"}),
        b"", b"   \n", b"\x00" * 3000, b"\xff\xfea",
    ],
)  # fmt: skip
def test_file_that_cannot_be_used_is_refused_with_what_to_do(data):
    with pytest.raises(Unreadable) as refused:
        read(data, "tables.zip")

    assert refused.value.fault.to_do


def test_zip_that_unpacks_to_too_much_is_not_unpacked():
    bomb = packed(**{"publicextract.charity.txt": b"0" * (201 * 1024 * 1024)})

    with pytest.raises(Unreadable, match="200 MB"):
        read(bomb, "bomb.zip")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reading(data):
    with contextlib.suppress(Unreadable):
        list(reading.rows_of("list.csv", data))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=6), max_size=6))
def test_no_cells_crash_the_reading(lines):
    header = "org_id,name,income,postcode,company_number,activities\n"
    text = header + "\n".join(",".join(line) for line in lines)
    for one in reading.rows_of("list.csv", text.encode("utf-8", "replace")):
        assert isinstance(one, (Row, Fault))
