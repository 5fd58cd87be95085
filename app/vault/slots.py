"""One way into the records: what a person's passphrase, or the recovery key, opens.

The secret gives a key that opens the slot's private key, and the private key opens the clinic's root key.
Since the root key is sealed to the public half, a new root key needs nobody's passphrase.
"""

from __future__ import annotations

import json
import secrets
import uuid
from base64 import b64encode
from dataclasses import dataclass, field, replace
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from app.vault.cost import SALT, Cost, derive
from app.vault.keys import Keys

APP = "Sagittal"
VERSION = 1
"""Of the key file."""
HASH = "argon2id"
NONCE = 12
SEALED_PRIVATE = NONCE + 32 + 16
SEALED_ROOT = 32 + 32 + 16

_SEAL = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Kind(StrEnum):
    PERSON = "person"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """`login` is empty for the recovery key. Nothing in it is worth anything without the secret."""

    id: str
    kind: Kind
    login: str
    cost: Cost
    kdf_salt: bytes = field(repr=False)
    public: bytes = field(repr=False)
    sealed_private: bytes = field(repr=False)
    sealed_root: bytes = field(repr=False)


def new_slot(database_id: str, kind: Kind, login: str, secret: bytes, cost: Cost, keys: Keys) -> Slot:
    empty = Slot(uuid.uuid4().hex, kind, login, cost, b"", b"", b"", b"")
    return with_secret(empty, database_id, secret, cost, keys)


def with_secret(slot: Slot, database_id: str, secret: bytes, cost: Cost, keys: Keys) -> Slot:
    """The slot for another secret; the key pair is new too, so an old copy opens nothing that comes after."""
    private = X25519PrivateKey.generate()
    nonce = secrets.token_bytes(NONCE)
    slot = replace(
        slot, cost=cost, kdf_salt=secrets.token_bytes(SALT), public=private.public_key().public_bytes_raw()
    )
    opener = AESGCM(derive(secret, slot.kdf_salt, cost))
    sealed = nonce + opener.encrypt(nonce, private.private_bytes_raw(), _bound(slot, database_id))
    return with_root(replace(slot, sealed_private=sealed), database_id, keys)


def with_root(slot: Slot, database_id: str, keys: Keys) -> Slot:
    """The slot for another root key; its owner notices nothing."""
    public = X25519PublicKey.from_public_bytes(slot.public)
    return replace(slot, sealed_root=_SEAL.encrypt(keys.root, public, info=_bound(slot, database_id)))


def opened(slot: Slot, database_id: str, secret: bytes) -> Keys | None:
    """The keys, when the secret is that of this slot of this clinic."""
    bound = _bound(slot, database_id)
    opener = AESGCM(derive(secret, slot.kdf_salt, slot.cost))
    nonce, sealed = slot.sealed_private[:NONCE], slot.sealed_private[NONCE:]
    try:
        private = X25519PrivateKey.from_private_bytes(opener.decrypt(nonce, sealed, bound))
        return Keys(_SEAL.decrypt(slot.sealed_root, private, info=bound))
    except (InvalidTag, ValueError):
        return None


def _bound(slot: Slot, database_id: str) -> bytes:
    """What a slot cannot be parted from: moved to another clinic, kind, id, hash or salt it opens nothing."""
    cost = [slot.cost.memory_kib, slot.cost.passes, slot.cost.lanes]
    salt = b64encode(slot.kdf_salt).decode()
    return json.dumps([APP, VERSION, database_id, slot.id, slot.kind, HASH, *cost, salt]).encode()
