# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.frames import read_frames
from ..data.notes import clip
from ..data.tempo import read_tempi
from ..data.vocabulary import HIDDEN
from ..model.streaming import sample
from .asking import Ask
from .plans import DENSITY, plan_of, TEMPO
from .sources import Source


def change(novice, notes, style="Other", **asked):
    return novice.play(Ask("style_transfer", style, notes=notes, **{"seconds": 5, **asked}))


def test_a_style_that_is_not_asked_for_is_another_than_the_source_s(novice, stride):
    heard = Source(stride, "", "Art Tatum")
    with mock.patch("tatumflow.generation.transfer.read_source", return_value=heard):
        (take,) = change(novice, stride, style=None)
    assert take.style == "Bill Evans"


def test_seeds_belong_to_changed_takes(novice, stride):
    takes = change(novice, stride, strength=0.5, n=2, seed=9)
    for take, seed in zip(takes, (9, 10)):
        (alone,) = change(novice, stride, strength=0.5, seed=seed)
        assert np.array_equal(take.notes, alone.notes)
    assert takes[1].mode == "style_transfer" and takes[0].seconds == 5
    assert takes[0].asked["strength"] == 0.5


def test_what_is_dropped_was_not_asked_for(novice, stride):
    assert change(novice, stride, strength=0.5)[0].chords
    assert not change(novice, stride, strength=1.0)[0].chords


def test_the_source_stands_beside_the_take(novice, stride):
    (take,) = change(novice, stride, start=4.0)
    line = Source(stride, "").time.to_seconds(4 * (take.asked["bar"] - 1 + 1))
    assert abs(line - 4.0) < 0.7 and abs(line - take.asked["start"]) < 1e-3
    assert np.array_equal(take.before, clip(stride, line, line + 5))
    assert take.asked["strength"] == 0.25


def frames_of(novice, **asked):
    """The frames that the model is given."""
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        change(novice, **asked)
    return drawn.call_args.args[5]


def test_at_strength_nought_chords_and_melody_are_all_kept(novice, stride):
    plan, source = frames_of(novice, notes=stride, strength=0.0), Source(stride, "")
    notes, first = source.gridded, int(source.gridded["onset"][0] // 4)
    tempi = read_tempi(source.time, first + len(plan))[first:]
    frames = read_frames(clip(notes, 4 * first, 4 * (first + len(plan))), len(plan), tempi)
    wanted = plan_of(frames, novice.tokenizer)
    assert len(plan) == 4  # bars of 1.36 s in five seconds
    assert np.array_equal(plan[:, :DENSITY], wanted[:, :DENSITY])
    assert (plan[:, DENSITY:] == novice.tokenizer.vocab[HIDDEN]).all()


def test_the_same_slots_are_dropped_with_every_seed(novice, stride):
    one, other = (frames_of(novice, notes=stride, strength=0.5, seed=seed) for seed in (1, 2))
    assert np.array_equal(one, other)
    hidden = np.mean(one[:, 1:DENSITY] == novice.tokenizer.vocab[HIDDEN])
    assert (one[:, TEMPO] != novice.tokenizer.vocab[HIDDEN]).all()
    assert 0.3 < hidden < 0.7


@pytest.mark.parametrize("part, count, asked", [
    ("음표가 2개뿐", 2, {}), ("음표가 0개뿐", 0, {}), ("음표가 0개뿐", None, {"start": 1e5}),
    ("strength", None, {"strength": 1.5}), ("99마디는 이 연주에 없습니다", None, {"bar": 99}),
    ("스타일은 없습니다", None, {"style": "Ludwig"}),
])
def test_what_cannot_be_changed_is_refused(novice, stride, part, count, asked, refusal):
    with refusal(part): change(novice, stride[:count], **asked)
