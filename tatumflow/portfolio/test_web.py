# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from unittest import mock

import numpy as np
import pytest
import torch

from ..__main__ import main
from ..data.chords import Chord
from ..data.frames import frame_ids
from ..data.harmony import chord_slots, CHORDS
from ..data.tempo import tempo_value
from ..data.vocabulary import BOS, style_token, token_kinds
from ..model.sampling import Sampling, Until
from ..model.saved_models import open_model
from ..model.streaming import sample
from ..runtime.errors import TatumError
from .conftest import lively_model, needs_node
from .web import ask_page, find_node, make_web, shrunk, style_counts


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


@needs_node
def test_the_place_of_a_note_has_a_temperature_of_its_own(make_page, tokenizer):
    page, _ = make_page(lively_model(tokenizer, 0))
    kinds, prompt = token_kinds(tokenizer).kind, [BOS, tokenizer.vocab[style_token("Art Tatum")]]

    def first_tokens(temperature: float, kind: str) -> set[int]:
        drawn = [ask_page(page, {"do": "tokens", "prompt": prompt, "count": 40, "sampling": {
            "seed": seed, "onsetTemperature": temperature}})["ids"] for seed in range(5)]
        return {ids[list(kinds[ids]).index(kind)] for ids in drawn}
    assert len(first_tokens(1e-3, "Position")) == 1 < len(first_tokens(1e-3, "Pitch"))
    assert len(first_tokens(1.0, "Position")) > 1


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
    assert style_counts(open_model(checkpoint)) == {"Stride Etude": 3}
    packaged = style_counts(open_model("pretrained"))
    assert packaged["Art Tatum"] > 50 and list(packaged)[-1] == "Other" and len(packaged) > 40


def test_the_command_writes_a_page_and_says_how_to_open_it(ws, checkpoint, capsys):
    assert main(["phase6_export_web"]) == 0
    said = capsys.readouterr().out
    assert (ws.outputs / "web/index.html").is_file() and "MB" in said and "http.server" in said
    assert ("1초에 토큰" in said) == (find_node() is not None)
