# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib

import numpy as np
import pytest

from ..runtime.errors import TatumError
from .etudes import make_etude, TEMPI
from .notes import make_notes, NOTE
from .tempo import FREE, tempo_map, tempo_value
from .time_map import clock_map, constant_map, find_time
from .tokens import (
    decode, encode, play_back, tempo_table, transcribe, transposition_table, written_tempi,
)
from .vocabulary import BOS, EOS, HIDDEN, STEPS_A_BEAT, token_kinds


@pytest.mark.parametrize("style", ["stride", "bebop"])
@pytest.mark.parametrize("seed", range(5))
def test_nothing_is_lost_on_the_way_there_and_back(style, seed, tokenizer):
    notes = make_etude(style, seed=seed).notes
    back = decode(encode(notes, style, tokenizer), tokenizer)
    grid = np.round(notes["onset"] * STEPS_A_BEAT).astype(int)
    order = np.lexsort((notes["pitch"], grid))
    assert np.array_equal(np.round(back["onset"] * STEPS_A_BEAT).astype(int), grid[order])
    assert np.array_equal(back["pitch"], notes["pitch"][order])


@pytest.mark.parametrize("style", ["stride", "bebop"])
def test_decoding_agrees_with_miditok(style, tokenizer):
    ids = encode(make_etude(style, seed=2).notes, None, tokenizer)
    plain = ids[~token_kinds(tokenizer).special[ids]]
    score = tokenizer.decode([plain.tolist()])
    theirs = score.tracks[0].notes.numpy()
    beats = [theirs[name] / score.tpq for name in ("time", "duration")]
    theirs = make_notes(*beats, theirs["pitch"], theirs["velocity"])
    back = decode(ids, tokenizer)
    assert all(np.allclose(back[name], theirs[name], rtol=0, atol=1e-9) for name in NOTE.names)


def test_the_published_bytes(tokenizer):
    etudes = [make_etude(style, seed=seed) for style in TEMPI for seed in range(3)]
    ids = [transcribe(etude.notes, "Art Tatum", tokenizer, constant_map(etude.tempo)).tobytes()
           for etude in etudes]
    assert hashlib.sha256(b"".join(ids)).hexdigest()[:16] == "5d9ac5e65df34711"


def test_nothing_can_be_written(tokenizer):
    ids = encode(make_notes([], [], [], []), None, tokenizer)
    assert ids[0] == BOS and ids[-1] == EOS and len(decode(ids, tokenizer)) == 0


def test_what_breaks_off_inside_a_note_has_all_notes_before_it(tokenizer):
    cut = encode(make_etude(seed=1).notes, None, tokenizer)[:60]
    is_duration = token_kinds(tokenizer).kind[cut] == "Duration"
    for end in range(60):
        assert len(decode(cut[:end], tokenizer)) == np.count_nonzero(is_duration[:end])


def test_notes_and_frames_agree_on_the_bar_in_spite_of_rounding(tokenizer):
    early = make_notes([-1e-13, 3.9999], 0.2, [60, 64], 70)
    names = [tokenizer[int(i)] for i in encode(early, None, tokenizer)]
    assert names.count("Bar_None") == 2
    assert [name for name in names if name.startswith("Density")] == ["Density_0"] * 2
    assert names[18] == "Position_0" and "Melody1_64" in names[22:]


def test_of_one_key_struck_twice_the_longer_note_stays(tokenizer):
    notes = make_notes([0, 0.001, 0.002], [0.1, 0.5, 0.25], [60, 60, 64], [50, 90, 70])
    back = decode(encode(notes, None, tokenizer), tokenizer)
    assert back["pitch"].tolist() == [60, 64] and back["duration"].tolist() == [0.5, 0.25]


@pytest.mark.parametrize("style", ["stride", "bebop"])
def test_played_back_through_its_map_a_note_is_off_by_half_a_step_at_most(style, tokenizer):
    notes = make_etude(style, seed=4).notes
    there = find_time(notes)
    back = play_back(transcribe(notes, style, tokenizer, there), tokenizer, there)
    heard, meant = (np.sort(there.to_beats(one["onset"])) for one in (back, notes))
    assert len(back) == len(notes)
    assert np.abs(heard - meant).max() <= 0.5 / STEPS_A_BEAT + 1e-9


