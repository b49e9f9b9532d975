"""A viewer for tests: talks to a watched run over its socket."""

import glob
import json
import os
import socket
import struct
import tempfile
import time


def folder():
    """Where runs put their sockets."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    return os.path.join(base, "viz") if base else os.path.join(tempfile.gettempdir(), "viz-%d" % os.getuid())


def find(run, seconds=60):
    """The socket of the run that was started under that name (VIZ_RUN)."""
    end = time.time() + seconds
    while time.time() < end:
        for note in glob.glob(os.path.join(folder(), "*.json")):
            try:
                with open(note) as file:
                    about = json.load(file)
            except (OSError, ValueError):
                continue
            if about.get("run") == run:
                return note[: -len("json")] + "sock"
        time.sleep(0.02)
    raise AssertionError("no run %s within %g s" % (run, seconds))


class Viewer:
    """One connection."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.socket.settimeout(30)
        self.bytes = b""
        self.number = 0
        self.hello = self.next("hello")

    def send(self, kind, **members):
        """Sends a message."""
        text = json.dumps(dict(members, kind=kind)).encode()
        self.socket.sendall(struct.pack("<4sII", b"viz1", len(text), 0) + text)

    def want(self, *tensors, **members):
        """Says what it looks at."""
        self.send("want", tensors=list(tensors), **members)

    def do(self, what, **members):
        """Asks for something, and returns the ack."""
        number = self.ask(what, **members)
        while True:
            ack = self.next("ack")
            if ack["id"] == number:
                return ack

    def ask(self, what, **members):
        """Asks for something without waiting."""
        self.number += 1
        self.send("do", id=self.number, what=what, **members)
        return self.number

    def message(self):
        """The next message: its header, with the tensors' numbers in "data"."""
        magic, header_size, body_size = struct.unpack("<4sII", self._take(12))
        assert magic == b"viz1"
        header = json.loads(self._take(header_size))
        body = self._take(body_size)
        header["data"] = {}
        for name, about in header.get("tensors", {}).items():
            first, last = about["data_offsets"]
            kind = {"F32": "f", "F64": "d"}[about["dtype"]]
            part = body[first:last]
            header["data"][name] = list(struct.unpack("<%d%s" % (len(part) // struct.calcsize(kind), kind), part))
        return header

    def next(self, kind, where=lambda message: True):
        """The next message of a kind that meets a condition; others before it are skipped."""
        while True:
            message = self.message()
            if message["kind"] == kind and where(message):
                return message

    def close(self):
        """Leaves."""
        self.socket.close()

    def _take(self, count):
        while len(self.bytes) < count:
            data = self.socket.recv(65536)
            if not data:
                raise EOFError("the run has hung up")
            self.bytes += data
        part, self.bytes = self.bytes[:count], self.bytes[count:]
        return part
