"""The commands `phase4_…`."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from ..runtime.arguments import whole
from ..runtime.workspaces import workspace
from .cautions import caution_lines
from .evaluating import evaluate
from .exam import Exam
from .listening_page import make_listening_page, page_remarks
from .listening_power import power_table
from .listening_summary import listening_section, read_listening
from .metrics import METRICS
from .score_tables import goal_sentence, GOALS
from .summary import summary_text, summary_verdict

__all__ = ['phase4_evaluate_model', 'phase4_make_listening_page', 'phase4_read_listening']


def phase4_evaluate_model(parser: ArgumentParser) -> Callable[[Namespace], None]:
    """Options for `evaluate`, and the function that runs it with them."""
    parser.add_argument("--checkpoint", type=Path, nargs="+", help="평가할 체크포인트나 모델 폴더, "
                        "패키지의 모델은 pretrained(기본: 훈련이 남긴 가장 좋은 것과 최근 둘)")
    _add_music(parser)
    parser.add_argument("--out", type=Path, help="결과를 둘 폴더(기본: results)")
    parser.add_argument("--style", help="이 스타일의 곡에서만 조각을 뽑고, 손실도 따로 적습니다"
                        "(기본: 모든 스타일)")
    parser.add_argument("--count", type=whole, default=24, help="조각의 수(기본: 24)")
    parser.add_argument("--windows", type=whole, default=80, help="분할마다 손실을 잴 창의 수. "
                        "많을수록 구간이 좁고 오래 걸립니다")
    parser.add_argument("--seed", type=whole, default=0, help="난수 시드(기본: 0)")
    parser.epilog = ("예:\n  tatumflow phase4_evaluate_model --checkpoint "
                     "checkpoints/tatumflow_000200.pt checkpoints/tatumflow_000400.pt "
                     '--style "Art Tatum"')
    return _evaluate


def _add_music(parser: ArgumentParser) -> None:
    """The options that say with which real music."""
    parser.add_argument("--midi", type=Path,
                        help="견줄 진짜 연주가 든 폴더(기본: 준비한 데이터의 시험 곡)")
    parser.add_argument("--data", type=Path,
                        help="phase1_prepare_dataset이 만든 폴더(기본: data/tokens)")


def _evaluate(options: Namespace) -> None:
    exam = Exam(options.checkpoint, options.midi, options.data, options.out, seed=options.seed,
                count=options.count, style=options.style, windows=options.windows)
    results, out = evaluate(exam), exam.results
    best = results.best
    print(summary_text(results), "", summary_verdict(results).replace("**", ""), "", sep="\n")
    print(f"가장 나은 체크포인트: {results.rows[best.name].label}. {best.reason}")
    for name in GOALS: print(f"로드맵의 {METRICS[name].goal}: {goal_sentence(name, results)}")
    for line in caution_lines(results): print(f"- {line}")
    files = (out / name for name in ("comparison.md", "metrics.json", "comparison.png"))
    print(f"저장한 곳: {', '.join(map(str, files))}")


def phase4_make_listening_page(parser: ArgumentParser) -> Callable[[Namespace], None]:
    """Options for `make_listening_page`, and the function that runs it with them."""
    parser.add_argument("--checkpoint", type=Path, nargs="+", help="들려줄 모델 하나, 또는 서로 "
                        "견줄 둘. 패키지의 모델은 pretrained(기본: 훈련이 남긴 최근 둘)")
    _add_music(parser)
    parser.add_argument("--style", help="이 스타일의 곡에서만 조각을 뽑습니다(기본: 모든 스타일)")
    parser.add_argument("--out", type=Path, help="페이지를 둘 폴더(기본: results)")
    parser.add_argument("--seed", type=whole, default=0, help="난수 시드(기본: 0)")
    parser.epilog = ("예:\n  tatumflow phase4_make_listening_page --checkpoint pretrained "
                     "--out results")
    return _make_page


def _make_page(options: Namespace) -> None:
    page, key = make_listening_page(Exam(options.checkpoint, options.midi, options.data,
                                         options.out, seed=options.seed, style=options.style))
    count, megabytes = len(key["questions"]), page.stat().st_size / 1e6
    print(f"문제 {count}개, {megabytes:.1f} MB: {page}")
    for line in page_remarks(key): print(f"- {line}")
    print("", *power_table(), "", sep="\n")
    print("이 파일 하나를 열거나 보내십시오. 돌아온 답 파일을 같은 폴더에 모은 뒤 "
          "tatumflow phase4_read_listening으로 읽습니다.")


def phase4_read_listening(parser: ArgumentParser) -> Callable[[Namespace], None]:
    """Options for `read_listening`, and the function that runs it with them."""
    parser.add_argument("--folder", type=Path, help="페이지와 돌아온 답 파일이 든 폴더"
                        "(기본: results)")
    parser.epilog = "예:\n  tatumflow phase4_read_listening --folder results"
    return _read_listening


def _read_listening(options: Namespace) -> None:
    folder = options.folder or workspace().results
    print(*listening_section(read_listening(folder)), "", *power_table(), sep="\n")
    print(f"\n저장한 곳: {folder / 'listening.json'}")
