# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

from .contrasts import chord_pair
from .vocabulary import token_kinds
from .windows import IGNORED


def test_a_pair_differs_in_its_chords_alone(etude_stream):
    kind = token_kinds(etude_stream.tokenizer).kind
    steps = set()
    for step in range(30):
        inputs, targets = chord_pair(etude_stream, step)
        assert inputs.shape == targets.shape == (2, etude_stream.context // 2)
        right, wrong = inputs
        other = kind[right[right != wrong]]
        assert np.char.startswith(other, "Chord").all()
        assert np.array_equal(targets[0], targets[1]) and (targets[0] != IGNORED).any()
        known = targets[0] != IGNORED
        assert np.array_equal(right[1:][known[:-1]], targets[0][:-1][known[:-1]])
        assert (kind[targets[0][known]] == "Pitch").all()
        steps |= {len(other)}
    assert len(steps) > 2


def test_the_frames_of_a_pair_show_tempi_and_chords(etude_stream):
    kind = token_kinds(etude_stream.tokenizer).kind
    shown = set(kind[np.concatenate([chord_pair(etude_stream, step)[0] for step in range(9)])]
                .ravel().tolist())
    assert "Chord1" in shown and not {"Melody1", "Density", "Dynamics"} & shown


def test_step_and_seed_decide_the_pair(etude_stream):
    first, again, other = (chord_pair(etude_stream, 3, seed)[0] for seed in (1, 1, 2))
    assert np.array_equal(first, again) and not np.array_equal(first, other)
