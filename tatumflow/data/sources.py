"""The sources of performances, by name."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..runtime.errors import TatumError
from .candidates import Candidate, from_folder
from .etudes import etude_set
from .finding import typed_path
from .index import INDEX_FILES, load_index
from .midi import midi_bytes
from .pijama import from_pijama
from .weimar import from_weimar

__all__ = ['SOURCES', 'from_etudes', 'open_source']


def from_etudes(count: int = 60) -> Iterator[Candidate]:
    """`count` built-in études; the style is the artist, changes and key are the piece."""
    for etude in etude_set(count, seed=0):
        info = {"artist": f"{etude.style.title()} Etude", "title": etude.title,
                "album": "TatumFlow", "piece": "-".join(etude.title.split("-")[1:-2]),
                "tempo": etude.tempo}
        yield Candidate(etude.title + ".mid", midi_bytes(etude.notes), info=info)


def _from_any_folder(path: Path, skip: Iterable[Path] = ()) -> Iterator[Candidate]:
    """`from_folder`. Of a folder that `collect` has filled, what is known of its files goes along:
    artists, tunes, official splits."""
    candidates, known = from_folder(path, skip), load_index(typed_path(path))
    for candidate in candidates:
        if candidate.name in INDEX_FILES: continue
        told = {key: value for key, value in known.get(candidate.name, {}).items()
                if key in ("artist", "title", "album", "piece", "split", "tempo")}
        yield replace(candidate, info={**candidate.info, **told})


SOURCES = {"etudes": from_etudes, "pijama": from_pijama, "weimar": from_weimar,
           "folder": _from_any_folder}


def open_source(source: str, path: Path | None = None, artist: str | None = None,
                skip: Iterable[Path] = ()) -> Iterator[Candidate]:
    """What a source offers, but for what lies below the folders `skip`. Raises `TatumError` for
    what it cannot be asked."""
    if source not in SOURCES:
        names = ", ".join(SOURCES)
        raise TatumError(f"출처 '{source}'는 없습니다. {names} 가운데 하나를 고르십시오.")
    unused = "--path" if source == "etudes" and path else "--artist"
    if (source == "etudes" and path) or (source in ("etudes", "folder") and artist):
        raise TatumError(f"--source {source}에는 {unused}를 쓰지 않습니다. 여러분의 MIDI는 "
                         "--source folder --path 폴더로, 한 연주자의 곡은 --source pijama나 "
                         "weimar로 모으십시오.")
    if source == "folder" and path is None:
        raise TatumError("--source folder에는 --path로 MIDI가 든 폴더를 주어야 합니다.")
    if source == "etudes": return from_etudes()
    if source == "folder": return _from_any_folder(path, skip)
    return SOURCES[source](path and typed_path(path), artist)
