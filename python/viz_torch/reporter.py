"""What viewers are told: the run when they come, frames while they look, marks and answers."""

from __future__ import annotations

import atexit
import os
import sys
import time

from . import rules, wire
from .frames import Develop, Pace
from .server import Server
from .steered import Refusal

# What frames without tensors and tables may take of the run's time.
_SHARE = 0.004


class Reporter:
    """Decides when a frame is taken, and what is told."""

    def __init__(self, run):
        self._run = run
        self._server = None
        # What all viewers together look at, or None.
        self.interest = None
        self.viewer_count = 0
        # Whether the step that goes on is taken a frame of.
        self.is_taking = False
        # Steps a second, and the share of the run's time that our hooks took.
        self._speed, self._cost = None, None
        # What viewers are told of the optimizers, and of what they train.
        self._states, self._parameters, self._refused = [], [], []
        # Since which step, time and time spent they are measured.
        self._measured = (0, 0.0, 0.0)
        self._shots = {}
        self._pace = Pace(1 / 30, _SHARE)
        # What the last frame showed: for whom, at which step, after how many requests.
        self._seen = None

    def open(self):
        """Lets viewers come."""
        run = self._run
        self._measured = (run.step, time.perf_counter(), run.spent)
        self.note()
        self._refused = self._refusals()
        self.develop = Develop(run.torch)
        about = {"pid": os.getpid(), "argv": sys.argv, "cwd": os.getcwd(), "start": time.time()}
        about.update({"rank": run.steering.ranks.rank, "world": run.steering.ranks.world})
        about.update({"run": os.environ.get("VIZ_RUN"), "output": os.environ.get("VIZ_OUTPUT")})
        self._server = Server(self, about)
        atexit.register(self.close, "the program has ended")

    def close(self, why):
        """Tells viewers that it is over, and of the last losses."""
        server, self._server = self._server, None
        if server is None:
            return
        self.interest, self.is_taking = None, False
        try:
            self._run.all_losses()
        except Exception:
            # A fault of viz may be what ends it.
            pass
        self.note()
        if os.environ.get("VIZ_RUN"):
            # Whoever has started it looks for it some fifty times a second.
            server.wait_for_viewer(0.05)
        server.close(self._header(), wire.encode("end", {"step": self._run.step, "why": why}))

    def leave_to_parent(self):
        """In a child that was forked: viewers, and what they look at, are the parent's."""
        self._server, self.interest, self.is_taking = None, None, False

    def note(self):
        """Notes what viewers are told of the optimizers: only here, on the training thread, can they be looked at."""
        living = self._run.living()
        self._states = [_state(watched) for watched in self._run.optimizers]
        self._parameters = [about for watched in living for about in _parameters(watched)]

    def _refusals(self):
        """For each optimizer the kinds that cannot take over, with why."""
        told = []
        for watched in self._run.optimizers:
            refusals = {}
            for kind in rules.kinds(self._run.torch) if watched.optimizer is not None else ():
                try:
                    watched.check_switch(self._run.torch, kind)
                except Refusal as refusal:
                    refusals[kind] = str(refusal)
            told.append(refusals)
        return told

    # Frames, on the training thread

    def before(self, watched):
        """Before a step while somebody looks on."""
        if not self.is_taking:
            is_free = self._server is not None and not self._server.is_busy
            self.is_taking = is_free and self._pace.is_due(time.perf_counter())
        interest = self.interest
        if self.is_taking and interest is not None:
            watched.camera.prepare(interest)

    def after(self, watched):
        """After a step that a frame is taken of."""
        interest = self.interest
        if interest is not None:
            self._shots[watched.index] = watched.camera.shoot(interest)

    def look(self):
        """A frame of a run that is held, where something is new."""
        interest, steering = self.interest, self._run.steering
        # Steps a second are told of a run that goes on.
        self._measured = (self._run.step, time.perf_counter(), self._run.spent)
        is_seen = self._seen == (interest, self._run.step, steering.count)
        if interest is None or is_seen or self._server is None or self._server.is_busy:
            return
        for watched in self._run.living():
            if watched.index not in self._shots:
                self._shots[watched.index] = watched.camera.shoot(interest, is_held=True)
        self.hand_out()

    def hand_out(self):
        """Gives the server what a frame is made of."""
        shots, self._shots, self.is_taking = list(self._shots.values()), {}, False
        interest, server, run = self.interest, self._server, self._run
        if interest is None or server is None:
            return
        now = time.perf_counter()
        run.keep_losses()
        if run.steering.held:
            run.all_losses()
        self._measure(now)
        self._states = [_state(watched) for watched in run.optimizers]
        self._seen = (interest, run.step, run.steering.count)
        server.post_frame(self._header(), shots)
        self._look_at_gradients(shots)
        # A processor that has nothing else to do takes little from the run; one that the run needs, as much as it works.
        is_free = (os.cpu_count() or 1) > run.torch.get_num_threads()
        away = server.take_spent() * (0.1 if is_free else 0.5)
        for watched in run.living():
            watched.camera.away = away
        self._pace.interval = 1 / max(1, interest.rate)
        self._pace.paid(now, time.perf_counter() - now)

    def _header(self):
        run = self._run
        return {
            "step": run.step,
            "running": not run.steering.held,
            "why": run.steering.why_held,
            "breakpoints": run.steering.breakpoints.on,
            "stepsPerSecond": None if run.steering.held else self._speed,
            "cost": self._cost,
            "accumulated": run.accumulated,
            "skipped": run.listener.skipped,
            "optimizers": self._states,
            "ranks": run.steering.ranks.told(),
            "steers": run.steering.ranks.steers,
        }

    def _look_at_gradients(self, shots):
        breakpoints = self._run.steering.breakpoints
        if "gradient" not in breakpoints.on:
            return
        norms = {row[0]: float(row[2]) for shot in shots for row in shot.summaries or () if row[2] is not None}
        why = breakpoints.look_at_gradients(norms)
        if why is not None:
            self._run.steering.hold_soon(why)

    def _measure(self, now):
        """Steps a second, and the share of the run's time that our hooks took, over the last half second or more."""
        step, then, spent = self._measured
        if now - then >= 0.5:
            self._speed = (self._run.step - step) / (now - then)
            self._cost = (self._run.spent - spent) / (now - then)
            self._measured = (self._run.step, now, self._run.spent)

    # Messages

    def post(self, kind, members):
        """A message for all viewers."""
        if self._server is not None:
            self._server.post(wire.encode(kind, members))

    def answer(self, ticket, kind, members):
        """A message for the viewer that asked."""
        if self._server is not None:
            self._server.answer(ticket, wire.encode(kind, members))

    def introduce(self):
        """Tells viewers anew what there is."""
        if self._server is not None:
            self.note()
            self._refused = self._refusals()
            members, tensors, _ = self.hello()
            self._server.post(wire.encode("hello", members, tensors))

    # For the server's thread

    def request(self, ticket, header):
        """A viewer asks for something."""
        self._run.steering.request(ticket, header)

    def viewers(self, interest, count):
        """Who watches, and what; no interest where nobody looks at anything."""
        self.viewer_count, self.interest = count, interest
        self._run.steering.wake()

    def hello(self):
        """What a viewer is told first: members, tensors, and which losses it then knows."""
        run = self._run
        known, kinds = [recent.count for _, recent in run.losses], rules.kinds(run.torch)
        tensors = [
            (_numbered("history", number), "F64", (len(rows) // 5, 5), wire.doubles(rows))
            for number, rows in enumerate([history.rows() for history, _ in run.losses])
        ]
        members = {
            "proto": wire.VERSION,
            "pid": os.getpid(),
            "rank": run.steering.ranks.rank,
            "world": run.steering.ranks.world,
            "torch": str(run.torch.__version__),
            "argv": sys.argv,
            "cwd": os.getcwd(),
            "step": run.step,
            "running": not run.steering.held,
            "capabilities": ["stepping", "settings", "optimizer", "breakpoints"] if run.steering.ranks.steers else [],
            "kinds": sorted(kinds),
            "titles": [kinds[name].__name__ for name in sorted(kinds)],
            "optimizers": self._states,
            "refusals": self._refused,
            "parameters": self._parameters,
            "marks": run.steering.marks[-1024:],
        }
        return members, tensors, known

    def losses(self, known):
        """The losses that a viewer does not know yet, as (name, columns, numbers), and which it knows then."""
        tensors, now = [], []
        for number, (history, recent) in enumerate(self._run.losses):
            count = recent.count
            new, is_whole = recent.since(known[number] if number < len(known) else 0)
            now.append(count)
            if not is_whole:
                # It was away for long: all of them again, thinned.
                tensors.append((_numbered("history", number), 5, history.rows()))
            elif new:
                numbers = [float(part) for pair in new for part in pair]
                tensors.append((_numbered("losses", number), 2, numbers))
        return tensors, now


def _numbered(name, number):
    """The name of what belongs to an optimizer; the first one's needs no number."""
    return "%s.%d" % (name, number) if number else name


def _state(watched):
    """An optimizer as a frame tells it."""
    state = {"index": watched.index, "kind": watched.kind, "own": watched.own_kind, "steps": watched.steps}
    optimizer = watched.optimizer
    if optimizer is not None:
        state["title"] = type(watched.rule).__name__
        state["ruleSteps"] = watched.rule_steps
        state["settings"] = settings = watched.settings()
        if "lr" in settings:
            # The program's own rate, or its schedule's.
            state["scheduled"] = watched.own_setting("lr")
    return state


def _parameters(watched):
    for name, parameter in watched.camera.parameters():
        yield {
            "name": name,
            "shape": list(parameter.shape),
            "dtype": str(parameter.dtype).replace("torch.", ""),
            "optimizer": watched.index,
        }
