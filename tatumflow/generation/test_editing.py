# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest
import torch

from ..data.chords import parse_chord
from ..data.harmony import chord_list, CHORDS
from ..data.notes import clip, make_notes
from ..data.tempo import read_tempi
from ..data.time_map import clock_map, warp
from ..data.tokens import decode, encode
from ..data.vocabulary import HIDDEN
from ..model.reader import row_bytes
from ..model.sampling import Until
from ..model.streaming import sample, stream
from ..model.transformer import token_loss
from .asking import Ask
from .editing import edit_tokens, put_back, seam_loss
from .passages import find_passage, Passage
from .plans import CHORD, plan_of, TEMPO
from .scores import take_bytes
from .sources import on_grid, Source
from .theory import transpose_labels


@pytest.fixture(scope="module")
def short_piece(stride):
    return clip(stride, stride["onset"][0], stride["onset"][0] + 9.4)  # 7 bars


def edited_takes(novice, notes, edits, first, last, **asked):
    asked = {"style": "Other", "tries": 2, **asked}
    return novice.play(Ask("theory_editing", notes=notes, edits=edits, bars=f"{first}-{last}",
                           **asked))


def as_tokens(novice, notes, edits, first, last, **asked):
    bars = f"{first}-{last}"
    ask = Ask("theory_editing", edits=edits, bars=bars, **{"tries": 2, **asked})
    return edit_tokens(novice, ask, find_passage(Source(notes, ""), bars), "Other")


def tokens_of(novice, notes):
    source = Source(notes, "")
    tempi = read_tempi(source.time, source.bars + source.pickup)
    return encode(source.gridded, "Other", novice.tokenizer, tempi)


SPANS = [("tritone", 1, 2), ("minor, softer", 3, 4), ("denser", 7, 7), ("sparser", 1, 7),
         ("secondary-dominant, transpose+2", 2, 5), ("transpose-3", 4, 4), ("faster", 3, 6),
         ("slower, louder", 2, 3)]


@pytest.mark.parametrize("edits, first, last", SPANS)
def test_outside_of_the_bars_no_token_changes(novice, short_piece, edits, first, last):
    source, bar = Source(short_piece, ""), novice.tokenizer.vocab["Bar_None"]
    ids = tokens_of(novice, short_piece)
    got = as_tokens(novice, short_piece, edits, first, last, n=2, seed=3)
    middle = ids[len(got.before):len(ids) - len(got.after)]
    assert np.array_equal(np.concatenate([got.before, middle, got.after]), ids)
    assert np.count_nonzero(got.before == bar) == first - 1 + source.pickup
    assert np.count_nonzero(got.after == bar) == source.bars - last
    for middle in got.middles:
        assert np.count_nonzero(middle == bar) == len(got.new)
        assert len(decode(np.concatenate([got.before, middle, got.after]), novice.tokenizer))


@pytest.mark.parametrize("edits, first, last", SPANS)
def test_outside_of_the_bars_no_note_changes(novice, short_piece, edits, first, last):
    passage = find_passage(Source(short_piece, ""), f"{first}-{last}")
    onset = passage.source.gridded["onset"]
    head, tail = short_piece[onset < passage.begin], short_piece[onset >= passage.end]
    old = float(np.diff(passage.source.time.to_seconds([passage.begin, passage.end]))[0])
    for take in edited_takes(novice, short_piece, edits, first, last, n=2, seed=3):
        after = take.notes[len(take.notes) - len(tail):] if len(tail) else take.notes[:0]
        before, later = take.notes[:len(head)], take.seconds - old
        assert np.array_equal(before[["onset", "pitch", "velocity"]],
                              head[["onset", "pitch", "velocity"]])
        assert np.array_equal(after[["pitch", "velocity"]], tail[["pitch", "velocity"]])
        if abs(later) < 1e-9: assert np.array_equal(after, tail)
        assert np.allclose(after["onset"], tail["onset"] + later, rtol=0, atol=1e-9)


def test_moving_notes_alone_is_exact_and_nobody_plays(novice, short_piece):
    with mock.patch("tatumflow.generation.editing.sample") as drawn:
        (take,) = edited_takes(novice, short_piece, "transpose-3", 1, 7)
    assert not drawn.called and take.asked == {"edits": "transpose-3", "bars": "1-7"}
    assert np.array_equal(take.notes["pitch"], short_piece["pitch"] - 3)
    for name in ("onset", "duration"):
        assert np.allclose(take.notes[name], short_piece[name], rtol=0, atol=1e-9)


