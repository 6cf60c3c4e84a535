# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pretty_midi
import pytest

from ..runtime.sound import render
from .beats import Beats
from .clicks import write_clicked
from .notes import make_notes


@pytest.fixture
def waltz():
    return Beats(np.arange(0.5, 8.0, 0.5), np.arange(15) % 3, np.ones(5), ((5.0, 9.0),), 3)


def test_every_beat_with_a_pulse_is_clicked_and_bar_lines_higher(waltz, tmp_path):
    notes = make_notes([0.5, 1.0], 0.4, [60, 64], 70)
    midi = pretty_midi.PrettyMIDI(str(write_clicked(notes, waltz, tmp_path / "clicks.mid")))
    played, clicks = midi.instruments
    assert [note.pitch for note in played.notes] == [60, 64] and clicks.is_drum
    times = [note.start for note in clicks.notes]
    np.testing.assert_allclose(times, np.arange(0.5, 5.0, 0.5), atol=2e-3)
    assert [note.pitch for note in clicks.notes] == [76, 77, 77] * 3


def test_clicks_sound_where_the_piano_is_silent(waltz, tmp_path):
    notes = make_notes([0.0], 0.2, 60, 70)
    samples, rate = render(write_clicked(notes, waltz, tmp_path / "clicks.mid"))
    loudest = [np.abs(samples[int(start * rate):int((start + 0.1) * rate)]).max()
               for start in (3.85, 4.0)]
    assert loudest[1] > 10 * loudest[0]
