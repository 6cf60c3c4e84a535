# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .midi import midi_bytes, read_midi
from .notes import make_notes


def _midi_of_tracks(*tracks) -> bytes:
    """A file of these tracks (bytes of events) of 48 ticks a beat, so 96 ticks a second."""
    chunks = [b"MTrk" + len(body).to_bytes(4, "big") + body for body in tracks]
    return b"MThd\0\0\0\6\0\1" + bytes([0, len(tracks), 0, 48]) + b"".join(chunks)


def _struck(pitch, start, length, program=0):
    return bytes([0, 0xC0, program, start, 0x90, pitch, 70, length, 0x80, pitch, 0])


def test_writing_and_reading_gives_the_same_notes(scale_notes):
    back = read_midi(midi_bytes(scale_notes))
    for name, tolerance in {"onset": 0.002, "duration": 0.002, "pitch": 0, "velocity": 0}.items():
        assert np.allclose(back[name], scale_notes[name], rtol=0, atol=tolerance), name


def test_two_hands_and_a_pedal_on_three_tracks_are_one_piano():
    pedal = bytes([12, 0xB0, 64, 64, 84, 0xB0, 64, 63])
    notes = read_midi(_midi_of_tracks(_struck(60, 0, 24), _struck(60, 72, 12), pedal))
    assert np.allclose(notes["onset"], [0, 0.75])
    assert np.allclose(notes["duration"], [0.75, 0.25])


def test_a_note_struck_again_at_once_lasts_10_ms():
    slow = bytes([0, 0xFF, 0x51, 3, 0, 0x61, 0xA8])  # 480 ticks in a quarter of a second
    notes = read_midi(_midi_of_tracks(slow + _struck(60, 0, 96), _struck(60, 2, 96)))
    assert notes["duration"].tolist() == pytest.approx([0.01, 0.05])


@pytest.mark.parametrize("data, word", [
    (b"", "빈 파일"), (b"\x89PNG....", "MIDI 파일이 아닙니다"),
    (midi_bytes(make_notes([0, 1], 0.5, 60, 70))[:-9], "중간에서 잘렸습니다"),
    (b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x01\xe0XXXX\x00\x00\x00\x00", "손상되어"),
    (midi_bytes(make_notes([0, 1], 0.5, 60, 70)).replace(b"\x01\xe0", b"\0\0"), "손상되어"),
    (midi_bytes(make_notes([], [], [], [])), "하나도 없습니다"),
    (midi_bytes(make_notes([0, 1], 0.5, [60, 109], 70)), "음역"),
    (_midi_of_tracks(_struck(60, 0, 96, program=8)), "피아노가 아닌"),
])
def test_a_bad_file_is_refused_with_its_reason(data, word):
    with pytest.raises(TatumError, match=word):
        read_midi(data)


def test_a_missing_or_huge_file_is_refused(tmp_path):
    with pytest.raises(TatumError, match="파일이 없습니다"):
        read_midi(tmp_path / "none.mid")
    (tmp_path / "huge.mid").write_bytes(b"MThd")
    with (mock.patch("tatumflow.data.finding.MAX_BYTES", 3),
          pytest.raises(TatumError, match="너무 큽니다")):
        read_midi(tmp_path / "huge.mid")
