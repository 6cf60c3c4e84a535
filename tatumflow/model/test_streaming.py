# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import itertools
import math
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
import torch

from ..data.tokens import decode
from ..data.vocabulary import BOS, FRAME, HIDDEN, style_token, token_kinds
from ..runtime.errors import TatumError
from .attention import KVCache
from .config import load_config, ModelConfig
from .grammar import Grammar
from .reader import Reader, row_bytes
from .sampling import Sampling
from .streaming import _recent, _split, _survivors, _uniforms, sample, stream, Until
from .transformer import Transformer


@pytest.fixture(scope="module")
def tiny(tokenizer):
    """An untrained model with little memory: it plays noise, and much of it."""
    torch.manual_seed(0)
    return Transformer(ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=96)).eval()


@pytest.fixture
def header(tokenizer) -> list[int]:
    return [BOS, tokenizer.vocab[style_token("Art Tatum")]]


@pytest.fixture
def some_chords(tokenizer) -> np.ndarray:
    """Three bars, of which the second has chords and the model writes the rest."""
    plan = np.full((3, len(FRAME)), -1)
    names = [f"Chord{n}_{name}" for n, name in enumerate(("Dm7", "G7", "Cmaj7", "none"), 1)]
    plan[1, :4] = [tokenizer.vocab[name] for name in names]
    return plan


def same(left, right) -> bool:
    return len(left) == len(right) and all(map(np.array_equal, left, right))


ADD, LOGITS = KVCache.add, Reader._logits


def bars_of(ids, tokenizer) -> np.ndarray:
    return np.flatnonzero(ids == tokenizer.vocab["Bar_None"])


def test_whatever_is_drawn_keeps_to_the_grammar_and_decodes(tiny, tokenizer, header):
    takes = sample(tiny, tokenizer, header, Until(seconds=6), Sampling(n=8, temperature=2.0, seed=5))
    assert max(map(len, takes)) > 96  # beyond the context
    for take in takes:
        check = Grammar(tokenizer, 1)
        check.take(torch.tensor([int(take[0])]))
        for token in take[1:].astype(int):
            assert check.allowed()[0, token], tokenizer[token]
            check.take(torch.tensor([token]))
        kinds = token_kinds(tokenizer).kind[take]
        assert check.bars.item() == 3 and kinds[-1] == "EOS" and "EOS" not in kinds[:-1]
        assert len(decode(take, tokenizer)) == sum(kinds == "Pitch")


def test_a_missing_style_is_drawn_too(tiny, tokenizer):
    (take,) = sample(tiny, tokenizer, [BOS], Until(seconds=2))
    assert token_kinds(tokenizer).kind[take[1]] == "Style"


def test_slots_that_are_given_stay_and_the_others_are_written(tiny, tokenizer, header,
                                                              some_chords):
    how = Sampling(n=4, guidance=2.0)
    for take in sample(tiny, tokenizer, header, Until(seconds=8), how, some_chords):
        frames = np.array([take[bar + 1:bar + 1 + len(FRAME)] for bar in bars_of(take, tokenizer)])
        assert frames.shape == (4, len(FRAME))
        assert np.array_equal(frames[1, :4], some_chords[1, :4])
        assert tokenizer.vocab[HIDDEN] not in frames[:3]
        assert (frames[3] == tokenizer.vocab[HIDDEN]).all()  # beyond the plan


def test_the_model_is_not_asked_for_what_is_given(tiny, tokenizer, header):
    with mock.patch.object(Reader, "read", autospec=True, side_effect=Reader.read) as read:
        (take,) = sample(tiny, tokenizer, header, Until(seconds=4))
    hidden = len(FRAME) * len(bars_of(take, tokenizer))
    assert read.call_count == len(take) - len(header) - hidden


def test_the_same_seed_gives_the_same_takes(tiny, tokenizer, header):
    how = Sampling(n=3, temperature=2.0, seed=5)
    takes = sample(tiny, tokenizer, header, Until(seconds=6), how)
    assert same(takes, sample(tiny, tokenizer, header, Until(seconds=6), how))
    assert same(takes[1:], sample(tiny, tokenizer, header, Until(seconds=6), replace(how, n=2, seed=6)))
    assert not any(map(np.array_equal, takes, takes[1:]))


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
    whole = sample(tiny, tokenizer, header, Until(seconds=4), how)
    monkeypatch.setattr("tatumflow.model.streaming._CACHE_BYTES", 1)  # less than one take needs
    with mock.patch("tatumflow.model.streaming.stream", side_effect=stream) as streams:
        assert same(sample(tiny, tokenizer, header, Until(seconds=4), how), whole)
    assert [call.args[4].n for call in streams.call_args_list] == [1] * 5


def test_one_batch_asks_for_no_more_than_its_budget(tokenizer):
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
    how = Sampling(n=3, seed=5, guidance=guidance)
    check_alone(*pretrained, header, 5, how, some_chords if planned else None)


def test_takes_do_not_depend_on_the_others_beyond_the_context(tokenizer, header, some_chords):
    config = ModelConfig(len(tokenizer), hidden=64, layers=2, heads=2, context=96, taps=2)
    torch.manual_seed(0)
    how = Sampling(n=5, seed=5, temperature=2.0, guidance=1.5)
    check_alone(Transformer(config).eval(), tokenizer, header, 12, how, some_chords)


def test_takes_do_not_depend_on_the_others_in_single_precision(tiny, tokenizer, header):
    with mock.patch("tatumflow.model.int8_decoder._multiplies_bf16", return_value=False):
        check_alone(tiny, tokenizer, header, 8, Sampling(n=9, seed=1, guidance=1.5))


