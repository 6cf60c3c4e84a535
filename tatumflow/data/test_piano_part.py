# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from operator import itemgetter

import pytest

from ..runtime.errors import TatumError
from .left_out import LeftOut
from .midi import read_midi, read_piano


def _song(*tracks) -> bytes:
    """A MIDI file of 100 ticks a beat, so 200 ticks a second. Each track is a list of (tick, bytes
    of an event), in any order; ticks below 16384."""
    chunks = b""
    for events in tracks:
        now, body = 0, b""
        for tick, event in sorted(events, key=itemgetter(0)):
            body += bytes([128 | (tick - now) >> 7, (tick - now) & 127]) + event
            now = tick
        body += b"\0\xff\x2f\0"
        chunks += b"MTrk" + len(body).to_bytes(4, "big") + body
    return b"MThd\0\0\0\6\0\1" + bytes([0, len(tracks), 0, 100]) + chunks


def _note(pitch, start, end, channel=0, velocity=70):
    return [(start, bytes([0x90 + channel, pitch, velocity])),
            (end, bytes([0x80 + channel, pitch, 0]))]


def _control(tick, number, value, channel=0): return (tick, bytes([0xB0 + channel, number, value]))


def _program(number, channel=0, tick=0): return (tick, bytes([0xC0 + channel, number]))


def _tune(count=20, channel=0, start=0, pitch=60):
    """`count` notes of half a second, one after another."""
    return [event for i in range(count)
            for event in _note(pitch, start + 100 * i, start + 100 * i + 100, channel)]


def test_what_is_piano_stays_and_the_rest_is_said():
    bass, drums = [_program(33, 1), *_tune(8, 1)], _tune(9, 9)
    part = read_piano(_song(_tune(), bass, drums, [_program(40, 2), *_tune(4, 2)]))
    assert len(part.notes) == 20
    assert part.left_out == LeftOut(tracks=2, notes=12, drums=9)
    assert str(part.left_out) == "다른 악기 2트랙의 음 12개, 드럼 9개"


def test_nothing_left_out_is_nothing_said():
    left_out = read_piano(_song(_note(60, 0, 100))).left_out
    assert not left_out and str(left_out) == ""


def test_a_program_counts_for_its_channel_whatever_the_track():
    bass = [_program(33, 1)]
    assert len(read_midi(_song(bass, _tune(), _tune(8, 1, pitch=40)))) == 20
    assert len(read_midi(_song(_tune(8, 1, pitch=40), _tune(), bass))) == 20


def test_a_program_counts_from_its_time_on():
    strings = [*_tune(30), _program(48, 0, 2500)]
    part = read_piano(_song(strings))
    assert (len(part.notes), part.left_out.notes) == (25, 5)


def test_a_track_of_channel_10_is_a_piano_where_it_is_chosen():
    assert len(read_midi(_song(_tune(20, 9)), 1)) == 20


def test_a_track_is_chosen_and_played_as_a_piano_whatever_it_was():
    bass = [_program(33, 1), *_tune(24, 1, pitch=40)]
    song = _song([_control(0, 0, 0)], _tune(pitch=60), bass, _tune(22, 0, pitch=72))
    assert set(read_midi(song)["pitch"]) == {60, 72}
    for number, pitch, count in ((1, 60, 20), (2, 40, 24), (3, 72, 22)):
        part = read_piano(song, number)
        assert set(part.notes["pitch"]) == {pitch} and len(part.notes) == count
        assert not part.left_out


def test_a_chosen_track_keeps_the_tempo_and_the_pedal_of_the_others():
    slow = [(0, b"\xff\x51\x03\x0f\x42\x40")]  # 60 bpm
    pedal = [_control(0, 64, 127), _control(300, 64, 0)]
    song = _song(slow, pedal, _tune(), _tune(channel=1, pitch=50))
    notes = read_midi(song, 1)
    assert notes["onset"][1] == 1.0 and set(notes["pitch"]) == {60}
    assert notes["duration"][2] == 1.0


