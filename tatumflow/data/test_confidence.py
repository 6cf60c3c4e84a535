# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .confidence import bar_confidence, free_spans, pulse_cues
from .notes import make_notes
from .onsets import onset_strength


def test_a_short_doubt_is_no_free_span():
    bars, sure = np.arange(21.0), np.ones(20)
    sure[5:7] = 0
    assert free_spans(bars, sure) == ()
    sure[5:11] = 0
    assert free_spans(bars, sure) == ((5.0, 11.0),)
    sure[:3] = 0
    assert free_spans(bars, sure) == ((5.0, 11.0),)
    assert free_spans(bars, np.zeros(20)) == ((0.0, 20.0),)
    assert free_spans(bars[:3], np.zeros(2)) == ((0.0, 2.0),)


def test_a_metronome_is_surer_than_chance():
    beats, lines = 0.5 * np.arange(1, 61), np.arange(0, 60, 4)
    steady = onset_strength(make_notes(beats, 0.1, 48, 80))
    onsets = np.sort(np.random.default_rng(0).uniform(0, 31, 60))
    chance = onset_strength(make_notes(onsets, 0.1, 48, 80))
    sure, unsure = bar_confidence(steady, beats, lines), bar_confidence(chance, beats, lines)
    assert len(sure) == 15 and sure.min() > 0.9 and unsure.mean() < 0.2


def test_beats_between_the_onsets_have_no_contrast():
    beats = 0.5 * np.arange(1, 61)
    strength = onset_strength(make_notes(beats, 0.1, 48, 80))
    on, off = pulse_cues(strength, beats)[:, 0], pulse_cues(strength, beats + 0.25)[:, 0]
    assert on.min() > 0.8 and off.max() < -0.8


def test_the_fit_is_that_of_the_tempo_of_the_beats():
    beats = 0.5 * np.arange(1, 61)
    strength = onset_strength(make_notes(beats, 0.1, 48, 80))
    right = pulse_cues(strength, beats)[8:-8, 1]
    wrong = pulse_cues(strength, 0.4 * np.arange(1, 70))[8:-8, 1]
    assert right.min() > 1.5 > 0.5 > wrong.max()
