"""The commands of this package."""

# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import time
from importlib.util import find_spec
from pathlib import Path

from ..model.saved_models import choose_model, open_model
from ..runtime.arguments import whole
from ..runtime.files import try_folder
from ..runtime.workspaces import workspace
from .choosing import choose_takes
from .drafts import write_portfolio
from .export import export_hub, push_hub
from .facts import Facts, gather_facts
from .quickstart import walk_through
from .slides import make_slides
from .space import make_space, push_space
from .video import make_video
from .web import find_node, make_web, page_speed, style_counts

__all__ = ['phase6_export_huggingface', 'phase6_export_web', 'phase6_make_portfolio', 'quickstart']


def phase6_export_huggingface(parser):
    """Adds the options; returns what runs with them."""
    parser.add_argument("--checkpoint", type=Path, help=(
        "내보낼 체크포인트나 모델 폴더, 패키지의 모델은 pretrained"
        "(기본: 검증 손실이 가장 낮은 것, 없으면 패키지의 모델)"))
    parser.add_argument("--out", type=Path, help="모델 폴더를 둘 곳(기본: outputs/huggingface)")
    parser.add_argument("--push", metavar="REPO", help=(
        "올릴 Hub 저장소, 사용자이름/모델이름이나 그 주소. 비밀 HF_TOKEN이나 "
        "hf auth login이 필요합니다"))
    parser.add_argument("--space", metavar="REPO", help=(
        "웹 데모를 올릴 Space, 사용자이름/이름(위와 같은 토큰이 필요합니다)"))
    parser.add_argument("--private", action="store_true", help="비공개 저장소로 만듭니다")
    parser.epilog = ("예:\n  tatumflow phase6_export_huggingface "
                     "--push 사용자이름/모델이름 --private")
    return _export


def _export(options) -> None:
    ws = workspace()
    try_folder(options.out or ws.hub)
    facts = gather_facts(options.checkpoint)
    takes = choose_takes(facts) if options.push else ()  # to be heard on the card
    folder = export_hub(facts.checkpoint, options.out, options.push, takes)
    print(f"{ws.show(facts.checkpoint)} → {ws.show(folder)} (라이선스 {facts.license})")
    print("함께 둔 글: " + ", ".join(ws.show(path) for path in write_portfolio(facts)))
    if not facts.scores:
        print("이 체크포인트의 점수가 없어 카드에 '평가하지 않음'이라고 적었습니다. "
              "`tatumflow phase4_evaluate_model`로 잰 뒤 다시 내보내십시오.")
    if options.push: print(f"올린 곳: {push_hub(folder, options.push, options.private)}")
    if options.space:
        space = push_space(make_space(facts, folder), options.space, options.private)
        print(f"웹 데모: {space}. 켜지기까지 몇 분 걸립니다.")


_LEFT_OUT = {
    "logs/tensorboard/training.csv": "03_training.ipynb가 만듭니다. 손실 곡선을 그리지 않습니다.",
    "outputs/generation/takes.json": "05_generation.ipynb가 만듭니다. 연주를 새로 칩니다."}


def phase6_make_portfolio(parser):
    """Adds the options; returns what runs with them."""
    parser.add_argument("--checkpoint", type=Path, help=(
        "체크포인트나 모델 폴더, 패키지의 모델은 pretrained "
        "(기본: 검증 손실이 가장 낮은 것, 없으면 패키지의 모델)"))
    parser.add_argument("--seed", type=whole, default=0, help=(
        "모자라는 연주를 새로 칠 때의 시드(기본: 0)"))
    parser.epilog = "예:\n  tatumflow phase6_make_portfolio"
    return _make_portfolio


def _say_what_lacks(facts: Facts) -> None:
    for path, told in _LEFT_OUT.items():
        if not (workspace().root / path).is_file(): print(f"없음: {path}. {told}")
    if find_spec("verovio") is None:
        print("없음: verovio. 발표 자료에 악보의 장을 넣지 않습니다. "
              "pip install 'tatumflow[notation]'으로 설치합니다.")
    if not facts.scores:
        print(f"없음: {facts.checkpoint.name}의 점수. 04_evaluation.ipynb나 "
              "`tatumflow phase4_evaluate_model`이 잽니다.")


def _make_portfolio(options) -> None:
    """Everything but the upload, from what the workspace holds."""
    start = time.monotonic()

    def tell(path):
        print(f"[{time.monotonic() - start:3.0f}초] {workspace().show(path)}", flush=True)

    try_folder(workspace().outputs)
    facts = gather_facts(options.checkpoint)
    _say_what_lacks(facts)
    takes = choose_takes(facts, options.seed)
    folder = export_hub(facts.checkpoint, takes=takes)
    for path in (folder, *write_portfolio(facts), make_space(facts, folder)): tell(path)
    tell(make_slides(facts, takes))
    tell(make_video(facts, takes))


def quickstart(parser):
    """Adds the options; returns what runs with them."""
    parser.add_argument("--out", type=Path, default=Path("tatumflow_quickstart"),
                        help="모든 결과를 둘 폴더(기본: tatumflow_quickstart)")
    parser.add_argument("--seed", type=whole, default=0, help="난수 시드(기본: 0)")
    parser.epilog = "예:\n  tatumflow quickstart --out tatumflow_quickstart"
    return _quickstart


def _quickstart(options) -> None:
    for file in walk_through(try_folder(options.out), options.seed):
        print(file, file.with_suffix(".mp3"), sep="\n")


def phase6_export_web(parser):
    """Adds the options; returns what runs with them."""
    parser.add_argument("--checkpoint", type=Path, help=(
        "페이지에서 칠 체크포인트나 모델 폴더, 패키지의 모델은 pretrained"
        "(기본: 검증 손실이 가장 낮은 것, 없으면 패키지의 모델)"))
    parser.add_argument("--out", type=Path, help="페이지를 둘 폴더(기본: outputs/web)")
    parser.epilog = "예:\n  tatumflow phase6_export_web --checkpoint pretrained"
    return _export_web


def _export_web(options) -> None:
    out = try_folder(options.out or workspace().outputs / "web")
    saved = open_model(options.checkpoint or choose_model())
    size = make_web(saved, out)
    print(f"{workspace().show(saved.path)} → {workspace().show(out)} ({size / 1e6:.1f} MB)")
    if find_node():
        rate = page_speed(out, saved.build()[1], next(iter(style_counts(saved))))
        print(f"속도: Node.js로 1초에 토큰 {rate:.0f}개. Art Tatum은 1초에 42개쯤 씁니다.")
    else:
        print("속도: Node.js가 없어 재지 않았습니다. 브라우저에서는 페이지 아래에 보입니다.")
    print(f"여는 법: python -m http.server --directory {workspace().show(out)} 를 실행하고 "
          "브라우저에서 http://localhost:8000 을 여십시오.")