def test_faster_bars_are_another_tempo_and_nobody_plays(novice, short_piece):
    with mock.patch("tatumflow.generation.editing.sample") as drawn:
        (take,) = edited_takes(novice, short_piece, "faster", 3, 4)
        got = as_tokens(novice, short_piece, "faster", 3, 4)
    source, passage = Source(short_piece, ""), find_passage(Source(short_piece, ""), "3-4")
    assert not drawn.called and len(take.notes) == len(short_piece)
    assert np.array_equal(got.new[:, TEMPO], got.old[:, TEMPO] + 10)
    assert np.allclose(warp(take.notes, take.time)["onset"], source.beats["onset"], atol=1e-6)
    beats = passage.begin + np.array([-3.5, 0.5, 7.5, 8.5])
    ratio = take.time.tempo(beats) / source.time.tempo(beats)
    assert np.allclose(ratio, [1, 1.25, 1.25, 1])


def test_seeds_belong_to_edited_takes(novice, short_piece):
    one = edited_takes(novice, short_piece, "denser", 2, 3, seed=5, n=2, tries=4)
    (two,) = edited_takes(novice, short_piece, "denser", 2, 3, seed=6, tries=None)
    assert np.array_equal(one[1].notes, two.notes) and [take.seed for take in one] == [5, 6]
    assert take_bytes(one[1]) == take_bytes(two)


def test_all_bars_are_edited_where_none_are_named(novice, short_piece):
    ask = Ask("theory_editing", "Other", notes=short_piece, edits="denser", tries=1)
    (take,) = novice.play(ask)
    assert take.asked["bars"] == "1-7" and abs(take.seconds - 9.5) < 0.3
    assert np.array_equal(take.before, short_piece) and take.asked["model"]


def test_the_best_joined_of_the_tries_is_taken(novice, short_piece):
    losses = iter([3.0, 1.0, 2.0, 0.5, 4.0, 3.0])
    with mock.patch("tatumflow.generation.editing.seam_loss", side_effect=lambda *_: next(losses)):
        got = as_tokens(novice, short_piece, "denser", 2, 3, n=2, tries=3)
    drawn = as_tokens(novice, short_piece, "denser", 2, 3, n=6, tries=1).middles
    assert [np.array_equal(a, b) for a, b in zip(got.middles, (drawn[1], drawn[3]))] == [True] * 2


def test_edits_that_change_nothing_are_refused(novice, refusal):
    flat = make_notes(np.arange(0, 8, 0.5), 0.5, [60, 64, 67, 72] * 4, 70)
    for edits in ("tritone", "faster, tritone"):
        with refusal("바꿀 것이 없습니다"): edited_takes(novice, flat, edits, 2, 3)


def test_bars_and_pieces_that_cannot_be_edited_are_refused(novice, short_piece, refusal):
    for first, last in ((-1, 1), (3, 2), (1, 8)):
        with refusal("마디 범위"): edited_takes(novice, short_piece, "minor", first, last)
    with refusal("2개뿐"): edited_takes(novice, short_piece[:2], "minor", 1, 1)


@pytest.mark.parametrize("edits, first, last, pitches", [
    ("transpose+1", 3, 4, [60, 62, 64, 66, 68, 70, 71]),
    ("transpose+1", 1, 2, [61, 63, 65, 65, 67, 69, 71]),
    ("transpose+1", 1, 5, [61, 63, 65, 66, 68, 70, 72]),
    ("faster", 3, 4, [60, 62, 64, 65, 67, 69, 71]), ("slower", 2, 4, [60, 62, 64, 65, 67, 69, 71]),
])
def test_a_note_just_before_a_bar_belongs_to_it(novice, edits, first, last, pitches):
    onsets = np.array([0, 1, 2, 3.998, 4.5, 5.2, 7.998])
    notes = make_notes(onsets, 0.4, [60, 62, 64, 65, 67, 69, 71], 80)
    with mock.patch("tatumflow.generation.sources.find_time", return_value=clock_map()):
        (take,) = edited_takes(novice, notes, edits, first, last)
    longer, beats = take.seconds - 2 * (last - first + 1), on_grid(2 * onsets)
    moved = onsets + np.where(beats < 2 * take.begin, 0, longer)
    outside = (beats < 2 * take.begin) | (beats >= 4 * last)
    assert list(take.notes["pitch"]) == pitches
    assert np.allclose(take.notes["onset"][outside], moved[outside], rtol=0, atol=1e-9)


def in_chords(text, shift=0):
    """Two bars' worth of every two chords of `text`, `shift` semitones higher, by the clock."""
    parts = []
    for second, symbol in enumerate(np.repeat(text.split(), 2)):
        root, _, steps = parse_chord(symbol)
        voices = [36 + (root + shift) % 12, *(60 + (root + step + shift) % 12 for step in steps)]
        parts.append(make_notes(second, 1, voices, 80))
    return np.concatenate(parts)


