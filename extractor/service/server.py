"""The service as a process: its socket, and its end."""

from __future__ import annotations

import ipaddress
import signal
import socket
import sys

import uvicorn

from extractor.errors import UsageError
from extractor.pipeline import Pipeline
from extractor.service.app import Limits, Service, application

__all__ = ["Limits", "run_service"]


def run_service(pipeline: Pipeline, host: str, port: int, limits: Limits) -> None:
    """Answers until SIGTERM or Ctrl-C; what is in work then gets the time that the limits give it. Raises UsageError."""
    listening = _socket(host, port)
    place = listening.getsockname()
    name = f"[{place[0]}]" if ":" in place[0] else place[0]
    print(f"listening on http://{name}:{place[1]}", file=sys.stderr, flush=True)
    if not ipaddress.ip_address(place[0]).is_loopback:
        print("anybody who reaches this address can use the service: it has no password", file=sys.stderr, flush=True)
    config = uvicorn.Config(
        application(Service(pipeline, limits)),
        log_level="warning",
        timeout_graceful_shutdown=int(limits.seconds) + 1,
        timeout_keep_alive=5,
        server_header=False,
    )
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _ended)  # uvicorn puts its own in their place, and raises the signal again when it is done
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _socket(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise UsageError(f"cannot listen on {host}:{port}: {error.strerror or error}") from error
    return listening


def _ended(_number: int, _frame: object) -> None:
    """The service has ended as it should: nothing more is to be done."""
