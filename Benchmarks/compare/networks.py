"""Which networks are compared, and what must be reached.

A row is described once, in viz's notation, which is PyTorch's; each library makes its own network of it.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Network:
    """A row of the table."""

    name: str
    model: str
    loss: str
    optimizer: str
    rate: float
    batch: int
    features: int
    # PyTorch's fastest time over ours.
    must: float
    aim: float
    # How many steps a measurement takes: enough to outlast the clock, few enough to take turns often.
    engine_steps: int
    peer_steps: int
    # As many in one compiled loop of JAX.
    loop_steps: int = 1000

    @property
    def question(self):
        """The network as the engine's timer is told it."""
        return f"{self.batch} | {self.features} | {self.loss} | {self.optimizer} lr={self.rate} | {self.model}"

    @property
    def layers(self):
        """Each layer's name and its whole numbers."""
        return [(name, [int(number) for number in re.findall(r"\d+", arguments or "")])
                for name, arguments in re.findall(r"(\w+)(?:\(([^)]*)\))?", self.model)]

    @property
    def shapes(self):
        """The parameters' shapes, in the order of PyTorch's state dict."""
        shapes = []
        for name, numbers in self.layers:
            if name == "Linear":
                shapes += [(numbers[1], numbers[0]), (numbers[1],)]
            elif name == "Embedding":
                shapes.append(tuple(numbers))
        return shapes

    @property
    def flops(self):
        """What the matrix products of a step take: forward, by weight and, but for the first layer, by input."""
        products = [2 * self.batch * a * b for (name, (a, b)) in
                    [layer for layer in self.layers if layer[0] == "Linear"]]
        return 3 * sum(products) - (products[0] if self.layers[0][0] == "Linear" else 0)


NETWORKS = [
    Network(
        "2-4-2-1 tanh, batch 10, SGD", "Linear(2, 4), Tanh, Linear(4, 2), Tanh, Linear(2, 1), Tanh", "mse",
        "sgd", 0.03, batch=10, features=2, must=30, aim=100, engine_steps=50_000, peer_steps=100),
    Network(
        "2-8-8-1 tanh BCE, batch 32, SGD", "Linear(2, 8), Tanh, Linear(8, 8), Tanh, Linear(8, 1)",
        "bce-with-logits", "sgd", 0.3, batch=32, features=2, must=25, aim=60, engine_steps=20_000, peer_steps=100),
    Network(
        "text, batch 20, Adam", "Embedding(28, 20), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(20, 1), Sigmoid",
        "mse", "adam", 0.005, batch=20, features=6, must=40, aim=150, engine_steps=20_000, peer_steps=100),
    Network(
        "64-32-10 ReLU CE, batch 64, SGD", "Linear(64, 32), ReLU, Linear(32, 10)", "cross-entropy",
        "sgd", 0.03, batch=64, features=64, must=3, aim=6, engine_steps=1_000, peer_steps=100),
    Network(
        "784-128-10 ReLU CE, batch 64, SGD", "Linear(784, 128), ReLU, Linear(128, 10)", "cross-entropy",
        "sgd", 0.03, batch=64, features=784, must=0.8, aim=1.5, engine_steps=40, peer_steps=30, loop_steps=50),
    Network(
        "784-512-512-10 ReLU CE, batch 128, Adam",
        "Linear(784, 512), ReLU, Linear(512, 512), ReLU, Linear(512, 10)", "cross-entropy",
        "adam", 0.001, batch=128, features=784, must=0.7, aim=1.2, engine_steps=4, peer_steps=4, loop_steps=4),
]
LARGEST = NETWORKS[-1]


def named(name):
    """The network with a name."""
    return next(network for network in NETWORKS if network.name == name)
