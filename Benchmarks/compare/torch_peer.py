"""PyTorch's side: a module and an optimizer of torch.optim, as a loop over batches that are at hand writes it."""

import os

import torch

from . import same_numbers

torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))

# What each form passes to the optimizer. Which of them is fastest depends on the size.
OPTIONS = {"PyTorch": {}, "for-loop": {"foreach": False}, "fused": {"fused": True}}
FORMS = list(OPTIONS)

LOSSES = {
    "mse": torch.nn.MSELoss,
    "bce-with-logits": torch.nn.BCEWithLogitsLoss,
    "cross-entropy": torch.nn.CrossEntropyLoss,
}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


class Transpose(torch.nn.Module):
    def __init__(self, *axes):
        super().__init__()
        self.axes = axes

    def forward(self, x):
        return x.transpose(*self.axes)


class Squeeze(torch.nn.Module):
    def forward(self, x):
        return x.squeeze()


class TorchRun:
    """A network on its batch."""

    def __init__(self, network, form):
        own = {"Transpose": Transpose, "Squeeze": Squeeze}
        self.network = torch.nn.Sequential(
            *((own.get(name) or getattr(torch.nn, name))(*numbers) for name, numbers in network.layers))
        with torch.no_grad():
            for parameter, weights in zip(self.network.parameters(), same_numbers.weights(network), strict=True):
                parameter.copy_(torch.from_numpy(weights))
        self.x, self.y = map(torch.from_numpy, same_numbers.batch(network))
        self.criterion = LOSSES[network.loss]()
        self.optimizer = OPTIMIZERS[network.optimizer](self.network.parameters(), lr=network.rate, **OPTIONS[form])
        self.steps = network.peer_steps

    def advance(self, count):
        network, criterion, optimizer, x, y = self.network, self.criterion, self.optimizer, self.x, self.y
        for _ in range(count):
            optimizer.zero_grad()
            loss = criterion(network(x), y)
            loss.backward()
            optimizer.step()

    def loss(self):
        with torch.no_grad():
            return self.criterion(self.network(self.x), self.y).item()


run = TorchRun
