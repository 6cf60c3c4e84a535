# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import dataclass
from pathlib import Path

from ..evaluation.intervals import ranged
from ..evaluation.metrics import LABELS, METRICS
from ..evaluation.tables import table
from ..generation.styles import heard_styles
from ..model.checkpoints import best_checkpoint, load_checkpoint
from ..model.config import ModelConfig
from ..model.saved_models import find_model, load_model, weights_digest
from ..runtime.files import file_digest
from ..runtime.workspaces import workspace

__all__ = [
    'BESIDE', 'BETTER', 'CREDITS', 'Facts', 'LICENSES', 'choose_license', 'data_table',
    'gather_facts', 'read_scores', 'score_table',
]


@dataclass(frozen=True)
class Facts:
    """What is known of a checkpoint; every text of this module says this and no more.

    `training` holds what the training run left in it (step, seed, best validation loss, settings), `data` what it was trained on
    (see `tatumflow.training.describe_data`; empty if unknown), and `scores` is {metric: {"model" | one of
    `BESIDE`: {"value", "low", "high"}}}, empty unless this very model has been measured. `digest` is the SHA-256 of the file,
    `weights` that of the model in it (see `weights_digest`).
    """
    checkpoint: Path
    digest: str
    weights: str
    config: ModelConfig
    parameters: int
    training: dict
    data: dict
    scores: dict[str, dict]

    @property
    def style(self) -> str:
        """Art Tatum where he was learnt, else the named style that most training pieces have; without a record that of the workspace's data."""
        styles = self.data.get("style", {})
        named = [name for name in styles if name != "Other"]
        return "Art Tatum" if "Art Tatum" in named else max(named or styles, key=styles.get, default=next(iter(heard_styles()), "Art Tatum"))

    @property
    def license(self) -> str:
        """See `choose_license`."""
        return choose_license(self.data.get("source", {}))

    @property
    def data_text(self) -> str:
        """One Korean line on the training data."""
        counts = ", ".join(f"{source or '출처 모름'} {count}곡" for source, count in self.data.get("source", {}).items())
        return f"훈련 데이터: {counts}" if counts else "훈련 데이터: 체크포인트에 기록이 없어 알 수 없습니다"


BESIDE = ("markov", "uniform", "real")  # the rows of metrics.json that a score is read against


def gather_facts(checkpoint: Path | None = None) -> Facts:
    """Read a checkpoint (default: the best) and what `results/` holds of it. Raises `TatumError`."""
    checkpoint = find_model(checkpoint) if checkpoint else best_checkpoint()
    found, weights = load_checkpoint(checkpoint), weights_digest(load_model(checkpoint)[0])
    return Facts(checkpoint, file_digest(checkpoint), weights, found["config"],
                 sum(weight.numel() for weight in found["model"].values()),
                 {name: found[name] for name in ("step", "seed", "best", "training") if name in found},
                 found.get("data") or {}, read_scores(weights))


def read_scores(weights: str) -> dict[str, dict]:
    """The scores of `results/metrics.json` that were measured on the model of these `weights` (see `weights_digest`), beside those of
    `BESIDE`; else {}."""
    path = workspace().results / "metrics.json"
    if not path.is_file(): return {}
    rows = json.loads(path.read_text(encoding="utf-8"))["rows"]
    mine = [row for row in rows.values() if row.get("weights") == weights]
    found = {"model": mine[0], **{who: rows[who] for who in BESIDE if who in rows}} if mine else {}
    return {metric: {who: row["scores"][metric] for who, row in found.items() if metric in row["scores"]}
            for metric in METRICS if mine and metric in mine[0]["scores"]}


LICENSES = {"etudes": "mit", "weimar": "odbl", "folder": "other", "pijama": "cc-by-nc-sa-4.0"}  # from the freest to the strictest
CREDITS = {
    "etudes": "TatumFlow에 들어 있는 연습곡 생성기가 만든 곡. 조건 없음",
    "weimar": "Weimar Jazz Database (Pfleiderer 외, Inside the Jazzomat, 2017). ODbL 1.0. 왼손은 데이터베이스의 화음 기호에서 만들어 붙임",
    "folder": "직접 모은 MIDI. **[확인하십시오: 이 곡들의 권리와 출처]**",
    "pijama": "PiJAMA (Edwards, Dixon, Benetos, TISMIR 6(1), 2023). CC BY-NC-SA 4.0, 비상업 연구용"}


def choose_license(sources) -> str:
    """The Hub's id of the strictest licence among `sources`; the strictest of all if there are none or one is not in `LICENSES`."""
    order = list(LICENSES)
    return LICENSES[max((source if source in order else order[-1] for source in sources), key=order.index, default=order[-1])]


BETTER = {True: "작을수록 좋음", False: "클수록 좋음", None: "진짜와 비슷해야 함"}  # by `Metric.lower`


def score_table(facts: Facts) -> str:
    """Markdown: the model's scores with 95 % intervals between noise and real music, or the sentence that none were measured."""
    if not facts.scores:
        return "이 체크포인트는 아직 평가하지 않았습니다. 품질에 대해 아무것도 주장하지 않습니다."
    rows = [[f"{METRICS[name].label} ({BETTER[METRICS[name].lower]})", *(ranged(row.get(who)) for who in ("model", *BESIDE))]
            for name, row in facts.scores.items()]
    return "\n".join([*table(["지표", "이 모델", *(LABELS[who] for who in BESIDE)], rows), "",
                      "괄호 안은 부트스트랩 95% 구간입니다. 재는 방법은 TatumFlow의 `04_evaluation.ipynb`에 있습니다."])


def data_table(facts: Facts) -> str:
    """Markdown: pieces of the training data by source and by style, with credits."""
    if not facts.data:
        return "체크포인트에 훈련 데이터의 기록이 없습니다(unknown data). 그래서 가장 엄격한 라이선스를 붙였습니다."
    lines = [line for key, kind in (("source", "출처"), ("style", "스타일"))
             for line in [*table([kind, "곡"], [[name or "모름", str(count)] for name, count in facts.data[key].items()]), ""]]
    return "\n".join([*lines, *(f"- {source or '출처 모름'}: {CREDITS.get(source, '**[확인하십시오: 출처와 권리]**')}" for source in facts.data["source"])])
