# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from .chords import parse_chord
from .progressions import MINOR, PROGRESSIONS


def test_progressions_can_be_played():
    for name, text in PROGRESSIONS.items():
        bars = [bar.split() for bar in text.split("|")]
        assert len(bars) in (8, 12, 16, 32), name
        assert all(len(bar) in (1, 2) for bar in bars), name
        for bar in bars:
            for symbol in bar:
                parse_chord(symbol)
    assert set(PROGRESSIONS) > MINOR
