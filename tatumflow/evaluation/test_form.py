# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math

import numpy as np
import pytest

from ..data.etudes import make_etude
from ..data.notes import clip
from ..data.time_map import TimeMap, warp
from .form import (
    bar_likeness, cut_excerpts, found_contrast, random_pitches, section_contrast, section_return,
    shuffled_bars,
)


@pytest.fixture(scope="module")
def changes():
    """Two choruses of an étude over AABA changes, in beats: (notes, bars)."""
    etude = make_etude("stride", "rhythm_changes", "Eb", 160, 2, seed=3)
    notes, beats = etude.notes.copy(), etude.beats
    notes["onset"] = np.maximum(notes["onset"], beats[0])  # the first may be a little early
    return warp(notes, TimeMap(beats, np.arange(float(len(beats))))), 64


def test_bars_are_like_themselves(changes):
    likeness = bar_likeness(*changes)
    assert likeness.shape == (64, 64) and np.allclose(np.diagonal(likeness), 1)
    assert np.allclose(likeness, likeness.T) and abs(likeness.mean()) < 0.1
    assert np.isfinite(bar_likeness(changes[0][:0], 4)).all()


def test_sections_return_at_their_distance_and_not_in_random_order(changes):
    likeness, rng = bar_likeness(*changes), np.random.default_rng(0)
    wild = [section_return(likeness[np.ix_(i, i)]) for i in (rng.permutation(64) for _ in range(9))]
    assert section_return(likeness) > 3 * np.mean(wild)
    loop = np.tile(np.eye(8), (4, 4))
    assert section_return(loop) == 1.0 and section_return(np.eye(12)) == 0.0


def test_sections_of_one_letter_are_more_alike(changes):
    notes, bars = changes
    chorus = bar_likeness(notes, bars)[:32, :32]
    assert section_contrast(chorus, "AABA") > 0.2 > 0 > section_contrast(chorus, "ABAC")
    same = np.equal.outer([*"AABA"], [*"AABA"])
    toy = np.kron(same, np.ones((8, 8)))
    assert section_contrast(toy, "AABA") == 1.0 and section_contrast(1 - toy, "AABA") == -1.0


def test_a_chorus_is_found_wherever_it_begins(changes):
    notes, bars = changes
    later = clip(notes, 12, 4 * bars)
    found = found_contrast(bar_likeness(later, 40), "AABA")
    assert found > 0.15
    noise = random_pitches(notes, np.random.default_rng(0))
    assert abs(found_contrast(bar_likeness(noise, 40), "AABA")) < 0.5 * found
    assert math.isnan(found_contrast(np.eye(31), "AABA"))


def test_excerpts_are_whole_bars_in_time(minute_piece, etude_pieces, tokenizer):
    assert cut_excerpts([minute_piece], tokenizer, 8, 9) == []  # the clock's bars
    found = cut_excerpts(etude_pieces, tokenizer, 8, 9)
    assert len(found) == 9 and all(each.notes["onset"].max() < 32 for each in found)
    assert [e.piece for e in cut_excerpts(etude_pieces, tokenizer, 8, 3, 1)] != \
        [e.piece for e in found[:3]]
    assert cut_excerpts(etude_pieces, tokenizer, 200, 9) == []


def test_shuffled_bars_are_the_same_bars(changes):
    notes, rng = changes[0], np.random.default_rng(0)
    wild = shuffled_bars(notes, 32, rng)
    assert len(wild) == (notes["onset"] < 128).sum() and wild["onset"].max() < 128
    bars = [set(clip(part, 4 * n, 4 * n + 4)["pitch"].tolist()) for part in (notes, wild)
            for n in range(32)]
    assert sorted(map(sorted, bars[:32])) == sorted(map(sorted, bars[32:]))
    assert bars[:32] != bars[32:]
