# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np
import pytest

from ..data.frames import frame_ids
from ..data.notes import LOWEST, make_notes
from ..data.tempo import tempo_value
from ..data.time_map import warp
from ..data.vocabulary import FRAME, HIDDEN
from ..model.streaming import sample
from .asking import Ask
from .lead_sheets import LeadSheet
from .plans import CHORD, DENSITY, DYNAMICS, MELODY, TEMPO
from .sheets import lead_sheet
from .swing import swing_notes


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


def test_a_melody_fills_its_slots_and_a_sheet_gives_form_and_tempo(novice, capsys):
    melody = make_notes([-1, 0, 1.5, 4], [1, 1.5, 0.5, 4], [67, 72, 74, 76], 80)
    sheet = LeadSheet("Tune", tempo=100, chords=tuple(lead_sheet("C | G7")), melody=melody,
                      sections=(("A", 0),), bars=2)
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask(sheet=sheet, style="Other", choruses=2))
    line = drawn.call_args.args[5][:, MELODY] - frame_ids(novice.tokenizer)[MELODY]
    assert line.shape == (5, 8) and (line[1] == line[3])[:4].all()  # a bar for the pickup
    hidden = novice.tokenizer.vocab[HIDDEN] - frame_ids(novice.tokenizer)[MELODY]
    assert (line[0, :6] == hidden[:6]).all() and (line[0, 6:] == 67 - LOWEST).all()
    assert line[1].tolist()[:4] == [72 - LOWEST] * 3 + [74 - LOWEST] and line[2, 7] == 67 - LOWEST
    assert take.sections == (("A", 4.0), ("A", 12.0)) and np.isclose(take.time.tempo(3.0), 100)
    assert take.asked["sheet"] == "Tune" and "120" not in capsys.readouterr().out


def test_bars_of_three_beats_are_said(novice, capsys):
    (take,) = novice.play(Ask(sheet="3/4 Dm7 | G7 | C | C", style="Other", tempo=180))
    assert take.seconds == 4 and [chord.onset for chord in take.chords] == [0, 3, 6, 9]
    assert "3/4박자의 악보입니다. 모델은 네 박 마디만" in capsys.readouterr().out


def test_six_eighths_are_played_in_dotted_beats_of_three(novice, capsys):
    module = "tatumflow.generation.improvising"
    with mock.patch(f"{module}.swing_notes", side_effect=swing_notes) as bent:
        (take,) = novice.play(Ask(chords="6/8 Am | Dm E7", style="Other", tempo=100))
        assert bent.call_args.args[1] == 2 and "6/8박자의 악보" in capsys.readouterr().out
        novice.play(Ask(chords="2/4 Am | Dm E7", style="Other", tempo=100))
    assert bent.call_count == 1 and [chord.onset for chord in take.chords] == [0, 2, 3]
    assert np.isclose(take.seconds, 2.4)


def test_chords_in_whole_bars_are_no_odd_sheet(novice, capsys):
    novice.play(Ask(chords=lead_sheet("C7"), style="Other", bars=1))
    assert "주의" not in capsys.readouterr().out


def test_a_sheet_gives_chords_and_length(novice):
    sheet = lead_sheet("Dm7 G7 | C△7 A7 | D-7 G7alt | C6")
    asked = {"style": "Art Tatum", "chords": sheet, "tempo": 100, "guidance": 2.0}
    takes = novice.play(Ask(n=2, seed=5, **asked))
    assert takes[0].seconds == 9.6 and takes[0].chords == tuple(sheet)
    assert takes[1].seed == 6 and takes[0].asked["guidance"] == 2.0
    assert takes[0].asked["chords"] == "Dm7 G7 C△7 A7 D-7 G7alt C6"
    (alone,) = novice.play(Ask(seed=6, **asked))
    assert np.array_equal(takes[1].notes, alone.notes)


@pytest.mark.parametrize("tempo, bars, counted", [
    (120, 4, 120), (180, 2, 90), (240, 2, 120), (60, 8, 120), (400, 1, 100)])
def test_a_tempo_is_kept_to_whatever_the_model_counts(novice, tempo, bars, counted):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask(style="Other", tempo=tempo, bars=4, seed=1))
    plan, steps = drawn.call_args.args[5], 48 * counted / 60
    assert len(plan) == bars == drawn.call_args.args[3].bars
    name = f"Tempo_{tempo_value(counted)}"
    assert (plan[:, TEMPO] == novice.tokenizer.vocab[name]).all()
    assert np.isclose(take.seconds, 16 * 60 / tempo) and np.isclose(take.time.tempo(3.0), tempo)
    place = take.notes["onset"] * steps
    assert len(place) and np.allclose(place, np.round(place), atol=1e-6)


def test_half_of_a_bar_is_read_where_the_model_counts_half(novice):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        (take,) = novice.play(Ask(style="Other", chords="Dm7 G7 | Cmaj7 | A7 | D7", tempo=240))
    wanted = ["Dm7", "G7", "Cmaj7", "Cmaj7", "A7", "A7", "D7", "D7"]
    wanted = [novice.tokenizer.vocab[f"{slot}_{name}"] for slot, name in
              zip(FRAME[CHORD] * 2, wanted)]
    assert list(drawn.call_args.args[5][:, CHORD].ravel()) == wanted
    assert [chord.onset for chord in take.chords] == [0, 2, 4, 8, 12] and take.seconds == 4


def test_a_hundred_takes_decode_and_keep_their_seeds(novice):
    asked = {"style": "Other", "tempo": 150, "bars": 1, "guidance": 1}
    takes = novice.play(Ask(n=100, seed=3, **asked))
    for take in takes:
        places = warp(take.notes, take.time)["onset"] * 48
        assert np.allclose(places, np.round(places), atol=1e-6) and (places < 4 * 48).all()
    (alone,) = novice.play(Ask(seed=40, **asked))
    assert sum(len(take.notes) > 0 for take in takes) > 50
    assert np.array_equal(takes[37].notes, alone.notes)


def test_without_a_tempo_the_model_writes_its_own(novice):
    (take,) = novice.play(Ask(style="Other", bars=3, seed=2))
    tempi = take.time.tempo(np.array([1.0, 5.0, 9.0]))
    assert np.isclose(take.seconds, (240 / tempi).sum()) and len(set(tempi)) > 1


def test_chords_after_the_end_are_not_of_the_take(novice):
    (take,) = novice.play(Ask(style="Other", chords="C | F | G | C", seconds=3))
    assert [chord.symbol for chord in take.chords] == ["C", "F"] and take.seconds == 3


def test_what_is_given_stands_in_the_frames(novice):
    with mock.patch("tatumflow.generation.drawing.sample", side_effect=sample) as drawn:
        novice.play(Ask(style="Other", chords="G7 | N.C.", density=0, dynamics=7))
    plan, vocab = drawn.call_args.args[5], novice.tokenizer.vocab
    assert (plan[0, CHORD] == [vocab[f"{name}_G7"] for name in FRAME[CHORD]]).all()
    assert (plan[1, CHORD] == vocab[HIDDEN]).all() and (plan[:, MELODY] == vocab[HIDDEN]).all()
    assert (plan[:, DENSITY] == vocab["Density_0"]).all()
    assert (plan[:, DYNAMICS] == vocab["Dynamics_7"]).all()
