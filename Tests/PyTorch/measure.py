"""What watching costs a step of training: bare, hooks alone, and a viewer with its screen open take turns."""

import multiprocessing
import os
import random
import select
import statistics
import sys
import time

os.environ["VIZ_RUN"] = "measure-%d" % os.getpid()

import viewer  # noqa: E402
from support import RUN, torch  # noqa: E402

BLOCK = 0.4


def look(run, name, is_open, frames):
    """A viewer in a process of its own; it looks while `is_open` is set."""
    one = viewer.Viewer(viewer.find(run))
    has_asked = False
    while True:
        if is_open.is_set() != has_asked:
            has_asked = is_open.is_set()
            names = [name] if has_asked else []
            one.want(*names, rate=30 if has_asked else 0, rows=40, columns=64, summaries=has_asked)
        if not one.bytes and not select.select([one.socket], [], [], 0.02)[0]:
            continue
        try:
            if one.message()["kind"] == "frame":
                frames.value += 1
        except (EOFError, OSError):
            return


class Hooks:
    """Ours, to be taken out and put in again."""

    def __init__(self):
        module = sys.modules["torch.optim.optimizer"]
        self.places = [module._global_optimizer_pre_hooks, module._global_optimizer_post_hooks]
        self.kept = [dict(place) for place in self.places]
        self.backward = torch.autograd.backward

    def set(self, are_in):
        """In or out."""
        for place, kept in zip(self.places, self.kept):
            place.clear()
            place.update(kept if are_in else {})
        torch.autograd.backward = self.backward if are_in else self.backward.__wrapped__


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    torch.manual_seed(0)
    torch.set_num_threads(1)
    linear, relu = torch.nn.Linear, torch.nn.ReLU
    model = torch.nn.Sequential(linear(784, 512), relu(), linear(512, 512), relu(), linear(512, 10))
    optimizer = torch.optim.Adam(model.parameters())
    rows, classes = torch.randn(128, 784), torch.randint(0, 10, (128,))

    def step():
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(rows), classes).backward()
        optimizer.step()

    step()
    context = multiprocessing.get_context("spawn")
    is_open, frames = context.Event(), context.Value("i", 0)
    process = context.Process(target=look, args=(os.environ["VIZ_RUN"], "0.weight", is_open, frames), daemon=True)
    process.start()
    while RUN.reporter.viewer_count == 0:
        step()
    hooks, times, own = Hooks(), {"bare": [], "hooks": [], "screen": []}, []
    seen, watched = 0, 0.0
    # In an order of its own each round, so that none gains by its place.
    order = random.Random(0)
    for mode in [mode for _ in range(rounds) for mode in order.sample(list(times), 3)]:
        hooks.set(mode != "bare")
        if mode == "screen":
            is_open.set()
        else:
            is_open.clear()
        # What the block before left is not this one's.
        settled = time.perf_counter() + 0.15
        while time.perf_counter() < settled:
            step()
        spent, before, first = RUN.spent, frames.value, time.perf_counter()
        count = 0
        while time.perf_counter() - first < BLOCK:
            step()
            count += 1
        elapsed = time.perf_counter() - first
        times[mode].append(elapsed / count)
        if mode == "hooks":
            own.append((RUN.spent - spent) / elapsed)
        if mode == "screen":
            seen, watched = seen + frames.value - before, watched + elapsed
    hooks.set(True)
    # Blocks side by side: what others on the machine take away is taken from both.
    def more(mode):
        return statistics.median(b / a for a, b in zip(times["bare"], times[mode])) - 1

    print("a step of 784-512-512-10, batch 128, Adam, one thread: %.2f ms" % (1e3 * min(times["bare"])))
    print("hooks alone, by the clock: %+.2f %%" % (100 * more("hooks")))
    share = 100 * statistics.median(own)
    print("hooks alone, their own time: %.3f %% (must 0.3: %s)" % (share, "reached" if share < 0.3 else "short"))
    cost = 100 * more("screen")
    print("with the screen open, %.0f frames/s: %+.2f %% (must 2: %s)"
          % (seen / watched, cost, "reached" if cost < 2 else "short"))


if __name__ == "__main__":
    main()
