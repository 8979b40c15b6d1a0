"""Hospitals, schools, firms and other bodies in Chinese, by their ending or a known short name."""

from __future__ import annotations

from collections.abc import Iterator

from curbside.safety.deidentify.document import Document
from curbside.safety.deidentify.identifiers.han import (
    HAN,
    compile_han,
    either,
    has_grammar,
    is_word,
)  # fmt: skip
from curbside.safety.deidentify.model import ORGANISATION, Candidate
from curbside.safety.folding import simplified

_HOSPITAL = (
    "綜合醫院|兒童醫院|紀念醫院|教學醫院|人民醫院|中醫院|附屬醫院|醫院|診所|衛生所|衛生院|"
    "衛生中心|療養院|醫學中心|"
    "護理之家|安養院|養護中心|安養中心|長照中心|藥局|藥房|藥店|婦幼|產後護理中心|月子中心|醫美|"
    "牙醫|中醫|"
    "泌尿科|小兒科|婦產科|骨科|眼科|內科|外科|皮膚科|耳鼻喉科|家醫科|身心科|復健科|檢驗所|院區|分院|總院|"
    "洗腎中心|健檢中心|養老院|日照中心|護理所|康復之家|老人之家"
)
_SCHOOL = (
    "國民小學|國小|國民中學|國中|高級中學|高中|高職|高工|高商|家商|商工|工商|大學|科大|科技大學|"
    "學院|小學|中學|"
    "幼兒園|幼稚園|托兒所|托嬰中心|職校|商職|護專|專校|附中|女中|一中|美語|補習班|安親班"
)
_COMPANY = (
    "股份有限公司|有限公司|公司|企業|集團|工廠|銀行|人壽|產險|證券|電信|科技|電子|半導體|生技|"
    "建設|營造|酒店|飯店|"
    "餐廳|書店|超商|超市|百貨|航空|客運|輪胎|光電|精密|機電|化工|鋼鐵|重工|貨運|物流|快遞|航運|"
    "海運|旅行社|事務所|工作室|髮廊|健身房|農會|漁會|郵局|園區|電視台|報社|出版社|樂團|教堂|"
    "協進會|病友會|俱樂部|便利商店|購物中心|車隊|宅急便|機場|看守所|家扶中心|養生村|安養中心|榮民之家|研究院|事務所|發展協會|鐵工廠|早餐店|餐飲|實業|企業社|商行|車行|工程行|水電行|藥廠|酒廠|旅館|民宿|度假村|農場|牧場|造船廠|發電廠|部隊|紡織|製藥|基金會|協會|宗親會|同鄉會|商會|公會|學會|校友會|合作社|工會|教會|母乳會|公所|分局|派出所|警察局|"
    "消防局|保險局|監理所|法院|地檢署|監獄|營區|廟|寺"
)
_KINDS = (("hospital", _HOSPITAL), ("school", _SCHOOL), ("company", _COMPANY))
# What goes on is another word (大學生, 牙醫師); 醫院生產 and 醫院會寄 are none.
_NO_MORE = {
    "hospital": "(?:(?<=[院所])(?!員工)|(?![長學生師員會科]))",
    "school": "(?![長師員科]|生(?!病|產|了)|會(?!計)員?|學[生長者])",
    "company": "(?![長生師會]|學[生長]|員(?!工))",
}
_ENDED = tuple((label, compile_han(f"({HAN}{{1,9}}?)({ends})"
                                    f"(?:診所|醫院|中心)?{_NO_MORE[label]}"))
               for label, ends in _KINDS)  # fmt: skip
