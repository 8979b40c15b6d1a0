"""Numbers that stand for a person or a thing of theirs: cards, accounts, identity, records, plates.

A number with a valid check digit is surer, but one without is found too: a slip of the pen leaves
most of an identifier in the text. Any bare run of seven digits or more is an identifier until a
person says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers import checksums
from curbside.safety.deidentify.identifiers.rules import Rule, Rules, ascii_pattern, run
from curbside.safety.deidentify.lexicon import listed
from curbside.safety.deidentify.model import (
    ACCOUNT,
    CARD,
    DEVICE,
    DRIVER,
    HEALTH_CARD,
    IBAN,
    ID,
    NATIONAL_ID,
    PASSPORT,
    PLATE,
    RECORD,
    SSN,
    ZIP,
    Candidate,
)  # fmt: skip

_DATE = ascii_pattern(r"\d{1,4}-\d{1,2}-\d{1,4}|(?:19|20)\d\d-(?:19|20)?\d\d")
_LETTERS = re.compile("[a-z]+")
_SEPARATORS = ascii_pattern(r"[\s.-]+")
# "number", a colon, "is": what may stand between the word for a number and the number.
_IS = (
    r"(?:\s?(?:no\b\.?|nos\b\.?|num(?:ber)?s?\b|nr\b\.?|id\b|code\b|#|號碼|号码|編號|编号|字號|號|"
    r"号)(?:'?s\b)?)?"
    r"\s{0,3}(?:is\b|was\b|are\b|of\b|為|为|是)?\s{0,3}[:=#(]?\s{0,3}"
)
_VALUE = r"((?=[a-z-]{0,8}\d)[a-z0-9][a-z0-9/-]{2,28}[a-z0-9])(?![a-z0-9])"


_IBAN_COUNTRIES = listed(
    "ad ae al at az ba be bg bh br by ch cr cy cz de dk do ee es fi fo fr gb ge gi gl gr gt hr hu ie "
    "il iq is it jo kw kz lb lc li lt lu lv mc md me mk mr mt mu nl no pk pl ps pt qa ro rs sa sc se "
    "si sk sm st sv tl tn tr ua va vg xk"
)


def _bare(match: re.Match[str]) -> str:
    return _SEPARATORS.sub("", match.group(match.lastindex or 0))


def _card(match: re.Match[str]) -> float:
    digits = _bare(match)
    if len(digits) < 12:
        return 0.0
    return 1.0 if checksums.luhn(digits) else 0.6


def _iban(match: re.Match[str]) -> float:
    number = _bare(match)
    if len(number) >= 15 and checksums.iban(number):
        return 1.0
    # A slip of the pen in what has the shape of one.
    digits = sum(c.isdigit() for c in number)
    return 0.6 if len(number) >= 15 and digits >= 12 and number[:2] in _IBAN_COUNTRIES else 0.0


def _taiwan(match: re.Match[str]) -> float:
    return 1.0 if checksums.taiwan_id(match.group()) else 0.8


def _china(match: re.Match[str]) -> float:
    return 1.0 if checksums.china_id(match.group()) else 0.7


def _nhs(match: re.Match[str]) -> float:
    return float(checksums.nhs(_bare(match)))


def _round(match: re.Match[str]) -> float:
    """Counts of cells and sums of money end in noughts; numbers of people do not."""
    return float(not match.group().endswith("0000"))


def _coded(match: re.Match[str]) -> float:
    """Five digits or more that are no date, no range of years and no run of short numbers."""
    written = match.group()
    parts = written.split("-")
    if sum(c.isdigit() for c in written) < 5 or _DATE.fullmatch(written):
        return 0.0
    plain = all(p.isdigit() for p in parts)
    return 0.0 if plain and (len(parts) == 2 or max(map(len, parts)) < 4) else 1.0


def _mixed(match: re.Match[str]) -> float:
    digits = sum(c.isdigit() for c in match.group())
    return float(2 <= digits < len(match.group()))


_LABELS = {
    IBAN: "bank account", SSN: "social security number", NATIONAL_ID: "ID number",
    HEALTH_CARD: "health card number", RECORD: "record number", PASSPORT: "passport number",
    DRIVER: "licence number", PLATE: "number plate", ACCOUNT: "account number",
    DEVICE: "device number", ZIP: "postcode",
    ID: "ID number",
}  # fmt: skip


class _Value(NamedTuple):
    """What a number looks like, and how many digits in a row it has at least."""

    pattern: str
    figures: int = 1


_ANY_VALUE = _Value(_VALUE)


def _cue(name: str, kind: str, words: str, cues: str, value: _Value = _ANY_VALUE) -> Rule:
    """A rule for a number right after the words for it; ``cues`` are those words again, or parts
    of them where they are no words of letters, and spare most texts the pattern.
    """
    pattern = ascii_pattern(rf"(?:{words}){_IS}{value.pattern}")
    parts = cues.split()
    return Rule(
        name, kind, _LABELS[kind], 0.6 if kind == ID else 0.95, pattern,
        tuple(part for part in parts if not _LETTERS.fullmatch(part)),
        words=frozenset(part for part in parts if _LETTERS.fullmatch(part)),
        figures=value.figures,
    )  # fmt: skip


_RULES = Rules(
    Rule("card", CARD, "card number", 0.98,
         ascii_pattern(r"(?<![\w.+-])\d{4}(?:[ -]?\d{2,6}){2,4}(?![\w-]|\.\d)"), check=_card, figures=12),
    Rule("iban", IBAN, "bank account", 0.99,
         ascii_pattern(r"(?<!\w)[a-z]{2}\d{2}(?:[ -]?[a-z0-9]{4}){2,7}"
                       r"(?:[ -]?[a-z0-9]{1,3})?(?!\w)"),
         check=_iban, figures=8),
    _cue("iban-cue", IBAN, r"\biban\b", "iban",
         _Value(r"([a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,3})?)(?!\w)", 4)),
    Rule("ssn", SSN, "social security number", 0.97,
         ascii_pattern(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])"), ("-",), figures=9),
    _cue("ssn-cue", SSN, r"\bssn\b|\bsocial security\b|\bsocial\b",
         "ssn social", _Value(r"(\d{3}[ .-]?\d{2}[ .-]?\d{4})(?!\d)", 9)),
    Rule("taiwan-id", NATIONAL_ID, "ID number", 0.99,
         ascii_pattern(r"(?<![a-z0-9])[a-z][1289a-d]\d{8}(?!\d)"), check=_taiwan, figures=8),
    Rule("china-id", NATIONAL_ID, "ID number", 0.99,
         ascii_pattern(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{9}[\dx](?![\da-z])"), check=_china, figures=17),
    Rule("pan", NATIONAL_ID, "ID number", 0.85,
         ascii_pattern(r"(?<![\w-])[A-Z]{5}\d{4}[A-Z](?![\w-])"), lower=False, figures=4),
    Rule("ni-number", NATIONAL_ID, "ID number", 0.9,
         ascii_pattern(r"\b[a-ceghj-prtw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b"), figures=4),
    _cue("national-id", NATIONAL_ID,
         r"\bnational (?:id|identity|insurance)(?: card)?\b|\bidentity card\b|\bid card\b|\barc\b"
         r"|\bnino\b|\baadhaar\b|\bnric\b|身分證(?:統一)?|身份證|身份证|居留證|居留证|統一證號|"
         r"统一证号",
         "national identity id arc nino aadhaar nric 證 证"),
    Rule("nhs", HEALTH_CARD, "health card number", 0.9,
         ascii_pattern(r"(?<![\w-])\d{3}[ -]\d{3}[ -]\d{4}(?![\w-])"), check=_nhs, figures=10),
    _cue("health-card", HEALTH_CARD,
         r"健保卡|健保|社保卡|醫保卡|医保卡|\b(?:nhi|nhs|medicare|medicaid|mbi|health ?(?:card|"
         r"plan|"
         r"insurance)|insurance|member(?:ship)?|subscriber|beneficiary|group)(?: card| plan)?\b",
         "nhi nhs medicare medicaid mbi health healthcard healthplan insurance member "
         "membership subscriber beneficiary group 保",
         _Value(r"((?=[a-z -]{0,6}\d)[a-z0-9](?:[ -]?[a-z0-9]){4,20})(?![a-z0-9])")),
    _cue("record", RECORD,
         r"\b(?:mrn|medical record|patient|chart|hospital|record|file|case|clinic|encounter|visit|"
         r"admission|accession|specimen|sample|lab|prescription|rx|referral|unit|study|episode|"
         r"hosp|"
         r"mr|nhi|chi|urn?|umrn|uhid|fin|csn|opd|ipd|op|ip|reg|dossier|folder|barcode|slide|block|"
         r"biopsy|histology|path|request|case note|protocol|trial)\b"
         r"|病歷|病历|病例|住院|病床|床號|床号|門診|门诊|掛號|挂号|檢體|检体|標本|标本|處方箋|处方|就診卡|就诊卡|"
         r"就診|就诊",
         "mrn medical patient chart hospital record file case clinic encounter visit "
         "admission accession specimen sample lab prescription rx referral unit study "
         "episode hosp mr nhi chi ur urn umrn uhid fin csn opd ipd op ip reg dossier "
         "folder barcode slide block biopsy histology path request protocol trial 病 住院 床 "
         "門診 门诊 掛號 挂号 檢體 检体 標本 标本 處方 处方 就診 就诊",
         _Value(r"((?=[a-z/-]{0,8}\d[\d/-]{0,20}\d{2})[a-z0-9](?:[/-]?[a-z0-9]){3,20})(?![a-z0-9/])", 3)),
    _cue("bed", RECORD, r"床[號号位]|病床", "床",
         _Value(r"([a-z0-9]{1,4}(?:-[a-z0-9]{1,4}){1,3})(?![a-z0-9])")),
    _cue("number-cue", ID,
         r"\b(?:no\.|number|nr\.?|ref\.?|#)|號碼|号码|編號|编号|[准案單单字卡序批證证會会]號|[准案单字卡序批证会]号|代碼|代码|代號", "nr ref no. number # 號 号 代",
         _Value(r"((?=[a-z-]{0,6}\d[\d-]{0,20}\d{2})[a-z0-9](?:-?[a-z0-9]){4,20})(?![a-z0-9/.])", 3)),
    _cue("passport", PASSPORT, r"\bpassport\b|護照|护照|台胞證|台胞证|通行證",
         "passport 照 證 证"),
    _cue("driver", DRIVER,
         r"\b(?:driver'?s?'?|driving)(?: licen[cs]e)?\b|\blicen[cs]e\b|\bdl\b|\bcertificate\b|"
         r"\bdea\b"
         r"|\bnpi\b|駕照|驾照|執照|执照|證書|证书",
         "driver drivers driving licence license dl certificate dea npi 照 書 书"),
    _cue("plate", PLATE,
         r"\b(?:licen[cs]e|number|registration|car|vehicle) ?plates?\b|\bplates?\b|\bregistration\b"
         r"|\breg\b|車牌|车牌|車號|车号",
         "plate plates numberplate numberplates registration reg 車 车", _Value(r"((?=[a-z -]{0,5}\d)[a-z0-9]{1,4}[ -]?[a-z0-9]{2,5})"
                                     r"(?![a-z0-9])")),
    Rule("vin", DEVICE, "device number", 0.95,
         ascii_pattern(r"(?<!\w)(?=[a-hj-npr-z0-9]{17}(?!\w))(?=[a-z0-9]{0,16}\d)"
                       r"(?=[a-z0-9]{0,16}[a-z])[a-z0-9]{17}")),
    _cue("account", ACCOUNT,
         r"\b(?:account|acct|a/c|bank|policy|invoice|order|booking|reservation|reference|ref|claim|"
         r"customer|employee|staff|student|badge|ticket|tracking|routing|sort code|confirmation|"
         r"contract|transaction|receipt|tax|tin|ein|vat|pin|card|plan|id)\b"
         r"|帳[號戶]|账[号户]|帐[号户]|戶頭|保單|保单|訂單|订单|學號|学号|員工|员工|工號|工号|"
         r"統編|會員|会员|員編|员编",
         "account acct a/c bank policy invoice order booking reservation reference ref "
         "claim customer employee staff student badge ticket tracking routing sort "
         "confirmation contract transaction receipt tax tin ein vat pin card plan id 帳 账 帐 "
         "戶 户 單 单 號 号 工 編 员 員",
         _Value(r"((?=[a-z/-]{0,8}\d[\d/-]{0,20}\d{2})[a-z0-9](?:[/-]?[a-z0-9]){4,24})(?![a-z0-9/])", 3)),
    _cue("account-grouped", ACCOUNT, r"\b(?:account|acct)\b", "account acct",
         _Value(r"(\d{2,5}(?: \d{2,5}){1,4})(?![\w%])", 4)),
    _cue("device", DEVICE,
         r"\bserial\b|\bs/n\b|\bsn\b|\bimei\b|\bvin\b|\budi\b|\blot\b|\bdevice\b|\bmodel\b"
         r"|\bpacemaker\b|\bimplant\b|序號|序列號|序列号|機號",
         "serial s/n sn imei vin udi lot device model pacemaker implant 序 機",
         _Value(r"((?=[a-z-]{0,8}\d[\d-]{0,20}\d{2})[a-z0-9](?:-?[a-z0-9]){5,24})(?![a-z0-9])", 3)),
    _cue("zip", ZIP, r"\bzip\b|\bpost(?:al)? ?code\b|\bpost(?:al)?\b|郵遞區號|邮编|"
                                 r"邮政编码",
         "zip post postal postcode 郵 邮",
         _Value(r"(\d{3,6}(?:[ -]\d{2,4})?(?: ?[a-z]{2})?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?![a-z0-9])")),
    Rule("uk-postcode", ZIP, "postcode", 0.75,
         ascii_pattern(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}"
                       r"(?![A-Za-z0-9])"),
         lower=False),
    Rule("canadian-postcode", ZIP, "postcode", 0.75,
         ascii_pattern(r"(?<![\w-])[ABCEGHJ-NPRSTVXY]\d[A-Z] \d[A-Z]\d(?![\w-])"), lower=False),
    Rule("hyphened-number", ID, "ID number", 0.6,
         ascii_pattern(r"(?<![\w.,/$-])[a-z0-9]{1,12}(?:-[a-z0-9]{1,12}){1,5}(?![\w/%-])"),
         ("-",), check=_coded),
    Rule("mixed-number", ID, "ID number", 0.55,
         ascii_pattern(r"(?<![\w.-])(?=[A-Z0-9]{6})(?!CYP|[cpyr]?T\d|E\dV)(?=[A-Z0-9]{0,11}\d[A-Z]{1,8}\d|"
                       r"[A-Z0-9]{0,11}\d[A-Z]{2})"
                       r"[A-Z0-9]{6,14}(?![\w-])"), lower=False, check=_mixed),
    Rule("long-number", ID, "ID number", 0.6,
         ascii_pattern(r"(?<![\w.$€£#-])(?<!\d,)[a-z]{0,4}\d{7,40}[a-z]?(?![\w%]|[.,]\d| ?(?:mg|"
                       r"ml|cells?|iu|"
                    r"units?|copies|/)(?![a-z]))"), check=_round, figures=7),
    Rule("coded-number", ID, "ID number", 0.6,
         ascii_pattern(r"(?<![\w.,$€£-])[a-z]{1,4}-?\d{6,20}(?![\w%-]|[.,]\d)"), figures=6),
)  # fmt: skip


_OF_FEW_DIGITS = Rules(*(rule for rule in _RULES if rule.type in (PLATE, ZIP)))


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family."""
    if not document.digits:
        return iter(())
    return run(document, _RULES if document.digits > 2 else _OF_FEW_DIGITS)
