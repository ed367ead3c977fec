"""Starts the workbench: makes tables of a corpus where it is given one, opens the door, shows the address."""

from __future__ import annotations

import contextlib
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator

import uvicorn

from extractor.errors import UsageError
from extractor.web.app import application
from extractor.web.desk import Desk
from extractor.web.guard import Door
from extractor.web.setting import Setting

ADDRESS = "127.0.0.1"
FIRST_PORT = 8642


def bound(port: int | None) -> socket.socket:
    """A socket on this machine only: at the port asked for, else at the usual one or any that is free. Raises UsageError."""
    for number in [port] if port is not None else [FIRST_PORT, 0]:
        opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((ADDRESS, number))
        except OSError as error:
            opened.close()
            if port is not None:
                raise UsageError(f"--port {port}: {error.strerror}") from error
        else:
            opened.listen(128)  # who asks before the server runs waits for it
            return opened
    raise UsageError("no port is free")


def serve(setting: Setting, *, port: int | None = None, browse: bool = True, tell: Callable[[str], object] = print) -> None:
    """Serves the workbench until it is interrupted; `tell` is given its address."""
    listening = bound(port)
    door = Door(listening.getsockname()[1], secrets.token_urlsafe(24))
    desk = Desk(setting)
    desk.index.start()
    threading.Thread(target=desk.warm, name="warm", daemon=True).start()
    tell(door.address)
    if browse:
        threading.Timer(0.3, webbrowser.open, (door.address,)).start()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ended so too, it ends the processes it has started
    try:
        with contextlib.suppress(KeyboardInterrupt):  # that is how it is ended
            _server(desk, door).run(sockets=[listening])
    finally:
        desk.close()
        listening.close()


def _server(desk: Desk, door: Door) -> uvicorn.Server:
    config = uvicorn.Config(
        application(desk, door), log_level="warning", server_header=False, ws="none", lifespan="off", timeout_graceful_shutdown=2
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def serving(setting: Setting) -> Iterator[tuple[Door, Desk]]:
    """The workbench in a thread of this process, for tests: its door and its desk."""
    listening = bound(0)
    door = Door(listening.getsockname()[1], secrets.token_urlsafe(24))
    desk = Desk(setting)
    server = _server(desk, door)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    desk.index.start()
    thread.start()
    try:
        yield door, desk
    finally:
        server.should_exit = True
        thread.join(10)
        desk.close()
        listening.close()
