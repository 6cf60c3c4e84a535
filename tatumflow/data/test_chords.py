# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re

import pytest

from ..runtime.errors import TatumError
from .chords import _SPELLINGS, HARMONY, in_key, parse_chord


_SAME = {
    "Cmaj7": "Cj7 C△7 C∆7 CM7 Cmaj9 Cmaj7#5 C+j7", "Cm7": "C-7 C–7 Cmin7 Cmi9 C-9",
    "Cm7b5": "Cø C-7b5 Cm7(-5) Cm11b5 Cm7b5b9 Cø9", "Cdim7": "Co7 C°",
    "C6": "C C69 C6/9 C6(9) Cmaj C(add9)", "C7": "C9 C13 C7#11 C7+11 C9#11 C7/E C7/9 C79b5 C7b5",
    "C7b9": "C79b C13b9 C7-9 C7(b9)", "C7sus": "Csus4 C9sus C11 C7b9sus",
    "C7alt": "C7#9 C7+9 C9#9 C13#9 C9b13 C79# C79#5# C7#5#9 C7#9#5 C7b9#5 C7(b9,b13) C7(alt) C+7b9",
    "Cm6": "Cm C-6 Cm(maj7) C-j7", "C+": "Caug C7#5 C9#5 C13#5 C7+5 C7+"}


@pytest.mark.parametrize("symbol", _SAME)
def test_ways_of_writing_one_chord(symbol):
    for other in _SAME[symbol].split():
        assert parse_chord(other) == parse_chord(symbol), other


@pytest.mark.parametrize("number", range(len(_SPELLINGS)))
def test_every_row_of_spellings_reads_its_examples(number):
    quality, _, examples = _SPELLINGS[number]
    for example in examples.split():
        fits = [i for i, (_, spelling, _) in enumerate(_SPELLINGS)
                if re.fullmatch(spelling, example[1:])]
        assert fits[0] == number, example
        assert parse_chord(example) == (0, quality, HARMONY[quality].intervals)


@pytest.mark.parametrize("symbol, parsed", {
    "Bbm7": (10, "m7", (0, 3, 7, 10)), "F#dim7": (6, "dim7", (0, 3, 6, 9)),
    "Cb": (11, "maj", (0, 4, 7, 9)), "C7#5#11": (0, "7#5", (0, 4, 8, 10)),
    "G♭△7/D♭": (6, "maj7", (0, 4, 7, 11))}.items())
def test_roots_accidentals_and_basses(symbol, parsed):
    assert parse_chord(symbol) == parsed


@pytest.mark.parametrize("symbol", ["H7", "Csus2", "", "C7x", "c7"])
def test_an_unknown_symbol_is_named(symbol):
    with pytest.raises(TatumError, match=f"'{symbol}'"):
        parse_chord(symbol)


@pytest.mark.parametrize("symbol, key, minor, expected", [
    ("Dm7", "Eb", False, "Fm7"), ("F#dim7", "Eb", False, "Adim7"), ("Ebdim7", "E", False, "Gdim7"),
    ("F#dim7", "F", False, "Bdim7"), ("Ebm7", "B", False, "Dm7"), ("C6", "F#", False, "F#6"),
    ("G7/B", "D", False, "A7/C#"), ("Cm6", "B", True, "Bm6"), ("Ab7", "E", True, "C7"),
    ("Bm7b5", "A", False, "G#m7b5"), ("Bm7b5", "A", True, "Abm7b5"),
    ("F#dim7", "G", False, "C#dim7")])
def test_chords_are_spelt_in_their_key(symbol, key, minor, expected):
    assert in_key(symbol, key, minor) == expected


def test_the_ladders_even_rungs_are_tones_of_the_chord():
    for quality, harmony in HARMONY.items():
        tones = {tone % 12 for tone in (*harmony.intervals, *harmony.voicing)}
        assert len(harmony.ladder) == 8 and list(harmony.ladder) == sorted(harmony.ladder)
        assert {rung % 12 for rung in harmony.ladder[::2]} <= tones, quality
