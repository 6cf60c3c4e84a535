"""A static page on which the model plays in the browser."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from ..data.harmony import CHORDS
from ..data.progressions import MINOR, PROGRESSIONS
from ..data.vocabulary import STYLES
from ..model.config import CONFIGS
from ..model.saved_models import SavedModel
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .web_tables import chord_table, harmony_table, token_tables

__all__ = ['WEB', 'make_web', 'pack_weights', 'shrink', 'shrunk']


WEB = CONFIGS.parent / "web"  # the page without a model
_MOST_BYTES = 15_000_000


def shrink(weight: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """A matrix (out, in) as whole numbers of 8 bits and a float32 scale for each row (out,)."""
    scale = weight.float().abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
    whole = (weight.float() / scale).round().to(torch.int8)
    return whole.numpy(), scale[:, 0].numpy()


def shrunk(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights as the page has them: matrices rounded to 8 bits, everything else as it is."""
    rounded = {}
    for name, weight in weights.items():
        rounded[name] = weight.float()
        if weight.dim() == 2:
            whole, scale = shrink(weight)
            rounded[name] = torch.from_numpy(whole * scale[:, None])
    return rounded


def pack_weights(weights: dict[str, torch.Tensor]) -> tuple[bytes, dict[str, dict]]:
    """All weights in one file, and {name: shape, place of the data, of a matrix also that of its
    scales (bytes)}."""
    packed, places = bytearray(), {}

    def put(array: np.ndarray) -> int:
        place = len(packed)
        packed.extend(array.tobytes() + bytes(-array.nbytes % 4))
        return place

    for name, weight in weights.items():
        entry = {"shape": list(weight.shape)}
        if weight.dim() == 2:
            whole, scale = shrink(weight)
            entry |= {"scale": put(scale), "data": put(whole)}
        else:
            entry["data"] = put(weight.float().numpy())
        places[name] = entry
    return bytes(packed), places


def make_web(saved: SavedModel, out: Path, styles: dict[str, int] | None = None) -> int:
    """Write the page with a model to the folder `out`; returns its size in bytes. `styles` are the
    ones that the model has learnt and how many pieces of each (default: not known).

    Raises `TatumError` when it would be larger than 15 MB."""
    model, tokenizer = saved.build()
    packed, places = pack_weights({name: w.cpu() for name, w in model.state_dict().items()})
    config = asdict(saved.config) | {"intermediate": saved.config.intermediate}
    progressions = {name: [bar.split() for bar in text.split("|")]
                    for name, text in PROGRESSIONS.items()}
    tables = {"config": config, "weights": places, **token_tables(tokenizer), "chords": CHORDS,
              "spellings": chord_table(), "harmony": harmony_table(), "minor": sorted(MINOR),
              "progressions": progressions, "styles": styles or dict.fromkeys(STYLES, 0)}
    page = {path.relative_to(WEB): path.read_bytes() for path in sorted(WEB.rglob("*"))
            if path.is_file() and path.suffix != ".ts"}
    page[Path("model.bin")] = packed
    page[Path("model.json")] = json.dumps(tables, ensure_ascii=False).encode()
    size = sum(map(len, page.values()))
    if size > _MOST_BYTES:
        raise TatumError(f"페이지가 {size / 1e6:.1f} MB가 되어 {_MOST_BYTES / 1e6:.0f} MB를 "
                         "넘습니다. 더 작은 모델을 내보내십시오.")
    for name, content in page.items(): write_atomic(Path(out) / name, content)
    return size
