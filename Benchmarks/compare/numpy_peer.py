"""NumPy's side: forward and backward written out by hand, in float32 as the others."""

import numpy

from . import same_numbers

FORMS = ["NumPy"]


class Linear:
    """y = x·Wᵀ + b. x: [batch, in], W: [out, in], b: [out]"""

    def __init__(self, weight, bias):
        self.weight, self.bias = self.parameters = weight, bias

    def forward(self, x):
        self.x = x
        return x @ self.weight.T + self.bias

    def gradients(self, dy):
        return dy.T @ self.x, dy.sum(axis=0)

    def backward(self, dy):
        return dy @ self.weight


class Embedding:
    """y = W[x]. x: [batch, length], W: [entries, dimension]"""

    def __init__(self, weight):
        self.weight, = self.parameters = weight,

    def forward(self, x):
        self.x = x
        return self.weight[x]

    def gradients(self, dy):
        dw = numpy.zeros_like(self.weight)
        numpy.add.at(dw, self.x, dy)
        return dw,


class Elementwise:
    """An activation, with its derivative written by what comes out."""

    FUNCTIONS = {
        "Tanh": (numpy.tanh, lambda y: 1 - y * y),
        "ReLU": (lambda x: numpy.maximum(x, 0), lambda y: y > 0),
        "Sigmoid": (lambda x: 1 / (1 + numpy.exp(-x)), lambda y: y * (1 - y)),
    }
    parameters = ()

    def __init__(self, name):
        self.function, self.derivative = self.FUNCTIONS[name]

    def forward(self, x):
        self.y = self.function(x)
        return self.y

    def backward(self, dy):
        return dy * self.derivative(self.y)


class PoolText:
    """The mean over the text: Transpose(1, 2), AvgPool1d over all of it, and Squeeze. x: [batch, length, dimension]"""

    parameters = ()

    def forward(self, x):
        self.shape = x.shape
        return x.mean(axis=1)

    def backward(self, dy):
        return numpy.broadcast_to(dy[:, None, :] / self.shape[1], self.shape)


def layers(network):
    """The network's layers with their initial weights; the three that pool a text are one."""
    weights = iter(same_numbers.weights(network))
    result = []
    for name, _ in network.layers:
        if name == "Linear":
            result.append(Linear(next(weights), next(weights)))
        elif name == "Embedding":
            result.append(Embedding(next(weights)))
        elif name == "Transpose":
            result.append(PoolText())
        elif name not in ("AvgPool1d", "Squeeze"):
            result.append(Elementwise(name))
    return result


def mse(p, y):
    return numpy.mean((p - y) ** 2), 2 / p.size * (p - y)


def bce_with_logits(p, y):
    loss = numpy.mean(numpy.maximum(p, 0) - p * y + numpy.log1p(numpy.exp(-abs(p))))
    return loss, (1 / (1 + numpy.exp(-p)) - y) / p.size


def cross_entropy(p, y):
    e = numpy.exp(p - p.max(axis=1, keepdims=True))
    softmax = e / e.sum(axis=1, keepdims=True)
    rows = numpy.arange(len(y))
    loss = -numpy.mean(numpy.log(softmax[rows, y]))
    softmax[rows, y] -= 1
    return loss, softmax / numpy.float32(len(y))


LOSSES = {"mse": mse, "bce-with-logits": bce_with_logits, "cross-entropy": cross_entropy}


class SGD:
    def __init__(self, parameters, rate):
        self.parameters, self.rate = parameters, rate

    def step(self, gradients):
        for w, g in zip(self.parameters, gradients):
            w -= self.rate * g


class Adam:
    def __init__(self, parameters, rate):
        self.parameters, self.rate, self.t = parameters, rate, 0
        self.m, self.v = ([numpy.zeros_like(w) for w in parameters] for _ in range(2))

    def step(self, gradients):
        self.t += 1
        rate, root = self.rate / (1 - 0.9**self.t), (1 - 0.999**self.t) ** 0.5
        for w, g, m, v in zip(self.parameters, gradients, self.m, self.v):
            m *= 0.9
            m += (1 - 0.9) * g
            v *= 0.999
            v += (1 - 0.999) * g * g
            w -= rate * m / (numpy.sqrt(v) / root + 1e-8)


OPTIMIZERS = {"sgd": SGD, "adam": Adam}


class NumpyRun:
    """A network on its batch."""

    def __init__(self, network, form):
        self.layers, self.criterion = layers(network), LOSSES[network.loss]
        self.x, self.y = same_numbers.batch(network)
        self.optimizer = OPTIMIZERS[network.optimizer](
            [parameter for layer in self.layers for parameter in layer.parameters], network.rate)
        self.steps = network.peer_steps

    def forward(self):
        """The loss, and its gradient by the prediction."""
        x = self.x
        for layer in self.layers:
            x = layer.forward(x)
        return self.criterion(x, self.y)

    def advance(self, count):
        first = self.layers[0]
        for _ in range(count):
            _, dy = self.forward()
            gradients = []
            for layer in reversed(self.layers):
                if layer.parameters:
                    gradients[:0] = layer.gradients(dy)
                # Nobody asks for the gradient by the data.
                if layer is not first:
                    dy = layer.backward(dy)
            self.optimizer.step(gradients)

    def loss(self):
        return float(self.forward()[0])


run = NumpyRun
