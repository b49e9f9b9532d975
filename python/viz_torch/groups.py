"""How all ranks of a job meet where its store is out of reach: through a gloo group of their own."""

from __future__ import annotations

import datetime
import time

from .ranks import Ranks


class GroupRanks(Ranks):
    """Ranks that hear of rank 0's plans by broadcasts, at the steps at which they meet anyway.

    A rank that does not come in time ends that, and the job goes on without it.
    """

    def __init__(self, torch, rank, world, patience):
        super().__init__(torch, None, rank, world, patience)
        self._distributed = torch.distributed
        timeout = datetime.timedelta(seconds=patience)
        try:
            self._group = torch.distributed.new_group(backend="gloo", timeout=timeout)
        except RuntimeError:
            # A rank without hooks has not come.
            self.works = False
        self._is_complete = self.works

    def publish(self, plan):
        """Tells all ranks what is done at this meeting and when the next one is."""
        try:
            self._broadcast(plan)
        except RuntimeError:
            self.works = False

    def keep_alive(self):
        """Lets the others know, once a second, that rank 0 is there while all are held."""
        now = time.monotonic()
        if self.works and now - self._last_beat >= 1:
            self._last_beat = now
            self.publish({"beat": True})

    def read(self):
        """The plan of this meeting; None where rank 0 does not come, and from then on."""
        try:
            plan = self._broadcast(None)
            while plan.get("beat"):
                plan = self._broadcast(None)
            return plan
        except RuntimeError:
            self.works = False
            return None

    def _broadcast(self, plan):
        plans = [plan]
        self._distributed.broadcast_object_list(plans, src=0, group=self._group, device="cpu")
        return plans[0]

    def tell(self, step, losses, optimizers):
        """Leaves this rank's newest loss and a checksum of its weights for all."""
        own, all_own = self.told_of(step, losses, optimizers), [None] * self.world
        try:
            self._distributed.all_gather_object(all_own, own, group=self._group)
        except RuntimeError:
            self.works = False
            return
        self._own, self._others = all_own[0], dict(enumerate(all_own))
