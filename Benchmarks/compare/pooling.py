"""The article's pooling over the text axis, with the swap of axes before it."""

import torch

from . import timing


def table(engine, verdicts):
    """A row for each shape."""
    print(f"\n{timing.header('pooling after the swap', 24, ('PyTorch', 'NumPy'))}")
    for shape, kernel, count in (((3, 4, 5), 4, 2000), ((64, 512, 256), 512, 10), ((64, 512, 256), 4, 5)):
        x = torch.rand(shape)
        layer, array = torch.nn.AvgPool1d(kernel), x.numpy()
        samples, length, vector = shape

        def numpy_pool():
            return array.swapaxes(1, 2).reshape(samples, vector, length // kernel, kernel).mean(axis=3)

        peer_count = min(count, 200)
        best = timing.measure({
            "viz": lambda: engine.number(f"pool {samples} {length} {vector} {kernel} {count}"),
            "PyTorch": lambda: timing.seconds(lambda: layer(x.transpose(1, 2)), peer_count),
            "NumPy": lambda: timing.seconds(numpy_pool, 1 if length > 4 else peer_count)})
        words = "×".join(map(str, shape)) + f", k = {kernel}"
        print(f"{words:<24}{timing.time_text(best['viz']):>9}{timing.cells(best, ('PyTorch', 'NumPy'))}")
        if kernel == 512:
            floor = min(timing.seconds(x.sum, 5) for _ in range(timing.ROUNDS))
            print(f"  reading those {x.nbytes / 1e6:.0f} MB once, torch.sum: {timing.time_text(floor)}")
            verdicts.add(f"pooling {words}, against PyTorch", best["PyTorch"] / best["viz"], 1, 2)
