# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from itertools import islice

import numpy as np
from matplotlib import colors

from ..data.chords import Chord
from ..data.harmony import chord_list
from ..data.notes import clip
from ..data.time_map import clock_map
from ..generation.hearing import shown_chords
from .frames import (
    _key_span, _note_colour, _sounding, draw_heading, draw_keyboard, draw_roll, SCREEN, take_frames,
)
from .theme import THEME


def test_every_key_has_its_place_on_the_screen():
    spans = [_key_span(pitch) for pitch in range(21, 109)]
    assert spans[0][0] >= 0 and spans[-1][1] <= SCREEN.width
    assert all(first < last for first, last in spans)
    assert set(np.unique(draw_keyboard())) == {0, *range(21, 109)}


def test_a_note_lies_on_the_keyboard_at_its_onset(takes):
    note = takes[0].notes[0]
    at = round((SCREEN.lead + note["onset"]) * SCREEN.fps)
    frame = next(islice(take_frames(takes[0], 1), at + 1, None))
    middle = sum(_key_span(note["pitch"])) // 2
    assert frame.shape == (SCREEN.height, SCREEN.width, 3) and frame.dtype == np.uint8
    above = frame[SCREEN.heading + SCREEN.fall - 4, middle]
    assert np.ptp(above) > 20, "the roll is out of time with the sound"  # lines of beats are grey
    key = frame[-SCREEN.keyboard + 10, middle]
    assert tuple(key) == tuple(np.uint8(255 * np.array(colors.to_rgb(THEME.accent))))


def test_what_was_given_is_grey_and_what_the_model_plays_is_not(takes):
    take = replace(takes[0], begin=8.0, seconds=8.0)
    early, late = take.notes[0], take.notes[take.notes["onset"] >= 8][0]
    assert np.ptp(_note_colour(early, take)) == 0 and np.ptp(_note_colour(late, take)) > 60


def test_the_heading_says_who_plays_and_which_chord_sounds(takes, monkeypatch):
    drawn = []

    def draw(title, part, chords, new):
        drawn.append((part, chords[0].onset, new))
        return np.zeros((SCREEN.heading, SCREEN.width, 3), np.uint8)

    monkeypatch.setattr("tatumflow.portfolio.frames.draw_heading", draw)
    take = replace(takes[0], notes=clip(takes[0].notes, 0, 4), begin=2.0, seconds=2.0)
    onsets = [chord.onset for chord in shown_chords(take)]
    assert len(onsets) > 1
    for frame, _ in enumerate(take_frames(take, 2)):
        time = frame / SCREEN.fps - SCREEN.lead
        part, onset, new = drawn[-1]
        begun = [onset for onset in onsets if onset <= 2 * time]  # two beats a second
        assert onset == max(begun, default=onsets[0])
        assert new == (time >= 2) and part.startswith("2/3")


def test_chords_that_were_asked_for_are_shown_as_they_were_asked(takes):
    asked = (Chord(0.0, 4.0, "Ebm7"), Chord(4.0, 4.0, "Ab7"))
    assert shown_chords(replace(takes[0], chords=asked)) == asked
    heard = shown_chords(takes[0])
    assert heard != asked and heard[-1].onset + heard[-1].duration == 32  # beats of 16 s


def test_the_heading_shows_the_next_three_chords(monkeypatch):
    monkeypatch.setattr("tatumflow.portfolio.frames.draw_labels", lambda height, labels: labels)
    chords = chord_list(np.array([0, 0, 12, 12, 24, 24, 36, 36, 48, 48]))
    labels = draw_heading("제목", "모델", chords, True)[2:]
    symbols = [chord.symbol.replace("b", "♭") for chord in chords]
    assert len(symbols) == 5 and [label.text for label in labels] == symbols[:4]
    assert labels[0].size > labels[1].size == labels[3].size


def _alone(take, **note):
    """A take of one note on middle C, at 0 s."""
    notes = take.notes[:1].copy()
    for name, value in {"onset": 0, "duration": 1, "pitch": 60, **note}.items(): notes[name] = value
    return replace(take, notes=notes, seconds=1.0)


def test_a_very_short_note_can_be_seen(takes):
    for duration, rows in ((0.001, 8), (1.0, SCREEN.speed - 3)):
        roll = draw_roll(_alone(takes[0], duration=duration)).astype(int)
        middle = sum(_key_span(60)) // 2
        assert (np.ptp(roll[:, middle], axis=1) > 20).sum() == rows


def test_a_line_lies_at_every_beat_and_a_brighter_one_at_every_bar(takes):
    take = replace(_alone(takes[0], duration=4), seconds=4.0)
    roll = draw_roll(take)
    column = _key_span(61)[1] + 5
    lines = {len(roll) - round((SCREEN.lead + beat / 2) * SCREEN.speed): beat for beat in range(8)}
    for row, beat in lines.items():
        assert roll[row, column].tolist() == ([48] * 3 if beat % 4 else [105] * 3)
    plain = draw_roll(replace(take, time=clock_map()))
    assert not (plain[:, column] == 105).any(), "what has no pulse has bar lines"


def test_black_keys_notes_lie_over_those_of_white_keys(takes):
    both = _alone(takes[0])
    black = _alone(takes[0], pitch=61)
    notes = np.concatenate([black.notes, both.notes])
    column = _key_span(61)[0] + 3
    assert column < _key_span(60)[1] - 1
    drawn = draw_roll(replace(both, notes=notes))
    alone = draw_roll(black)
    rows = np.flatnonzero(np.ptp(alone[:, column].astype(int), axis=1) > 20)
    assert np.array_equal(drawn[rows, column], alone[rows, column])


def test_a_key_is_lit_while_its_note_sounds(takes):
    notes = _alone(takes[0], onset=1.0).notes
    assert [_sounding(notes, time).tolist() for time in (0.9, 1.0, 1.9, 2.0)] == [
        [], [60], [60], []]


def test_a_take_has_frames_for_all_its_seconds(takes):
    short = replace(takes[0], notes=clip(takes[0].notes, 0, 1), seconds=1.0)
    frames = sum(1 for _ in take_frames(short, 1))
    assert frames == round((SCREEN.lead + 1 + SCREEN.tail) * SCREEN.fps)
