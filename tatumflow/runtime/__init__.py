# Made from a notebook by .ci/export.py. Do not edit: change the notebook.
from .platforms import *
from .arguments import *
from .workspaces import *
from .hub import *
from .teaching import *
from .vault import *
from .sound import *
from .cli import *
from .handover import *
from .checks import *
