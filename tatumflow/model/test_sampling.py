# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest
import torch

from ..runtime.errors import TatumError
from .sampling import choose, Sampling, Until


@pytest.mark.parametrize(("name", "value"), [
    ("n", 0), ("n", 1.5), ("n", True), ("seed", -1), ("seed", 2**63), ("seed", 0.5),
    ("temperature", -0.1), ("temperature", math.inf), ("temperature", math.nan),
    ("temperature", "1"), ("top_p", 0), ("top_p", 1.01), ("top_p", math.nan), ("min_p", 1),
    ("min_p", 1.5), ("min_p", -0.1), ("guidance", -1), ("guidance", math.inf),
    ("guidance", None),
])
def test_a_value_without_sense_is_refused_by_name(name, value):
    with pytest.raises(TatumError, match=f"^{name}은"):
        Sampling(**{name: value})


@pytest.mark.parametrize(("bars", "seconds", "told"), [
    (0, math.inf, "0마디"), (-1, math.inf, "-1마디"), (math.inf, math.inf, "끝없음"),
    (4, -2, "4마디, -2초"), (math.inf, 0, "0초"), (math.nan, math.inf, "nan마디")])
def test_a_length_without_sense_is_refused(bars, seconds, told):
    with pytest.raises(TatumError, match=f"길어야 하는데 {told}입니다"): Until(bars, seconds)


def test_the_way_is_done_when_the_first_length_is_reached():
    share = Until(bars=4, seconds=10).share(torch.tensor([1, 4]), torch.tensor([5.0, 8.0]))
    assert share.tolist() == pytest.approx([0.5, 1], abs=0.001) and share[1] >= 1


def test_the_ends_of_every_range_are_allowed():
    Sampling(n=1, seed=0, temperature=0, top_p=1, min_p=0, guidance=0)
    Sampling(np.int64(3), np.uint32(5), np.float32(0.5), 1e-9, 0.999, 100)


ODDS = torch.tensor([[0.5, 0.3, 0.15, 0.05]]).log()
EVENLY = torch.linspace(0, 0.999, 1000)


def shares(**how) -> list[float]:
    """How often each of the four tokens is chosen."""
    chosen = choose(ODDS.expand(1000, 4), EVENLY, **how)
    return (torch.bincount(chosen, minlength=4) / 1000).tolist()


def test_tokens_are_chosen_as_often_as_they_are_likely():
    assert shares() == pytest.approx([0.5, 0.3, 0.15, 0.05], abs=0.002)


def test_the_nucleus_leaves_out_the_tail():
    assert shares(top_p=0.9) == pytest.approx([0.5 / 0.95, 0.3 / 0.95, 0.15 / 0.95, 0], abs=0.002)
    assert shares(top_p=0.5) == [1, 0, 0, 0]
    assert shares(top_p=1e-9) == [1, 0, 0, 0]


def test_min_p_leaves_out_what_is_much_less_likely():
    assert shares(min_p=0.5) == pytest.approx([0.625, 0.375, 0, 0], abs=0.002)
    assert shares(min_p=0.999) == [1, 0, 0, 0]


def test_a_low_temperature_is_bolder_for_the_likely():
    squares = [0.25, 0.09, 0.0225, 0.0025]
    assert shares(temperature=0.5) == pytest.approx([p / 0.365 for p in squares], abs=0.002)


@pytest.mark.parametrize("temperature", [0, 0.0, 1e-300, 1e-30, 1e-4])
def test_temperature_zero_takes_the_likeliest(temperature):
    assert shares(temperature=temperature) == [1, 0, 0, 0]
    odds = torch.tensor([[0.0, 80.0, -torch.inf, 81.0]])
    assert choose(odds, torch.tensor([0.0]), temperature).item() == 3


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("how", [{}, {"top_p": 0.3}, {"min_p": 0.9}, {"temperature": 0.01}])
def test_nothing_is_chosen_that_has_no_probability(seed, how):
    impossible = torch.tensor([0, 1, 150, 298, 299])
    odds = torch.randn(2, 300, generator=torch.Generator().manual_seed(seed))
    odds = odds.index_fill(1, impossible, -torch.inf)
    ids = choose(odds, torch.tensor([0.0, 1 - 2**-24]), **how)  # the ends of what can be thrown
    assert odds.gather(1, ids[:, None]).isfinite().all()


def test_the_last_possible_token_can_be_chosen():
    odds = torch.zeros(1, 300).index_fill(1, torch.tensor([298, 299]), -torch.inf)
    assert choose(odds, torch.tensor([1 - 2**-24])).item() == 297
