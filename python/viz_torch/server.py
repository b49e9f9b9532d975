"""The socket that viewers come to: one thread, no step ever waits for it."""

from __future__ import annotations

import collections
import json
import os
import selectors
import socket
import stat
import struct
import tempfile
import threading
import time

from . import wire
from .frames import Interest, Want
from .tell import tell

# What a viewer may be behind with before it is let go: messages that must not be lost.
_MOST_WAITING = 4096


def runtime_folder():
    """The private folder for sockets, made where it is missing. Raises OSError where it is not ours alone."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    if base and os.path.isdir(base):
        folder = os.path.join(base, "viz")
    else:
        folder = os.path.join(tempfile.gettempdir(), "viz-%d" % os.getuid())
    try:
        os.mkdir(folder, 0o700)
    except FileExistsError:
        pass
    found = os.lstat(folder)
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise OSError("%s is not a folder of this user alone (mode 0700)" % folder)
    return folder


class _Connection:
    """One viewer."""

    def __init__(self, connection):
        self.socket = connection
        self.decoder = wire.Decoder()
        self.want = None
        # What must arrive, in its order; and the newest frame, which a newer one replaces.
        self.waiting = collections.deque()
        self.frame = None
        self.dropped = 0
        self.sending = memoryview(b"")
        # Up to which loss of each optimizer it knows.
        self.known = []

    def next(self):
        """What is to be sent next."""
        if not self.sending:
            if self.waiting:
                self.sending = memoryview(self.waiting.popleft())
            elif self.frame is not None:
                self.sending, self.frame = memoryview(self.frame), None
        return self.sending


class Server:
    """Serves viewers on a thread of its own.

    The run gives it `hello()` (members and tensors), `losses(known)`, `develop`, and takes `request(ticket, header)`,
    `viewers(interest, count)`. All else goes over `post_frame`, `post` and `answer`.
    """

    def __init__(self, run, about):
        self._run = run
        self._connections = {}
        self._inbox = collections.deque()
        self._job = None
        self._is_ending = False
        self._process = os.getpid()
        # Whether no viewer can take another frame yet.
        self.is_stalled = False
        # CPU time of this thread that the last frame has cost, in seconds.
        self._spent = 0.0
        folder = runtime_folder()
        self.path = os.path.join(folder, "%d.sock" % os.getpid())
        self._note = os.path.join(folder, "%d.json" % os.getpid())
        if len(self.path.encode()) > 103:
            raise OSError("the path %s is too long for a socket" % self.path)
        for path in (self.path, self._note):
            try:
                os.unlink(path)
            except FileNotFoundError:
                pass
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(self.path)
        os.chmod(self.path, 0o600)
        self._listener.listen(16)
        self._listener.setblocking(False)
        self._wake_reader, self._wake_writer = socket.socketpair()
        for end in (self._wake_reader, self._wake_writer):
            end.setblocking(False)
        with open(self._note + ".new", "w") as file:
            json.dump(about, file)
        os.rename(self._note + ".new", self._note)
        self._thread = threading.Thread(target=self._serve, name="viz", daemon=True)
        self._thread.start()
        os.register_at_fork(after_in_child=self._leave_to_parent)

    # For the training thread

    @property
    def is_busy(self):
        """Whether the last frame is still being worked on, or waits for every viewer."""
        return self._job is not None or self.is_stalled

    def take_spent(self):
        """How much of this thread's time the frame before cost, in seconds; once."""
        spent, self._spent = self._spent, 0.0
        return spent

    def post_frame(self, header, shots):
        """Hands over what a frame is made of; one that nobody took yet is dropped."""
        self._job = (header, shots)
        self._wake()

    def post(self, message):
        """Sends a message to all viewers."""
        self._inbox.append((None, message))
        self._wake()

    def answer(self, ticket, message):
        """Sends a message to the viewer that asked, if it is still there."""
        self._inbox.append((ticket, message))
        self._wake()

    def wait_for_viewer(self, seconds):
        """Gives a viewer that is just coming the time to say what it looks at."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not any(viewer.want for viewer in list(self._connections.values())):
            time.sleep(0.002)

    def close(self, header, message):
        """Sends the newest losses in a last frame with this header, then a last message, and takes the socket away."""
        self._last, self._is_ending = (header, message), True
        self._wake()
        self._thread.join(0.5)
        self._remove()

    def _wake(self):
        try:
            self._wake_writer.send(b"\0")
        except (BlockingIOError, OSError):
            pass

    def _remove(self):
        if os.getpid() != self._process:
            # A forked child that ends: they are the parent's.
            return
        for path in (self.path, self._note):
            try:
                os.unlink(path)
            except OSError:
                pass

    def _leave_to_parent(self):
        """In a child that was forked: the sockets are the parent's."""
        for connection in list(self._connections.values()):
            connection.socket.close()
        for end in (self._listener, self._wake_reader, self._wake_writer):
            end.close()

    # The thread

    def _serve(self):
        try:
            with selectors.DefaultSelector() as selector:
                self._selector = selector
                selector.register(self._listener, selectors.EVENT_READ)
                selector.register(self._wake_reader, selectors.EVENT_READ)
                while True:
                    for key, mask in selector.select():
                        self._handle(key.fileobj, mask)
                    self._take_inbox()
                    self._develop()
                    self._flush()
                    takers = [viewer for viewer in self._connections.values() if viewer.want]
                    self.is_stalled = bool(takers) and all(viewer.frame for viewer in takers)
                    if self._is_ending and not self._inbox:
                        self._finish()
                        return
        except Exception as error:
            self._remove()
            # Who watches hears of it at once.
            self._leave_to_parent()
            self._run.viewers(None, 0)
            tell("nobody can watch any more: %r" % error)

    def _handle(self, source, mask):
        if source is self._listener:
            self._accept()
        elif source is self._wake_reader:
            try:
                while len(source.recv(4096)) == 4096:
                    pass
            except BlockingIOError:
                pass
        elif mask & selectors.EVENT_READ and source in self._connections:
            self._read(self._connections[source])

    def _accept(self):
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        connection.setblocking(False)
        if hasattr(socket, "SO_PEERCRED"):
            peer = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
            if struct.unpack("3i", peer)[1] != os.getuid():
                connection.close()
                return
        viewer = _Connection(connection)
        self._connections[connection] = viewer
        self._selector.register(connection, selectors.EVENT_READ)
        members, tensors, viewer.known = self._run.hello()
        viewer.waiting.append(wire.encode("hello", members, tensors))
        self._tell_run()

    def _read(self, viewer):
        try:
            data = viewer.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            return self._drop(viewer)
        try:
            for header in viewer.decoder.feed(data):
                self._take(viewer, header)
        except wire.WireError as error:
            tell("a viewer was let go: %s" % error)
            self._drop(viewer)

    def _take(self, viewer, header):
        if header["kind"] == "want":
            viewer.want = Want(header)
            self._tell_run()
        elif header["kind"] == "do":
            number = header.get("id")
            if isinstance(number, bool) or not isinstance(number, int):
                raise wire.WireError("a request has no id")
            self._run.request((viewer.socket, number), header)

    def _take_inbox(self):
        while self._inbox:
            ticket, message = self._inbox.popleft()
            if ticket is None:
                viewers = list(self._connections.values())
            else:
                viewers = [self._connections[ticket[0]]] if ticket[0] in self._connections else []
            for viewer in viewers:
                viewer.waiting.append(message)
                if len(viewer.waiting) > _MOST_WAITING:
                    self._drop(viewer)

    def _develop(self):
        job = self._job
        if job is None:
            return
        start = time.thread_time()
        header, shots = job
        for viewer in list(self._connections.values()):
            if viewer.want is None or viewer.want.rate == 0:
                continue
            if viewer.frame is not None:
                # It is slow: its losses come with the next frame that it takes.
                viewer.dropped += 1
                continue
            losses, viewer.known = self._run.losses(viewer.known)
            members = dict(header, dropped=viewer.dropped)
            viewer.frame = self._run.develop.frame(members, shots, viewer.want, losses)
        self._spent = time.thread_time() - start
        if self._job is job:
            self._job = None

    def _flush(self):
        for viewer in list(self._connections.values()):
            try:
                while viewer.next():
                    sent = viewer.socket.send(viewer.sending[: 1 << 18])
                    viewer.sending = viewer.sending[sent:]
                wanted = selectors.EVENT_READ
            except BlockingIOError:
                wanted = selectors.EVENT_READ | selectors.EVENT_WRITE
            except OSError:
                self._drop(viewer)
                continue
            if self._selector.get_key(viewer.socket).events != wanted:
                self._selector.modify(viewer.socket, wanted)

    def _drop(self, viewer):
        if self._connections.pop(viewer.socket, None) is None:
            return
        self._selector.unregister(viewer.socket)
        viewer.socket.close()
        self._tell_run()

    def _tell_run(self):
        wants = [viewer.want for viewer in self._connections.values() if viewer.want and viewer.want.rate]
        self._run.viewers(Interest(wants) if wants else None, len(self._connections))

    def _finish(self):
        header, message = self._last
        for viewer in list(self._connections.values()):
            if viewer.frame is not None:
                viewer.waiting.append(viewer.frame)
                viewer.frame = None
            if viewer.want is not None:
                losses, _ = self._run.losses(viewer.known)
                viewer.waiting.append(self._run.develop.frame(header, [], viewer.want, losses))
            viewer.waiting.append(message)
            try:
                viewer.socket.settimeout(0.2)
                while viewer.next():
                    sent = viewer.socket.send(viewer.sending)
                    viewer.sending = viewer.sending[sent:]
            except OSError:
                pass
            viewer.socket.close()
