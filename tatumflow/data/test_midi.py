# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import io
from unittest import mock

import mido
import numpy as np
import pytest

from ..runtime.errors import TatumError
from .midi import midi_bytes, read_midi
from .notes import make_notes


def _midi_of_tracks(*tracks) -> bytes:
    """A file of these tracks of messages; 960 ticks a second."""
    song, buffer = mido.MidiFile(ticks_per_beat=480), io.BytesIO()
    for messages in tracks:
        song.tracks.append(mido.MidiTrack(mido.Message(kind, **values)
                                          for kind, values in messages))
    song.save(file=buffer)
    return buffer.getvalue()


def _struck(pitch, start, length, program=0):
    return [("program_change", {"program": program}),
            ("note_on", {"note": pitch, "velocity": 70, "time": start}),
            ("note_off", {"note": pitch, "time": length})]


def test_writing_and_reading_gives_the_same_notes(scale_notes):
    back = read_midi(midi_bytes(scale_notes))
    for name, tolerance in {"onset": 0.002, "duration": 0.002, "pitch": 0, "velocity": 0}.items():
        assert np.allclose(back[name], scale_notes[name], rtol=0, atol=tolerance), name


def test_two_hands_and_a_pedal_on_three_tracks_are_one_piano():
    pedal = [("control_change", {"control": 64, "value": 64, "time": 96}),
             ("control_change", {"control": 64, "value": 63, "time": 864})]
    notes = read_midi(_midi_of_tracks(_struck(60, 0, 192), _struck(60, 576, 96), pedal))
    assert np.allclose(notes["onset"], [0, 0.6])
    assert np.allclose(notes["duration"], [0.6, 0.4])


def test_a_note_struck_again_at_once_lasts_10_ms():
    notes = read_midi(_midi_of_tracks(_struck(60, 0, 96), _struck(60, 2, 96)))
    assert notes["duration"].tolist() == pytest.approx([0.01, 0.1])


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
