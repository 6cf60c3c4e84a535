# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import pytest

from ..runtime.errors import TatumError
from .midi import read_midi


_END = b"\0\xff\x2f\0"


def _file(*chunks, kind=1, division=100):
    """A MIDI file; of 100 ticks a beat, so 200 ticks a second before any tempo."""
    numbers = b"".join(number.to_bytes(2, "big") for number in (kind, len(chunks), division))
    return b"MThd\0\0\0\6" + numbers + b"".join(chunks)


def _track(body, end=_END, more=0):
    """A track's chunk; its length says `more` bytes than there are."""
    return b"MTrk" + (len(body + end) + more).to_bytes(4, "big") + body + end


def _note(pitch, wait=0, length=100):
    return bytes([wait, 0x90, pitch, 70, length, 0x80, pitch, 0])


def _tempo(microseconds):
    return b"\0\xff\x51\3" + microseconds.to_bytes(3, "big")


_NOTE = _note(60)


def _heard(data) -> list[tuple[int, float, float]]:
    """(pitch, onset, duration) of all notes, in order of time."""
    notes = read_midi(data)
    return [(pitch, round(onset, 4), round(duration, 4))
            for onset, duration, pitch, _ in notes.tolist()]


_ONE = [(60, 0, 0.5)]  # `_NOTE`, at 120 bpm


@pytest.mark.parametrize("meta", [
    b"\x59\2\xee\1", b"\x59\2\x08\0", b"\x58\2\4\2", b"\x58\4\0\1\x18\x08", b"\x58\4\2\x21\x18\x08",
    b"\0\0", b"\x54\1\0", b"\x21\0", b"\x51\2\7\xa1", b"\3\2\x83\xff",
], ids=["18 flats", "8 sharps", "short metre", "metre of 0", "long metre", "no number",
        "short SMPTE offset", "no port", "short tempo", "a name in another encoding"])
def test_a_malformed_meta_event_is_passed_over(meta):
    assert _heard(_file(_track(b"\0\xff" + meta + _NOTE))) == _ONE


@pytest.mark.parametrize("event", [
    b"\xb0\x07\xff", b"\xb0\xa8\x40", b"\xc0\xff", b"\x90\xff\x40", b"\xf0\4\x43\xff\x90\xf7",
    b"\xf8", b"\xf1\x10", b"\xf2\1\2", b"\xd0\x40",
], ids=["volume 255", "controller 168", "program 255", "note 255", "bytes in sysex", "clock",
        "time code", "song position", "pressure"])
def test_data_that_is_no_data_does_not_stop_the_song(event):
    assert _heard(_file(_track(b"\0" + event + _NOTE))) == _ONE


def test_a_velocity_over_127_is_the_loudest():
    data = _file(_track(_NOTE.replace(b"\x46", b"\xc8", 1)))
    assert read_midi(data)["velocity"].tolist() == [127]


def test_a_tempo_in_any_track_counts_for_all():
    slow = _tempo(1_000_000)
    twice = [(60, 0, 1.0)]
    assert _heard(_file(_track(_NOTE), _track(slow))) == twice
    assert _heard(_file(_track(slow), _track(_NOTE))) == twice


def test_the_tempo_changes_in_the_middle_of_a_note():
    later = b"\x64" + _tempo(250_000)[1:]  # after 100 ticks
    notes = _note(60, 0, 120) + _note(62, 80, 100)
    assert _heard(_file(_track(notes), _track(later))) == [(60, 0, 0.55), (62, 0.75, 0.25)]


def test_a_tempo_of_nothing_is_passed_over_and_the_last_of_one_tick_holds():
    assert _heard(_file(_track(_tempo(0) + _NOTE))) == _ONE
    assert _heard(_file(_track(_tempo(9) + _tempo(1_000_000) + _NOTE))) == [(60, 0, 1.0)]


@pytest.mark.parametrize("frames, rate", [(24, 24), (25, 25), (29, 30_000 / 1001), (30, 30)])
def test_ticks_may_be_frames_and_then_the_tempo_does_not_matter(frames, rate):
    data = _file(_track(_tempo(9) + _NOTE), division=(256 - frames) << 8 | 4)
    assert read_midi(data)["duration"].tolist() == pytest.approx([100 / rate / 4])


def test_songs_of_one_file_are_played_one_after_another():
    song = _track(_tempo(1_000_000) + _note(60, 100))
    other = _track(_note(62))
    assert _heard(_file(song, other, kind=2)) == [(60, 1.0, 1.0), (62, 2.0, 0.5)]
    assert _heard(_file(song, other, kind=0)) == [(62, 0, 1.0), (60, 1.0, 1.0)]
    silence = _track(_NOTE, end=b"\xff\x7f\xff\x2f\0")
    assert _heard(_file(silence, other, kind=2)) == [(60, 0, 0.5), (62, 8.5, 0.5)]


