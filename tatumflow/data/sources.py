# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import hashlib
import json
import os
import re
import sqlite3
import zipfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterator

import numpy as np

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.workspaces import workspace
from .chords import Chord, MAJOR, MINOR_QUALITIES, NO_CHORD, parse_chord
from .etudes import etude_set
from .notes import make_notes, MAX_BYTES, midi_bytes, NOTE

__all__ = [
    'Candidate', 'MAX_ARCHIVE', 'PIJAMA_CSV', 'PIJAMA_RECORD', 'WEIMAR_URL', 'download',
    'from_etudes', 'from_folder', 'from_pijama', 'from_weimar', 'from_zip', 'piece_name',
    'weimar_sheets', 'weimar_shell',
]


@dataclass
class Candidate:
    """One file offered by a source: its MIDI bytes (or the Korean reason why there are none) and what is known of it."""
    name: str
    data: bytes = b""
    reason: str | None = None
    info: dict = field(default_factory=dict)  # artist, title, album, piece, split, tempo: as far as known


def from_etudes(count: int = 60) -> Iterator[Candidate]:
    """`count` built-in études, each with its style as the artist and its changes and key as the piece."""
    for etude in etude_set(count, seed=0):
        yield Candidate(etude.title + ".mid", midi_bytes(etude.notes),
                        info=dict(artist=f"{etude.style.title()} Etude", title=etude.title, album="TatumFlow",
                                  piece="-".join(etude.title.split("-")[1:-2]), tempo=etude.tempo))


MAX_ARCHIVE = 2_000_000_000  # bytes, unpacked


def from_folder(path: Path) -> Iterator[Candidate]:
    """Every file below `path`, and every member of the ZIP archives among them."""
    path = Path(path)
    if not path.is_dir():
        raise TatumError(f"폴더가 없습니다: {path}. --path에 MIDI가 든 폴더를 주십시오.")
    for file in sorted(p for p in path.rglob("*") if p.is_file()):
        name = _readable(os.fsencode(file.relative_to(path)))
        if file.suffix.lower() == ".zip":
            yield from from_zip(file, prefix=f"{name}/")
        elif file.suffix.lower() not in (".mid", ".midi"):
            yield Candidate(name, reason=f"MIDI 파일이 아닙니다(확장자 {file.suffix or '없음'}).")
        elif file.stat().st_size > MAX_BYTES:
            yield Candidate(name, reason=f"파일이 너무 큽니다({file.stat().st_size / 1e6:.0f} MB).")
        else:
            title = Path(name).stem
            yield Candidate(name, file.read_bytes(), info=dict(title=title, piece=piece_name(title)))


def from_zip(path: Path, prefix: str = "") -> Iterator[Candidate]:
    """The MIDI members of an archive, read in memory: nothing is unpacked to disk."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        yield Candidate(prefix.rstrip("/") or path.name, reason="ZIP 파일이 손상되어 열 수 없습니다. 다시 내려받으십시오.")
        return
    with archive:
        budget = MAX_ARCHIVE
        for member in archive.infolist():
            if member.is_dir():
                continue
            budget -= member.file_size
            yield _zip_member(archive, member, prefix, budget)


def _readable(name: bytes) -> str:
    """A file's name as text: in UTF-8, or in the CP949 of older Korean Windows."""
    for code in ("utf-8", "cp949"):
        with suppress(UnicodeDecodeError): return name.decode(code)
    return name.decode("utf-8", "replace")


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str, budget: int) -> Candidate:
    shown = member.filename if member.flag_bits & 0x800 else _readable(member.filename.encode("cp437"))  # the flag: its name is in UTF-8
    parts, name = Path(shown.replace("\\", "/")).parts, prefix + shown
    if ".." in parts or member.filename.startswith(("/", "\\")) or (parts and ":" in parts[0]):
        return Candidate(name, reason="압축 파일 안의 경로가 폴더 밖을 가리킵니다. 안전하지 않아 읽지 않았습니다.")
    if Path(member.filename).suffix.lower() not in (".mid", ".midi"):
        return Candidate(name, reason="압축 파일 안의 이 파일은 MIDI가 아닙니다.")
    if member.file_size > MAX_BYTES or budget < 0:
        return Candidate(name, reason=f"풀었을 때 너무 큽니다({member.file_size / 1e6:.0f} MB).")
    title = Path(parts[-1]).stem
    try:
        return Candidate(name, archive.read(member), info=dict(title=title, piece=piece_name(title)))
    except Exception as error:  # zlib and zipfile raise several kinds on damaged or encrypted members
        return Candidate(name, reason=f"압축 파일 안의 이 파일을 풀 수 없습니다({type(error).__name__}).")


PIJAMA_RECORD = "https://zenodo.org/api/records/8354955"
PIJAMA_CSV = ("https://raw.githubusercontent.com/almostimplemented/PiJAMA/"
              "e43553c0acaa3740830e448de999bc1916182ec2/pijama.csv")


