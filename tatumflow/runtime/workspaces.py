"""The folders in which the lessons leave their files."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import os
from dataclasses import dataclass
from pathlib import Path

from .errors import TatumError
from .platforms import where

__all__ = ['FULL_COURSE', 'Workspace', 'workspace']


@dataclass(frozen=True)
class Workspace:
    """Where everything lives on disk. Nothing is created until it is written."""
    root: Path

    @property
    def midi(self): return self.root / "data/art_tatum_midi"

    @property
    def set_aside(self): return self.root / "data/set_aside"

    @property
    def tokens(self): return self.root / "data/tokens"

    @property
    def metadata(self): return self.root / "data/metadata.json"

    @property
    def checkpoints(self): return self.root / "checkpoints"

    @property
    def logs(self): return self.root / "logs/tensorboard"

    @property
    def outputs(self): return self.root / "outputs"

    @property
    def generation(self): return self.root / "outputs/generation"

    @property
    def hub(self): return self.root / "outputs/huggingface"

    @property
    def results(self): return self.root / "results"

    @property
    def is_full_course(self): return self.root.name == FULL_COURSE

    def show(self, path) -> str:
        """`path` as a learner should read it: relative to the root where it lies inside."""
        path = Path(path)
        if not path.is_relative_to(self.root): return str(path)
        return path.relative_to(self.root).as_posix()

    def need(self, path, notebook: str) -> Path:
        """`path` if it exists (a folder must hold something). Raises `TatumError` naming the
        notebook that makes it."""
        path = Path(path)
        if path.is_file() or (path.is_dir() and any(path.iterdir())): return path
        raise TatumError(f"필요한 파일이 없습니다: {self.show(path)}. 먼저 {notebook} 노트북을 "
                         f"처음부터 끝까지 실행하십시오.{_on_hosts(self.root)}")


FULL_COURSE = "full_course"  # the full lane's workspace, inside that of the quick lane


def _on_hosts(root):
    """What else helps on Colab and Kaggle against a missing file."""
    if where() == "local": return ""
    return (" Colab과 Kaggle은 노트북마다 새 컴퓨터를 쓰므로, 그 끝의 hand_over()와 이 노트북 "
            "앞머리의 take_over()가 파일을 옮깁니다. 빠른 코스라면 새 셀에서 "
            f"!tatumflow quickstart --out {root}를 실행해도 됩니다(5분쯤).")


def workspace() -> Workspace:
    """The workspace at $TATUMFLOW_WORKSPACE, else in Colab's or Kaggle's folder, else in the
    checkout around the current folder, else in that folder."""
    chosen = os.environ.get("TATUMFLOW_WORKSPACE")
    if chosen: return Workspace(Path(chosen).expanduser().resolve())
    if where() == "colab": return Workspace(Path("/content/tatumflow_work"))
    if where() == "kaggle": return Workspace(Path("/kaggle/working"))
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "notebooks/00_setup.ipynb").is_file(): return Workspace(folder)
    return Workspace(here)
