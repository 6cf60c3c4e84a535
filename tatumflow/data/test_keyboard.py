# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from ..runtime.errors import TatumError
from .chords import parse_chord
from .keyboard import draw_keys, play_chords, voice_chords


def test_chords_have_all_their_tones_and_move_little():
    voiced = voice_chords(["Dm7", "G7", "Cmaj7", "A7b9", "F#m7b5", "C"])
    for symbol, (bass, *upper) in zip(("Dm7", "G7", "Cmaj7"), voiced):
        root, _, tones = parse_chord(symbol)
        assert bass % 12 == root and 36 <= bass < 48
        assert {pitch % 12 for pitch in upper} == {(root + tone) % 12 for tone in tones[1:]}
    for one, other in zip(voiced, voiced[1:]):
        assert max(min(abs(pitch - old) for old in one[1:]) for pitch in other[1:]) <= 4


def test_pressed_keys_are_coloured_and_named():
    from matplotlib import pyplot as plt
    _, ax = plt.subplots()
    draw_keys([60, 66], ax)
    assert [text.get_text() for text in ax.texts] == ["C", "Gb"]
    assert len(ax.patches) == 48
    plt.close(ax.figure)


def test_chords_that_cannot_be_read_are_refused():
    for text in ("Dm7 H7", " | "):
        with pytest.raises(TatumError): play_chords(text)
