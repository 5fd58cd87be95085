"""A small file that only this clinic's keys open, and that shows any change made to it."""

from __future__ import annotations

import secrets
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.faults import Fault
from resources.tongue import tr

MAGIC = b"SGTLSEAL"
VERSION = 1
NONCE = 12
_HEAD = struct.Struct(">8sBH")
"""The mark, the version, and the length of what the file is about."""


class NotSealed(Fault):
    def __init__(self) -> None:
        super().__init__(tr("This is not a file that Sagittal saved. Nothing was changed."))


class SealedNewer(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr("This file was made by a newer version of Sagittal. Please update. Nothing was changed.")
        )


class SealBroken(Fault):
    def __init__(self) -> None:
        super().__init__(
            tr(
                "This file is incomplete, was changed, or was saved before the clinic's keys were renewed. "
                "Nothing was taken from it."
            )
        )


def seal(content: bytes, key: bytes, about: bytes) -> bytes:
    """The content under AES-256-GCM. `about` stands before it to be read by anybody, such as the id of the
    database; mark, version and `about` are bound to the content."""
    head = _HEAD.pack(MAGIC, VERSION, len(about)) + about
    nonce = secrets.token_bytes(NONCE)
    return head + nonce + AESGCM(key).encrypt(nonce, content, head)


def about_sealed(sealed: bytes) -> bytes:
    """What a sealed file says of itself, proven only by opening it. Raises `NotSealed`, `SealedNewer`."""
    if len(sealed) < _HEAD.size or not sealed.startswith(MAGIC):
        raise NotSealed
    _, version, length = _HEAD.unpack_from(sealed)
    if version > VERSION:
        raise SealedNewer
    return sealed[_HEAD.size : _HEAD.size + length]


def open_sealed(sealed: bytes, key: bytes) -> bytes:
    """The content; raises `SealBroken` when one bit differs or the key is another."""
    head = _HEAD.size + len(about_sealed(sealed))
    nonce, body = sealed[head : head + NONCE], sealed[head + NONCE :]
    if len(nonce) < NONCE:
        raise SealBroken
    try:
        return AESGCM(key).decrypt(nonce, body, sealed[:head])
    except InvalidTag as error:
        raise SealBroken from error
