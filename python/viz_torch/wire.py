"""The messages between a run and its viewers.

A message is `viz1`, the length of its header and of its body (u32, little-endian), the header (a JSON object whose
"kind" says what it is) and the body: tensors, row-major and little-endian, which the header's "tensors" tells of as
safetensors does: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}.

Unknown kinds and members are skipped, so that either side may be the newer one within a version.
"""

from __future__ import annotations

import json
import math
import struct
from array import array

MAGIC = b"viz1"
VERSION = 1
_PREFIX = struct.Struct("<4sII")
PREFIX_SIZE = _PREFIX.size
# What a viewer may send at most; what it sends has no body.
MOST_HEADER = 1 << 20


_JSON = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


class WireError(Exception):
    """What came is no message: the connection it came on ends."""


def plain(value):
    """The value as JSON can say it: numbers that are not finite become null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def encode(kind, members=None, tensors=()):
    """The bytes of a message; `tensors` is (name, dtype, shape, bytes), dtype as safetensors names it."""
    header = {"kind": kind}
    header.update(members or {})
    parts, offset = [], 0
    if tensors:
        told = {}
        for name, dtype, shape, data in tensors:
            told[name] = {
                "dtype": dtype,
                "shape": list(shape),
                "data_offsets": [offset, offset + len(data)],
            }
            parts.append(data)
            offset += len(data)
        header["tensors"] = told
    try:
        text = _JSON.encode(header).encode()
    except ValueError:
        text = _JSON.encode(plain(header)).encode()
    return b"".join([_PREFIX.pack(MAGIC, len(text), offset), text] + parts)


def doubles(numbers):
    """Numbers as the body of a tensor of dtype F64."""
    data = array("d", numbers)
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        data.byteswap()
    return data.tobytes()


class Decoder:
    """Takes bytes as they come and gives the headers of whole messages."""

    def __init__(self):
        self._bytes = bytearray()

    def feed(self, data):
        """The headers that `data` completes. Raises WireError for what is no message."""
        self._bytes += data
        headers = []
        while len(self._bytes) >= PREFIX_SIZE:
            magic, header_size, body_size = _PREFIX.unpack_from(self._bytes)
            if magic != MAGIC:
                raise WireError("it does not begin with viz1")
            # Before anything is kept for it.
            if header_size > MOST_HEADER or body_size > 0:
                raise WireError("it is too long")
            end = PREFIX_SIZE + header_size
            if len(self._bytes) < end:
                break
            try:
                header = json.loads(bytes(self._bytes[PREFIX_SIZE:end]).decode("utf-8"))
            except (ValueError, RecursionError):
                raise WireError("its header is no JSON") from None
            if not isinstance(header, dict) or not isinstance(header.get("kind"), str):
                raise WireError("its header has no kind")
            del self._bytes[:end]
            headers.append(header)
        return headers
