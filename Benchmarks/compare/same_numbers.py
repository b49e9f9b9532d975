"""Initial weights and rows by a rule of whole numbers, exact in float32, so that no side has to be sent any.

Benchmarks/Sources/PeerTimes/ComparedNetwork.swift has the same rule and says what the numbers are.
"""

import numpy

WEIGHTS, FEATURES, TARGETS = range(3)


def whole(use, count, start=0):
    """Whole numbers below 65,536 that look random; each use has its own."""
    bits = numpy.arange(start, start + count, dtype=numpy.uint32) + numpy.uint32(use << 24)
    bits *= numpy.uint32(0x9E3779B1)
    bits = (bits ^ bits >> numpy.uint32(15)) * numpy.uint32(0x85EBCA77)
    return ((bits ^ bits >> numpy.uint32(13)) >> numpy.uint32(16)).astype(numpy.int64)


def fractions(use, count, start=0):
    """From −1 to below 1, multiples of 2⁻¹⁵."""
    return ((whole(use, count, start) - 32_768) / 32_768).astype(numpy.float32)


def weights(network):
    """The parameters, each within ±2⁻ᵏ, where 4ᵏ is the least power not below a matrix's columns."""
    result, start, bound = [], 0, 1.0
    for shape in network.shapes:
        if len(shape) == 2:
            bound = next(2.0**-k for k in range(64) if 4**k >= shape[1])
        count = int(numpy.prod(shape))
        result.append((fractions(WEIGHTS, count, start) * numpy.float32(bound)).reshape(shape))
        start += count
    return result


def batch(network):
    """The rows of one batch: features, and targets as the loss wants them."""
    rows, (first, numbers) = network.batch, network.layers[0]
    shape = (rows, network.features)
    count = rows * network.features
    x = whole(FEATURES, count) % numbers[0] if first == "Embedding" else fractions(FEATURES, count)
    if network.loss == "cross-entropy":
        return x.reshape(shape), whole(TARGETS, rows) % network.shapes[-1][0]
    return x.reshape(shape), (whole(TARGETS, rows) % 2).astype(numpy.float32).reshape(rows, 1)
