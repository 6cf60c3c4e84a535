"""What is known of a model: what its training recorded, its scores, the licence of its data."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import dataclass, field
from pathlib import Path

from ..evaluation.metrics import METRICS
from ..evaluation.results import Score
from ..generation.styles import heard_styles, learnt_styles
from ..model.checkpoints import load_checkpoint
from ..model.config import ModelConfig
from ..model.saved_models import choose_model, find_model, load_model, RECORD, weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import file_digest, read_json, write_atomic
from ..runtime.workspaces import workspace

__all__ = [
    'BESIDE', 'CREDITS', 'Facts', 'HEADLINE', 'choose_license', 'gather_facts', 'need_scores',
    'read_record', 'read_scores', 'read_verdict', 'write_record',
]


@dataclass(frozen=True)
class Facts:
    """What is known of a checkpoint or a model folder; the portfolio's texts say this, no more.

    `step`, `seed`, `best` (lowest validation loss so far, nats a token), `settings` and `data`
    (see `tatumflow.training.describe_data`) are what training recorded, None or empty without a
    record. `scores` is {metric: {"model" or one of `BESIDE`: {"value", "low", "high"}}}, empty
    unless this very model was measured, as is `verdict`, what the thresholds say. `digest` is the
    SHA-256 of the file, `weights` that of the model in it (see `weights_digest`).
    """
    checkpoint: Path
    digest: str
    weights: str
    config: ModelConfig
    parameters: int
    step: int | None = None
    seed: int | None = None
    best: float | None = None
    settings: dict = field(default_factory=dict)
    data: dict = field(default_factory=dict)
    scores: dict[str, dict] = field(default_factory=dict)
    verdict: list[str] = field(default_factory=list)

    @property
    def sources(self) -> dict[str, int]:
        """Training pieces by source."""
        return self.data.get("source", {})

    @property
    def styles(self) -> dict[str, int]:
        """Training pieces by style."""
        return self.data.get("style", {})

    @property
    def style(self) -> str:
        """Art Tatum where he was learnt, else the named style of most training pieces. Without a
        record that of the workspace's data, of a folder from elsewhere Art Tatum."""
        learnt = learnt_styles(self.data)
        if learnt: return learnt[0]
        if self.styles: return max(self.styles, key=self.styles.get)
        known = [] if self.checkpoint.is_dir() else heard_styles()
        return next(iter(known), "Art Tatum")

    @property
    def license(self) -> str:
        """See `choose_license`."""
        return choose_license(self.sources)

    @property
    def license_text(self) -> str:
        """The licence as people write it."""
        return _LICENSE_NAMES[self.license]

    @property
    def data_text(self) -> str:
        """One Korean line on the training data."""
        if not self.sources: return "훈련 데이터: 체크포인트에 기록이 없어 알 수 없습니다"
        counts = [f"{_NAMES.get(name, name) or '출처 모름'} {count:,}곡"
                  for name, count in self.sources.items()]
        return f"훈련 데이터: {', '.join(counts)}"


HEADLINE = ("loss_note", "pulse", "harmony", "style", "shared", "form")  # what is told first
BESIDE = ("markov", "uniform", "real")  # the rows of metrics.json that a score is read against


def gather_facts(checkpoint: Path | str | None = None) -> Facts:
    """Read a checkpoint or model folder (default: see `choose_model`; "pretrained" is the
    package's own model) and what `results/` holds of it. Raises `TatumError`."""
    path = find_model(checkpoint) if checkpoint else choose_model()
    model, _ = load_model(path)
    weights = weights_digest(model)
    found = read_record(path, weights) if path.is_dir() else load_checkpoint(path)
    return Facts(
        checkpoint=path,
        digest=file_digest(path / "model.safetensors" if path.is_dir() else path),
        weights=weights,
        config=model.config,
        parameters=sum(weight.numel() for weight in model.state_dict().values()),
        step=found.get("step"),
        seed=found.get("seed"),
        best=found.get("best"),
        settings=found.get("training") or {},
        data=found.get("data") or {},
        scores=read_scores(weights) or found.get("scores") or {},
        verdict=read_verdict(weights) or found.get("verdict") or [],
    )


