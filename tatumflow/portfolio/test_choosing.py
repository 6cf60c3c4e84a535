# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import replace
from unittest import mock

import numpy as np

from ..data.chords import Chord
from ..data.midi import write_midi
from ..generation.players import Player
from ..generation.saving import load_takes, save_takes
from ..runtime.files import write_atomic
from .choosing import (
    _best_first, _excerpt, _read_take, asked_text, choose_takes, own_takes, SHOWN_SECONDS, TAKES,
)


def _put_takes(ws, take, entries):
    """MIDI files and a takes.json of these entries, {name: what differs}."""
    about = {"title": "즉흥", "mode": "improvise", "style": "Stride Etude", "seed": 0,
             "seconds": 16.0, "begin": 0.0, "source": ""}
    for name in entries: write_midi(take.notes, ws.generation / name)
    known = {name: {**about, **changes} for name, changes in entries.items()}
    write_atomic(ws.generation / "takes.json", json.dumps(known))


def test_only_takes_of_this_model_are_its_own(ws, facts, takes, capsys):
    mine = {"model": facts.weights}
    entries = {"mine.mid": mine, "lost.mid": mine, "other.mid": {"model": "another"}, "old.mid": {}}
    _put_takes(ws, takes[0], entries)
    (ws.generation / "lost.mid").unlink()
    assert list(own_takes(facts)) == ["mine.mid"]
    said = capsys.readouterr().out
    assert "연주 2개" in said and "연주 1개" in said


def test_an_excerpt_ends_with_the_model_and_shows_little_of_what_was_given(takes):
    edited = replace(takes[0], mode="theory_editing", begin=8.0, seconds=4.0)
    shown = _excerpt(edited)
    assert (shown.begin, shown.seconds) == (6.0, 4.0)
    assert shown.notes["onset"].max() < 10, "what follows the model's part is shown"
    long = _excerpt(replace(takes[0], begin=2.0, seconds=40.0))
    assert (long.begin, long.seconds) == (2.0, SHOWN_SECONDS - 2)


def test_viewers_are_told_what_was_asked_for(takes):
    asked = {"tempo": 180.0, "chords": "Dm7 G7", "temperature": 1.0}
    assert asked_text(replace(takes[0], asked=asked)) == "♩ = 180, 화음 Dm7 G7"
    assert asked_text(takes[0]) == ""
    tune = {"sheet": "Danny Boy", "chords": "C F", "tempo": 72.0, "strength": 0.05}
    assert asked_text(replace(takes[0], asked=tune)) == "Danny Boy, ♩ = 72"
    blues = replace(takes[0], asked={"form": "blues", "tempo": 150})
    assert asked_text(blues) == "12마디 블루스, ♩ = 150"


def test_the_best_take_of_each_mode_comes_first(takes):
    made = [replace(take, mode=mode) for take, mode in
            zip(takes, ("improvise", "improvise", "continuation"))]
    ranked = [(made[1], 0.9, {}), (made[0], 0.8, {}), (made[2], 0.1, {})]
    with mock.patch("tatumflow.portfolio.choosing.rank_takes", return_value=ranked):
        assert _best_first(made, None) == [made[1], made[2], made[0]]


def test_a_saved_take_has_the_chords_that_were_asked_for(ws, takes):
    asked = (Chord(0.0, 4.0, "Dm7"), Chord(4.0, 4.0, "G7"))
    (file,) = save_takes([replace(takes[0], chords=asked)])
    about = load_takes(ws.generation)[file.name]
    again = _read_take(file, about)
    starts = again.time.to_seconds([chord.onset for chord in again.chords])
    assert [chord.symbol for chord in again.chords] == ["Dm7", "G7"]
    assert np.allclose(starts, takes[0].time.to_seconds([0, 4]), atol=0.01)


def test_three_long_takes_of_its_own_are_chosen(ws, facts, takes, capsys):
    mine = {"model": facts.weights}
    entries = {"short.mid": {**mine, "seconds": 14.1},
               "given.mid": {**mine, "seconds": 9.0, "begin": 6.0, "mode": "continuation"},
               "one.mid": mine, "two.mid": mine}
    _put_takes(ws, takes[0], entries)
    with mock.patch("tatumflow.portfolio.choosing.open_player", side_effect=AssertionError):
        chosen = choose_takes(facts)
    assert len(chosen) == TAKES and {take.mode for take in chosen[:2]} == {
        "improvise", "continuation"}
    assert "연주 1개는 영상에 쓰기에 짧아" in capsys.readouterr().out


def test_the_model_plays_what_lacks_and_keeps_it(ws, facts, takes):
    asks = []

    def play(player, ask):
        asks.append(ask)
        return [replace(takes[0], mode=ask.mode, seed=ask.seed + i, asked={"model": facts.weights})
                for i in range(ask.n)]

    with mock.patch.object(Player, "play", play): chosen = choose_takes(facts, seed=3)
    assert [(ask.mode, ask.seed) for ask in asks] == [
        ("arrange", 3), ("improvise", 3), ("improvise", 5)]
    assert asks[0].sheet and asks[1].chords and asks[2].form and asks[2].tempo
    assert len(chosen) == TAKES == len(own_takes(facts))
