"""The connection and the bytes on it: what is written in place of a plain answer, and how the connection ends."""

import asyncio
import gzip
import socket
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

from starlette.types import Receive, Scope, Send

from batch.sandbox.calls import Reply
from batch.sandbox.faults.active import Hit

TRANSPORT = "sandbox.transport"  # where a request's scope has its connection
JSON = "Content-Type: application/json"
MEGABYTE = 1 << 20
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


class Ending(Enum):
    CLOSE = "close"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Script:
    """Bytes to write, pauses in seconds between them, and the end."""

    parts: Iterator[bytes | float]
    ending: Ending = Ending.CLOSE


Act = Callable[[Hit, Reply], Script]

# these strike before the store has heard the request
UNHEARD = frozenset({"connection_reset", "no_answer", "portal", "redirect"})


class OnTheLine:
    """An answer that is written past HTTP, byte by byte, onto the connection."""

    def __init__(self, script: Script) -> None:
        self._script = script

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        transport: asyncio.Transport = scope[TRANSPORT]
        gone = asyncio.ensure_future(_closed(receive))
        try:
            for part in self._script.parts:
                if gone.done() or transport.is_closing():
                    break
                await _written(transport, part, gone)
            _end(transport, self._script.ending)
            await gone
        finally:
            gone.cancel()


def script(hit: Hit, reply: Reply) -> Script:
    return ACTS[hit.name](hit, reply)


def _reset(_hit: Hit, _reply: Reply) -> Script:
    return Script(iter(()), Ending.RESET)


def _cut(hit: Hit, reply: Reply) -> Script:
    return Script(iter([_whole(reply)[: hit.number("bytes")], 0.01]), Ending.RESET)


def _closed_after(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([_whole(reply)]))


def _silent(hit: Hit, _reply: Reply) -> Script:
    return Script(iter([hit.seconds()]))


def _late(hit: Hit, reply: Reply) -> Script:
    return Script(iter([hit.seconds(), _whole(reply, "Connection: close")]))


def _dripped(hit: Hit, reply: Reply) -> Script:
    def parts() -> Iterator[bytes | float]:
        for byte in _whole(reply, "Connection: close"):
            yield bytes([byte])
            yield hit.seconds()

    return Script(parts())


def _old(_hit: Hit, reply: Reply) -> Script:
    head = _head(reply, JSON).replace(b"HTTP/1.1", b"HTTP/1.0", 1)
    return Script(iter([head + reply.text.encode()]))


def _interim(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([b"HTTP/1.1 103 Early Hints\r\n\r\n", _whole(reply, "Connection: close")]))


def _bad_chunk(_hit: Hit, reply: Reply) -> Script:
    body = reply.text.encode() or b"{}"
    chunk = b"%x\r\n%s\r\n" % (len(body), body)
    return Script(iter([_head(reply, JSON, "Transfer-Encoding: chunked"), chunk, b"zz\r\nno chunk\r\n"]))


