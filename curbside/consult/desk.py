"""What a doctor, or the lead of a department, can do: the one module that the desk's pages call.

A question is named by its public id. Whoever may not answer in its department gets NotFound.
"""

from curbside.consult.answering import reply, revise, save_draft
from curbside.consult.claiming import claim, hand_back
from curbside.consult.deciding import ask_back, decline, refer, set_level
from curbside.consult.opinions import drop_snippet, give_opinion, keep_snippet, snippets
from curbside.consult.placing import choices, place
from curbside.consult.targets import set_target

__all__ = [
    "ask_back",
    "choices",
    "claim",
    "decline",
    "drop_snippet",
    "give_opinion",
    "hand_back",
    "keep_snippet",
    "place",
    "refer",
    "reply",
    "revise",
    "save_draft",
    "set_level",
    "set_target",
    "snippets",
]