def test_a_track_that_is_not_there_is_refused_with_a_list():
    song = _song(_tune(), [_program(33, 1), *_tune(8, 1)], _tune(9, 9))
    with pytest.raises(TatumError, match="3개입니다.1번 피아노 음 20개, 2번 다른 악기 음 8개, "
                                         "3번 드럼 음 9개"):
        read_midi(song, 4)


@pytest.mark.parametrize("bank, left_out", [
    (0, LeftOut()), (8, LeftOut()), (64, LeftOut(1, 7)), (120, LeftOut(drums=7)),
    (126, LeftOut(drums=7)), (127, LeftOut(drums=7))])
def test_banks_of_drums_and_noises_are_no_piano(bank, left_out):
    other = [_control(0, 0, bank, 1), _program(0, 1), *_tune(7, 1, pitch=40)]
    assert read_piano(_song(_tune(), other)).left_out == left_out


def test_a_bank_waits_for_the_next_program():
    part = read_piano(_song(_tune(), [_control(0, 0, 127, 1), *_tune(7, 1, pitch=40)]))
    assert not part.left_out


@pytest.mark.parametrize("message", [b"\x41\x10\x42\x12\x40\x11\x15\1\x18\xf7",
                                     b"\x43\x10\x4c\x08\0\7\2\xf7"], ids=["GS", "XG"])
def test_a_message_of_the_maker_turns_a_channel_into_drums(message):
    switch = (0, b"\xf0" + bytes([len(message)]) + message)
    part = read_piano(_song(_tune(30, 1), [switch, *_tune(7)]))
    assert (len(part.notes), part.left_out) == (30, LeftOut(drums=7))


def test_a_song_with_too_little_piano_is_refused_with_what_there_is():
    with pytest.raises(TatumError, match=r"19개뿐.*피아노가 아닌.*드럼 1개"):
        read_midi(_song(_tune(19), _tune(1, 9)))
    assert len(read_midi(_song(_tune(20), _tune(1, 9)))) == 20
    assert len(read_midi(_song(_tune(2)))) == 2


def test_a_few_notes_off_the_keyboard_are_left_out_and_many_refuse_the_song():
    part = read_piano(_song(_tune(38), _note(110, 0, 50) + _note(0, 0, 3000)))
    assert (len(part.notes), part.left_out) == (38, LeftOut(off_keyboard=2))
    assert str(part.left_out) == "피아노 음역 밖의 음 2개"
    with pytest.raises(TatumError, match=r"음역\(21-108\) 밖의 음이 3개"):
        read_midi(_song(_tune(38), _note(110, 0, 50) + _note(0, 0, 3000) + _note(20, 0, 9)))


def test_the_two_ends_of_the_keyboard_belong_to_it():
    notes = read_midi(_song(_note(21, 0, 50) + _note(108, 0, 50)))
    assert notes["pitch"].tolist() == [21, 108]


def _lengths(*tracks):
    return read_midi(_song(*tracks))["duration"].round(4).tolist()


def test_a_note_without_an_end_lasts_to_the_end_of_the_track():
    begun = _note(60, 0, 100)[:1]
    assert _lengths([*begun, (400, b"\xff\1\0")]) == [2.0]
    assert _lengths([*begun, (4000, b"\xff\1\0")]) == [8.0]
    assert _lengths([*begun, *_note(62, 0, 300)]) == [1.5, 1.5]


def test_strokes_of_one_key_end_in_the_order_in_which_they_began():
    strokes = [_note(60, 0, 200), _note(60, 100, 400)]
    assert _lengths([event for stroke in strokes for event in stroke]) == [0.5, 1.5]


def test_strokes_of_one_tick_end_with_the_first_end_unless_another_comes_in_time():
    on, off = zip(*(_note(60, start, end) for start, end in ((0, 100), (0, 300), (400, 500))))
    assert _lengths([*on, off[0], off[2]]) == [0.5, 0.5]  # the second end is lost
    assert _lengths([*on, *off]) == [1.5, 0.5]
    late = [event for i in range(3) for event in _note(62, 600 + 100 * i, 650 + 100 * i)]
    assert _lengths([*on[:2], off[0], *late]) == [0.5, 0.25, 0.25, 0.25]


