"""The WSGI application as `curbside up` serves it: each web worker ends with granian's parent.

Not for servers of your own making: those take ``curbside.config.wsgi``.
"""

import signal

from curbside.config.wsgi import application
from curbside.core.processes import obey_parent

__all__ = ["application"]

# Without its parent nobody would stop it, and it would go on holding the port.
obey_parent(signal.SIGKILL)
