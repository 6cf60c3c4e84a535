# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json

import numpy as np
import pytest

from ..data.chords import Chord, parse_chord
from ..data.frames import frame_ids, read_frames
from ..data.harmony import chord_slots, CHORDS
from ..data.midi import read_midi, write_midi
from ..data.notes import make_notes
from ..data.progressions import PROGRESSIONS
from ..data.time_map import clock_map, constant_map, unwarp, warp
from ..data.tokens import decode, encode
from ..data.vocabulary import style_token, token_kinds
from ..generation.asking import Ask
from ..generation.improvising import plan_ahead
from ..generation.plans import plan_of, sheet_slots
from ..generation.sheet_files import read_lead_sheet
from ..generation.tunes import find_tune, TUNES
from .conftest import lively_model, needs_node
from .test_web import _SHEET
from .web import ask_page
from .web_tables import chord_table, progression_table
from .web_tunes import tune_of_page


def random_notes(seed: int, bars: int) -> np.ndarray:
    """Notes (beats) that overlap, repeat on the grid, leave bars empty."""
    draw, count = np.random.default_rng(seed), 20 * bars
    onset = np.sort(draw.uniform(0, 4 * bars, count))
    onset = np.concatenate([onset[(onset // 4) % 3 > 0], [0.49 / 48, 4.0, 4.0, 4.001]])
    return make_notes(onset, draw.exponential(1.5, len(onset)), draw.integers(21, 109, len(onset)),
                      draw.integers(1, 128, len(onset)))


@needs_node
@pytest.mark.parametrize("seed", range(3))
def test_the_page_writes_notes_as_python_does(plain_page, tokenizer, seed):
    notes = random_notes(seed, 9)
    bars = int(notes["onset"].max() // 4) + 1
    want = encode(notes, None, tokenizer, np.arange(bars))[2:-1].tolist()
    first = frame_ids(tokenizer)
    given = [want[i + 1:i + 6] for i, token in enumerate(want)
             if token == tokenizer.vocab["Bar_None"]]
    assert [row[0] - first[0] for row in given] == list(range(bars))
    rows = [dict(zip(notes.dtype.names, row)) for row in notes.tolist()]
    asked = {"do": "encode", "notes": rows, "bars": bars, "given": given}
    assert ask_page(plain_page, asked) == want


_WRITTEN = ["G(b9)", "C7♭9", "Cm7(b5)", "C7-9", "C7+9", "F♯m7", "dm7", "bb7", "Bbb7", "C/E",
            "Am7/G", "C6/9", "E-7", "AbΔ7", "N.C."]


@needs_node
def test_the_page_reads_chords_as_python_does(plain_page):
    symbols = {chord for keys in progression_table().values() for text in keys.values()
               for chord in text.replace("|", " ").split()}
    spelt = ["Eb" + suffix for suffixes in chord_table().values() for suffix in suffixes]
    symbols = [*sorted(symbols), *spelt, *_WRITTEN]
    assert len(spelt) > 1000
    for symbol, found in zip(symbols, ask_page(plain_page, {"do": "chords", "symbols": symbols})):
        label = int(chord_slots([Chord(0, 1, symbol)], 1)[0])
        assert (len(CHORDS) if found["label"] is None else found["label"]) == label, symbol
        if label < len(CHORDS): assert found["root"] == parse_chord(symbol)[0]
    unknown = ask_page(plain_page, {"do": "chords", "symbols": ["H7", "Cfoo", "7", "Dm7b"]})
    assert unknown == [None] * 4


@needs_node
@pytest.mark.parametrize("seed", range(3))
def test_the_page_reads_a_sheet_as_python_does(plain_page, tokenizer, seed):
    notes = decode(encode(random_notes(seed, 9), None, tokenizer), tokenizer)
    bars = int(notes["onset"].max() // 4) + 2  # nothing sounds in the last one
    rows = [dict(zip(notes.dtype.names, row)) for row in notes.tolist()]
    sheet = ask_page(plain_page, {"do": "sheet", "notes": rows, "bars": bars, "share": 0})
    want = read_frames(notes, bars)
    assert [bar["melody"] for bar in sheet] == want[:, 5:13].tolist()
    assert [bar["chords"] for bar in sheet] == want[:, 1:5].tolist()
    loose = ask_page(plain_page, {"do": "sheet", "notes": rows, "bars": bars, "share": 0.25})
    hidden = [slot is None for bar in loose for slot in bar["chords"] + bar["melody"]]
    assert 0.1 < np.mean(hidden) < 0.4


@needs_node
def test_a_sheet_is_played_as_it_stands(make_page, tokenizer):
    page, _ = make_page(lively_model(tokenizer, 3))
    sheet = [{"tempo": 30 + bar, "chords": [8, None, 96, 16], "melody": [40, None] * 4}
             for bar in range(3)]
    _, said = session(page, bars=3, plan={"density": None, "sheet": sheet})
    ids, first = np.array(said["ids"]), frame_ids(tokenizer)
    bars = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])[:3]
    hidden = tokenizer.vocab["Frame_?"]
    for bar, at in enumerate(bars):
        slots = [30 + bar, 8, None, 96, 16, *[40, None] * 4, None, None]
        assert ids[at + 1:at + 16].tolist() == [
            hidden if slot is None else slot + start for slot, start in zip(slots, first)]


_CHARTS = [
    _SHEET, "Dm7 G7 Cmaj7|%", "C D E F G", "|: Dm7 | G7 :| Cmaj7", "|: A7 |1 D7 :|2 G7 | C",
    "[A] C | F\n[B] G7 Am7 | D7", "A: Dm7 | G7\nB: C", "C | F Fine | G7 | A7 D.C. al Fine",
    "C | 𝄋 F | G7 To Coda | A7 | D.S. al Coda | Coda: E7 | D", "C |: F :| G | A D.C.",
    "|: A |1,2. B :|3. C |", "(A | B) x2 | C", "Dm7 / / G7 | C . . .", "3/4 Dm7 | G7 | C | F7",
    "6/8 Am7 D7 | G", "Dm7 → G7 → C", "Dm7-G7-C", "제목: 봄\nKey: C\nDm7 | G7 | C", "C || % ||| A7",
    "Intro\nC | F\nVerse 2\nG7 | C7(b9,b13)", "Dm7 G7\n바람이 불어오는 곳\nCmaj7 A7",
    "N/C | C | no chord", "C /B | Am7 /G | ./. | F / /A /C",
    "Key: C  Tempo: 96\n전주\n| C | F |\n(간주) G7 | C\n<B>\n| E7 | A7 |",
    "6/8 ♩. = 66\nA7 . . D7 . . | G", "|C |F |G7 |     |", "C | F | |\nG7 | C",
    "|: F | Bb | [1] C7 :| [2] F |", "C6 | [Dm7 G7] | C", "C|F|G|C|x4", "C | F (2회 반복)",
    "[A x2]\n| F | Bb |\n[B]\n| C | F |", "C / F / G7 / C", "# Old\n**A**\n| F |\n**B**\n| C |",
    "4분의 3박자\nC | F", "Tempo 96\n3/4 time\nC | F", "A part\n| F |\nB part\n| C |",
    "3/4 C F | 5/4 G7 C\n4/4 C E7 A7 | 7/8 C F", "London Bridge\nC | F"]
_REFUSED = {
    "C7 H7": "unknownChord", "%|C7": "nothingToRepeat", " | ": "noChords", "Fine | C": "signFirst",
    "|: C :|x99": "badTimes", "C | F D.C. al Fine": "noTarget", "C D.C. | F D.C.": "twoJumps",
    "C | F x30 | C x30": "unknownChord", "C | " * 200 + "|: C | F :|x32": "tooManyBars",
    "X:1\nK:C\nCDEF|": "otherKind", "{title: T}\n[C]la": "otherKind", "irealb://a=b": "otherKind"}


@needs_node
def test_charts_are_read_as_python_reads_them_or_told(plain_page):
    said = ask_page(plain_page, {"do": "changes", "texts": [*_CHARTS, *_REFUSED]})
    for text, found in zip(_CHARTS, said):
        sheet = read_lead_sheet(text)
        want = sheet_slots(sheet.chords, 4 * int(np.ceil(sheet.beats / 4)))
        labels = [-1 if label is None else label for bar in found for label in bar]
        assert labels == want.tolist()
    assert dict(zip(_REFUSED, said[len(_CHARTS):])) == _REFUSED


@needs_node
@pytest.mark.parametrize("name", TUNES)
def test_tunes_are_asked_for_as_in_python(plain_page, tokenizer, name):
    tune = json.loads((plain_page / "model.json").read_text(encoding="utf-8"))["tunes"][name]
    want = plan_of(plan_ahead(Ask(mode="arrange", sheet=name))[0], tokenizer)
    plan = {"sheet": tune["sheet"], "density": None}
    found = ask_page(plain_page, {"do": "frames", "plan": plan, "bars": len(want)})
    assert found == want.tolist()
    shown = [symbol for bar in tune["symbols"] for symbol in bar]
    read = ask_page(plain_page, {"do": "chords", "symbols": shown})
    slots = [slot for bar in tune["sheet"] for slot in bar["chords"]]
    assert [chord["label"] for chord in read] == slots
    assert tune["begin"] + 3 * tune["chorus"] == len(want) == len(tune["symbols"])


def test_the_melody_of_a_tune_is_that_of_its_themes():
    tune = tune_of_page(Ask(mode="arrange", sheet="tea_for_two"))
    first = find_tune("tea_for_two").melody
    onsets = np.array([onset for onset, *_ in tune["melody"]])
    assert not ((onsets >= 128) & (onsets < 256)).any() and len(onsets) == 2 * len(first)
    assert np.allclose(onsets[:len(first)], first["onset"])
    assert [part["bar"] for part in tune["sections"][::4]] == [0, 32, 64]
    assert [part["theme"] for part in tune["sections"][::4]] == [True, False, True]


@needs_node
def test_the_bass_walks_on_the_chords(plain_page):
    for text in (PROGRESSIONS["blues"], PROGRESSIONS["rhythm_changes"]):
        for bar, notes in zip(text.split("|"), ask_page(plain_page, {"do": "bass", "text": text})):
            assert [note["beat"] for note in notes] == [0, 1, 2, 3]
            assert notes[0]["pitch"] % 12 == parse_chord(bar.split()[0])[0]
            assert all(28 <= note["pitch"] <= 52 for note in notes)


@needs_node
def test_midi_files_are_read_and_broken_ones_told(plain_page, tmp_path):
    notes = unwarp(random_notes(5, 4), constant_map(120))
    write_midi(notes, tmp_path / "whole.mid")
    whole = (tmp_path / "whole.mid").read_bytes()
    broken = {"cut.mid": whole[:len(whole) // 2], "text.mid": b"no music", "empty.mid": b""}
    for name, content in broken.items(): (tmp_path / name).write_bytes(content)
    write_midi(notes[:0], tmp_path / "silent.mid")
    names = [str(tmp_path / name) for name in ("whole.mid", *broken, "silent.mid")]
    read, *errors = ask_page(plain_page, {"do": "midi", "files": names})
    assert errors == ["brokenMidi"] * 3 + ["noNotes"]
    want = warp(read_midi(tmp_path / "whole.mid"), clock_map())
    found = sorted((note["onset"], note["pitch"], note["velocity"]) for note in read["notes"])
    assert np.allclose(found, np.column_stack([want[name] for name in
                                               ("onset", "pitch", "velocity")]), atol=0.01)
    assert set(read["tempi"]) == {120.0}


@needs_node
def test_the_page_writes_midi_files(plain_page, tmp_path):
    notes = [{"onset": beat, "duration": 0.5, "pitch": 60 + beat, "velocity": 70}
             for beat in range(8)]
    content = ask_page(plain_page, {"do": "written", "notes": notes, "tempi": [60, 120],
                              "symbols": [{"beat": 0, "symbol": "C△7"}]})
    (tmp_path / "written.mid").write_bytes(bytes(content))
    found = read_midi(tmp_path / "written.mid")
    assert np.allclose(found["onset"], [0, 1, 2, 3, 4, 4.5, 5, 5.5], atol=1e-3)
    assert found["pitch"].tolist() == list(range(60, 68)) and set(found["velocity"]) == {70}


_PLAN = {"tempo": 30, "chords": [[8] * 4, [16] * 4], "density": None}


def session(page, plan=_PLAN, **more):
    """What a session of the page does with a plan: by default a fixed tempo and the chords of two
    bars."""
    asked = {"style": "Art Tatum", "before": None, "plan": plan,
             "sampling": {"temperature": 1, "guidance": 1.5, "seed": 3}}
    return asked, ask_page(page, {"do": "session", "asked": asked, **more})


@needs_node
def test_a_pianist_is_changed_at_a_bar_line(make_page, tokenizer):
    page, _ = make_page(lively_model(tokenizer, 3))
    asked, _ = session(page, bars=1)
    other = {**asked, "style": "Bill Evans"}
    _, said = session(page, bars=6, change={"from": 4, "asked": other})
    before, kept, ids = said["before"], said["kept"], said["ids"]
    bars = [i for i, token in enumerate(before) if token == tokenizer.vocab["Bar_None"]]
    assert kept[1] == tokenizer.vocab[style_token("Bill Evans")]
    assert kept[2:] == before[2:bars[4] + 1]
    assert ids[:len(kept)] == kept and ids[len(kept):] != before[len(kept):]


@needs_node
def test_what_was_played_is_taken_in_as_a_bar(make_page, tokenizer):
    page, _ = make_page(lively_model(tokenizer, 0))
    heard = [{"onset": 8 + 0.5 * n, "duration": 0.4, "pitch": 60 + n, "velocity": 80}
             for n in range(8)]
    _, said = session(page, bars=2, heard={"notes": heard, "tempo": 30})
    ids = np.array(said["ids"])
    bars = np.flatnonzero(ids == tokenizer.vocab["Bar_None"])
    kinds = token_kinds(tokenizer)
    part = ids[bars[2]:bars[3]]
    assert kinds.number[part[kinds.kind[part] == "Pitch"]].tolist() == list(range(60, 68))
    tempi, chords = (part[1] - frame_ids(tokenizer)[0], part[2:6] - frame_ids(tokenizer)[1:5])
    assert tempi == 30 and chords.tolist() == [8] * 4
    notes = make_notes([0.5 * n for n in range(8)], 0.4, range(60, 68), 80)
    want = read_frames(notes, 1)[0, 5:] + frame_ids(tokenizer)[5:]
    assert part[6:16].tolist() == want.tolist()
    told = [(one["bar"], one["tempo"]) for one in said["told"] if one["type"] == "bar"]
    assert told == [(0, 30), (1, 30), (3, 30)]
