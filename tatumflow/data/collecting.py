"""Bringing performances into one folder, checked."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import csv
import errno
import hashlib
import io
import re
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from unicodedata import normalize

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import make_folder, short_name, write_atomic
from ..runtime.workspaces import workspace
from .candidates import Candidate
from .checks import examine, fingerprint
from .finding import midi_files, typed_path
from .index import mend_index, save_index
from .midi import midi_bytes, read_midi
from .sources import open_source

__all__ = ['Collection', 'collect', 'first_midi']


@dataclass
class Collection:
    """What `collect` did: file names kept in `folder`, (name, reason) of those set aside, and
    {kept file: what was left out of it}."""
    folder: Path
    kept: list[str]
    set_aside: list[tuple[str, str]]
    left_out: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        kinds = defaultdict(list)
        for name, reason in self.set_aside:
            kinds[re.sub(r"'.*'|\d+(\.\d+)?", "…", reason)].append((name, reason))
        lines = [f"받은 파일 {len(self.kept)}개, 따로 둔 파일 {len(self.set_aside)}개"]
        for kind, files in sorted(kinds.items(), key=lambda row: -len(row[1])):
            reason = kind if len(files) > 1 else files[0][1]
            names = ", ".join(name if len(name) < 50 else f"{name[:20]}…{name[-24:]}"
                              for name, _ in files[:3])
            lines.append(f"  {len(files):4d}개  {reason}")
            lines.append(f"          {names}{' 등' if len(files) > 3 else ''}")
        return "\n".join([*lines, *self._left_out_lines()])

    def _left_out_lines(self) -> list[str]:
        if not self.left_out: return []
        told = [f"          {name}: {what}" for name, what in self.left_out.items()]
        more = [f"          나머지 {len(told) - 5}개는 collection.json의 left_out에 있습니다"]
        return [f"  {len(told):4d}개  피아노만 남겼습니다. 뺀 것:", *told[:5],
                *more[:len(told) > 5]]


def collect(source: str, path: Path | None = None, artist: str | None = None,
            out: Path | None = None, track: int | None = None) -> Collection:
    """Bring the performances of `source` into the folder `out`, checked.

    With `track` only that track of every file (see `choose_track`). Kept files are listed in
    `out/collection.json`; others go to `set_aside/SOURCE/` beside `out`. What is wrong with one
    file is its reason; only a full disk ends the work. Raises `TatumError` also when there is
    nothing at `path`, or when `out` cannot be written.
    """
    out = Path(out or workspace().midi)
    aside = out.parent / "set_aside" / source
    skip = _own_folders(path, out) if source == "folder" and path else ()
    candidates = open_source(source, path, artist, skip)
    if track is not None: candidates = (_only(candidate, track) for candidate in candidates)
    folder, done = _Folder(make_folder(out)), Collection(out, [], [])
    try:
        with progress(candidates, desc="모으는 중", unit="곡") as bar:
            for candidate in bar: _sort(candidate, folder, done, aside)
    finally:  # stopped half-way, what has come so far is on record
        folder.save()
        _write_reasons(done.set_aside, aside)
    if done.kept or done.set_aside: return done
    raise TatumError(f"MIDI 파일이 하나도 없습니다: {path}. 찾는 것은 .mid .midi .kar .smf .rmi와 "
                     "확장자 없는 MIDI, 그리고 그것이 든 ZIP입니다.")


def _only(candidate: Candidate, track: int) -> Candidate:
    """A candidate with one track alone, or with the reason why it cannot be had."""
    if candidate.reason: return candidate
    try:
        return replace(candidate, data=midi_bytes(read_midi(candidate.data, track)))
    except TatumError as error:
        return replace(candidate, reason=str(error))


def _own_folders(path: Path, out: Path) -> list[Path]:
    """The folders that a walk through `path` must leave out because `collect` writes there. Raises
    `TatumError` where `path` lies in `out`."""
    path, out = typed_path(path).resolve(), out.resolve()
    aside = out.parent / "set_aside"
    if path.is_relative_to(out) and path.suffix.lower() != ".zip":
        raise TatumError(f"모은 곡을 두는 폴더를 그 폴더에 다시 모을 수는 없습니다: {path}. "
                         "--path에 다른 폴더를 주거나, --out으로 모을 곳을 따로 주십시오.")
    return [out] if path.is_relative_to(aside) else [out, aside]


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)  # the next file cannot be written either


def _sort(candidate: Candidate, folder, done: Collection, aside: Path) -> None:
    """Keep a candidate in `folder`, or put it aside with the reason."""
    try:
        name = folder.take(candidate, aside.name)
        done.kept.append(name)
        told = folder.index[name].get("left_out")
        if told: done.left_out[name] = told
    except TatumError as error:
        if getattr(error.__cause__, "errno", None) in _NO_ROOM: raise
        done.set_aside.append((candidate.name, str(error)))
        with suppress(TatumError): _set_aside(candidate, aside)


def first_midi() -> Path:
    """The first MIDI file that the workspace has collected; `TatumError` if there is none."""
    folder = workspace().midi
    files = midi_files(workspace().need(folder, "01_data.ipynb"))
    if files: return files[0]
    raise TatumError(f"모은 곡이 하나도 없습니다: {workspace().show(folder)}. "
                     "01_data.ipynb 노트북에서 곡을 모으십시오.")


class _Folder:
    """A folder of collected files, and what is known of them by name and by fingerprint."""

    def __init__(self, path: Path):
        self.path, self.index = path, mend_index(path)
        known = [(name, info) for name, info in self.index.items() if info.get("fingerprint")]
        self.origins = {info["fingerprint"]: normalize("NFC", info["origin"])
                        for _, info in known if info.get("origin")}
        self.names = {info["fingerprint"]: name for name, info in known}
        there = [*self.index, *(file.name for file in path.iterdir())]  # not all were collected
        self.taken = {normalize("NFC", name).casefold() for name in there}

    def take(self, candidate: Candidate, source: str) -> str:
        """Check a candidate and write its file, over the one there is if it is not new. Returns the
        file's name. Raises `TatumError`."""
        part = examine(candidate, self.origins)
        mark = fingerprint(part.notes)
        name = self.names.get(mark) or self._new_name(candidate, mark)
        try:
            write_atomic(self.path / name, candidate.data)
        except TatumError:
            del self.origins[mark]  # another copy may do
            raise
        self.taken.add(name.casefold())
        self.names[mark] = name
        self.index[name] = {**self.index.get(name, {}), **candidate.info, "source": source,
                            "origin": candidate.name, "fingerprint": mark}
        if part.left_out: self.index[name]["left_out"] = str(part.left_out)
        return name

    def save(self) -> None:
        """Write the index."""
        save_index(self.index, self.path)

    def _new_name(self, candidate: Candidate, mark: str) -> str:
        title = candidate.info.get("title") or PurePath(candidate.name).stem
        words = " - ".join(filter(None, [candidate.info.get("artist"), title]))
        safe = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', "_", normalize("NFC", words)).strip(" .")
        stem = short_name(safe).strip(" .") or "이름 없음"
        is_taken = f"{stem}.mid".casefold() in self.taken
        return f"{stem} {mark[:6]}.mid" if is_taken else f"{stem}.mid"


def _set_aside(candidate: Candidate, folder: Path) -> None:
    """Keep the bytes of a candidate, if there are any, in `folder`."""
    if not candidate.data: return
    name = PurePath(candidate.name.replace("/", "_"))
    safe = re.sub(r"[^\w-]+", "_", name.stem)
    ending = re.sub(r"[^\w.]+", "_", name.suffix)[:20]
    mark = hashlib.sha256(candidate.data).hexdigest()[:8]
    write_atomic(folder / f"{mark}_{short_name(safe, 150)}{ending}", candidate.data)


def _write_reasons(reasons: list[tuple[str, str]], folder: Path) -> None:
    """Add (name, reason) to `reasons.csv` in `folder`, each once."""
    if not reasons: return
    path, table, known = folder / "reasons.csv", io.StringIO(), []
    if path.exists():
        raw = path.read_bytes()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:  # saved again by a Korean Excel
            text = raw.decode("cp949", "replace")
        known = list(csv.reader(io.StringIO(text)))[1:]
    rows = dict.fromkeys([*map(tuple, known), *reasons])
    csv.writer(table).writerows([("파일", "이유"), *rows])
    write_atomic(path, "\ufeff" + table.getvalue())  # a mark by which Excel knows UTF-8
