# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from typing import Annotated

from ..runtime.cli import command
from ..runtime.workspaces import workspace
from .exam import evaluate
from .reports import caution_lines

__all__ = ['phase4_evaluate_model']


@command("체크포인트를 기준선, 진짜 연주와 같은 표에서 잽니다. metrics.json과 comparison.md를 남깁니다.",
         example="tatumflow phase4_evaluate_model --checkpoint checkpoints/tatumflow_000200.pt checkpoints/tatumflow_000400.pt --style \"Art Tatum\"")
def phase4_evaluate_model(
    checkpoint: Annotated[list[Path], "평가할 체크포인트나 모델 폴더, 패키지의 모델은 pretrained(기본: 훈련이 남긴 가장 좋은 것과 최근 둘)"] = None,
    midi: Annotated[Path, "견줄 진짜 연주가 든 폴더(기본: 준비한 데이터의 시험 곡)"] = None,
    data: Annotated[Path, "phase1_prepare_dataset이 만든 폴더(기본: data/tokens)"] = None,
    out: Annotated[Path, "결과를 둘 폴더(기본: results)"] = None,
    style: Annotated[str, "이 스타일의 곡에서만 조각을 뽑고, 손실도 따로 적습니다(기본: 모든 스타일)"] = None,
    count: Annotated[int, "조각의 수"] = 24,
    windows: Annotated[int, "손실을 잴 창의 수. CPU에서 큰 모델을 잴 때 줄이십시오(기본: 모두)"] = None,
    seed: Annotated[int, "난수 시드"] = 0,
):
    """The subcommand for `evaluate`."""
    out = Path(out or workspace().results)
    results = evaluate(checkpoint, midi, data, out, seed, count, style=style, windows=windows)
    print(f"가장 나은 체크포인트: {results['rows'][results['best']['name']]['label']}. {results['best']['reason']}")
    for line in [verdict["text"] for verdict in results["verdict"]] + caution_lines(results):
        print(f"  {line}")
    print(f"저장한 곳: {out / 'comparison.md'}, {out / 'metrics.json'}, {out / 'comparison.png'}")
