"""The index of a folder of collected files: what is known of each."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from ..runtime.errors import korean_reason, TatumError
from ..runtime.files import write_atomic
from .candidates import is_info, piece_name
from .checks import fingerprint
from .finding import midi_files
from .midi import read_midi

__all__ = ['INDEX_FILES', 'load_index', 'mend_index', 'save_index']


INDEX_FILES = ("collection.json", "collection.damaged.json")
_INDEX, _DAMAGED = INDEX_FILES


def load_index(folder: Path) -> dict[str, dict]:
    """What is known of the files in `folder`: {file name: {artist, title, piece, split, …}}.

    Only of those still there; empty without an index. Raises `TatumError` for a damaged one.
    """
    path = Path(folder) / _INDEX
    if not path.exists(): return {}
    known = _parse(path)
    there = {normalize("NFC", file.name): file.name for file in path.parent.iterdir()}
    names = {name: there.get(normalize("NFC", name), name) for name in known}
    return {names[name]: info for name, info in known.items()
            if (path.parent / names[name]).is_file()}


def save_index(index: dict[str, dict], folder: Path) -> None:
    """Write the index of `folder`."""
    write_atomic(folder / _INDEX, json.dumps(index, ensure_ascii=False, indent=1))


def _parse(path: Path) -> dict[str, dict]:
    """The content of an index. Raises `TatumError`."""
    try:
        known = json.loads(path.read_text(encoding="utf-8-sig"))
        if not (isinstance(known, dict) and all(map(is_info, known.values()))): raise ValueError
    except OSError as error:
        raise TatumError(f"{path}을(를) 읽을 수 없습니다. {korean_reason(error)}.") from error
    except (ValueError, RecursionError) as error:
        line = f" {error.lineno}번째 줄 근처를 고치거나," if hasattr(error, "lineno") else ""
        raise TatumError(
            f"{path}의 내용이 깨져 읽을 수 없습니다.{line} 모을 때와 같은 `tatumflow "
            "phase1_collect_data`를 다시 실행하십시오. 있는 파일에서 다시 만듭니다.") from error
    return known


def mend_index(folder: Path) -> dict[str, dict]:
    """`load_index`; a damaged index is made again from the files, which is said, and kept beside it
    as `collection.damaged.json`."""
    path = Path(folder) / _INDEX
    try:
        return load_index(folder)
    except TatumError as error:
        if isinstance(error.__cause__, OSError): raise
    damaged, index = path.read_bytes(), {}
    write_atomic(path.with_name(_DAMAGED), damaged)
    text = damaged.decode("utf-8-sig", "replace")
    for file in midi_files(folder):
        if file.parent != path.parent: continue
        with suppress(TatumError):
            known = _salvage(text, file.name) or _told_by_name(file)
            index[file.name] = {**known, "fingerprint": fingerprint(read_midi(file))}
    print(f"{path.name}이 깨져 있어 파일 {len(index)}개에서 다시 만들었습니다. 읽을 수 없는 곡의 "
          "연주자는 파일 이름에서 얻었습니다. 깨진 것은 collection.damaged.json에 있습니다.")
    return index


def _salvage(text: str, name: str) -> dict:
    """The entry of a file in a damaged index; empty where it cannot be read."""
    before, found, after = text.partition(f"{json.dumps(name, ensure_ascii=False)}:")
    try:
        entry = json.JSONDecoder().raw_decode(after.lstrip())[0] if found else {}
    except ValueError:
        return {}
    return entry if is_info(entry) else {}


def _told_by_name(file: Path) -> dict:
    """What a name of the form «artist - title» tells; nothing tells the source."""
    artist, parted, title = normalize("NFC", file.stem).partition(" - ")
    if not parted: artist, title = None, artist
    return {"artist": artist, "title": title, "piece": piece_name(title), "source": ""}
