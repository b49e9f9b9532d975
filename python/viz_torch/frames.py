"""What viewers look at, taken out of a step: the training thread only copies, another one makes cells and sums of the copies."""

from __future__ import annotations

import ctypes
import time

from . import reduce, wire

# All parameters together are copied before a step up to this many numbers; of more, a part of each is.
MOST_COPIED = 1 << 20
_RUNS, _RUN_LENGTH = 4, 4096


class Want:
    """What one viewer looks at."""

    def __init__(self, header):
        names = header.get("tensors")
        names = names if isinstance(names, list) else []
        self.tensors = [name for name in names[:16] if isinstance(name, str)]
        self.rows = _whole(header.get("rows"), 1, 512, 64)
        self.columns = _whole(header.get("columns"), 1, 1024, 64)
        # Frames a second at most; 0: none.
        self.rate = _whole(header.get("rate"), 0, 60, 30)
        self.has_summaries = header.get("summaries") is True


def _whole(value, low, high, otherwise):
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return otherwise
    return int(min(high, max(low, value)))


class Interest:
    """What all viewers together look at."""

    def __init__(self, wants):
        self.tensors = frozenset(name for want in wants for name in want.tensors)
        self.has_summaries = any(want.has_summaries for want in wants)
        self.rate = max([want.rate for want in wants], default=0)


class Pace:
    """How often something is done: so seldom that it takes no more than its share of the time."""

    def __init__(self, interval, share):
        self.interval, self._share = interval, share
        self._next = 0.0

    def is_due(self, now):
        """Whether it may be done again."""
        return now >= self._next

    def paid(self, now, seconds):
        """It was done and took so long."""
        self._next = now + max(self.interval, seconds / self._share)


class Shot:
    """Copies of what is looked at of one optimizer's parameters, at the end of one of its steps."""

    def __init__(self):
        # (parameter, role, shape of the whole, copy)
        self.tensors = []
        # (name, norm of the weights, of the gradient, of the change, sample, stride), tensors still.
        self.summaries = None
        self.is_whole = True


