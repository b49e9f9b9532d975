"""A run as viewers see it, without PyTorch: speaks the wire by a script, for tests.

Argument: where its socket is to be; without one, it is where viz looks for the runs of this user, as of a program that viz
watch has started. It steps a hundred times a second, has one parameter, prints what it does, and does what it is asked for;
stopped by Ctrl-C, it ends with status 3.
"""

import json
import os
import select
import socket
import struct
import sys
import time


def message(kind, tensors=(), **members):
    """The bytes of a message; tensors: (name, shape, floats)."""
    body, told = b"", {}
    for name, shape, numbers in tensors:
        data = struct.pack("<%df" % len(numbers), *numbers)
        told[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(data)]}
        body += data
    header = dict({"kind": kind}, **members)
    if told:
        header["tensors"] = told
    text = json.dumps(header).encode()
    return struct.pack("<4sII", b"viz1", len(text), len(body)) + text + body


class Trainer:
    def __init__(self):
        self.step, self.held, self.rate, self.target = 0, False, 0.1, None
        self.waiting, self.kind, self.marks = None, "sgd", []

    def state(self):
        optimizer = {
            "index": 0, "kind": self.kind, "own": "sgd", "steps": self.step, "title": self.kind.upper(),
            "ruleSteps": self.step, "settings": {"lr": self.rate, "momentum": 0.0}, "scheduled": 0.1,
        }
        return {"step": self.step, "running": not self.held, "optimizers": [optimizer]}

    def hello(self):
        return message(
            "hello", [("history", [1, 5], [1.0, 0.5, 0.5, 0.5, 1.0])], proto=1, pid=os.getpid(), rank=0, world=1,
            torch="0.0", argv=sys.argv, capabilities=["stepping", "settings"], kinds=["adam", "sgd"],
            titles=["Adam", "SGD"], **self.state(),
            parameters=[{"name": "weight", "shape": [2, 2], "dtype": "float32", "optimizer": 0}], marks=self.marks,
        )

    def frame(self):
        about = {"tensor": "weight/weight", "name": "weight", "role": "weight", "shape": [2, 2], "block": [1, 1]}
        row = {
            "name": "weight", "norm": 1.5, "gradient": 0.25, "update": 0.001, "histogram": [1] * 12, "limit": 2.0,
        }
        return message(
            "frame", [("weight/weight", [2, 2], [0.0, 1.0, -2.0, float("nan")])], shown=[about], summaries=[row],
            stepsPerSecond=100.0, cost=0.002, **self.state(),
        )

    def do(self, asked):
        """The answer to a request; None where it comes later."""
        what, number = asked.get("what"), asked["id"]
        if what in ("pause", "run"):
            self.held = what == "pause"
        elif what == "step":
            self.held, self.target, self.waiting = False, self.step + asked["count"], number
            return None
        elif what == "set" and asked["setting"] == "lr":
            before = self.rate
            self.rate = asked["value"] if "value" in asked else self.rate * asked["factor"]
            self.marks.append(
                {"id": len(self.marks), "step": self.step, "what": "lr", "from": before, "to": self.rate, "of": 0}
            )
        elif what == "stop":
            sys.exit(0)
        else:
            return message("ack", id=number, ok=False, why="there is no such thing")
        return message("ack", id=number, ok=True, step=self.step)

    def advance(self):
        """A step, unless the run is held; the answer to whom that reaches the target of."""
        if self.held:
            return None
        self.step += 1
        if self.target == self.step:
            self.held, self.target = True, None
            return message("ack", id=self.waiting, ok=True, step=self.step)
        return None


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "%s/viz/%d.sock" % (os.environ["XDG_RUNTIME_DIR"], os.getpid())
    os.makedirs(os.path.dirname(path), 0o700, exist_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen()
    with open(path[: -len("sock")] + "json", "w") as note:
        about = {"pid": os.getpid(), "argv": ["train.py", "--lr", "0.1"], "cwd": "/tmp"}
        about.update(run=os.environ.get("VIZ_RUN"), output=os.environ.get("VIZ_OUTPUT"), start=time.time())
        json.dump(about, note)
    print("ready", flush=True)
    trainer, viewers, end, watching, next_frame = Trainer(), {}, time.time() + 300, set(), 0.0
    while time.time() < end:
        for one in select.select([listener] + list(viewers), [], [], 0.01)[0]:
            if one is listener:
                viewer = listener.accept()[0]
                try:
                    viewer.sendall(trainer.hello())
                    viewers[viewer] = b""
                except OSError:
                    # It only wanted to know whether somebody answers.
                    viewer.close()
                continue
            try:
                data = one.recv(4096)
            except OSError:
                data = b""
            if not data:
                del viewers[one]
                watching.discard(one)
                continue
            viewers[one] += data
            while len(viewers[one]) >= 12:
                magic, length, body = struct.unpack("<4sII", viewers[one][:12])
                assert magic == b"viz1" and body == 0
                if len(viewers[one]) < 12 + length:
                    break
                asked = json.loads(viewers[one][12 : 12 + length])
                viewers[one] = viewers[one][12 + length :]
                answer = trainer.do(asked) if asked["kind"] == "do" else trainer.frame()
                if asked["kind"] == "want" and len(sys.argv) == 1:
                    watching.add(one)
                if answer:
                    one.sendall(answer)
        answer = trainer.advance()
        if time.time() >= next_frame:
            # A program that viz watch has started tells of itself as long as somebody looks.
            next_frame = time.time() + 0.1
            print("\rstep %d" % trainer.step, end="", flush=True)
            for one in list(watching):
                try:
                    one.sendall(trainer.frame())
                except OSError:
                    watching.discard(one)
        for one in list(viewers) if answer else []:
            try:
                one.sendall(answer)
            except OSError:
                del viewers[one]


try:
    main()
except KeyboardInterrupt:
    print("\ninterrupted")
    sys.exit(3)
