"""Where the copies of a run's checkpoints go."""

# Made from notebooks/03_training.ipynb by .ci/export.py. Do not edit: change the notebook.

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..runtime.drive import find_drive
from ..runtime.platforms import where
from ..runtime.vault import Vault
from ..runtime.workspaces import workspace
from .hub_vault import HubVault

__all__ = ['find_vault', 'finish_copies', 'open_vault']


def open_vault(local, place) -> Vault:
    """The vault of the checkpoints in `local` at `place`: a folder, or "hub:user/name". Raises
    `TatumError` as `HubFolder`."""
    place = Path(place).as_posix()
    if place.startswith("hub:"): return HubVault(local, place.removeprefix("hub:"))
    return Vault(local, place)


@contextmanager
def finish_copies(vault: Vault | None) -> Iterator[None]:
    """After the block, also when it fails, wait for the copies under way and say how they went; not
    when it is interrupted."""
    try:
        yield
    except KeyboardInterrupt:
        vault = None
        raise
    finally:
        if vault:
            if not vault.close():
                print("주의: 보관함의 복사가 15분이 지나도 끝나지 않아 더 기다리지 않습니다. "
                      f"체크포인트는 {workspace().show(vault.local)}에 있습니다.")
            print(vault.status())


def find_vault(out: Path | None = None) -> Path | None:
    """The folder on Google Drive for copies of the workspace's checkpoints; None elsewhere and for
    a run in a folder `out` of its own, on Colab and Kaggle with a warning."""
    if out and Path(out).resolve() != workspace().root and where() == "colab":
        print("주의: --out으로 따로 하는 훈련이라 사본을 만들지 않습니다. 사본을 두려면 --vault에 "
              "이 훈련만의 Drive 폴더나 hub:사용자이름/저장소이름을 주십시오.")
        return None
    drive = find_drive()
    if not drive and where() == "colab":
        print("주의: Google Drive가 연결되어 있지 않아 사본을 만들지 않습니다. 런타임이 끊기면 "
              "체크포인트가 사라집니다. 앞머리의 take_over() 셀을 다시 실행해 연결을 허락하십시오.")
    if where() == "kaggle":
        print("주의: 사본을 만들지 않습니다. Kaggle은 Save Version으로 저장하지 않은 세션의 파일을 "
              "지웁니다. 길게 훈련한다면 vault에 hub:사용자이름/저장소이름을 주어 Hugging Face에 "
              "사본을 두십시오.")
    return drive
