# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .intervals import *
from .pitch import *
from .tuning import *
from .losses import *
from .passages import *
from .baselines import *
from .coherence import *
from .styles import *
from .memory import *
from .sets import *
from .adherence import *
from .scores import *
from .reports import *
from .listening import *
from .exam import *
