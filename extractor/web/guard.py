"""Who may ask: only a page of this server, at its own address, with the token that the terminal showed."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 2 * 1024 * 1024
"""The longest body of a request: rule files and judgements are far shorter."""

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "font-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # no-referrer would make the browser hide the origin of our own forms too
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_SAFE = frozenset(("GET", "HEAD"))


@dataclass(frozen=True, slots=True)
class Door:
    """The address of the server and the token that opens it."""

    port: int
    token: str

    @property
    def hosts(self) -> frozenset[str]:
        """The names by which a browser may call it; a name of another site that leads here is none."""
        return frozenset((f"127.0.0.1:{self.port}", f"localhost:{self.port}"))

    @property
    def address(self) -> str:
        """What the user opens."""
        return f"http://127.0.0.1:{self.port}/?token={self.token}"

    @property
    def cookie(self) -> str:
        """The cookie's name: cookies of one machine are shared by all its ports."""
        return f"workbench-{self.port}"

    def opens(self, told: str) -> bool:
        """Whether this is the token."""
        return hmac.compare_digest(told.encode(), self.token.encode())


class Guard:
    """Refuses what comes from elsewhere, takes the token out of the address, and sends each answer with strict headers."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # there are no web sockets

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("cache-control", "no-store")
            await send(message)

        answer = self._answer(scope)
        if answer is not None:
            await answer(scope, receive, guarded_send)
        else:
            await self._app(scope, _limited(receive), guarded_send)

    def _answer(self, scope: Scope) -> Response | None:
        """The refusal, or the way to the address without its token; None where the request may go on."""
        headers = Headers(scope=scope)
        fault = self._foreign(scope["method"], headers)
        if fault:
            return PlainTextResponse(fault, 403)
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        told = [value for name, value in query if name == "token"]
        if told and scope["method"] in _SAFE and self._door.opens(told[0]):
            return self._entered(scope, [pair for pair in query if pair[0] != "token"])
        if not self._door.opens(self._cookie(headers)):
            return PlainTextResponse(
                "The address lacks its token: open the one that the terminal shows.\n地址缺少令牌: 请打开终端中显示的完整地址。",
                403,
            )
        return None

    def _foreign(self, method: str, headers: Headers) -> str:
        """Why the request comes from elsewhere; "" where it does not."""
        if headers.getlist("host") != [host := headers.get("host", "")] or host not in self._door.hosts:
            return "unknown host"
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return "another origin"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return "another site"
        if method not in _SAFE and origin is None:
            return "no origin"
        length = headers.get("content-length", "0")
        return "" if length.isdecimal() and int(length) <= MOST_BYTES else "too long"

    def _cookie(self, headers: Headers) -> str:
        jar: SimpleCookie = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return ""
        morsel = jar.get(self._door.cookie)
        return morsel.value if morsel else ""

    def _entered(self, scope: Scope, query: list[tuple[str, str]]) -> Response:
        """To the same page without the token in its address, with the token in a cookie that only this site is sent."""
        path = "/" + scope["path"].lstrip("/")
        response = RedirectResponse(path + (f"?{urlencode(query)}" if query else ""), 303)
        response.set_cookie(self._door.cookie, self._door.token, httponly=True, samesite="strict", path="/")
        return response


def _limited(receive: Receive) -> Receive:
    seen = 0

    async def limited() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > MOST_BYTES:
            raise HTTPException(413, "too long")
        return message

    return limited
