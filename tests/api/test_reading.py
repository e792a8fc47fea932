import pytest

from app.api.problems import Refusal
from app.api.reading import parse_json, require_json


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[NaN]",
        b"[Infinity]",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'"\\ud800"',
        b'"\xff"',
        b"{}{}",
        b"'a'",
        b"[" + b"1" * 10_000 + b"]",
        "\ufeff{}".encode(),
        "{}".encode("utf-16"),
    ],
    ids=range(13),
)
def test_what_is_not_strict_json_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        parse_json(body)
    assert caught.value.status_code == 422


def test_a_literal_nan_brings_the_hint_to_quote_it() -> None:
    with pytest.raises(Refusal) as caught:
        parse_json(b"[NaN]")
    assert caught.value.hint is not None
    assert '"NaN"' in caught.value.hint


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        "application/ld+json",
    ],
)
def test_json_types_are_accepted(content_type: str) -> None:
    require_json(content_type)


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin-1",
        "multipart/form-data; boundary=x",
        "application",
        ";;;",
    ],
)
def test_other_types_are_refused(content_type: str) -> None:
    with pytest.raises(Refusal) as caught:
        require_json(content_type)
    assert caught.value.status_code == 415
