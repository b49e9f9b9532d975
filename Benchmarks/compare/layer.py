"""The article's layer, Linear → sigmoid → MSE on one sample, from the article's size to 1024."""

import json
import subprocess
import sys

import numpy
import torch

from . import timing
from .numpy_peer import OPTIMIZERS

# How many steps a measurement takes, by size: enough to outlast the clock, few enough to take turns often.
ENGINE_STEPS = {2: 200_000, 8: 100_000, 32: 20_000, 128: 1_000, 512: 60, 1024: 20}
PEER_STEPS = {2: 200, 8: 200, 32: 200, 128: 100, 512: 30, 1024: 10}
# What each row must reach and what it aims at, as the peer's time over ours.
LIMITS = {8: (20, 200), 32: (8, 30), 128: (1.5, 5), 512: (0.8, 1.2), 1024: (0.8, 1.2)}
RATES = {"sgd": 0.1, "adam": 0.001}


def sample(size):
    """x and y: [size] each; the article's where it has them, else numbers that are exact in float32."""
    if size == 2:
        return [-0.5, 0.1], [0.1, 0.2]
    return [(i * 37 % 19 - 9) / 16 for i in range(size)], [(i % 7 + 1) / 16 for i in range(size)]


def initial_layer(size):
    """As `torch.manual_seed(0)` makes it."""
    torch.manual_seed(0)
    return torch.nn.Linear(size, size, bias=False)


class TorchRun:
    """With an optimizer of torch.optim, as an article's loop writes it."""

    def __init__(self, size, optimizer, **form):
        self.layer = initial_layer(size)
        x, y = sample(size)
        self.x, self.y = torch.tensor([x]), torch.tensor([y])
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer]
        self.optimizer = kind(self.layer.parameters(), lr=RATES[optimizer], **form)

    def step(self):
        self.optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(torch.sigmoid(self.layer(self.x)), self.y)
        loss.backward()
        self.optimizer.step()

    def weight(self):
        return self.layer.weight.detach().numpy()


class NumpyRun:
    """The same derived by hand. W: [size, size], x and y: [size], in float32 as the others."""

    def __init__(self, size, optimizer):
        self.w = initial_layer(size).weight.detach().numpy().copy()
        self.x, self.y = (numpy.array(v, dtype=numpy.float32) for v in sample(size))
        self.optimizer = OPTIMIZERS[optimizer]([self.w], RATES[optimizer])

    def step(self):
        p = 1 / (1 + numpy.exp(-(self.w @ self.x)))
        self.loss = numpy.mean((p - self.y) ** 2)
        self.optimizer.step([numpy.outer(2 / len(p) * (p - self.y) * p * (1 - p), self.x)])

    def weight(self):
        return self.w


PEERS = {
    "PyTorch": TorchRun,
    "for-loop": lambda size, optimizer: TorchRun(size, optimizer, foreach=False),
    "fused": lambda size, optimizer: TorchRun(size, optimizer, fused=True),
    "NumPy": NumpyRun,
}


def check(viz, optimizer, size):
    """The largest difference between anyone's weights after five steps; all must have trained the same."""
    x, y = (",".join(map(str, values)) for values in sample(size))
    trace = subprocess.run(
        [viz, "trace", "--seed", "0", "--size", str(size), "--input", x, "--target", y, "--optimizer", optimizer,
         "--steps", "5", "--every", "5"], capture_output=True, text=True, check=True)
    ours = numpy.array(json.loads(trace.stdout.splitlines()[-1])["weights"])
    worst = 0.0
    for make in PEERS.values():
        run = make(size, optimizer)
        for _ in range(5):
            run.step()
        worst = max(worst, float(numpy.abs(run.weight() - ours).max()))
    if not worst < 1e-5:
        sys.exit(f"the weights differ by {worst:.1e} after 5 steps of {optimizer} at n = {size}: not the same steps")
    return worst


def table(engine, viz, verdicts):
    """A row for each size and optimizer."""
    print(timing.header("one training step", 18, PEERS) + f"{'max |ΔW|':>12}")
    for size in ENGINE_STEPS:
        for optimizer in RATES:
            worst = check(viz, optimizer, size)
            runs = {name: make(size, optimizer) for name, make in PEERS.items()}
            for run in runs.values():
                timing.seconds(run.step, 5)
            questions = {"viz": lambda: engine.number(f"step {optimizer} {size} {ENGINE_STEPS[size]}")}
            for name, run in runs.items():
                questions[name] = lambda run=run: timing.seconds(run.step, PEER_STEPS[size])
            best = timing.measure(questions)
            print(f"{optimizer.upper():<5} n = {size:<8}{timing.time_text(best['viz']):>9}"
                  f"{timing.cells(best, PEERS)}{worst:>12.1e}", flush=True)
            ratios = {name: best[name] / best["viz"] for name in PEERS}
            if size == 2 and optimizer == "adam":
                verdicts.add("article step with Adam, against PyTorch", ratios["PyTorch"], 300, 1000)
                verdicts.add("article step with Adam, against NumPy", ratios["NumPy"], 40, 150)
            elif size > 2:
                fastest = min(ratios[name] for name in PEERS if name != "NumPy")
                verdicts.add(
                    f"{optimizer.upper()} at n = {size}, against PyTorch's fastest", fastest, *LIMITS[size])
