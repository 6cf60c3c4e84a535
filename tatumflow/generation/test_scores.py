# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from dataclasses import replace

import numpy as np
import pretty_midi
import pytest
from symusic import Score

from ..data.midi import read_midi
from ..data.notes import make_notes
from ..data.time_map import clock_map, constant_map, find_time
from .bar_lines import BarLines
from .maps import stretch_map
from .scores import take_bytes, tell_time
from .takes import Take


@pytest.fixture
def swung():
    """Eight bars of swung eighths at 150 a minute, which begin a beat and a half before a bar
    line."""
    place = np.concatenate([np.arange(32), np.arange(32) + 2 / 3])
    time = constant_map(150, start=-1.0)  # beat 2.5 is 0 s
    notes = make_notes(time.to_seconds(place + 3), 0.2, 60 + place.astype(int) % 12, 80)
    return Take(notes, "improvise", "Other", 0, float(notes["onset"].max()) + 0.4, time=time)


def test_files_hold_the_notes_and_the_bars(swung):
    written = read_midi(take_bytes(swung))
    assert np.allclose(written["onset"], swung.notes["onset"], rtol=0, atol=1e-3)
    assert np.allclose(written["duration"], swung.notes["duration"], rtol=0, atol=2e-3)
    read = pretty_midi.PrettyMIDI(io.BytesIO(take_bytes(swung)))
    assert [(one.numerator, round(one.time, 3)) for one in read.time_signature_changes] == [
        (2, 0.0), (4, 0.6)]
    lines = swung.time.to_seconds(4 * np.arange(1, 9))
    assert np.allclose(read.get_downbeats()[1:9], lines, rtol=0, atol=1e-3)
    assert len(read.instruments) == 1


def test_bar_lines_follow_a_tempo_that_changes(stride):
    time = find_time(stride)
    take = Take(stride, "theory_editing", "Other", 0, 1, time=stretch_map(time, 8, 16, 0.8))
    notes = read_midi(take_bytes(take))
    assert np.allclose(notes["onset"], stride["onset"], rtol=0, atol=1e-3)
    read = pretty_midi.PrettyMIDI(io.BytesIO(take_bytes(take)))
    lines = take.time.to_seconds(4 * np.arange(2, 9))
    assert np.abs(read.get_downbeats()[:, None] - lines).min(0).max() < 1e-3


def test_a_click_is_written_only_when_asked(swung):
    clicked = replace(swung, asked={"click": True})
    read = pretty_midi.PrettyMIDI(io.BytesIO(take_bytes(clicked)))
    (drum,) = [track for track in read.instruments if track.is_drum]
    times = swung.beats.times
    assert np.allclose([note.start for note in drum.notes], times[times >= 0], atol=2e-3)
    assert np.array_equal(read_midi(take_bytes(clicked))["pitch"], swung.notes["pitch"])


def test_a_waltz_has_its_bars_in_the_file(swung):
    read = pretty_midi.PrettyMIDI(io.BytesIO(take_bytes(replace(swung, lines=BarLines((3.0,))))))
    metres = [(one.numerator, one.denominator, round(one.time, 3))
              for one in read.time_signature_changes]
    assert metres[-1] == (3, 4, 0.2) and metres[0][2] == 0  # beat 3 of the map is at 0.2 s
    lines = swung.time.to_seconds(3 * np.arange(1, 9))
    assert np.abs(read.get_downbeats()[:, None] - lines).min(0).max() < 1e-3


def test_six_eight_has_its_bars_in_the_file(swung):
    jig = replace(swung, lines=BarLines((2.0,), compound=True))
    read = pretty_midi.PrettyMIDI(io.BytesIO(take_bytes(jig)))
    one = read.time_signature_changes[-1]
    assert (one.numerator, one.denominator) == (6, 8)
    notes = read_midi(take_bytes(jig))
    assert np.allclose(notes["onset"], swung.notes["onset"], rtol=0, atol=1e-3)
    assert tell_time(jig).startswith("♩. = 150")
    score = Score.from_midi(take_bytes(jig))
    assert score.ticks_per_quarter == 320 and round(score.tempos[-1].qpm) == 225


def test_tempo_and_swing_are_told(swung):
    assert tell_time(swung) == "♩ = 150, 스윙 2.00"
    assert tell_time(replace(swung, time=clock_map())) == "박 없음"
    even = replace(swung, notes=swung.notes[:9])
    assert tell_time(even) == "♩ = 150"
