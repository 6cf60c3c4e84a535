# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import math
from collections import Counter

import numpy as np
import pytest

from .notes import make_notes
from .tokens import decode, encode
from .vocabulary import BOS, EOS, FRAME, MIDDLE, SHEET, token_kinds
from .windows import _draw_bars, hide_frames, IGNORED, TokenStream


@pytest.fixture(scope="module")
def hidden_slots():
    """Which of 40 slots of two kinds 6000 calls of `hide_frames` hide, boolean (6000, 2, 40)."""
    rng, window = np.random.default_rng(0), np.repeat([1, 2, 3], 40)
    kinds = [np.arange(4) == kind for kind in (1, 2)]
    drawn = np.array([hide_frames(window.copy(), kinds, 0, rng) for _ in range(6000)])
    assert (drawn[:, 80:] == 3).all()  # what is no slot stays
    return (drawn[:, :80] == 0).reshape(-1, 2, 40)


def test_frames_are_hidden_as_often_as_promised(hidden_slots):
    for hidden in hidden_slots.transpose(1, 0, 2):
        count = hidden.sum(1)
        is_tail = (np.diff(hidden.astype(int), axis=1) >= 0).all(1) & (count > 0) & (count < 40)
        shares = [(count == 40).mean(), is_tail.mean(), (count == 0).mean()]
        # each with one chance u: all or none of 40 are hidden with ∫u^40 = 1/41 each
        expected = [0.4 + 0.2 / 41, 0.25 * 39 / 40, 0.15 + 0.25 / 40 + 0.2 / 41]
        assert np.allclose(shares, expected, rtol=0, atol=0.025), (shares, expected)
        scattered = ~is_tail & (count > 0) & (count < 40)
        for some in (is_tail, scattered):  # every share is as likely as another
            assert np.allclose(np.quantile(count[some], [0.25, 0.5, 0.75]), [10, 20, 30], atol=3)


def test_kinds_of_slots_are_hidden_apart(hidden_slots):
    first, second = (hidden_slots[:, kind].all(1) for kind in (0, 1))
    assert abs((first & second).mean() - first.mean() * second.mean()) < 0.02


def test_hiding_takes_the_random_numbers_it_always_took():
    window, kinds = np.ones(10, int), [np.array([False, True])]
    drawn = [hide_frames(window.copy(), kinds, 0, np.random.default_rng(seed)).tolist()
             for seed in range(12)]
    after = []
    for seed in range(4):
        rng = np.random.default_rng(seed)
        hide_frames(window.copy(), kinds, 0, rng)
        after.append(round(rng.random(), 6))
    assert hashlib.sha256(repr((drawn, after)).encode()).hexdigest()[:16] == "4b37a705aad80f11"


@pytest.mark.parametrize("frames", [True, False])
def test_every_token_is_a_target_once(frames, etude_tokens):
    stream = TokenStream.open(etude_tokens, "val", 256)
    one, many = ([(y[y != IGNORED], piece, (y == EOS).sum(1)) for _, y, piece
                  in stream.windows(size, frames)] for size in (1, 16))
    targets = np.concatenate([row[0] for row in many])
    assert np.array_equal(targets, np.concatenate([row[0] for row in one]))
    expected = stream.tokens[stream.is_target[stream.tokens] & (stream.tokens != BOS)]
    if not frames:
        kinds = token_kinds(stream.tokenizer).kind[expected]
        expected = expected[~np.isin(kinds, FRAME[1:])]  # the tempo stays
    assert np.array_equal(targets, expected)
    ended = np.concatenate([np.repeat(piece, ends) for _, piece, ends in many])
    assert np.array_equal(ended, np.arange(len(stream.pieces)))  # each ends once, in its window


def test_fewer_windows_are_spread_evenly(etude_stream):
    every = [piece for *_, numbers in etude_stream.windows(8) for piece in numbers]
    some = [piece for *_, numbers in etude_stream.windows(8, most=10) for piece in numbers]
    step = math.ceil(len(every) / 10)
    assert some == every[::step] and 5 <= len(some) <= 10


def test_targets_are_the_next_tokens_that_are_visible(etude_stream):
    for step in range(10):
        x, y = etude_stream.batch(step, 8)
        following, target = x[:, 1:], y[:, :-1]
        visible = etude_stream.in_frame[following]
        assert (target[visible] == following[visible]).all()
        assert (target[following == etude_stream.hidden] == IGNORED).all()
        assert ((target == following) | (target == IGNORED)).all()


