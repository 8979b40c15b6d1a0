"""Words in English after or before which a name stands, whatever its case.

Gives the places where a name, an employer or a town must begin; reading it is not done here.
"""

from __future__ import annotations

import re

from curbside.safety.deidentify.lexicon import listed, words

# After these a name comes, in lower case too.
STRONG = re.compile(
    r"\b(?:(?:first|last|sur|family|maiden|middle|full|given|middle|legal|real|patient|patient's|"
    r"child's|mother's|father's|partner's|husband's|wife's|doctor's|contact|his|her|my|our|their|"
    r"your|whose|the|'s|s') ?(?:full |first |last |maiden |middle |real |pet |sur|nick)?names?"
    r"(?:'s| is| are| was| were|:|,)? ?(?:called |actually |really |just )?"
    r"|names?(?: on (?:the|my) account)?[:=?]|surname[:=]? ?(?:is )?|name is|named|name's|name of|"
    r"(?:account|card|policy|child|partner|user)'?s?'? name|"
    r"(?:people|everyone|friends|they|everybody|you can) calls? (?:me|him|her)|"
    r"(?:patient|client|attn|attention|signed|signature|sincerely|regards|cheers|"
    r"yours truly|best wishes|kind regards|many thanks|sender|recipient|guardian|next of kin|"
    r"emergency contact|contact person|referred by|reviewed by|dictated by|seen by|physician|"
    r"surgeon|consultant|directed by|author|from|to|cc|parent|attending|provider|therapist)"
    r"[:,]\s{1,8}|change it to|correct it to)[ ]{0,8}"
)
# A name stands before "here": "hey doc, jt here".
HERE = re.compile(
    r"\b(?:(?:hi|hello|hey)\b(?:,? (?:doc|doctors?|dr|sir|all|there|everyone|team|guys))?,? |it'?s )"
    r"(?=([^\W\d_]{2,16}) (?:(?:from|in) \w{3,16} )?here\b)"
)
# A name of a place stands behind these, whatever its words: "a place called nether wallop".
NAMED_PLACE = re.compile(
    r"\b(?:place|town|village|hamlet|island|suburb|township|city)(?: that is| that's|,)? "
    r"(?:called|named) ([^\W\d_][\w'-]{1,24}(?: (?!(?:and|in|on|near|where|which|i|but|so|with|that|by|is|"
    r"for|the|to|we|my|at|has|as|of|who|it)\b)[^\W\d_][\w'-]{1,24})?)"
)
# "moose factory ontario": words in lower case between a preposition and a state or country.
BEFORE_STATE = re.compile(
    r"\b(?:in|from|near|of|outside|at) (?:(?:northern|southern|eastern|western|central|rural|upstate|"
    r"downtown|north|south|east|west|the|all|mid|city|town|state|our|my|a|an|most|parts|and|or|small|"
    r"tiny|village) )*((?!(?:and|or|is|was|my|the|i|for|with|to|of|in|by|a|an|new|south|north|west|east)\b)"
    r"[a-z'-]{3,20}(?: (?!(?:and|or|is|was|my|the|i|for|with|to|of|in|by|a|new|south|north|west|east)\b)"
    r"[a-z'-]{3,20})?),? (?=(?P<state>[a-z]{4,14}(?: [a-z]{4,12})?))"
)
# "at camp bluebonnet": kinds of places that stand before their names.
KIND_BEFORE = re.compile(
    r"\b(?:at|in|from|near|to|on) ((?:camp|lake|mount|mt\.?|fort|port|saint|st\.) (?!of\b|to\b|and\b|in\b|is\b)"
    r"[a-z][a-z'-]{3,20})"
)
KINDS_BEFORE = listed("camp lake mount mt fort port saint st")
DEAR = re.compile(
    r"\bDear (?!Sirs?\b|Madam\b|Doctors?\b|Drs?\b|Team\b|Colleagues?\b|All\b|Friends?\b|Nurses?\b|"
    r"Patient\b|Professor\b|Mum\b|Mom\b|Dad\b|Everyone\b|Both\b|Editor\b|Community\b|Experts?\b)"
    r"([A-Z][a-z'-]{1,20})(?=[,:\n])"
)
NOBODY = listed(
    "everyone anyone someone somebody anybody people guys mom mum dad new again down up newbie "
    "summer winter spring autumn fall hot cold warm late night morning evening raining monsoon over "
    "out back right only first"
)
# After these a listed name comes, in lower case too.
SELF = re.compile(
    r"\b(?:(?:hi|hello|hey)(?:,? (?:doc|doctors?|dr|sir|all|there|everyone))?,? (?:i )?am|"
    r"i'?m|i am|it'?s|it is|this is|hi|hello|hey|dear|love|cheers|regards|"
    r"(?:my|our|his|her) (?:\w{1,12} )?(?:friend|sister|brother|son|daughter|wife|husband|mother|"
    r"father|mom|mum|dad|cousin|nephew|niece|boyfriend|girlfriend|partner|ex|boy|girl|twins?|"
    r"grandson|granddaughter|roommate|flatmate|housemate|neighbou?r|boss|carer|bf|gf|hubby|mates?|"
    r"step(?:son|daughter|mum|mom|dad|mother|father|brother|sister)|half-(?:brother|sister)|"
    r"(?:son|daughter|sister|brother|mother|father)-in-law|childminder|babysitter|colleague|"
    r"coworker|landlord|landlady|tita|tito|lola|lolo|kuya|ate|chachi|didi|amma|oma|opa|nan|nana|"
    r"gran|granny|grandad)|myself|"
    r"pharmacist|nurse|aunt|auntie|uncle|grandma|grandpa)(?:\s{1,2}|\s?\()|"
    r"\b(?:wife|husband|son|daughter|mother|father|mum|mom|dad|sister|brother|family|partner|nok|"
    r"niece|nephew|carer|caregiver|neighbou?r|friend|spouse|midwife|surgeon|guardian|cousin) ?\("
)
# After these a name comes if it is written like one.
WEAK = re.compile(
    r"\b(?:that is|that's|here is|here's|thanks|"
    r"thank you|called|calls|call|met|meet|married|marry|"
    r"(?:my|our|his|her|their|your|a|the) (?:\w{1,12} )?(?:friends?|sisters?|brothers?|sons?|"
    r"daughters?|"
    r"wife|husband|boy|girl|baby|child|kids?|mother|father|mom|mum|dad|aunt|uncle|cousin|nephew|"
    r"niece|grandson|granddaughter|grandmother|grandfather|boyfriend|girlfriend|fianc[eé]e?|"
    r"partner|"
    r"colleague|neighbou?r|boss|roommate|twins?|ex|doctor|nurse|surgeon|dentist|therapist|"
    r"cardiologist|oncologist|neurologist|gynaecologist|gynecologist|psychiatrist|pediatrician|"
    r"paediatrician|midwife|gp|teacher|coach|student|patient|guardian|beneficiary|"
    r"step(?:son|daughter|mother|father)),?|"
    r"with|by|via|and|or|to|for|about|from|told|asked|said|says|under|add|remove|see|saw|"
    r"ask)\s{1,2}"
)
EMPLOYER = re.compile(
    r"\b(?:work(?:s|ed|ing)? (?:for|at|with)|employed (?:by|at)|job (?:at|with)|employer(?: is|:)|"
    r"company(?: is| called|:)|hired by|fired from|retired from|(?:my|his|her) employer,?|"
    r"shifts? (?:at|for|with)|left|quit|sacked by|laid off (?:by|from)|"
    r"(?:the|a|an)(?= [\w&'-]{3,20} (?:factory|plant|warehouse|depot|call cent(?:er|re))\b)|"
    r"(?:boss|managers?|colleagues?|supervisor|job|career|waiter|waitress|welder|miner|porter|headmaster|headmistress|librarian|cleaner|worker|"
    r"electrician|plumber|mechanic|pilot|baker|butcher|cook|barista|analyst|manager|supervisor|"
    r"trainee|apprentice|intern|developer|programmer|receptionist|secretary|technician|operator|"
    r"labourer|laborer|carpenter|builder|lecturer|researcher|student nurse|midwife|paramedic|"
    r"firefighter|officer|soldier|salesman|assistant|sailor|steward(?:ess)?) (?:at|for|with)|"
    r"swimming at|interned? at|working as a \w{1,16} (?:at|for)|"
    r"volunteers? (?:at|for)|student at|stud(?:y|ies|ied|ying) at|attend(?:s|ed|ing)?|"
    r"graduated from|enrolled (?:at|in)|teach(?:es)? at|taught at|(?:manager|nurse|teacher|clerk|"
    r"engineer|driver|doctor|professor|director|accountant|cashier|chef|guard) (?:at|for|with)|"
    r"(?:play(?:s|ed|ing)?(?: \w{3,12})?|fl(?:y|ies|ew|ying)|driv(?:e|es|ing)|drove|captain|"
    r"optometrist|optician|dentist|pharmacist|rn|lpn|hca|picker|courier|packer|stewardess) "
    r"(?:for|at|with)|aboard(?: mv| ms| hms)?|"
    r"support|(?:is|am|are|was|were) from|office of|address of|a year at|year at|"
    r"(?:treated|admitted|seen|operated on|born|referred|transferred|delivered|diagnosed|"
    r"hospitali[sz]ed)"
    r" (?:at|to|in|by))\s{1,2}(?:the )?"
)
LIVES = re.compile(
    r"\b(?:liv(?:e|es|ed|ing) (?:near|in|at|outside|close to|just outside)|(?:moved?|moving|came|"
    r"come|comes|"
    r"coming|travel(?:l?ed|l?ing)?|flew|fly|flying|drove|driving|go|going|went|return(?:ed|ing)?|"
    r"back|"
    r"relocat(?:ed?|ing)) (?:here )?(?:to|from|through)|grew up in|(?:raised|born|based|located|"
    r"residing|resid(?:e|es|ed)|staying|stayed|"
    r"stationed|hometown|situated|vacation|holiday|trip|clinic|hospital|doctor|specialist) (?:in|"
    r"at|near|to)|originally from|"
    r"(?:i'?m|i am|we'?re|we are|he'?s|he is|she'?s|she is|is|am|are|was|"
    r"were) (?:currently )?(?:from|in)|visit(?:ed|ing)?|hometown(?: is|:)|town of|city of|"
    r"village of|where:)\s{1,2}"
)
PLACE = re.compile(r"\b(?:in|from|near|at|outside|around|to|of)\s{1,2}")
# With which words a match of these patterns can begin: nothing else need be looked at.
STRONG_ENDS = tuple(
    f"{word}{mark}"
    for word in listed(
        "patient client attn attention signed signature sincerely regards cheers truly wishes "
        "thanks sender recipient guardian kin contact person by physician surgeon consultant "
        "author from to cc parent attending provider therapist"
    )
    for mark in ",:"
)
STRONG_PARTS = ("name", " call", "change it to", "correct it to")
BEGINNINGS = {
    SELF: "wife husband son daughter mother father mum mom dad sister brother family partner nok "
    "niece nephew carer caregiver neighbour neighbor friend spouse midwife surgeon guardian cousin "
    "hi hello hey i im it its this dear love cheers regards my our his her myself pharmacist "
    "nurse aunt auntie uncle grandma grandpa",
    WEAK: "that here thanks thank called calls call met meet married marry my our his her their "
    "your a the with by via and or to for about from told asked said says under add remove see "
    "saw ask",
    EMPLOYER: "play plays played playing fly flies flew flying drive drives driving drove captain "
    "optometrist optician dentist pharmacist rn lpn hca picker courier packer aboard work works worked working employed job employer company hired fired retired my his "
    "her shift shifts left quit sacked laid the a an waiter waitress welder miner porter "
    "headmaster headmistress librarian cleaner worker electrician plumber mechanic pilot baker "
    "butcher cook barista analyst manager supervisor trainee apprentice intern interne interned "
    "developer programmer receptionist secretary technician operator labourer laborer carpenter "
    "builder lecturer researcher student midwife paramedic firefighter officer soldier salesman "
    "assistant sailor steward stewardess swimming volunteer volunteers study studies studied "
    "studying attend attends attended attending graduated enrolled teach teaches taught nurse "
    "teacher clerk engineer driver doctor professor director accountant cashier chef guard "
    "boss managers colleague colleagues career support is am are was were office address year treated admitted seen operated born referred "
    "transferred delivered diagnosed hospitalised hospitalized",
    LIVES: "live lives lived living move moved moving came come comes coming travel traveled "
    "travelled traveling travelling flew fly flying drove driving go going went return returned "
    "returning back relocate relocated relocating grew raised born based located residing reside "
    "resides resided staying stayed stationed hometown situated vacation holiday trip clinic "
    "hospital doctor specialist originally i im we he hes she shes is am are was were visit "
    "visited visiting town city village where",
    PLACE: "in from near at outside around to of",
}
# What stands right before the name that one of them announces.
ENDS = listed(
    "am m im s its is hi hello hey dear love cheers regards myself pharmacist nurse aunt auntie "
    "uncle grandma grandpa ( thanks you called calls call met meet married marry friend friends "
    "sister sisters brother brothers son sons daughter daughters wife husband mother father mom "
    "mum dad cousin nephew niece boyfriend girlfriend partner ex boy girl twin twins grandson "
    "granddaughter grandmother grandfather fiance fiancé fiancee fiancée roommate flatmate "
    "neighbour neighbor boss carer baby child kid kids colleague doctor surgeon dentist therapist "
    "cardiologist oncologist neurologist gynaecologist gynecologist psychiatrist pediatrician "
    "paediatrician midwife gp teacher coach student patient guardian beneficiary stepson "
    "stepdaughter stepmother stepfather , : with by via and or to for about from told asked said "
    "says under add remove see saw ask at the a an left quit attend attends attended attending "
    "support are was were of in near outside through visit visited visiting around employer "
    "aboard mv ms hms housemate bf gf hubby mate mates stepmum stepmom stepdad stepbrother "
    "stepsister law childminder babysitter coworker landlord landlady tita tito lola lolo kuya ate "
    "chachi didi amma oma opa nan nana gran granny grandad"
)
# Behind a name, these say that it names someone.
VERBS = words("name_verbs")
