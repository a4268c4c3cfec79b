"""Equal values have one spelling and one fingerprint; another value has another."""

import hashlib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from parley.ground.digest import canonical, digest, digest_bytes

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), plain, max_size=5))
def test_the_order_of_keys_does_not_matter(value):
    assert digest(dict(reversed(list(value.items())))) == digest(value)


@given(plain, plain)
def test_values_with_the_same_spelling_are_equal(a, b):
    assert (canonical(a) == canonical(b)) == (repr_typed(a) == repr_typed(b))


def repr_typed(value):
    """Tells True from 1, and forgets the order of keys."""
    if isinstance(value, dict):
        return "dict", sorted((k, repr_typed(v)) for k, v in value.items())
    if isinstance(value, list):
        return "list", [repr_typed(v) for v in value]
    return type(value).__name__, repr(value)


def test_letters_beyond_ascii_and_days_are_spelled_as_they_are_read():
    assert canonical({"b": "غزة", "a": date(2024, 8, 19)}) == '{"a":"2024-08-19","b":"غزة"}'


def test_the_fingerprint_is_sha256_of_the_spelling():
    assert digest({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest() == digest_bytes(b'{"a":1}')
