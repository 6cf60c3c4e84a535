"""Google Drive on Colab."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

import sys
from pathlib import Path

from .platforms import where
from .workspaces import workspace

__all__ = ['FULL', 'find_drive', 'mount_drive']


FULL = "full_course"  # the full lane's workspace, and its place on Drive, below the quick lane's


def _drive_folder(mount) -> Path:
    return Path(mount) / "MyDrive/tatumflow" / (FULL if workspace().root.name == FULL else "") / "checkpoints"


def mount_drive(mount: str = "/content/drive") -> Path | None:
    "On Colab, ask for Google Drive and return the folder for copies of checkpoints; None, said loudly, if that fails."
    try:
        from google.colab import drive
        drive.mount(mount)
        folder = _drive_folder(mount)
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    except Exception as error:  # not on Colab, refused, timed out, Drive full: each raises its own kind
        print(f"주의: Google Drive에 연결하지 못했습니다({type(error).__name__}). 체크포인트가 이 컴퓨터에만 남고, Colab에서는 "
              "런타임이 끊기면 사라집니다. 이 칸을 다시 실행해 연결을 허락하거나, 끝나기 전에 파일을 내려받으십시오.", file=sys.stderr)
        return None


def find_drive(mount: str = "/content/drive") -> Path | None:
    "The folder that `mount_drive` made, while Google Drive is mounted on Colab; None elsewhere."
    folder = _drive_folder(mount)
    return folder if where() == "colab" and folder.is_dir() else None
