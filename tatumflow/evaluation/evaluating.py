"""The whole evaluation: models beside baselines and real music, in one table."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..model.sampling import GUIDANCE
from ..runtime.bars import progress
from ..runtime.files import save_figure, try_folder, write_atomic
from .candidates import load_candidates, training_remarks
from .coherence import FEATURES
from .conditioning import real_adherence
from .exam import Exam
from .intervals import Estimate
from .material import gather_material, Material
from .metrics import METRICS
from .model_rows import model_row
from .pitch import EPSILON
from .plots import plot_comparison, plot_originality
from .reports import comparison
from .results import Results, Row, Source
from .rows import floor_rows, make_row, play_floors, real_takes
from .score_tables import has_curve
from .scores import score_differences
from .verdicts import calibrate_rows, judge_threshold, pair_with_best, recommend

__all__ = ['evaluate']


def evaluate(exam: Exam | None = None) -> Results:
    """Measure models on held-out music beside baselines and real music (default: `Exam()`).

    Writes `metrics.json`, `comparison.md`, `comparison.png` and every take (`takes/ROW/NN.mid`; a
    silent one leaves no file) to the exam's `results`. Raises `TatumError`.
    """
    exam = exam or Exam()
    try_folder(exam.results)
    candidates = load_candidates(exam.checkpoints)
    material = gather_material(exam, candidates[0].tokenizer)
    floors, real = play_floors(material), real_takes(material)
    rows = floor_rows(material, floors)
    with progress(total=len(candidates) * len(material.passages), desc="평가", unit="조각") as bar:
        for candidate in candidates:
            rows[candidate.name] = model_row(material, candidate, bar.update)
    rows["real"] = make_row(material, real)
    noise = next(played for played in floors if played.name == "uniform")
    apart = score_differences(real.statistics, noise.statistics, material.ruler, exam.seed)
    results = _conclude(material, rows, apart, training_remarks(candidates, exam.tokens))
    _write_results(results, exam.results)
    return results


def _conclude(material: Material, rows: dict[str, Row], apart: dict[str, Estimate],
             remarks: Sequence[str] = ()) -> Results:
    """The results of measured rows: calibrated, compared with the best model, and judged."""
    exam, passages = material.exam, material.passages
    rows = pair_with_best(calibrate_rows(rows), exam.seed)
    return Results(
        seed=exam.seed, windows=exam.windows, context=exam.context, seconds=exam.seconds,
        style=exam.style, guidance=GUIDANCE, epsilon=EPSILON, passages=len(passages),
        pieces=len(set(material.ruler.pieces)), sheets=len(material.sheets),
        slices={name: len(part) for name, part in material.slices.items()},
        held_out=_source(material, remarks), band=_open_band(material.ruler.band),
        adherence=real_adherence(passages, exam.seed), apart=apart, rows=rows,
        verdict=[judge_threshold(name, rows, apart) for name, metric in METRICS.items()
                 if metric.threshold is not None],
        best=recommend(rows))


def _write_results(results: Results, out: Path) -> None:
    """Write `metrics.json`, `comparison.md` and `comparison.png` to the folder `out`."""
    text = json.dumps(results.as_json(), ensure_ascii=False, indent=1, allow_nan=False)
    write_atomic(out / "metrics.json", text)
    write_atomic(out / "comparison.md", comparison(results))
    save_figure(plot_comparison(results), out / "comparison.png")
    if has_curve(results): save_figure(plot_originality(results), out / "originality.png")


def _source(material: Material, remarks: Sequence[str]) -> Source:
    held_out, judging = material.held_out, material.judging
    names = [piece.name for piece in held_out.pieces]
    every = [*held_out.remarks, *judging.remarks, *remarks]
    return Source(held_out.source, names, held_out.left_out, every, judging.report)


def _open_band(band: np.ndarray) -> dict[str, list[float | None]]:
    """{each of `FEATURES`: [low, high]}, None where open."""
    return {name: [end if math.isfinite(end) else None for end in ends]
            for name, ends in zip(FEATURES, band.T.tolist())}
