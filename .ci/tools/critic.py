"""Teach the critic that comes with the package (style and coherence) from real performances.

    TATUMFLOW_WORKSPACE=DIR python .ci/tools/critic.py TOKENS   # minutes of one core

TOKENS is what phase1_prepare_dataset wrote of PiJAMA. The judge learns from clips of 10 and of 30 s
of the training pieces. Beside the critic is kept how well it does on
the validation pieces, which it has not heard: of every style, the mean probability that its own
clips of 10 s get ("own") and all others get ("others"), and the area under the ROC curve between
them ("auc").
"""

import sys
from pathlib import Path

import numpy as np
from miditok import REMI

from tatumflow.data import load_index
from tatumflow.evaluation import CRITIC, auc, load_split, style_clips, train_judge
from tatumflow.generation import train_critic
from tatumflow.runtime import workspace

MEASURED = ("own", "others", "auc")
LENGTHS, MOST = (30.0, 10.0), 180  # seconds; clips of a style and a length


def teach(tokens: Path):
    """The judge that the training pieces teach."""
    index, tokenizer = load_index(workspace().midi), REMI(params=tokens / "tokenizer.json")
    pieces = load_split(tokens, "train")
    clips = [style_clips(pieces, index, tokenizer, seconds, MOST) for seconds in LENGTHS]
    features = np.concatenate([one.features for one in clips])
    return train_judge(features, np.concatenate([one.style for one in clips]))


def held_out(judge, tokens: Path) -> dict[str, np.ndarray]:
    """{own, others, auc}, each (styles,); NaN for a style without validation pieces."""
    index, tokenizer = load_index(workspace().midi), REMI(params=tokens / "tokenizer.json")
    clips = style_clips(load_split(tokens, "val"), index, tokenizer, 10.0, MOST)
    rows = []
    for style, chance in zip(judge.styles, judge.probabilities(clips.features).T):
        mine, others = chance[clips.style == style], chance[clips.style != style]
        if len(mine): rows.append((mine.mean(), others.mean(), auc(mine, others)))
        else: rows.append((np.nan,) * 3)
    return dict(zip(MEASURED, np.array(rows).T))


def main():
    tokens = Path(sys.argv[1])
    judge = teach(tokens)
    critic, measured = train_critic(tokens, judge), held_out(judge, tokens)
    np.savez_compressed(CRITIC, styles=judge.styles, weight=judge.weight.astype("f2"),
                        bias=judge.bias, band=critic.band, **measured)
    print(f"{CRITIC}: {CRITIC.stat().st_size / 1000:.0f} kB, {len(judge.styles)} styles")
    for style, *row in zip(judge.styles, *measured.values()):
        print(style, *(f"{name} {value:.3f}" for name, value in zip(MEASURED, row)))


if __name__ == "__main__":
    main()
