"""What a source offers: MIDI files of a folder, of an archive, or made."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..runtime.errors import TatumError
from .midi import MAX_BYTES

__all__ = ['Candidate', 'from_folder', 'from_zip', 'piece_name']


@dataclass
class Candidate:
    """One file offered by a source: its MIDI bytes (or the Korean reason why there are none) and
    what is known of it: artist, title, album, piece, split, tempo."""
    name: str
    data: bytes = b""
    reason: str | None = None
    info: dict = field(default_factory=dict)


def from_folder(path: Path) -> Iterator[Candidate]:
    """Every file below `path`, and every member of the ZIP archives among them."""
    path = Path(path)
    if not path.is_dir():
        raise TatumError(f"폴더가 없습니다: {path}. --path에 MIDI가 든 폴더를 주십시오.")
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        name = _readable(os.fsencode(file.relative_to(path)))
        size, kind = file.stat().st_size, file.suffix.lower()
        if kind == ".zip":
            yield from from_zip(file, prefix=f"{name}/")
        elif kind not in (".mid", ".midi"):
            yield Candidate(name, reason=f"MIDI 파일이 아닙니다(확장자 {file.suffix or '없음'}).")
        elif size > MAX_BYTES:
            yield Candidate(name, reason=f"파일이 너무 큽니다({size / 1e6:.0f} MB).")
        else:
            title = Path(name).stem
            info = {"title": title, "piece": piece_name(title)}
            yield Candidate(name, file.read_bytes(), info=info)


_MAX_ARCHIVE = 2_000_000_000  # bytes, unpacked


def from_zip(path: Path, prefix: str = "") -> Iterator[Candidate]:
    """The MIDI members of an archive, read in memory: nothing is unpacked to disk."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        yield Candidate(prefix.rstrip("/") or path.name,
                        reason="ZIP 파일이 손상되어 열 수 없습니다. 다시 내려받으십시오.")
        return
    with archive:
        budget = _MAX_ARCHIVE
        for member in archive.infolist():
            if member.is_dir(): continue
            budget -= member.file_size
            yield _zip_member(archive, member, prefix, budget)


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str,
                budget: int) -> Candidate:
    """A member of an archive, unless it is unsafe, no MIDI, damaged, or beyond `budget` bytes."""
    inside = _member_name(member)
    name, parts = prefix + inside, Path(inside.replace("\\", "/")).parts
    is_absolute = member.filename.startswith(("/", "\\")) or (parts and ":" in parts[0])
    if ".." in parts or is_absolute:
        return Candidate(name, reason="압축 파일 안의 경로가 폴더 밖을 가리킵니다. "
                                      "안전하지 않아 읽지 않았습니다.")
    if Path(member.filename).suffix.lower() not in (".mid", ".midi"):
        return Candidate(name, reason="압축 파일 안의 이 파일은 MIDI가 아닙니다.")
    if member.file_size > MAX_BYTES or budget < 0:
        return Candidate(name, reason=f"풀었을 때 너무 큽니다({member.file_size / 1e6:.0f} MB).")
    title = Path(parts[-1]).stem
    try:
        data = archive.read(member)
    except Exception as error:  # zlib and zipfile raise several kinds on damaged or encrypted ones
        kind = type(error).__name__
        return Candidate(name, reason=f"압축 파일 안의 이 파일을 풀 수 없습니다({kind}).")
    return Candidate(name, data, info={"title": title, "piece": piece_name(title)})


def _readable(name: bytes) -> str:
    """A file's name as text: in UTF-8, or in the CP949 of older Korean Windows."""
    for code in ("utf-8", "cp949"):
        with suppress(UnicodeDecodeError):
            return name.decode(code)
    return name.decode("utf-8", "replace")


def _member_name(member: zipfile.ZipInfo) -> str:
    """A member's name. Where the archive does not say UTF-8, zipfile took it for CP437."""
    in_utf8 = member.flag_bits & 0x800
    return member.filename if in_utf8 else _readable(member.filename.encode("cp437"))


def piece_name(title: str) -> str:
    """The tune a title names: lower case, without what differs from take to take.

    That is brackets, `- Live at …` and take numbers.
    """
    tune = re.sub(r"[\(\[].*?[\)\]]", " ", title.casefold())
    tune = re.split(r"\s-\s|\btake\b|\balternate\b|\blive (?:at|in)\b", tune)[0]
    return " ".join(re.sub(r"[^\w\s]", "", tune).split()) or title.casefold()
