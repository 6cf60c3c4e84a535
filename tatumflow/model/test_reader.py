# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import torch
from torch import Tensor

from ..data.vocabulary import FRAME, style_token, token_kinds
from .config import ModelConfig
from .reader import _hidden_ids, Reader
from .sampling import Sampling
from .threads import Threads
from .transformer import Transformer


def make_reader(tokenizer, rows: int = 2, guidance: float = 1.0, first: int = 0,
                blend=()) -> Reader:
    torch.manual_seed(0)
    config = ModelConfig(len(tokenizer), hidden=64, layers=2, heads=2, context=96, taps=3)
    how = Sampling(rows, guidance=guidance, blend=blend)
    return Reader(Transformer(config).eval(), tokenizer, how, Threads(), first)


def random_ids(tokenizer, *shape: int) -> Tensor:
    return torch.randint(len(tokenizer), shape, generator=torch.Generator().manual_seed(0))


OUTSIDE = torch.zeros(2, dtype=torch.bool)


@torch.inference_mode()
def test_the_reader_reads_on_as_the_model_would(tokenizer):
    reader, ids = make_reader(tokenizer, first=1000), random_ids(tokenizer, 2, 9)
    exact = reader.model(ids)[:, :, 1000:]
    parts = [reader.read(ids[:, :end], OUTSIDE) for end in (6, 7, 9)]
    for part, end in zip(parts, (5, 6, 8)):
        assert (part - exact[:, end]).std() / exact.std() < 0.03


@torch.inference_mode()
def test_without_the_8_bit_product_the_model_itself_reads(tokenizer, monkeypatch):
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    reader, ids = make_reader(tokenizer), random_ids(tokenizer, 2, 9)
    parts = [reader.read(ids[:, :end], OUTSIDE) for end in (6, 7, 9)]
    assert reader.cached.decoder is None
    assert torch.allclose(parts[1], reader.model(ids)[:, 6], atol=1e-5)


@torch.inference_mode()
def test_guidance_goes_from_what_is_hidden_to_what_is_given(tokenizer, monkeypatch):
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    reader = make_reader(tokenizer, guidance=2.5)
    ids, hidden = random_ids(tokenizer, 2, 9), _hidden_ids(tokenizer)
    logits = reader.read(ids, torch.tensor([False, True]))
    given, twin = reader.model(ids)[:, -1], reader.model(hidden[ids])[:, -1]
    assert torch.allclose(logits[0], twin[0] + 2.5 * (given[0] - twin[0]), atol=1e-4)
    assert torch.allclose(logits[1], given[1], atol=1e-5)  # in its frame


@torch.inference_mode()
def test_a_blend_averages_the_logits_of_its_styles(tokenizer, monkeypatch):
    monkeypatch.delattr(torch, "_weight_int8pack_mm", raising=False)
    blend = (("Art Tatum", 0.7), ("Bill Evans", 0.3))
    reader, ids = make_reader(tokenizer, guidance=2.0, blend=blend), random_ids(tokenizer, 2, 9)
    ids[:, 0] = tokenizer.vocab["Style_Other"]
    hidden = _hidden_ids(tokenizer)[ids]
    styles = torch.from_numpy(token_kinds(tokenizer).ids("Style"))
    tatum = torch.where(torch.isin(ids, styles), tokenizer.vocab["Style_ArtTatum"], ids)
    evans = torch.where(torch.isin(ids, styles), tokenizer.vocab["Style_BillEvans"], ids)
    one, other, twin = (reader.model(x)[:, -1] for x in (tatum, evans, hidden))
    given = 0.7 * one + 0.3 * other
    assert torch.allclose(reader.read(ids, ~OUTSIDE), given, atol=1e-4)
    reader.forget()
    assert torch.allclose(reader.read(ids, OUTSIDE), 2 * given - twin, atol=1e-4)


def test_style_and_frames_are_what_is_hidden(tokenizer):
    kinds, hidden = token_kinds(tokenizer), _hidden_ids(tokenizer).numpy()
    changed = {str(kind) for kind in kinds.kind[hidden != np.arange(len(tokenizer))]}
    assert changed == {*FRAME, "Style"}
    assert hidden[tokenizer.vocab["Style_ArtTatum"]] == tokenizer.vocab[style_token(None)]


@torch.inference_mode()
def test_kept_rows_keep_their_twins(tokenizer):
    ids = random_ids(tokenizer, 3, 9)
    whole, part = make_reader(tokenizer, 3, 2.0), make_reader(tokenizer, 3, 2.0)
    outside = torch.zeros(3, dtype=torch.bool)
    for reader in (whole, part): reader.read(ids[:, :8], outside)
    part.keep([2, 1])
    logits = part.read(ids[[2, 1]], outside[:2])
    assert torch.allclose(logits, whole.read(ids, outside)[[2, 1]], atol=1e-2)
