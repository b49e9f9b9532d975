"""Measures viz's engine beside PyTorch and NumPy doing the same steps with the same numbers, on one thread.

Called by scripts/compare with the two programs to ask: the timer of the engine, and viz itself.
"""

import json
import os
import subprocess
import sys
import time

for variable in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy
import torch

torch.set_num_threads(1)

ROUNDS = 7
# How many steps a measurement takes, by size: enough to outlast the clock, few enough to take turns often.
ENGINE_STEPS = {2: 200_000, 8: 100_000, 32: 20_000, 128: 1_000, 512: 60, 1024: 20}
PEER_STEPS = {2: 200, 8: 200, 32: 200, 128: 100, 512: 30, 1024: 10}
# What each row must reach and what it aims at, as the peer's time over ours.
LIMITS = {8: (20, 200), 32: (8, 30), 128: (1.5, 5), 512: (0.8, 1.2), 1024: (0.8, 1.2)}


def sample(size):
    """x and y: [size] each; the article's where it has them, else numbers that are exact in float32."""
    if size == 2:
        return [-0.5, 0.1], [0.1, 0.2]
    return [(i * 37 % 19 - 9) / 16 for i in range(size)], [(i % 7 + 1) / 16 for i in range(size)]


class TorchRun:
    """Linear → sigmoid → MSE with an optimizer of torch.optim, as an article's loop writes it."""

    def __init__(self, size, optimizer, **form):
        torch.manual_seed(0)
        self.layer = torch.nn.Linear(size, size, bias=False)
        x, y = sample(size)
        self.x, self.y = torch.tensor([x]), torch.tensor([y])
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[optimizer]
        rate = {"sgd": 0.1, "adam": 0.001}[optimizer]
        self.optimizer = kind(self.layer.parameters(), lr=rate, **form)

    def step(self):
        self.optimizer.zero_grad()
        loss = torch.nn.functional.mse_loss(torch.sigmoid(self.layer(self.x)), self.y)
        loss.backward()
        self.optimizer.step()

    def weight(self):
        return self.layer.weight.detach().numpy()


class NumpyRun:
    """The same derived by hand: W: [size, size], x and y: [size], in float32 as the others."""

    def __init__(self, size, optimizer):
        torch.manual_seed(0)
        self.w = torch.nn.Linear(size, size, bias=False).weight.detach().numpy().copy()
        self.x, self.y = (numpy.array(v, dtype=numpy.float32) for v in sample(size))
        self.t, self.m, self.v = 0, numpy.zeros_like(self.w), numpy.zeros_like(self.w)
        self.step = {"sgd": self.step_sgd, "adam": self.step_adam}[optimizer]

    def gradient(self):
        p = 1 / (1 + numpy.exp(-(self.w @ self.x)))
        self.loss = numpy.mean((p - self.y) ** 2)
        return numpy.outer(2 / len(p) * (p - self.y) * p * (1 - p), self.x)

    def step_sgd(self):
        self.w -= 0.1 * self.gradient()

    def step_adam(self):
        g = self.gradient()
        self.t += 1
        self.m = 0.9 * self.m + (1 - 0.9) * g
        self.v = 0.999 * self.v + (1 - 0.999) * g * g
        self.w -= 0.001 * (self.m / (1 - 0.9**self.t)) / (numpy.sqrt(self.v / (1 - 0.999**self.t)) + 1e-8)

    def weight(self):
        return self.w


PEERS = {
    "sgd": {
        "PyTorch": lambda size: TorchRun(size, "sgd"),
        "for-loop": lambda size: TorchRun(size, "sgd", foreach=False),
        "fused": lambda size: TorchRun(size, "sgd", fused=True),
        "NumPy": lambda size: NumpyRun(size, "sgd"),
    },
    "adam": {
        "PyTorch": lambda size: TorchRun(size, "adam"),
        "for-loop": lambda size: TorchRun(size, "adam", foreach=False),
        "fused": lambda size: TorchRun(size, "adam", fused=True),
        "NumPy": lambda size: NumpyRun(size, "adam"),
    },
}


class NetworkRun:
    """A network on one batch of random numbers, as a loop over batches that are at hand writes it."""

    def __init__(self, network, loss, x, y, optimizer, **form):
        torch.manual_seed(0)
        self.network, self.loss, self.x, self.y = network(), loss, x, y
        kind, rate = {"sgd": (torch.optim.SGD, 0.03), "adam": (torch.optim.Adam, 0.005)}[optimizer]
        self.optimizer = kind(self.network.parameters(), lr=rate, **form)

    def step(self):
        self.optimizer.zero_grad()
        self.loss(self.network(self.x), self.y).backward()
        self.optimizer.step()