def from_pijama(path: Path | None = None, artist: str | None = None) -> Iterator[Candidate]:
    """The performances of PiJAMA (Edwards, Dixon and Benetos, TISMIR 6(1), 2023), all or one artist's.

    `path` is a local `midi_kong.zip` (with `pijama.csv` beside it for the official splits); without it both are downloaded
    from their publishers. Raises `TatumError` for an unknown artist, naming those there are.
    """
    path, table = (Path(path), Path(path).parent / "pijama.csv") if path else _download_pijama()
    if not zipfile.is_zipfile(path):
        raise TatumError(f"ZIP 파일을 열 수 없습니다: {path}. --path에 midi_kong.zip을 주거나, --path 없이 실행해 내려받으십시오.")
    splits = {}
    if table.exists():
        with open(table, newline="", encoding="utf-8") as file:
            splits = {row["midi_filepath"].replace("data/midi/", "midi_kong/", 1): row["split"] for row in csv.DictReader(file)}
    else:
        print(f"{table.name}이 {path.name} 옆에 없어 공식 분할을 알 수 없습니다. 곡 단위로 새로 나눕니다.")
    found = set()
    for candidate in from_zip(path):
        parts = candidate.name.split("/")
        who, album = parts[-3:-1] if len(parts) >= 4 else ("", "")
        found.add(who)
        if artist is None or who.casefold() == artist.casefold():
            candidate.info |= dict(artist=who, album=album, split=splits.get(candidate.name))
            yield candidate
    if artist and artist.casefold() not in {name.casefold() for name in found}:
        raise TatumError(f"PiJAMA에 '{artist}'가 없습니다. 있는 이름의 예: {', '.join(sorted(found - {''})[:8])} …")


def piece_name(title: str) -> str:
    """The tune a title names: lower case, without what differs from take to take (brackets, `- Live at …`, take numbers)."""
    tune = re.sub(r"[\(\[].*?[\)\]]", " ", title.casefold())
    tune = re.split(r"\s-\s|\btake\b|\balternate\b|\blive (?:at|in)\b", tune)[0]
    return " ".join(re.sub(r"[^\w\s]", "", tune).split()) or title.casefold()


def download(url: str, path: Path, md5: str | None = None) -> Path:
    """Download `url` to `path`, resuming what an earlier, broken attempt left in `path`.part; verify `md5` (hex) if given.

    Raises `TatumError` when the server cannot be reached, the connection breaks, or the digest differs.
    """
    import requests
    if (path := Path(path)).exists(): return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    have = part.stat().st_size if part.exists() else 0
    asked = {"Accept-Encoding": "identity", **({"Range": f"bytes={have}-"} if have else {})}  # bytes as they are: compressed ones cannot be resumed
    try:
        with requests.get(url, headers=asked, stream=True, timeout=30) as reply:
            if reply.status_code == 416 and reply.headers.get("Content-Range") != f"bytes */{have}":
                part.unlink()
                raise requests.ConnectionError("the file has changed")
            if reply.status_code != 416:  # 416: nothing is left to fetch
                reply.raise_for_status()
                resumed = reply.status_code == 206
                size = int(reply.headers.get("Content-Length", 0)) + (have if resumed else 0)
                with open(part, "ab" if resumed else "wb") as file, \
                        progress(total=size, desc=path.name, unit="B") as bar:
                    bar.update(have if resumed else 0)
                    for chunk in reply.iter_content(1 << 16):
                        file.write(chunk)
                        bar.update(len(chunk))
                if size and part.stat().st_size < size:
                    raise requests.ConnectionError("closed early")
    except requests.RequestException as error:
        raise TatumError(f"내려받지 못했습니다: {url} ({type(error).__name__}). 다시 실행하면 받은 데부터 이어받습니다. "
                         "인터넷이 없다면 다른 곳에서 받은 파일을 --path로 주십시오.") from None
    except OSError as error:
        raise TatumError(f"받은 것을 디스크에 쓰지 못했습니다: {part} ({error.strerror}). 디스크의 남은 자리를 확인하고 다시 실행하면 받은 데부터 "
                         "이어받습니다.") from None
    if md5 and hashlib.md5(part.read_bytes()).hexdigest() != md5:
        part.unlink()
        raise TatumError(f"받은 파일이 배포자의 지문(md5)과 다릅니다: {path.name}. 지웠으니 다시 실행하십시오.")
    part.replace(path)
    return path


def _download_pijama(record: str = PIJAMA_RECORD, table: str = PIJAMA_CSV) -> tuple[Path, Path]:
    folder = workspace().root / "data" / "downloads"
    listing = json.loads(download(record, folder / "pijama_record.json").read_text(encoding="utf-8"))
    entry = next(f for f in listing["files"] if f["key"] == "midi_kong.zip")
    archive = download(entry["links"]["self"], folder / "midi_kong.zip", entry["checksum"].removeprefix("md5:"))
    return archive, download(table, folder / "pijama.csv")


