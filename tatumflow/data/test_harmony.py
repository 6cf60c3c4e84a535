# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from .chords import NO_CHORD
from .etudes import etude_set
from .harmony import (
    _viterbi, analyze_chords, chord_list, chord_slots, chord_tones, CHORDS, pitch_class_weights,
    QUALITIES,
)
from .notes import make_notes
from .time_map import constant_map, warp


@pytest.mark.parametrize("name, tones", {
    "Cmaj7": (36, 52, 55, 59), "G7": (43, 53, 59, 62), "Dm7": (38, 53, 57, 60),
    "Bm7b5": (35, 50, 53, 57), "Cdim7": (36, 51, 54, 57)}.items())
def test_a_plain_chord_is_read(name, tones):
    assert CHORDS[analyze_chords(make_notes([0] * 4, 2.0, tones, 70), 2)[0]] == name


def test_silence_has_no_chord():
    assert analyze_chords(make_notes([], [], [], []), 4).tolist() == [96] * 4
    assert analyze_chords(make_notes([], [], [], []), 0).tolist() == []


def test_slots_and_chords_say_the_same():
    chords = chord_list(np.array([0, 0, 96, 2, 93]))
    assert [chord.symbol for chord in chords] == ["C", NO_CHORD, "C7", "Bdim7"]
    assert chord_slots(chords, 5).tolist() == [0, 0, 96, 2, 93]


@pytest.mark.parametrize("style, least", [("stride", 0.75), ("bebop", 0.2)])
def test_roots_of_etudes_are_read(style, least):
    right = []
    for etude in etude_set(8, seed=11):
        if etude.style != style: continue
        notes = warp(etude.notes, constant_map(etude.tempo))
        slots = int(notes["onset"].max()) + 1
        chords = [replace(chord, onset=chord.onset * etude.tempo / 60) for chord in etude.chords]
        read, written = analyze_chords(notes, slots), chord_slots(chords, slots)
        right.append(read // len(QUALITIES) == written // len(QUALITIES))
    assert np.concatenate(right).mean() > least


def test_weights_are_half_beats_by_register():
    weights = pitch_class_weights(make_notes([0.5, 0], [1.0, 18], [60, 36], [64, 32]), 4)
    assert np.allclose(weights[1, :, 0], [0.25, 0.25, 0, 0])
    assert np.allclose(weights[0, :, 0], [0.25, 0.25, 0, 0])  # its first two beats, half as loud
    assert weights[2].sum() == 0


def test_a_fifth_down_costs_less_than_another_change():
    change = np.array([[0, -1, -3], [-3, 0, -1], [-1, -3, 0.0]])
    assert _viterbi(np.array([[0, 2, 0], [0, 0, 3.0]]), change) == [1, 2]
    assert _viterbi(np.array([[2, 0, 0], [0, 0, 3.0]]), change) == [2, 2]


def test_tones_of_chords():
    c7, tension = CHORDS.index("C7"), chord_tones(tensions=True)
    assert np.flatnonzero(chord_tones()[c7]).tolist() == [0, 4, 7, 10]
    assert np.flatnonzero(tension[c7]).tolist() == [0, 1, 2, 3, 4, 6, 7, 8, 9, 10]
    assert np.flatnonzero(chord_tones()[CHORDS.index("Bbm7")]).tolist() == [1, 5, 8, 10]
