"""Teach the critic that comes with the package (style and coherence) from real performances.

    TATUMFLOW_WORKSPACE=DIR python .ci/critic.py TOKENS     # TOKENS: what phase1_prepare_dataset wrote of PiJAMA

Prints how well it tells Art Tatum from the others on the validation pieces, which it has not heard.
"""

import sys
from pathlib import Path

import numpy as np
from miditok import REMI

from tatumflow.data import load_index
from tatumflow.evaluation import auc, load_split, style_clips
from tatumflow.generation import CRITIC, train_critic
from tatumflow.runtime import workspace

tokens, style = Path(sys.argv[1]), "Art Tatum"
critic = train_critic(tokens)
judge = critic.judge
np.savez_compressed(CRITIC, styles=judge.styles, mean=judge.mean.astype("f4"), scale=judge.scale.astype("f4"), weight=judge.weight.numpy(), band=critic.band)
clips = style_clips(load_split(tokens, "val"), load_index(workspace().midi), REMI(params=tokens / "tokenizer.json"), seconds=10.0)
chance = judge.probabilities(clips.features)[:, judge.styles.index(style)]
own = clips.style == style
print(f"{CRITIC}: {CRITIC.stat().st_size / 1000:.0f} kB, {len(judge.styles)} styles; {style} against all others AUC {auc(chance[own], chance[~own]):.3f} "
      f"({own.sum()} and {(~own).sum()} clips of 10 s), mean P {chance[own].mean():.2f} and {chance[~own].mean():.3f}, "
      f"right among all {np.mean(np.array(judge.styles)[judge.probabilities(clips.features).argmax(1)] == clips.style):.2f}")
