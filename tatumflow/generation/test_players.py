# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.midi import write_midi
from ..model.saved_models import weights_digest
from .asking import Ask
from .players import Player


def test_without_a_style_the_most_learnt_is_played(novice):
    (take,) = novice.play(Ask(seconds=1))
    assert take.style == "Art Tatum"
    learnt = Player(novice.model, novice.tokenizer, ("Bill Evans", "Other"))
    assert learnt.play(Ask(seconds=1, style=None))[0].style == "Bill Evans"


def test_a_style_that_was_not_learnt_is_played_and_said(novice, capsys):
    learnt = Player(novice.model, novice.tokenizer, ("Bill Evans",))
    (take,) = learnt.play(Ask(seconds=1, style="Art Tatum"))
    assert take.style == "Art Tatum" and "배운 스타일: Bill Evans" in capsys.readouterr().out
    learnt.play(Ask(seconds=1))
    novice.play(Ask(seconds=1, style="Art Tatum"))
    assert "주의" not in capsys.readouterr().out


def test_a_take_remembers_how_it_was_drawn(novice):
    (take,) = novice.play(Ask(seconds=1, top_p=0.9, min_p=0.05, temperature=0.7))
    assert take.asked == {"temperature": 0.7, "guidance": 2.5, "top_p": 0.9, "min_p": 0.05,
                          "model": weights_digest(novice.model)}


def test_top_p_and_min_p_reach_the_draw(novice):
    plain, narrow, likely = (novice.play(Ask(seconds=3, seed=2, **how))[0]
                             for how in ({}, {"top_p": 0.05}, {"min_p": 0.9}))
    assert not np.array_equal(plain.notes, narrow.notes)
    assert not np.array_equal(plain.notes, likely.notes)


@pytest.fixture
def evans_file(stride, ws):
    """A MIDI file by Bill Evans, as the index says."""
    index = [{"file": "evans.mid", "artist": "Bill Evans"}]
    with mock.patch("tatumflow.generation.sources.load_index",
                    return_value={row["file"]: row for row in index}):
        yield write_midi(stride[:80], ws.midi / "evans.mid")


def test_the_source_gives_style_and_name(novice, evans_file):
    (take,) = novice.play(Ask("continuation", midi=evans_file, seconds=1))
    assert take.style == "Bill Evans" and take.source == "evans.mid"
    ask = Ask("continuation", midi=evans_file, seconds=1, style="Other", source="나의 곡")
    (take,) = novice.play(ask)
    assert take.style == "Other" and take.source == "나의 곡"


def test_the_first_file_of_the_workspace_is_the_source(novice, evans_file):
    (take,) = novice.play(Ask("style_transfer", seconds=2))
    assert take.source == "evans.mid"
