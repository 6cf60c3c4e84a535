"""Takes and other MIDI files as sound, and what was asked for beside them."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

from ..data.finding import midi_files, typed_path
from ..data.left_out import LeftOut, tell_left_out
from ..data.midi import read_piano, write_midi
from ..runtime.bars import progress
from ..runtime.errors import korean_reason, TatumError
from ..runtime.files import read_json, try_folder, write_atomic
from ..runtime.levels import even_loudness
from ..runtime.sound import render, write_mp3
from ..runtime.workspaces import workspace
from .scores import take_bytes
from .takes import Take

__all__ = ['id3_tag', 'load_takes', 'midi_to_mp3', 'save_index', 'save_takes']


def id3_tag(title: str, artist: str = "", comment: str = "") -> bytes:
    """An ID3v2.3 tag (id3.org), which stands before the data of an MP3 file; empty texts are left
    out."""
    frames = b""
    for name, text in ((b"TIT2", title), (b"TPE1", artist), (b"COMM", comment)):
        language = b"kor\xff\xfe\0\0" if name == b"COMM" else b""
        body = b"\x01" + language + b"\xff\xfe" + text.encode("utf-16-le", "replace")
        if text: frames += name + len(body).to_bytes(4, "big") + b"\0\0" + body
    size = bytes(len(frames) >> shift & 127 for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + size + frames


def _write_sound(midi: Path, path: Path, about: dict | None) -> LeftOut:
    """Render a MIDI file at the common loudness to the MP3 file `path`: its piano with the pedal
    folded in, and a take's click. `about` (of `load_takes`) stands in its tag. Returns what of the
    song is no piano. Raises `TatumError` when there is nothing to hear."""
    tag = id3_tag(midi.stem, "TatumFlow")
    if about: tag = id3_tag(about["title"], "TatumFlow", json.dumps(about, ensure_ascii=False))
    with tempfile.TemporaryDirectory() as folder:
        part, clicked = read_piano(midi), about and about.get("click")
        heard = midi if clicked else write_midi(part.notes, Path(folder) / "piano.mid")
        samples, rate = render(heard)
        sound = write_mp3(Path(folder) / "sound.mp3", even_loudness(samples, rate), rate)
        write_atomic(path, tag + sound.read_bytes())
    return LeftOut() if clicked else part.left_out


def load_takes(folder: Path) -> dict[str, dict]:
    """What was asked for each take in `folder`: {MIDI file name: {title, mode, style, seed, …}};
    empty without takes. Raises `TatumError` for an index that is not ours."""
    path = Path(folder) / "takes.json"
    if not path.is_file(): return {}
    return read_json(path, _known_takes, "다른 곳으로 옮기고 다시 하십시오.")


def _known_takes(found: dict) -> dict[str, dict]:
    """What `takes.json` holds. Raises for what is no take."""
    for take in found.values():
        _ = str(take["title"]), str(take["mode"]), float(take["seconds"]), float(take["begin"])
    return dict(found)


def save_index(takes: dict[str, dict], folder: Path) -> None:
    """Write what `load_takes` reads."""
    write_atomic(folder / "takes.json", json.dumps(takes, ensure_ascii=False, indent=1))


_MARK = "TatumFlow".encode("utf-16-le")  # in the tag of every MP3 from here
def _convert(targets: dict[Path, Path]) -> dict[Path, str]:
    """Make {MIDI file: MP3 file} in parallel, and say what of them is no piano. Returns {MIDI file:
    reason} of those that failed."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(_try_to_convert, targets.keys(), targets.values())
        fates = dict(zip(targets, progress(results, total=len(targets), desc="MP3")))
    parted = {file.name: fate for file, fate in fates.items() if isinstance(fate, LeftOut) and fate}
    for line in tell_left_out(parted): print(line)
    return {file: fate for file, fate in fates.items() if isinstance(fate, str)}


def _try_to_convert(file: Path, target: Path) -> LeftOut | str:
    """Make the MP3 file `target` of a MIDI file, with its tag. Returns what of it is no piano, or
    why that failed. An MP3 that is not from here stays."""
    try:
        about = load_takes(file.parent).get(file.name)
        if target.is_file() and _MARK not in target.read_bytes()[:4096]:
            raise TatumError(f"{target.name}에 이 강좌가 만들었다는 표시가 없어 그대로 두었습니다. "
                             "다른 폴더에 만들려면 --out을 주십시오.")
        return _write_sound(file, target, about)
    except TatumError as error:
        return str(error)
    except OSError as error:
        return f"{korean_reason(error)}."


def midi_to_mp3(midi: Path, out: Path | None = None) -> tuple[list[Path], dict[Path, str]]:
    """MP3 of a MIDI file, or of all below a folder, into `out` (default: beside them), the pedal
    folded in first.

    Returns (the MP3 files, {MIDI file: why there is none}). Raises `TatumError` when there is no
    MIDI file at all.
    """
    midi = typed_path(midi)
    root = midi if midi.is_dir() else midi.parent
    files = midi_files(root) if midi.is_dir() else [midi]
    if not files:
        raise TatumError(f"MIDI 파일이 없습니다: {midi}. "
                         ".mid나 .midi 파일이 든 폴더를 고르십시오.")
    if midi.exists(): try_folder(out or root)
    targets = {}
    for file in files:
        target = Path(out or root) / file.relative_to(root).with_suffix(".mp3")
        if target in targets.values(): target = target.with_name(f"{file.name}.mp3")  # .mid, .midi
        targets[file] = target
    failed = _convert(targets)
    return [target for file, target in targets.items() if file not in failed], failed


def save_takes(takes: list[Take], out: Path | None = None) -> list[Path]:
    """Write each take as MIDI and MP3 into `out`, and what was asked of which model into
    `out/takes.json`; returns the MIDI files, in order.

    The same take goes to the same file; another of the same name gets -2, -3 … Raises `TatumError`
    after all else is written when some takes have no sound, or when `takes.json` is not ours.
    """
    out = Path(out or workspace().generation)
    known, files = load_takes(out), []
    for take in takes:
        file = _place(out, take)
        known[file.name] = _describe(take)
        files.append(file)
    save_index(known, out)
    silent = _convert({file: file.with_suffix(".mp3") for file in files})
    if silent:
        names, reason = ", ".join(file.name for file in silent), next(iter(silent.values()))
        raise TatumError(f"MIDI는 모두 {out}에 있지만 {len(silent)}개는 소리를 만들지 못했습니다"
                         f"({names}): {reason}")
    return files


def _describe(take: Take) -> dict:
    """What `takes.json` says of a take; `chords_at` is where the chords that were asked for sound:
    onset and duration in seconds, symbol."""
    names = ("title", "mode", "style", "seed", "seconds", "begin", "source")
    told = {**{name: getattr(take, name) for name in names}, **take.asked, "notes": len(take.new)}
    ends = [take.time.to_seconds([one.onset, one.onset + one.duration]) for one in take.chords]
    if ends: told["chords_at"] = [(round(float(start), 3), round(float(end - start), 3), one.symbol)
                                  for one, (start, end) in zip(take.chords, ends)]
    return told


def _place(out: Path, take: Take) -> Path:
    """The file of `out` that holds `take`, written unless it is there already."""
    data = take_bytes(take)
    for place in count(1):
        file = out / (f"{take.name}.mid" if place == 1 else f"{take.name}-{place}.mid")
        if not file.exists():
            return write_atomic(file, data)
        if file.read_bytes() == data:
            return file
