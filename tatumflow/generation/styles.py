"""The names of styles, and which of them the workspace's training pieces hold."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import difflib
import json
from collections import Counter
from pathlib import Path

from ..data.vocabulary import style_name, STYLES
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace

__all__ = ['check_style', 'heard_styles']


def check_style(name: str) -> str:
    """`name` as `STYLES` spells it (case and spaces do not matter). Raises `TatumError` with close
    matches for an unknown one."""
    style = style_name(name)
    if style != "Other" or name.strip().casefold() == "other":
        return style
    known = {style.casefold(): style for style in STYLES}
    close = difflib.get_close_matches(name.strip().casefold(), known, n=3, cutoff=0.5)
    hint = f"혹시 {', '.join(known[match] for match in close)}입니까? " if close else ""
    raise TatumError(f"'{name}' 스타일은 없습니다. {hint}"
                     "전체 목록은 tatumflow.data.STYLES에 있습니다.")


def heard_styles(tokens: Path | None = None) -> list[str]:
    """The styles of the training pieces in the folder `tokens`, the most frequent first; empty
    without training pieces."""
    path = Path(tokens or workspace().tokens) / "train.json"
    pieces = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [style for style, _ in Counter(piece["style"] for piece in pieces).most_common()]
