"""What viewers ask for, carried out between two steps, on all ranks alike; and the hold between them."""

from __future__ import annotations

import collections
import os
import threading
import time

from . import steering_log
from .breakpoints import Breakpoints
from .ranks import Alone
from .requests import CHANGES, parse
from .steered import Refusal
from .tell import tell

# How long a run stays held that nobody watches any more, unless it is to stay so.
_PATIENCE = 60.0
# How often ranks meet, in seconds: while somebody watches, and while nobody does.
_MEETING_TIME, _LONELY_MEETING_TIME = 0.05, 0.25
_APART = "a rank does not step with the others: this run can only be watched"
_ALONE = "not all ranks can be steered: each needs viz's folder in front of its PYTHONPATH"


class Steering:
    """Takes requests from the server's thread, and carries them out on the training thread."""

    def __init__(self, run):
        self._run = run
        self.ranks = Alone()
        self.breakpoints = Breakpoints()
        self.held = False
        # Why, where the run was held by itself.
        self.why_held = None
        self.marks = []
        # How many requests were carried out.
        self.count = 0
        # Whether there is something to do at the next boundary; and the step at which the ranks meet in any case.
        self.is_awake = False
        self.next_step = float("inf")
        # Who waits for steps, and the step after which: [(step, whom to answer)]. After the last the run is held again.
        self._waiting = collections.deque()
        self._requests = collections.deque()
        self._news = threading.Condition()
        self._replay = collections.deque()
        self._log = steering_log.SteeringLog(None)
        self._left = 0.0
        self._met = (0, 0.0)

    def open(self):
        """Before the first boundary, on every rank."""
        if self.ranks.world > 1:
            self.next_step = 1
        if self.ranks.rank != 0:
            return
        self._log = steering_log.SteeringLog(os.environ.get("VIZ_STEERING_LOG"))
        replay = os.environ.get("VIZ_REPLAY")
        if replay:
            try:
                self._replay.extend(steering_log.read(replay))
            except (OSError, ValueError) as error:
                tell("nothing is done again: %s" % error)
            self.is_awake = True

    # From the server's thread

    def request(self, ticket, header):
        """A viewer asks for something; `ticket` is whom to answer."""
        try:
            if not self.ranks.works:
                raise Refusal(_APART)
            if not self.ranks.steers:
                raise Refusal(_ALONE)
            self._put(parse(header), ticket)
        except Refusal as refusal:
            self._answer(ticket, False, str(refusal))

    def wake(self):
        """Something has changed that a held run is to look at."""
        with self._news:
            self._news.notify()

    def _put(self, request, ticket=None):
        with self._news:
            self._requests.append((ticket, request))
            self.is_awake = True
            self._news.notify()

    # Between two steps

    def hear(self, loss):
        """Looks at a loss: some hold the run. Of a job, those of rank 0 do."""
        if self.breakpoints.on and self.ranks.rank == 0:
            why = self.breakpoints.look(loss)
            if why is not None:
                self.hold_soon(why)

    def hold_soon(self, why):
        """Has the run held at the next boundary; that of a job where its ranks meet."""
        self._put({"what": "pause", "why": why})

    def boundary(self):
        """Carries out what is due, and stays while the run is held; returns how long it was."""
        if self.ranks.world > 1:
            return self._meet() if self.ranks.works and self._run.step >= self.next_step else 0.0
        # Before the requests are looked at, so that none that comes meanwhile is slept through.
        self.is_awake = False
        waited = self._meet_alone()
        if self._requests or self._waiting or self._replay:
            self.is_awake = True
        return waited

    def _meet_alone(self):
        waited = 0.0
        while True:
            self._carry_out(self._due())
            if self._is_more_due:
                continue
            if not self.held:
                return waited
            waited += self._wait()

    def _meet(self):
        """All ranks are at the same step: rank 0 says what is done, and when they meet again."""
        waited = 0.0
        while True:
            start = time.perf_counter()
            if self.ranks.rank == 0:
                # Once, the others have a moment to come.
                is_first = self._met == (0, 0.0)
                if not self.ranks.steers and self.ranks.look_for_all(0.5 if is_first else 0):
                    self._run.reporter.introduce()
                due = self._due() if self.ranks.steers else []
                plan = self._plan(due)
                self.ranks.publish(plan)
                if not self.ranks.works:
                    for ticket, _ in due:
                        self._answer(ticket, False, _APART)
                    return self._part(waited)
            else:
                plan = self.ranks.read()
                if plan is None:
                    return self._part(waited)
                due = [(None, request) for request in plan["do"]]
                waited += time.perf_counter() - start if self.held else 0.0
            self._carry_out(due)
            if plan["more"]:
                continue
            if plan["compares"]:
                self.ranks.tell(self._run.step, self._run.losses, self._run.living())
            self.next_step = plan["next"]
            if not self.held:
                if self._waiting:
                    self.next_step = min(self.next_step, self._waiting[0][0])
                return waited
            while self.ranks.rank == 0 and self.held and not self._requests:
                self.ranks.keep_alive()
                waited += self._wait()

    def _part(self, waited):
        """The ranks meet no more: the run goes on."""
        self._cut_short()
        self.held, self.next_step = False, float("inf")
        return waited

    def _plan(self, due):
        step, then = self._met
        now = time.perf_counter()
        pause = _MEETING_TIME if self._run.reporter.viewer_count else _LONELY_MEETING_TIME
        # The time of a step, as it was since the last meeting.
        pace = (now - then) / max(1, self._run.step - step)
        self._met = (self._run.step, now)
        next_step = self._run.step + max(1, min(1000, int(pause / pace)))
        if self._replay:
            next_step = max(self._run.step + 1, min(next_step, self._replay[0][0]))
        return {
            "do": [request for _, request in due],
            # What the next ones may ask for depends on what these do.
            "more": self.ranks.steers and self._is_more_due,
            "next": next_step,
            "compares": self.ranks.compares(self._run.reporter.viewer_count > 0),
        }

    def _wait(self):
        """Waits a moment for news while the run is held; returns how long."""
        start = time.perf_counter()
        self._run.reporter.look()
        try:
            with self._news:
                if not self._requests:
                    # Not for ever, so that Ctrl-C works.
                    self._news.wait(0.2)
        except KeyboardInterrupt:
            # Whoever interrupts a program that is held wants it to go on to its end.
            self.held = False
            raise
        if self._run.reporter.viewer_count or os.environ.get("VIZ_HOLD"):
            self._left = time.monotonic()
        elif time.monotonic() - self._left >= _PATIENCE:
            # An ssh that broke must not hold a run for ever.
            tell("nobody watches any more: the run goes on")
            self._put({"what": "run"})
        return time.perf_counter() - start

    # What is due

    def _due(self):
        """What is to be done now, as (whom to answer, request): what was asked for and can be, and what is done again."""
        due = []
        # After another optimizer other settings can be asked for: up to there, and the rest at the same boundary.
        while self._is_more_due and not (due and due[-1][1]["what"] == "optimizer"):
            if self._is_replay_due:
                due.append((None, dict(self._replay.popleft()[1], by="replay")))
            else:
                due.append(self._requests.popleft())
        return [(ticket, request) for ticket, request in due if self._can(ticket, request)]

    @property
    def _is_replay_due(self):
        return bool(self._replay) and self._replay[0][0] <= self._run.step

    @property
    def _is_more_due(self):
        return bool(self._requests) or self._is_replay_due

    def _can(self, ticket, request):
        try:
            for watched in self._of(request):
                if request["what"] == "set":
                    watched.check(request["setting"], request.get("value"), request.get("factor"))
                elif request["what"] == "optimizer":
                    watched.check_switch(self._run.torch, request["name"])
            return True
        except Refusal as refusal:
            self._answer(ticket, False, str(refusal))
            if request.get("by") == "replay":
                tell("step %d is not done again as it was: %s" % (self._run.step, refusal))
            return False

    def _of(self, request):
        """The optimizers that a request is for: all, where none is named."""
        if "of" not in request:
            return self._run.living()
        named = [watched for watched in self._run.living() if watched.index == request["of"]]
        if not named:
            raise Refusal("there is no optimizer number %d" % request["of"])
        return named

    def _carry_out(self, due):
        for ticket, request in due:
            self._do(request, ticket)
        while self._waiting and self._run.step >= self._waiting[0][0]:
            _, ticket = self._waiting.popleft()
            if not self._waiting:
                self._hold(None)
            self._answer(ticket, True)

    def _do(self, request, ticket):
        what = request["what"]
        self.count += 1
        if what in ("pause", "run", "stop"):
            self._cut_short()
        if what == "pause":
            self._hold(request.get("why"))
        elif what == "run":
            self.held, self.why_held = False, None
        elif what == "step":
            self.held, self.why_held = False, None
            # Steps that were asked for before are taken first.
            start = self._waiting[-1][0] if self._waiting else self._run.step
            self._waiting.append((start + request["count"], ticket))
            return
        elif what == "set":
            for watched in self._of(request):
                change = self._set(watched, request)
                if change is not None:
                    self._mark(watched, request, request["setting"], *change)
        elif what == "optimizer":
            for watched in self._of(request):
                before, after = watched.switch(self._run.torch, request["name"])
                if before != after:
                    self._mark(watched, request, "optimizer", before, after)
        elif what == "break":
            self.breakpoints.set(request)
        self._answer(ticket, True)
        if what == "stop":
            self.held = False
            # As Ctrl-C would, but for programs too that were started where that is ignored.
            raise KeyboardInterrupt("viz was asked to stop this run")

    def _hold(self, why):
        if not self.held:
            self._left = time.monotonic()
        self.held, self.why_held = True, why

    def _cut_short(self):
        """Whoever waits for steps is told that something else came first."""
        while self._waiting:
            _, ticket = self._waiting.popleft()
            self._answer(ticket, False, "another request came before the steps were taken")

    @staticmethod
    def _set(watched, request):
        if "value" in request or "factor" in request:
            return watched.ask(request["setting"], request.get("value"), request.get("factor"))
        return watched.release(request["setting"])

    def _mark(self, watched, request, what, before, after):
        # Losses, and so marks, are counted in the steps of their own optimizer.
        mark = {"id": len(self.marks), "step": watched.steps, "what": what, "from": before, "to": after}
        mark.update({"of": watched.index, "by": request.get("by", "viewer")})
        self.marks.append(mark)
        self._run.reporter.post("mark", mark)
        self._run.reporter.note()
        if self.ranks.rank == 0 and request["what"] in CHANGES:
            asked = {name: value for name, value in request.items() if name not in ("what", "of", "by")}
            self._log.write(self._run.step, dict({"what": request["what"], "of": watched.index}, **asked), mark)

    def _answer(self, ticket, ok, why=None):
        if ticket is not None:
            members = {"id": ticket[1], "ok": ok}
            members.update({"step": self._run.step} if ok else {"why": why})
            self._run.reporter.answer(ticket, "ack", members)
