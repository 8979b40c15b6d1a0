"""`python -m curbside` is the command `curbside`."""

from curbside.commands.main import run

run()
