"""The WSGI application as `curbside up` serves it: each web worker ends with granian's parent.

Not for servers of your own making: those take ``curbside.config.wsgi``.
"""

import signal

from curbside.core.processes import obey_parent

# A worker is forked with its parent's handler, which only takes a note, and until granian replaces
# that, a worker told to stop while it loads would not; and without its parent nobody would stop it.
signal.signal(signal.SIGTERM, signal.SIG_DFL)
obey_parent(signal.SIGKILL)

from curbside.config.warming import warm  # noqa: E402 - the above covers the loading
from curbside.config.wsgi import application  # noqa: E402 - the same

warm()

__all__ = ["application"]
