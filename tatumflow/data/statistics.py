"""Measures of performances, and their summary over a folder."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from joblib import delayed, Parallel

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import make_folder, write_atomic
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from .finding import midi_files
from .harmony import ROOTS
from .index import load_index
from .midi import read_piano
from .notes import BEATS_A_BAR
from .time_map import find_time

__all__ = [
    'MEASURES', 'Measures', 'Statistics', 'analyze', 'describe', 'plot_statistics', 'usual_tempo',
]


@dataclass(frozen=True)
class Measures:
    """Measures of one performance: length (s), number of notes, density (notes/s), lowest, median
    and highest pitch, mean number of notes that sound at once while any sounds, mean velocity, and
    the 12 pitch-class shares (by duration)."""
    seconds: float
    notes: int
    density: float
    lowest: int
    median_pitch: float
    highest: int
    polyphony: float
    velocity: float
    pitch_classes: list[float]


def describe(notes: np.ndarray) -> Measures:
    """The measures of a performance."""
    onset, end, pitch = notes["onset"], notes["onset"] + notes["duration"], notes["pitch"]
    length = float(end.max() - onset[0])
    classes = np.bincount(pitch % 12, notes["duration"], minlength=12)
    return Measures(
        seconds=length, notes=len(notes), density=len(notes) / length,
        lowest=int(pitch.min()), median_pitch=float(np.median(pitch)), highest=int(pitch.max()),
        polyphony=float(notes["duration"].sum() / _sounding_seconds(onset, end)),
        velocity=float(notes["velocity"].mean()),
        pitch_classes=(classes / classes.sum()).tolist())


def _sounding_seconds(onset: np.ndarray, end: np.ndarray) -> float:
    """For how long at least one note sounds."""
    edges = np.sort(np.concatenate([onset, end]))
    begun = np.searchsorted(np.sort(onset), edges, side="right")
    ended = np.searchsorted(np.sort(end), edges, side="right")
    return np.diff(edges, append=edges[-1])[begun > ended].sum()


MEASURES = {"seconds": "길이(초)", "density": "밀도(음/초)", "lowest": "가장 낮은 음",
            "highest": "가장 높은 음", "polyphony": "동시 발음 수",
            "velocity": "세기(velocity)", "tempo": "빠르기(bpm)"}
_PERCENTILES = {"5%": 5, "25%": 25, "50%": 50, "75%": 75, "95%": 95}


@dataclass(frozen=True)
class Statistics:
    """The statistics of a folder: for each file its `Measures` with artist, title and tempo (bpm,
    None without a pulse); for each of `MEASURES` its percentiles; for each file passed over the
    reason; for each of which only the piano is measured what of it is no piano."""
    files: dict[str, dict]
    summary: dict[str, dict[str, float]]
    skipped: dict[str, str]
    left_out: dict[str, str]


def _summarise(files: dict[str, dict]) -> dict[str, dict[str, float]]:
    summary = {}
    for key in MEASURES:
        values = [file[key] for file in files.values() if file[key] is not None]
        if not values: continue
        percentiles = np.percentile(values, [*_PERCENTILES.values()]).round(3).tolist()
        summary[key] = dict(zip(_PERCENTILES, percentiles))
    return summary


def usual_tempo(notes: np.ndarray) -> float | None:
    """The median tempo (bpm) of the bars of `notes` (s) that have a pulse, None where none has.

    Of the beats of `find_beats`: what is slower than 80 or faster than 192 bpm is counted at double
    or half.
    """
    there = find_time(notes)
    middles = np.arange(BEATS_A_BAR / 2, there.to_beats(notes["onset"].max()), BEATS_A_BAR)
    free = [(start <= middles) & (middles < end) for start, end in there.free]
    tempi = there.tempo(middles[~np.any(free, axis=0)] if free else middles)
    return float(np.median(tempi)) if len(tempi) else None


def _measure(file: Path, info: dict) -> tuple[dict | str, str]:
    """What `Statistics.files` tells of a file, or the reason why it cannot be read; and what of it
    is no piano."""
    try:
        part = read_piano(file)
    except TatumError as error:
        return str(error), ""
    told = {**asdict(describe(part.notes)), "artist": info.get("artist"),
            "title": info.get("title"), "tempo": usual_tempo(part.notes)}
    return told, str(part.left_out)


def analyze(midi: Path | None = None, out: Path | None = None) -> Statistics:
    """Statistics of every MIDI file below `midi`, also written to the JSON file `out`.

    Raises `TatumError` when no file can be read.
    """
    folder, files, skipped, parted = Path(midi or workspace().midi), {}, {}, {}
    out = Path(out or workspace().metadata)
    make_folder(out.parent)
    known, found = load_index(folder), midi_files(folder)
    names = [str(file.relative_to(folder)) for file in found]
    work = Parallel(n_jobs=-1 if len(found) > 200 else 1, return_as="generator")(
        delayed(_measure)(file, known.get(name, {})) for file, name in zip(found, names))
    with progress(zip(names, work), total=len(found), desc="재는 중", unit="곡") as bar:
        for name, (measured, left_out) in bar:
            (skipped if isinstance(measured, str) else files)[name] = measured
            if left_out: parted[name] = left_out
    if not files:
        raise TatumError(f"읽을 수 있는 MIDI 파일이 없습니다: {folder}. "
                         "`tatumflow phase1_collect_data`로 먼저 모으십시오.")
    statistics = Statistics(files, _summarise(files), skipped, parted)
    write_atomic(out, json.dumps(asdict(statistics), ensure_ascii=False, indent=1))
    return statistics


def plot_statistics(statistics: Statistics):
    """Histograms of the measures, and the pitch-class shares. Returns the Figure."""
    from matplotlib import pyplot as plt
    use_korean_font()
    fig, axes = plt.subplots(2, 4, figsize=(11, 4.6), layout="constrained")
    for ax in axes[:, 0]: ax.set_ylabel("곡의 수")
    files = statistics.files.values()
    for ax, (key, label) in zip(axes.flat, MEASURES.items()):
        values = [round(file[key], 3) for file in files if file[key] is not None]
        ax.hist(values, bins=15, color="tab:blue")
        ax.set(title=label if values else f"{label}: 모름", yticks=[])
    shares = np.mean([file["pitch_classes"] for file in files], axis=0)
    axes.flat[-1].bar(ROOTS, shares, color="tab:orange")
    axes.flat[-1].set(title="음이름(pitch class)의 몫", yticks=[])
    axes.flat[-1].tick_params("x", labelsize=7)
    return fig
