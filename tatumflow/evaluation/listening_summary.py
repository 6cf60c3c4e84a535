"""What the answers of a blind listening say, with intervals and warnings."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.workspaces import workspace
from .intervals import bootstrap, Estimate, ranged
from .listening_answers import Answer, Answers, ASPECTS, read_answers, read_key
from .listening_pairs import PAIRINGS
from .listening_power import Share, smallest_found, wilson
from .tables import table

__all__ = [
    'Comparison', 'Listening', 'compare_answers', 'listening_section', 'read_listening',
    'summarise_answers',
]


@dataclass(frozen=True)
class Comparison:
    """Of one pairing and one aspect: how many answers there are, how many saw no difference, how
    often the first row was chosen by the rest (None where there are none), and the mean of the
    points from -2 to 2, above 0 for the first row, with its interval over listeners."""
    count: int
    undecided: int
    share: Share | None
    mean: Estimate


def compare_answers(answers: list[Answer], aspect: str) -> Comparison:
    """Sum up one or more answers to one pairing."""
    points = np.array([answer.points[aspect] for answer in answers])
    decided = points[points != 0]
    share = wilson(int((decided > 0).sum()), len(decided)) if len(decided) else None

    def mean(i):
        return points[i].mean()
    listeners = [answer.listener for answer in answers]
    return Comparison(len(points), len(points) - len(decided), share,
                      bootstrap(mean, listeners, lowest=-2.0, highest=2.0))


@dataclass(frozen=True)
class Listening:
    """What a blind listening found: how many `listeners`, how many of them passed all rounds of the
    headphone check, {pairing: {aspect: what was answered}}, how often the take heard first was
    liked, {file left out: reason}, {row: label} and Korean warnings."""
    listeners: int
    headphones: int
    comparisons: dict[str, dict[str, Comparison]]
    heard_first: Share | None
    left_out: dict[str, str]
    labels: dict[str, str]
    warnings: list[str]


def summarise_answers(found: Answers, labels: dict[str, str]) -> Listening:
    """Sum up all answers by pairing and aspect."""
    comparisons = {}
    for pairing in PAIRINGS:
        told = [answer for answer in found.answers if answer.pairing == pairing]
        if told: comparisons[pairing] = {a: compare_answers(told, a) for a in ASPECTS}
    liked = [(a.points["like"] > 0) == a.is_first_heard for a in found.answers if a.points["like"]]
    heard_first = wilson(sum(liked), len(liked)) if liked else None
    return Listening(len({answer.listener for answer in found.answers}),
                     sum(right == 3 for right in found.headphones.values()), comparisons,
                     heard_first, found.left_out, labels, _warnings(comparisons, heard_first))


def _warnings(comparisons: dict[str, dict[str, Comparison]],
              heard_first: Share | None) -> list[str]:
    lines, main = [], comparisons.get("model_real")
    decided = main["like"].count - main["like"].undecided if main else 0
    least = smallest_found(decided) if decided else None
    lines.append(f"모델과 진짜에서 차이가 있다고 한 답은 {decided}개입니다. 이만큼으로는 "
                 + (f"{least:.0%}보다 작은 쏠림은 놓치기 쉽습니다." if least else
                    "아무리 큰 쏠림도 놓치기 쉽습니다.")
                 + " 가르지 못했다는 것은 같다는 뜻이 아닙니다.")
    bound = comparisons.get("real_shuffled")
    share = bound["like"].share if bound else None
    if share is None or share.low <= 0.5:
        lines.append("진짜와 섞은 연주를 뚜렷이 가르지 못했습니다. 다른 답도 아직 믿지 마십시오.")
    if heard_first and heard_first.is_clear:
        lines.append(f"먼저 들은 쪽을 고른 몫이 {_with_interval(heard_first)}입니다. 답이 듣는 "
                     "순서에 기울었습니다.")
    return lines


def _with_interval(share: Share | None) -> str:
    if share is None: return "—"
    return f"{share.share:.0%} [{share.low:.0%}, {share.high:.0%}]"


def listening_section(listening: Listening) -> list[str]:
    """The table (Markdown), and what to be careful of."""
    lines, labels = [], listening.labels
    for pairing, aspects in listening.comparisons.items():
        first, second = (labels[row] for row in pairing.split("_"))
        for aspect, found in aspects.items():
            lines.append([f"{first} 대 {second}", ASPECTS[aspect], str(found.count),
                          str(found.undecided), _with_interval(found.share), ranged(found.mean)])
    heads = ["짝(앞 대 뒤)", "물음", "답", "차이 없음", "앞을 고른 몫", "평균(−2~2)"]
    people = (f"들은 사람 {listening.listeners}명(헤드폰 시험을 모두 맞힌 사람 "
              f"{listening.headphones}명).")
    return [people, "", *table(heads, lines), "",
            *(f"- {line}" for line in [_verdict(listening), *listening.warnings]),
            *(f"- 뺀 파일 {name}: {why}" for name, why in listening.left_out.items())]


def _verdict(listening: Listening) -> str:
    """Whether listeners prefer the real music to the model, in one Korean sentence."""
    found = listening.comparisons.get("model_real")
    if not found or not found["like"].share: return "모델과 진짜를 견준 답이 아직 없습니다."
    share = found["like"].share
    if not share.is_clear: said = "모델과 진짜 가운데 어느 쪽을 더 좋아하는지 가르지 못했습니다"
    elif share.low > 0.5: said = "진짜보다 모델을 더 좋아했습니다"
    else: said = "모델보다 진짜를 더 좋아했습니다"
    return f"{said}(모델을 고른 몫 {_with_interval(share)})."


def read_listening(folder: Path) -> Listening:
    """Read the answers that lie in the `folder` of a listening page, sum them up, and write
    `listening.json` there. Raises `TatumError` when there is no answer."""
    found, key = read_answers(folder), read_key(folder)
    if not found.answers:
        raise TatumError(f"읽을 답이 없습니다: {workspace().show(Path(folder))}. 페이지가 내려준 "
                         "listening_answers….json 파일을 이 폴더에 두십시오.")
    listening = summarise_answers(found, key["labels"])
    told = {"page": key["page"], **asdict(listening),
            "answers": [asdict(answer) for answer in found.answers]}
    write_atomic(Path(folder) / "listening.json", json.dumps(told, ensure_ascii=False, indent=1))
    return listening
