"""Google Drive on Colab."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

import sys
from pathlib import Path

from .platforms import where
from .workspaces import FULL_COURSE, workspace

__all__ = ['find_drive', 'mount_drive']


_MOUNT = "/content/drive"


def _drive_folder():
    course = FULL_COURSE if workspace().is_full_course else ""
    return Path(_MOUNT) / "MyDrive/tatumflow" / course / "checkpoints"


def mount_drive() -> Path | None:
    """Ask for Google Drive on Colab. The folder for copies of checkpoints; None, with a warning,
    if that fails."""
    try:
        from google.colab import drive
        drive.mount(_MOUNT)
        folder = _drive_folder()
        folder.mkdir(parents=True, exist_ok=True)
    except Exception as error:  # not on Colab, refused, timed out, full: each raises its own kind
        print(f"주의: Google Drive에 연결하지 못했습니다({type(error).__name__}). {_NO_DRIVE}",
              file=sys.stderr)
        return None
    return folder


_NO_DRIVE = ("체크포인트가 이 컴퓨터에만 남고, Colab에서는 런타임이 끊기면 사라집니다. "
             "이 셀을 다시 실행해 연결을 허락하거나, 끝나기 전에 파일을 내려받으십시오.")


def find_drive() -> Path | None:
    """The folder that `mount_drive` made, while Drive is mounted on Colab; None elsewhere."""
    folder = _drive_folder()
    return folder if where() == "colab" and folder.is_dir() else None