class Camera:
    """Takes shots of the parameters of one optimizer."""

    def __init__(self, torch, steered):
        self._torch = torch
        self._steered = steered
        self._before = None
        # A table that changes more often cannot be read, and of heat maps nobody sees more.
        self._summary_pace, self._tensor_pace = Pace(0.5, 0.0015), Pace(1 / 15, 0.003)
        self._prepared = 0.0
        # What the server's thread took of the run for the last tensors, in seconds.
        self.away = 0.0
        # Room for copies, used again: nobody works on a frame any more when the next one is taken.
        self._room = {}

    def parameters(self):
        """Names and parameters, in the optimizer's order."""
        groups = self._steered.optimizer.param_groups
        return list(zip(self._steered.names, (p for group in groups for p in group["params"])))

    def prepare(self, interest):
        """Before a step: copies what the change is measured against, where a table is looked at and one is due."""
        self._before, start = None, time.perf_counter()
        if not interest.has_summaries or not self._summary_pace.is_due(start):
            return
        weights = [local(parameter) for _, parameter in self.parameters()]
        self._is_whole = sum(weight.numel() for weight in weights) <= MOST_COPIED
        self._before = [self._keep(("before", place), self._part(weight)) for place, weight in enumerate(weights)]
        self._prepared = time.perf_counter() - start

    def shoot(self, interest, is_held=False):
        """After a step: the copies of all that is looked at, as far as they are due."""
        shot, start = Shot(), time.perf_counter()
        if self._before is not None:
            shot.summaries = self._summaries()
            shot.is_whole, self._before = self._is_whole, None
            now = time.perf_counter()
            self._summary_pace.paid(now, self._prepared + now - start)
            start = now
        elif is_held and interest.has_summaries:
            # Of a run that is held there is all but the change of a step.
            self._is_whole = True
            shot.summaries = self._summaries()
        if interest.tensors and (is_held or self._tensor_pace.is_due(start)):
            shot.tensors = list(self._copies(interest))
            now = time.perf_counter()
            self._tensor_pace.paid(now, now - start + self.away)
        return shot

    def _copies(self, interest):
        torch, state = self._torch, self._steered.rule.state
        used = set()
        for name, parameter in self.parameters():
            if name not in interest.tensors:
                continue
            weight = local(parameter)
            roles = [("weight", weight)]
            if parameter.grad is not None and not parameter.grad.is_sparse:
                roles.append(("gradient", local(parameter.grad)))
            for key, value in state.get(parameter, {}).items():
                if isinstance(value, torch.Tensor) and value.shape == parameter.shape and value.dim() > 0:
                    roles.append((key, local(value)))
            for role, tensor in roles:
                used.add((name, role))
                yield name, role, weight.shape, self._copy((name, role), tensor)
        for key in [key for key in self._room if key[0] != "before" and key not in used]:
            del self._room[key]

    def _summaries(self):
        torch = self._torch
        parameters = self.parameters()
        weights = [local(parameter) for _, parameter in parameters]
        zero = torch.zeros(())
        gradients = [zero if p.grad is None else local(p.grad) for _, p in parameters]
        gradients = [g.coalesce().values() if g.is_sparse else g for g in gradients]
        parts = [self._part(weight) for weight in weights] if self._before is not None else []
        before, sizes = self._before, None
        if not self._is_whole:
            sizes = _norms(torch, parts)
        for old, new in zip(before or (), parts):
            old.sub_(new)
        norms = _norms(torch, weights)
        changes = _norms(torch, before) if before is not None else [None] * len(norms)
        return [
            (name, norm, gradient if p.grad is not None else None, change, size, sample[0].clone(), sample[1])
            for (name, p), norm, gradient, change, size, sample in zip(
                parameters,
                norms,
                _norms(torch, gradients),
                changes,
                sizes or norms,
                [reduce.sample(weight) for weight in weights],
            )
        ]

    def _part(self, weight):
        """All numbers, or some evenly spread runs of them."""
        flat = weight.reshape(-1)
        if self._is_whole or flat.numel() <= _RUNS * _RUN_LENGTH:
            return flat
        last = flat.numel() - _RUN_LENGTH
        starts = [last * run // (_RUNS - 1) for run in range(_RUNS)]
        return self._torch.cat([flat[start : start + _RUN_LENGTH] for start in starts])

    def _copy(self, key, tensor):
        """A copy that later steps don't change; of a large tensor, its cells, so that no second one is needed."""
        if tensor.numel() > MOST_COPIED or tensor.device.type != "cpu":
            table, block = reduce.cells(self._torch, tensor, 512, 1024)
            return table.to("cpu", non_blocking=True), block
        return self._keep(key, tensor), (1, 1)

    def _keep(self, key, tensor):
        room = self._room.get(key)
        if room is None or room.shape != tensor.shape or room.dtype != tensor.dtype:
            self._room[key] = room = self._torch.empty_like(tensor)
        return room.copy_(tensor)


def _norms(torch, tensors):
    """The Euclidean norm of each, without waiting for any."""
    try:
        return list(torch._foreach_norm(tensors))
    except Exception:  # Private, and not for all kinds of tensors.
        return [tensor.norm() for tensor in tensors]


def local(tensor):
    """The numbers that this process has: of a tensor that is spread over ranks, this rank's part."""
    tensor = tensor.detach()
    if hasattr(tensor, "to_local"):
        tensor = tensor.to_local()
    # A complex number as two.
    return tensor.view(tensor.real.dtype) if tensor.is_complex() else tensor


class Develop:
    """Makes a frame's message for one viewer out of shots; runs on the server's thread."""

    def __init__(self, torch):
        self._torch = torch

    def frame(self, header, shots, want, losses):
        """The bytes of a frame. `losses`: [(name, columns, numbers)]"""
        tensors = [
            (name, "F64", (len(numbers) // columns, columns), wire.doubles(numbers))
            for name, columns, numbers in losses
        ]
        members, shown = dict(header), []
        for shot in shots:
            for name, role, shape, (copy, block) in shot.tensors:
                if name not in want.tensors:
                    continue
                table, more = reduce.cells(self._torch, copy, want.rows, want.columns)
                key = "%s/%s" % (name, role)
                shown.append(
                    {
                        "tensor": key,
                        "name": name,
                        "role": role,
                        "shape": list(shape),
                        "block": [block[0] * more[0], block[1] * more[1]],
                    }
                )
                data = self._bytes(table)
                tensors.append((key, "F32", tuple(table.shape), data))
        if shown:
            members["shown"] = shown
        if want.has_summaries:
            summaries = [row for shot in shots for row in self._rows(shot)]
            if summaries:
                members["summaries"] = summaries
        return wire.encode("frame", members, tensors)

    def _rows(self, shot):
        for name, norm, gradient, change, size, sample, stride in shot.summaries or ():
            size = float(size)
            counts, limit = reduce.histogram(self._torch, sample)
            # Null is a number that is not finite; what there is none of is left out.
            row = {} if gradient is None else {"gradient": float(gradient)}
            yield row | {
                "name": name,
                "norm": float(norm),
                "update": float(change) / size if size and change is not None else None,
                "isSample": not shot.is_whole,
                "histogram": counts,
                "limit": limit,
                "every": stride,
            }

    @staticmethod
    def _bytes(table):
        return ctypes.string_at(table.data_ptr(), table.numel() * 4)
