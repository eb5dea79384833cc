"""
How a ballot is sealed, and what ties it to its receipt and to nothing else.

A ballot's content is fixed in length and sealed to the public key of the first teller,
that to the second's, and so on (libsodium sealed boxes): it takes every private key to
read it, and none of them is kept here.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass

from django.core.signing import BadSignature, Signer
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

LENGTH = 64
BLANK = 0
KEY_BYTES, CHECK_BYTES = 32, 3
_MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


class KeyMisread(ValueError):
    """What was typed is not a whole key: a letter is missing or wrong."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What one ballot paper is known by: a random key that is kept nowhere."""

    key: str

    @property
    def answer_digest(self) -> str:
        """What the roll keeps, to tell the same paper sent twice from a second vote."""
        return hashlib.sha256(f"mark{self.key}".encode()).hexdigest()

    @property
    def receipt(self) -> str:
        """What lies sealed in the ballot and is published beside its choice: 20 letters."""
        digest = hashlib.sha256(f"receipt{self.key}".encode()).digest()
        return base64.b32encode(digest).decode()[:20]


def issue_paper(*, round: int, voter: int) -> str:
    """Make a ballot paper's key for one voter in one round, signed so that only we make them."""
    return _signer(round, voter).sign(secrets.token_hex(16))


def read_paper(signed: str, *, round: int, voter: int) -> Paper | None:
    """Return the ballot paper that a form holds, or None if it was not made for this voter."""
    try:
        return Paper(_signer(round, voter).unsign(signed))
    except BadSignature:
        return None


def _signer(round: int, voter: int) -> Signer:
    return Signer(salt=f"elections.paper.{round}.{voter}", sep="~")


def new_key() -> tuple[str, str]:
    """Make a teller's key: the private part as it is written down, and the public as hex."""
    private = PrivateKey.generate()
    return write_key(bytes(private)), bytes(private.public_key).hex()


def write_key(private: bytes) -> str:
    """Write a private key in fourteen groups of four letters, the last of which check the rest."""
    text = base64.b32encode(private + _check(private)).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def read_key(written: str) -> bytes:
    """
    Read a private key as somebody typed it, whatever the spaces, dashes and capitals.

    :raises KeyMisread: if it is not whole, or a letter is wrong.
    """
    text = "".join(part for part in written.upper() if part.isalnum()).translate(_MISREAD)
    try:
        raw = base64.b32decode(text)
    except ValueError as error:
        raise KeyMisread("not the letters of a key") from error
    private, check = raw[:KEY_BYTES], raw[KEY_BYTES:]
    if len(raw) != KEY_BYTES + CHECK_BYTES or check != _check(private):
        raise KeyMisread("the last letters do not fit the rest")
    return private


def public_part(private: bytes) -> str:
    """Return the public part of a private key, as hex."""
    return bytes(PrivateKey(private).public_key).hex()


def fingerprint(public_key: str) -> str:
    """Return eight letters by which a key sheet is told from an older one."""
    text = base64.b32encode(hashlib.sha256(bytes.fromhex(public_key)).digest()).decode()
    return f"{text[:4]} {text[4:8]}"


def _check(private: bytes) -> bytes:
    return hashlib.sha256(b"folkmoot teller key" + private).digest()[:CHECK_BYTES]


def seal(*, round: int, choice: int, receipt: str, public_keys: list[str]) -> bytes:
    """
    Seal a ballot to every teller, the first innermost.

    :param choice: the nomination's number, or BLANK.
    :raises ValueError: without a key to seal it to.
    """
    if not public_keys:
        raise ValueError("a ballot cannot be sealed without a key")
    content = f"{round}|{choice}|{receipt}".encode().ljust(LENGTH, b"\0")
    if len(content) != LENGTH:
        raise ValueError("a ballot's content is too long to be hidden")
    for key in public_keys:
        content = SealedBox(PublicKey(bytes.fromhex(key))).encrypt(content)
    return content


def unseal(content: bytes, private: bytes) -> bytes | None:
    """Take one seal off; None if it is not as it was sealed."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(content)
    except (CryptoError, ValueError):
        return None


def read_ballot(content: bytes, *, round: int) -> tuple[int, str] | None:
    """Return the choice and receipt of an unsealed ballot, or None if it is not of this round."""
    parts = content.rstrip(b"\0").decode("ascii", "replace").split("|")
    if len(content) != LENGTH or len(parts) != 3 or parts[0] != str(round):
        return None
    return (int(parts[1]), parts[2]) if parts[1].isdigit() else None


def digest_of_sealed(contents: list[bytes]) -> str:
    """Return the SHA-256 over sealed ballots, sorted, so that no order is kept."""
    digest = hashlib.sha256()
    for content in sorted(contents):
        digest.update(content)
    return digest.hexdigest()
