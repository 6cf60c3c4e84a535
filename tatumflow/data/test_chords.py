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


@pytest.mark.parametrize("symbol", ["H7", "Cfoo", "", "C7x", "blues", "add9", "C D"])
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


_WILD = {  # as people write: what it is
    "C": "Csus2 C2 C5 Cadd2 C6add9 C(add9) Cno3 C/e",
    "Cm": "Cmadd9 C-add9 Cm(add9) Cminadd9 cm C-b6 Cm2",
    "C7": "c7 Ｃ７ C7(no5) C7omit5 Cdom7 C⁷ Cdominant7 C세븐", "C+": "CAUG Caugmented7",
    "Cm7": "cm7 CMIN7 CMI7 CMin7 Cminor7 C마이너7 Ｃｍ７ C—7",
    "Cmaj7": "cmaj7 C7M CMA7 CMAJ7 CMaj7 Cmajor7 C메이저7 C9M cM7", "Cmmaj7": "Cm7M Cm(maj9) CmM9",
    "Cø": "Ch7 Ch C∅7 Chalf-diminished Chalfdim7 Ch9 CMIN7B5",
    "Co7": "Cº7 C˚7 Co^7 C°maj7 CDIM7 Cdiminished Co9",
    "Csus": "CSUS4 C7sus2 Csus2sus4 Cm7sus4 Cmaj7sus4", "C7alt": "C7ALT Caltered C7b9/b13",
    "C7b9": "C(b9) C7addb9 Caddb9 C7B9", "Bb7": "bb7 Cbb7 B플랫7 Bflat7 ｂ♭７", "A7": "Bbb7 bbb7",
    "F#m7": "f#m7 F＃m7 F샵m7", "G7": "F##7 Fx7", "Bb7b9": "Bb(b9)"}


@pytest.mark.parametrize("symbol", _WILD)
def test_chords_are_read_as_people_write_them(symbol):
    for other in _WILD[symbol].split():
        assert parse_chord(other) == parse_chord(symbol), other


_IREAL = """2 5 add9 + o h sus ^ - ^7 -7 7 7sus h7 o7 ^9 ^13 6 69 ^7#11 ^9#11 ^7#5 -6 -69 -^7 -^9
-9 -11 -7b5 h9 -b6 -#5 9 7b9 7#9 7#11 7b5 7#5 9#11 9b5 9#5 7b13 7#9#5 7#9b5 7#9#11 7b9#11 7b9b5
7b9#5 7b9#9 7b9b13 7alt 13 13#11 13b9 13#9 7b9sus 7susadd3 9sus 13sus 7b13sus 11"""


@pytest.mark.parametrize("quality", _IREAL.split())
def test_every_quality_of_ireal_pro_is_read(quality):
    assert parse_chord("F#" + quality)[0] == 6


def test_the_ladders_even_rungs_are_tones_of_the_chord():
    for quality, harmony in HARMONY.items():
        tones = {tone % 12 for tone in (*harmony.intervals, *harmony.voicing)}
        assert len(harmony.ladder) == 8 and list(harmony.ladder) == sorted(harmony.ladder)
        assert {rung % 12 for rung in harmony.ladder[::2]} <= tones, quality
