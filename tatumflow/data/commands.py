"""The commands of this package."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path

from ..runtime.arguments import one_of
from ..runtime.errors import TatumError
from ..runtime.files import save_figure
from ..runtime.workspaces import workspace
from .collecting import collect
from .left_out import tell_left_out
from .preparing import prepare
from .sources import SOURCES
from .statistics import analyze, MEASURES, plot_statistics

__all__ = ['phase1_analyze_data', 'phase1_collect_data', 'phase1_prepare_dataset']


def phase1_collect_data(parser):
    """The subcommand for `collect`."""
    parser.add_argument("--source", type=one_of(SOURCES), default="etudes",
                        help=f"데이터의 출처: {', '.join(SOURCES)}(기본: etudes)")
    parser.add_argument("--path", type=Path,
                        help="이미 받아 둔 파일이나 폴더(없으면 배포처에서 내려받습니다)")
    parser.add_argument("--artist", help="한 연주자만 모읍니다(pijama, weimar)")
    parser.add_argument("--track", type=int, metavar="번호",
                        help="파일마다 이 트랙만 피아노로 모읍니다(1부터, 음이 든 트랙만 셉니다)")
    parser.add_argument("--out", type=Path, help="MIDI를 둘 폴더(기본: data/art_tatum_midi)")
    parser.epilog = '예:\n  tatumflow phase1_collect_data --source pijama --artist "Art Tatum"'
    return _collect_data


def _collect_data(options):
    done = collect(options.source, options.path, options.artist, options.out, options.track)
    print(done)
    if done.set_aside:
        reasons = done.folder.parent / "set_aside" / options.source / "reasons.csv"
        print(f"따로 둔 파일과 이유: {reasons}")
    if not done.kept:
        raise TatumError("쓸 수 있는 파일이 하나도 없었습니다. "
                         "위의 이유를 보고 다른 출처나 경로를 고르십시오.")
    print(f"저장한 곳: {done.folder}")


def phase1_prepare_dataset(parser):
    """The subcommand for `prepare`."""
    parser.add_argument("--midi", type=Path, help="MIDI 폴더(기본: data/art_tatum_midi)")
    parser.add_argument("--out", type=Path, help="토큰을 둘 폴더(기본: data/tokens)")
    parser.epilog = "예:\n  tatumflow phase1_prepare_dataset --midi data/art_tatum_midi"
    return _prepare_dataset


def _prepare_dataset(options):
    done = prepare(options.midi, options.out)
    print(done)
    print(f"박을 찾지 못해 시계에 맞춘 마디: 시간의 {done.free:.1%}")
    if not done.splits["test"]:
        print("공식 분할에 시험(test)이 없어 비워 두었습니다. 평가는 검증(val) 곡으로 합니다.")


def phase1_analyze_data(parser):
    """The subcommand for `analyze`; `plot_statistics` goes beside the JSON."""
    parser.add_argument("--midi", type=Path, help="MIDI 폴더(기본: data/art_tatum_midi)")
    parser.add_argument("--out", type=Path,
                        help="통계를 적을 JSON 파일(기본: data/metadata.json)")
    parser.epilog = ("예:\n  tatumflow phase1_analyze_data --midi data/art_tatum_midi "
                     "--out data/metadata.json")
    return _analyze_data


def _analyze_data(options):
    out = Path(options.out or workspace().metadata)
    statistics = analyze(options.midi, out)
    for key, row in statistics.summary.items():
        middle = f"{row['25%']:.1f}-{row['75%']:.1f}"
        print(f"{MEASURES[key]}: 중앙값 {row['50%']:.1f} (가운데 절반 {middle})")
    for name, reason in statistics.skipped.items():
        print(f"  읽지 못한 파일: {name}: {reason}")
    for line in tell_left_out(statistics.left_out): print(f"  {line}")
    picture = save_figure(plot_statistics(statistics), out.with_suffix(".png"))
    print(f"저장한 곳: {out}, {picture}")
