"""Many takes at once: each is the one that is drawn alone."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import itertools
import math
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
import torch

from ..data.vocabulary import token_kinds
from .attention import KVCache
from .config import load_config, ModelConfig
from .reader import row_bytes
from .sampling import Sampling, Until
from .streaming import _split, _survivors, _uniforms, sample, stream
from .test_streaming import bars_of, decodes, same
from .transformer import Transformer


def test_the_same_seed_gives_the_same_takes(tiny, tokenizer, header):
    how, until = Sampling(n=3, temperature=2.0, seed=5), Until(bars=3)
    takes = sample(tiny, tokenizer, header, until, how)
    assert same(takes, sample(tiny, tokenizer, header, until, how))
    assert same(takes[1:], sample(tiny, tokenizer, header, until, replace(how, n=2, seed=6)))
    assert not any(map(np.array_equal, takes, takes[1:]))


def test_temperature_zero_gives_the_same_whatever_the_seed(tiny, tokenizer, header):
    first, second = sample(tiny, tokenizer, header, Until(bars=2), Sampling(n=2, temperature=0))
    assert np.array_equal(first, second)


def test_the_place_of_a_note_has_a_temperature_of_its_own(tiny, tokenizer, header):
    def first_tokens(temperature: float) -> list[set]:
        how = Sampling(n=12, onset_temperature=temperature)
        takes = sample(tiny, tokenizer, header, Until(bars=2), how)
        kinds = [token_kinds(tokenizer).kind[take] for take in takes]
        return [{take[kind == name][0] for take, kind in zip(takes, kinds)}
                for name in ("Position", "Pitch")]
    (few, some), (many, others) = (map(len, first_tokens(t)) for t in (1e-3, 1.0))
    assert few == 1 and min(some, many, others) >= 4


@pytest.mark.parametrize("over", list(itertools.product([False, True], repeat=5)))
def test_survivors_move_forward_alone(over):
    rows = _survivors(list(over))
    assert sorted(rows) == [row for row in range(5) if not over[row]]
    assert all(old >= new for new, old in enumerate(rows))


def test_number_i_is_thrown_with_its_own_seed():
    throws = list(itertools.islice(_uniforms(3, 7, "cpu"), 130))
    draw = torch.Generator().manual_seed(8)
    alone = torch.cat([torch.rand(64, generator=draw) for _ in range(3)])
    assert torch.equal(torch.stack(throws)[:, 1], alone[:130])


@pytest.mark.parametrize(("n", "most"), [(1, 1), (7, 1), (7, 2), (7, 3), (7, 7), (5, 100)])
@pytest.mark.parametrize("guidance", [1.0, 2.0])
def test_a_small_budget_splits_the_batch_and_keeps_the_seeds(tiny, monkeypatch, n, most, guidance):
    rows = 1 if guidance == 1 else 2
    monkeypatch.setattr("tatumflow.model.streaming._CACHE_BYTES",
                        most * rows * row_bytes(tiny.config) + 1)
    how = Sampling(n=n, seed=10, guidance=guidance, top_p=0.9)
    parts = _split(how, tiny.config)
    assert len(parts) == math.ceil(n / most) and max(part.n for part in parts) <= most
    assert [part.seed + i for part in parts for i in range(part.n)] == list(range(10, 10 + n))
    assert all(replace(part, n=n, seed=10) == how for part in parts)


def test_takes_of_a_split_batch_are_those_of_the_whole(tiny, tokenizer, header, monkeypatch):
    how = Sampling(n=5, seed=3, temperature=2.0, guidance=1.5)
    whole = sample(tiny, tokenizer, header, Until(bars=2), how)
    monkeypatch.setattr("tatumflow.model.streaming._CACHE_BYTES", 1)  # less than one take needs
    with mock.patch("tatumflow.model.streaming.stream", side_effect=stream) as streams:
        assert same(sample(tiny, tokenizer, header, Until(bars=2), how), whole)
    assert [call.args[4].n for call in streams.call_args_list] == [1] * 5


def test_one_batch_asks_for_no_more_than_its_budget():
    for shape in (load_config("config_small.yaml")[0], load_config("config_production.yaml")[0]):
        for part in _split(Sampling(n=400, guidance=1.5), shape):
            assert 2 * part.n * row_bytes(shape) <= 2 << 30


def test_the_budget_counts_what_a_cache_takes(tiny):
    store = KVCache(tiny.config, 3, tiny.rotary).store
    assert store.numel() * store.element_size() == 3 * row_bytes(tiny.config)


def check_alone(model, tokenizer, header, until, how, plan=None):
    """That each take of a batch is the one that is drawn alone with its seed, on a CPU."""
    takes = sample(model.cpu(), tokenizer, header, until, how, plan)
    for i, take in enumerate(takes):
        single = replace(how, n=1, seed=how.seed + i)
        assert same([take], sample(model, tokenizer, header, until, single, plan)), i


@pytest.mark.parametrize("guidance", [1.0, 1.5])
@pytest.mark.parametrize("planned", [False, True])
def test_takes_do_not_depend_on_how_many_are_drawn(
        pretrained, header, some_chords, guidance, planned):
    how, plan = Sampling(n=3, seed=5, guidance=guidance), some_chords if planned else None
    check_alone(*pretrained, header, Until(seconds=5), how, plan)


def test_takes_do_not_depend_on_the_others_beyond_the_context(tokenizer, header, some_chords):
    config = ModelConfig(len(tokenizer), hidden=64, layers=2, heads=2, context=96, taps=2)
    torch.manual_seed(0)
    how = Sampling(n=5, seed=5, temperature=2.0, guidance=1.5)
    check_alone(Transformer(config).eval(), tokenizer, header, Until(bars=6), how, some_chords)


def test_takes_do_not_depend_on_the_others_in_single_precision(tiny, tokenizer, header):
    with mock.patch("tatumflow.model.int8_decoder._multiplies_bf16", return_value=False):
        check_alone(tiny, tokenizer, header, Until(bars=4), Sampling(n=9, seed=1, guidance=1.5))


def test_without_the_8_bit_product_takes_are_as_valid(pretrained, header, monkeypatch):
    model, tokenizer = pretrained
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    how = Sampling(n=2, seed=9, guidance=1.5)
    with mock.patch("tatumflow.model.reader.Int8Decoder") as decoder:
        takes = sample(model.cpu(), tokenizer, header, Until(bars=2), how)
    assert not decoder.called
    for take in takes: assert len(bars_of(take, tokenizer)) == 2 and decodes(take, tokenizer)


def test_a_take_is_drawn_in_one_thread_and_the_threads_come_back(pretrained, header):
    seen, before, add = [], torch.get_num_threads(), KVCache.add

    def watch(cache, layer, kv):
        seen.append(torch.get_num_threads())
        return add(cache, layer, kv)

    torch.set_num_threads(2)
    try:
        with mock.patch.object(KVCache, "add", watch):
            next(stream(pretrained[0].cpu(), pretrained[1], header, Until(bars=2)))
        assert set(seen) == {1} and torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
