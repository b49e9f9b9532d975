// Written by scripts/embed-python from the folder python/.

extension PythonFolder {
  /// The files of the Python side: their paths in its folder, and their texts.
  static let files: [(path: String, text: String)] = [
    (
      "sitecustomize.py",
      ##"""
      """Python runs this at its start, because `viz watch` puts this folder first on PYTHONPATH.

      It waits for the program to import torch, and does nothing at all in a program that never does.
      """

      import os
      import sys

      _FOLDER = __file__.rpartition("/")[0]


      def _run_the_next_one():
          """Runs the sitecustomize that this one hides, under its own name."""
          import importlib.machinery
          import importlib.util

          elsewhere = [folder for folder in sys.path if folder.rstrip("/") != _FOLDER]
          spec = importlib.machinery.PathFinder.find_spec("sitecustomize", elsewhere)
          if spec is None or spec.loader is None:
              return
          module = importlib.util.module_from_spec(spec)
          sys.modules["sitecustomize"] = module
          spec.loader.exec_module(module)


      def _forgive_output():
          """Lets the program go on when the disk is full that its output goes to."""
          import errno
          import io

          class Forgiving(io.FileIO):
              def write(self, data):
                  try:
                      return super().write(data)
                  except OSError as error:
                      if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                          raise
                      return len(memoryview(data).cast("B"))

          try:
              output = os.stat(os.environ["VIZ_OUTPUT"])
          except OSError:
              return
          for name in ("stdout", "stderr"):
              stream = getattr(sys, name)
              # What the program has put elsewhere is its own business.
              if stream is None or not os.path.samestat(os.fstat(stream.fileno()), output):
                  continue
              file = Forgiving(stream.fileno(), "w", closefd=False)
              # Python runs unbuffered: what is printed is in the file at once.
              text = io.TextIOWrapper(file, stream.encoding, stream.errors, write_through=True)
              setattr(sys, name, text)


      class _TorchFinder:
          """Finds torch as all others do, and has us told when it has been imported."""

          _is_asking = False

          def find_spec(self, name, path=None, target=None):
              if name != "torch" or self._is_asking:
                  return None
              import importlib.util

              self._is_asking = True
              try:
                  spec = importlib.util.find_spec(name)
              finally:
                  self._is_asking = False
              if spec is None or spec.loader is None:
                  return spec
              execute = spec.loader.exec_module

              def execute_and_tell(module):
                  execute(module)
                  sys.meta_path[:] = [finder for finder in sys.meta_path if finder is not self]
                  try:
                      import viz_torch

                      viz_torch.install()
                  except Exception as error:  # The program has nothing to do with our faults.
                      print("viz: this run is not watched: %s" % error, file=sys.stderr)

              spec.loader.exec_module = execute_and_tell
              return spec


      sys.meta_path.insert(0, _TorchFinder())
      if os.environ.get("VIZ_OUTPUT"):
          _forgive_output()
      _run_the_next_one()

      """##
    ),
    (
      "viz_torch/__init__.py",
      ##"""
      """Lets `viz` watch and steer a PyTorch run, without a change to the program that trains.

      `viz watch -- python train.py` puts this package into the run by itself. Where that cannot be (python -I, notebooks,
      containers), two lines do the same:

          import viz_torch
          viz_torch.watch(model)

      Standard library and torch alone; nothing is opened before the first step of an optimizer.
      """

      from __future__ import annotations

      _run = None


      def install():
          """Begins to listen to torch's optimizers, once; torch must be imported or importable."""
          global _run
          if _run is None:
              from .run import Run

              _run = Run()
              _run.install()
          return _run


      def watch(model=None):
          """Has the run watched: `model`'s names are used for its parameters."""
          run = install()
          if model is not None:
              run.names.add_model(model)
          return model

      """##
    ),
    (
      "viz_torch/breakpoints.py",
      ##"""
      """What a run is held on by itself: a loss that is no number or far above its mean, a gradient that jumps."""

      from __future__ import annotations

      import math


      class Breakpoints:
          """Looks at each loss, and at the gradients' norms where they are known."""

          # The weight of the newest loss in the running mean.
          _SHARE = 0.02
          # Losses before a mean tells anything.
          _WARM = 20

          def __init__(self):
              # {on: factor}
              self.on = {}
              self._mean, self._count = 0.0, 0
              self._norms = {}

          def set(self, request):
              """Turns one on or off; returns its factor, or None where it is off."""
              on = request["on"]
              if not request["isOn"]:
                  self.on.pop(on, None)
                  return None
              self.on[on] = request.get("factor", 5.0)
              return self.on[on]

          def look(self, loss):
              """Why to hold at this loss, or None."""
              if not self.on:
                  return None
              if not math.isfinite(loss):
                  return "the loss is %s" % loss if "finite" in self.on or "loss" in self.on else None
              why = None
              factor = self.on.get("loss")
              if factor is not None and self._count >= self._WARM and loss > factor * self._mean > 0:
                  why = "the loss %.4g is more than %g × its mean %.4g" % (loss, factor, self._mean)
              self._count += 1
              self._mean += max(self._SHARE, 1 / self._count) * (loss - self._mean)
              return why

          def look_at_gradients(self, norms):
              """Why to hold at these norms, by parameter's name, or None."""
              factor = self.on.get("gradient")
              if factor is None:
                  return None
              for name, norm in norms.items():
                  if not math.isfinite(norm):
                      return "the gradient of %s is not finite" % name
                  before = self._norms.get(name)
                  self._norms[name] = norm if before is None else before + 0.1 * (norm - before)
                  if before and norm > factor * before:
                      return "the gradient of %s jumped to %.3g, %.3g × its mean" % (name, norm, norm / before)
              return None

      """##
    ),
    (
      "viz_torch/frames.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/groups.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/losses.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/names.py",
      ##"""
      """The names of parameters: those that the program's own module gives them."""

      from __future__ import annotations

      import gc
      import sys
      import weakref


      class _Named:
          """The names of one optimizer's parameters, as their model has them and as they are told."""

          def __init__(self, model, plain):
              self._model = weakref.ref(model) if model is not None else lambda: None
              self.plain = plain
              self.told = list(plain)
              # What stands before the names, where another optimizer has some of them.
              self.label = None

          def set_apart(self, taken):
              """Puts before the names what the program calls the model, which no other of `taken` is called."""
              label = first = _label(self._model())
              number = 2
              while label in taken:
                  label, number = "%s%d" % (first, number), number + 1
              self.label = label
              self.told[:] = ["%s.%s" % (label, name) for name in self.plain]


      class Names:
          """Finds what parameters are called, once for each optimizer, when it first steps."""

          def __init__(self):
              self._models = []
              self._named = []

          def add_model(self, model):
              """A model whose names are to be used."""
              self._models.append(weakref.ref(model))

          def of(self, torch, groups, instead_of=None):
              """A name for each parameter of an optimizer's groups, in their order, unlike those of all other optimizers.

              The list changes when another optimizer turns out to have the same names. `instead_of`: the list that this optimizer
              had before.
              """
              self._named = [named for named in self._named if named.told is not instead_of]
              wanted = {id(parameter) for group in groups for parameter in group["params"]}
              found, first = {}, None
              given = [model for model in (reference() for reference in self._models) if model is not None]
              for model in given + self._living_models(torch, wanted):
                  first = model if first is None else first
                  for name, parameter in model.named_parameters():
                      if id(parameter) in wanted:
                          found.setdefault(id(parameter), _tidy(name))
                  if len(found) == len(wanted):
                      break
              names, taken = [], set()
              for number, group in enumerate(groups):
                  for place, parameter in enumerate(group["params"]):
                      name = found.get(id(parameter)) or "group%d.%d" % (number, place)
                      while name in taken:
                          name += "'"
                      taken.add(name)
                      names.append(name)
              new = _Named(first, names)
              alike = [named for named in self._named if set(named.plain) & taken]
              self._named.append(new)
              for named in alike + [new] if alike else []:
                  if named.label is None:
                      named.set_apart([other.label for other in self._named])
              return new.told

          @staticmethod
          def _living_models(torch, wanted):
              """All modules that hold one of the wanted parameters, those with the most of them first."""
              kind = torch.nn.Module
              modules = [thing for thing in gc.get_objects() if issubclass(type(thing), kind)]
              inner = set()
              for module in modules:
                  inner.update(id(child) for child in module.__dict__.get("_modules", {}).values())
              counted = []
              for module in modules:
                  if id(module) in inner:
                      continue
                  try:
                      count = sum(id(parameter) in wanted for parameter in module.parameters())
                  except Exception:  # Somebody's half-made module.
                      continue
                  if count:
                      counted.append((count, module))
              counted.sort(key=lambda pair: -pair[0])
              return [module for _, module in counted]


      def _label(model):
          """What the program calls a model: the variable or the attribute that holds it, else its class."""
          frame = sys._getframe()
          while frame is not None and model is not None:
              if not frame.f_globals.get("__name__", "").startswith("viz_torch"):
                  holder = frame.f_locals.get("self")
                  inner = dict(getattr(holder, "__dict__", None) or {})
                  for names in (frame.f_locals, inner, inner.get("_modules") or {}):
                      for name, value in list(names.items()):
                          if value is model and name != "self":
                              return name
              frame = frame.f_back
          return "optimizer" if model is None else type(model).__name__.lower()


      def _tidy(name):
          """The name without what wrappers put into it."""
          parts = [part for part in name.split(".") if part not in ("_orig_mod", "_fsdp_wrapped_module")]
          while len(parts) > 1 and parts[0] == "module":
              parts.pop(0)
          return ".".join(parts)

      """##
    ),
    (
      "viz_torch/ranks.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/reduce.py",
      ##"""
      """Tensors as a screen shows them: in cells, each the number of largest magnitude in its block, and in numbers that sum them up."""

      from __future__ import annotations

      # Torch shares the work on fewer numbers than this among no threads: the program's own keep all processors.
      _CHUNK = 32000
      # Numbers of a tensor that a histogram is made of, at the most.
      SAMPLE = 8192
      HISTOGRAM_PARTS = 12


      def matrix(tensor):
          """The tensor as rows and columns: the first axis and all others."""
          if tensor.dim() < 2:
              return tensor.reshape(1, -1)
          return tensor.reshape(tensor.shape[0], -1)


      def blocks(length, most):
          """How many numbers of an axis one cell stands for, so that there are `most` cells at most."""
          return max(1, -(-length // max(1, most)))


      def cells(torch, tensor, rows, columns):
          """At most rows × columns cells as a float32 matrix on the CPU, and the block that each stands for.

          A cell is the number of largest magnitude in its block, with its sign; one that is no number wins. Rows come first: they
          lie one behind the other.
          """
          if tensor.numel() == 0:
              return torch.zeros(1, 0), (1, 1)
          table = matrix(tensor)
          height, width = blocks(table.shape[0], rows), blocks(table.shape[1], columns)
          if height > 1:
              table = _strongest_rows(torch, table, height)
          if width > 1:
              table = _strongest_columns(torch, table, width)
          return table.to(torch.float32).contiguous(), (height, width)


      def _choose(torch, low, high):
          # NaN is passed on by both; where it is, the comparison is false and `low` is NaN as well.
          return torch.where(high >= -low, high, low)


      def _strongest_rows(torch, table, height):
          rows, columns = table.shape
          whole = rows // height * height
          parts = []
          if whole:
              block = table[:whole].reshape(-1, height, columns)
              step = block.shape[0]
              if table.device.type == "cpu":
                  step = max(1, _CHUNK // max(1, height * columns))
              for first in range(0, block.shape[0], step):
                  part = block[first : first + step]
                  parts.append(_choose(torch, part.amin(1), part.amax(1)))
          if whole < rows:
              rest = table[whole:]
              parts.append(_choose(torch, rest.amin(0, keepdim=True), rest.amax(0, keepdim=True)))
          return torch.cat(parts) if len(parts) > 1 else parts[0]


      def _strongest_columns(torch, table, width):
          rows, columns = table.shape
          whole = columns // width * width
          parts = []
          if whole:
              block = table[:, :whole].reshape(rows, -1, width)
              parts.append(_choose(torch, block.amin(2), block.amax(2)))
          if whole < columns:
              rest = table[:, whole:]
              parts.append(_choose(torch, rest.amin(1, keepdim=True), rest.amax(1, keepdim=True)))
          return torch.cat(parts, 1) if len(parts) > 1 else parts[0]


      def sample(tensor):
          """Every k-th number, k odd, so that no column is met more often than others; and k."""
          flat = tensor.reshape(-1)
          stride = max(1, -(-flat.numel() // SAMPLE))
          stride += 1 - stride % 2 if stride > 1 else 0
          return flat[::stride], stride


      def histogram(torch, numbers):
          """How many numbers lie in each part of the range from −limit to limit, and the limit: the largest magnitude."""
          numbers = numbers.float()
          finite = numbers[torch.isfinite(numbers)]
          if finite.numel() == 0:
              return [0] * HISTOGRAM_PARTS, 0.0
          limit = float(finite.abs().max())
          if limit == 0:
              counts = [0] * HISTOGRAM_PARTS
              counts[HISTOGRAM_PARTS // 2] = finite.numel()
              return counts, 0.0
          return [int(count) for count in torch.histc(finite, HISTOGRAM_PARTS, -limit, limit).tolist()], limit

      """##
    ),
    (
      "viz_torch/reporter.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/requests.py",
      ##"""
      """What a viewer may ask a run for."""

      from __future__ import annotations

      import math

      from .steered import Refusal

      # What changes the run, and is written into the steering log.
      CHANGES = ("set", "optimizer")


      def parse(header):
          """A viewer's request as all ranks carry it out. Raises Refusal for what is none."""
          what = header.get("what")
          request = {"what": what}
          of = header.get("of")
          if of is not None:
              if not isinstance(of, int) or isinstance(of, bool) or of < 0:
                  raise Refusal("'of' is the number of an optimizer, from 0")
              request["of"] = of
          if what in ("pause", "run", "stop"):
              return request
          if what == "step":
              count = header.get("count", 1)
              if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= 1 << 40:
                  raise Refusal("a number of steps is a whole number from 1 on")
              request["count"] = count
              return request
          if what == "optimizer":
              name = header.get("name")
              if not isinstance(name, str):
                  raise Refusal("an optimizer is asked for by its name")
              request["name"] = name.lower()
              return request
          if what == "set":
              return _setting(header, request)
          if what == "break":
              return _breakpoint(header, request)
          raise Refusal("this run knows no '%s'" % (what,))


      def _setting(header, request):
          if not isinstance(header.get("setting"), str):
              raise Refusal("a setting is asked for by its name")
          request["setting"] = header["setting"]
          given = [name for name in ("value", "factor") if header.get(name) is not None]
          if len(given) > 1:
              raise Refusal("a setting has either a value or a factor")
          if not given:
              # Neither: the program's own number again.
              return request
          number = header[given[0]]
          if isinstance(number, bool) or not isinstance(number, (int, float)) or not math.isfinite(number):
              raise Refusal("a %s is a number" % given[0])
          request[given[0]] = float(number)
          return request


      def _breakpoint(header, request):
          if header.get("on") not in ("finite", "loss", "gradient"):
              raise Refusal("a run can be held on one of: finite, loss, gradient")
          request["on"] = header["on"]
          factor = header.get("factor")
          if factor is not None:
              if isinstance(factor, bool) or not isinstance(factor, (int, float)) or not factor > 1:
                  raise Refusal("a breakpoint's factor is a number above 1")
              request["factor"] = float(factor)
          request["isOn"] = bool(header.get("isOn", True))
          return request

      """##
    ),
    (
      "viz_torch/rules.py",
      ##"""
      """Torch's optimizers as rules: which there are, and how another one takes the steps of the program's own."""

      from __future__ import annotations

      import functools
      import sys


      def install(torch):
          """Wraps `step` of every class of optimizers, before a schedule can keep hold of it."""
          base = torch.optim.Optimizer
          original = base._patch_step_function

          @functools.wraps(original)
          def patch_step_function(this):
              kind = type(this)
              if not hasattr(kind.step, "__viz__"):
                  # Inside of torch's own wrapping, so that all hooks hear of the step as before.
                  is_wrapped = getattr(kind.step, "hooked", None)
                  kind.step = _dispatching(kind.step.__wrapped__ if is_wrapped else kind.step)
              return original(this)

          base._patch_step_function = patch_step_function


      def _dispatching(step):
          @functools.wraps(step)
          def dispatch(this, *args, **kwargs):
              steered = getattr(this, "_viz", None)
              try:
                  if steered is None or steered.delegate is None:
                      return step(this, *args, **kwargs)
                  delegate = steered.delegate
                  # Its class's step without hooks: the program's own optimizer has had them all.
                  return type(delegate).step.__viz__(delegate, *args, **kwargs)
              except BaseException:
                  # Whoever saves the optimizer now finds the program's own numbers in it.
                  if steered is not None:
                      steered.end()
                  raise

          dispatch.__viz__ = step
          return dispatch


      def kinds(torch):
          """Torch's own optimizers that can take over, by their names in lower case."""
          base = torch.optim.Optimizer
          return {
              name.lower(): kind
              for name, kind in sorted(vars(torch.optim).items())
              if isinstance(kind, type)
              and issubclass(kind, base)
              and kind is not base
              and name not in ("LBFGS", "SparseAdam")
          }


      def kind_of(kind):
          """The name of a class of optimizers as it is asked for."""
          return kind.__name__.lower()


      def is_abandoned(optimizer):
          """Whether an earlier step of this optimizer ended by an exception, so that nobody said that it was over.

          Otherwise it is still going on: its class's `step` calls that of the class above it.
          """
          frame, count = sys._getframe(1), 0
          while frame is not None:
              if frame.f_code.co_name == "wrapper" and frame.f_code.co_filename.endswith("optim/optimizer.py"):
                  count += frame.f_locals.get("self") is optimizer
              frame = frame.f_back
          return count < 2

      """##
    ),
    (
      "viz_torch/run.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/server.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/steered.py",
      ##"""
      """An optimizer that is watched, and what was asked of it: other settings around its steps, another rule in its place."""

      from __future__ import annotations

      import weakref

      from .rules import kind_of, kinds


      class Refusal(Exception):
          """What was asked cannot be done; the text says why."""


      class Change:
          """A setting that was asked to be other than what the program has."""

          def __init__(self):
              # What the program's own number is multiplied by, while `value` is None.
              self.factor = 1.0
              # The number of the first group; the others keep their ratio to it.
              self.value = None

          def apply(self, group, own, first):
              """What `group` is to have, whose own number is `own` while that of the first group is `first`."""
              if self.value is None:
                  return own * self.factor
              return self.value * (own / first) if first else self.value


      # Settings that can be asked for, and the place in the tuple that torch keeps them in.
      SETTINGS = {
          "lr": ("lr", None),
          "momentum": ("momentum", None),
          "dampening": ("dampening", None),
          "weight_decay": ("weight_decay", None),
          "eps": ("eps", None),
          "alpha": ("alpha", None),
          "rho": ("rho", None),
          "lr_decay": ("lr_decay", None),
          "beta1": ("betas", 0),
          "beta2": ("betas", 1),
      }


      class Steered:
          """One of the program's optimizers.

          The program's own numbers stay what they are: those that were asked for are set just before a step and taken back
          after it, so schedules, checkpoints and get_last_lr() never see them.
          """

          def __init__(self, optimizer, index, names):
              self.index = index
              self.names = names
              self._optimizer = weakref.ref(optimizer)
              self.own_kind = kind_of(type(optimizer))
              # Steps of the program's optimizer, whoever took them.
              self.steps = 0
              # Steps since the running rule's state was empty.
              self.rule_steps = 0
              self.depth = 0
              # The rule that steps in place of the program's own: an optimizer over the same parameters, or None.
              self.delegate = None
              self._first_rates = []
              # What was asked of each kind of rule: {kind: {setting: Change}}.
              self._changes = {}
              self._kept = []
              self.camera = None
              # How many groups the program's optimizer had when it was looked at last; what it is given later comes as another.
              self.group_count = len(optimizer.param_groups)

          @property
          def optimizer(self):
              """The program's optimizer, or None once it is gone."""
              return self._optimizer()

          @property
          def kind(self):
              """The kind of the rule that steps."""
              return self.own_kind if self.delegate is None else kind_of(type(self.delegate))

          @property
          def rule(self):
              """The optimizer whose rule and state are in use."""
              return self.optimizer if self.delegate is None else self.delegate

          @property
          def is_changed(self):
              """Whether a step differs from the program's own: something was asked for, or another rule steps."""
              return bool(self._changes) or self.delegate is not None

          @property
          def changes(self):
              """What was asked of the rule that steps, by setting."""
              return self._changes.setdefault(self.kind, {})

          # Around a step

          def grow(self):
              """Takes over what the program has given its optimizer besides; the rule that steps in its place trains it too."""
              groups = self.optimizer.param_groups
              if self.delegate is not None:
                  for own in groups[len(self.delegate.param_groups) :]:
                      self.delegate.add_param_group({"params": list(own["params"])})
                      self._first_rates.append((float(own["lr"]), float(self.delegate.param_groups[-1]["lr"])))
              self.group_count = len(groups)

          def let_go(self):
              """The program's optimizer is gone: nothing of its model is kept."""
              self.delegate = self.camera = None

          def begin(self):
              """Sets what was asked for; the program's own numbers are kept for `end`."""
              if self.delegate is not None:
                  self._follow_schedule()
              changes = self._changes.get(self.kind)
              if changes:
                  self._set(changes)

          def end(self):
              """Puts the program's own numbers back."""
              for group, key, asked, own in reversed(self._kept):
                  now = group.get(key)
                  if _is_tensor(own[0]):
                      # A rate kept as a tensor stays the same tensor.
                      own[0].copy_(own[1])
                  elif now is asked or now == asked:
                      group[key] = own[0]
              self._kept = []

          def _set(self, changes):
              groups = self.rule.param_groups
              for setting, change in changes.items():
                  key, place = SETTINGS[setting]
                  if key not in groups[0]:
                      continue
                  first = _number(groups[0][key], place)
                  for group in groups:
                      if key not in group:
                          continue
                      own = group[key]
                      asked = change.apply(group, _number(own, place), first)
                      if _is_tensor(own):
                          self._kept.append((group, key, None, (own, own.clone())))
                          own.fill_(asked)
                          continue
                      if place is not None:
                          asked = tuple(asked if place == at else number for at, number in enumerate(own))
                      self._kept.append((group, key, asked, (own,)))
                      group[key] = asked

          def _followed(self, place):
              """The rate of the other rule's group, moved as the program's schedule has moved its own."""
              own_first, first = self._first_rates[place]
              now = float(self.optimizer.param_groups[place]["lr"])
              return first * (now / own_first) if now != own_first and own_first else first

          def _follow_schedule(self):
              """Moves the other rule's rates as the program's schedule moves its own."""
              for place, group in enumerate(self.delegate.param_groups):
                  group["lr"] = self._followed(place)

          # What is asked for

          def setting(self, setting):
              """The number in force for the first group: the program's own with what was asked for."""
              group, own = self.rule.param_groups[0], self.own_setting(setting)
              change = self._changes.get(self.kind, {}).get(setting)
              return own if change is None else change.apply(group, own, own)

          def own_setting(self, setting):
              """The number that the program, or its schedule, has for the first group."""
              if setting == "lr" and self.delegate is not None:
                  return self._followed(0)
              key, place = SETTINGS[setting]
              return _number(self.rule.param_groups[0][key], place)

          def settings(self):
              """All settings in force that can be asked for, by name."""
              group = self.rule.param_groups[0]
              return {
                  setting: self.setting(setting)
                  for setting, (key, place) in SETTINGS.items()
                  if key in group and _is_number(group[key], place)
              }

          def check(self, setting, value=None, factor=None):
              """Raises Refusal where the rule that steps cannot have that."""
              if setting not in SETTINGS or setting not in self.settings():
                  raise Refusal("%s has no setting '%s'" % (self.kind, setting))
              if factor is not None and not 0 < factor < float("inf"):
                  raise Refusal("a factor is a number above 0")
              if value is None and factor is None:
                  return
              number = value if value is not None else self.setting(setting) * factor
              upper = 1.0 if setting in ("beta1", "beta2", "rho") else float("inf")
              if not 0 <= number < upper:
                  raise Refusal("%s must be 0 or more%s" % (setting, " and below 1" if upper == 1 else ""))

          def ask(self, setting, value=None, factor=None):
              """Has steps taken with another number from now on; returns what it was and what it is."""
              before = self.setting(setting)
              change = self.changes.setdefault(setting, Change())
              if value is not None:
                  change.value = float(value)
              elif change.value is not None:
                  change.value *= factor
              else:
                  change.factor *= factor
              if setting == "momentum" and before == 0:
                  # What is left of an earlier momentum is not this one's.
                  for state in self.rule.state.values():
                      state.pop("momentum_buffer", None)
              return before, self.setting(setting)

          def release(self, setting):
              """Lets the program's own number hold again, whatever rule steps; what it was and what it is, or None where it did."""
              before, asked = self.setting(setting), False
              for changes in self._changes.values():
                  asked = changes.pop(setting, None) is not None or asked
              return (before, self.setting(setting)) if asked else None

          # Another rule

          def check_switch(self, torch, kind):
              """Raises Refusal where the rule of that kind cannot take over."""
              optimizer = self.optimizer
              if kind not in kinds(torch) and kind != self.own_kind:
                  raise Refusal("there is no optimizer '%s'; there are %s" % (kind, ", ".join(kinds(torch))))
              if kind == self.own_kind:
                  return
              if "lr" not in self.settings():
                  raise Refusal("%s has no rate that another optimizer could follow" % type(optimizer).__name__)
              if not hasattr(type(optimizer).step, "__viz__"):
                  raise Refusal("the optimizer was made before viz_torch was there")
              parameters = [parameter for group in optimizer.param_groups for parameter in group["params"]]
              if self.own_kind in ("lbfgs", "sparseadam"):
                  raise Refusal("%s takes steps that no other rule can stand in for" % type(optimizer).__name__)
              if any(group.get("differentiable") for group in optimizer.param_groups):
                  raise Refusal("the program differentiates through its optimizer")
              if any(parameter.grad is not None and parameter.grad.is_sparse for parameter in parameters):
                  raise Refusal("some gradients are sparse")
              if kind == "muon" and any(parameter.dim() != 2 for parameter in parameters):
                  raise Refusal("Muon takes matrices only")
              self._check_memory(torch, parameters)

          @staticmethod
          def _check_memory(torch, parameters):
              """Two more numbers for each that is trained are what most rules keep."""
              needed = {}
              for parameter in parameters:
                  size = parameter.numel() * parameter.element_size() * 2
                  needed[parameter.device] = needed.get(parameter.device, 0) + size
              for device, size in needed.items():
                  free = _free_memory(torch, device)
                  if free is not None and size > 0.8 * free:
                      raise Refusal("its state needs %d MB and %d MB are free" % (size >> 20, free >> 20))

          def switch(self, torch, kind):
              """Lets the rule of that kind take the steps from now on, with empty state; returns both kinds."""
              before, optimizer = self.kind, self.optimizer
              self.rule_steps = 0
              if kind == self.own_kind:
                  if self.delegate is not None:
                      # Until now a checkpoint held them as they stood when the other took over.
                      optimizer.state.clear()
                  self.delegate = None
                  return before, kind
              groups = [{"params": list(group["params"])} for group in optimizer.param_groups]
              maximize = any(group.get("maximize") for group in optimizer.param_groups)
              extra = {"maximize": True} if maximize else {}
              delegate = kinds(torch)[kind](groups, **extra)
              delegate._viz_serves = True
              self._first_rates = [
                  (float(own["lr"]), float(group["lr"]))
                  for own, group in zip(optimizer.param_groups, delegate.param_groups)
              ]
              self.delegate = delegate
              return before, kind


      def _number(value, place=None):
          return float(value if place is None else value[place])


      def _is_number(value, place):
          try:
              _number(value, place)
          except (TypeError, ValueError):
              return False
          return value is not None


      def _is_tensor(value):
          return hasattr(value, "fill_")


      def _free_memory(torch, device):
          """Free bytes of a device, where that can be told."""
          if device.type == "cuda":
              return torch.cuda.mem_get_info(device)[0]
          if device.type != "cpu":
              return None
          try:
              with open("/proc/meminfo") as lines:
                  for line in lines:
                      if line.startswith("MemAvailable:"):
                          return int(line.split()[1]) * 1024
          except OSError:
              pass
          return None

      """##
    ),
    (
      "viz_torch/steering.py",
      ##"""
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

      """##
    ),
    (
      "viz_torch/steering_log.py",
      ##"""
      """The steering log: what was changed at which step, to be read by people and done again by `viz watch --replay`."""

      from __future__ import annotations

      import json
      import os

      from .requests import parse


      class SteeringLog:
          """Writes each change as one line of JSON, at once."""

          def __init__(self, path):
              self._path = path
              self._file = None

          def write(self, step, request, mark):
              """Keeps what was carried out when `step` steps were done."""
              if self._path is None:
                  return
              try:
                  if self._file is None:
                      mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND
                      self._file = os.fdopen(os.open(self._path, mode, 0o600), "a")
                  line = {"step": step}
                  line.update(request)
                  line.update({"from": mark.get("from"), "to": mark.get("to")})
                  self._file.write(json.dumps(line) + "\n")
                  self._file.flush()
              except (OSError, ValueError):
                  # A full disk is no reason to end a run; what was asked for is in the marks, too.
                  self._path = None


      def read(path):
          """The changes of a steering log as (step, request), in their order. Raises ValueError for a line that is none."""
          changes = []
          with open(path) as lines:
              for number, line in enumerate(lines, 1):
                  if not line.strip():
                      continue
                  try:
                      told = json.loads(line)
                      step = told["step"]
                      changes.append((int(step), parse(told)))
                  except Exception as error:
                      raise ValueError("%s, line %d: %s" % (os.path.basename(path), number, error)) from None
          return sorted(changes, key=lambda change: change[0])

      """##
    ),
    (
      "viz_torch/tell.py",
      ##"""
      """What people are told, in one line on stderr."""

      from __future__ import annotations

      import sys


      def tell(text):
          """Tells it, where anybody listens: an output that is closed or full is no reason to end a run."""
          try:
              print("viz: " + text, file=sys.stderr)
          except (OSError, ValueError, AttributeError):
              pass

      """##
    ),
    (
      "viz_torch/wire.py",
      ##"""
      """The messages between a run and its viewers.

      A message is `viz1`, the length of its header and of its body (u32, little-endian), the header (a JSON object whose
      "kind" says what it is) and the body: tensors, row-major and little-endian, which the header's "tensors" tells of as
      safetensors does: {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}.

      Unknown kinds and members are skipped, so that either side may be the newer one within a version.
      """

      from __future__ import annotations

      import json
      import math
      import struct
      from array import array

      MAGIC = b"viz1"
      VERSION = 1
      _PREFIX = struct.Struct("<4sII")
      PREFIX_SIZE = _PREFIX.size
      # What a viewer may send at most; what it sends has no body.
      MOST_HEADER = 1 << 20


      _JSON = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


      class WireError(Exception):
          """What came is no message: the connection it came on ends."""


      def plain(value):
          """The value as JSON can say it: numbers that are not finite become null."""
          if isinstance(value, float):
              return value if math.isfinite(value) else None
          if isinstance(value, dict):
              return {str(key): plain(part) for key, part in value.items()}
          if isinstance(value, (list, tuple)):
              return [plain(part) for part in value]
          return value


      def encode(kind, members=None, tensors=()):
          """The bytes of a message; `tensors` is (name, dtype, shape, bytes), dtype as safetensors names it."""
          header = {"kind": kind}
          header.update(members or {})
          parts, offset = [], 0
          if tensors:
              told = {}
              for name, dtype, shape, data in tensors:
                  told[name] = {
                      "dtype": dtype,
                      "shape": list(shape),
                      "data_offsets": [offset, offset + len(data)],
                  }
                  parts.append(data)
                  offset += len(data)
              header["tensors"] = told
          try:
              text = _JSON.encode(header).encode()
          except ValueError:
              text = _JSON.encode(plain(header)).encode()
          return b"".join([_PREFIX.pack(MAGIC, len(text), offset), text] + parts)


      def doubles(numbers):
          """Numbers as the body of a tensor of dtype F64."""
          data = array("d", numbers)
          if struct.pack("=H", 1) != struct.pack("<H", 1):
              data.byteswap()
          return data.tobytes()


      class Decoder:
          """Takes bytes as they come and gives the headers of whole messages."""

          def __init__(self):
              self._bytes = bytearray()

          def feed(self, data):
              """The headers that `data` completes. Raises WireError for what is no message."""
              self._bytes += data
              headers = []
              while len(self._bytes) >= PREFIX_SIZE:
                  magic, header_size, body_size = _PREFIX.unpack_from(self._bytes)
                  if magic != MAGIC:
                      raise WireError("it does not begin with viz1")
                  # Before anything is kept for it.
                  if header_size > MOST_HEADER or body_size > 0:
                      raise WireError("it is too long")
                  end = PREFIX_SIZE + header_size
                  if len(self._bytes) < end:
                      break
                  try:
                      header = json.loads(bytes(self._bytes[PREFIX_SIZE:end]).decode("utf-8"))
                  except (ValueError, RecursionError):
                      raise WireError("its header is no JSON") from None
                  if not isinstance(header, dict) or not isinstance(header.get("kind"), str):
                      raise WireError("its header has no kind")
                  del self._bytes[:end]
                  headers.append(header)
              return headers

      """##
    ),
  ]
}
