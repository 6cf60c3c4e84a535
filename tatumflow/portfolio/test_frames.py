# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from itertools import islice

import numpy as np
from matplotlib import colors

from ..data.notes import clip
from .frames import _key_span, _note_colour, draw_keyboard, SCREEN, take_frames
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
    assert above.max() > 60, "the roll is out of time with the sound"
    key = frame[-SCREEN.keyboard + 10, middle]
    assert tuple(key) == tuple(np.uint8(255 * np.array(colors.to_rgb(THEME.accent))))


def test_what_was_given_is_grey_and_what_the_model_plays_is_not(takes):
    take = replace(takes[0], begin=8.0, seconds=8.0)
    early, late = take.notes[0], take.notes[take.notes["onset"] >= 8][0]
    assert np.ptp(_note_colour(early, take)) == 0 and np.ptp(_note_colour(late, take)) > 60


def test_a_take_has_frames_for_all_its_seconds(takes):
    short = replace(takes[0], notes=clip(takes[0].notes, 0, 1), seconds=1.0)
    frames = sum(1 for _ in take_frames(short, 1))
    assert frames == round((SCREEN.lead + 1 + SCREEN.tail) * SCREEN.fps)
