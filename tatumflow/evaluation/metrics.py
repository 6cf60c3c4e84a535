"""What is measured: the columns of the table, their thresholds, and the scale between baselines."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from dataclasses import dataclass

__all__ = ['LABELS', 'METRICS', 'Metric', 'calibrate']


@dataclass(frozen=True)
class Metric:
    """A column of the table.

    `label` is Korean. `lower`: whether lower is better; None where neither is and it should be like
    the real music's. `group` names the table it stands in: "loss", "pitch", "time",
    "structure" or "flow". `threshold` is the roadmap's, if it has one; `highest` the largest
    possible value.
    """
    label: str
    lower: bool | None
    group: str
    threshold: float | None = None
    highest: float = math.inf

    @property
    def goal(self) -> str:
        """Label and threshold, such as "KL 합쳐서 < 0.3"."""
        return f"{self.label} {'<' if self.lower else '≥'} {self.threshold:g}"

    def passes(self, value: float) -> bool:
        """Whether a value reaches the threshold."""
        return value < self.threshold if self.lower else value >= self.threshold


METRICS = {
    "loss_token": Metric("손실/토큰", True, "loss", 2.0),
    "loss_note": Metric("손실/음", True, "loss"),
    "loss_second": Metric("손실/초", True, "loss"),
    "loss_guided": Metric("틀을 보고", True, "loss"),
    "loss_frame": Metric("틀 자체", True, "loss"),
    "kl_pooled": Metric("KL 합쳐서", True, "pitch", 0.3),
    "kl_clip": Metric("KL 조각마다", True, "pitch", 0.3),
    "kl_original": Metric("KL 원곡과", True, "pitch", 0.3),
    "follows": Metric("앞부분을 이음", False, "pitch"),
    "pctm_pooled": Metric("PCTM 합쳐서", False, "pitch", 0.7, highest=1.0),
    "pctm_clip": Metric("PCTM 조각마다", False, "pitch", 0.7, highest=1.0),
    "pctm_original": Metric("PCTM 원곡과", False, "pitch", 0.7, highest=1.0),
}


METRICS |= {
    "pulse": Metric("박의 뚜렷함", False, "time"),
    "grid": Metric("박 위의 음", False, "time"),
    "steady": Metric("한결같은 빠르기", None, "time", highest=1.0),
    "form": Metric("형식", False, "time"),
    "harmony": Metric("화성", False, "flow", highest=1.0),
    "coherence": Metric("일관된 길이(초)", False, "flow", 10.0),
    "style": Metric("P(스타일)", False, "flow", highest=1.0),
    "overlap": Metric("겹친 넓이", False, "flow", highest=1.0),
    "dead_air": Metric("빈 시간", True, "flow", highest=1.0),
    "repetition": Metric("되풀이", None, "flow", highest=1.0),
    "shared": Metric("훈련 곡과 겹친 음", None, "flow"),
    "prompt_shared": Metric("앞부분과 겹친 음", None, "flow"),
}


METRICS |= {f"{kind}_{bars}": Metric(f"{label} {bars}마디", None, "structure")
            for kind, label in (("chroma", "음이름"), ("chords", "화음")) for bars in (2, 4, 8)}
METRICS["motives"] = Metric("동기", None, "structure", highest=1.0)


LABELS = {"uniform": "소음", "shuffled": "섞은 연주", "markov": "마르코프 사슬",
          "copied": "앞부분 복사", "other": "다른 연주자", "real": "진짜 연주"}  # of no model


def calibrate(value: float, floor: float, ceiling: float, lower: bool) -> float:
    """(value - floor) / (ceiling - floor): 0 is the floor, 1 the ceiling. NaN when the ceiling is
    not better than the floor."""
    better = ceiling < floor if lower else ceiling > floor
    return (value - floor) / (ceiling - floor) if better else math.nan
