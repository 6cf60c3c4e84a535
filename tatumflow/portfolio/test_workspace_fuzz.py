"""Damaged files of a workspace are read, made again or refused with a reason."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import contextlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from ..data.collecting import collect
from ..data.etudes import make_etude
from ..data.index import load_index, mend_index
from ..data.midi import write_midi
from ..data.preparing import prepare
from ..data.test_midi_fuzz import mutate
from ..data.token_files import read_tokenizer
from ..data.vocabulary import build_tokenizer
from ..data.windows import TokenStream
from ..generation.saving import load_takes
from ..generation.styles import heard_styles
from ..model.checkpoints import best_checkpoint, save_checkpoint
from ..model.config import CONFIGS, load_config, ModelConfig
from ..model.saved_models import load_model, weights_digest
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..training.copying import refuse_copies
from ..training.logs import read_log
from .facts import read_record, read_scores, read_verdict


def _make_data(root: Path) -> None:
    """Eight études, collected and prepared below `root`."""
    for seed in range(8):
        notes = make_etude(seed=seed).notes
        write_midi(notes[notes["onset"] < 20], root / f"source/etude {seed}.mid")
    collect("folder", root / "source", out=root / "midi")
    prepare(root / "midi", root / "tokens")


def _make_results(root: Path) -> str:
    """A checkpoint that has learnt nothing, and what is noted of it; the digest of its weights."""
    tokenizer = build_tokenizer()
    model = Transformer(ModelConfig(len(tokenizer), 16, 1, 1, 32))
    save_checkpoint(root / "tatumflow_000060.pt", model, tokenizer)
    weights = weights_digest(model)
    score = {"value": 1.0, "low": 0.5, "high": 1.5, "calibrated": None}
    rows = {"real": {"scores": {"kl_clip": score}},
            "mine": {"scores": {"kl_clip": score}, "weights": weights}}
    take = {"title": "즉흥", "mode": "improvise", "style": "Other", "seed": 0, "seconds": 4.0,
            "begin": 0.0, "source": ""}
    texts = {"best.json": {"file": "tatumflow_000060.pt", "step": 60, "val_loss": 1.0},
             "results/metrics.json": {"rows": rows, "verdict": [{"text": "통과"}]},
             "takes.json": {"a.mid": take, "b.mid": take},
             "copies.json": {"takes": 3, "real": 4, "allowed": 8},
             "record.json": {"weights": weights, "step": 60, "training": {}, "scores": {}}}
    for name, content in texts.items(): write_atomic(root / name, json.dumps(content))
    write_atomic(root / "training.csv", "step,train_loss,val_loss\n20,3.5,\n40,3.1,3.2\n")
    return weights


def make_desk(root: Path) -> dict[str, Callable]:
    """A small workspace in `root`, which $TATUMFLOW_WORKSPACE must name: {file: what reads it}."""
    _make_data(root)
    weights, (midi, tokens) = _make_results(root), (root / "midi", root / "tokens")
    checkpoint = root / "tatumflow_000060.pt"
    write_atomic(root / "c.yaml", (CONFIGS / "config_mini.yaml").read_bytes())
    return {
        "midi/collection.json": lambda: (mend_index(midi), load_index(midi)),
        "tokens/train.json": lambda: (heard_styles(tokens), TokenStream.open(tokens, "train", 64)),
        "tokens/train.tokens.npy": lambda: TokenStream.open(tokens, "train", 64),
        "tokens/tokenizer.json": lambda: read_tokenizer(tokens),
        "c.yaml": lambda: load_config(root / "c.yaml"),
        "tatumflow_000060.pt": lambda: load_model(checkpoint),
        "best.json": lambda: best_checkpoint(root),
        "results/metrics.json": lambda: (read_scores(weights), read_verdict(weights)),
        "takes.json": lambda: load_takes(root),
        "training.csv": lambda: read_log(root / "training.csv"),
        "copies.json": lambda: refuse_copies(checkpoint),
        "record.json": lambda: read_record(root, weights),
    }


_STRANGE = (None, True, -1, 0, 1e300, 10**30, "", "x", [], {}, [[]], {"a": None})


def _replace_value(found, random: Random) -> None:
    """Lose or replace one value somewhere in what a JSON file holds."""
    while True:
        places = list(found) if isinstance(found, dict) else list(range(len(found)))
        if not places: return
        place = random.choice(places)
        inner = found[place]
        if isinstance(inner, (dict, list)) and inner and random.random() < 0.8:
            found = inner
            continue
        if random.random() < 0.3: del found[place]
        else: found[place] = random.choice(_STRANGE)
        return


def damage(data: bytes, random: Random) -> bytes:
    """A file with faults: in its bytes or, of JSON, in its values, or in another encoding."""
    with contextlib.suppress(ValueError):
        if random.random() < 0.5:
            found = json.loads(data)
            for _ in range(random.randint(1, 3)): _replace_value(found, random)
            return json.dumps(found).encode()
        if random.random() < 0.2: return data.decode().encode(random.choice(["utf-16", "cp949"]))
    return mutate(data, random)


def try_to_open(path: Path, data: bytes, read: Callable) -> str:
    """What becomes of `read()` while the file holds `data`: the first words of its reason, or
    `읽음`. The file is whole again afterwards."""
    whole = path.read_bytes()
    path.write_bytes(data)
    try:
        with contextlib.redirect_stdout(io.StringIO()): read()
    except TatumError as error:
        words = str(error).replace(str(path.parent), "").split()
        return f"{path.name}: " + re.sub(r"'.*|\d+", "…", " ".join(words[:4]))
    finally:
        path.write_bytes(whole)
    return f"{path.name}: 읽음"


def test_damaged_files_of_a_workspace_are_read_or_refused_with_a_reason(ws):
    desk, fates = make_desk(ws.root), Counter()
    for i, (name, read) in enumerate([*desk.items()] * 4):
        path = ws.root / name
        fates[try_to_open(path, damage(path.read_bytes(), Random(i)), read)] += 1
    assert len(fates) > 12 and sum(n for fate, n in fates.items() if "읽음" not in fate) > 12
