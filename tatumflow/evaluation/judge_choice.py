"""Which style classifier judges, and how good it is."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from miditok import REMI

from ..model.saved_models import PRETRAINED
from ..runtime.errors import TatumError
from .exam import Exam
from .held_out import HeldOut, load_listing
from .intervals import Estimate
from .judge import StyleJudge, train_judge
from .judge_clips import cross_validate, style_clips, StyleClips

__all__ = ['CRITIC', 'JudgeReport', 'Judging', 'find_judge', 'packaged_judge', 'wider_judge']


CRITIC = PRETRAINED / "critic.npz"  # made by .ci/critic.py
_CRITIC_SECONDS = (10, 30)  # length of the clips that it learnt from
_PER_STYLE = 100  # training pieces of a style from which a workspace's own judge learns it


def packaged_judge() -> tuple[StyleJudge, dict[str, float]]:
    """The judge that comes with the package, learnt from the pianists of PiJAMA, and {style: area
    under the ROC curve on clips it never heard}."""
    with np.load(CRITIC) as kept:
        judge = StyleJudge(kept["styles"].tolist(), np.float32(kept["weight"]), kept["bias"])
        areas = dict(zip(judge.styles, map(float, kept["auc"])))
    return judge, {name: area for name, area in areas.items() if math.isfinite(area)}


def wider_judge(styles: Iterable[str]) -> StyleJudge | None:
    """`packaged_judge` if it knows all the named `styles` of a workspace; None if the workspace
    must teach its own."""
    named, (judge, _) = set(styles) - {"Other"}, packaged_judge()
    return judge if named and named <= set(judge.styles) else None


@dataclass(frozen=True)
class JudgeReport:
    """How well the judge of P(style) does on clips it never heard: how many `styles` it knows, its
    `accuracy` (None of the packaged one), and {style heard: area under the ROC curve}."""
    styles: int
    accuracy: Estimate | None
    auc: dict[str, float]


@dataclass(frozen=True, eq=False)
class Judging:
    """The judge of P(style), None where there is none; how good it is, None where that is not
    known; and Korean remarks on both."""
    judge: StyleJudge | None = None
    report: JudgeReport | None = None
    remarks: list[str] = field(default_factory=list)


def find_judge(held_out: HeldOut, heard: set[str], exam: Exam, tokenizer: REMI) -> Judging:
    """The judge for passages in the styles `heard`: the packaged one where it knows all styles of
    the data, else one that learns from the training pieces."""
    known = list(dict.fromkeys(piece.style for piece in held_out.training))
    shortest, longest = _CRITIC_SECONDS
    judge = wider_judge({*known, *heard}) if shortest <= exam.seconds <= longest else None
    if judge: return _packaged(judge, heard)
    if not known: return Judging()
    if len(known) < 2 or not heard <= set(known):
        return Judging(remarks=["훈련 곡의 스타일이 하나뿐이거나 평가할 스타일이 없어 P(스타일)을 "
                                "재지 못했습니다. 다른 연주자의 곡도 모으십시오."])
    return _taught(held_out, heard, exam, tokenizer)


def _packaged(judge: StyleJudge, heard: set[str]) -> Judging:
    areas = packaged_judge()[1]
    known, unknown = sorted(heard & areas.keys()), sorted(heard - areas.keys())
    remarks = [f"패키지의 판별기가 {', '.join(unknown)} 스타일을 처음 듣는 곡에서도 알아맞히는지는 "
               "시험하지 못했습니다."] if unknown else []
    report = JudgeReport(len(judge.styles), None, {name: areas[name] for name in known})
    return Judging(judge, report, remarks)


def _taught(held_out: HeldOut, heard: set[str], exam: Exam, tokenizer: REMI) -> Judging:
    by_style = defaultdict(list)
    for piece in held_out.training:
        by_style[piece.style].append(piece)
    pieces = [piece for own in by_style.values() for piece in own[:_PER_STYLE]]
    index = {piece["file"]: piece for piece in load_listing(exam.tokens)}
    try:
        clips = style_clips(pieces, index, tokenizer, exam.seconds)
        judge = train_judge(clips.features, clips.style)
    except TatumError as error:
        return Judging(remarks=[f"P(스타일)을 재지 못했습니다. {error}"])
    short = sorted(heard - set(judge.styles))
    if short:
        return Judging(remarks=[
            f"{', '.join(short)} 스타일의 훈련 곡이 모두 {exam.seconds:g}초보다 짧아 "
            "P(스타일)을 재지 못했습니다. 더 긴 연주를 모으십시오."])
    return _tested(clips, judge, heard, exam.seed)


def _tested(clips: StyleClips, judge: StyleJudge, heard: set[str], seed: int) -> Judging:
    alone = {name for name in judge.styles
             if len(set(clips.record[clips.style == name])) < 2}  # recognised by their only record
    tested = sorted(heard - alone) if len(judge.styles) - len(alone) > 1 else []
    remarks, report = [], None
    if len(tested) < len(heard):
        names = ", ".join(sorted(heard & alone or alone))
        remarks = [f"{names} 스타일의 훈련 곡이 하나뿐이라, 처음 듣는 곡에서도 판별기가 그 "
                   "스타일을 알아맞히는지 시험하지 못했습니다. 그 스타일의 다른 곡도 모으십시오."]
    if tested:
        found = cross_validate(clips, seed)
        areas = {name: found.auc[name] for name in tested}
        report = JudgeReport(len(judge.styles), found.accuracy, areas)
    return Judging(judge, report, remarks)
