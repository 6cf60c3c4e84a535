"""The model as a folder in Hugging Face's layout, and its upload to the Hub."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from collections.abc import Sequence
from pathlib import Path

from safetensors.torch import save

from ..data.midi import write_midi
from ..data.vocabulary import BOS, EOS, PAD
from ..generation.takes import Take
from ..model.checkpoints import load_checkpoint
from ..model.config import ModelConfig
from ..model.llama import folder_config
from ..model.saved_models import load_model, RECORD, weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.hub import ask_hub, make_repo, open_hub, repo_name
from ..runtime.levels import even_loudness
from ..runtime.sound import render, write_mp3
from ..runtime.workspaces import workspace
from ..training.copying import refuse_copies
from .cards import model_card
from .facts import gather_facts, write_record
from .texts import read_template, subject_of, write_draft

__all__ = ['HUB_FILES', 'export_hub', 'hub_files', 'push_hub']


_SOUNDS = "take_*.m*"  # MIDI and MP3 of takes, for the card
_MODEL_CODE = "modeling_tatumflow.py"  # what transformers needs where a model is no Llama
HUB_FILES = ("config.json", "model.safetensors", "tokenizer.json", "README.md",
             RECORD, "generation_config.json", _MODEL_CODE)


def hub_files(folder: Path) -> list[str]:
    """Those of `HUB_FILES` that an exported `folder` has (a Llama's has no code), and its
    sounds."""
    sounds = sorted(path.name for path in Path(folder).glob(_SOUNDS))
    return [name for name in HUB_FILES if (Path(folder) / name).is_file()] + sounds


def _write_config(config: ModelConfig, out: Path) -> None:
    """The settings that transformers reads, and the code where the model is no Llama."""
    entries, code = folder_config(config), Path(_MODEL_CODE).stem
    if not config.is_llama:
        classes = {"AutoConfig": "TatumFlowConfig", "AutoModelForCausalLM": "TatumFlowForCausalLM"}
        entries |= {"architectures": ["TatumFlowForCausalLM"],
                    "auto_map": {kind: f"{code}.{name}" for kind, name in classes.items()}}
        write_atomic(out / _MODEL_CODE, read_template(f"{_MODEL_CODE}.tmpl"))
    write_atomic(out / "config.json", json.dumps(entries, indent=2))
    drawing = {"bos_token_id": BOS, "eos_token_id": EOS, "pad_token_id": PAD, "do_sample": True,
               "top_k": 0}
    write_atomic(out / "generation_config.json", json.dumps(drawing, indent=2))


def _write_sounds(takes: Sequence[Take], out: Path) -> None:
    """MIDI and MP3 of each take; those of earlier ones go."""
    for path in out.glob(_SOUNDS): path.unlink()
    for number, take in enumerate(takes, 1):
        midi = write_midi(take.notes, out / f"take_{number}.mid")
        samples, rate = render(midi)
        write_mp3(midi.with_suffix(".mp3"), even_loudness(samples, rate), rate)


def export_hub(checkpoint: Path | str | None = None, out: Path | None = None,
               repo: str | None = None, takes: Sequence[Take] = ()) -> Path:
    """Write `HUB_FILES` for a checkpoint or model folder (default: see `choose_model`) into
    `out` (default: outputs/huggingface); returns it.

    `load_model`, MidiTok's `REMI` and transformers' `AutoModelForCausalLM` (for a model that is no
    Llama with `trust_remote_code=True`) read the folder. The card's example downloads from `repo`
    and lets hear `takes`. An edited card is kept (see `write_draft`). Raises `TatumError`.
    """
    if repo: repo = repo_name(repo)
    facts, out = gather_facts(checkpoint), Path(out or workspace().hub)
    if facts.checkpoint.resolve() == out.resolve():
        raise TatumError(f"{workspace().show(out)}은(는) 이미 내보낸 폴더입니다. "
                         "훈련한 체크포인트를 고르거나 --out에 다른 폴더를 주십시오.")
    refuse_copies(facts.checkpoint)
    state = load_model(facts.checkpoint)[0].state_dict()
    weights = {name: weight.float().cpu().contiguous() for name, weight in state.items()}
    _write_config(facts.config, out)
    write_atomic(out / "model.safetensors", save(weights, metadata={"format": "pt"}))
    write_atomic(out / "tokenizer.json", _tokenizer_text(facts.checkpoint))
    write_record(facts, out)
    _write_sounds(takes, out)
    write_draft(out / "README.md", str(model_card(facts, repo, takes)), facts.weights)
    return out


def _tokenizer_text(model: Path) -> str:
    """The tokenizer of a checkpoint or model folder, as JSON."""
    if model.is_dir(): return (model / "tokenizer.json").read_text(encoding="utf-8")
    return load_checkpoint(model)["tokenizer"]


def _check_card(folder: Path, repo: str) -> None:
    """Raises `TatumError` unless the card in `folder` was written for the model there, has
    nothing left to confirm, and fetches from `repo`."""
    card = Path(folder) / "README.md"
    shown, text = workspace().show(card), card.read_text(encoding="utf-8")
    fetch = f'snapshot_download("{repo}")'
    if "[확인하십시오" in text:
        raise TatumError(f"모델 카드 {shown}에 `[확인하십시오`가 남아 있어 올리지 않았습니다. "
                         "확인한 사실로 바꾸어 적고 다시 하십시오.")
    if subject_of(card) != weights_digest(load_model(folder)[0]):
        raise TatumError(f"{shown}이(가) 이 모델의 카드라는 기록이 없어 올리지 않았습니다. "
                         "다른 이름으로 옮기고 다시 내보낸 뒤, "
                         "고친 곳만 새 카드에 옮겨 적으십시오.")
    if fetch not in text:
        raise TatumError(f"모델 카드 {shown}의 예제가 {repo}에서 모델을 받지 않아 "
                         "올리지 않았습니다. 예제의 folder = … 줄을 다음 두 줄로 고치고 "
                         "다시 하십시오.\n"
                         f"from huggingface_hub import snapshot_download\nfolder = {fetch}")


def push_hub(folder: Path, repo: str, private: bool = False) -> str:
    """Upload the `HUB_FILES` of `folder` to the Hub repository `repo` (see `repo_name`; made if
    absent); returns its address.

    The token is that of `open_hub`. Raises `TatumError`, from which neither the token nor the
    original error can be reached, and before anything is sent if the card is not fit (see
    `_check_card`).
    """
    repo, hub = repo_name(repo), open_hub()
    _check_card(folder, repo)

    def upload():
        place = make_repo(hub, repo, private)
        hub.upload_folder(repo_id=repo, folder_path=folder, allow_patterns=hub_files(folder),
                          commit_message="Export from TatumFlow")
        return str(place)

    return ask_hub(upload, f"{repo}에 올리지 못했습니다. 내보낸 폴더는 그대로 있습니다.")
