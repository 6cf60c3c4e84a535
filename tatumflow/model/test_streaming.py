"""What takes are made of, and how far they go."""

# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import itertools
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest
import torch

from ..data.etudes import make_etude
from ..data.tempo import bar_seconds, FREE
from ..data.tokens import decode, transcribe, written_tempi
from ..data.vocabulary import BOS, FRAME, HIDDEN, MIDDLE, SHEET, style_token, token_kinds
from ..runtime.errors import TatumError
from .grammar import Grammar
from .reader import Reader
from .sampling import Sampling, Until
from .streaming import _header, _read, _recent, sample, stream
from .transformer import Transformer


def bars_of(ids, tokenizer) -> np.ndarray:
    return np.flatnonzero(ids == tokenizer.vocab["Bar_None"])


def frames_of(ids, tokenizer) -> np.ndarray:
    """The frame of every bar, (bars, slots)."""
    return ids[bars_of(ids, tokenizer)[:, None] + np.arange(1, 1 + len(FRAME))]


def decodes(take, tokenizer) -> bool:
    """Whether every pitch of a take becomes a note."""
    return len(decode(take, tokenizer)) == sum(token_kinds(tokenizer).kind[take] == "Pitch")


def same(left, right) -> bool:
    return len(left) == len(right) and all(map(np.array_equal, left, right))


def test_whatever_is_drawn_keeps_to_the_grammar_and_decodes(tiny, tokenizer, header):
    takes = sample(tiny, tokenizer, header, Until(bars=3), Sampling(n=8, temperature=2.0, seed=5))
    assert max(map(len, takes)) > 96  # beyond the context
    for take in takes:
        check = Grammar(tokenizer, 1)
        check.take(torch.tensor([int(take[0])]))
        for token in take[1:].astype(int):
            assert check.allowed()[0, token], tokenizer[token]
            check.take(torch.tensor([token]))
        kinds = token_kinds(tokenizer).kind[take]
        assert check.bars.item() == 3 and kinds[-1] == "EOS" and "EOS" not in kinds[:-1]
        assert decodes(take, tokenizer)


def test_a_missing_style_is_drawn_too(tiny, tokenizer):
    (take,) = sample(tiny, tokenizer, [BOS], Until(bars=1))
    assert token_kinds(tokenizer).kind[take[1]] == "Style"


def test_without_a_plan_the_model_writes_the_tempo_and_nothing_else(tiny, tokenizer, header):
    for take in sample(tiny, tokenizer, header, Until(bars=4), Sampling(n=4)):
        frames, tempi = frames_of(take, tokenizer), token_kinds(tokenizer).ids("Tempo")[:FREE]
        assert frames.shape == (4, len(FRAME)) and np.isin(frames[:, 0], tempi).all()
        assert (frames[:, 1:] == tokenizer.vocab[HIDDEN]).all()


def test_slots_that_are_given_stay_and_the_others_are_written(tiny, tokenizer, header,
                                                              some_chords):
    how = Sampling(n=4, guidance=2.0)
    for take in sample(tiny, tokenizer, header, Until(bars=4), how, some_chords):
        frames = frames_of(take, tokenizer)
        assert frames.shape == (4, len(FRAME))
        assert np.array_equal(frames[1, 1:5], some_chords[1, 1:5])
        assert tokenizer.vocab[HIDDEN] not in frames[:3]
        assert (frames[3, 1:] == tokenizer.vocab[HIDDEN]).all()  # beyond the plan


def test_the_model_is_not_asked_for_what_is_given(tiny, tokenizer, header):
    with mock.patch.object(Reader, "read", autospec=True, side_effect=Reader.read) as read:
        (take,) = sample(tiny, tokenizer, header, Until(bars=2))
    hidden = (len(FRAME) - 1) * len(bars_of(take, tokenizer))
    assert read.call_count == len(take) - len(header) - hidden


@pytest.mark.parametrize("seconds", [3, 8, 20])
def test_takes_last_as_long_as_their_tempi_say(tiny, tokenizer, header, seconds):
    for take in sample(tiny, tokenizer, header, Until(seconds=seconds), Sampling(n=4, seed=2)):
        lengths = bar_seconds(written_tempi(take, tokenizer))
        assert lengths.sum() - lengths[-1] < seconds <= lengths.sum() + 0.01


