"""Email, web and network addresses, account names. Telephones have their own file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.rules import Rule, Rules, ascii_pattern, run
from curbside.safety.deidentify.lexicon import listed, words
from curbside.safety.deidentify.model import EMAIL, IP, URL, USERNAME, Candidate

_TLD = (
    "com|org|net|edu|gov|info|biz|io|me|co|tv|app|dev|xyz|online|site|club|health|tw|cn|hk|jp|kr|"
    "sg|my|uk|us|ca|au|nz|de|fr|it|es|pt|nl|be|ch|at|se|no|dk|fi|pl|cz|hu|ie|ru|in|br|mx|eu"
)
_LETTER = r"[^\u0000-\u002f:-@\[-^`{-\u00bf\u2000-\uffff]"  # any letter or digit but Han
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_PLAIN = words("no_user_names")
RULES = Rules(
    Rule(
        "email", EMAIL, "email", 0.99, needs=("@",),
        pattern=ascii_pattern(
            rf"(?<![\w.+%'-])(?:[.+%'-]|{_LETTER}){{1,128}}+@{_LETTER}(?:-|{_LETTER}){{0,62}}"
            rf"(?:\.{_LETTER}(?:-|{_LETTER}){{0,62}}){{0,8}}(?<!-)"
        ),
    ),
    Rule(
        "email-spelt-out", EMAIL, "email", 0.9, needs=("(at)", "[at]"),
        words=listed("dot"),
        pattern=ascii_pattern(
            r"(?<![\w.+-])[\w.+-]{1,64}+\s?(?:\(at\)|\[at\]| at |@)\s?[\w-]{1,63}+"
            r"(?:\s?(?:\(dot\)|\[dot\]| dot |\.)\s?[\w-]{2,24}+){1,4}"
        ),
        check=lambda m: float("dot" in m.group() or "(at" in m.group() or "[at" in m.group()),
    ),
    Rule(
        "email-at", EMAIL, "email", 0.8, needs=("鼠",),
        words=listed(
    "163 126 gmail yahoo hotmail outlook icloud aol proton protonmail live msn qq"
),
        pattern=ascii_pattern(
            r"(?<![\w.+-])[a-z0-9][\w.+-]{1,40}\s?(?: at |小老鼠)\s?"
            r"(?:gmail|yahoo|hotmail|outlook|icloud|aol|proton(?:mail)?|live|msn|qq|163|126)\b"
            r"(?:\.[a-z]{2,4}){0,2}"
        ),
    ),
    Rule(
        "url", URL, "link", 0.98, needs=("://",), words=listed("www"),
        pattern=ascii_pattern(
            r"(?:\b[a-z][a-z0-9+.-]{1,11}+://|\bwww\.)"
            r"[^\s<>\"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]{1,512}"
            r"(?<![.,;:!?)'\]])"
        ),
    ),
    Rule(
        "domain", URL, "link", 0.85, needs=(".",), near=ascii_pattern(r"\.(?:" + _TLD + r")(?![\w-])"),
        pattern=ascii_pattern(
            r"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]{0,62}+\.){1,6}(?:" + _TLD + r")(?![\w-])"
            r"(?:/[^\s<>\"\u3000-\u9fff]{0,512})?(?<![.,;:!?)'])"
        ),
        check=lambda m: float(not re.fullmatch(r"[\d.]*\d+\.[a-z]+|.{1,2}\.[a-z]{2}", m.group())),
    ),
    Rule(
        "ipv4", IP, "IP address", 0.97, figures=4,
        pattern=ascii_pattern(rf"(?<![\d.])(?=\d{{1,3}}\.\d{{1,3}}\.)(?:{_OCTET}\.){{3}}{_OCTET}(?:/\d{{1,2}})?(?![\d])"),
    ),
    Rule(
        "ipv6", IP, "IP address", 0.95, needs=(":",),
        pattern=ascii_pattern(r"(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])"),
        check=lambda m: float(
            m.group().count(":") == 7 or ("::" in m.group() and len(m.group()) > 4)
        ),
    ),
    Rule(
        "mac", IP, "device number", 0.95, needs=(":", "-"),
        pattern=ascii_pattern(r"(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])"),
    ),
    Rule(
        "handle", USERNAME, "user name", 0.9, needs=("@",),
        pattern=ascii_pattern(r"(?<![\w.@/\]])@[a-z_][\w.]{1,30}(?<!\.)"),
    ),
    Rule(
        "handle-reddit", USERNAME, "user name", 0.9, words=frozenset("u"),
        pattern=ascii_pattern(r"(?<![\w./])u/[\w-]{3,30}"),
    ),
    Rule(
        "coined", USERNAME, "user name", 0.5, needs=("_",),
        pattern=ascii_pattern(
            r"(?<![\w@.-])[a-z][a-z0-9]{1,20}_[a-z0-9_]{1,24}(?![\w@-])"
        ),
    ),
    Rule(
        "coined", USERNAME, "user name", 0.5, figures=3,
        pattern=ascii_pattern(r"(?<![\w@.-])[a-z]{4,20}+\d{3,8}(?![\w@-])"),
    ),
    Rule(
        "account-touching", USERNAME, "user name", 0.85,
        needs=("帳號", "账号", "帐号", "暱稱", "昵称", "微信", "line"),
        pattern=ascii_pattern(
            r"(?:帳號|账号|帐号|暱稱|昵称|微信號?|微信号|(?<![a-z])line(?: ?id)?)\s?"
            r"((?=[a-z._-]{0,20}[0-9_])[a-z][a-z0-9._-]{3,30})(?![\w])"
        ),
        check=lambda m: float(not m.group(1).startswith("id")),
    ),
    Rule(
        "account-latin-zh", USERNAME, "user name", 0.75,
        needs=tuple("賴赖浪抖書书博特脆"),
        words=listed("dcard threads telegram"),
        pattern=ascii_pattern(
            r"(?:(?:加我?|我的?|的|傳)[賴赖]|噗浪|抖音|小紅書|小红书|微博|推特|脆|臉書|脸书|dcard|threads|telegram)"
            r"(?:帳號|账号|id|名稱)?\s?(?:是|叫|為|[:：=])?\s?@?([a-z][\w.-]{3,30}(?<!\.))(?![\w@])"
        ),
        check=lambda m: float(m.group(1) not in _PLAIN),
    ),
    Rule(
        "account-of-mine", USERNAME, "user name", 0.8, needs=("我",),
        pattern=re.compile(
            r"(?:^|[\s，。！？])([^\s，。！？]{2,16})是我(?:在[^\s，。]{1,10})?的?(?:暱稱|昵称|"
            r"帳號|账号|網名|网名)"
        ),
    ),
    Rule(
        "account-han", USERNAME, "user name", 0.8,
        needs=("暱稱", "昵称", "網名", "网名", "帳號", "账号", "臉書", "脸书"),
        words=frozenset(["id"]),
        pattern=re.compile(
            r"(?:(?:暱稱|昵称|網名|网名|帳號|账号|臉書|脸书|\bid)(?:名稱|名称)?(?:是|叫做?|為|为|"
            r"[:=])\s?)"
            r"([\u4e00-\u9fffa-z0-9_]{2,12})(?=[\s，。,.!！?？)）]|$)"
        ),
    ),
    Rule(
        "account-user", USERNAME, "user name", 0.8, words=listed("user logged signed"),
        pattern=ascii_pattern(
            r"\b(?:(?:logged|signed) in (?:as|by|with)[: ]\s?([a-z][\w.-]{2,30}(?<!\.))|"
            r"user[: ]\s?([a-z]\. ?[a-z]{2,20}))(?![\w@])"
        ),
    ),
    Rule(
        "account-name", USERNAME, "user name", 0.9,
        needs=("微信", "帳號", "帐号", "账号", "暱稱", "昵称"),
        words=listed(
    "user username userid login loginname loginid screen screenname nick nickname "
    "line lineid skype skypeid wechat wechatid telegram whatsapp instagram ig igid "
    "facebook fb twitter reddit tiktok qq ptt insta snap snapchat discord twitch youtube "
    "linkedin viber kik zalo kakao"
),
        pattern=ascii_pattern(
            r"(?:\b(?:user\s?name|user\s?id|login(?:\s?(?:name|id))?|screen\s?name|nick\s?name|"
            r"(?:my|on|the)\s(?:twitter|instagram|telegram|skype|facebook|reddit|insta|snap(?:chat)?|"
            r"discord|twitch|youtube|linkedin|viber|kik|zalo|kakao|"
            r"tiktok)(?:\s(?:name"
            r"|handle|account|user))?|(?:line|skype|wechat|telegram|whatsapp|instagram|ig|facebook|"
            r"fb|twitter|qq|reddit|tiktok|insta|snapchat|discord|twitch|viber|kik|zalo|kakao|linkedin)\s?(?:id|handle|name|account|user)?)"
            r"\s?(?:\s(?:is|as|was)\s|[:=]\s?|\sid\s)|(?<![a-z])(?:微信號?|微信号|line\s?id|line|ig|ptt|qq|"
            r"(?:使用者|用戶|用户|網路|网络)?(?:帳號|帐号|账号|暱稱|昵称))(?:\s(?=[a-z])|\s?)(?:是|為|为|叫|"
            r"(?<= )(?=[\w.-]{0,40}[\d_.])|[:=])\s?|"
            r"微信號?)"
            r"((?:live:)?(?=[\w.-]{0,40}[a-z0-9_])[a-z0-9_][\w.-]{2,40}(?<!\.))"
        ),
        check=lambda m: float(m.group(1) not in _PLAIN and not m.group(1).startswith("http")),
    ),
)  # fmt: skip


def find(document: Document) -> Iterator[Candidate]:
    """Candidates of all rules of this family."""
    return run(document, RULES)
