# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .playing import *
from .sheets import *
from .theory import *
from .saving import *
from .editing import *
from .critic import *
from .studio import *
