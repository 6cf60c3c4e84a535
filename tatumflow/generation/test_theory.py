# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.chords import FLATS
from ..data.harmony import chord_list, chord_slots, CHORDS
from ..data.progressions import MINOR, PROGRESSIONS
from .sheets import lead_sheet
from .theory import (
    borrow, find_tonic, secondary_dominant, TO_MAJOR, TO_MINOR, transpose_labels, tritone, two_five,
)


def labels_of(text, slots=4):
    return np.repeat([CHORDS.index(name) for name in text.split()], slots)


def written_symbols(labels):
    return " ".join(chord.symbol for chord in chord_list(np.asarray(labels)))


EXAMPLE = labels_of("Cmaj7 Fmaj7 Dm7 G7 Cmaj7")


@pytest.mark.parametrize("before, after", [
    ("Cmaj7 Fmaj7 Dm7 G7 Cmaj7", "Cmaj7 Fmaj7 Dm7 Db7 Cmaj7"),
    ("E7 A7 D7 G7 Cmaj7", "E7 Eb7 D7 Db7 Cmaj7"), ("Bb7 F7 Cmaj7", "Bb7 F7 Cmaj7"),
    ("F7 Bb7 F7", "B7 Bb7 F7"), ("Cmaj7 G7", "Cmaj7 G7"),
])
def test_every_other_dominant_that_falls_a_fifth_is_substituted(before, after):
    assert written_symbols(tritone(labels_of(before, 2))) == after


def test_the_first_half_of_a_dominant_becomes_its_ii():
    assert written_symbols(two_five(labels_of("G7"))) == "Dm7 G7"
    assert written_symbols(two_five(labels_of("G7 Cm7"))) == "Dm7b5 G7 Cm7"
    assert written_symbols(two_five(labels_of("G7 Cmaj7", 1))) == "G7 Cmaj7"


def test_the_last_half_of_a_chord_becomes_the_next_ones_dominant():
    assert written_symbols(secondary_dominant(EXAMPLE)) == "Cmaj7 C7 Fmaj7 A7 Dm7 D7 G7 Cmaj7"
    assert written_symbols(secondary_dominant(labels_of("Cmaj7 Bm7b5"))) == "Cmaj7 Bm7b5"


def test_chords_are_borrowed_from_minor():
    assert written_symbols(borrow(EXAMPLE, TO_MINOR, keep_tonic=True)) == "Cmaj7 Fm7 Dm7b5 G7 Cmaj7"
    assert written_symbols(borrow(borrow(EXAMPLE, TO_MINOR), TO_MAJOR)) == written_symbols(EXAMPLE)


@pytest.mark.parametrize("key", FLATS)
@pytest.mark.parametrize("name", PROGRESSIONS)
def test_the_key_of_every_progression_is_found(name, key):
    sheet = lead_sheet(name, key=key)
    labels = chord_slots(sheet, round(sheet[-1].onset + sheet[-1].duration))
    there, back = (TO_MAJOR, TO_MINOR) if name in MINOR else (TO_MINOR, TO_MAJOR)
    assert FLATS[find_tonic(labels, there)] == key
    assert np.array_equal(borrow(labels, back), labels)  # is of that mode already


def test_a_blues_is_in_the_key_of_its_first_chord():
    blues = chord_slots(lead_sheet("C7 | F7 | C7 | G7 C7"), 16)
    assert written_symbols(borrow(blues, TO_MINOR)) == "Cm7 Fm7 Cm7 G7 Cm7"
    assert written_symbols(borrow(blues, TO_MAJOR)) == "C7 F7 C7 G7 C7"


@pytest.mark.parametrize("semitones", range(12))
def test_rules_are_the_same_in_every_key(semitones):
    for rule in (tritone, two_five, secondary_dominant, lambda labels: borrow(labels, TO_MINOR),
                 lambda labels: borrow(labels, TO_MAJOR)):
        moved = rule(transpose_labels(EXAMPLE, semitones))
        assert np.array_equal(moved, transpose_labels(rule(EXAMPLE), semitones))