@pytest.mark.parametrize("how", [
    {"temperature": 0}, {"temperature": 1e-30}, {"top_p": 1e-9}, {"min_p": 0.999},
    {"temperature": 50.0}, {"guidance": 0}, {"guidance": 20.0}])
def test_extreme_settings_give_valid_takes(tiny, tokenizer, header, how):
    for take in sample(tiny, tokenizer, header, Until(seconds=2), Sampling(n=2, **how)):
        assert len(decode(take, tokenizer)) == sum(token_kinds(tokenizer).kind[take] == "Pitch")


def test_temperature_zero_gives_the_same_whatever_the_seed(tiny, tokenizer, header):
    first, second = sample(tiny, tokenizer, header, Until(seconds=4), Sampling(n=2, temperature=0))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(("style", "guided"), [("Other", False), ("Art Tatum", True)])
def test_where_nothing_is_given_nothing_guides(tiny, tokenizer, style, guided):
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    plain, pushed = (sample(tiny, tokenizer, prompt, Until(seconds=4), Sampling(n=4, seed=6, guidance=strength))
                     for strength in (1.0, 5.0))
    assert same(plain, pushed) != guided


def test_with_guidance_zero_the_frame_is_written_and_not_read(tiny, tokenizer, header,
                                                              some_chords):
    blind, seen = (sample(tiny, tokenizer, header, Until(seconds=2), Sampling(seed=6, guidance=strength),
                          some_chords[1:2])[0] for strength in (0.0, 1.0))
    frame_end = len(header) + 1 + len(FRAME)
    assert np.array_equal(blind[:frame_end], seen[:frame_end]) and not np.array_equal(blind, seen)


def test_a_prompt_beyond_the_end_is_refused(tiny, tokenizer, header):
    (take,) = sample(tiny, tokenizer, header, Until(seconds=6))
    with pytest.raises(TatumError, match="이미 6초"):
        sample(tiny, tokenizer, take[:-1], Until(seconds=2))


@pytest.mark.parametrize("until", [0, -1, math.nan, math.inf])
def test_a_length_without_sense_is_refused(tiny, tokenizer, header, until):
    with pytest.raises(TatumError, match="0초보다"):
        sample(tiny, tokenizer, header, until)


def test_a_stream_grows_bar_by_bar_to_what_sample_gives(tiny, tokenizer, header):
    how = Sampling(n=3, temperature=2.0)
    steps = list(stream(tiny, tokenizer, header, Until(seconds=7), how))
    assert [seconds for seconds, _ in steps] == [2, 4, 6, 7]
    for (_, shorter), (_, longer) in itertools.pairwise(steps):
        for before, after in zip(shorter, longer):
            assert np.array_equal(before[:-1], after[:len(before) - 1])
    assert same(steps[-1][1], sample(tiny, tokenizer, header, Until(seconds=7), how))
    for seconds, takes in steps[:-1]:
        assert all(len(bars_of(take, tokenizer)) > seconds / 2 for take in takes)


def test_a_prompt_goes_on_where_it_ends(tiny, tokenizer, header):
    (take,) = sample(tiny, tokenizer, header, Until(seconds=4))
    (longer,) = sample(tiny, tokenizer, take[:-1], Until(seconds=8), Sampling(seed=1))
    assert np.array_equal(longer[:len(take) - 1], take[:-1])
    assert len(bars_of(longer, tokenizer)) == 4


def test_music_beyond_the_context_is_read_under_its_style():
    ids = torch.arange(100)[None]
    assert torch.equal(_recent(ids, 101), ids)
    recent = _recent(ids, 48)
    assert recent.shape == (1, 47) and recent[0, 0] == 1  # the token after BOS
    assert torch.equal(recent[0, 1:], ids[0, -46:])


def test_where_the_context_ends_its_latest_half_is_read_again(tiny, tokenizer, header):
    with mock.patch.object(Reader, "_logits", autospec=True, side_effect=LOGITS) as logits:
        sample(tiny, tokenizer, header, Until(seconds=6), Sampling(temperature=2.0, seed=5))
    lengths = [call.args[1].shape[1] for call in logits.call_args_list]
    again = range(96 // 2 - 1, 96 // 2 + len(FRAME) + 1)  # with what was given since
    assert lengths[0] == len(header) and set(again) & set(lengths)
    filled = 0
    for length in lengths:
        if length in again:  # no sooner than there is no room for a bar and its frame
            assert filled + len(FRAME) + 2 > 96
            filled = 0
        filled += length
        assert filled <= 96


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


def test_without_the_8_bit_product_takes_are_as_valid(pretrained, header, monkeypatch):
    model, tokenizer = pretrained
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    with mock.patch("tatumflow.model.reader.Int8Decoder") as decoder:
        takes = sample(model.cpu(), tokenizer, header, Until(seconds=4), Sampling(n=2, seed=9, guidance=1.5))
    assert not decoder.called
    for take in takes:
        assert len(bars_of(take, tokenizer)) == 2
        assert len(decode(take, tokenizer)) == sum(token_kinds(tokenizer).kind[take] == "Pitch")


def test_a_take_is_drawn_in_one_thread_and_the_threads_come_back(pretrained, header):
    seen, before = [], torch.get_num_threads()

    def add(cache, layer, kv):
        seen.append(torch.get_num_threads())
        return ADD(cache, layer, kv)

    torch.set_num_threads(2)
    try:
        with mock.patch.object(KVCache, "add", add):
            next(stream(pretrained[0].cpu(), pretrained[1], header, Until(seconds=4)))
        assert set(seen) == {1} and torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)
