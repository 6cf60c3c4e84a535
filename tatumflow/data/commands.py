# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from pathlib import Path
from typing import Annotated, Literal

from ..runtime.cli import command
from ..runtime.errors import TatumError
from ..runtime.fonts import use_korean_font
from ..runtime.workspaces import workspace
from .collecting import collect
from .preparing import prepare
from .statistics import analyze, MEASURES, plot_statistics

__all__ = ['phase1_analyze_data', 'phase1_collect_data', 'phase1_prepare_dataset']


@command("데이터를 모아 검사합니다. 쓸 수 없는 파일은 이유와 함께 따로 둡니다.",
         example='tatumflow phase1_collect_data --source pijama --artist "Art Tatum"')
def phase1_collect_data(
    source: Annotated[Literal["etudes", "pijama", "weimar", "folder"], "데이터의 출처"] = "etudes",
    path: Annotated[Path, "이미 받아 둔 파일이나 폴더(없으면 배포처에서 내려받습니다)"] = None,
    artist: Annotated[str, "한 연주자만 모읍니다(pijama, weimar)"] = None,
    out: Annotated[Path, "MIDI를 둘 폴더(기본: data/art_tatum_midi)"] = None,
):
    """The subcommand for `collect`."""
    collection = collect(source, path, artist, out)
    print(collection)
    if collection.set_aside:
        print(f"따로 둔 파일과 이유: {collection.folder.parent / 'set_aside' / source / 'reasons.csv'}")
    if not collection.kept:
        raise TatumError("쓸 수 있는 파일이 하나도 없었습니다. 위의 이유를 보고 다른 출처나 경로를 고르십시오.")
    print(f"저장한 곳: {collection.folder}")


@command("MIDI를 검사하고 훈련/검증/시험으로 나누어 토큰으로 바꿉니다.",
         example="tatumflow phase1_prepare_dataset --midi data/art_tatum_midi")
def phase1_prepare_dataset(
    midi: Annotated[Path, "MIDI 폴더(기본: data/art_tatum_midi)"] = None,
    out: Annotated[Path, "토큰을 둘 폴더(기본: data/tokens)"] = None,
):
    """The subcommand for `prepare`."""
    report = prepare(midi, out)
    print(" · ".join(f"{split} {count}곡" for split, count in report["splits"].items()))
    for name, reason in report["set_aside"].items():
        print(f"  뺀 파일: {name}: {reason}")
    if not report["splits"]["test"]:
        print("공식 분할에 시험(test)이 없어 비워 두었습니다. 평가는 검증(val) 곡으로 합니다.")


@command("MIDI의 길이, 음역, 밀도 따위를 재어 JSON과 그림으로 남깁니다.",
         example="tatumflow phase1_analyze_data --midi data/art_tatum_midi --out data/metadata.json")
def phase1_analyze_data(
    midi: Annotated[Path, "MIDI 폴더(기본: data/art_tatum_midi)"] = None,
    out: Annotated[Path, "통계를 적을 JSON 파일(기본: data/metadata.json)"] = None,
):
    """The subcommand for `analyze`; draws `plot_statistics` beside the JSON."""
    out = Path(out or workspace().metadata)
    metadata = analyze(midi, out)
    for key, row in metadata["summary"].items():
        print(f"{MEASURES[key]}: 중앙값 {row['50%']:.1f} (가운데 절반 {row['25%']:.1f}-{row['75%']:.1f})")
    for name, reason in metadata["skipped"].items():
        print(f"  읽지 못한 파일: {name}: {reason}")
    use_korean_font()
    plot_statistics(metadata).savefig(out.with_suffix(".png"), dpi=110)
    print(f"저장한 곳: {out}, {out.with_suffix('.png')}")
