"""How all ranks of a job do the same at the same step.

Rank 0 decides. It publishes what is to be done at a step, and at which step the ranks meet next, through the job's own
store; nothing collective happens. The other ranks wait for rank 0 alone, and for no longer than a part of the time after
which their process group gives up: if it does not come, steering is off, and the job goes on.
"""

from __future__ import annotations

import json
import time


class Alone:
    """A run of one process: it meets itself at each step."""

    rank, world = 0, 1
    works = steers = True

    def told(self):
        """There are no others."""
        return []


class Ranks:
    """One of several ranks that share a store."""

    # Messages that are kept for ranks that are behind.
    _KEPT = 64

    def __init__(self, torch, store, rank, world, patience):
        self._torch = torch
        self.rank, self.world = rank, world
        self.works = True
        self._store = store
        self._patience = patience
        # Whether all ranks are known to be there, so that what is asked for happens on all.
        self._is_complete = False
        if store is not None:
            store.set("here%d" % rank, "1")
        self._count = 0
        self._beats = 0
        self._last_beat = 0.0
        self._last_comparison = 0.0
        # What this rank told of itself at the last comparison: [step, loss, checksum].
        self._own = None
        self._others = {}
        self._awaits = False

    # Rank 0

    @property
    def steers(self):
        """Whether all ranks can be steered: each has its hooks, and none steps otherwise than the others."""
        return self.works and self._is_complete

    def look_for_all(self, seconds):
        """Waits for all ranks to be there, no longer than that; one without hooks never is."""
        end = time.monotonic() + seconds
        while not self._is_complete:
            self._is_complete = self._store.check(["here%d" % rank for rank in range(self.world)])
            if self._is_complete or time.monotonic() >= end:
                break
            time.sleep(0.002)
        return self._is_complete

    def publish(self, plan):
        """Tells all ranks what is done at this meeting and when the next one is."""
        if self._store.check(["off"]):
            self.works = False
            # Whoever still listens is to stop, too.
            plan = {"off": True}
        self._store.set("plan%d" % self._count, json.dumps(plan))
        if self._count >= self._KEPT:
            self._store.delete_key("plan%d" % (self._count - self._KEPT))
        self._count += 1

    def keep_alive(self):
        """Lets the others know, once a second, that rank 0 is there while all are held."""
        now = time.monotonic()
        if now - self._last_beat >= 1:
            self._last_beat = now
            self._beats += 1
            self._store.set("beat", str(self._beats))

    # The others

    def read(self):
        """The plan of this meeting; None where rank 0 does not come, and from then on."""
        key = "plan%d" % self._count
        start, beat = time.monotonic(), self._beat()
        pause = 0.0
        while not self._store.check([key]):
            if time.monotonic() - start > self._patience:
                now = self._beat()
                if now == beat:
                    self._store.set("off", "1")
                    self.works = False
                    return None
                start, beat = time.monotonic(), now
            # Rank 0 is a moment behind as a rule, and a long time only while all are held.
            time.sleep(pause)
            pause = min(0.05, pause + 0.0005)
        plan = json.loads(self._store.get(key))
        self._count += 1
        if plan.get("off"):
            self.works = False
            return None
        return plan

    def _beat(self):
        return self._store.get("beat") if self._store.check(["beat"]) else None

    # What ranks tell of themselves

    def compares(self, is_watched):
        """Whether the ranks are compared at this meeting: once a second, while somebody watches."""
        now = time.monotonic()
        if not is_watched or now - self._last_comparison < 1:
            return False
        self._last_comparison = now
        return True

    def tell(self, step, losses, optimizers):
        """Leaves this rank's newest loss and a checksum of its weights for rank 0."""
        self._own = self.told_of(step, losses, optimizers)
        self._awaits = self.rank == 0
        if self.rank != 0:
            self._store.set("rank%d" % self.rank, json.dumps(self._own))

    def told_of(self, step, losses, optimizers):
        """What this rank tells of itself: step, newest loss, checksum of its weights."""
        newest = losses[0][1].newest if losses else None
        return [step, _plain(newest), _checksum(self._torch, optimizers)]

    def told(self):
        """Each rank's loss, and whether its weights are rank 0's; None where that is not to be told."""
        if self._awaits:
            keys = {rank: "rank%d" % rank for rank in range(1, self.world)}
            for rank, key in keys.items():
                if self._store.check([key]):
                    self._others[rank] = json.loads(self._store.get(key))
            self._awaits = any(self._others.get(rank, [None])[0] != self._own[0] for rank in keys)
        told = []
        for rank in range(self.world):
            step, loss, checksum = (self._own if rank == 0 else self._others.get(rank)) or [None, None, None]
            is_equal = None
            if rank and self._own and step == self._own[0] and None not in (checksum, self._own[2]):
                is_equal = checksum == self._own[2]
            told.append({"rank": rank, "step": step, "loss": loss, "isEqual": is_equal})
        return told


def _plain(number):
    """The number as JSON can say it."""
    return float(number) if number is not None and number - number == 0 else None


def _checksum(torch, optimizers):
    """The sum of all weights' bits; None where each rank has another part of them."""
    total = 0
    for watched in optimizers:
        for _, parameter in watched.camera.parameters():
            weight = parameter.detach()
            if hasattr(weight, "to_local"):
                return None
            words = {1: "uint8", 2: "int16", 4: "int32", 8: "int64"}[weight.element_size()]
            total += int(weight.contiguous().view(getattr(torch, words)).sum(dtype=torch.int64))
    return total & (1 << 64) - 1


def find(torch):
    """The ranks of the job that this process belongs to."""
    distributed = getattr(torch, "distributed", None)
    if distributed is None or not distributed.is_available() or not distributed.is_initialized():
        return Alone()
    world = distributed.get_world_size()
    if world == 1:
        return Alone()
    rank, module = distributed.get_rank(), distributed.distributed_c10d
    patience = _patience(torch, module)
    try:
        store = distributed.PrefixStore("viz", module._get_default_store())
    except Exception:
        # Private, so it may be gone one day, on all ranks alike.
        from .groups import GroupRanks

        return GroupRanks(torch, rank, world, patience)
    return Ranks(torch, store, rank, world, patience)


def _patience(torch, module):
    """How long a rank may wait for rank 0, in seconds: well below what the job's own group waits for anything."""
    patience = 10.0
    for device in ("cpu", "cuda"):
        try:
            timeout = module._get_default_group()._get_backend(torch.device(device)).options._timeout
            patience = min(patience, timeout.total_seconds() / 2)
        except Exception:
            # The group has nothing for this device.
            continue
    return patience
