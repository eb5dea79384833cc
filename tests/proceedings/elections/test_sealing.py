import pytest

from folkmoot.proceedings.elections.actions import sealing


def test_key_is_read_back_however_it_was_typed():
    written, public = sealing.new_key()

    typed = written.lower().replace(" ", "-").replace("o", "0").replace("i", "1")
    private = sealing.read_key(typed)

    assert sealing.write_key(private) == written
    assert sealing.public_part(private) == public
    assert len(written.split()) == 14


@pytest.mark.parametrize("spoil", ["drop", "change", "empty", "long"])
def test_key_with_a_mistake_is_told_from_a_wrong_key(spoil):
    written, _ = sealing.new_key()
    other = "B" if written[5] == "A" else "A"
    spoilt = {
        "drop": written[:-1],
        "change": written[:5] + other + written[6:],
        "empty": "",
        "long": written + " AAAA",
    }[spoil]

    with pytest.raises(sealing.KeyMisread):
        sealing.read_key(spoilt)


def test_every_change_of_one_letter_is_noticed():
    written = sealing.new_key()[0].replace(" ", "")
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    unnoticed = 0
    for place, letter in enumerate(written):
        for other in set(letters) - {letter}:
            try:
                sealing.read_key(written[:place] + other + written[place + 1 :])
            except sealing.KeyMisread:
                continue
            unnoticed += 1

    assert unnoticed == 0


def test_paper_belongs_to_one_voter_in_one_round():
    paper = sealing.issue_paper(round=1, voter=2)

    assert sealing.read_paper(paper, round=1, voter=2) is not None
    assert sealing.read_paper(paper, round=1, voter=3) is None
    assert sealing.read_paper(paper, round=2, voter=2) is None
    assert sealing.read_paper(paper + "x", round=1, voter=2) is None


def test_receipt_and_mark_of_a_paper_are_unlike():
    paper = sealing.Paper("0" * 32)

    assert len(paper.receipt) == 20
    assert paper.receipt.lower() not in paper.answer_digest


def test_ballot_opens_with_every_key_in_order_and_with_no_other():
    keys = [sealing.new_key() for _ in range(3)]
    private = [sealing.read_key(written) for written, _ in keys]
    content = sealing.seal(
        round=7, choice=12, receipt="A" * 20, public_keys=[public for _, public in keys]
    )

    assert sealing.unseal(content, private[0]) is None
    for one in reversed(private):
        content = sealing.unseal(content, one)
    assert sealing.read_ballot(content, round=7) == (12, "A" * 20)
    assert sealing.read_ballot(content, round=8) is None


def test_ballot_without_a_key_is_never_sealed():
    with pytest.raises(ValueError, match="without a key"):
        sealing.seal(round=1, choice=0, receipt="A" * 20, public_keys=[])