class TextNetwork(torch.nn.Module):
    """The sentence's vector by average pooling, then one output."""

    def __init__(self):
        super().__init__()
        self.embedding, self.pool, self.linear = (
            torch.nn.Embedding(28, 20), torch.nn.AvgPool1d(6), torch.nn.Linear(20, 1))

    def forward(self, x):
        return torch.sigmoid(self.linear(self.pool(self.embedding(x).transpose(1, 2)).squeeze()))


def playground(*sizes, ends=True):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.Tanh()]
    return torch.nn.Sequential(*(layers if ends else layers[:-1]))


# What the engine is asked, what PyTorch does, and what must be reached and is aimed at.
NETWORKS = [
    ("2-4-2-1 tanh, batch 10, SGD", "circle 10 200000 mse sgd Linear(2, 4), Tanh, Linear(4, 2), Tanh, Linear(2, 1), Tanh",
     lambda: (lambda: playground(2, 4, 2, 1), torch.nn.MSELoss(), torch.randn(10, 2), torch.ones(10, 1)), 30, 100),
    ("2-8-8-1 tanh BCE, batch 32, SGD",
     "spiral 32 100000 bce-with-logits sgd Linear(2, 8), Tanh, Linear(8, 8), Tanh, Linear(8, 1)",
     lambda: (lambda: playground(2, 8, 8, 1, ends=False), torch.nn.BCEWithLogitsLoss(), torch.randn(32, 2),
              torch.ones(32, 1)), 25, 60),
    ("text, batch 20, Adam",
     "text 20 100000 mse adam Embedding(28, 20), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(20, 1), Sigmoid",
     lambda: (TextNetwork, torch.nn.MSELoss(), torch.randint(28, (20, 6)), torch.ones(20, 1)), 40, 150),
]


class Engine:
    """The engine's own timer, asked line by line."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)

    def seconds(self, question):
        self.process.stdin.write(question + "\n")
        return float(self.process.stdout.readline())


def seconds(action, count):
    start = time.perf_counter()
    for _ in range(count):
        action()
    return (time.perf_counter() - start) / count


def measure(ours, theirs):
    """The least time of each in rounds that take turns: what others on the machine take away is not ours to count."""
    best = {}
    for _ in range(ROUNDS):
        for name, question in [("viz", ours), *theirs.items()]:
            best[name] = min(best.get(name, float("inf")), question())
    return best


def check_numbers(viz, optimizer, size):
    """The largest difference between anyone's weights after five steps; all must have trained the same."""
    x, y = (",".join(map(str, values)) for values in sample(size))
    trace = subprocess.run(
        [viz, "trace", "--seed", "0", "--size", str(size), "--input", x, "--target", y, "--optimizer", optimizer,
         "--steps", "5", "--every", "5"], capture_output=True, text=True, check=True)
    ours = numpy.array(json.loads(trace.stdout.splitlines()[-1])["weights"])
    worst = 0.0
    for make in PEERS[optimizer].values():
        run = make(size)
        for _ in range(5):
            run.step()
        worst = max(worst, float(numpy.abs(run.weight() - ours).max()))
    if not worst < 1e-5:
        sys.exit(f"the weights differ by {worst:.1e} after 5 steps of {optimizer} at n = {size}: not the same steps")
    return worst


def time_text(value):
    for unit, scale in (("s", 1), ("ms", 1e3), ("µs", 1e6)):
        if value * scale >= 1:
            return f"{value * scale:.3g} {unit}"
    return f"{value * 1e9:.0f} ns"


class Verdicts:
    """One line for each row of the table of goals, printed at the end."""

    def __init__(self):
        self.lines, self.failed = [], False

    def add(self, what, ratio, must, aim):
        if ratio >= aim:
            word = "reached, and the aim"
        elif ratio >= must:
            word = f"reached; {aim / ratio:.2f}× short of the aim"
        else:
            word, self.failed = f"SHORT by {must / ratio:.2f}×", True
        self.lines.append(f"{what:<44} {ratio:8.4g}×   must {must:g}×, aim {aim:g}×: {word}")


