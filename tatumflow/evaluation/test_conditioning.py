# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.notes import make_notes
from ..data.vocabulary import FRAME, SHEET, token_kinds
from ..model.sampling import Sampling
from ..model.streaming import sample
from .adherence import chord_sheets
from .conditioning import (
    adherence_scores, ASKED, plan_and_play, play_sheet, real_adherence, style_token_scores,
)
from .exam import Exam
from .intervals import Estimate, share_mean


def test_every_way_of_asking_is_measured(small_model, tokenizer):
    sheets = chord_sheets(2, 2)
    told = adherence_scores(small_model, tokenizer, "Stride Etude", sheets, n=1)
    assert set(told) == set(ASKED)
    assert all(set(shares) == {"tones", "tensions", "slots"} for shares in told.values())
    assert told["given"]["tones"].low is None  # two sheets


def test_takes_over_chords_are_drawn_by_seed(small_model, tokenizer):
    sheet = chord_sheets(1, 2)[0]
    takes = [play_sheet(small_model, tokenizer, "Other", sheet, Sampling(n=2, seed=seed))
             for seed in (0, 0, 5)]
    assert all(np.array_equal(a, b) for a, b in zip(takes[0], takes[1]))
    assert not np.array_equal(takes[0][0], takes[2][0])
    assert all((take["onset"] < 8).all() for take in takes[0])


def test_chords_are_shown_in_the_frames_or_all_is_hidden(small_model, tokenizer):
    sheet, kinds = chord_sheets(1, 2)[0], token_kinds(tokenizer)
    with mock.patch("tatumflow.evaluation.conditioning.sample", return_value=[]) as sampled:
        play_sheet(small_model, tokenizer, "Other", sheet, Sampling())
        play_sheet(small_model, tokenizer, "Other", sheet, Sampling(), shown=False)
    shown, hidden = (call.args[-1] for call in sampled.call_args_list)
    assert hidden is None and shown.shape == (2, len(FRAME))
    first = [kinds.ids(slot)[0] for slot in FRAME[1:5]]
    assert np.array_equal((shown[:, 1:5] - first).ravel(), sheet)
    assert (np.delete(shown, slice(1, 5), axis=1) == -1).all()


def test_sheets_and_ways_are_played_with_seeds_and_guidance_of_their_own():
    with mock.patch("tatumflow.evaluation.conditioning.play_sheet",
                    return_value=[make_notes([0], 1, 60, 80)]) as played:
        adherence_scores(None, None, "Other", chord_sheets(2, 2), seed=7, n=1)
    asked = [(call.args[4].seed, call.args[4].guidance, call.args[5])
             for call in played.call_args_list]
    assert asked == [(seed, guidance, shown) for shown, guidance in ASKED.values()
                     for seed in (7, 107)]


def test_takes_of_one_sheet_are_one_draw():
    five = [{"tones": 0.1 * n, "tensions": 1.0, "slots": 1.0} for n in range(5) for _ in range(2)]
    with mock.patch("tatumflow.evaluation.conditioning.play_sheet", return_value=[None] * 2), \
         mock.patch("tatumflow.evaluation.conditioning.adherence", side_effect=five * len(ASKED)):
        found = adherence_scores(None, None, "Other", [None] * 5, n=2)["given"]["tones"]
    wanted = share_mean(0.1 * np.arange(5), range(5))
    assert (found.low, found.high) == pytest.approx((wanted.low, wanted.high))


def test_real_music_follows_its_own_chords(etude_passages):
    assert real_adherence(etude_passages)["slots"].value > 0.6


def test_a_style_token_is_heard_by_the_chance_of_the_first_style(small_model, tokenizer):
    judge = mock.Mock(chances=lambda takes, style: np.full(len(takes), 0.25 * (style == "a")))
    told = style_token_scores(small_model, tokenizer, judge, ["a", "b"], 2.0)
    assert told == {"a": Estimate(0.25, 0.25, 0.25), "b": Estimate(0.25, 0.25, 0.25)}


def test_a_model_plays_the_sheet_that_it_wrote(small_model, tokenizer):
    exam = Exam(bars=3, long=2)
    with mock.patch("tatumflow.evaluation.conditioning.sample", wraps=sample) as sampled:
        takes = plan_and_play(small_model, tokenizer, "Other", exam)
    assert len(takes) == 2 and all(take["onset"].max(initial=0) < 12 for take in takes)
    first, *rest = sampled.call_args_list
    assert first.args[2][-1] == tokenizer.vocab[SHEET] and first.args[4].n == 2
    kinds = token_kinds(tokenizer).kind
    for call in rest:
        assert (kinds[call.args[5]] == np.array(FRAME)).all() and call.args[5].shape == (3, 15)
