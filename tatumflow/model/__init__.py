# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .config import *
from .cpu_attention import *
from .grammar import *
from .llama import *
from .transformer import *
from .decoder import *
from .checkpoints import *
from .sampling import *
from .benchmark import *
from .overfitting import *
