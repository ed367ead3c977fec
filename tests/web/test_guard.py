"""Who is let in, and what answers are sent with: asked over a real socket."""

from __future__ import annotations

import http.client
from collections.abc import Mapping

import pytest

from tests.web.conftest import Served


def asked(
    served: Served, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET", body: str | None = None
) -> http.client.HTTPResponse:
    """The answer to a request with just these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", served.door.port, timeout=20)
    told = dict(headers or {})
    connection.putrequest(method, path, skip_host="Host" in told, skip_accept_encoding=True)
    for name, value in told.items():
        connection.putheader(name, value)
    if body is not None:
        connection.putheader("Content-Length", str(len(body.encode())))
    connection.endheaders(body.encode() if body is not None else None)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def let_in(served: Served) -> dict[str, str]:
    """The headers of a browser that has the cookie."""
    return {"Cookie": f"{served.door.cookie}={served.door.token}"}


def test_token_becomes_a_cookie_of_this_site_only(served: Served) -> None:
    answer = asked(served, f"/judge?token={served.door.token}&x=1")
    assert (answer.status, answer.headers["location"]) == (303, "/judge?x=1")
    cookie = answer.headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Cookie": "workbench-1=x"}, 403),
        ({"Cookie": "{cookie}=wrong"}, 403),
        ({"Cookie": "{cookie}={token}"}, 200),
        ({"Cookie": "{cookie}={token}", "Host": "localhost:{port}"}, 200),
        ({"Cookie": "{cookie}={token}", "Host": "evil.example:{port}"}, 403),
        ({"Cookie": "{cookie}={token}", "Host": "127.0.0.1"}, 403),
        ({"Cookie": "{cookie}={token}", "Origin": "http://evil.example"}, 403),
        ({"Cookie": "{cookie}={token}", "Origin": "null"}, 403),
        ({"Cookie": "{cookie}={token}", "Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Cookie": "{cookie}={token}", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Cookie": "{cookie}={token}", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Cookie": "{cookie}={token}", "Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_only_our_own_pages_are_answered(served: Served, headers: dict[str, str], status: int) -> None:
    door = served.door
    filled = {name: text.format(cookie=door.cookie, token=door.token, port=door.port) for name, text in headers.items()}
    assert asked(served, "/", filled).status == status
    assert asked(served, "/static/workbench.js", filled).status == status


@pytest.mark.parametrize(
    "address", ["/?token=wrong", "/?token=", "/judge", "/article/0123456789abcdef", "/tune/file?name=pack.yaml"]
)
def test_nothing_is_told_without_the_token(served: Served, address: str) -> None:
    assert asked(served, address).status == 403


def test_a_post_needs_our_origin_and_json(served: Served) -> None:
    cookie, origin = let_in(served), {"Origin": served.origin}
    json = {"Content-Type": "application/json"}
    assert asked(served, "/judge/undo", cookie | json, method="POST", body="{}").status == 403
    assert asked(served, "/judge/undo", cookie | origin, method="POST", body="{}").status == 415
    assert asked(served, "/judge/undo", cookie | origin | json, method="POST", body="[]").status == 400
    assert asked(served, "/judge/undo", cookie | origin | json, method="POST", body="{").status == 400
    big = cookie | origin | json | {"Content-Length": "99999999"}
    assert asked(served, "/judge/undo", big, method="POST").status == 403


def test_preferences_do_not_lead_away(served: Served) -> None:
    form = let_in(served) | {"Origin": served.origin, "Content-Type": "application/x-www-form-urlencoded"}
    for following, expected in (
        ("//evil.example/", "/"),
        ("http://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/judge", "/judge"),
    ):
        answer = asked(served, "/preferences", form, method="POST", body=f"language=en&next={following}")
        assert answer.headers["location"] == expected
    assert asked(served, f"//evil.example/?token={served.door.token}").headers["location"] == "/evil.example/"


@pytest.mark.parametrize("address", ["/", "/judge", "/tune", "/static/workbench.js", "/nowhere", "/article/0000"])
def test_every_answer_has_the_strict_headers(served: Served, address: str) -> None:
    headers = asked(served, address, let_in(served)).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


def test_the_server_listens_on_this_machine_only(served: Served) -> None:
    assert served.door.address.startswith("http://127.0.0.1:")
    with pytest.raises(OSError, match=r"."):
        http.client.HTTPConnection("127.0.0.2", served.door.port, timeout=2).request("GET", "/")
