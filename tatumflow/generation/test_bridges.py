# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.vocabulary import MIDDLE
from ..model.streaming import sample
from .asking import Ask
from .plans import CHORD, DENSITY


def bridge(novice, notes, **asked):
    with mock.patch("tatumflow.generation.editing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask("bridge", notes=notes, style="Other", tries=2, **asked))
    return take, drawn.call_args.args


def test_a_bridge_changes_its_bars_alone(novice, stride):
    take, _ = bridge(novice, stride, bars="5-6")
    ends = take.begin + take.seconds
    for keep in (take.notes["onset"] < take.begin - 0.05, take.notes["onset"] > ends + 0.05):
        assert np.isin(take.notes[keep]["onset"], stride["onset"]).all() and keep.any()
    inside = (stride["onset"] > take.begin + 0.05) & (stride["onset"] < ends - 0.05)
    assert not np.isin(stride[inside]["onset"], take.notes["onset"]).all()
    assert take.before is not None and take.asked["bars"] == "5-6"


def test_the_player_reads_what_comes_after(novice, stride):
    _, (_, tokenizer, prompt, *_) = bridge(novice, stride, bars="5-6")
    vocab = tokenizer.vocab
    assert vocab["Gap_2"] in prompt and vocab[MIDDLE] in prompt


def test_chords_and_dials_can_be_given(novice, stride):
    take, args = bridge(novice, stride, bars="5-6", chords="Dm7 | G7", density=2)
    plan, vocab = args[5], novice.tokenizer.vocab
    assert [chord.symbol for chord in take.chords] == ["Dm7", "G7"]
    assert (plan[-1, CHORD] == [vocab[f"Chord{n}_G7"] for n in range(1, 5)]).all()
    assert (plan[-2:, DENSITY] == vocab["Density_2"]).all()


@pytest.mark.parametrize("part, asked", [
    ("bars에", {}), ("다리를 놓을 수 없습니다", {"bars": "2-11"}), ("마디 범위", {"bars": "90"}),
    ("화음 진행은 1마디", {"bars": "5-6", "chords": "C"}),
])
def test_a_bridge_that_cannot_be_is_refused(part, asked, novice, stride, refusal):
    with refusal(part): novice.play(Ask("bridge", notes=stride, style="Other", **asked))
