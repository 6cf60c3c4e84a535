"""Put a trained model into the package as the one that `load_pretrained` reads, with its card.

    TATUMFLOW_WORKSPACE=DIR python .ci/ship.py DIR/checkpoints/tatumflow_003800.pt

DIR/results, from `tatumflow phase4_evaluate_model` with that checkpoint, gives the card its numbers, and docs/PRETRAINED.md its tables. Weights are stored
as bf16, which halves the file. `SPLIT` and `KNOWN` below are of the model that is in the package now: write them anew for another.
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

from lesson import ROOT

DOCS = f"{metadata('tatumflow')['Home-page']}/blob/main/docs"
SPLIT = f"""## 훈련과 분할

스텝은 마지막으로 이어 훈련한 것만 센 수입니다. 여러 번 이어 훈련한 전체 과정은 [실험 장부]({DOCS}/HYPERPARAMETERS.md)의 3번, 18번, 20번, 23번에 있습니다. PiJAMA는 공식 분할의 훈련 곡으로만
배웠고, 위의 점수는 공식 검증 곡에서 잰 것입니다. Weimar는 같은 곡이 두 쪽에 걸치지 않게 나누었습니다.
"""
KNOWN = f"""- 음이름의 KL과 PCTM에서는 마르코프 사슬보다 낫지 않습니다(위의 표).
- 진짜 앞부분을 듣고 이은 조각 60개에서 훈련 곡과 이어서 같은 음은 가장 긴 것이 10음입니다(진짜 연주 10음).
- Bill Evans처럼 시킨 연주를 판별기는 거의 그 사람으로 듣지 않고(확률 0.02), Brad Mehldau는 0.18입니다([갤러리]({DOCS}/GALLERY.md)의 3, 9번). Charlie Parker는 뽑을 때마다 다릅니다. 여덟 번 가운데 고른 것이 0.91이지만(6번), 다른 반올림으로 뽑았을 때는 0.23이었습니다. 다른 이름은 재지 않았습니다.
"""

(PRETRAINED / "README.md").unlink(missing_ok=True)  # a card that is there would be kept
folder = export_hub(Path(sys.argv[1]), PRETRAINED)
(folder / ".written.json").unlink()
weights = {name: weight.bfloat16() for name, weight in load_file(folder / "model.safetensors").items()}
save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
if "torch_dtype" in config: (folder / "config.json").write_text(json.dumps({**config, "torch_dtype": "bfloat16"}, indent=2), encoding="utf-8")
card = folder / "README.md"
text = card.read_text(encoding="utf-8").replace("`, float32)", "`, bf16)").rstrip()
text = text.replace("\n## 한계\n", f"\n{SPLIT}\n## 한계\n{KNOWN}")
card.write_text(f"{text} `critic.npz`(연주를 듣고 스타일을 가리는 판별기)도 PiJAMA에서 배웠으므로 같은 라이선스를 따릅니다.\n", encoding="utf-8")
for path in folder.iterdir(): path.chmod(0o644)

results = json.loads((workspace().results / "metrics.json").read_text(encoding="utf-8"))
options = "".join(f" --{name} {value}" for name, value in (("count", results["passages"]), ("windows", results["windows"])) if value)
HEADING = f"""# 패키지의 모델을 잰 표

`tatumflow/pretrained/`의 모델(표의 {Path(sys.argv[1]).stem})을 훈련에 쓰지 않은 곡에서 잰 결과 그대로입니다. PiJAMA와 Weimar의 Charlie Parker를 모아
준비했다면([1장](phase1_data.md)) 누구나 다음 명령으로 다시 잴 수 있습니다. val은 PiJAMA의 공식 검증 곡이고, PiJAMA의 공개된 분할에는 시험 곡이 없으므로 test는 Weimar의 Parker 두 곡입니다.

```bash
tatumflow phase4_evaluate_model --checkpoint pretrained --style "{results["style"]}"{options}
```

지표의 뜻은 [4장](phase4_evaluation.md)에, 훈련한 방법은 [훈련 장부](HYPERPARAMETERS.md)에 있습니다. 뮤직 트랜스포머와는 장부의 9번, 22번, 25번, 27번에서 견줍니다.
"""
table = (workspace().results / "comparison.md").read_text(encoding="utf-8")
(folder / "comparison.md").write_text(table.replace("![점수와 구간](comparison.png)\n\n", ""), encoding="utf-8")  # lesson 4 shows it
table = table.replace("# 체크포인트 비교\n", HEADING).replace("(comparison.png)", "(figures/pretrained.png)")
(ROOT / "docs" / "PRETRAINED.md").write_text(table, encoding="utf-8")
shutil.copy(workspace().results / "comparison.png", ROOT / "docs" / "figures" / "pretrained.png")
print(f"{folder}: {sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.1f} MB, {sum(w.numel() for w in weights.values()) / 1e6:.1f}M weights")