@pytest.mark.parametrize("data", [
    _file(_track(_NOTE, more=2), _track(b"")), _file(_track(b""), _track(_NOTE, more=3)),
    _file(_track(_NOTE, more=-6), _track(b"")), _file(_track(_NOTE, end=b"")),
    _file(_track(_NOTE, end=b"\x20")), _file(_track(_NOTE)) + b"\n",
    _file(b"XFIH\0\0\0\2ab", _track(_NOTE), b"XFKM\0\0\0\1a", _track(b"")),
    _file(_track(_NOTE)).replace(b"\0\1\0\1\0", b"\0\1\0\5\0"),
    _file(_track(_NOTE)).replace(b"\0\0\0\6\0\1\0\1\0\x64", b"\0\0\0\x08\0\1\0\1\0\x64ab"),
    _file(_track(_NOTE + b"\0\xff\x2f\0" + _NOTE, end=b"")),
    _file(_track(_NOTE + b"\0\xff\1\x7fa", end=b"")),
], ids=["too long", "the last one too long", "too short", "no end of track", "half an event",
        "a byte after the end", "unknown chunks", "wrong number", "long header",
        "more after the end of the track", "a text longer than the track"])
def test_lengths_and_numbers_are_not_taken_at_their_word(data):
    assert _heard(data) == _ONE


def test_the_running_status_goes_on_over_other_events_and_into_the_next_track():
    on, off = b"\0\x90\x3c\x46", b"\x64\x3c\0"
    assert _heard(_file(_track(on + b"\0\xf0\1\xf7" + b"\0\xff\1\0" + off))) == _ONE
    second = b"\0\x3e\x46\x64\x3e\0"
    assert _heard(_file(_track(on + off), _track(second))) == [(60, 0, 0.5), (62, 0, 0.5)]


def test_bytes_without_a_status_are_passed_over():
    assert _heard(_file(_track(b"\0\x3c\x46" + _NOTE[1:]))) == _ONE


def test_a_last_track_cut_off_is_said():
    with pytest.raises(TatumError, match="중간에서 잘렸습니다"):
        read_midi(_file(_track(_NOTE), _track(_NOTE * 3))[:-12])


@pytest.mark.parametrize("front", [b"\xef\xbb\xbf", bytes(128), b"RIFF\x99\0\0\0RMIDdata\x91\0\0\0",
                                   b"RIFF\x99\0\0\0RMIDLIST" + bytes(2000)],
                         ids=["BOM", "MacBinary", "RIFF", "RIFF with a long list"])
def test_what_stands_before_the_header_is_passed_over(front):
    assert _heard(front + _file(_track(_NOTE))) == _ONE


def test_bytes_far_before_a_header_are_no_midi():
    with pytest.raises(TatumError, match="MIDI 파일이 아닙니다"):
        read_midi(bytes(2000) + _file(_track(_NOTE)))


def test_ticks_have_no_limit_but_a_performance_has():
    fine = _file(_track(b"\x83\xe8\0" + _NOTE[1:] + b"\xff\xff\xff\x7f\xff\x2f\0", end=b""),
                 division=32767)
    assert read_midi(fine)["onset"].tolist() == pytest.approx([62464 / 32767 / 2])
    with pytest.raises(TatumError, match=r"너무 깁니다\(372.8시간"):
        read_midi(_file(_track(b"\xff\xff\xff\x7f" + _NOTE[1:])))


def test_a_number_of_too_many_bytes_is_read_to_its_end():
    assert _heard(_file(_track(_NOTE + b"\xff" * 8 + b"\0\xff\x2f\0", end=b""))) == _ONE


@pytest.mark.parametrize("division", [0, 0xE700])
def test_a_beat_of_no_ticks_is_refused(division):
    with pytest.raises(TatumError, match="박의 길이가 0"):
        read_midi(_file(_track(_NOTE), division=division))


def test_too_many_events_or_tracks_are_refused_at_once():
    many_tracks = [_track(b"")] * 6
    for limit, tracks in (("_MOST_EVENTS", [_track(_NOTE * 3)]), ("_MOST_TRACKS", many_tracks)):
        with (mock.patch(f"tatumflow.data.midi_events.{limit}", 5),
              pytest.raises(TatumError, match="너무 많아")):
            read_midi(_file(*tracks))


@pytest.mark.parametrize("data, said", [
    (b"PK\3\4" + bytes(30), "ZIP"), (b"ID3\3" + bytes(30), "소리"), (b"\xff\xfb\x90d", "소리"),
    (b"RIFF\0\0\0\0WAVEfmt ", "소리"), (b"\0\0\0\x20ftypM4A ", "소리"),
    (b"\xef\xbb\xbf<?xml version='1.0'?><score-partwise/>", "--sheet"),
    (b"\n<!DOCTYPE HTML><p>", "웹 페이지"), (b"%PDF-1.7", "PDF"),
    (b"version https://git-lfs.github.com/spec/v1", "내용을 내려받"), (b"bplist00", "iCloud"),
    (b"hello", "다른 파일일 수"),
])
def test_what_is_no_midi_is_called_what_it_is(data, said):
    with pytest.raises(TatumError, match=rf"MIDI 파일이 아닙니다.*{said}"): read_midi(data)


@pytest.mark.parametrize("lost, said", [(1, ""), (4, ""), (5, "중간에서 잘렸")])
def test_a_file_that_lacks_no_more_than_the_end_of_its_track_is_read(lost, said):
    data = _file(_track(_NOTE * 3))[:-lost]
    if not said: assert len(_heard(data)) == 3
    else:
        with pytest.raises(TatumError, match=said): read_midi(data)
