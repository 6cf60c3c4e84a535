"""Print how well a judge names the twelve pianists of PiJAMA-12 (Edwards, Maezawa and Dixon, 2026)
from 30 s and from a whole track, with intervals over tracks or albums.

    TATUMFLOW_WORKSPACE=DIR python .ci/tools/pianists.py TOKENS     # minutes, 1 GB of memory

Every track is judged by a judge that did not hear it (five folds of tracks), and by one that did
not hear its album (three folds of albums). Recorded in one hall: the same for the albums of the
Maybeck series, each judged by a judge that knows other pianists in that hall.
"""

import sys
from pathlib import Path

import numpy as np
from miditok import REMI

from tatumflow.data import clip, load_index
from tatumflow.evaluation import load_split, ranged, share_mean, style_features, train_judge
from tatumflow.runtime import progress, workspace

TWELVE = ("Abdullah Ibrahim", "Andy Laverne", "Art Tatum", "Cedar Walton", "Dave McKenna",
          "Dick Hyman", "Erroll Garner", "George Cables", "Hank Jones", "Horace Parlan",
          "Oscar Peterson", "Tete Montoliu")
SECONDS, FEWEST = 30.0, 20  # of a clip; notes in it
FOLDS = {"tracks": 5, "albums": 3}


def clips_of(tokens: Path):
    """features (n, features), and pianist, album and track of each clip, (n,)."""
    known, tokenizer = load_index(workspace().midi), REMI(params=tokens / "tokenizer.json")
    pieces = [piece for split in ("train", "val", "test") for piece in load_split(tokens, split)]
    pieces = [piece for piece in pieces if known[piece.name]["artist"] in TWELVE]
    rows = []
    for piece in progress(pieces, desc="clips"):
        notes, about = piece.notes(tokenizer), known[piece.name]
        where = about["artist"], f"{about['artist']}/{about['album']}", piece.name
        last = max(notes["onset"].max() - SECONDS, 0)
        for start in np.arange(0, last + 1e-9, SECONDS):
            part = clip(notes, start, start + SECONDS)
            if len(part) >= FEWEST: rows.append((style_features(part), *where))
    return [np.array(column) for column in zip(*rows)]


def deal(unit, pianist, count):
    """Each clip's fold, (n,): every pianist's units are dealt out in random order."""
    fold, rng = np.zeros(len(unit), int), np.random.default_rng(0)
    for name in TWELVE:
        for n, one in enumerate(rng.permutation(np.unique(unit[pianist == name]))):
            fold[unit == one] = n % count
    return fold


def heard(features, pianist, fold):
    """ln p(pianist | clip), (n, 12), by judges that did not hear the clip's fold."""
    chance = np.zeros((len(fold), len(TWELVE)))
    for n in np.unique(fold):
        judge = train_judge(features[fold != n], pianist[fold != n])
        chance[fold == n] = judge.probabilities(features[fold == n])
    return np.log(chance + 1e-30)


def main():
    features, pianist, album, track = clips_of(Path(sys.argv[1]))
    features = features[:, features.std(0) > 0]
    names = np.array(TWELVE)
    for what, count in FOLDS.items():
        unit = track if what == "tracks" else album
        told = heard(features, pianist, deal(unit, pianist, count))
        right = names[told.argmax(1)] == pianist
        print(f"other {what}: a clip {ranged(share_mean(right, unit), 3)} of {len(right)}")
        first = np.unique(track, return_index=True)[1]
        whole = np.array([names[told[track == track[n]].mean(0).argmax()] == pianist[n]
                          for n in first])
        print(f"  a track {ranged(share_mean(whole, unit[first]), 3)} of {len(whole)}")
        hall = np.array(["Maybeck" in one for one in album[first]])
        beside = ~hall & np.isin(pianist[first], pianist[first][hall])
        print(f"  a track in the hall {whole[hall].mean():.3f} of {hall.sum()}, "
              f"of the same pianists elsewhere {whole[beside].mean():.3f} of {beside.sum()}")


if __name__ == "__main__":
    main()
