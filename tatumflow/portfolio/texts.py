"""The texts of a portfolio: templates, and drafts that keep what a person wrote into them."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib
import json
from importlib import resources
from pathlib import Path

from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace

__all__ = ['read_template', 'subject_of', 'write_draft']


def read_template(name: str) -> str:
    """The text of a file in the package's `templates/`."""
    folder = resources.files("tatumflow") / "templates"
    return (folder / name).read_text(encoding="utf-8")


def _read_record(folder: Path) -> dict[str, dict]:
    """{file name: {"sha256" of the text, "weights" of the model}} of what `write_draft` wrote
    into `folder`; {} if that is lost."""
    try:
        return dict(json.loads((folder / ".written.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def subject_of(path: Path) -> str | None:
    """Which model (see `weights_digest`) a text of `write_draft` is about; None if unknown."""
    return _read_record(Path(path).parent).get(Path(path).name, {}).get("weights")


def _is_edited(path: Path, text: bytes) -> bool:
    """Whether the file holds neither `text` nor what `write_draft` wrote there."""
    if not path.is_file(): return False
    found = path.read_bytes()
    written = _read_record(path.parent).get(path.name, {}).get("sha256")
    return found != text and hashlib.sha256(found).hexdigest() != written


def write_draft(path: Path, text: str, weights: str) -> Path:
    """Write `text` about the model of these `weights`. A file that was edited since, or whose
    origin is not known, is kept, which is said."""
    path, data = Path(path), text.encode()
    if _is_edited(path, data):
        shown = workspace().show(path)
        print(f"{shown}: 고친 글이 있어 그대로 두었습니다. "
              "새로 쓰게 하려면 다른 이름으로 옮기고 다시 하십시오.")
        if subject_of(path) != weights:
            print(f"주의: {shown}은(는) 이 모델로 쓴 글이라는 기록이 없습니다. "
                  "거기 적힌 숫자와 라이선스는 다른 모델의 것일 수 있습니다.")
        return path
    write_atomic(path, data)
    about = {"sha256": hashlib.sha256(data).hexdigest(), "weights": weights}
    record = {**_read_record(path.parent), path.name: about}
    write_atomic(path.parent / ".written.json", json.dumps(record))
    return path
