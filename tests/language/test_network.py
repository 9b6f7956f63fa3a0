"""The arithmetic behind the sentence encoders: packing, and the table of GELU."""

from __future__ import annotations

import math

import numpy as np

from promiselint.language.network import _bent, packed, unpacked


def test_what_is_packed_in_four_bits_comes_back_within_half_a_step() -> None:
    weights = np.random.default_rng(1).standard_normal((5, 96)).astype(np.float32)
    blocks = packed(weights)
    assert blocks.shape == (5, 3, 18)
    steps = np.repeat(np.abs(weights.reshape(5, 3, 32)).max(-1) / 8, 32, axis=1)
    # The side away from the largest number has one step less.
    assert np.all(np.abs(unpacked(blocks) - weights) <= steps * 1.01)


def test_nothing_but_noughts_stays_nothing() -> None:
    assert not unpacked(packed(np.zeros((2, 32), np.float32))).any()


def test_the_bend_is_that_of_the_normal_distribution() -> None:
    numbers = np.array([-30.0, -8.01, -3.3, -1.0, -0.001, 0.0, 0.4, 2.0, 7.99, 12.5], np.float32)
    wanted = [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in numbers.tolist()]
    assert np.allclose(_bent(numbers), wanted, atol=0.003)
