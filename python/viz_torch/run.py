"""The run that is watched: hears of each step of each optimizer, and lets the rest of the package know."""

from __future__ import annotations

import os
import time

from . import ranks, rules
from .frames import Camera
from .losses import DeviceLosses, LossHistory, LossListener, RecentLosses
from .names import Names
from .reporter import Reporter
from .steered import Steered
from .steering import Steering
from .tell import tell

# Losses that are kept together.
_FRESH = 64


class Run:
    """All that is known of this process's training.

    What fails in here is our own fault: it is told in one line, and the program goes on as if nobody watched.
    """

    def __init__(self):
        self.names = Names()
        # The steps of the optimizer that leads; and who leads, and who may next.
        self.step = 0
        self._leader, self._challenger = None, None
        self.is_off = False
        self.optimizers = []
        # For each optimizer all its losses in bounded memory, and the newest ones.
        self.losses = []
        self.listener = LossListener()
        # Losses that are yet to be put there: (optimizer, step, loss).
        self._fresh = []
        # How many losses the last step's gradients were summed from.
        self.accumulated = 1
        # Seconds that our hooks took, without those that the run was held for.
        self.spent = 0.0
        self.steering = Steering(self)
        self.reporter = Reporter(self)
        self._is_open = False
        self._has_grown = False

    def install(self):
        """Listens at torch."""
        import torch
        from torch.optim import optimizer as module

        self.torch = torch
        self._later = DeviceLosses(torch, self._keep)
        # Not the public name: that imports all of the compiler.
        plain = getattr(torch, "_disable_dynamo", None) or (lambda function: function)

        def before(optimizer, args, kwargs):
            self._before(optimizer)

        def after(optimizer, args, kwargs):
            self._after(optimizer)

        module.register_optimizer_step_pre_hook(plain(before))
        module.register_optimizer_step_post_hook(plain(after))
        rules.install(torch)
        self.listener.install(torch, _steps_of)
        os.register_at_fork(after_in_child=self._leave_to_parent)

    def living(self):
        """The optimizers that are still there."""
        return [watched for watched in self.optimizers if watched.optimizer is not None]

    def _leave_to_parent(self):
        """In a child that was forked: the run that viewers know is the parent's, if it has begun."""
        self.is_off = self.listener.is_off = self._is_open
        self.reporter.leave_to_parent()

    def _fail(self, error):
        self.is_off = self.listener.is_off = True
        for watched in self.optimizers:
            try:
                watched.end()
            except Exception:
                pass
        try:
            self.reporter.close("viz had to let the run go: %r" % error)
        except Exception:
            pass
        tell("this run is not watched any more: %r" % error)

    # Around a step: as little as can be, for this is every step's way

    def _before(self, optimizer):
        if self.is_off:
            return
        start = time.perf_counter()
        try:
            watched = optimizer.__dict__.get("_viz") or self._meet(optimizer)
            if watched.depth and rules.is_abandoned(optimizer):
                watched.end()
                watched.depth = 0
            watched.depth += 1
            # A class whose `step` calls that of the class above it is heard twice.
            if watched.depth == 1:
                if len(optimizer.param_groups) != watched.group_count:
                    self._name(watched, optimizer)
                if watched.is_changed:
                    watched.begin()
                if self.reporter.interest is not None:
                    self.reporter.before(watched)
        except Exception as error:
            self._fail(error)
        self.spent += time.perf_counter() - start

    def _after(self, optimizer):
        if self.is_off:
            return
        start, waited = time.perf_counter(), 0.0
        try:
            watched = optimizer.__dict__.get("_viz")
            if watched is None or not watched.depth:
                return
            watched.depth -= 1
            if not watched.depth:
                waited = self._end(watched)
        except Exception as error:
            self._fail(error)
        self.spent += time.perf_counter() - start - waited

    def _end(self, watched):
        """After a step; returns how long the run was held."""
        if watched.is_changed:
            watched.end()
        watched.steps = step = watched.steps + 1
        watched.rule_steps += 1
        if self.listener.pending:
            loss, self.accumulated = self.listener.take()
            if isinstance(loss, float):
                self._fresh.append((watched, step, loss))
                if len(self._fresh) >= _FRESH or self.steering.breakpoints.on:
                    self.keep_losses()
            else:
                self._later.add(watched, step, loss)
        if self.reporter.is_taking:
            self.reporter.after(watched)
        if watched is not self._leader and not self._leads(watched):
            return 0.0
        self._challenger = None
        self.step += 1
        step = self.step
        if self._has_grown:
            self._grow()
        waited = self.steering.boundary() if self.steering.is_awake or step >= self.steering.next_step else 0.0
        if self.reporter.is_taking:
            self.reporter.hand_out()
        return waited

    def _leads(self, watched):
        """Whether the run's steps are this optimizer's from now on: it has stepped twice without one of the leader's.

        With several optimizers the one that steps most leads; where one follows after another, the newest.
        """
        if self._leader is not None and self._challenger is not watched:
            self._challenger = watched
            return False
        self._leader = watched
        return True

    def _meet(self, optimizer):
        """Begins to watch an optimizer at its first step."""
        for watched in self.optimizers:
            if watched.optimizer is None:
                watched.let_go()
        watched = Steered(optimizer, len(self.optimizers), self.names.of(self.torch, optimizer.param_groups))
        watched.camera = Camera(self.torch, watched)
        self.optimizers.append(watched)
        self.losses.append((LossHistory(), RecentLosses()))
        optimizer._viz = watched
        self._has_grown = True
        return watched

    def _name(self, watched, optimizer):
        """The program has given an optimizer more to train."""
        watched.names = self.names.of(self.torch, optimizer.param_groups, instead_of=watched.names)
        watched.grow()
        self._has_grown = True

    def keep_losses(self):
        """Puts the newest losses where all of them are kept: many at a time, which costs each step less."""
        fresh, self._fresh = self._fresh, []
        for watched, step, loss in fresh:
            self._keep(watched, step, loss)

    def all_losses(self):
        """Puts all losses there that have come."""
        self.keep_losses()
        self._later.collect(is_last=True)

    def _keep(self, watched, step, loss):
        history, recent = self.losses[watched.index]
        history.append(step, loss)
        recent.append(step, loss)
        self.steering.hear(loss)

    def _grow(self):
        """An optimizer has come: with the first, the run opens for viewers; of the others, those that are there are told."""
        self._has_grown = False
        if self._is_open:
            self.reporter.introduce()
            return
        self._is_open = True
        self.steering.ranks = ranks.find(self.torch)
        self.steering.open()
        if self.steering.ranks.rank == 0:
            self.reporter.open()


def _steps_of(optimizer):
    """How many steps an optimizer has taken; one that wraps another, as Accelerate's, has those of the other."""
    while not hasattr(optimizer, "_viz") and hasattr(optimizer, "optimizer"):
        optimizer = optimizer.optimizer
    watched = getattr(optimizer, "_viz", None)
    return 0 if watched is None else watched.steps
