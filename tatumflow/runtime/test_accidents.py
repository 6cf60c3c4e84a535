"""Random accidents: none of them may cost a whole checkpoint."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import os
import random
import shutil
import tempfile
import zipfile
from pathlib import Path
from unittest import mock

from .checkpoint_files import best_name, checkpoint_files, step_of
from .files import write_atomic
from .vault import Vault


_KINDS = ("refused", "full", "lost", "emptied", "cut", "changed", "killed", "trash", None)


class _Killed(BaseException): pass


class _Accident:
    """While entered, the file operations below `remote` fail in one way, after a while."""

    def __init__(self, kind, left, remote):
        self.kind, self.left, self.remote = kind, left, str(remote)
        self.real = {"replace": os.replace, "unlink": os.unlink, "mkdir": Path.mkdir}
        self.patches = [mock.patch("os.fsync", self.fsync), mock.patch("os.unlink", self.unlink),
                        mock.patch("os.replace", self.replace),
                        mock.patch("pathlib.Path.mkdir", lambda *a, **k: self.mkdir(*a, **k))]

    def __enter__(self):
        for patch in self.patches: patch.start()

    def __exit__(self, *error):
        for patch in self.patches: patch.stop()

    def strikes(self, *kinds):
        if self.kind in kinds: self.left -= 1
        return self.kind in kinds and self.left <= 0

    def below(self, path): return str(path).startswith(self.remote)

    def fsync(self, fd):
        if self.strikes("full"): raise OSError(errno.ENOSPC, "No space left on device")
        if self.strikes("killed"): raise _Killed
        if self.strikes("emptied"): os.ftruncate(fd, 0)
        if self.strikes("cut"): os.ftruncate(fd, 1000)
        if self.strikes("changed"): os.pwrite(fd, b"changed", 2000)

    def replace(self, source, target):
        if self.below(target) and self.strikes("killed"): raise _Killed
        if self.below(target) and self.strikes("lost"): return self.real["unlink"](source)
        self.real["replace"](source, target)
        if str(target).endswith(".pt") and self.strikes("killed"): raise _Killed

    def unlink(self, path, *rest, **named):
        if self.below(path) and self.strikes("trash"):
            raise OSError(errno.EDQUOT, "Disk quota exceeded")
        if self.below(path) and self.strikes("killed"): raise _Killed
        self.real["unlink"](path, *rest, **named)

    def mkdir(self, path, *rest, **named):
        if self.kind == "refused" and self.below(path):
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        self.real["mkdir"](path, *rest, **named)


class _Trial:
    """Checkpoints are made, copied with accidents, and restored, all at random."""

    def __init__(self, seed, folder):
        self.chance, self.told, self.accidents, self.restores = random.Random(seed), [], 0, 0
        self.local, self.remote = Path(folder) / "local", Path(folder) / "remote"
        self.step, self.truth = 0, {}  # the whole content of every checkpoint
        self.local.mkdir()
        self.vault = Vault(self.local, self.remote, self.told.append)

    def whole(self, folder):
        return {name for name in self.truth
                if (folder / name).is_file() and (folder / name).read_bytes() == self.truth[name]}

    def make_checkpoint(self):
        self.step += 100
        path = self.local / f"tatumflow_{self.step:06d}.pt"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("weights", self.chance.randbytes(5000))
        self.truth[path.name] = path.read_bytes()
        if self.chance.random() < 0.4:
            write_atomic(self.local / "best.json", f'{{"file": "{path.name}"}}')
        for old in checkpoint_files(self.local)[:-2]:
            if old.name != best_name(self.local): old.unlink()

    def sync(self):
        """Copy under an accident; what was whole stays whole, and a failure is told."""
        kind, before = self.chance.choice(_KINDS), self.whole(self.remote)
        newest, best, fine = max(self.truth), best_name(self.local), False
        try:
            with _Accident(kind, self.chance.randrange(1, 5), self.remote): fine = self.vault.sync()
        except _Killed:
            self.vault = Vault(self.local, self.remote, self.told.append)
        self.accidents += kind is not None
        after = self.whole(self.remote)
        for name in sorted(before)[-2:]:
            assert name in after or len([n for n in after if n > name]) >= 2, (kind, "lost", name)
        assert best not in before or best in after, (kind, "lost the best", best)
        if kind in ("refused", "trash") and not fine: assert self.vault.trouble and self.told, kind
        if kind != "killed" and newest not in after:
            assert self.vault.trouble and self.vault.newest != newest, (kind, "not told")


def _spoil(trial):
    """Something rots where it lies, or the machine is taken away."""
    kind = trial.chance.choice(("local cut", "remote cut", "index", "times", "machine", "machine"))
    folder = trial.local if kind == "local cut" else trial.remote
    victims = sorted(trial.whole(folder))
    index = trial.remote / "latest.json"
    if kind.endswith("cut") and len(trial.whole(trial.local) | trial.whole(trial.remote)) > 1:
        if victims: os.truncate(folder / trial.chance.choice(victims), 1500)
    elif kind == "index" and index.exists(): os.truncate(index, 10)
    elif kind == "times":  # the disk is mounted again and tells other times
        for path in checkpoint_files(folder): os.utime(path)
    elif kind == "machine": shutil.rmtree(trial.local)


def _restore(trial):
    """The newest whole checkpoint comes back, and training goes on from there."""
    expected = max(trial.whole(trial.local) | trial.whole(trial.remote))
    trial.vault = Vault(trial.local, trial.remote, trial.told.append)
    found, trial.restores = trial.vault.restore(), trial.restores + 1
    assert found is not None and found.name == expected, (expected, found)
    assert found.read_bytes() == trial.truth[expected], expected
    trial.step = step_of(expected)
    trial.truth = {name: data for name, data in trial.truth.items() if name <= expected}


def _run_trial(seed):
    with tempfile.TemporaryDirectory() as folder:
        trial = _Trial(seed, folder)
        for _ in range(trial.chance.randrange(4, 10)):
            trial.make_checkpoint()
            trial.sync()
            if trial.chance.random() < 0.3 and trial.whole(trial.remote):
                _spoil(trial)
                _restore(trial)
        return trial


def run_accidents(count):
    """A line on `count` random trials. Raises AssertionError if one loses a whole checkpoint."""
    trials = [_run_trial(seed) for seed in range(count)]
    accidents = sum(trial.accidents for trial in trials)
    restores = sum(trial.restores for trial in trials)
    return (f"무작위 사고 {count}묶음(사고 {accidents}번, 되살리기 {restores}번): "
            "잃은 체크포인트 0개")


def test_no_accident_costs_a_whole_checkpoint():
    assert "0개" in run_accidents(80)
