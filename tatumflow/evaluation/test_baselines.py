# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.time_map import clock_map
from ..data.tokens import transcribe
from .baselines import (
    copied_prompt, MarkovPlayer, noise, other_style, shuffled_notes, shuffled_pitches,
    shuffled_rhythm, uniform_pitches,
)
from .passages import cut_passages
from .pieces import Piece


@pytest.fixture
def rng():
    """Random numbers, the same for every test."""
    return np.random.default_rng(0)


@pytest.fixture(scope="module")
def passage(etude_passages):
    """One passage."""
    return etude_passages[0]


def test_noise_keeps_the_rhythm_and_the_range_of_the_prompt(passage, rng):
    noise, prompt = uniform_pitches(passage, rng), passage.prompt["pitch"]
    assert np.array_equal(noise["onset"], passage.real["onset"])
    assert not np.array_equal(noise["pitch"], passage.real["pitch"])
    assert prompt.min() <= noise["pitch"].min() and noise["pitch"].max() <= prompt.max()


def test_shuffling_keeps_the_pitches(passage, rng):
    once, twice = shuffled_pitches(passage, rng), shuffled_pitches(passage, rng)
    assert sorted(once["pitch"]) == sorted(passage.real["pitch"])
    assert not np.array_equal(once["pitch"], twice["pitch"])
    assert (np.diff(once["pitch"]) < 0).any()


def test_the_copy_is_the_end_of_the_prompt(minute_piece, tokenizer):
    passage = cut_passages([minute_piece], tokenizer)[0]
    copied = copied_prompt(passage)
    assert copied["pitch"].tolist() == passage.prompt["pitch"][-40:].tolist()
    assert copied["onset"][0] == 0


def test_another_style_is_a_passage_of_another_style(etude_passages, passage, rng):
    played = other_style(etude_passages)(passage, rng)
    strangers = [p.real for p in etude_passages if p.style != passage.style]
    assert any(np.array_equal(played, real) for real in strangers)


def test_without_another_style_an_etude_is_played(passage, rng):
    assert other_style([passage])(passage, rng)["onset"].max() < 10


def test_a_chain_that_knows_a_scale_goes_on_with_it(minute_piece, tokenizer, rng):
    passage = cut_passages([minute_piece], tokenizer)[0]
    played = MarkovPlayer([minute_piece], tokenizer)(passage, rng)
    assert played["onset"] == pytest.approx(passage.real["onset"])
    assert played["pitch"].tolist() == passage.real["pitch"].tolist()


def test_a_chain_that_knows_one_note_falls_back_to_shorter_memories(minute_piece, minute,
                                                                    tokenizer, rng):
    passage = cut_passages([minute_piece], tokenizer)[0]
    one = Piece("one", "Other", transcribe(minute[:1], None, tokenizer, clock_map()))
    played = MarkovPlayer([one], tokenizer)(passage, rng)
    assert 0 < len(played) < 100 and set(played["pitch"]) <= set(range(128))


def test_shuffled_rhythm_keeps_chords_and_the_times_between_them(rng):
    notes = make_notes([0.5, 0.5, 1, 3, 7], 0.2, [60, 64, 60, 62, 60], 80)
    wild = shuffled_rhythm(notes, rng)
    assert sorted(np.diff(wild["onset"]).tolist()) == [0, 0.5, 2, 4]
    assert wild["onset"][:2].tolist() == [0.5, 0.5] and wild["pitch"][:2].tolist() == [60, 64]
    assert len(shuffled_rhythm(notes[:0], rng)) == 0


def test_noise_has_neither_the_pitches_nor_the_times(passage, rng):
    for play in (noise, shuffled_notes):
        played = play(passage, rng)
        assert len(played) == len(passage.real) and played["onset"][0] == passage.real["onset"][0]
        assert not np.array_equal(played["onset"], passage.real["onset"])
    assert sorted(played["pitch"]) == sorted(passage.real["pitch"])
