"""The losses of a run: where they are heard, and how all of them are kept in bounded memory."""

from __future__ import annotations

import functools
import time
import weakref


class LossHistory:
    """All losses in buckets of steps that keep the smallest and the largest, so that no spike is ever lost.

    When all buckets are full, neighbours are merged and each holds twice as many steps.
    """

    CAPACITY = 4096

    def __init__(self):
        self.width = 1
        # A bucket: [first step, smallest, largest, sum, how many]
        self.buckets = []

    def append(self, step, loss):
        """Keeps the loss of a step; steps come in their order."""
        first = step - step % self.width
        if self.buckets and self.buckets[-1][0] >= first:
            self._add(self.buckets[-1], loss, loss, loss, 1)
            return
        if len(self.buckets) >= self.CAPACITY:
            self._merge()
            self.append(step, loss)
            return
        self.buckets.append([first, loss, loss, loss, 1])

    @staticmethod
    def _add(bucket, low, high, total, count):
        # A loss that is no number stays in sight as the largest one.
        if low < bucket[1] or bucket[1] != bucket[1]:
            bucket[1] = low
        if high > bucket[2] or high != high:
            bucket[2] = high
        bucket[3] += total
        bucket[4] += count

    def _merge(self):
        self.width *= 2
        merged = []
        for bucket in self.buckets:
            first = bucket[0] - bucket[0] % self.width
            if merged and merged[-1][0] == first:
                self._add(merged[-1], *bucket[1:])
            else:
                merged.append([first] + bucket[1:])
        self.buckets = merged

    def rows(self):
        """All buckets, number after number."""
        return [float(number) for bucket in list(self.buckets) for number in bucket]


class RecentLosses:
    """The newest losses one by one, for viewers that each read at their own pace.

    The training thread appends; others read, without a lock: what they see is never changed, only exchanged.
    """

    MOST = 8192

    def __init__(self):
        # The number of the first loss that is kept, and (step, loss) from it on.
        self._kept = (0, [])

    @property
    def count(self):
        """How many losses there were in all."""
        first, losses = self._kept
        return first + len(losses)

    @property
    def newest(self):
        """The newest loss, or None."""
        _, losses = self._kept
        return losses[-1][1] if losses else None

    def append(self, step, loss):
        """Keeps the loss of a step."""
        first, losses = self._kept
        losses.append((step, loss))
        if len(losses) >= 2 * self.MOST:
            self._kept = (first + self.MOST, losses[self.MOST :])

    def since(self, number):
        """The losses from that number on, and whether none before them was missed."""
        first, losses = self._kept
        return losses[max(0, number - first) :], number >= first


class DeviceLosses:
    """Losses that a device still computes: fetched many at a time, without making the program wait for it."""

    _MOST, _TIME = 64, 0.05

    def __init__(self, torch, deliver):
        """`deliver(watched, step, loss)` is called for each, in their order."""
        self._torch, self._deliver = torch, deliver
        self._waiting = []
        # What is on its way: [(watched, step)], the numbers on the CPU, and what says that they are there.
        self._coming = None
        self._last = 0.0

    def add(self, watched, step, loss):
        """Takes the loss of a step."""
        self._waiting.append((watched, step, loss))
        self.collect()

    def collect(self, is_last=False):
        """Delivers what has come, and sends for more; at last, or of a run that is held, waits for all."""
        if self._coming is not None:
            places, numbers, event = self._coming
            if event is not None and is_last:
                event.synchronize()
            if event is not None and not event.query():
                return
            self._coming = None
            for (watched, step), loss in zip(places, numbers.tolist()):
                self._deliver(watched, step, loss)
        now = time.monotonic()
        is_early = len(self._waiting) < self._MOST and now - self._last < self._TIME
        if not self._waiting or is_early and not is_last:
            return
        self._last = now
        # Those of one device go together.
        device = self._waiting[0][2].device
        waiting = [entry for entry in self._waiting if entry[2].device == device]
        self._waiting = [entry for entry in self._waiting if entry[2].device != device]
        stacked = self._torch.stack([loss.detach().float().reshape(()) for _, _, loss in waiting])
        places = [(watched, step) for watched, step, _ in waiting]
        if stacked.device.type != "cuda":
            self._coming = (places, stacked.cpu(), None)
            return self.collect(True) if is_last else None
        numbers = self._torch.empty(stacked.shape, dtype=stacked.dtype, device="cpu", pin_memory=True)
        numbers.copy_(stacked, non_blocking=True)
        event = self._torch.cuda.Event()
        event.record()
        self._coming = (places, numbers, event)
        if is_last:
            self.collect(True)


class LossListener:
    """Hears each loss when the program asks for its gradients."""

    # How many losses of one step are kept.
    _MOST = 4096

    def __init__(self):
        # Losses since the last step: numbers, or tensors of a device that is not asked to wait for them.
        self.pending = []
        # How many steps a gradient scaler left out because a gradient was not finite.
        self.skipped = 0
        # Whether nobody asks for losses any more.
        self.is_off = False
        self._scaled = None

    def install(self, torch, steps):
        """Listens at torch; `steps(optimizer)` tells how many steps an optimizer has taken."""
        self._tensor = torch.Tensor
        self._wrap_backward(torch.autograd)
        scaler = getattr(getattr(torch, "amp", None), "GradScaler", None)
        if scaler is not None:
            self._wrap_scaler(scaler, steps)

    def take(self):
        """The mean of the losses since the last step and how many they were, or (None, 0); forgets them."""
        pending, self.pending = self.pending, []
        if not pending:
            return None, 0
        if len(pending) == 1:
            return pending[0], 1
        try:
            return sum(pending) / len(pending), len(pending)
        except RuntimeError:
            # They lie on several devices.
            return pending[-1], len(pending)

    def _hear(self, tensors):
        loss = tensors
        if not isinstance(loss, self._tensor):
            if not isinstance(tensors, (list, tuple)) or len(tensors) != 1:
                return
            loss = tensors[0]
        if self._scaled is not None and self._scaled[0]() is loss:
            loss = self._scaled[1]
        if loss.numel() != 1 or self.is_off:
            return
        if len(self.pending) >= self._MOST:
            # Of a program that takes no step of an optimizer.
            del self.pending[: self._MOST // 2]
        # Asking a GPU for a number would make the program wait for it.
        self.pending.append(loss.item() if loss.is_cpu else loss.detach().clone())

    def _wrap_backward(self, autograd):
        original = autograd.backward

        @functools.wraps(original)
        def backward(tensors, *args, **kwargs):
            try:
                self._hear(tensors)
            except Exception:  # A loss of some other kind is the program's own business.
                pass
            return original(tensors, *args, **kwargs)

        autograd.backward = backward

    def _wrap_scaler(self, scaler, steps):
        scale, step = scaler.scale, scaler.step

        @functools.wraps(scale)
        def scale_and_note(this, outputs):
            scaled = scale(this, outputs)
            # The very loss, where the scaled one is what backward() is called on.
            is_one = isinstance(outputs, self._tensor)
            self._scaled = (weakref.ref(scaled), outputs.detach()) if is_one else None
            return scaled

        @functools.wraps(step)
        def step_and_count(this, optimizer, *args, **kwargs):
            before = steps(optimizer)
            try:
                return step(this, optimizer, *args, **kwargs)
            finally:
                if steps(optimizer) == before:
                    self.skipped += 1
                    self.pending = []

        scaler.scale, scaler.step = scale_and_note, step_and_count
