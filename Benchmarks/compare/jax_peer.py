"""JAX's side: the step compiled and called again and again, and many steps in one compiled loop.

Between the steps of the loop nothing can be looked at, so it is not what a program does that shows its training; it is
how fast the machine goes where nobody watches.
"""

import math

import jax
import jax.numpy as jnp

from . import same_numbers

FORMS = ["JAX", "JAX loop"]


def forward(network, parameters, x):
    """The prediction. Weights: [out, in], as PyTorch has them."""
    parameters = iter(parameters)
    for name, numbers in network.layers:
        if name == "Linear":
            x = x @ next(parameters).T + next(parameters)
        elif name == "Embedding":
            x = next(parameters)[x]
        elif name == "Transpose":
            x = x.swapaxes(*numbers)
        elif name == "AvgPool1d":
            x = x.reshape(*x.shape[:-1], -1, numbers[0]).mean(axis=-1)
        elif name == "Squeeze":
            x = x.squeeze()
        else:
            x = {"Tanh": jnp.tanh, "ReLU": jax.nn.relu, "Sigmoid": jax.nn.sigmoid}[name](x)
    return x


def mean_loss(network, parameters, x, y):
    p = forward(network, parameters, x)
    if network.loss == "mse":
        return jnp.mean((p - y) ** 2)
    if network.loss == "bce-with-logits":
        return jnp.mean((1 - y) * p - jax.nn.log_sigmoid(p))
    return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(p), y[:, None], axis=1))


def update(network, parameters, state, gradients):
    """The next weights, and the optimizer's state: nothing for SGD; t, m and v for Adam."""
    tree = jax.tree.map
    if network.optimizer == "sgd":
        return tree(lambda w, g: w - network.rate * g, parameters, gradients), state
    t, m, v = state
    t += 1
    m = tree(lambda m, g: 0.9 * m + (1 - 0.9) * g, m, gradients)
    v = tree(lambda v, g: 0.999 * v + (1 - 0.999) * g * g, v, gradients)
    # In float32, 1 − 0.999ᵗ would lose four of its seven figures at first.
    rate = network.rate / -jnp.expm1(t * math.log(0.9))
    root = jnp.sqrt(-jnp.expm1(t * math.log(0.999)))
    return tree(lambda w, m, v: w - rate * m / (jnp.sqrt(v) / root + 1e-8), parameters, m, v), (t, m, v)


class JaxRun:
    """A network on its batch."""

    def __init__(self, network, form):
        self.is_loop = form == "JAX loop"
        self.steps = network.loop_steps if self.is_loop else network.peer_steps
        x, y = same_numbers.batch(network)
        # Whole numbers with 32 bits are JAX's own.
        self.batch = tuple(jnp.asarray(v.astype("int32") if v.dtype.kind == "i" else v) for v in (x, y))
        parameters = [jnp.asarray(w) for w in same_numbers.weights(network)]
        state = () if network.optimizer == "sgd" else (
            jnp.float32(0), [jnp.zeros_like(w) for w in parameters], [jnp.zeros_like(w) for w in parameters])
        self.trained = parameters, state

        def mean(parameters, x, y):
            return mean_loss(network, parameters, x, y)

        def step(trained, x, y):
            parameters, state = trained
            loss, gradients = jax.value_and_grad(mean)(parameters, x, y)
            return update(network, parameters, state, gradients), loss

        def loop(trained, x, y, count):
            return jax.lax.fori_loop(0, count, lambda _, trained: step(trained, x, y)[0], trained)

        # The old weights' memory is given to the new ones, as in place.
        self.step, self.loop = jax.jit(step, donate_argnums=0), jax.jit(loop, donate_argnums=0)
        self.mean = jax.jit(mean)

    def advance(self, count):
        trained, step, batch = self.trained, self.step, self.batch
        if self.is_loop:
            trained = self.loop(trained, *batch, count)
        else:
            for _ in range(count):
                trained, _loss = step(trained, *batch)
        self.trained = jax.block_until_ready(trained)

    def loss(self):
        return float(self.mean(self.trained[0], *self.batch))


run = JaxRun