def test_a_note_on_and_off_at_one_tick_lasts_10_ms():
    assert _lengths(_note(60, 100, 100)) == [0.01]


def test_equal_notes_at_one_time_are_one_the_longest_and_the_loudest():
    notes = read_midi(_song(_note(60, 0, 100, velocity=90), _note(60, 0, 300), _note(62, 0, 9)))
    assert notes["pitch"].tolist() == [60, 62]
    assert (notes["duration"][0], notes["velocity"][0]) == (1.5, 90)


@pytest.mark.parametrize("number", [120, 123])
def test_all_notes_off_ends_what_sounds_on_its_channel(number):
    begun = [_note(60, 0, 0)[0], _note(62, 0, 0, 1)[0]]
    assert _lengths([*begun, _control(100, number, 0), (300, b"\xff\1\0")]) == [0.5, 1.5]


_DOWN_UP = [_control(50, 64, 127), _control(400, 64, 0)]


def test_the_pedal_of_one_hand_holds_both():
    hands = [_note(60, 0, 100), _note(40, 0, 100, 1)]
    assert _lengths(*hands, _DOWN_UP) == [2.0, 2.0]


def test_the_pedal_stays_down_while_that_of_a_hand_is():
    left = [*_note(40, 0, 100, 1), _control(0, 64, 0, 1), _control(200, 64, 0, 1)]
    assert _lengths([*_note(60, 0, 100), *_DOWN_UP], left) == [2.0, 2.0]


def test_the_pedal_of_another_instrument_holds_nothing():
    silent = [_program(48, 1), _control(50, 64, 127, 1)]
    assert _lengths(_note(60, 0, 100), silent) == [0.5]
    assert _lengths(_note(60, 0, 100), [_control(50, 64, 127, 9)]) == [0.5]
    assert _lengths(_note(60, 0, 100), [_control(50, 64, 127, 3)]) == [0.5]  # plays no note


def test_a_pedal_pressed_under_another_program_holds_nothing_but_comes_up():
    strings = [_program(48, 0, 150), _control(160, 64, 127), *_note(62, 200, 210, 1)]
    assert _lengths([*_note(60, 0, 100), *strings]) == [0.5, 0.05]
    later = [*_note(60, 0, 100), _control(50, 64, 127), _program(48, 0, 150), _control(300, 64, 0)]
    assert _lengths(later) == [1.5]


def test_reset_all_controllers_and_all_sound_off_lift_both_pedals():
    for pedal in (64, 66):
        for lifts in (120, 121):
            assert _lengths([*_note(60, 0, 100), _control(50, pedal, 127), _control(200, lifts, 0),
                             (1000, b"\xff\1\0")]) == [1.0]


def test_each_port_has_sixteen_channels_of_its_own():
    """And a program of a track without a port counts for all of them."""
    ports = [[(0, b"\xff\x21\1" + bytes([port]))] for port in range(3)]
    song = _song([_program(0, 0)], [*ports[0], *_tune(22)],
                 [*ports[1], _program(48), *_tune(9, pitch=50), _control(50, 64, 127)],
                 [*ports[2], *_tune(5, pitch=70)])
    part = read_piano(song)
    assert len(part.notes) == 27 and part.left_out == LeftOut(tracks=1, notes=9)
    assert part.notes["duration"].max() == pytest.approx(0.5)
    for_all = _song([_program(33, 1)], _tune(20), [*ports[1], *_tune(9, 1, pitch=40)])
    assert read_piano(for_all).left_out.notes == 9


def test_the_middle_pedal_holds_the_keys_that_are_down_when_it_is_pressed():
    notes = [*_note(60, 0, 100), *_note(64, 60, 120), *_note(67, 0, 50)]
    pedal = [_control(50, 66, 127), _control(400, 66, 0)]
    assert _lengths([*notes, *pedal]) == [2.0, 0.25, 0.3]


def test_half_a_pedal_is_none():
    assert _lengths([*_note(60, 0, 100), _control(50, 64, 63)]) == [0.5]