def weimar_shell(symbol: str) -> tuple[int, int, int]:
    """(root pitch class, third or fourth, seventh or sixth or fifth), the last two in semitones above the root: `C-7` -> (0, 3, 10)."""
    root, quality, tones = parse_chord(symbol)
    if quality == "m6" and re.search(MINOR_QUALITIES + MAJOR, symbol): return root, tones[1], 11  # C-j7
    return root, tones[1], 7 if quality in ("maj", "m6") and "6" not in symbol else max(tones)


def _left_hand(beats) -> np.ndarray:
    rows, shell, centre = [], None, 55.0
    ends = [later[0] for later in beats[1:]] + [beats[-1][0] + 0.5]
    for (onset, number, chord), end in zip(beats, ends):
        if chord: shell = weimar_shell(chord) if chord != "NC" else None
        if shell is None or not (chord or number in (1, 3)):
            continue
        root, *upper = shell
        pair = [min(range(48, 64), key=lambda p: ((p - root - step) % 12 != 0, abs(p - centre))) for step in upper]
        centre = 0.8 * np.mean(pair) + 0.2 * 55
        low = [36 + (root - 36) % 12] if chord or number == 1 else []
        rows += [(onset, 0.9 * (end - onset), pitch, 54) for pitch in {*pair, *low}]
    return make_notes(*zip(*rows)) if rows else np.empty(0, NOTE)


def _weimar_solos(path: Path | None, artist: str | None = None) -> Iterator[tuple[dict, np.ndarray, list[Chord]]]:
    """(what is known of it, notes, chords) of every solo; see `from_weimar`."""
    path = Path(path) if path else download(WEIMAR_URL, workspace().root / "data" / "downloads" / "wjazzd.db")
    if not path.is_file():
        raise TatumError(f"파일이 없습니다: {path}. --path에 wjazzd.db를 주거나, --path 없이 실행해 내려받으십시오.")
    base = sqlite3.connect(path)
    try:
        solos = base.execute("SELECT melid, performer, title, avgtempo FROM solo_info ORDER BY melid").fetchall()
    except sqlite3.DatabaseError:
        raise TatumError(f"Weimar Jazz Database가 아니거나 손상된 파일입니다: {path}. 다시 내려받으십시오.") from None
    mine = [solo for solo in solos if artist is None or solo[1].casefold() == artist.casefold()]
    if not mine:
        raise TatumError(f"Weimar에 '{artist}'가 없습니다. 있는 이름의 예: {', '.join(sorted({s[1] for s in solos})[:8])} …")
    for melid, performer, title, tempo in mine:
        yield dict(melid=melid, artist=performer, title=title, tempo=tempo), *_weimar_solo(base, melid)


def from_weimar(path: Path | None = None, artist: str | None = None) -> Iterator[Candidate]:
    """Solos of the Weimar Jazz Database with left-hand shells added from its chords; all or one performer's.

    `path` is a local `wjazzd.db`; without it the file is downloaded. Raises `TatumError` for a file that is not the database
    or an unknown performer.
    """
    for info, notes, _ in _weimar_solos(path, artist):
        name = f"{info['artist']} - {info['title']} ({info.pop('melid')})"
        yield Candidate(name, midi_bytes(notes), info={**info, "album": "Weimar Jazz Database", "piece": piece_name(info["title"])})


WEIMAR_URL = "https://jazzomat.hfm-weimar.de/download/downloads/wjazzd.db"


def _weimar_solo(base: sqlite3.Connection, melid: int) -> tuple[np.ndarray, list[Chord]]:
    melody = base.execute("SELECT onset, duration, pitch, loud_med FROM melody WHERE melid=? ORDER BY onset", (melid,)).fetchall()
    beats = base.execute("SELECT onset, beat, chord FROM beats WHERE melid=? ORDER BY onset", (melid,)).fetchall()
    onset, duration, pitch, loudness = (np.array(column, float) for column in zip(*melody))
    loudness = np.where(np.isnan(loudness), np.nanmedian(loudness), loudness)
    velocity = np.clip(76 + 2 * (loudness - np.median(loudness)), 40, 115)
    line = make_notes(onset, np.minimum(duration, np.append(np.diff(onset), np.inf)), pitch, velocity)
    left = _left_hand(beats) if beats else np.empty(0, NOTE)
    notes = np.concatenate([line, left[(left["onset"] >= onset[0] - 2) & (left["onset"] <= onset[-1])]])
    start, written = notes["onset"].min(), [(at, symbol.replace("NC", NO_CHORD)) for at, _, symbol in beats if symbol]
    notes["onset"] -= start
    ends = [at for at, _ in written[1:]] + [onset[-1]]
    chords = [Chord(at - start, end - at, symbol) for (at, symbol), end in zip(written, ends)]
    return notes[np.lexsort((notes["pitch"], notes["onset"]))], chords


def weimar_sheets(path: Path | None = None) -> Iterator[tuple[np.ndarray, list[Chord]]]:
    """(notes with left-hand shells, the chords annotated by people) of every solo of Weimar that has chords; see `from_weimar`."""
    return ((notes, chords) for _, notes, chords in _weimar_solos(path) if chords)
