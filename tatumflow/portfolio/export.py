# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import platform
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from ..data.splits import SPLITS
from ..model.checkpoints import load_checkpoint
from ..model.llama import folder_config
from ..model.saved_models import load_model, weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, write_atomic
from ..runtime.hub import ask_hub, check_repo, make_repo, open_hub
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .cards import model_card, read_written, training_text, write_draft
from .facts import Facts, gather_facts

__all__ = [
    'HUB_FILES', 'PACKAGES', 'check_card', 'export_hub', 'push_hub', 'reproducibility_sheet',
]


HUB_FILES = ("config.json", "model.safetensors", "tokenizer.json", "README.md")


def export_hub(checkpoint: Path | None = None, out: Path | None = None, repo: str | None = None) -> Path:
    """Write `HUB_FILES` for a checkpoint (default: the best) into the folder `out`, which `load_model`, MidiTok's `REMI` and, if it is
    a Llama, transformers' `AutoModelForCausalLM` read; returns it. The card's example downloads from `repo` if given. A card that was
    edited is kept (see `write_draft`). Raises `TatumError`.
    """
    from safetensors.torch import save
    if repo: check_repo(repo)
    facts, out = gather_facts(checkpoint), Path(out or workspace().hub)
    model, _ = load_model(facts.checkpoint)
    weights = {name: weight.float().cpu().contiguous() for name, weight in model.state_dict().items()}
    write_atomic(out / "config.json", json.dumps(folder_config(facts.config), indent=2))
    write_atomic(out / "model.safetensors", save(weights, metadata={"format": "pt"}))
    write_atomic(out / "tokenizer.json", load_checkpoint(facts.checkpoint)["tokenizer"])
    write_draft(out / "README.md", str(model_card(facts, repo)), facts.weights)
    return out


def check_card(folder: Path, repo: str) -> None:
    """Raises `TatumError` unless the card in `folder` was written for the model there, has nothing left to confirm, and fetches from `repo`."""
    card, fetch = Path(folder) / "README.md", f'snapshot_download("{repo}")'
    if "[확인하십시오".encode() in card.read_bytes():
        raise TatumError(f"모델 카드 {workspace().show(card)}에 `[확인하십시오`가 남아 있어 올리지 않았습니다. 확인한 사실로 바꾸어 적고 다시 하십시오.")
    if read_written(folder).get(card.name, {}).get("weights") != weights_digest(load_model(folder)[0]):
        raise TatumError(f"{workspace().show(card)}이(가) 이 모델의 카드라는 기록이 없어 올리지 않았습니다. 다른 이름으로 옮기고 다시 내보낸 뒤, 고친 곳만 새 카드에 "
                         "옮겨 적으십시오.")
    if fetch.encode() not in card.read_bytes():
        raise TatumError(f"모델 카드 {workspace().show(card)}의 예제가 {repo}에서 모델을 받지 않아 올리지 않았습니다. 예제의 folder = … 줄을 다음 두 줄로 고치고 다시 "
                         f"하십시오.\nfrom huggingface_hub import snapshot_download\nfolder = {fetch}")


def push_hub(folder: Path, repo: str, private: bool = False) -> str:
    """Upload the `HUB_FILES` of `folder` to the Hub repository `repo` ("user/name", made if absent); returns its address.

    The token is the secret HF_TOKEN. Raises `TatumError`, from which neither the token nor the original error can be reached, and
    before anything is sent if the card is not fit (see `check_card`).
    """
    check_repo(repo)
    hub = open_hub()
    check_card(folder, repo)
    def upload():
        place = make_repo(hub, repo, private)
        hub.upload_folder(repo_id=repo, folder_path=folder, allow_patterns=list(HUB_FILES), commit_message="Export from TatumFlow")
        return str(place)
    return ask_hub(upload, f"{repo}에 올리지 못했습니다. 내보낸 폴더는 그대로 있습니다.")


PACKAGES = ("tatumflow", "torch", "numpy", "miditok", "symusic", "pretty_midi", "accelerate", "safetensors", "huggingface_hub")


def reproducibility_sheet(facts: Facts) -> str:
    """Markdown: versions, device, seed, settings, and SHA-256 digests of the checkpoint and the token files."""
    ws, device = workspace(), pick_device()
    def table(title, rows):
        return [f"## {title}", "", "| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows.items()), ""]
    files = [ws.tokens / f"{name}.tokens.npy" for name in SPLITS]
    tokens = {path.name: f"`{file_digest(path)}`" for path in files if path.is_file()}
    trained = {"훈련에 쓴 것(체크포인트의 기록)": json.dumps(facts.data, ensure_ascii=False) if facts.data else "기록이 없습니다"}
    return "\n".join([
        "# 재현 기록", "",
        *table("체크포인트", {"파일": ws.show(facts.checkpoint), "SHA-256": f"`{facts.digest}`", "가중치의 SHA-256": f"`{facts.weights}`",
                        "훈련": training_text(facts)}),
        *table("데이터", trained | tokens), *table("모델 설정", asdict(facts.config)),
        *table("훈련 설정", facts.training.get("training") or {"기록": "체크포인트에 없습니다"}),
        *table("이 기록을 만든 컴퓨터", {"운영체제": platform.platform(), "장치": f"{device.name}, {device.precision}", "Python": platform.python_version(),
                                **{name: metadata.version(name) for name in PACKAGES}})])