_SHORT = compile_han(
    f"(?:{either('zh_bodies')}|義大(?!利))(?:(?<!醫)|(?![師生]))(?:兒童醫院|醫院|分院|總院|急診|門診)?"
)
# What stands before a name and is none of it; the longest first, as the pattern takes the last.
_BEFORE = compile_han(
    "^.*(?:我們|你們|他們|附近的?|這家|那家|一家|一間|這間|那間|兩家|幾家|三家|哪家|哪間|別家|"
    "原來的?|之前|以前|現在|"
    "平常|上次|這次|昨天|今天|前天|早上|下午|晚上|上個月|上禮拜|一直|已經|可以|應該|需要|直接|"
    "馬上|趕快|後來|然後|"
    "因為|所以|今年|去年|明年|時間|如果|還是|就是|不是|可是|但是|而且|或是|去過|看過|住過|掛號|"
    "轉診|轉到|轉去|離|掛|送到|送去|安排|介紹|推薦|"
    "工作|上班|任職|就讀|就業|念|讀|畢業|退休|住院|看診|健檢|產檢|開刀|手術|檢查|照顧|服務|"
    "收案|轉介|安排|[上下]午|[0-9一二三四五六七八九十]點半?|(?<![永中太仁義瑞協惠泰])和|"
    "[送在去到從的是住於由給被往找問跟與及或"
    "我您你她他有來看叫說請讓至向對為了過]|媽媽|爸爸|先生|太太|女兒|兒子|小孩|孩子|老公|老婆|"
    "打電話|打給|告訴|通知|市立|縣立)"
)
_GENERIC = compile_han(
    "^(?:大|小|中|中小|教學|區域|地區|綜合|私人|私立|公立|國立|市立|縣立|動物|附近|本地|當地|專科|"
    "大型|小型|家|間|個|所|"
    "某|該|本|貴|各|其他|別的|其它|同|幾|整|全|心臟|神經|腸胃|肝膽|胃腸|胸腔|血液|腫瘤|一般|"
    "新陳代謝|腎臟|風濕|免疫|"
    "感染|內分泌|過敏|整形|泌尿|乳房|大腸直腸|直腸|肛門|腦神經|心血管|血管|小兒|兒童|兒|婦|婦產|"
    "婦科|牙|眼|骨|皮膚|"
    "耳鼻喉|家醫|復健|身心|精神|西|中西|傳統|連鎖|社區|醫院|大醫院|健保|特約|保險|人壽保險|外商|"
    "貿易|物流|電子|科技|"
    "生物|資訊|建設|食品|生技|網路|高|資訊|醫學|醫|護理|牙科|兩|上|念|讀|科技公司|化學|化工|塑膠|"
    "成衣|印刷|汽車|"
    "開早餐店|開|放|上市|上櫃|本土|外面|學校|夜市|百貨|連鎖|便利|大賣|量販|義式|日式|火鍋|自助|速食|清潔|搬家|"
    "物業|旅行|遊覽|外包|"
    "派遣|老|新|舊|好|第一|三甲|市|縣|省|省立|省級|市級|縣級|鄉鎮|正規|三級|二級|一級|權威|知名|"
    "著名|大的|小的|急診|"
    "眼科|骨科|內科|外科|婦產科|皮膚科|雷射|燒燙傷|重症|加護|筆|早療|公益|宗教|高級|美|英|法|德|"
    "日|韓|印|太|外|高新|新|資通|電|光|低|黑|"
    "兒福|勞工|一些|許多|很多|那些|這些|不同|每|多|三|二|一|四|五|六|七|八|九|十)*$"
)

# Names that are made of nothing but generic characters.
_NAMED_ALIKE = frozenset(
    map(simplified, ("大同", "三多", "新光", "中英", "大新", "三一", "太新", "光大"))
)
_WORKS = compile_han(
    f"(?:任職於?|就職於?|服務於|受僱於|公司是|公司叫|在)([a-z0-9&]{{2,16}}|{HAN}{{2,7}}?)"
    "(?:上班|工作|任職|就職|擔任|服務|實習|教書|任教|上課|讀書|唸書|念書|上學|就讀|打工|打[大小]夜|端盤子|站櫃|收銀|收盤|輪[夜日大小三]?班|送貨|送餐|開車|跑業務|賣[票菜車房]|服役|服刑|(?<!應)當(?![時初中天下地然])|做(?:業務|行政|會計|工程師|作業員|事))"
)
_PLACE_OF_WORK = compile_han(
    "工廠|工地|家裡|家中|外面|辦公室|國外|學校|商店|市場|電子廠|銀行|大陸|海外|這裡|那裡|附近|"
    "外地|室內|戶外|高溫|夜間|"
    "晚上|白天|外商|醫院|公司|[縣市]$|[在的是有我他她很不]"
)
_NO_NAME = compile_han(
    "病|哪|什麼|最好|建議|選擇|正規|專業|專科|多少|好些|次|治|診|決定|癲癇|炎|段時間|辛辣|刺激|一下"
)


def find(document: Document) -> Iterator[Candidate]:
    """Candidates; generic ones (大醫院, 附近的診所, 保險公司) are none."""
    if not document.has_han:
        return
    text = document.han
    yield from _short(text)
    for label, pattern in _ENDED:
        for match in pattern.finditer(text):
            name = match.group(1)
            cut = _BEFORE.match(name)
            start = match.start(1) + (cut.end() if cut else 0)
            if len(name) >= 4 and name.endswith(("市立", "县立")):
                start = match.end(1) - 4
            own = text[start : match.end(1)]
            if (_GENERIC.match(own) and own not in _NAMED_ALIKE) or _NO_NAME.search(own):
                continue
            yield Candidate(start, match.end(), ORGANISATION, 0.85, f"body-{label}-zh", label)
    for match in _WORKS.finditer(text):
        if is_word(match.group(1)):
            continue
        if not _PLACE_OF_WORK.search(match.group(1)) and not _NO_NAME.search(match.group(1)):
            yield Candidate(*match.span(1), ORGANISATION, 0.75, "employer-zh", "company")
    yield from _saying(text)
    yield from _told(text)
    for match in _WARD.finditer(text):
        yield Candidate(*match.span(), ORGANISATION, 0.5, "ward-zh", "hospital")
    for match in _SHORT.finditer(text):
        yield Candidate(*match.span(), ORGANISATION, 0.7, "body-known-zh", "organisation")


