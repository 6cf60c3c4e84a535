# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from fractions import Fraction

import numpy as np

from ..data.notes import make_notes
from ..data.time_map import constant_map, warp
from .pieces import tuplets_of
from .quantising import quantise, write_hand
from .strokes import hand_strokes


def _written(times, tempo: float = 120, swing: float = 0.62) -> list[Fraction]:
    times = np.array(times, float)
    return quantise(times, np.full(int(times.max()) + 2, 60 / tempo), swing)[0]


def test_each_division_of_a_beat_is_found_under_a_human_hand():
    rng = np.random.default_rng(1)
    for parts in (1, 2, 3, 4, 5, 6, 7, 8):
        times = np.array([beat + k / parts for beat in range(4) for k in range(parts)])
        written = _written(np.maximum(0, times + rng.normal(0, 0.1 / 8, len(times))), tempo=72)
        right = [Fraction(beat) + Fraction(k, parts) for beat in range(4) for k in range(parts)]
        assert written == right, parts


def test_swung_eighths_are_written_even_and_triplets_as_triplets():
    assert _written([0, 0.63, 1, 1.62, 2, 2.33, 2.67, 3]) == [
        0, Fraction(1, 2), 1, Fraction(3, 2), 2, Fraction(7, 3), Fraction(8, 3), 3]


def test_what_comes_just_before_the_beat_is_written_on_it():
    assert _written([0, 0.98, 1.97, 3.02]) == [0, 1, 2, 3]


def test_the_order_of_strokes_stays():
    rng = np.random.default_rng(2)
    written = _written(np.sort(rng.uniform(0, 30, 200)))
    assert written == sorted(written)


def test_a_crushed_note_is_a_grace_note():
    notes = make_notes([0, 0.46, 0.5], [0.4, 0.1, 0.4], [72, 75, 76], 80)
    strokes, _ = write_hand(notes, warp(notes, constant_map(120)), np.full(4, 0.5), 0.5)
    assert [stroke.pitches for stroke in strokes] == [(72,), (76,)]
    assert strokes[1].onset == 1 and strokes[1].graces == ((75,),)


def test_an_ornament_is_a_group_of_grace_notes_and_a_run_is_none():
    second = np.full(6, 0.9)
    turn = np.array([0, 0.92, 0.96, 1, 2])
    places = quantise(turn, second, 0.5)[0]
    assert places == [0, 1, 1, 1, 2]
    run = np.arange(12) / 12
    assert len(set(quantise(run, second, 0.5)[0])) == 12


def test_three_eighths_of_a_dotted_beat_are_no_tuplet():
    rng = np.random.default_rng(4)
    for parts in (1, 2, 3, 4, 6):
        times = np.array([beat + k / parts for beat in range(4) for k in range(parts)])
        heard = np.maximum(0, times + rng.normal(0, 0.01, len(times)))
        places, fits = quantise(heard, np.full(6, 0.7), None)
        assert places == [Fraction(beat) + Fraction(k, parts)
                          for beat in range(4) for k in range(parts)], parts
        tuplets = [one for beat, fit in fits.items() for one in tuplets_of(fit.grid, beat)]
        assert bool(tuplets) == (parts == 4)


def test_a_rolled_chord_is_marked():
    rolled = make_notes([0, 0.06, 0.12], 0.9, [48, 55, 64], 80)
    (stroke,), _ = write_hand(rolled, warp(rolled, constant_map(120)), np.full(4, 0.5), 0.5)
    assert stroke.rolled and stroke.pitches == (48, 55, 64) and not stroke.part(slice(1)).rolled


def test_a_rolled_tenth_is_one_stroke_and_a_run_is_many():
    rolled = make_notes([0, 0.05, 0.1], 0.6, [36, 43, 52], 80)
    run = make_notes([0, 0.05, 0.1], 0.06, [72, 74, 76], 80)
    assert len(hand_strokes(rolled)) == 1 and len(hand_strokes(run)) == 3