def _gzip_cut(_hit: Hit, reply: Reply) -> Script:
    body = gzip.compress(reply.text.encode())
    half = body[: len(body) // 2]
    return Script(iter([_head(reply, JSON, "Content-Encoding: gzip", f"Content-Length: {len(half)}"), half]))


def _gzip_bomb(hit: Hit, reply: Reply) -> Script:
    def parts() -> Iterator[bytes | float]:
        yield _head(reply, JSON, "Content-Encoding: gzip", "Connection: close")
        packing = zlib.compressobj(9, zlib.DEFLATED, 31)
        for _ in range(hit.number("megabytes")):
            yield packing.compress(b" " * MEGABYTE)
        yield packing.flush()

    return Script(parts())


def _huge(hit: Hit, reply: Reply) -> Script:
    def parts() -> Iterator[bytes | float]:
        yield _head(reply, JSON, f"Content-Length: {hit.number('megabytes') * MEGABYTE}")
        for _ in range(hit.number("megabytes")):
            yield b" " * MEGABYTE

    return Script(parts())


def _deep(hit: Hit, reply: Reply) -> Script:
    levels = hit.number("levels")
    return Script(iter([_whole(_with(reply, "[" * levels + "]" * levels), "Connection: close")]))


def _not_a_number(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([_whole(_with(reply, _opened(reply.text, '"rate":NaN')), "Connection: close")]))


def _keys_twice(_hit: Hit, reply: Reply) -> Script:
    wrong = '"id":1,"sku":"","ticket":"","status":"","total":0,"items":[],"updateCount":0,"price":0'
    return Script(iter([_whole(_with(reply, _opened(reply.text, wrong)), "Connection: close")]))


def _marked(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([_whole(_with(reply, "\ufeff" + reply.text), "Connection: close")]))


def _charset(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([_typed(reply, 'application/json; charset="utf-8"')]))


def _wrong_type(_hit: Hit, reply: Reply) -> Script:
    return Script(iter([_typed(reply, "text/html")]))


def _nothing(_hit: Hit, _reply: Reply) -> Script:
    return Script(iter([b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"]))


def _portal(_hit: Hit, _reply: Reply) -> Script:
    page = "<!DOCTYPE html><html><title>Welcome</title><body><form>Your room, please: <input></form></body></html>"
    return Script(iter([_typed(Reply(200, page), "text/html; charset=utf-8")]))


def _redirected(hit: Hit, _reply: Reply) -> Script:
    head = f"HTTP/1.1 302 Found\r\nLocation: {hit.text('to')}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    return Script(iter([head.encode()]))


ACTS: Mapping[str, Act] = {
    "connection_reset": _reset,
    "answer_lost": _reset,
    "answer_cut": _cut,
    "connection_closed": _closed_after,
    "no_answer": _silent,
    "answer_late": _late,
    "answer_dripped": _dripped,
    "old_http": _old,
    "interim_answer": _interim,
    "chunk_broken": _bad_chunk,
    "gzip_cut": _gzip_cut,
    "gzip_bomb": _gzip_bomb,
    "answer_huge": _huge,
    "json_deep": _deep,
    "json_not_a_number": _not_a_number,
    "json_keys_twice": _keys_twice,
    "byte_order_mark": _marked,
    "charset_quoted": _charset,
    "content_type_wrong": _wrong_type,
    "no_content": _nothing,
    "portal": _portal,
    "redirect": _redirected,
}


def _whole(reply: Reply, *headers: str) -> bytes:
    return _plain(reply, "application/json", *headers)


def _typed(reply: Reply, media_type: str) -> bytes:
    return _plain(reply, media_type, "Connection: close")


def _plain(reply: Reply, media_type: str, *headers: str) -> bytes:
    body = reply.text.encode()
    return _head(reply, f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers) + body


def _head(reply: Reply, *headers: str) -> bytes:
    known = HTTPStatus._value2member_map_
    phrase = HTTPStatus(reply.status).phrase if reply.status in known else ""
    lines = [
        f"HTTP/1.1 {reply.status} {phrase}",
        *(f"{name}: {text}" for name, text in reply.headers.items()),
        *headers,
    ]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("latin-1", "replace")


def _with(reply: Reply, text: str) -> Reply:
    return Reply(reply.status, text, reply.mutation, reply.reason, reply.headers)


def _opened(text: str, members: str) -> str:
    """An object with more members before its own; anything else as it is."""
    if not text.startswith("{"):
        return text
    return f"{{{members}{'' if text.startswith('{}') else ','}{text[1:]}"


async def _written(transport: asyncio.Transport, part: bytes | float, gone: asyncio.Future[None]) -> None:
    if isinstance(part, bytes):
        transport.write(part)
        while transport.get_write_buffer_size() > MEGABYTE and not gone.done():
            await asyncio.sleep(0.001)
    else:
        await asyncio.wait([gone], timeout=part)


async def _closed(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _end(transport: asyncio.Transport, ending: Ending) -> None:
    if ending is Ending.CLOSE:
        transport.close()
        return
    connection = transport.get_extra_info("socket")
    if connection is not None and not transport.is_closing():
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
    transport.abort()