def read_record(folder: Path, weights: str) -> dict:
    """What the record in a model folder says of the model of these `weights` (see
    `weights_digest`): `step`, `seed`, `best`, `training`, `data`, `scores`, `verdict`. {} without a
    record of this very model."""
    path = Path(folder) / RECORD
    if not path.is_file(): return {}
    found = read_json(path, dict, "모델 폴더를 다시 만드십시오(phase6_export_huggingface).")
    return found if found.get("weights") == weights else {}


def write_record(facts: Facts, folder: Path) -> None:
    """Write what `read_record` reads."""
    names = {"weights", "step", "seed", "best", "data", "scores", "verdict"}
    known = {name: getattr(facts, name) for name in sorted(names)}
    text = json.dumps({**known, "training": facts.settings}, ensure_ascii=False, indent=1)
    write_atomic(Path(folder) / RECORD, text)


def read_scores(weights: str) -> dict[str, dict]:
    """The scores in `results/metrics.json` of the model with these `weights` (see
    `weights_digest`), beside those of `BESIDE`; {} if it was not measured."""
    return _read_results(lambda found: _scores_in(found["rows"], weights), {})


def _scores_in(rows: dict[str, dict], weights: str) -> dict[str, dict]:
    """`read_scores` from the rows of `metrics.json`. Raises for rows that are none."""
    for row in rows.values(): _ = [Score(**score) for score in row["scores"].values()]
    mine = next((row for row in rows.values() if row.get("weights") == weights), None)
    if mine is None: return {}
    shown = {"model": mine, **{who: rows[who] for who in BESIDE if who in rows}}
    return {metric: {who: row["scores"][metric] for who, row in shown.items()
                     if metric in row["scores"]}
            for metric in METRICS if metric in mine["scores"]}


def _read_results(use, missing):
    """What `use` makes of `results/metrics.json`; `missing` where there is none. Raises
    `TatumError` for a damaged one."""
    path = workspace().results / "metrics.json"
    if not path.is_file(): return missing
    return read_json(path, use, "`tatumflow phase4_evaluate_model`로 다시 재십시오.")


def read_verdict(weights: str) -> list[str]:
    """What the thresholds in `results/metrics.json` say where the model with these `weights` was
    measured."""
    if not read_scores(weights): return []
    return _read_results(lambda found: [str(said["text"]) for said in found["verdict"]], [])


def need_scores(facts: Facts) -> None:
    """Raises `TatumError` where this checkpoint was not measured."""
    if facts.scores: return
    ws = workspace()
    ws.need(ws.results / "metrics.json", "04_evaluation.ipynb")
    raise TatumError(f"{facts.checkpoint.name}의 점수가 results/metrics.json에 없습니다. "
                     "먼저 04_evaluation.ipynb로 이 체크포인트를 재십시오.")


_LICENSES = {"etudes": "mit", "weimar": "odbl", "folder": "other",
            "pijama": "cc-by-nc-sa-4.0"}  # Hub ids by source, from the freest to the strictest
_NAMES = {"etudes": "연습곡", "weimar": "Weimar Jazz Database", "folder": "직접 모은 MIDI",
          "pijama": "PiJAMA"}  # of the sources
_LICENSE_NAMES = {"mit": "MIT", "odbl": "ODbL 1.0", "other": "[확인하십시오]",
                  "cc-by-nc-sa-4.0": "CC BY-NC-SA 4.0"}
CREDITS = {
    "etudes": "TatumFlow에 들어 있는 연습곡 생성기가 만든 곡. 조건 없음",
    "weimar": "Weimar Jazz Database (Pfleiderer 외, Inside the Jazzomat, 2017). ODbL 1.0. "
              "왼손은 데이터베이스의 화음 기호에서 만들어 붙임",
    "folder": "직접 모은 MIDI. **[확인하십시오: 이 곡들의 권리와 출처]**",
    "pijama": "PiJAMA (Edwards, Dixon, Benetos, TISMIR 6(1), 2023). "
              "CC BY-NC-SA 4.0, 비상업 연구용",
}


def choose_license(sources) -> str:
    """The Hub's id of the strictest licence among `sources`; the strictest of all where there
    are none or one is not in `_LICENSES`."""
    strictness = list(_LICENSES)
    known = set(sources) <= set(strictness)
    if not sources or not known: return _LICENSES[strictness[-1]]
    return _LICENSES[max(sources, key=strictness.index)]