def test_the_lesser_length_counts(tiny, tokenizer, header):
    (take,) = sample(tiny, tokenizer, header, Until(bars=2, seconds=100))
    assert len(bars_of(take, tokenizer)) == 2
    (take,) = sample(tiny, tokenizer, header, Until(bars=100, seconds=4))
    assert bar_seconds(written_tempi(take, tokenizer))[:-1].sum() < 4


def test_after_the_mark_of_a_sheet_frames_alone_are_written(tiny, tokenizer, header):
    prompt, plan = [*header, tokenizer.vocab[SHEET]], np.full((12, len(FRAME)), -1)
    for take in sample(tiny, tokenizer, prompt, Until(bars=12), Sampling(n=3, seed=1), plan):
        kinds = token_kinds(tokenizer).kind[take]
        assert kinds.tolist() == ["BOS", "Style", "Sheet", *["Bar", *FRAME] * 12, "EOS"]
        assert len(decode(take, tokenizer)) == 0
        words = [tokenizer[int(token)] for token in take]
        assert not {"Density_0", *(f"Chord{n}_none" for n in range(1, 5))} & set(words)


def test_what_comes_after_a_bridge_stays_in_sight(tokenizer, header):
    vocab, bar = tokenizer.vocab, [tokenizer.vocab["Bar_None"]]
    after = [header[1], *bar, vocab["Gap_2"]]
    prompt = torch.tensor([*after, *bar * 3, vocab[MIDDLE], *bar * 9])
    assert _header(prompt, tokenizer).tolist() == after
    assert _header(torch.tensor([*header, vocab[SHEET], *bar]), tokenizer).tolist() == [
        header[1], vocab[SHEET]]
    assert _header(torch.tensor([*header, *bar]), tokenizer).tolist() == [header[1]]


def test_the_middle_of_a_bridge_is_played(tiny, tokenizer, header):
    ids = transcribe(make_etude("stride", seed=1).notes, "Art Tatum", tokenizer)
    lines = bars_of(ids, tokenizer)
    before, after = ids[lines[0]:lines[1]], ids[lines[1]:lines[2]]
    prompt = [header[1], *after, tokenizer.vocab["Gap_2"], *before, tokenizer.vocab[MIDDLE]]
    model = Transformer(replace(tiny.config, context=256)).eval()
    (take,) = sample(model, tokenizer, prompt, Until(bars=4), Sampling(seed=3))
    assert np.array_equal(take[:len(prompt)], prompt)
    assert len(bars_of(take, tokenizer)) == 4 and decodes(take, tokenizer)


def with_tempi(header, tokenizer, *tempi: str) -> list[int]:
    """A prompt of bars without notes."""
    bars = [["Bar_None", f"Tempo_{tempo}", *[HIDDEN] * (len(FRAME) - 1)] for tempo in tempi]
    return header + [tokenizer.vocab[name] for name in itertools.chain(*bars)]


@pytest.mark.parametrize(("tempi", "may"), [
    ((), False), (("30",), False), (("free", "30"), False), (("30", "free"), True)])
def test_only_a_free_prompt_may_go_on_freely(tokenizer, header, tempi, may):
    prompt = torch.tensor([with_tempi(header, tokenizer, *tempi)])
    grammar = _read(prompt, tokenizer)
    grammar.take(torch.tensor([tokenizer.vocab["Bar_None"]]))
    assert grammar.allowed()[0, tokenizer.vocab["Tempo_free"]] == may
    assert grammar.allowed()[0, tokenizer.vocab["Tempo_0"]]


def test_a_prompt_beyond_the_end_is_refused(tiny, tokenizer, header):
    prompt = with_tempi(header, tokenizer, "32", "32", "0")  # 2, 2 and 4 seconds
    for until in (Until(bars=2), Until(seconds=7.9)):
        with pytest.raises(TatumError, match="이미 3마디, 8초"):
            sample(tiny, tokenizer, prompt, until)
    for until in (Until(bars=3), Until(seconds=8)):
        (take,) = sample(tiny, tokenizer, prompt, until)
        assert len(bars_of(take, tokenizer)) == 3


def test_a_prompt_goes_on_where_it_ends(tiny, tokenizer, header):
    (take,) = sample(tiny, tokenizer, header, Until(bars=2))
    (longer,) = sample(tiny, tokenizer, take[:-1], Until(bars=4), Sampling(seed=1))
    assert np.array_equal(longer[:len(take) - 1], take[:-1])
    assert len(bars_of(longer, tokenizer)) == 4


