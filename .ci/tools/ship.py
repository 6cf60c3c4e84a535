"""Put a trained model into the package as the one that `load_pretrained` reads, with its card.

    TATUMFLOW_WORKSPACE=DIR python .ci/tools/ship.py DIR/checkpoints/tatumflow_003800.pt

DIR/results, from `tatumflow phase4_evaluate_model` with that checkpoint, gives the card its
numbers, and docs/PRETRAINED.md its tables. Weights are stored as bf16, which halves the file.
`SPLIT` and `KNOWN` below are of the model that is in the package now: write them anew for another.
"""

import json
import shutil
import sys
from importlib.metadata import metadata
from pathlib import Path

from safetensors.torch import load_file, save_file

from tatumflow.model import PRETRAINED
from tatumflow.portfolio import export_hub
from tatumflow.runtime import workspace

REPOSITORY = Path(__file__).resolve().parents[2]
DOCS = f"{metadata('tatumflow')['Home-page']}/blob/main/docs"
SPLIT = f"""## 훈련과 분할

스텝은 마지막으로 이어 훈련한 것만 센 수입니다. 여러 번 이어 훈련한 전체 과정은 [실험 장부]({DOCS}/LEDGER.md)의 3번, 18번, 20번, 23번에 있습니다. PiJAMA는 공식 분할의 훈련 곡으로만
배웠고, 위의 점수는 공식 검증 곡에서 잰 것입니다. Weimar는 같은 곡이 두 쪽에 걸치지 않게 나누었습니다.
"""  # noqa: E501
KNOWN = f"""- 음이름의 KL과 PCTM에서는 마르코프 사슬보다 낫지 않습니다(위의 표).
- 진짜 앞부분을 듣고 이은 조각 60개에서 훈련 곡과 이어서 같은 음은 가장 긴 것이 10음입니다(진짜 연주 10음).
- Bill Evans처럼 시킨 연주를 판별기는 거의 그 사람으로 듣지 않고(확률 0.02), Brad Mehldau는 0.18입니다([갤러리]({DOCS}/GALLERY.md)의 3, 9번). Charlie Parker는 뽑을 때마다 다릅니다. 여덟 번 가운데 고른 것이 0.91이지만(6번), 다른 반올림으로 뽑았을 때는 0.23이었습니다. 다른 이름은 재지 않았습니다.
"""  # noqa: E501
CRITIC = ("`critic.npz`(연주를 듣고 스타일을 가리는 판별기)도 PiJAMA에서 배웠으므로 같은 "
          "라이선스를 따릅니다.")


def heading(name, command):
    return f"""# 패키지의 모델을 잰 표

`tatumflow/pretrained/`의 모델(표의 {name})을 훈련에 쓰지 않은 곡에서 잰 결과 그대로입니다. PiJAMA와 Weimar의 Charlie Parker를 모아
준비했다면([1장](phase1_data.md)) 누구나 다음 명령으로 다시 잴 수 있습니다. val은 PiJAMA의 공식 검증 곡이고, PiJAMA의 공개된 분할에는 시험 곡이 없으므로 test는 Weimar의 Parker 두 곡입니다.

```bash
{command}
```

지표의 뜻은 [4장](phase4_evaluation.md)에, 훈련한 방법은 [훈련 장부](LEDGER.md)에 있습니다. 뮤직 트랜스포머와는 장부의 9번, 22번, 25번, 27번에서 견줍니다.
"""  # noqa: E501


def export(checkpoint: Path) -> int:
    """Write the model into the package, as bf16; returns the number of its weights."""
    (PRETRAINED / "README.md").unlink(missing_ok=True)  # a card that is there would be kept
    folder = export_hub(checkpoint, PRETRAINED)
    (folder / ".written.json").unlink()
    stored = load_file(folder / "model.safetensors")
    weights = {name: weight.bfloat16() for name, weight in stored.items()}
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if "torch_dtype" in config:
        text = json.dumps({**config, "torch_dtype": "bfloat16"}, indent=2)
        (folder / "config.json").write_text(text, encoding="utf-8")
    return sum(weight.numel() for weight in weights.values())


def complete_card() -> None:
    """Write into the card what is known of this very model."""
    card = PRETRAINED / "README.md"
    text = card.read_text(encoding="utf-8").replace("`, float32)", "`, bf16)").rstrip()
    text = text.replace("\n## 한계\n", f"\n{SPLIT}\n## 한계\n{KNOWN}")
    card.write_text(f"{text} {CRITIC}\n", encoding="utf-8")


def write_tables(name: str) -> None:
    """docs/PRETRAINED.md, its figure, and the table that lesson 4 shows."""
    results = workspace().results
    measured = json.loads((results / "metrics.json").read_text(encoding="utf-8"))
    command = "tatumflow phase4_evaluate_model --checkpoint pretrained"
    command += f' --style "{measured["style"]}"'
    for option, key in (("count", "passages"), ("windows", "windows")):
        if measured[key]: command += f" --{option} {measured[key]}"
    table = (results / "comparison.md").read_text(encoding="utf-8")
    shown = table.replace("![점수와 구간](comparison.png)\n\n", "")
    (PRETRAINED / "comparison.md").write_text(shown, encoding="utf-8")
    page = table.replace("# 체크포인트 비교\n", heading(name, command))
    page = page.replace("(comparison.png)", "(figures/pretrained.png)")
    docs = REPOSITORY / "docs"
    (docs / "PRETRAINED.md").write_text(page, encoding="utf-8")
    shutil.copy(results / "comparison.png", docs / "figures" / "pretrained.png")


def main():
    checkpoint = Path(sys.argv[1])
    count = export(checkpoint)
    complete_card()
    for path in PRETRAINED.iterdir(): path.chmod(0o644)
    write_tables(checkpoint.stem)
    size = sum(path.stat().st_size for path in PRETRAINED.iterdir())
    print(f"{PRETRAINED}: {size / 1e6:.1f} MB, {count / 1e6:.1f}M weights")


if __name__ == "__main__":
    main()