@pytest.mark.parametrize("shift", range(0, 12, 5))
@pytest.mark.parametrize("tune, edits, first, wanted", [
    ("Dm7b5 G7 Cm7 Cm7", "ii-V", 1, "Dm7b5 Dm7b5 Dm7b5 G7"),
    ("Dm7 G7 Cmaj7 Cmaj7", "ii-V", 2, "Dm7 G7"),
    ("Cmaj7 Fmaj7 G7 Cmaj7", "modal-interchange", 2, "Fm7"),
    ("Cmaj7 Dm7 G7 Cmaj7", "secondary-dominant", 2, "Dm7 D7"),
])
def test_key_and_next_chord_are_those_of_the_piece(novice, shift, tune, edits, first, wanted):
    names = wanted.split()
    slots = np.repeat([CHORDS.index(name) for name in names], 4 * (3 - first) // len(names))
    with mock.patch("tatumflow.generation.sources.find_time", return_value=clock_map()):
        got = as_tokens(novice, in_chords(tune, shift), edits, first, 2, tries=1)
    assert np.array_equal(got.new[:, CHORD].ravel(), transpose_labels(slots, shift))


def test_chords_are_read_again_after_notes_moved(novice):
    with mock.patch("tatumflow.generation.sources.find_time", return_value=clock_map()):
        got = as_tokens(novice, in_chords("Cm7 Gb7 Cm7 Cm7"), "transpose+1, ii-V", 2, 2, tries=1)
    symbols = [chord.symbol for chord in chord_list(got.new[:, CHORD].ravel())]
    assert symbols == ["Dm7b5", "G7"]


def test_many_edits_are_drawn_in_parts_that_fit_into_memory(novice, short_piece):
    budget = 5 * 2 * row_bytes(novice.model.config)  # of five takes and their twins
    with (mock.patch("tatumflow.model.streaming._CACHE_BYTES", budget),
          mock.patch("tatumflow.model.streaming.stream", side_effect=stream) as streamed):
        takes = edited_takes(novice, short_piece, "denser", 2, 2, n=4, tries=3)
    counts = [call.args[4].n for call in streamed.call_args_list]
    assert len(takes) == 4 and sum(counts) == 12 and max(counts) <= 5


def test_half_of_the_context_is_left_to_edit(novice, short_piece):
    with mock.patch("tatumflow.generation.editing.sample", side_effect=sample) as drawn:
        edited_takes(novice, short_piece, "denser", 5, 5)
    assert 64 < len(drawn.call_args.args[2]) <= novice.model.config.context // 2 + 1


def test_the_edited_frames_follow_the_bars_of_the_prompt(novice, short_piece):
    with mock.patch("tatumflow.generation.editing.sample", side_effect=sample) as drawn:
        got = as_tokens(novice, short_piece, "denser", 4, 5)
    _, _, prompt, until, _, plan = drawn.call_args.args
    heard = np.count_nonzero(prompt == novice.tokenizer.vocab["Bar_None"]) - 1
    assert len(plan) == heard + 2 and until == Until(bars=len(plan)) and heard > 0
    assert np.array_equal(plan[heard:], plan_of(got.new, novice.tokenizer))
    assert (plan[:heard, 1:] == novice.tokenizer.vocab[HIDDEN]).all()


def test_at_the_end_nothing_follows_to_be_joined_to(novice, short_piece):
    with mock.patch("tatumflow.generation.editing.seam_loss") as loss:
        got = as_tokens(novice, short_piece, "denser", 7, 7, tries=3)
    (first,) = as_tokens(novice, short_piece, "denser", 7, 7, tries=3).middles
    assert not loss.called and np.array_equal(got.middles[0], first)


def test_a_key_that_is_struck_again_is_let_go_at_both_seams():
    notes = make_notes([0.0, 1.9, 2.5, 4.0], [3.0, 0.1, 0.5, 1.0], [60, 62, 64, 60], 80)
    new = make_notes([1.0], 6.0, [60], 80)
    source = Source(notes, "without a pulse")
    new["onset"] += 4.0
    put = put_back(new, Passage(source, 2, 2), source.time)
    assert list(put["pitch"]) == [60, 62, 60, 60]
    assert np.allclose(put["duration"], [2.5, 0.1, 1.5, 1.0])


def test_the_seam_loss_is_the_mean_loss_after_the_seam(novice, short_piece):
    tokens = tokens_of(novice, short_piece)[:200]
    ids = torch.from_numpy(tokens[1:150].astype(np.int64))[None]
    with torch.inference_mode(): logits = novice.model(ids[:, :-1])
    wanted = float(token_loss(logits[:, -30:], ids[:, -30:]))
    assert np.isclose(seam_loss(novice.model, tokens, 120, 30), wanted, rtol=1e-4)


def test_the_seam_loss_of_a_long_piece_fits_the_context(novice, stride):
    tokens = encode(stride, "Other", novice.tokenizer)
    assert len(tokens) > 2 * novice.model.config.context
    assert 3 < seam_loss(novice.model, tokens, len(tokens) - 40, 64) < 20
