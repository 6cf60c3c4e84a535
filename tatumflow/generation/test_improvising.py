# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np

from ..data.vocabulary import FRAME, HIDDEN
from ..model.streaming import sample
from .asking import Ask
from .plans import CHORD, DENSITY, DYNAMICS, MELODY
from .sheets import lead_sheet


def test_takes_are_named_by_style_and_seed(novice):
    takes = novice.play(Ask(style=" art  TATUM", seconds=5, n=2, seed=4))
    assert [take.seed for take in takes] == [4, 5]
    assert [take.name for take in takes] == ["improvise-ArtTatum-4", "improvise-ArtTatum-5"]
    (alone,) = novice.play(Ask(style="Art Tatum", seconds=5, seed=5))
    assert np.array_equal(takes[1].notes, alone.notes)


def test_a_take_is_as_long_as_asked(novice):
    for take in novice.play(Ask(style="Art Tatum", seconds=5, n=2, seed=4)):
        assert len(take.notes) == len(take.new) > 0
        assert (take.notes["onset"] + take.notes["duration"]).max() <= 5 + 1e-9


def test_a_key_sounds_once_at_a_time(novice):
    for take in novice.play(Ask(style="Art Tatum", seconds=5, n=2, seed=4)):
        for pitch in np.unique(take.notes["pitch"]):
            mine = take.notes[take.notes["pitch"] == pitch]
            ends = mine["onset"] + mine["duration"]
            assert (mine["onset"][1:] >= ends[:-1] - 1e-9).all()


def test_a_sheet_gives_chords_and_length(novice):
    sheet = lead_sheet("Dm7 G7 | C△7 A7 | D-7 G7alt | C6", tempo=100)
    asked = {"style": "Art Tatum", "chords": sheet, "guidance": 2.0}
    takes = novice.play(Ask(n=2, seed=5, **asked))
    assert takes[0].seconds == 9.6 and takes[0].chords == tuple(sheet)
    assert takes[1].seed == 6 and takes[0].asked["guidance"] == 2.0
    assert takes[0].asked["chords"] == "Dm7 G7 C△7 A7 D-7 G7alt C6"
    (alone,) = novice.play(Ask(seed=6, **asked))
    assert np.array_equal(takes[1].notes, alone.notes)


def test_chords_after_the_end_are_not_of_the_take(novice):
    (take,) = novice.play(Ask(style="Other", chords="C | F | G | C", seconds=3))
    assert [chord.symbol for chord in take.chords] == ["C", "F"] and take.seconds == 3


def test_what_is_given_stands_in_the_frames(novice):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        novice.play(Ask(style="Other", chords="G7 | N.C.", density=0, dynamics=7))
    plan, vocab = drawn.call_args.args[5], novice.tokenizer.vocab
    assert (plan[0, CHORD] == [vocab[f"{name}_G7"] for name in FRAME[:4]]).all()
    assert (plan[1, CHORD] == vocab[HIDDEN]).all() and (plan[:, MELODY] == vocab[HIDDEN]).all()
    assert (plan[:, DENSITY] == vocab["Density_0"]).all()
    assert (plan[:, DYNAMICS] == vocab["Dynamics_7"]).all()
