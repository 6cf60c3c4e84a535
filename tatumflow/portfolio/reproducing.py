"""The record from which a model can be made again."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import platform
from dataclasses import asdict
from importlib import metadata

from ..data.splits import SPLITS
from ..runtime.files import file_digest
from ..runtime.platforms import pick_device
from ..runtime.workspaces import workspace
from .cards import training_text
from .facts import Facts

__all__ = ['reproducibility_sheet']


_PACKAGES = ("tatumflow", "torch", "numpy", "miditok", "symusic", "pretty_midi", "accelerate",
             "safetensors", "huggingface_hub")


def _rows(title: str, values: dict) -> list[str]:
    lines = [f"| {name} | {value} |" for name, value in values.items()]
    return [f"## {title}", "", "| | |", "|---|---|", *lines, ""]


def _token_digests() -> dict[str, str]:
    """SHA-256 of the workspace's token files, by name."""
    files = [workspace().tokens / f"{name}.tokens.npy" for name in SPLITS]
    return {path.name: f"`{file_digest(path)}`" for path in files if path.is_file()}


def _computer() -> dict[str, str]:
    device = pick_device()
    return {"운영체제": platform.platform(), "장치": f"{device.name}, {device.precision}",
            "Python": platform.python_version(),
            **{name: metadata.version(name) for name in _PACKAGES}}


def reproducibility_sheet(facts: Facts) -> str:
    """Markdown: versions, device, seed, settings, and SHA-256 digests of the checkpoint and the
    token files."""
    checkpoint = {"파일": workspace().show(facts.checkpoint), "SHA-256": f"`{facts.digest}`",
                  "가중치의 SHA-256": f"`{facts.weights}`", "훈련": training_text(facts)}
    record = json.dumps(facts.data, ensure_ascii=False) if facts.data else "기록이 없습니다"
    data = {"훈련에 쓴 것(체크포인트의 기록)": record, **_token_digests()}
    settings = facts.settings or {"기록": "체크포인트에 없습니다"}
    return "\n".join(["# 재현 기록", "", *_rows("체크포인트", checkpoint), *_rows("데이터", data),
                      *_rows("모델 설정", asdict(facts.config)), *_rows("훈련 설정", settings),
                      *_rows("이 기록을 만든 컴퓨터", _computer())])