# 是統聯的司機: whose people somebody is.
_STAFF_OF = compile_han(
    f"(?:是|在|當|做)({HAN}{{2,5}}?)的(?:司機|員工|工程師|店員|行員|空服員|空姐|機師|作業員|業務員?|保全|警衛|"
    "理賠員|客服|專員|櫃姐|外送員|送貨員|技術員|學生|研究生)"
)
# 心樂活的心理師說, 大千叫我去: a body as the one who says so.
_SAYS = compile_han(
    f"(?:^|[，。！？,!?;；])({HAN}{{2,4}}?)(?:的(?:心理師|醫師|醫生|護理師|治療師|諮商師|營養師|藥師)|叫我|要我去|安排我|通知我)"
)
# 在禾馨產檢, 到亞東照的: what is done there says that a short name is a hospital's.
_DONE_THERE = (
    "產檢|看診|住院|開刀|開的[刀藥]|看的|生的|急診|掛號|掛急診|照[的了過電x超胃大腸]|做[的了過]|生產|剖腹|驗[的了過血]|門診|"
    "手術|動手術|化療|洗腎|檢查|拿藥|追蹤|就醫|看病|看[的了過]|治療|復健|住[的了過]|植牙|裝[的了過]|打[的了過]"
)
_SHORT_THERE = compile_han(f"(?:在|去|到|轉|回|送)({HAN}{{2,4}}?)(?:{_DONE_THERE})")
_NO_BODY = compile_han(
    "[科院所部處家裡邊面時候後前次天月年週周期底初上下中內外間段期局國縣市省鄉]$|^[這那哪當本原另同別各某]|"
    "醫|診|病|藥|網|附近|原來|這|那|幫|再|先"
)


# 9B病房, 榮家五樓養護區: a ward tells a hospital nearly as its name does.
_WARD = compile_han(
    "(?<![0-9a-z])(?:[0-9]{1,2}[a-z]|[a-z][0-9]{1,3}|[0-9]{2,4})(?:號)?病房|"
    "(?:榮家|護理之家|養護中心|安養中心)[0-9一二三四五六七八九十]{1,2}樓(?:養護區|安養區|失智區|專區|病房)?"
)


_PEOPLE = compile_han(f"(?:{either('zh_staff')}|{either('zh_address_forms')})$")


# 讀光仁, 念延平夜校; 博元開的藥; ABC牙醫: schools and clinics by what is done there.
_STUDIES = compile_han(
    f"(?:就讀|讀|念|唸)({HAN}{{2,3}}?)(?=夜校|進修|附幼|高[一二三]|國[一二三]|大[一二三四]|小[一二三四五六]|幼保|[，,。]|$)"
)
_NO_SCHOOL = compile_han(
    "[學書中小校班系所科組年級園了過完到經本文]$|^(?:大|高|國|小|幼|夜|完|書|佛|得|出|法|護|醫)"
)
_DONE_BY = compile_han(
    f"(?:^|(?<=[，。！？,!?;；\n ]))({HAN}{{2,4}}?)(?:開的[刀藥]|做試管|做健檢|健檢的?|生產的|植牙|買的藥)"
)
_LATIN = compile_han(
    "(?<![a-z0-9])([a-z][a-z0-9&]{1,11} ?(?:牙醫(?!師)|診所|醫院|眼科|骨科|皮膚科|藥局|幼兒園|補習班|美語|公司|醫美))"
)


def _told(text: str) -> Iterator[Candidate]:
    """Schools and clinics by what is done there, and those with a Latin name."""
    for match in _STUDIES.finditer(text):
        name = match.group(1)
        if not (is_word(name) or has_grammar(name) or _NO_SCHOOL.search(name)):
            yield Candidate(*match.span(1), ORGANISATION, 0.45, "school-short-zh", "school")
    for match in _DONE_BY.finditer(text):
        name = match.group(1)
        if not (is_word(name) or has_grammar(name) or _NO_BODY.search(name)):
            yield Candidate(*match.span(1), ORGANISATION, 0.4, "hospital-short-zh", "hospital")
    for match in _LATIN.finditer(text):
        yield Candidate(*match.span(1), ORGANISATION, 0.7, "body-latin-zh", "organisation")


def _short(text: str) -> Iterator[Candidate]:
    """Short names of hospitals by what is done there: 在禾馨產檢."""
    for match in _SHORT_THERE.finditer(text):
        name = match.group(1)
        if not (is_word(name) or has_grammar(name) or _NO_BODY.search(name)):
            yield Candidate(*match.span(1), ORGANISATION, 0.5, "hospital-short-zh", "hospital")


def _saying(text: str) -> Iterator[Candidate]:
    """Bodies by their people, and by what they tell somebody to do."""
    for pattern, sure, label in ((_STAFF_OF, 0.55, "company"), (_SAYS, 0.4, "organisation")):
        for match in pattern.finditer(text):
            name = match.group(1)
            said = is_word(name) or has_grammar(name) or _NO_BODY.search(name)
            if not said and not _PEOPLE.search(name):
                yield Candidate(*match.span(1), ORGANISATION, sure, "staff-of-zh", label)
