"""Where MIDI files lie: what a path means, and which files below a folder count."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePath
from unicodedata import normalize

from ..runtime.errors import korean_reason, TatumError

__all__ = [
    'MAX_BYTES', 'files_below', 'is_called_midi', 'is_junk', 'is_midi', 'looks_like_midi',
    'midi_files', 'read_bytes', 'typed_path',
]


MAX_BYTES = 20_000_000  # of a file that is read
_BEGINNING = 512  # bytes, within which a MIDI file must say that it is one


def is_midi(beginning: bytes) -> bool:
    """Whether a file that begins so is MIDI, also inside RIFF or behind some foreign bytes."""
    return b"MThd\0\0\0" in beginning[:_BEGINNING] and not beginning.startswith(b"PK")


def is_junk(path: PurePath) -> bool:
    """Whether a file is what macOS and Windows add to folders, or one that is being written."""
    name = path.name.casefold()
    return (name.startswith("._") or name in (".ds_store", "thumbs.db", "desktop.ini", "icon\r")
            or "__MACOSX" in path.parts or (name[:1] == "." and path.suffix in (".tmp", ".part")))


def is_called_midi(path: PurePath) -> bool:
    """Whether the name says so, also where the file is broken."""
    return path.suffix.lower() in (".mid", ".midi")


def looks_like_midi(file: Path) -> bool:
    """Whether a file is called MIDI, or begins like it whatever it is called (.kar, .rmi, …)."""
    if is_called_midi(file): return True
    with suppress(OSError), open(file, "rb") as opened: return is_midi(opened.read(_BEGINNING))
    return False


def files_below(folder: Path, skip: Iterable[Path] = ()) -> tuple[list[Path], list[OSError]]:
    """All files below a folder, sorted, but for junk and what is below the folders `skip`, and why
    some folders cannot be opened. Links are followed, and no folder is entered twice."""
    files, errors = [], []
    entered = {os.path.realpath(path) for path in skip}
    for place, folders, names in os.walk(folder, onerror=errors.append, followlinks=True):
        here = os.path.realpath(place)
        if here in entered:
            folders.clear()
            continue
        entered.add(here)
        folders.sort(key=lambda name: (os.path.islink(os.path.join(place, name)), name))
        paths = [Path(place, name) for name in names]
        files += [path for path in paths if path.is_file() or not path.exists()]  # broken links too
    return sorted(path for path in files if not is_junk(path.relative_to(folder))), errors


def midi_files(folder) -> list[Path]:
    """Every MIDI file below `folder`, sorted. Raises `TatumError` if it cannot be opened."""
    files, errors = files_below(Path(folder))
    closed = next((error for error in errors if error.filename == str(folder)), None)
    if closed and Path(folder).exists():
        raise TatumError(f"폴더를 열 수 없습니다: {folder}. {korean_reason(closed)}.")
    return [file for file in files if looks_like_midi(file)]


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises `TatumError` when it is missing, cannot be read or is larger than
    `MAX_BYTES`."""
    try:
        if path.is_dir():
            raise TatumError(f"파일이 아니라 폴더입니다: {path}. 그 안의 파일 하나를 고르십시오.")
        if not path.is_file():
            raise TatumError(f"파일이 없습니다: {path}. 경로를 확인하십시오.")
        megabytes = path.stat().st_size / 1e6
        if megabytes <= MAX_BYTES / 1e6: return path.read_bytes()
    except OSError as error:
        reason = korean_reason(error)
        raise TatumError(f"파일을 읽을 수 없습니다: '{path.name}'. {reason}.") from error
    raise TatumError(f"파일이 너무 큽니다({megabytes:.0f} MB). MIDI는 보통 0.1 MB 안팎입니다.")


def typed_path(text: Path | str) -> Path:
    """The path that somebody typed: without blanks and quotes around it, `~` as the home folder,
    and in the composition of Korean letters (NFC, NFD) in which it exists."""
    plain = str(text).strip()
    for left, right in ("''", '""', "“”", "‘’", "``"):
        if len(plain) > 1 and plain[0] == left and plain[-1] == right:
            plain = plain[1:-1].strip()
    plain = os.path.expanduser(plain)
    paths = [Path(text), Path(plain), *(Path(normalize(form, plain)) for form in ("NFC", "NFD"))]
    return next((path for path in paths if os.path.lexists(path)), Path(plain))