def test_shares_of_hidden_frames_and_styles(etude_stream, tokenizer):
    visible, hidden, other = 0, 0, []
    for step in range(40):
        x, _ = etude_stream.batch(step, 8)
        visible += etude_stream.in_frame[x].sum()
        hidden += (x == etude_stream.hidden).sum()
        other.append((x[:, :2] == tokenizer.vocab["Style_Other"]).any(1).mean())
    assert 0.3 < visible / (visible + hidden) < 0.45  # 0.125 + 0.1 + 0.15 are expected
    assert 0.04 < np.mean(other) < 0.18  # 0.1 is expected


def test_one_window_in_ten_is_a_sheet_and_one_a_bridge(etude_tokens, tokenizer):
    stream = TokenStream.open(etude_tokens, "train", 2048)
    x = np.concatenate([stream.batch(step, 16)[0] for step in range(50)])
    shares = [(x == tokenizer.vocab[name]).any(1).mean() for name in (SHEET, MIDDLE)]
    assert abs(shares[0] - 0.1) < 0.03
    assert 0.04 < shares[1] < 0.13  # where the piece leaves no room, an ordinary window comes


def test_keys_are_random(etude_stream, tokenizer):
    played = [decode(row, tokenizer)["pitch"] for row in etude_stream.batch(0, 64)[0]]
    assert len({int(pitches[0]) for pitches in played if len(pitches)}) > 20


def test_a_step_gives_the_same_batch_again(etude_stream):
    one, again, other = (etude_stream.batch(step, 4)[0] for step in (3, 3, 4))
    assert np.array_equal(one, again) and not np.array_equal(one, other)
    assert not np.array_equal(one, etude_stream.batch(3, 4, seed=1)[0])
    assert np.array_equal(one, etude_stream.batch(3, 4, 0, ["Art Tatum"], 0.0)[0])


def test_the_published_batches(etude_tokens):
    stream, parts = TokenStream.open(etude_tokens, "train", 256), []
    for step in range(6):
        parts += [*stream.batch(step, 4, seed=1), *stream.batch(step, 4, seed=2)]
        parts += stream.batch(step, 4, 0, ["Bebop Etude"], 0.5)
    digest = hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest()
    assert digest[:16] == "a79d1f3406a19389"


def test_a_favoured_style_is_drawn_more_often(etude_stream):
    counted = Counter(piece["style"] for piece in etude_stream.pieces)
    rare, drawn = min(counted, key=counted.get), {}
    for share in (0.0, 0.5, 1.0):
        bars = _draw_bars(etude_stream, np.random.default_rng(0), 2000, [rare], share)
        styles = [etude_stream.pieces[etude_stream.piece_of_bar[bar]]["style"] for bar in bars]
        drawn[share] = styles.count(rare) / 2000
    assert drawn[1.0] == 1 and drawn[0.0] < 0.6
    assert abs(drawn[0.5] - (1 + drawn[0.0]) / 2) < 0.05


def test_every_window_has_a_header_and_whole_frames(etude_stream, tokenizer):
    special, bar_id = token_kinds(tokenizer).special, tokenizer.vocab["Bar_None"]
    for step in range(12):
        for row in etude_stream.batch(step, 8)[0]:
            starts = np.flatnonzero(row == bar_id)
            assert tokenizer[int(row[int(row[0] == BOS)])].startswith("Style_")
            for start in starts[starts + 16 < len(row)]:
                frame = row[start + 1:start + 16]
                assert special[frame].all() and (frame > EOS).all()


def test_a_window_off_the_keyboard_keeps_its_key(tokenizer):
    notes = make_notes(np.arange(40) * 0.25, 0.2, [21, 108] * 20, 70)
    ids = encode(notes, None, tokenizer)
    stream = TokenStream(ids, [{"start": 0, "length": len(ids)}], tokenizer, 128)
    for step in range(3):
        for row in stream.batch(step, 8)[0]:
            assert set(decode(row, tokenizer)["pitch"].tolist()) in ({21, 108}, set())


def test_windows_are_not_changed_by_being_learnt(etude_stream):
    before = etude_stream.tokens.copy()
    etude_stream.batch(0, 32)
    assert np.array_equal(before, etude_stream.tokens)
