# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np

from ..data.vocabulary import FRAME, token_kinds
from ..model.sampling import Sampling
from .adherence import chord_sheets
from .intervals import Estimate
from .obedience import adherence_scores, ASKED, play_chords, real_adherence, token_obedience


def test_every_way_of_asking_is_measured(small_model, tokenizer):
    sheets = chord_sheets(2, 4)
    told = adherence_scores(small_model, tokenizer, "Stride Etude", sheets, n=1)
    assert set(told) == set(ASKED)
    assert all(set(shares) == {"tones", "tensions", "slots"} for shares in told.values())
    assert told["given"]["tones"].low is None  # two sheets


def test_takes_over_chords_are_drawn_by_seed(small_model, tokenizer):
    sheet = chord_sheets(1, 4)[0]
    takes = [play_chords(small_model, tokenizer, "Other", sheet, Sampling(n=2, seed=seed))
             for seed in (0, 0, 5)]
    assert all(np.array_equal(a, b) for a, b in zip(takes[0], takes[1]))
    assert not np.array_equal(takes[0][0], takes[2][0])
    assert all((take["onset"] < 4).all() for take in takes[0])


def test_chords_are_shown_in_the_frames_or_all_is_hidden(small_model, tokenizer):
    sheet, kinds = chord_sheets(1, 4)[0], token_kinds(tokenizer)
    with mock.patch("tatumflow.evaluation.obedience.sample", return_value=[]) as sampled:
        play_chords(small_model, tokenizer, "Other", sheet, Sampling())
        play_chords(small_model, tokenizer, "Other", sheet, Sampling(), shown=False)
    shown, hidden = (call.args[-1] for call in sampled.call_args_list)
    assert hidden is None and shown.shape == (2, len(FRAME)) and (shown[:, 4:] == -1).all()
    first = [kinds.ids(slot)[0] for slot in FRAME[:4]]
    assert np.array_equal((shown[:, :4] - first).ravel(), sheet)


def test_real_music_follows_its_own_chords(etude_passages):
    assert real_adherence(etude_passages)["slots"].value > 0.6


def test_a_style_token_is_heard_by_the_chance_of_the_first_style(small_model, tokenizer):
    judge = mock.Mock(chances=lambda takes, style: np.full(len(takes), 0.25 * (style == "a")))
    told = token_obedience(small_model, tokenizer, judge, ["a", "b"], 2.0)
    assert told == {"a": Estimate(0.25, 0.25, 0.25), "b": Estimate(0.25, 0.25, 0.25)}
