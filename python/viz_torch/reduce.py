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