def test_played_back_by_its_tempo_tokens_a_bar_line_is_off_by_half_a_value(tokenizer):
    notes = make_etude("stride", tempo=140, seed=5).notes
    there = find_time(notes)
    ids = transcribe(notes, None, tokenizer)
    there_back = tempo_map(written_tempi(ids, tokenizer), float(there.to_seconds(0)))
    lines = np.arange(0, 4 * len(written_tempi(ids, tokenizer)) + 1, 4)
    off = np.abs(there_back.to_seconds(lines) - there.to_seconds(lines))
    assert off.max() < 1.02 * np.diff(there.to_seconds(lines)).max() * (2 ** (1 / 64) - 1)
    assert np.array_equal(play_back(ids, tokenizer)["pitch"], decode(ids, tokenizer)["pitch"])


def test_a_performance_is_written_with_its_tempi(tokenizer):
    notes = make_etude("stride", tempo=150, seed=2).notes
    ids = transcribe(notes, "Art Tatum", tokenizer)
    tempi = written_tempi(ids, tokenizer)
    assert len(tempi) == np.count_nonzero(ids == tokenizer.vocab["Bar_None"])
    assert np.abs(tempi - tempo_value(150)).max() <= 1
    assert [tokenizer[int(i)] for i in ids[:3]] == ["BOS_None", "Style_ArtTatum", "Bar_None"]
    by_clock = transcribe(notes, None, tokenizer, clock_map())
    assert set(written_tempi(by_clock, tokenizer)) == {FREE}
    with pytest.raises(TatumError, match="첫 박보다 앞"):
        transcribe(notes, None, tokenizer, constant_map(150, start=5.0))


def _bars_of(tokenizer, *values):
    """Tokens of bars that have a Tempo and nothing else."""
    ids = ((tokenizer.vocab["Bar_None"], tokenizer.vocab[value]) for value in values)
    return np.array([BOS, *(i for pair in ids for i in pair)])


def test_a_hidden_tempo_goes_on_with_the_one_before(tokenizer):
    told = written_tempi(_bars_of(tokenizer, HIDDEN, "Tempo_30", HIDDEN, "Tempo_free", HIDDEN),
                         tokenizer)
    assert told.tolist() == [30, 30, 30, FREE, FREE]
    assert written_tempi(_bars_of(tokenizer, HIDDEN, HIDDEN), tokenizer).tolist() == [FREE, FREE]
    assert len(written_tempi([BOS], tokenizer)) == len(play_back([BOS], tokenizer)) == 0
    cut = _bars_of(tokenizer, "Tempo_5", "Tempo_9")[:-1]  # ends with the Bar
    assert written_tempi(cut, tokenizer).tolist() == [5, 5]


def test_a_transposition_moves_notes_melody_and_chords(tokenizer, scale_notes):
    up, vocab = transposition_table(tokenizer, 3), tokenizer.vocab
    higher = decode(up[encode(scale_notes, "Other", tokenizer)], tokenizer)
    assert np.array_equal(higher["pitch"], scale_notes["pitch"] + 3)
    pairs = {"Chord1_Gm7": "Chord1_Bbm7", "Chord4_Bbmaj": "Chord4_Dbmaj",
             "Melody2_60": "Melody2_63", "Chord1_none": "Chord1_none",
             "Density_3": "Density_3", "Bar_None": "Bar_None"}
    for low, high in pairs.items():
        assert up[vocab[low]] == vocab[high], low
    assert up[vocab["Pitch_106"]] == -1 and up[vocab["Melody1_106"]] == -1


def test_another_tempo_moves_tempo_tokens_alone(tokenizer, scale_notes):
    ids = encode(scale_notes, "Other", tokenizer, np.array([0, 30, 64, FREE]))
    moved = tempo_table(tokenizer, 3)[ids]
    changed = np.flatnonzero(moved != ids)
    assert set(token_kinds(tokenizer).kind[ids[changed]]) == {"Tempo"}
    values = {"Tempo_0": "Tempo_3", "Tempo_30": "Tempo_33", "Tempo_64": "Tempo_64",
              "Tempo_free": "Tempo_free", "Pitch_60": "Pitch_60"}
    for name, other in values.items():
        assert tempo_table(tokenizer, 3)[tokenizer.vocab[name]] == tokenizer.vocab[other]
