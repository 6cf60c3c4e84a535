# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from pathlib import Path

import numpy as np

from ..runtime.bars import progress
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .chords import ROOTS
from .collecting import load_index
from .notes import midi_files, read_midi

__all__ = ['MEASURES', 'analyze', 'describe', 'plot_statistics']


def describe(notes: np.ndarray) -> dict:
    """Length (s), number of notes, density (notes/s), lowest, median and highest pitch, mean polyphony while anything
    sounds, mean velocity, and the 12 pitch-class shares (by duration) of a performance."""
    end = notes["onset"] + notes["duration"]
    length = float(end.max() - notes["onset"][0])
    edges = np.sort(np.concatenate([notes["onset"], end]))
    sounding = np.searchsorted(np.sort(notes["onset"]), edges, side="right") - np.searchsorted(np.sort(end), edges, side="right")
    held = np.diff(edges, append=edges[-1])
    classes = np.bincount(notes["pitch"] % 12, notes["duration"], minlength=12)
    return dict(seconds=length, notes=len(notes), density=len(notes) / length, lowest=int(notes["pitch"].min()),
                median_pitch=float(np.median(notes["pitch"])), highest=int(notes["pitch"].max()),
                polyphony=float(notes["duration"].sum() / held[sounding > 0].sum()),
                velocity=float(notes["velocity"].mean()), pitch_classes=(classes / classes.sum()).tolist())


def analyze(midi: Path | None = None, out: Path | None = None) -> dict:
    """Statistics of every MIDI file below `midi`, written to the JSON file `out`.

    {"files": {name: `describe` + artist, title, tempo (bpm, where known)}, "summary": {measure: 5th, 25th, 50th, 75th and 95th
    percentile}, "skipped": {name: reason}}. Raises `TatumError` when no file can be read.
    """
    folder, known = Path(midi or workspace().midi), load_index(midi or workspace().midi)
    files, skipped = {}, {}
    for file in progress(midi_files(folder), desc="재는 중", unit="곡"):
        name = str(file.relative_to(folder))
        try:
            info = known.get(name, {})
            files[name] = {**describe(read_midi(file)), **{key: info.get(key) for key in ("artist", "title", "tempo")}}
        except TatumError as error:
            skipped[name] = str(error)
    if not files:
        raise TatumError(f"읽을 수 있는 MIDI 파일이 없습니다: {folder}. `tatumflow phase1_collect_data`로 먼저 모으십시오.")
    table = {key: [f[key] for f in files.values() if f[key] is not None] for key in MEASURES}
    summary = {key: dict(zip(("5%", "25%", "50%", "75%", "95%"), np.percentile(values, [5, 25, 50, 75, 95]).round(3).tolist()))
               for key, values in table.items() if values}
    result = {"files": files, "summary": summary, "skipped": skipped}
    write_atomic(Path(out or workspace().metadata), json.dumps(result, ensure_ascii=False, indent=1))
    return result


MEASURES = {"seconds": "길이(초)", "density": "밀도(음/초)", "lowest": "가장 낮은 음", "highest": "가장 높은 음",
            "polyphony": "동시에 울리는 음", "velocity": "세기(velocity)", "tempo": "빠르기(bpm)"}


def plot_statistics(metadata: dict):
    """Histograms of `analyze`'s measures and the pitch-class shares. Returns the Figure."""
    from matplotlib import pyplot as plt
    fig, axes = plt.subplots(2, 4, figsize=(11, 4.6), layout="constrained")
    for ax, (key, label) in zip(axes.flat, MEASURES.items()):
        values = [f[key] for f in metadata["files"].values() if f[key] is not None]
        ax.hist(values, bins=15, color="tab:blue")
        ax.set(title=label if values else f"{label}: 모름", yticks=[])
    shares = np.mean([f["pitch_classes"] for f in metadata["files"].values()], axis=0)
    axes.flat[-1].bar(ROOTS, shares, color="tab:orange")
    axes.flat[-1].set(title="음이름(pitch class)의 몫", yticks=[])
    axes.flat[-1].tick_params("x", labelsize=7)
    return fig
