"""Canonical form and fingerprint of any plain value."""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> str:
    """One spelling for equal values: JSON with sorted keys and no spaces.

    Args:
        value: anything made of dicts, lists, strings, numbers, booleans, None; dates become ISO text.
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, in hexadecimal.

    >>> digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1})
    True
    """
    return digest_bytes(canonical(value).encode())


def digest_bytes(content: bytes) -> str:
    """SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