def test_a_stream_grows_bar_by_bar_to_what_sample_gives(tiny, tokenizer, header):
    how = Sampling(n=3, temperature=2.0)
    steps = list(stream(tiny, tokenizer, header, Until(bars=4), how))
    assert [share for share, _ in steps] == pytest.approx([0.25, 0.5, 0.75, 1], abs=0.001)
    for (_, shorter), (_, longer) in itertools.pairwise(steps):
        for before, after in zip(shorter, longer):
            assert np.array_equal(before[:-1], after[:len(before) - 1])
    assert same(steps[-1][1], sample(tiny, tokenizer, header, Until(bars=4), how))
    for share, takes in steps[:-1]:
        assert all(len(bars_of(take, tokenizer)) > 4 * share - 0.01 for take in takes)


@pytest.mark.parametrize("how", [
    {"temperature": 0}, {"temperature": 1e-30}, {"top_p": 1e-9}, {"min_p": 0.999},
    {"temperature": 50.0}, {"guidance": 0}, {"guidance": 20.0}])
def test_extreme_settings_give_valid_takes(tiny, tokenizer, header, how):
    for take in sample(tiny, tokenizer, header, Until(bars=1), Sampling(n=2, **how)):
        assert decodes(take, tokenizer)


@pytest.mark.parametrize("guidance", [1.0, 5.0])  # so far apart that every processor shows it
def test_style_and_frame_guide_and_the_tempo_is_written_as_it_was_learnt(
        tiny, tokenizer, header, guidance):
    plain, pushed = (sample(tiny, tokenizer, header, Until(bars=2), Sampling(seed=6, guidance=g))[0]
                     for g in (1.0, guidance))
    first_frame = len(header) + 2
    assert np.array_equal(plain[:first_frame], pushed[:first_frame])
    assert np.array_equal(plain, pushed) == (guidance == 1)


def test_where_nothing_is_given_nothing_guides(tiny, tokenizer):
    """A plan that hides the tempo too, under the style of nobody."""
    prompt = [BOS, tokenizer.vocab[style_token("Other")]]
    plan = np.full((2, len(FRAME)), tokenizer.vocab[HIDDEN])
    plain, pushed = (sample(tiny, tokenizer, prompt, Until(bars=2), Sampling(n=4, seed=6,
                                                                             guidance=guidance),
                            plan) for guidance in (1.0, 5.0))
    assert same(plain, pushed)


def test_with_guidance_zero_the_frame_is_written_and_not_read(tiny, tokenizer, header,
                                                              some_chords):
    blind, seen = (sample(tiny, tokenizer, header, Until(bars=1),
                          Sampling(seed=6, guidance=guidance), some_chords[1:2])[0]
                   for guidance in (0.0, 1.0))
    frame_end = len(header) + 1 + len(FRAME)
    assert np.array_equal(blind[:frame_end], seen[:frame_end]) and not np.array_equal(blind, seen)


def test_music_beyond_the_context_is_read_under_its_header():
    ids = torch.arange(100)[None]
    assert torch.equal(_recent(ids, 101, ids[0, 1:2]), ids)
    recent = _recent(ids, 48, ids[0, 1:2])
    assert recent.shape == (1, 47) and recent[0, 0] == 1  # the token after BOS
    assert torch.equal(recent[0, 1:], ids[0, -46:])
    assert _recent(ids, 48, ids[0, 1:3])[0, :3].tolist() == [1, 2, 55]


def test_where_the_context_ends_its_latest_half_is_read_again(tiny, tokenizer, header):
    logits = Reader._logits
    with mock.patch.object(Reader, "_logits", autospec=True, side_effect=logits) as asked:
        sample(tiny, tokenizer, header, Until(bars=3), Sampling(temperature=2.0, seed=5))
    lengths = [call.args[1].shape[1] for call in asked.call_args_list]
    again = range(96 // 2 - 1, 96 // 2 + len(FRAME) + 1)  # with what was given since
    assert lengths[0] == len(header) and set(again) & set(lengths)
    filled = 0
    for length in lengths:
        if length in again:  # no sooner than there is no room for a bar and its frame
            assert filled + len(FRAME) + 2 > 96
            filled = 0
        filled += length
        assert filled <= 96
