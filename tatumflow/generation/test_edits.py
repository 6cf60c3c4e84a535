# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest

from ..data.frames import read_frames
from ..data.harmony import CHORDS
from ..data.notes import HIGHEST, LOWEST
from ..data.tempo import FREE
from .edits import _transpose_notes, EDITS, parse_edits
from .plans import CHORD, DENSITY, DYNAMICS, MELODY, open_frames, TEMPO
from .sources import Source
from .theory import SILENT


ON_FRAMES = [name for name, edit in EDITS.items() if not edit.on_notes]
CADENCE = np.repeat([CHORDS.index(name) for name in ("Cmaj7", "Fmaj7", "Dm7", "G7", "Cmaj7")], 4)


@pytest.mark.parametrize("name", ON_FRAMES)
def test_edits_of_frames_make_new_frames(stride, name):
    given = read_frames(Source(stride, "").beats, 5, np.full(5, 32))
    given[:, CHORD] = CADENCE.reshape(5, 4)
    keep, changed = given.copy(), EDITS[name].apply(given, 0)
    assert changed.shape == given.shape and np.array_equal(given, keep)
    assert (changed >= 0).all() and (changed.max(0) <= [64] + [96] * 4 + [88] * 8 + [7, 7]).all()
    assert name == "major" or not np.array_equal(changed, given)


@pytest.mark.parametrize("name", ON_FRAMES)
def test_where_there_is_no_chord_none_is_written(name):
    silence = np.full(8, SILENT)
    changed = EDITS[name].apply(open_frames(2, silence), 0)
    assert np.array_equal(changed[:, CHORD].ravel(), silence)


def test_the_melody_follows_into_minor_but_not_over_chords_that_stay():
    frames = open_frames(5, CADENCE)
    frames[:, MELODY] = np.array([64, 69, 71, 60, 109, 65, 67, 62]) - LOWEST
    turned = EDITS["minor"].apply(frames, 0)[:, MELODY] + LOWEST
    assert list(turned[0]) == [63, 68, 70, 60, 109, 65, 67, 62]
    assert list(turned[3]) == [63, 68, 71, 60, 109, 65, 67, 62]  # over G7, with its B


def in_a_minor(melody):
    frames = open_frames(2, [CHORDS.index("Am7")] * 4 + [CHORDS.index("Dm7")] * 4)
    frames[:, MELODY] = melody - LOWEST
    return EDITS["major"].apply(frames, 0)[:, MELODY] + LOWEST


def test_c8_does_not_fall_silent_in_major():
    assert (in_a_minor(HIGHEST) == HIGHEST + 1 - 12).all()  # the C sharp an octave below
    assert (in_a_minor(HIGHEST - 12) == HIGHEST - 11).all()


def test_silence_stays_silence_in_major():
    assert (in_a_minor(HIGHEST + 1) == HIGHEST + 1).all()


def test_a0_stays_on_the_keyboard_in_minor():
    frames = open_frames(2, [CHORDS.index("Fmaj7")] * 4 + [CHORDS.index("Bbmaj7")] * 4)
    frames[:, MELODY] = 0
    assert (EDITS["minor"].apply(frames, 0)[:, MELODY] == 11).all()


@pytest.mark.parametrize("name, column, step", [
    ("denser", DENSITY, 2), ("sparser", DENSITY, -2), ("louder", DYNAMICS, 2),
    ("softer", DYNAMICS, -2),
])
def test_dials_turn_by_two_within_their_range(name, column, step):
    frames = np.tile(np.arange(8)[:, None], (1, 15))
    changed = EDITS[name].apply(frames, 0)
    assert np.array_equal(changed[:, column], np.clip(np.arange(8) + step, 0, 7))
    assert np.array_equal(np.delete(changed, column, 1), np.delete(frames, column, 1))


def test_edits_are_read_in_order():
    wanted = [("tritone", 0), ("ii-V", 0), ("transpose", -3)]
    assert parse_edits("tritone, ii-V ,transpose-3") == wanted


@pytest.mark.parametrize("part, text", [
    *(("있는 것", text) for text in ("triton", "", "tritone,,minor", "transpose3")),
    *(("반음", text) for text in ("transpose", "louder+2")),
    *(("건반의 길이", f"transpose{amount}") for amount in ("+99999", "-88", "+" + "9" * 5000)),
])
def test_what_is_no_edit_is_refused(part, text, refusal):
    with refusal(part): parse_edits(text)


def test_tempi_are_edited_but_not_where_there_is_no_pulse():
    frames = open_frames(3, tempi=[32, 0, FREE])
    assert list(EDITS["faster"].apply(frames, 0)[:, TEMPO]) == [42, 10, FREE]
    assert list(EDITS["slower"].apply(frames, 0)[:, TEMPO]) == [22, 0, FREE]


@pytest.mark.parametrize("text, edits", {
    "Tritone,": ["tritone"], "TRITONE, Ii-v,, ": ["tritone", "ii-V"], "트라이톤 대리": ["tritone"],
    "투파이브; 더 빽빽하게": ["ii-V", "denser"],
    "부속화음、단조로": ["secondary-dominant", "minor"],
    "secondary dominant": ["secondary-dominant"], "2-5": ["ii-V"], "빠르게": ["faster"],
    "Ｄｅｎｓｅｒ，세게": ["denser", "louder"]}.items())
def test_edits_are_called_as_people_write_them(text, edits):
    assert parse_edits(text) == [(name, 0) for name in edits]


def test_semitones_are_written_in_several_ways():
    for text in ("transpose+3", "Transpose +3", "조옮김+3", "조옮김 + 3", "transpose＋３"):
        assert parse_edits(text) == [("transpose", 3)]
    assert parse_edits("조옮김 −3") == [("transpose", -3)]


def test_every_edit_is_called_by_its_help():
    for name, edit in EDITS.items():
        called = edit.help.split(",")[0] + "+1" * edit.needs_amount
        assert parse_edits(called)[0][0] == name


def test_near_edits_are_suggested(refusal):
    with refusal("혹시 tritone"): parse_edits("triton")


def test_notes_stay_on_the_keyboard(stride, refusal):
    assert np.array_equal(_transpose_notes(stride, -2)["pitch"], stride["pitch"] - 2)
    with refusal("건반"): _transpose_notes(stride, 60)
