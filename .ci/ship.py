"""Put a trained model into the package as the one that `load_pretrained` reads, with its card.

    TATUMFLOW_WORKSPACE=DIR python .ci/ship.py DIR/checkpoints/tatumflow_003800.pt

DIR/results, from `tatumflow phase4_evaluate_model`, gives the card its numbers. Weights are stored as bf16, which halves the file.
"""

import json
import sys
from pathlib import Path

from safetensors.torch import load_file, save_file

from tatumflow.model import PRETRAINED
from tatumflow.portfolio import export_hub

folder = export_hub(Path(sys.argv[1]), PRETRAINED)
weights = {name: weight.bfloat16() for name, weight in load_file(folder / "model.safetensors").items()}
save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
(folder / "config.json").write_text(json.dumps({**config, "torch_dtype": "bfloat16"}, indent=2), encoding="utf-8")
print(f"{folder}: {sum(path.stat().st_size for path in folder.iterdir()) / 1e6:.1f} MB, {sum(w.numel() for w in weights.values()) / 1e6:.1f}M weights")
