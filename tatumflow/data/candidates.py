"""What a source offers: MIDI files of a folder, of an archive, or made."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import re
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from unicodedata import normalize

from ..runtime.errors import korean_reason, TatumError
from .finding import (
    files_below, is_called_midi, is_junk, is_midi, looks_like_midi, MAX_BYTES, read_bytes,
    typed_path,
)

__all__ = ['Candidate', 'from_folder', 'from_zip', 'is_info', 'piece_name']


@dataclass
class Candidate:
    """One file offered by a source: its MIDI bytes (or the Korean reason why there are none) and
    what is known of it: artist, title, album, piece, split, tempo."""
    name: str
    data: bytes = b""
    reason: str | None = None
    info: dict = field(default_factory=dict)


def from_folder(path: Path, skip: Iterable[Path] = ()) -> Iterator[Candidate]:
    """What `path` holds: a MIDI file, a ZIP archive, or a folder with both at any depth, without
    what lies below the folders `skip`. Raises `TatumError` where `path` is none of them."""
    path = typed_path(path)
    if path.is_dir(): return _from_files(*files_below(path, skip), path)
    if not path.is_file(): raise TatumError(_say_missing(path.absolute()))
    if path.suffix.lower() == ".zip": return from_zip(path)
    if looks_like_midi(path): return _from_files([path], [], path.parent)
    raise TatumError(f"MIDI 파일도 ZIP도 폴더도 아닙니다: {path}. {_not_midi(path)}")


def _say_missing(path: Path) -> str:
    above = next((folder for folder in path.parents if folder.is_dir()), path.parent)
    return (f"그런 파일이나 폴더가 없습니다: {path}. {above}까지는 있습니다. "
            "MIDI 파일, MIDI가 든 폴더나 ZIP의 경로를 주십시오.")


def _not_midi(path: PurePath) -> str:
    if path.suffix.lower() in (".7z", ".rar", ".alz", ".egg", ".gz", ".tar"):
        return f"열지 못하는 압축입니다({path.suffix}). ZIP으로 다시 묶거나 풀어 두십시오."
    return f"MIDI 파일이 아닙니다(확장자 {path.suffix or '없음'})."


def _from_files(files: list[Path], errors: list[OSError], root: Path) -> Iterator[Candidate]:
    """The MIDI files below `root` and the members of the archives, or why there are none."""
    for error in errors:
        reason = f"폴더를 열 수 없습니다: {korean_reason(error)}."
        yield Candidate(_readable(os.fsencode(error.filename)), reason=reason)
    for file in files:
        name = _readable(os.fsencode(file.relative_to(root).as_posix()))
        if file.suffix.lower() == ".zip":
            yield from from_zip(file, prefix=f"{name}/")
        else:
            yield _from_file(file, name)


def _from_file(file: Path, name: str) -> Candidate:
    if not file.exists(): return Candidate(name, reason="링크가 가리키는 파일이 없습니다.")
    if os.access(file, os.R_OK) and not looks_like_midi(file):
        return Candidate(name, reason=_not_midi(file))
    try:
        return Candidate(name, read_bytes(file), info=_told_by(PurePosixPath(name)))
    except TatumError as error:
        return Candidate(name, reason=str(error))


_MAX_ARCHIVE = 2_000_000_000  # bytes, unpacked


def from_zip(path: Path, prefix: str = "") -> Iterator[Candidate]:
    """The MIDI members of an archive, read in memory: nothing is unpacked to disk."""
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        reason = f"ZIP 파일을 열 수 없습니다: {korean_reason(error)}."
    except zipfile.BadZipFile:
        reason = "ZIP 파일이 손상되어 열 수 없습니다. 다시 내려받으십시오."
    else:
        with archive: yield from _members(archive, prefix)
        return
    yield Candidate(prefix.rstrip("/") or path.name, reason=reason)


def _members(archive: zipfile.ZipFile, prefix: str) -> Iterator[Candidate]:
    budget = _MAX_ARCHIVE
    for member in archive.infolist():
        if member.is_dir() or is_junk(PurePosixPath(member.filename)): continue
        budget -= member.file_size
        yield _zip_member(archive, member, prefix, budget)


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str,
                budget: int) -> Candidate:
    """A member of an archive, unless it is unsafe, no MIDI, damaged, or beyond `budget` bytes."""
    inside = _member_name(member)
    name, parts = prefix + inside, PurePosixPath(inside.replace("\\", "/")).parts
    is_absolute = member.filename.startswith(("/", "\\")) or (parts and ":" in parts[0])
    if ".." in parts or is_absolute:
        return Candidate(name, reason="압축 파일 안의 경로가 폴더 밖을 가리킵니다. "
                                      "안전하지 않아 읽지 않았습니다.")
    try:
        if not _is_midi_member(archive, member):
            return Candidate(name, reason="압축 파일 안의 이 파일은 MIDI가 아닙니다.")
        if member.file_size > MAX_BYTES or budget < 0:
            megabytes = member.file_size / 1e6
            return Candidate(name, reason=f"풀었을 때 너무 큽니다({megabytes:.0f} MB).")
        return Candidate(name, archive.read(member), info=_told_by(PurePosixPath(*parts)))
    except Exception as error:  # zlib and zipfile raise several kinds on damaged or encrypted ones
        kind = type(error).__name__
        return Candidate(name, reason=f"압축 파일 안의 이 파일을 풀 수 없습니다({kind}).")


def _is_midi_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    if is_called_midi(PurePosixPath(member.filename)): return True
    with archive.open(member) as opened: return is_midi(opened.read(512))


def _told_by(name: PurePosixPath) -> dict:
    """What the name of a file tells of it."""
    title = name.stem.strip() or name.name
    return {"title": title, "piece": piece_name(title)}


def _readable(name: bytes) -> str:
    """A file's name as text in composed letters (NFC): it is in UTF-8, or in the CP949 of older
    Korean Windows."""
    for code in ("utf-8", "cp949"):
        with suppress(UnicodeDecodeError):
            return normalize("NFC", name.decode(code))
    return name.decode("utf-8", "replace")


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's name. Where the archive does not say UTF-8, zipfile took it for CP437."""
    in_utf8 = member.flag_bits & 0x800
    return _readable(member.filename.encode("utf-8" if in_utf8 else "cp437", "replace"))


_TEXTS = ("file", "artist", "title", "piece", "split", "style", "source", "origin", "fingerprint",
          "left_out", "album")


def is_info(found) -> bool:
    """Whether `found`, from a file, can be what is known of a performance: its texts are texts."""
    return isinstance(found, dict) and all(isinstance(found.get(name) or "", str)
                                           for name in _TEXTS)


_FROM_HERE_ON = (r"\b(?:take|tk)\W*\d|\balternate\b|\blive (?:at|in|from)\b"
                 r"|\s-\s(?:(?!\s-\s).)*\b(?:live|remaster|recorded|instrumental|version)")


def piece_name(title: str) -> str:
    """The tune a title names: lower case, in composed letters, without what differs from take to
    take.

    That is a track's number, brackets, `- Live at …` and take numbers.
    """
    title = normalize("NFC", title.casefold())
    tune = re.sub(r"[\(\[].*?[\)\]]|^\d{1,3}\s*[-.)]\s", " ", title)
    tune = re.split(_FROM_HERE_ON, tune)[0]
    return " ".join(re.sub(r"[^\w\s]", "", tune).split()) or title
