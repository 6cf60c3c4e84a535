# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .config import *
from .blocks import *
from .grammar import *
from .sampling import *
from .threads import *
from .diagram import *
from .llama import *
from .attention import *
from .transformer import *
from .overfitting import *
from .int8_decoder import *
from .looking import *
from .checkpoints import *
from .reader import *
from .saved_models import *
from .streaming import *