def main(timer, viz):
    engine, verdicts = Engine(timer), Verdicts()
    print(f"PyTorch {torch.__version__}, NumPy {numpy.__version__}, one thread, least of {ROUNDS} turns each\n")
    names = list(PEERS["adam"])
    print(f"{'one training step':<18}{'viz':>9}" + "".join(f"{name:>19}" for name in names) + f"{'max |ΔW|':>12}")
    for size in ENGINE_STEPS:
        for optimizer in PEERS:
            worst = check_numbers(viz, optimizer, size)
            runs = {name: make(size) for name, make in PEERS[optimizer].items()}
            for run in runs.values():
                seconds(run.step, 5)
            best = measure(
                lambda: engine.seconds(f"step {optimizer} {size} {ENGINE_STEPS[size]}"),
                {name: lambda run=run: seconds(run.step, PEER_STEPS[size]) for name, run in runs.items()})
            ratios = {name: best[name] / best["viz"] for name in names}
            cells = "".join(f"{time_text(best[n]):>10} {ratios[n]:7.3g}×" for n in names)
            print(f"{optimizer.upper():<5} n = {size:<8}{time_text(best['viz']):>9}{cells}{worst:>12.1e}", flush=True)
            if size == 2 and optimizer == "adam":
                verdicts.add("article step with Adam, against PyTorch", ratios["PyTorch"], 300, 1000)
                verdicts.add("article step with Adam, against NumPy", ratios["NumPy"], 40, 150)
            elif size > 2:
                fastest = min(ratios[name] for name in names if name != "NumPy")
                verdicts.add(
                    f"{optimizer.upper()} at n = {size}, against PyTorch's fastest", fastest, *LIMITS[size])
    networks(engine, verdicts)
    pool(engine, verdicts)
    print("\n" + "\n".join(verdicts.lines))
    return 1 if verdicts.failed else 0


def networks(engine, verdicts):
    forms = {"PyTorch": {}, "for-loop": {"foreach": False}, "fused": {"fused": True}}
    print(f"\n{'one step of a network':<34}{'viz':>9}" + "".join(f"{name:>19}" for name in forms))
    for name, question, make, must, aim in NETWORKS:
        optimizer = "adam" if "Adam" in name else "sgd"
        runs = {form: NetworkRun(*make(), optimizer, **options) for form, options in forms.items()}
        for run in runs.values():
            seconds(run.step, 20)
        best = measure(
            lambda: engine.seconds(f"network {question}"),
            {form: lambda run=run: seconds(run.step, 200) for form, run in runs.items()})
        ratios = {form: best[form] / best["viz"] for form in forms}
        cells = "".join(f"{time_text(best[form]):>10} {ratios[form]:7.3g}×" for form in forms)
        print(f"{name:<34}{time_text(best['viz']):>9}{cells}", flush=True)
        verdicts.add(f"{name}, against PyTorch's fastest", min(ratios.values()), must, aim)


def pool(engine, verdicts):
    print(f"\n{'pooling after the swap':<26}{'viz':>10}{'PyTorch':>10}{'ratio':>9}{'NumPy':>10}{'ratio':>9}")
    for shape, kernel, count in (((3, 4, 5), 4, 2000), ((64, 512, 256), 512, 10), ((64, 512, 256), 4, 5)):
        x = torch.rand(shape)
        layer, array = torch.nn.AvgPool1d(kernel), x.numpy()
        samples, length, vector = shape

        def numpy_pool():
            return array.swapaxes(1, 2).reshape(samples, vector, length // kernel, kernel).mean(axis=3)

        peer_count = min(count, 200)
        best = measure(
            lambda: engine.seconds(f"pool {samples} {length} {vector} {kernel} {count}"),
            {"PyTorch": lambda: seconds(lambda: layer(x.transpose(1, 2)), peer_count),
             "NumPy": lambda: seconds(numpy_pool, 1 if length > 4 else peer_count)})
        words = "×".join(map(str, shape)) + f", k = {kernel}"
        ratio, other = best["PyTorch"] / best["viz"], best["NumPy"] / best["viz"]
        print(f"{words:<26}{time_text(best['viz']):>10}{time_text(best['PyTorch']):>10}{ratio:>8.3g}×"
              f"{time_text(best['NumPy']):>10}{other:>8.3g}×")
        if kernel == 512:
            floor = min(seconds(x.sum, 5) for _ in range(ROUNDS))
            print(f"  reading those {x.nbytes / 1e6:.0f} MB once, torch.sum: {time_text(floor)}")
            verdicts.add(f"pooling {words}, against PyTorch", ratio, 1, 2)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
