# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .keys import degree_chord, read_key


@pytest.mark.parametrize("key, texts", {
    ("Eb", None): "Eb eb E♭ e♭ E플랫 Eflat Eb조 Ｅｂ Eb,", ("F#", None): "F# f# F♯ F샵 F＃",
    ("Eb", False): "Eb장조 Ebmajor EbM 내림마장조 Ebmaj",
    ("C", True): "Cm cm C단조 Cminor C- 다단조",
    ("B", None): "B Cb", ("F#", True): "F#m 올림바단조"}.items())
def test_keys_are_read_as_people_write_them(key, texts):
    for text in texts.split(): assert read_key(text) == key, text


def test_what_is_no_key_is_none():
    for text in ("H", "", "Dm7", "blues", "도"): assert read_key(text) is None


@pytest.mark.parametrize("degree, chord", {
    "I": "Cmaj7", "ii": "Dm7", "II": "D7", "V": "G7", "IIm7": "Dm7", "V7alt": "G7alt", "vi7": "Am7",
    "iiø7": "Dø7", "iim7b5": "Dm7b5", "i": "Cm6", "i6": "Cm6", "vii": "Bm7b5", "VII7": "B7",
    "bVII7": "Bb7", "♭II": "Dbmaj7", "#IVdim7": "F#dim7", "bVII": "Bb7", "iv": "Fm7", "IV": "Fmaj7",
    "2": "Dm7", "7": "Bm7b5", "2m7": "Dm7", "4maj7": "Fmaj7", "b3": "Ebmaj7"}.items())
def test_degrees_are_chords_in_c(degree, chord):
    assert degree_chord(degree) == chord


def test_what_is_no_degree_is_none():
    for text in ("C", "Dm7", "8", "251", "IIIIx", "Vfoo", "", "x2"):
        assert degree_chord(text) is None
