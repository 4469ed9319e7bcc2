"""A person's own signature: Ed25519, made and checked; keys and signatures as hexadecimal digits."""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Signer:
    """A private key of 32 bytes; `public` is its other half, 64 digits."""

    def __init__(self, private: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(private)
        self.private = private
        self.public = self._key.public_key().public_bytes_raw().hex()

    @classmethod
    def make(cls) -> "Signer":
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    def sign(self, message: bytes) -> str:
        """Return the signature, 128 digits."""
        return self._key.sign(message).hex()


def check_signature(public: str, message: bytes, signature: str) -> bool:
    """Return whether the private half signed exactly this; False for what is no key or no signature."""
    try:
        _public_key(public).verify(bytes.fromhex(signature), message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _public_key(public: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
