"""Every sentence that people read, in Chinese: the English template is the key."""

from __future__ import annotations


def translate(template: str, language: str) -> str:
    """The template in `language`; English is what stands in the code.

    Examples
    --------
    >>> translate("no file", "zh"), translate("no file", "en")
    ('没有文件', 'no file')
    """
    return CHINESE.get(template, template) if language == "zh" else template


# How people read the names of what can vary.
FACTOR_WORDS = {"weights": "the weights", "judges": "the choice of judges", "panel": "the panel's errors",
                "normalizer": "the normalizer", "aggregation": "the mean", "support": "flagged support",
                "noise": "measurement errors"}

# What a flag says, by its name; shares as percentages.
FLAG_WORDS = {
    "burst": "{value} of the orders came within {hours} hours from {begins}",
    "largest-buyers": "the ten busiest buyers placed {value} of the orders",
    "largest-money": "the ten buyers who gave most gave {value} of the money",
    "small-payments": "one buyer made {value} payments of at most {small} yuan",
    "one-address": "{value} payments of at most {small} yuan came from one address",
    "many-teams": "one of the buyers supports {value} teams",
    "round-amounts": "{value} of the orders are whole multiples of {round} yuan",
    "likes-per-order": "{value} likes for each order",
    "likes-jump": "{value} new likes for each new order since {begins}",
    "padding": "{value} of the total that the platform shows is for display alone",
    "falling-counter": "a total that can only grow fell by {value}"}

# What a definition read otherwise means, by the name that `rank_by_definition` gives it.
DEFINITION_WORDS = {
    "": "definitions as they stand", "person_times = orders": "person-times are orders",
    "person_times = quantity": "person-times are the quantity", "person_times = buyers": "person-times are distinct buyers",
    "freight = included": "freight counts", "freight = excluded": "freight does not count",
    "refunds = gross": "refunds are not taken off", "refunds = net": "refunds are taken off",
    "no_reward = included": "support without a reward counts",
    "no_reward = excluded": "support without a reward does not count",
    "lottery = included": "lottery tiers count", "lottery = excluded": "lottery tiers do not count",
    "corporate = included": "gifts of companies count", "corporate = excluded": "gifts of companies do not count",
    "match = included": "the platform's match counts", "match = excluded": "the platform's match does not count"}

# Heads of the columns of `Ledger.control`, whose amounts are shown in yuan.
BRIDGE_WORDS = {
    "ledger_fen": "ledger (yuan)", "refunds_fen": "partial refunds (yuan)", "instant_fen": "time unreadable (yuan)",
    "window_fen": "outside the window (yuan)", "failed-project_fen": "failed project (yuan)",
    "lottery_fen": "lottery tier (yuan)",
    "no-reward_fen": "without a reward (yuan)", "corporate_fen": "gifts of companies (yuan)", "match_fen": "match (yuan)",
    "refunded_fen": "refunded (yuan)", "flagged_fen": "removed by a ruling (yuan)", "padding_fen": "for display alone (yuan)",
    "explained_fen": "added up (yuan)", "platform_fen": "the platform's total (yuan)", "difference_fen": "difference (yuan)"}

# How people read the columns of the library's tables.
COLUMN_WORDS = {
    "low": "lower end", "high": "upper end", "leaves_low": "below it goes out", "enters_low": "below it comes in",
    "leaves_high": "above it goes out", "enters_high": "above it comes in", "leaves": "who goes out",
    "enters": "who comes in", "at": "share of the way", "band": "rounding band", "unrounded": "unrounded total",
    "importance": "effective importance", "linear": "of it along a straight line", "by_weight": "by the weight alone",
    "pairs_turned": "pairs turned without it", "range": "from lowest to highest", "deviation": "standard deviation",
    "lowest": "who gives least", "highest": "who gives most", "distances": "weight to move",
    "geometric": "geometric mean", "registered_on": "date of registration", "label_zh": "name", "label_en": "name",
    "rationale_zh": "reason", "rationale_en": "reason", "step": "step", "event": "what happened", "detail": "detail",
    "minute": "minute of the meeting", "kind": "kind", "value": "content", "reason": "reason", "why": "why",
    "from": "received from", "received_on": "received on", "project": "project", "payable": "payable",
    "order": "order number", "ordered_at": "ordered at", "paid_at": "paid at", "line": "line",
    "buyer": "buyer, numbered", "address": "address, numbered", "region": "province of delivery",
    "has_address": "has an address", "position": "position", "text": "what stood there", "field": "field",
    "spellings": "spellings", "transform": "transform", "on_zero": "a zero is", "on_missing": "a gap is filled by",
    "mark": "mark", "raw": "plain mean", "adjusted": "fair mark", "difference": "difference",
    "standard_error": "standard error", "judges": "number of judges", "strictest": "strictest judge",
    "mildest": "mildest judge", "strictest_severity": "strictness of the strictest",
    "mildest_severity": "strictness of the mildest", "registered": "registered teams", "scored": "scored teams",
    "went_on": "teams on the list", "equal": "equal shares", "largest-remainder": "largest remainder",
    "sainte-lague": "Sainte-Laguë", "dhondt": "D'Hondt", "huntington-hill": "Huntington–Hill", "adams": "Adams",
    "dean": "Dean", "before": "before", "after": "after", "two": "two groups", "three": "three groups",
    "finalists": "teams on the list", "shared": "of them by the other weights, too",
    "sha256": "SHA-256, first digits"}

CHINESE = {
    # Columns and words of the tables in the notebooks.
    "lower end": "下端", "upper end": "上端", "below it goes out": "低于下端：出",
    "below it comes in": "低于下端：进", "above it goes out": "高于上端：出", "above it comes in": "高于上端：进",
    "who goes out": "谁出", "who comes in": "谁进", "share of the way": "走过的路程（1 为全程）",
    "rounding band": "舍入带", "effective importance": "实际影响力", "of it along a straight line": "其中按直线",
    "by the weight alone": "仅按权重", "pairs turned without it": "去掉后次序相反的对",
    "from lowest to highest": "高低之差", "standard deviation": "标准差", "who gives least": "谁给得最低",
    "who gives most": "谁给得最高", "weight to move": "要移动的权重", "geometric mean": "几何平均",
    "date of registration": "报名日期", "name": "名称", "reason": "理由", "step": "步骤", "what happened": "事项",
    "detail": "说明", "minute of the meeting": "会议纪要", "kind": "类别", "content": "内容",
    "received from": "提供方", "received on": "收到日期", "project": "项目", "payable": "应付",
    "order number": "订单号", "ordered at": "下单时间", "paid at": "支付时间", "line": "行号",
    "buyer, numbered": "买家（编号）", "address, numbered": "地址（编号）", "province of delivery": "收货省份",
    "has an address": "有地址", "position": "次序", "what stood there": "原文", "field": "字段",
    "spellings": "写法数", "transform": "变换", "a zero is": "零视为", "a gap is filled by": "缺值处理",
    "mark": "打分", "plain mean": "简单平均", "fair mark": "公平分", "difference": "差额",
    "number of judges": "评委人数", "strictest judge": "最严的评委", "mildest judge": "最宽的评委",
    "strictness of the strictest": "最严者的尺度", "strictness of the mildest": "最宽者的尺度",
    "registered teams": "报名队数", "scored teams": "计分队数", "teams on the list": "名单队数",
    "equal shares": "平均分配", "largest remainder": "最大余数法", "Sainte-Laguë": "圣拉格法", "D'Hondt": "洪德法",
    "Huntington–Hill": "亨廷顿–希尔法", "Adams": "亚当斯法", "Dean": "迪安法", "before": "之前", "after": "之后",
    "two groups": "两组", "three groups": "三组", "of them by the other weights, too": "其中另一套权重也选",
    "SHA-256, first digits": "SHA-256（前几位）", "chosen": "入选", "moved-up": "递补", "tie-break": "打破并列",
    "alias": "别名", "spelling-of-instant": "时间的写法", "spelling-of-money": "金额的写法", "platform": "平台",
    "expert committee": "专家评委会", "organizing office": "组委会办公室", "real": "真实的零", "stop": "停止运行",
    "log1p": "加一取对数", "provincial": "省级", "hubei": "湖北", "roadshow": "路演",
    # The course.
    "Among the {count} best teams in {criterion} the lead over the next one exceeds a standard error in {clear} of {leads} "
    "cases.":
        "{criterion}得分最高的 {count} 队中，相邻两队之间的 {leads} 个差距，有 {clear} 个超过一个标准误。",
    "Before any weight the teams differ most in {most} (standard deviation {high} of 1) and least in {least} ({low}).":
        "不计权重时，各队差别最大的是{most}（标准差 {high}，满分为 1），最小的是{least}（{low}）。",
    "{share} of what separates the totals goes with {most}, whose weight is {weight}; with {heaviest}, the heaviest ({heavy}), "
    "goes {less}.":
        "各队总分的差别有 {share} 随“{most}”而变，它的权重是 {weight}；随权重最大的“{heaviest}”（{heavy}）而变的是 {less}。",
    "{team} (withdrawn)": "{team}（已退出）",
    "Not answered yet: put your answer in place of the three dots.": "尚未作答：请把答案写在三个点的位置。",
    "Right.": "正确。", "A number is asked for.": "此题要求填一个数。", "Too large.": "偏大。", "Too small.": "偏小。",
    "A hundred times too much or too little: mind the unit (fen and yuan, shares and percent).":
        "相差一百倍：注意单位（分与元、比例与百分数）。",
    "The sign is wrong.": "正负号不对。",
    "Close, but not at decimal place {decimals}: round only at the end.":
        "接近了，但小数点后第 {decimals} 位不对：到最后一步再舍入。",
    'A list of names is asked for, in the form ["…", "…"].': "此题要求填若干名称，写成 [\"…\", \"…\"] 的形式。",
    " (The question before had the same answer: did the cell above stop with an error?)":
        "（与上一题的答案相同：上面一格是不是出错停下了？）",
    "Under these weights {teams} have the same total at the cut, rounded as the rules say, and only the tie-break parts them: go "
    "a little further.":
        "在这组权重下，分数线两侧的 {teams} 按规则舍入后同分，只靠并列规则区分：请再多动一点。",
    "No number, but a name or a text is asked for, in quotes and as it stands in the question or in the tables.":
        "此题不填数字，请填名称或文字，加引号，照题目或表中的写法。",
    "A whole number is asked for.": "此题要求填一个整数。",
    "{right} of your {given} belong here: {more} too many.": "所填 {given} 个中有 {right} 个正确：多了 {more} 个。",
    "A whole number of places is asked for.": "此题要求填一个整数（名额数）。",
    "True and False are no names: give the names for which it is true.": "True 与 False 不是名称：请填结果为真的那些名称。",
    "{name} is not among what can be named here.": "{name} 不在此处可填的名称之列。",
    "{right} of your {given} belong here; {missing} missing.": "所填 {given} 个中有 {right} 个正确；还缺 {missing} 个。",
    "No: another one.": "不对，是另一个。",
    "This cannot be tried out: look again at the form that the question asks for.": "无法试算：请再看题目要求的填写形式。",
    "Under these weights {team} has rank {rank}.": "在这组权重下，{team} 排第 {rank}。",
    "You moved {points} points in all; at most {most} are allowed.": "合计变动了 {points} 个百分点；至多允许 {most} 个。",
    "An indicator that had no weight has one now.": "原来没有权重的指标，现在有了权重。",
    "The rules do not admit these weights.": "这组权重不在可接受的范围之内。",
    "Under these weights that team has a place.": "在这组权重下，该队仍然入选。",
    "These weights send the same teams.": "这组权重送出的还是原来的队伍。",
    "That team has a place itself; name one without.": "该队自己有名额；请填一支没有名额的队伍。",
    "Without that team the same teams are sent.": "没有该队，送出的还是原来的队伍。",
    "With one place more nobody has fewer.": "多一个名额，没有哪一组变少。",
    "the question {name!r}": "题目“{name}”", "the exercise": "练习", "copy its name from the notebook": "从笔记本中复制题目名称",
    # Glossary and cards.
    "Term": "词语", "Meaning": "含义", "What": "做什么", "Why": "为什么", "Formula": "算式", "Example": "例子",
    "How it can mislead": "怎样会误导", "Source": "出处", ": ": "：", "; ": "；", "What the words mean": "词语解释",
    "no card {name!r}": "没有卡片“{name}”", "the methodology cards": "方法卡片",
    # Flags.
    "{value} of the orders came within {hours} hours from {begins}": "{value} 的订单集中在自 {begins} 起的 {hours} 小时内",
    "the ten busiest buyers placed {value} of the orders": "下单最多的十位买家占订单的 {value}",
    "the ten buyers who gave most gave {value} of the money": "出钱最多的十位买家占金额的 {value}",
    "one buyer made {value} payments of at most {small} yuan": "同一买家支付了 {value} 笔不超过 {small} 元的款项",
    "one of the buyers supports {value} teams": "有一位买家支持了 {value} 支队伍",
    "{value} payments of at most {small} yuan came from one address": "同一地址有 {value} 笔不超过 {small} 元的款项",
    "one-address": "同址多笔小额",
    "{value} of the orders are whole multiples of {round} yuan": "{value} 的订单是 {round} 元的整数倍",
    "{value} likes for each order": "每笔订单对应 {value} 个点赞",
    "{value} new likes for each new order since {begins}": "自 {begins} 起，每笔新订单对应 {value} 个新点赞",
    "{value} of the total that the platform shows is for display alone": "平台显示总额的 {value} 仅供展示",
    "a total that can only grow fell by {value}": "只增不减的累计数下降了 {value}",
    "largest-money": "资金集中于少数买家", "small-payments": "多笔小额", "many-teams": "一人支持多队",
    "round-amounts": "整数金额集中", "likes-jump": "点赞突增", "padding": "展示数", "falling-counter": "累计数下降",
    "evidence": "依据", "rows of the files": "文件与行",
    # How raw files were read.
    "How each raw file was read; values beyond the headers are empty, or the row is set aside.":
        "各原始文件的读取方式；超出表头的值均为空，否则该行搁置。",
    "read as": "读作", "header in line": "表头所在行", "values of a row": "每行值数", "spellings met": "实际表头",
    "{headers} headers, values (× rows): {values}": "表头 {headers} 列，值数（× 行数）：{values}", "workbook": "工作簿",
    "comma": "逗号分隔", "tab": "制表符分隔", "semicolon": "分号分隔", "bar": "竖线分隔",
    # What counts.
    "definitions as they stand": "现行口径", "person-times are orders": "人次按订单数",
    "person-times are the quantity": "人次按数量",
    "person-times are distinct buyers": "人次按不重复买家", "freight counts": "计入运费", "freight does not count": "不计运费",
    "refunds are not taken off": "不扣退款", "refunds are taken off": "扣除退款",
    "support without a reward counts": "计入无回报支持", "support without a reward does not count": "不计无回报支持",
    "lottery tiers count": "计入抽奖档", "lottery tiers do not count": "不计抽奖档",
    "gifts of companies count": "计入企业捐赠", "gifts of companies do not count": "不计企业捐赠",
    "the platform's match counts": "计入平台配捐", "the platform's match does not count": "不计平台配捐",
    "{reading}: {enters} in, {leaves} out": "{reading}：{enters}进，{leaves}出",
    "No other reading of what counts changes the ledger.": "换用其他统计口径，台账都不变。",
    "The list is the same under all {count} other readings of what counts.": "换用其他 {count} 种统计口径，名单都不变。",
    "{changed} of {count} other readings of what counts would change the list: {changes}.":
        "其他 {count} 种统计口径中有 {changed} 种会改变名单：{changes}。",
    "no team": "未写明队伍", "what the rule says": "规则内容", "received": "收到", "amount that counts": "计入金额",
    "{rows} rows, {yuan} yuan": "{rows} 行，{yuan} 元", "{yuan} yuan": "{yuan} 元",
    "ten thousand yuan": "万元", "freight": "运费", "partial refunds": "部分退款", "corporate": "企业捐赠", "match": "平台配捐",
    "What counts, read otherwise": "换一种统计口径", "By team": "按队伍",
    "the row has another number of values than its header, repeats the header, or names no project":
        "该行列数与表头不符、重复了表头，或未写项目",
    "the amount cannot be read to the fen": "金额无法精确到分",
    "the order stands in the files already, the same in every field": "该订单已在文件中出现，各字段相同",
    "the order stands in the files already, with other values; the first one counts":
        "该订单已在文件中出现，但内容不同；以先出现的为准",
    "the payment status is none of those that count": "支付状态不属于计入的状态",
    "the time of payment cannot be read": "支付时间无法读取",
    "paid before the window opens or when it has closed": "在窗口开始之前或结束之后支付",
    "the project missed its goal, and everything is refunded": "项目未达目标，全部退款",
    "a lottery tier, which the rules leave out": "抽奖档，规则不计",
    "support without a reward, which the rules leave out": "无回报支持，规则不计",
    "a gift of a company, which the rules leave out": "企业捐赠，规则不计",
    "money that the platform or a sponsor adds, which the rules leave out": "平台或赞助方配捐，规则不计",
    "refunded in full": "已全额退款",
    "the refund stands in the files already": "该退款已在文件中出现",
    "a refund of an order that is not in the files": "退款所属订单不在文件中",
    "support that looks bought, left out by a ruling of the committee": "疑似刷单，经委员会裁定剔除",
    # Reading files.
    "a workbook without a sheet": "工作簿没有工作表",
    # Order files for engines.
    "a workbook": "工作簿",
    "text files, which {engine} can take": "{engine} 能读的文本文件",
    'read it in memory (engine="pandas"), or ask for the table as CSV': '改为载入内存（engine="pandas"），或索取 CSV',
    "text in the encoding of its beginning, {encoding}": "与文件开头一致的 {encoding} 编码文本",
    "state the encoding in rules.toml, or ask for the file again as UTF-8": "在 rules.toml 中写明编码，或重新索取 UTF-8 文件",
    "a sheet with rows": "有内容的工作表",
    "open it in a spreadsheet program and save it again": "用表格软件打开并重新保存",
    "no files for the table {name!r}": "表 {name!r} 没有文件",
    'files = ["raw/…"]': 'files = ["raw/…"]',
    "name the files, or remove the section": "写明文件，或删去该节",
    "a formula without a value in cell {cell}": "单元格 {cell} 的公式没有计算结果",
    "values": "数值",
    "open the workbook in a spreadsheet program and save it, or paste the values": "用表格软件打开并保存，或粘贴为数值",
    "a table of texts, or of lists of texts": "文本表，或文本列表的表",
    "a text that can be read in two ways ({readings})": "文本有两种读法（{readings}）",
    "one reading": "一种读法",
    'say {key} = "…" for the table in rules.toml, or ask for the file as UTF-8 with commas':
        '在 rules.toml 该表中写明 {key} = "…"，或索取逗号分隔的 UTF-8 文件',
    "cells merged from row {top} to row {bottom}": "第 {top} 行至第 {bottom} 行的单元格被合并",
    "a value in every row": "每行都有值",
    "unmerge them and repeat the value in each row": "取消合并，并在每行填写该值",
    "a workbook of {packed} bytes that unpacks to {unpacked}": "{packed} 字节的工作簿解压后达 {unpacked} 字节",
    "at most {most} times as much": "至多 {most} 倍",
    "ask for the table as CSV": "索取 CSV 格式的表",
    "the columns {given} for {canonical}": "{canonical} 对应多列：{given}",
    "one column": "一列",
    "correct the mapping in rules.toml, or remove one of them from the file": "更正 rules.toml 的列名对应，或从文件中删去其一",
    "the hidden sheet {title!r} with rows": "隐藏的工作表“{title}”有内容",
    "sheets that can be seen": "可见的工作表",
    'delete it or unhide it, or say sheet = "…" for the table in rules.toml':
        '删除它或取消隐藏，或在 rules.toml 该表中写明 sheet = "…"',
    "one sheet with rows": "只有一张有内容的工作表",
    'say sheet = "…" for the table in rules.toml': '在 rules.toml 该表中写明 sheet = "…"',
    "It gave its place back.": "该队已放弃名额。",
    "No admissible weighting alters the list.": "在可接受范围内，怎样改动权重，名单都不变。",
    "Within the admissible weights, moving {points} percentage points alters the list ({moves}): {enters} replaces {leaves}.":
        "在可接受的权重范围内，合计变动 {points} 个百分点（{moves}），名单就会改变：{enters} 取代 {leaves}。",
    "least moved, admissible": "可接受范围内变动最小",
    "{value!r} in column {name!r} of team {team!r}, by which ties are broken":
        "队伍 {team} 的 {name!r} 一栏为 {value!r}，而该栏用于区分并列",
    "numbers, or dates such as 2019-04-25, for every team": "每队都填数字，或 2019-04-25 这样的日期",
    "the register": "队伍名册", "correct the cell in teams.csv": "更正 teams.csv 中的该格",
    "status {status!r} of team {team!r}": "队伍 {team!r} 的状态 {status!r}",
    "not one of {rows} order rows counts: {many} are set aside by the rule {rule} (the first holds {text!r})":
        "{rows} 行订单没有一行计入：其中 {many} 行按规则“{rule}”搁置（首行内容为 {text!r}）",
    "rows that count": "有计入的行", "the orders": "订单",
    "compare [definitions] and [window] in rules.toml with the files": "请将 rules.toml 的 [definitions] 与 [window] 同文件核对",
    "{count} unknown teams: {spellings}": "{count} 支未知的队伍：{spellings}",
    "names of teams.csv or aliases.csv": "teams.csv 或 aliases.csv 中的名称",
    "add a row 'spelling,team' to aliases.csv for each (nearest known: → …), with - as the team of one that is not of this "
    "contest":
        "在 aliases.csv 中为每个写法加一行“写法,队伍编号”（→ 后为最接近的名称）；不属于本次比赛的，编号填 -",
    "no team for {spelling!r}": "“{spelling}”没有填写队伍编号",
    "an id of teams.csv, or - where the name is not of this contest": "teams.csv 中的编号；不属于本次比赛的填 -",
    "the project is not of this contest, as aliases.csv states": "aliases.csv 写明该项目不属于本次比赛",
    "{ranked} teams are ranked for {places} places.": "{ranked} 支队伍参加排名，名额 {places} 个。",
    "Not ranked, status {status}: {teams}.": "未参加排名（{status}）：{teams}。",
    "The platform states no totals that the ledger could be compared with.": "平台没有给出可与台账核对的总额。",
    "Over {draws} admissible weightings no place is contested.": "在 {draws} 组可接受的权重下，没有名额存在争议。",
    "Whatever admissible weights are chosen, the {places} places go to the same teams: {sure}.":
        "无论在可接受范围内取什么权重，{places} 个名额都归这些队伍：{sure}。",
    "Rulings of the committee": "委员会裁定", "{date}: {team}, {kind} {value}": "{date}：{team}，{kind}{value}",
    "keep": "保留", "remove": "剔除", "withdrawal": "退出",
    "disqualification": "取消资格", "wild-card": "外卡", "registered": "已报名", "online": "已上线", "disqualified": "已取消资格",
    "The rules behind the totals": "总分依据的规则",
    "Weights, normalizers, quotas and tie rules were never published for this contest: they are assumptions of its "
    "organizers, stated here so that anyone can recompute the totals.":
        "本赛事从未公布过权重、标准化方法、配额与并列规则：以下均为设定，列出以便任何人复算总分。",
    "the public notice": "公示",
    " The rules leave freight out, but no table of tiers says how much it was: nothing was taken off.":
        "规则不计运费，但没有档位表说明运费多少，因此未作扣除。",
    "Here the weights alone vary, within the admissible ones, as if all of these were equally likely. In the next section "
    "everything that the rules leave open varies: the first page goes by that.":
        "本节只让权重变动：在可接受范围内的各组权重视为同样可能。下一节让规则未定之处一起变动，首页以下一节为准。",
    # The first page, and the method.
    "In two minutes": "两分钟看懂", "Chosen": "入选（总分）", "Reserves, in order": "候补（按递补顺序）",
    "Contested, with the chance of a place": "有争议的队伍（入选概率）", "What is assumed": "本结果依据的设定",
    "nobody": "无", "{chosen}; still tied at the cut: {tied}": "{chosen}；分数线上仍并列：{tied}",
    "Weights ({scenario}): {weights}.": "权重（{scenario}）：{weights}。",
    "Weights that could be defended as well: {region}.": "可接受的权重：{region}。",
    "What counts: {definitions}.": "统计口径：{definitions}。",
    "Paid from {start} on and before {end}.": "支付时间自 {start} 起，至 {end} 前（不含）。",
    "Method": "计算方法", "normalized value": "标准化值", "unit": "单位", "better": "以何为优",
    "higher": "高者为优", "lower": "低者为优",
    "(x − {lower}) ÷ ({upper} − {lower})": "(x − {lower}) ÷ ({upper} − {lower})",
    "({upper} − x) ÷ ({upper} − {lower})": "({upper} − x) ÷ ({upper} − {lower})",
    "(x − {lower}) ÷ ({upper} − {lower}), held between 0 and 1": "(x − {lower}) ÷ ({upper} − {lower})，限于 0 与 1 之间",
    "({upper} − x) ÷ ({upper} − {lower}), held between 0 and 1": "({upper} − x) ÷ ({upper} − {lower})，限于 0 与 1 之间",
    "1 up to {at}, 0 above": "不超过 {at} 为 1，超过为 0",
    "(x − mean) ÷ standard deviation": "(x − 平均值) ÷ 标准差",
    "50 + 10 × (x − mean) ÷ standard deviation": "50 + 10 × (x − 平均值) ÷ 标准差",
    "(rank from below − 1) ÷ (teams − 1)": "(自低向高的名次 − 1) ÷ (队伍数 − 1)",
    "{top} − {step} × (rank − 1), at least {floor}": "{top} − {step} × (名次 − 1)，不低于 {floor}",
    "x ÷ best x": "x ÷ 最优 x", "smallest x ÷ x": "最小 x ÷ x",
    "(x − {lower}) ÷ ({target} − {lower})": "(x − {lower}) ÷ ({target} − {lower})",
    "1 from {at} on, 0 below": "达到 {at} 为 1，不足为 0", "least x": "最小 x", "greatest x": "最大 x",
    "{formula}, x = − value": "{formula}，x = − 数值", "{formula}, x = {inner}": "{formula}，x = {inner}",
    "ln(value)": "ln(数值)", "ln(1 + value)": "ln(1 + 数值)",
    "total = {points:g} × sum of (weight × normalized value)": "总分 = {points:g} × Σ（权重 × 标准化值）",
    "total = {points:g} × product of (normalized value to the power of its weight)": "总分 = {points:g} × Π（标准化值 ^ 权重）",
    "total = {points:g} × (sum of (weight × normalized value^{power:g}))^(1/{power:g})":
        "总分 = {points:g} × （Σ 权重 × 标准化值^{power:g}）^(1/{power:g})",
    "Bonus points outside the {points:g} are added: the register's column {column}.":
        "另加 {points:g} 分之外的加分：名册中的 {column} 一列。",
    "The sum is rounded to 10 decimals, which removes the computer's own error, and stays as it is.":
        "总分先保留 10 位小数（消除计算机自身的误差），此后不再舍入。",
    "The sum is rounded to 10 decimals, which removes the computer's own error, then half up to {decimals}.":
        "总分先保留 10 位小数（消除计算机自身的误差），再四舍五入到 {decimals} 位小数。",
    "{column} (higher first)": "{column}（高者在前）", "{column} (lower first)": "{column}（小者在前）",
    "Equal totals are parted by {keys}; {last}.": "总分相同者依次比较：{keys}；{last}。",
    "what is still tied is reported, and the committee decides": "仍并列的，如实列出，由委员会裁定",
    "all that are still tied get a place": "仍并列的，一并入选",
    "A finalist needs at least {number:g} in {indicator}.": "入选队伍的{indicator}不得低于 {number:g}。",
    "registered_on": "报名日期", "Record, and how to verify it": "记录与复核方法", "FOLDER": "比赛文件夹", "DIGEST": "指纹",
    "Everything above comes from the files listed here by one program. Whoever has the folder can run it again; the command says "
    "identical, or names the first cell that differs:":
        "以上一切都由同一个程序从下列文件得出。持有该文件夹的人都可以重新运行；命令会答复 "
        "identical（完全一致），或指出第一处不同的单元格：",
    # The expert committee.
    "the form {form!r}": "形式“{form}”", "the intraclass correlation": "组内相关系数", "name one of them": "取其中之一",
    "level = {level!r}": "level = “{level}”", "Krippendorff's alpha": "克里彭多夫 α",
    "a mark of {mark} on a ratio scale": "比率尺度上的分数 {mark}", "marks of zero or more": "不小于零的分数",
    "take the interval level": "改用 interval", "a reliability of {value}": "信度 {value}",
    "a number between 0 and 1": "0 与 1 之间的数", "the plan of the panel": "评委会方案",
    "take it from a pilot, or assume one": "取自试评，或作假定",
    "judges in {count} groups without a team in common: {groups}": "评委分成 {count} 组，彼此没有共同评过的队伍：{groups}",
    "marks that connect all judges and teams": "把所有评委与队伍联系起来的分数",
    "the marks in {criterion}": "“{criterion}”的分数",
    "let a judge of one group mark a team of the other, or take another method":
        "请一组的评委给另一组的队伍评分，或改用别的方法",
    "criteria that only some judges or teams have": "只有部分评委或队伍才有的评分项",
    "criteria that connect them": "能把它们联系起来的评分项",
    "the marks": "评分", "look at each criterion alone": "逐项分析",
    "a mark in steps of {step}": "以 {step} 为一档的分数",
    "ask the judge; no mark is rounded to a step": "请询问评委；程序不会把分数凑到某一档",
    "all criteria": "所有评分项", "no mark by a judge for a team from home": "没有评委给本地队伍的评分",
    "at least one, and one for a team from elsewhere": "至少一个，且另有给外地队伍的评分",
    "the marks and registers": "评分与名册",
    "leave the comparison out": "略去这一比较",

    # Uncertainty.
    "more than {most} cells": "超过 {most} 个小块", "fewer indicators or a smaller region": "较少的指标，或较小的范围",
    "the region of weights": "权重的范围", "draw weights instead (simulate)": "改用抽样（simulate）",
    "cells whose volumes add up to {volume}": "各小块体积合计为 {volume}",
    "report the table: this is an error of the program": "请把该表报告给我们：这是程序的错误",
    "No place is contested: every team has a chance below 5% or above 95%.":
        "没有争议的名额：各队的概率不是低于 5% 就是高于 95%。",
    "Of the teams that contest a place, {team} is the one whose rank is least known: {low} to {high} in nine draws of ten.":
        "在争夺名额的队伍中，名次最不确定的是{team}：十次抽样中九次在 {low} 至 {high} 名之间。",
    "a positive number": "正数",
    "ask for 16384 or so": "一般取 16384 次",
    "between 1 and the number of teams": "1 到队伍数之间",
    "correct the number of places": "更正名额数",
    "give one for each scenario": "每个方案给一个",
    "say 100 for weights some points around the scenario": "若权重在方案上下数个百分点，可取 100",
    "the law of the weights": "权重的分布",
    "the probabilities {given}": "概率 {given}",
    "the simulation": "抽样",
    "{count} numbers of zero or more that sum to 1": "{count} 个不小于零、合计为 1 的数",
    "{draws} draws": "抽样 {draws} 次",
    "a concentration of {value}": "集中度 {value}",
    "{name!r} cannot vary": "“{name}”不能变动",
    "the factors to vary": "要变动的因素",
    "leave it out, or let the rules state its alternatives": "去掉它，或在规则中写明备选",
    "judges and panel together": "同时变动 judges 与 panel",
    "one of the two": "二者取一",
    "leave one out: both stand for the same doubt": "去掉一个：两者是同一种不确定",
    "a share of the value, such as 0.05": "数值的一个份额，例如 0.05",
    "{key} names {value!r}": "{key} 中有“{value}”",
    "a list of numbers": "数的列表",
    "When {factors} vary together, {safe} of {places} places are safe over {draws} draws; {contested} teams contest "
    "the others: {teams}.":
        "{factors}同时变动时，抽样 {draws} 次，{places} 个名额中 {safe} 个稳固；其余由 {contested} 支队伍争夺：{t"
        "eams}。",
    "The draws saw {count} different lists; the official one is the most frequent, in {share} of them.":
        "抽样中出现了 {count} 份不同的名单；正式名单最常见，占 {share}。",
    "The draws saw {count} different lists, and never the official one; the most frequent, in {share} of them, is "
    "{teams}.":
        "抽样中出现了 {count} 份不同的名单，正式名单一次也没有出现；最常见的占 {share}，为 {teams}。",
    "The draws saw {count} different lists. The official one is number {place} by frequency, in {own} of them; the "
    "most frequent, in {share}, is {teams}.":
        "抽样中出现了 {count} 份不同的名单。正式名单按出现次数排第 {place}，占 {own}；最常见的占 {share}，为 {tea"
        "ms}。",
    "Nothing that the rules leave open moves the list.": "规则未定之处都不会改变名单。",
    "Of the doubt about the list {share} ({low} to {high}) comes from {factor} alone, more than from any other "
    "choice; {together} comes from several choices together.":
        "名单的不确定中，{share}（{low} 至 {high}）单独来自{factor}，多于其他任何一项；{together} 来自几项共同的"
        "作用。",
    "Combinations of the choices that the rules name: {count}; different lists that they give: {lists}; combinations that give "
    "the "
    "official one: {same}. On every list ({always}): {teams}.":
        "规则列出的做法有 {count} 种组合，得出 {lists} 份不同的名单；其中 {same} 种与正式名单相同。{always} 支队伍在每份"
        "名单上：{teams}。",
    "the weights": "权重",
    "the choice of judges": "评委",
    "the panel's errors": "评委会误差",
    "the normalizer": "标准化方法",
    "the mean": "合成方法",
    "flagged support": "存疑支持",
    "measurement errors": "测量误差",
    "share of draws": "占抽样",
    "in ← out (●: the official list)": "进 ← 出（●为正式名单）",
    "number": "序号",
    "several together": "几项共同",
    "share alone, in percent": "单独的份额（%）",
    "the whole list": "整份名单",
    "share of the doubt (%); in brackets the chance of a place": "不确定的份额（%）；括号内为入选概率",
    "rank; the number is the share of draws in percent": "名次；数字为占抽样的百分比",
    "chance of a place when everything open varies (%), with 95% interval":
        "未定之处全部变动时的入选概率（%），及 95% 区间",
    "power {power}": "幂次 {power}",
    "flagged support in": "计入存疑支持",
    "flagged support out": "不计存疑支持",
    "own normalizers": "各指标自己的标准化",
    "one column a combination; the number on top: how many teams differ from the official list":
        "一列为一种组合；上方数字：与正式名单相差几支队伍",
    "minmax": "极差标准化",
    "percentile": "百分位名次",
    "zscore": "标准分",
    "standard_score": "T 分",
    "share_of_best": "与最好者之比",
    "none": "不标准化",
    "trimmed": "去高去低平均",
    "mean": "平均",
    "Where the doubt comes from": "不确定来自何处",
    "Weights, judges, methods and flagged support varied together; every draw is a list by the official rules: "
    "rounding, quotas, tie-breaks.":
        "权重、评委、方法与存疑支持一起变动；每次抽样都按正式规则（舍入、配额、并列规则）定出名单。",
    "Every admissible combination, worked out one by one.": "逐一算出每一种可接受的组合。",

    # Exact answers.
    "least moved": "变动总和最小",
    "nearest": "直线距离最小",
    "smallest steps": "单项变动最小",
    "whole points": "整百分点",
    "the panel's mark": "评委会的分数",
    "all criteria together": "各评分项一起",
    "criterion": "评分项",
    "judge": "评委",
    "change": "变化",
    "needed": "需达到",
    "now": "现值",
    "in ← out": "入选 ← 落选",
    "points moved": "变动（百分点）",
    "has a place": "已入选",
    "both ends of every range are proven": "每个范围的两端都已证明",
    "who cannot win a place has none in any draw": "不可能入选的队伍在任何抽样中都未入选",
    "who is certain has a place in every draw": "必定入选的队伍在每次抽样中都入选",
    "exact bounds hold every sampled rank": "抽样得到的每个名次都在精确范围之内",
    "exact bounds hold every rank by unrounded totals": "按未舍入总分的每个名次都在精确范围之内",
    "{enters} replaces {leaves} once {indicator} weighs more than {at}.":
        "{indicator} 的权重高于 {at} 时，{enters} 取代 {leaves}。",
    "{enters} replaces {leaves} once {indicator} weighs less than {at}.":
        "{indicator} 的权重低于 {at} 时，{enters} 取代 {leaves}。",
    "{first}, {second} and {third} choose {count} different lists between them; the largest area has {share} of the triangle.":
        "{first}、{second}、{third} 三项之间可定出 {count} 份不同的名单；最大的一块占三角形的 {share}。",
    "Whatever admissible weights are chosen, {certain} of {places} places are certain: {sure}. {possible} more teams "
    "can win one: {open}. For the other {impossible} it is impossible.":
        "无论在可接受范围内取什么权重，{places} 个名额中有 {certain} 个必定入选：{sure}。另有 {possible} 支队伍可能入选："
        "{open}。其余 {impossible} 支不可能入选。",
    " Quotas are kept.": "（已计入配额。）",
    " Quotas are left out: they are not maxima on one column.": "（未计配额：它们不是同一列上的上限。）",
    "No change of the weights alters the list.": "怎样改动权重，名单都不变。",
    "{teams} tie at the cut: the unrounded totals do not decide the list.": "{teams} 在入选线上并列：未舍入的总分定不出名单。",
    "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}): {enters} replaces "
    "{leaves}.":
        "若不限于可接受的范围，权重合计只要变动 {points} 个百分点（{moves}），名单就会改变：{enters} 取代 {leaves}。",
    " Rounded totals can tie the two between {low} and {high} points.":
        "变动在 {low} 至 {high} 个百分点之间时，两队舍入后的总分可能并列。",
    "No withdrawal of a team without a place changes the list.": "未入选的队伍无论哪一支退出，名单都不变。",
    "The withdrawal of any of {count} teams without a place would change the list: without {team}, {enters} replaces {leaves}.":
        "有 {count} 支未入选的队伍，其中任何一支退出都会改变名单：若 {team} 退出，{enters} 取代 {leaves}。",
    " The normalization of {indicators} depends on who takes part; goalposts fixed beforehand prevent this.":
        "原因是 {indicators} 的标准化取决于有谁参加；事先固定上下限即可避免。",
    "{draws} draws see {seen} of the {able} teams that can win a place":
        "{draws} 次抽样看到了 {able} 支可能入选队伍中的 {seen} 支",
    "; they miss {missed}": "；漏掉了 {missed}",
    "; they call {always} safe, which some weights refuse": "；把 {always} 当作稳入选，其实有的权重会让其落选",
    ".": "。",
    "certain": "必定入选",
    "possible": "可能入选",
    "impossible": "不可能入选",
    "Best and worst rank": "最好与最差名次",
    "best": "最好名次",
    "worst": "最差名次",
    "rank: from the best to the worst possible; diamond: by the rules (teams that withdrew are not counted)":
        "名次：从最好到最差；菱形为按规则的名次（退出队伍不计）",
    "the scenario's weights": "当前方案的权重",
    "other lists": "其他名单",
    "the list changes here": "名单在此处改变", "+ −: beside the list at the star": "+ −：与星号处的名单相比",
    "share of draws with a place (%, logarithmic); at the left edge: never drawn":
        "抽样中入选的比例（%，对数刻度）；最左端为从未抽到",
    "without": "若退出",
    "because of": "原因",
    "What every admissible weighting says": "所有可接受的权重怎么说",
    "Exact over all admissible weights, not sampled: the best and the worst rank of every team, each reached by "
    "weights that were recomputed.":
        "在全部可接受的权重上精确求得，不是抽样：每队最好与最差的名次，各有一组重新核算过的权重可以达到。",
    "0 … {most}": "0 … {most}",
    "{code!r} at {at} against {against!r}": "{code!r} 取 {at}、由 {against!r} 让出",
    "move less, or against another indicator": "少移一些，或改由别的指标让出",
    "a weight of 1 for {code!r}": "{code!r} 的权重为 1",
    "less: the others have no proportions to be rescaled in": "小于 1：否则其余权重没有可按比例缩放的依据",
    "name the indicator that takes or gives with against=": "用 against= 指明由哪个指标让出或接收",
    "no weight of {code!r}": "没有 {code!r} 的权重",
    "the triangle": "三角图",
    "name three codes": "写出三个指标代码",
    "indicators {codes}": "指标 {codes}",
    "three of {known} that have weight together": "{known} 中合计有权重的三个",
    "the path to selection": "入选路径",
    "no team {team!r}": "没有队伍 {team!r}",
    "one of the table's rows": "表中的某一行",
    "use a team's id": "使用队伍编号",
    "the cut line": "入选线",
    "the smallest change": "最小变动",
    "the measure of a change": "变动的度量",
    "norm = {norm!r}": "norm = {norm!r}",
    "one of {norms}": "{norms} 之一",
    "norm = {norm!r} between proposals ({count})": "在 {count} 份提案之间取 norm = {norm!r}",
    "'l1' or 'linf'": "'l1' 或 'linf'",
    "choose another norm, or leave the hull out": "换一种度量，或去掉 hull",
    "weights {weights}": "权重 {weights}",
    "admissible ones": "可接受范围内的权重",
    "start from weights inside the region, or widen it": "从范围内的权重出发，或放宽范围",
    "whole percentage points": "整百分点",
    "round the weights first, or leave whole_points out": "先把权重取整，或不用 whole_points",
    "no weights where the search found some": "搜索找到了权重，此处却没有",
    "a witness": "一组见证权重",
    "report this with the table that shows it": "请连同出现问题的表一并报告",
    "a lead of {lead} where the search found a tie": "搜索得出并列，此处却领先 {lead}",
    "the same list at the witness": "见证权重下名单没有改变",
    "another one": "另一份名单",
    "{count} ahead by the search, {recount} at its witness": "搜索得出 {count} 支领先，见证权重下是 {recount} 支",
    "the same number": "相同的数目",
    "the rank ranges": "名次范围",
    "a statement about {code!r}": "关于 {code!r} 的陈述",
    "a table of numbers": "数字组成的表",
    "change or leave out one of them": "修改或去掉其中一条",
    "correct the statement": "改正该陈述",
    "hull names {name!r}": "hull 中写了 {name!r}",
    "name the proposals, or leave the hull out": "列出各提案，或去掉 hull",
    "no proposals": "没有提案",
    "no weights that meet all of: {statements}": "没有权重能同时满足：{statements}",
    "one such as 'welfare + mobilization >= 40%' or 'welfare >= 1.5 * amount'":
        "形如 'welfare + mobilization >= 40%' 或 'welfare >= 1.5 * amount' 的陈述",
    "statements that some weights, which sum to one, meet together": "至少有一组总和为一的权重能同时满足的陈述",
    "the statement {text!r}": "陈述 {text!r}",
    "use an indicator's code": "使用指标代码",
    # What was found, expected, where, and what to do.
    "{found} (expected {expected}) at {where}; {remedy}.": "{where}：发现{found}；应为{expected}。处理办法：{remedy}。",
    "something there already": "该处已有内容",
    "a new or empty folder": "新的或空的文件夹",
    "choose another name": "换一个名字",
    "a place that cannot be written ({detail})": "无法写入（{detail}）",
    "a folder with room and permission": "有空间、有权限的文件夹",
    "free space, change its permissions, or choose another with --out": "腾出空间、修改权限，或用 --out 另选位置",
    "several freight charges for {project!r}": "项目“{project}”有几种运费",
    "one a project": "每个项目一种",
    "{file} line {line}": "{file} 第 {line} 行",
    "correct the tiers, or split the project in the rules": "更正档位表，或在规则中拆分项目",
    "a second project of team {team!r}": "队伍 {team} 的第二个项目",
    "one a team": "每队一个",
    "give the project a team of its own in aliases.csv": "在 aliases.csv 中让该项目对应另一支队伍",
    "{column} = {text!r}": "{column} = “{text}”",
    "an amount in yuan, such as ￥1,299.00": "以元表示的金额，如 ￥1,299.00",
    "ask the sender for the amount": "向提供方索要金额",
    "more refunded than paid on order {order}": "订单 {order} 的退款多于付款",
    "at most {paid:.2f} yuan": "至多 {paid:.2f} 元",
    "ask the platform which of the two is right": "向平台核实哪一个正确",
    "a whole number, or - for none": "整数，或用 - 表示没有",
    "ask the sender for the number": "向提供方索要数字",
    "no column {name!r}": "没有列“{name}”",
    "one of {known}": "以下之一：{known}",
    "the matrix and the register": "指标矩阵与队伍登记表",
    "name an indicator or a column of teams.csv": "写指标代码或 teams.csv 的列名",
    "no team to score": "没有可评分的队伍",
    "at least one team with status {statuses}": "至少一支队伍的状态为 {statuses}",
    "correct the statuses, or rules.toml [scoring] eligible": "更正状态，或 rules.toml [scoring] 的 eligible",
    "taken_at = {text!r}": "统计时间 = “{text}”",
    "a date with its time": "带时刻的日期",
    "ask the sender when the counter was read": "向提供方核实计数时间",
    "indicator {code!r} has source = {value!r}": "指标 {code} 的 source = “{value}”",
    "one of {choices}": "以下之一：{choices}",
    "correct the cell, or map the table in rules.toml": "更正单元格，或在 rules.toml 中登记该表",
    "no value of {code!r} for team {team}": "队伍 {team} 没有指标 {code} 的数值",
    "a number": "一个数",
    "the matrix, built from {source}": "指标矩阵（来自 {source}）",
    "ask for the number, or let on_missing in indicators.csv say what stands for it":
        "补齐数字，或在 indicators.csv 的 on_missing 中写明以什么代替",
    "bytes that are neither UTF-8 nor GB18030 text": "既不是 UTF-8 也不是 GB18030 的文本",
    "a text table": "文本表格",
    "ask for the file again, saved as UTF-8 CSV": "请对方另存为 UTF-8 CSV 重新提供",
    "an empty file": "空文件",
    "a header and rows": "表头和数据行",
    "ask for the export again": "请对方重新导出",
    "{rows} rows": "{rows} 行",
    "{card} rows, as its card says": "登记卡所写的 {card} 行",
    "ask for the file again, or correct raw/SOURCES.csv": "重新索要文件，或更正 raw/SOURCES.csv",
    "no folder": "没有文件夹",
    "a contest folder": "比赛文件夹",
    "check the path; `python -m contestlib new DIR` makes an empty one":
        "检查路径；python -m contestlib new DIR 可新建空文件夹",
    "team {team!r} a second time": "队伍 {team} 重复出现",
    "each id once": "每个编号一次",
    "teams.csv line {line}": "teams.csv 第 {line} 行",
    "correct the id or remove the row": "更正编号或删除该行",
    "no [tables.orders]": "没有 [tables.orders]",
    "the files and columns of the platform's orders": "平台订单的文件与列名",
    "add the section": "补上该节",
    "a header without rows": "只有表头、没有数据",
    "at least one order": "至少一笔订单",
    "at least one team": "至少一支队伍",
    "add a row a team": "每队补一行",
    "{text!r} for {criterion}": "{criterion} 一栏为“{text}”",
    "a mark, or one of the words {words}": "分数，或以下词语：{words}",
    "correct the cell, or state the word in rules.toml [panel]": "更正单元格，或在 rules.toml [panel] 中登记该词",
    "no record": "没有记录",
    "a record.json": "record.json",
    "run the contest first": "先运行比赛",
    "a record that cannot be read ({detail})": "无法读取的记录（{detail}）",
    "comma-separated text": "逗号分隔的文本",
    "correct the quotes in that line, or ask for the file again": "更正该行的引号，或重新索要文件",
    "no file": "没有文件",
    "the file": "该文件",
    "put the file there, or correct its name in rules.toml": "放入文件，或更正 rules.toml 中的文件名",
    "a file that cannot be opened ({detail})": "无法打开的文件（{detail}）",
    "a readable file": "可读的文件",
    "check its permissions and close it elsewhere": "检查权限，并在其他程序中关闭它",
    "sheets {sheets}": "工作表 {sheets}",
    "a sheet {sheet!r}": "名为“{sheet}”的工作表",
    "rename the sheet, or correct its name in rules.toml": "改工作表名，或更正 rules.toml",
    "a workbook that cannot be opened ({detail})": "无法打开的工作簿（{detail}）",
    "a whole workbook without a password": "完整且无密码的工作簿",
    "open it in a spreadsheet program, remove the password, and save it again":
        "用表格软件打开，去掉密码后重新保存",
    "the number {cell:.0f}": "数字 {cell:.0f}",
    "an identifier stored as text": "以文本保存的编号",
    "a spreadsheet has rounded it beyond 15 digits; ask for the column as text":
        "表格软件已舍入 15 位以后的数字；请对方把该列设为文本",
    "the header {header}": "表头 {header}",
    "a column {raw!r}": "名为“{raw}”的列",
    "correct the mapping in rules.toml, or the file": "更正 rules.toml 的列名对照，或更正文件",
    "no mapping for {canonical!r}": "没有 {canonical} 的列名对照",
    '{canonical} = "header in the file"': '{canonical} = "文件中的表头"',
    "rules.toml, the columns of {file}": "rules.toml 中 {file} 的列名对照",
    "add the line": "补上该行",
    "{values} values under {width} headers": "{width} 个表头下有 {values} 个值",
    "{width} values": "{width} 个值",
    "mend the row (a comma inside a text needs quotes)": "修好该行（文字中的逗号要加引号）",
    "at least one": "至少一个",
    "columns {columns}": "列 {columns}",
    "a column {name!r}": "名为“{name}”的列",
    "{file} line 1": "{file} 第 1 行",
    "add the column": "补上该列",
    "JSON as the run wrote it": "运行所写的 JSON",
    "run the contest again": "重新运行比赛",
    "a compressed file that cannot be unpacked ({detail})": "无法解压的文件（{detail}）",
    "a whole .gz file": "完整的 .gz 文件",
    "ask for the file again": "重新索要文件",
    "a raw file without a card": "没有登记卡的原始文件",
    "a row for {file}": "{file} 的一行登记",
    "run `python -m contestlib receive DIR`, or add this line and say from whom and when it came: {line}":
        "运行 python -m contestlib receive DIR，或加入下面这一行，并填写来自谁、何时收到：{line}",
    "a card of {file} without a sha256": "{file} 的登记卡没有填写 sha256",
    "the sha256 of the file as it came": "收到时文件的 sha256",
    "raw/SOURCES.csv line {row}": "raw/SOURCES.csv 第 {row} 行",
    "run `python -m contestlib receive DIR`, or put this line in its place: {line}":
        "运行 python -m contestlib receive DIR，或以下面这一行代替：{line}",
    "raw/SOURCES.csv now holds the sha256 of: {files}.": "已把下列文件的 sha256 写入 raw/SOURCES.csv：{files}。",
    "Every raw file has its sha256 in raw/SOURCES.csv already.": "raw/SOURCES.csv 中每个原始文件都已有 sha256。",
    "team {team!r}": "队伍 {team}",
    "correct the id": "更正编号",
    "the spelling {spelling!r} for {teams}": "写法“{spelling}”对应 {teams}",
    "one team": "一支队伍",
    "teams.csv and aliases.csv": "teams.csv 与 aliases.csv",
    "remove it from all but one": "只保留一处",
    "sha256 {found_digest}": "sha256 {found_digest}",
    "{card_digest}, as its card says": "登记卡所写的 {card_digest}",
    "the file changed after it was received; restore it, or correct raw/SOURCES.csv with a reason":
        "文件收到后被改动；请恢复原件，或写明理由后更正 raw/SOURCES.csv",
    "{column} {value!r}": "{column} 为“{value}”",
    "correct the cell": "更正单元格",
    "both goalposts at {value}": "上下限都是 {value}",
    "two different goalposts": "不同的上下限",
    "the indicator's parameters": "指标参数",
    "correct lower or upper": "更正 lower 或 upper",
    "the negative value {value}": "负值 {value}",
    "zero or more, for a share of the best": "零或正数（按最好者的比例计分）",
    "the matrix": "指标矩阵",
    "choose another normalization": "换一种标准化方法",
    "a target of {value}": "目标值 {value}",
    "another value than where the way begins": "不同于起点的值",
    "correct target or lower": "更正 target 或 lower",
    "the value {value}": "数值 {value}",
    "positive values, for a logarithm": "正数（取对数）",
    "use the transform log1p, or none": "改用 log1p，或不变换",
    "no number for {code!r} of team {team!r}": "队伍 {team} 的 {code} 没有数值",
    "a finite number": "有限的数",
    "let a stated rule fill it (fill_missing), or leave the team out": "由明文规则填补，或不评该队",
    "the value {value} of {code!r}": "{code} 的数值 {value}",
    "zero or more, for the transform log1p": "零或正数（log1p 变换）",
    "choose another transform": "换一种变换",
    "a mark of {mark} by {judge} for {team}": "{judge} 给 {team} 打了 {mark} 分",
    "a mark from {lower} to {upper}": "{lower} 到 {upper} 之间的分数",
    "ask the judge; nothing is cut to the scale": "向评委核实；程序不会截断",
    "a second mark by {judge} for {team} in {criterion}": "{judge} 对 {team} 的 {criterion} 打了第二个分",
    "one mark": "一个分数",
    "remove one of the two": "删去其一",
    "the unknown team {spelling!r}": "未知的队伍“{spelling}”",
    "a name of teams.csv or aliases.csv": "teams.csv 或 aliases.csv 中的名称",
    "add a row 'spelling,team' to aliases.csv (nearest known: {near}); with - as the team where the name is not of this contest":
        "在 aliases.csv 补一行“写法,编号”（最接近的：{near}）；不属于本次比赛的，编号填 -",
    "the key {key!r} in [{section}]": "[{section}] 中的 {key}",
    "{path} line {line}": "{path} 第 {line} 行",
    "correct or remove it (did you mean {close!r}?)": "更正或删除（是否应为 {close}？）",
    "correct or remove it": "更正或删除",
    "weights summing to {sum}": "权重之和为 {sum}",
    "1 (or 100)": "1（或 100）",
    "correct them, weights are not rescaled": "请更正，程序不会自动缩放权重",
    "no scenario called {name!r}": "没有名为 {name} 的方案",
    "use a name from the column 'scenario', or add a row": "用 scenario 列中的名字，或补一行",
    "{key} = {value!r}": "{key} = {value!r}",
    "{kind}": "{kind}",
    "a text in quotes": "带引号的文字",
    "a whole number": "整数",
    "true or false": "true 或 false",
    "an instant with its time zone, such as 2019-05-01T00:00:00+08:00": "带时区的时刻，如 2019-05-01T00:00:00+08:00",
    "a list of texts": "文字的列表",
    "a table of texts": "文字对照表",
    "a list of tables": "若干表组成的列表",
    "correct the value": "更正该值",
    "{key} = {value} without a time zone": "{key} = {value}，没有时区",
    "an instant such as 2019-05-01T00:00:00+08:00": "如 2019-05-01T00:00:00+08:00 的时刻",
    "add the offset": "补上时区",
    "places = {places}": "places = {places}",
    "at least 1": "至少 1",
    "a window that ends at {end}": "止于 {end} 的窗口",
    "an end after its start {start}": "晚于起点 {start} 的终点",
    "correct the instants": "更正时刻",
    "trimming {dropped} marks from {judges} judges": "从 {judges} 位评委中去掉 {dropped} 个分数",
    "at least one mark left": "至少留下一个分数",
    "raise minimum_judges or trim fewer": "提高 minimum_judges 或少去几个",
    "scenario {name!r} stands twice": "方案 {name} 出现两次",
    "each name once": "每个名字一次",
    "rename or remove a row": "改名或删去一行",
    "indicator {code!r} stands twice": "指标 {code} 出现两次",
    "each code once": "每个代码一次",
    "around = {name!r}": "around = “{name}”",
    "use a scenario's name": "写方案的名字",
    "no indicator {code!r}": "没有指标 {code}",
    "the matrix's columns": "矩阵的列",
    "describe the column in indicators.csv, or drop it": "在 indicators.csv 中说明该列，或删去它",
    "indicator {code!r} has {field} = {value!r}": "指标 {code} 的 {field} = “{value}”",
    "the indicators": "指标表",
    "a weight of {weight} for {code!r}": "{code} 的权重为 {weight}",
    "a number of zero or more": "零或正数",
    "correct the weight": "更正权重",
    "{detail}": "{detail}",
    "valid TOML": "正确的 TOML",
    "correct the file in a text editor": "用文本编辑器更正",
    "no {key!r} in [{section}]": "[{section}] 中没有 {key}",
    "{key} = …": "{key} = …",
    "add the key": "补上该项",
    "indicators.csv line {line}": "indicators.csv 第 {line} 行",
    "scenario {name!r} has {column} = {value}": "方案 {name} 的 {column} = {value}",
    "zero or more": "零或正数",
    "scenarios.csv line {line}": "scenarios.csv 第 {line} 行",
    "correct the cell; a cost is a direction, not a weight": "更正单元格；越低越好请写在方向里，不用负权重",
    "scenario {name!r} has weights summing to {sum}": "方案 {name} 的权重之和为 {sum}",
    "{total}": "{total}",
    "correct the row, weights are not rescaled": "更正该行，程序不会自动缩放权重",
    "scenario {name!r} has normalization = {value!r}": "方案 {name} 的 normalization = “{value}”",
    "one that needs no parameters: {choices}": "不需参数的一种：{choices}",
    "correct or empty the cell": "更正或清空单元格",
    "time_zone = {zone!r}": "time_zone = “{zone}”",
    "a name such as Asia/Shanghai": "如 Asia/Shanghai 的名称",
    "indicator {code!r} has no value for {field}": "指标 {code} 缺少 {field}",
    "a number, which {normalization} needs": "{normalization} 所需的数",
    "fill the cell": "填写单元格",
    "indicator {code!r} has a value for {field}": "指标 {code} 多写了 {field}",
    "an empty cell: {normalization} does not use it": "空单元格：{normalization} 用不到它",
    "none: {normalization} does not use it": "不写：{normalization} 用不到它",
    "state both: replace(indicator, normalization=…, parameters={{…}})":
        "两者一起写：replace(indicator, normalization=…, parameters={{…}})",
    "empty the cell or choose another normalization": "清空单元格，或换一种标准化方法",
    "scenario {name!r} has {column} = {value!r}": "方案 {name} 的 {column} = “{value}”",
    "a number or an empty cell": "数或空单元格",
    "an integer, decimal or fraction (0 for none)": "整数、小数或分数（没有写 0）",
    "values not above 0 under power {power}: {cells}": "幂次 {power} 下有不大于 0 的数值：{cells}",
    "positive values": "正数",
    "the normalized matrix": "标准化矩阵",
    "let a floor stand in the rules (goalposts below the lowest value), or use power 1":
        "在规则中设下限（把 goalposts 下限设在最低值以下），或用幂次 1",
    "weights for {given}": "给了 {given} 的权重",
    "one for each of {columns}": "以下各列各一个：{columns}",
    "name every column once; a weight of 0 leaves one out": "每列写一次；不用的列权重写 0",
    "{teams} teams for {places} places": "{teams} 支队伍、{places} 个名额",
    "at least as many teams as places": "队伍数不少于名额",
    "rules.toml [selection] places": "rules.toml [selection] places",
    "lower the number of places": "减少名额",
    "quotas that no list of {places} can meet: {quotas}": "任何 {places} 队名单都满足不了的配额：{quotas}",
    "quotas that leave a possible list": "至少容许一份名单的配额",
    "lower a minimum, raise a maximum, or change the number of places": "降低下限、提高上限或改变名额",
    "a quota on {column!r} and no register": "针对“{column}”的配额，而没有登记表",
    "the register that holds the column": "含有该列的登记表", "give it: register=contest.teams": "写上 register=contest.teams",
    "a quota on {column!r}": "针对“{column}”的配额",
    "a register that holds it for every team": "每队都有该列的登记表",
    "name a column of teams.csv": "写 teams.csv 的列名",
    "no indicators": "没有指标",
    "the admissible weights": "可接受的权重",
    "name the indicators, or a scenario to stay around": "写明指标，或写明围绕哪个方案",
    "{code!r} from {low} to {high}": "{code} 的范围为 {low} 到 {high}",
    "a lower bound below the upper one": "下限小于上限",
    "correct one of the two": "更正其一",
    "bounds between which weights sum to {low} … {high}": "上下限之和为 {low} … {high}",
    "1 in between": "1 落在其间",
    "lower the lower bounds or raise the upper ones": "降低下限或提高上限",
    "{places} places for {teams} teams": "{places} 个名额、{teams} 支队伍",
    "at least one place, and no more than teams": "至少一个名额，且不多于队伍数",
    "the sweep": "权重扫描",
    "change the number of places": "改变名额",

    # Findings.
    "{teams} share the total {total} and the rules do not separate them; places that stay open: {open} of {places}.":
        "{teams}同为 {total} 分，规则无法区分：{places} 个名额中有 {open} 个待定。",
    "Every team has a place.": "每支队伍都有名额。",
    "{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0. Only the tie-break by "
    "{keys} separates them.":
        "分数线两侧的{last}与{first}同为 {last_total} 分，差距为 0，只靠并列规则（{keys}）区分。",
    "{last} with {last_total} takes the last of {places} places, {margin} points ahead of {first} with {first_total}.":
        "{last}以 {last_total} 分取得 {places} 个名额中的最后一个，领先{first}（{first_total} 分）{margin} 分。",
    "Sampled and exact answers below refer to unrounded totals without quotas, by which {enters} would be ahead of "
    "{leaves}.":
        "以下抽样与精确结果按未舍入、不计配额的总分计算；按此{enters}应排在{leaves}之前。",
    "There is one scenario only: no other weighting to compare with.": "只有一个权重方案，无从比较。",
    "{gone} withdrew after the selection; {moved} moved up.": "{gone}入选后退出，由{moved}递补。",
    "All {scenarios} scenarios choose the same list: {teams}.": "{scenarios} 个权重方案得出同一份名单：{teams}。",
    "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all: {teams}.":
        "{scenarios} 个权重方案得出 {lists} 种名单；{ever} 支队伍至少入选一次，{always} 支每次都入选：{teams}。",
    "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, none on all.":
        "{scenarios} 个权重方案得出 {lists} 种名单；{ever} 支队伍至少入选一次，没有一支每次都入选。",
    "When {factors} vary together, no place is contested over {draws} draws.":
        "{factors}同时变动时，抽样 {draws} 次，没有名额存在争议。",
    "Over {draws} admissible weightings no place is safe; teams that contest the {places} places: {teams}.":
        "在 {draws} 组可接受的权重下，没有稳固的名额；争夺 {places} 个名额的队伍：{teams}。",
    "When {factors} vary together, no place is safe over {draws} draws; teams that contest the {places} places: {teams}.":
        "{factors}同时变动时，抽样 {draws} 次，没有稳固的名额；争夺 {places} 个名额的队伍：{teams}。",
    "Under all admissible weights together no place is certain. {possible} teams can win one: {open}. For the other {impossible} "
    "it is impossible.":
        "权重在可接受的范围内变动时，没有必定入选的队伍。{possible} 支队伍可能入选：{open}。其余 {impossible} 支不可能入选。",
    "Over {draws} admissible weightings {safe} of {places} places are safe; {contested} teams contest the others: "
    "{teams}.":
        "在 {draws} 组可接受的权重下，{places} 个名额中有 {safe} 个稳固；争夺其余名额的有 {contested} 支队伍：{teams}。",
    "No single weight changes the list, whatever its value.": "任何单个权重怎样取值都不改变名单。",
    "Of the weights in use, that of {indicator} binds first: at {at} instead of {weight}, {enters} replaces {leaves}.":
        "计入总分的各项权重中，最敏感的是“{indicator}”：由 {weight} 变到 {at} 时，{enters}取代{leaves}。",
    "What separates the teams most is {indicator}, with a standard deviation of {points} points; the heaviest weight is "
    "that of {heaviest}, {weight}.":
        "实际拉开差距最大的是“{indicator}”（标准差 {points} 分）；名义权重最大的是“{heaviest}”（{weight}）。",
    "{rows_in} order rows came in, {yuan_in} yuan payable; {rows_kept} rows with {yuan_kept} yuan are kept, {rows_aside} "
    "rows with {yuan_aside} yuan are set aside, each with its reason.":
        "收到订单 {rows_in} 行、应付 {yuan_in} 元；保留 {rows_kept} 行、{yuan_kept} 元，搁置 {rows_aside} 行、"
        "{yuan_aside} 元，每行都有理由。",
    "All {count} totals that the platform states are met to the fen or to the precision they are stated in.":
        "平台给出的 {count} 个总额全部核对一致（精确到分，或到其所写的精度）。",
    "{agree} of {count} totals that the platform states are met; unexplained, in yuan: {apart}.":
        "平台给出的 {count} 个总额中 {agree} 个核对一致；无法解释的差额（元）：{apart}。",
    "{count} marks count; {missing} do not: {reasons}.": "{count} 个分数有效，{missing} 个不计：{reasons}。",
    "No team's support crosses a threshold of the rules.": "没有队伍的支持数据超过规则的警戒线。",
    "Support of {teams} crosses a threshold; the list is the same without it.":
        "{teams}的支持数据超过警戒线；去掉这些支持，名单不变。",
    "Support of {teams} crosses a threshold; without it {enters} would replace {leaves}.":
        "{teams}的支持数据超过警戒线；若不计这些支持，{enters}将取代{leaves}。",

    # What a run prints.
    "The data are synthetic: no result below is a real team's.": "数据为合成数据：以下结果不属于任何真实队伍。",
    "Finalists ({count})": "入选（{count}）",
    "Reserves ({count})": "候补（{count}）",
    "Tied at the cut ({count})": "分数线上并列（{count}）",
    "Finalists": "入选",
    "Reserves": "候补",
    "Contested teams: chance of a place when everything left open varies (95% interval); when the weights alone vary":
        "有争议的队伍：各项一起变动时的入选概率（95% 区间）；只变权重时的入选概率",
    "Digest of the record: {digest}": "记录指纹：{digest}",
    "The two records are identical.": "两份记录完全相同。",
    "{title}: {enters} in, {leaves} out.": "{title}：进 {enters}，出 {leaves}。",
    "Inputs that differ: {files}.": "不同的输入文件：{files}。",
    "Weights that differ: {weights}.": "不同的权重：{weights}。",
    "{count} values differ in all.": "总共有 {count} 处数值不同。",
    "Where to look next": "接下来看",
    "the report for the committee": "给委员会的报告",
    "the notebooks, step by step": "逐步讲解的笔记本",
    "every table of the run": "本次运行的全部表格",
    "proves the record on another machine": "在另一台机器上复核记录",
    "reading the orders": "读取订单",
    "cleaning and reconciling": "清洗与对账",
    "aggregating the judges' marks": "汇总评委打分",
    "building the indicator matrix": "生成指标矩阵",
    "ranking under every scenario": "按各方案排名",
    "testing the list": "检验名单",
    "writing record and report": "写入记录与报告",
    "Interrupted; the previous results stand.": "已中断；原有结果保持不变。",
    "Set aside, by rule: {rules}.": "搁置的行，按规则：{rules}。",
    "Recused without a reason: {cells}.": "未注明事由的回避：{cells}。",
    "The title is still that of the template: write the contest's own into rules.toml.":
        "比赛名称仍是模板里的占位文字，请在 rules.toml 中改写。",
    "Once filled in, put them into {folder} under the same names, then: {receive}":
        "填好后按原文件名放入 {folder}，再运行：{receive}",
    "No team's rank or total changed; the lists differ by a ruling.": "没有队伍的名次或总分变化；名单因裁定而不同。",
    "put the file there; `python -m contestlib new DIR` makes a folder with every file of a contest":
        "把文件放到该处；python -m contestlib new DIR 会生成带全部文件的比赛文件夹",
    "Nothing stands in the way of a run.": "没有问题，可以运行。",
    "and {count} more differences": "另有 {count} 处不同",
    "Its teams and numbers are samples: put your own in their place.": "其中的队伍与数字都是样例，请换成自己的。",
    "A contest folder stands at {folder}. Fill in what README.md there lists, then:":
        "比赛文件夹已建在 {folder}。按其中 README.md 填写，然后：",

    # Report.
    "Weights, normalizers, quotas and tie rules are assumptions of this contest folder; every list below is shown with "
    "what would change it.":
        "权重、标准化方法、配额与并列规则均为本比赛文件夹的假设；每份名单都附有什么会改变它。",
    "The list": "名单",
    "What the totals are made of": "总分的构成",
    "Other weightings": "其他权重方案",
    "What would change the list": "什么会改变名单",
    "One weight at a time, the others in proportion; unrounded totals, quotas left out. Exact, not sampled.":
        "每次只改一个权重，其余按比例调整；用未舍入的总分，不计配额。结果是精确解，不是抽样。",
    "Safe, contested, out": "稳固、有争议、出局",
    "Support that looks bought": "疑似刷出来的支持",
    "A flag is no verdict: flagged support counts until a ruling in decisions.csv says otherwise.":
        "警示不是定论：在 decisions.csv 作出裁定之前，相关支持照常计入。",
    "From raw files to the ledger": "从原始文件到台账",
    "Places: {places}. Seed: {seed}. Admissible weights: {region}.":
        "名额：{places}。随机种子：{seed}。可接受的权重：{region}。",
    "DIGEST is the digest of the record, which the public notice prints. It covers the inputs, rules, tables and lists and, by "
    "the sha256 of each file, this report, the page with sliders and the workbook, which therefore cannot print it themselves.":
        "“指纹”指公示上刊登的记录指纹。它涵盖输入、规则、各表与名单，并通过各文件的 sha256 值"
        "涵盖本报告、滑块页面与工作簿；因此这些文件自身不能印有它。",
    "within {percent}% of {scenario}": "{scenario}上下 {percent}%",
    "within {points} points of {scenario}": "{scenario}上下 {points} 个百分点",
    "a mixture of {scenarios}": "{scenarios}之间",
    "all there are": "不作限制",

    # The record, its proof, objections and the seal.
    "a seal with the digest {digest}…": "已有封存，指纹 {digest}…",
    "none, or one of the same rules": "没有封存，或同一规则的封存",
    "{folder}/seal.json": "{folder}/seal.json",
    "keep it, and let the runs say what differs; or remove the file and publish the new digest":
        "保留它，由运行说明差别；或删除该文件并公布新的指纹",
    "correction": "更正",
    "restore the seal as it was published": "恢复公布时的封存文件",
    "No browser is here that prints without a window ({known}): open the report and print it there.":
        "本机没有可在后台打印的浏览器（{known}）：请打开报告后自行打印。",
    "Printed: {files}.": "已打印：{files}。",
    "no report": "没有报告",
    "the report of a run": "运行后生成的报告",
    "give the command run first": "请先执行 run 命令",
    "a browser that printed nothing ({said})": "浏览器没有打印出任何内容（{said}）",
    "a PDF of {page}": "{page} 的 PDF",
    "open the page in a browser and print it there": "请在浏览器中打开该页面并打印",
    "Another run is writing {folder}; this one waits for it.": "另一次运行正在写入 {folder}；本次运行等待其结束。",
    "Other machine or program, which is no part of the comparison: {line}": "机器或程序不同（不计入比对）：{line}",
    "Other packages would draw {files} here: they are not made again, which says nothing of the result.":
        "此处的绘图软件包版本不同，未重新生成 {files} 作比对；这与结果无关。",
    "Files in {folder} compared with the record: {files}.": "已与记录比对 {folder} 中的文件：{files}。",
    "None of the files that the committee opens lies in {folder}; --report says where they lie.":
        "{folder} 中没有供委员会打开的文件；可用 --report 指明其位置。",
    "Rules and scenarios are sealed in {folder}/seal.json; publish this digest:":
        "规则与方案已封存于 {folder}/seal.json；请公布此指纹：",
    "The seal itself was changed after it was made: its digest is not that of its contents.":
        "封存文件在封存之后被改动：其指纹与内容不符。",
    "THE RULES DIFFER FROM THOSE THAT WERE SEALED (changes: {count}): {changes}.":
        "规则与封存的规则不同（{count} 处）：{changes}。",
    "Rules and scenarios are those that were sealed.": "规则与方案与封存时相同。",
    "The seal was made when data had arrived already ({count} files).": "封存时已有数据到达（{count} 个文件）。",
    "Digest of the seal: {digest}": "封存指纹：{digest}",
    "the data": "数据", "the rules": "规则", "the decisions": "裁定", "the program": "程序", "(absent)": "（无）",
    "Nothing else differs: all that changed comes from {cause}.": "其余都没有不同：一切变化都来自{cause}。",
    "{causes} differ together; a rerun with one of them at a time tells what each of them did.":
        "{causes}同时有变化；每次只改其一重新运行，可知各自的作用。",
    "Neither data, rules, decisions nor program differ: one of the records was not made by them; verify both.":
        "数据、规则、裁定与程序都没有不同：其中一份记录并非由此得出；请验证两份记录。",
    "The rule {rule} was {before} and is {after}.": "规则 {rule} 原为 {before}，现为 {after}。",
    "New ruling: {ruling}.": "新的裁定：{ruling}。",
    "Ruling withdrawn: {ruling}.": "撤销的裁定：{ruling}。",
    "The program differs in {what}: {before} → {after}.": "程序不同之处 {what}：{before} → {after}。",
    "{team}: not ranked, before or after": "{team}：前后都没有名次",
    "{team}: was ranked {rank}, is ranked no more": "{team}：原第 {rank} 名，现无名次",
    "{team}: was not ranked, is ranked {rank}": "{team}：原无名次，现第 {rank} 名",
    "{team}: rank {rank_before} → {rank_after}, total {total_before} → {total_after}":
        "{team}：名次 {rank_before} → {rank_after}，总分 {total_before} → {total_after}",
    "; its own: {own}": "；自身数值：{own}", "; its own values are the same": "；自身数值不变",
    "Teams whose rank, total or own values changed ({count}); {kept} others did not change:":
        "名次、总分或自身数值有变化的队伍（{count}）；其余 {kept} 支没有变化：",
    "No team's rank or total changed.": "没有队伍的名次或总分变化。",
    "a time for objections that ends at {end}": "异议期结束于 {end}",
    "The rules state no time for objections.": "规则没有规定异议期。",
    "Objections: from {start} to {end} ({zone}), to {to}.": "异议期：{start} 至 {end}（{zone}），受理：{to}。",
    "without a place": "未入选",
    "The lowest total with a place is {lowest}: {gap} points more would have been ahead of it.":
        "入选者的最低总分为 {lowest}：再多 {gap} 分即可超过。",
    "It moved up when another team gave its place back.": "他队放弃名额后递补入选。",
    "Public notice": "公示", "Objections": "异议", "Proof": "证明", "All teams in order": "全部队伍名次",
    "A card for each team": "各队得分卡", "own value": "自身数值", "of at most": "满分",
    "unrounded total": "未舍入总分", "to the top": "回到页首",
    "Compare your card below with your own papers. An objection names the cell that is wrong and the paper that shows it; an "
    "accepted one is entered as a ruling, the list is computed again, and what it changed is published down to the team.":
        "请将下方得分卡与自己的材料核对。异议应指出有误的一格和证明材料；采纳的异议作为裁定入档并重新计算名单，其所致的变化"
        "逐队公布。",
    "{teams} have the same total, {total}; their order is set by {keys}.": "{teams}总分同为 {total} 分，先后由{keys}决定。",
    "the lot": "抽签", "Issued by:": "发布单位：", "Date of issue:": "发布日期：",
    "Ranked are the teams whose status is: {statuses}. Not ranked, with their status:":
        "只有状态为“{statuses}”的队伍参加排名。以下队伍未参加排名（括号内为其状态）：",
    "The digest of the record of inputs, rules, every table and list, the report, the page with sliders and the workbook:":
        "记录指纹，涵盖输入、规则、每张表与每份名单，以及报告、滑块页面与工作簿：",
    "Whoever holds the contest folder can recompute it; any change to an input, a rule or a result gives another digest:":
        "持有比赛文件夹者均可重新算出；输入、规则或结果的任何改动都会得出另一个指纹：",
    "Points of an indicator: its own value, normalized as the rules say, times its weight. Added up (with the bonus) and rounded "
    "as the rules say they are the total.":
        "一项指标的得分：自身数值按规则标准化后乘以权重。各项（连同加分）相加，按规则舍入即为总分。",
    "Needed: the points that this indicator alone would have had to bring for a place, everything else equal; a dash where it "
    "could not.":
        "需达到：其他不变时，仅靠该指标入选，该指标须得的分；短横表示仅靠它不能入选。",

    # What is true of the list under lots, enlarged lists, quotas and rulings.
    "{teams} share the total {total} and the rules do not separate them: by the rules all of them get a place, so that the "
    "list has "
    "{count} teams for {places} places.":
        "{teams}同为 {total} 分，规则无法区分：按规则一并入选，因此名额 {places} 个，入选 {count} 队。",
    "The next team is {first} with {first_total}.": "其后是{first}（{first_total} 分）。",
    "{teams} share the total {total}, and no tie-break separates them: the margin is 0. The lot with seed {seed} gave {won} a "
    "place "
    "and {lost} none (the smaller number goes first: {numbers}).":
        "{teams}同为 {total} 分，并列规则无法区分，差距为 0。按种子 {seed} 抽签，{won}得到名额，{lost}未得（号小者在前："
        "{numbers}）。",
    "{last} with {last_total} takes the last of {places} places; by quotas, floors and rulings no other team could take it.":
        "{last}以 {last_total} 分取得 {places} 个名额中的最后一个；按配额、最低要求与裁定，没有别的队伍可以取得它。",
    "{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0.":
        "分数线两侧的{last}与{first}同为 {last_total} 分，差距为 0。",
    "The narrowest margin is that of {team}: {margin} points ahead of {other}, who would take that place.":
        "差距最小的是{team}：仅领先 {margin} 分，否则该名额归{other}。",
    " (who moves up depends on who leaves) {replacements}": "（由谁递补，取决于谁放弃名额）{replacements}",
    "A tie has enlarged the list: a place that is given back is not filled again.": "名单因并列而扩大：放弃的名额不再递补。",
    "; between {teams} the lot decided, which chances count as drawn": "；{teams}之间由抽签决定，概率按已抽出的结果计算",
    "When {factors} vary together, no place is contested over {draws} draws: {safe} teams are safe.":
        "{factors}同时变动时，抽样 {draws} 次，没有名额有争议：{safe} 支队伍稳固入选。",
    "the order of the register": "报名表中的先后",
    "By unrounded totals and without quotas, moving {points} percentage points within the admissible weights ({moves}) would put "
    "{enters} in the place of {leaves}":
        "按未舍入、不计配额的总分，在可接受的权重范围内合计变动 {points} 个百分点（{moves}），{enters}会取代{leaves}",
    "By unrounded totals and without quotas, moving {points} percentage points to any weights, admissible or not ({moves}), "
    "would "
    "put {enters} in the place of {leaves}":
        "按未舍入、不计配额的总分，若不限于可接受的范围，权重合计变动 {points} 个百分点（{moves}），{enters}会取代{leaves}",
    "; no weights just beyond alter the list by the rules.": "；但在刚越过该处的权重下，按全部规则产生的名单不变。",
    " The search for it leaves quotas out: a smaller change may alter the list, too.":
        "（搜索时不计配额：更小的变动也可能改变名单。）",
    "In whole percentage points {moves} alters the list: {enters} replaces {leaves}.":
        "若只按整百分点调整，{moves}即可改变名单：{enters} 取代 {leaves}。",
    "In whole percentage points, by unrounded totals and without quotas, {moves} is the smallest change that would put "
    "{enters} in "
    "the place of {leaves}.":
        "若只按整百分点调整，按未舍入、不计配额的总分，使{enters}取代{leaves}的最小变动是 {moves}。",
    " The list by the rules stays as it is there.": "此时按全部规则产生的名单不变。",
    "By unrounded totals and without quotas the list stays, whichever weights move, while the move is shorter than {points} "
    "percentage points in a straight line (the root of the sum of the squared moves).":
        "按未舍入、不计配额的总分，无论改动哪些权重，只要改动的直线距离（各项变动的平方和再开方）不到 {points} 个百分点，"
        "名单就不变。",
    "Of the weights in use, that of {indicator} binds first: by unrounded totals and without quotas, {enters} would replace "
    "{leaves} "
    "beyond {at} instead of {weight}.":
        "计入总分的各项权重中，最敏感的是“{indicator}”：按未舍入、不计配额的总分，由 {weight} 变到越过 {at} 时，"
        "{enters}会取代{leaves}。",
    "By the rules a place would have taken it a total of {aim}, {gap} points more.":
        "按规则，须达到 {aim}（再多 {gap} 分）方可入选。",
    "Ahead of the last finalist and kept out by the rules together: {teams}.":
        "名次在最后一支入选队伍之前、因各项规则合在一起未入选：{teams}。",
    "{rule}: sealed as {before}, now {now}": "{rule}：封存时为 {before}，现为 {now}",
    "The files that were read": "读入的文件", "on_tie": "并列的处理", "seed": "种子",
    "Every draw saw the official list.": "每次抽样得到的都是正式名单。",
    " Quotas are left out of these draws.": "这些抽样未计配额。",
    "In {criterion} the reliability of one judge's mark is undefined: too few teams that all judges marked. Over all marks "
    "Krippendorff's alpha is {alpha} (95% interval {low} to {high}).":
        "{criterion}：全体评委都打分的队伍太少，单个评委打分的信度无定义；按全部打分，Krippendorff α 为 {alpha}"
        "（95% 区间 {low} 至 {high}）。",
    "It shares the lowest total with a place; in the order of the list it stands behind.":
        "总分与入选者的最低总分相同，并列时排在其后。",
    "The lowest total with a place is {lowest}: {gap} points more would have drawn level, which by the rules would have been "
    "enough.":
        "入选者的最低总分为 {lowest}：再多 {gap} 分即可追平，按规则即可入选。",
    "The lowest total with a place is {lowest}, but by the rules this team would have needed {aim}, {gap} points more.":
        "入选者的最低总分为 {lowest}，但按规则该队须达到 {aim}，即再多 {gap} 分。",
    "Quotas and rulings leave it no place, whatever its total.": "因配额与裁定，无论总分多少均不能入选。",
    "Over all admissible weights its rank lies between {best} and {worst}": "在全部可接受的权重下，名次在 {best} 至 {worst} 之间",
    "Over all admissible weights its rank, withdrawn teams not counted, lies between {best} and {worst}":
        "在全部可接受的权重下，名次（退出队伍不计）在 {best} 至 {worst} 之间",
    "; a place is {status}.": "：{status}。",
    "; were there no quotas, a place would be {status}.": "；若不计配额：{status}。",
    "Within the admissible weights it would lose its place if {points} percentage points were moved; by the rules {others} would "
    "come in.":
        "在可接受的权重范围内移动 {points} 个百分点即失去名额；按全部规则，{others}将进入。",
    "Within the admissible weights it would win a place if {points} percentage points were moved; by the rules {others} would "
    "lose "
    "one.":
        "在可接受的权重范围内移动 {points} 个百分点即可入选；按全部规则，{others}将退出。",
    "Ranges of ranks leave quotas out. Where a change of the weights is named, the list was drawn up again by all rules; the "
    "search "
    "leaves quotas out, so that a smaller change may do it, too.":
        "名次范围不计配额。凡写明权重变动之处，均已按全部规则重新产生名单；但搜索时不计配额，更小的变动也可能有同样结果。",
    "These rules are those that were sealed before data arrived; whoever saw the seal's digest published then can compare it "
    "with "
    "the one above.":
        "以下规则即数据到达之前封存的规则；当时见过所公布的封存指纹者，可与上面的指纹核对。",
    "These are the rules by which the list was drawn up.": "名单按以下规则产生。",
    "From an own value to points: the normalized value, by the formula, times the weight times {points}. The numbers are those "
    "of "
    "all teams over which values are normalized.":
        "由自身数值到得分：按公式得出标准化值，乘以权重，再乘以 {points}。公式中的数取自参与标准化的全部队伍。",
    "{indicator}, weight {weight}: normalized value = {formula}": "{indicator}（权重 {weight}）：标准化值 = {formula}",
    "; {word} = {number}": "；{word} = {number}",
    "applicant": "申报单位", "teams": "队伍数", "best x": "最优 x", "smallest x": "最小 x",
    "A criterion's mark is {method}": "一项标准的得分：{method}",
    "the mean of the judges' marks": "各评委打分的平均值", "the median of the judges' marks": "各评委打分的中位数",
    "the mean of the judges' marks without the {high} highest and the {low} lowest; where fewer than {minimum} marks stand, of "
    "all "
    "of them":
        "去掉 {high} 个最高分和 {low} 个最低分后的平均值；打分不足 {minimum} 个时，为全部打分的平均值",
    "the mean of the marks as standard scores of each judge": "各评委打分按该评委折算为标准分后的平均值",
    "the mean of the marks as shares of each judge's sum": "各评委打分占该评委总分之比的平均值",
    "the mean of the marks, each judge's severity taken off": "各评委打分扣除该评委宽严之差后的平均值",
    "the expected share of wins by each judge's order (Bradley–Terry)": "按各评委的排序得出的期望胜率（Bradley–Terry 模型）",
    "; rounded half up to {decimals} decimals": "；四舍五入到 {decimals} 位小数",
    "; {criterion} times {factor}": "；{criterion}再乘以 {factor}",
    ". Marks of a team: {least} to {most}.": "。每队得到的打分：{least} 至 {most} 个。",
    "a lot with seed {seed} decides what is still tied": "仍并列的，按种子 {seed} 抽签决定",
    "No key parts equal totals: {last}.": "总分相同时不再比较其他指标：{last}。",
    "A team's number in the lot, of which the smallest goes first: start with the remainder of the seed after division by "
    "{modulus}; "
    "for each character of the team's id add its Unicode number, multiply the sum by itself and keep the remainder; then "
    "{rounds} "
    "times add 1, multiply by itself and keep the remainder.":
        "各队的签号（号小者在前）：从种子除以 {modulus} 的余数开始；对队伍编号的每个字符，加上它的 Unicode 码，和自乘，"
        "取除以该数的余数；"
        "然后 {rounds} 次加 1、自乘、取余数。",
    "{column} (earlier first)": "{column}（早者在前）",
    "At least {number} teams for each {column}.": "每个{column}至少 {number} 支。",
    "At most {number} teams for each {column}.": "每个{column}至多 {number} 支。",
    "The list keeps: {quota}.": "名单须满足：{quota}。",

    # Heads and cells of tables.
    "team": "队伍", "city": "市州", "rank": "名次", "total": "总分", "status": "状态", "finalist": "入选",
    "reserve": "候补", "tied at the cut": "分数线上并列", "withdrawn": "已退出", "chance": "入选概率",
    "95% interval": "95% 区间", "expected rank": "平均名次", "ranks (5–95%)": "名次范围（5–95%）", "zone": "分区",
    "safe": "稳固", "contested": "有争议", "out": "出局", "indicator": "指标", "weight": "权重", "from": "下限",
    "to": "上限", "below: in ← out": "低于下限：进 ← 出", "above: in ← out": "高于上限：进 ← 出",
    "file": "文件", "rule": "规则",
    "rows": "行数", "yuan": "金额（元）", "shape": "列数不符", "amount": "金额无法读取", "duplicate": "重复行",
    "conflict": "同号不同额", "unpaid": "未支付或过期", "instant": "时间无法读取", "window": "窗口之外",
    "foreign": "非本次比赛项目",
    "failed-project": "项目失败已退款", "lottery": "抽奖档", "no-reward": "无私奉献", "refunded": "全额退款",
    "refund-repeated": "重复的退款行", "refund-unknown-order": "退款找不到订单", "flagged": "裁定剔除",
    "ledger (yuan)": "台账", "partial refunds (yuan)": "部分退款", "time unreadable (yuan)": "时间无法读取",
    "outside the window (yuan)": "窗口之外", "failed project (yuan)": "项目失败", "lottery tier (yuan)": "抽奖档",
    "without a reward (yuan)": "无私奉献", "gifts of companies (yuan)": "企业捐赠", "match (yuan)": "平台配捐",
    "refunded (yuan)": "全额退款", "removed by a ruling (yuan)": "裁定剔除", "for display alone (yuan)": "虚拟金额",
    "added up (yuan)": "合计", "the platform's total (yuan)": "平台总额", "difference (yuan)": "差额",
    "rank, withdrawn teams not counted": "名次（退出队伍不计）",
    "{teams} withdrew: ranges of ranks and chances count ranks without them, so that a rank there can be smaller than the "
    "official one.":
        "{teams}已退出：名次区间与入选概率均不计退出的队伍，其中的名次可能比正式名次靠前。",
    "Spread two fingers to enlarge the figure.": "双指张开可放大图。",
    "Move the table sideways to see the rest of it.": "表可左右滑动。",
    "Without a column, because no rank changes under them: {readings}.": "以下口径不改变任何名次，表中不列：{readings}。",
    "stated": "平台写法", "agrees": "一致", "exact": "精确", "rounded": "约数",
    "lower bound": "下限", "upper bound": "上限", "missing": "缺", "paid_at": "支付时间", "counts": "计入",
    "flag": "警示", "value": "数值", "threshold": "警戒线", "orders": "订单数", "burst": "短时集中",
    "largest-buyers": "少数买家集中", "likes-per-order": "点赞与订单之比", "found": "原值", "zero": "零",
    "lowest": "最低值", "median": "中位数", "recused": "回避", "absent": "缺席", "bonus": "加分",

    # What must hold.
    "rows in = rows kept + rows set aside": "收到行数 = 保留行数 + 搁置行数",
    "fen in = fen kept + fen set aside": "收到金额 = 保留金额 + 搁置金额",
    "fen kept = amount + freight + refunds": "保留金额 = 计入金额 + 运费 + 退款",
    "every kept row is in the ledger": "每一保留行都在台账中",
    "every row set aside has a rule": "每一搁置行都有规则",
    "every row set aside is listed": "每一搁置行都已列出",
    "rows and fen by team add up to those by file": "各队行数与金额之和等于各文件合计",
    "team totals add up to the ledger": "各队合计等于台账总额",
    "every team has a mark in every criterion": "每队每项都有得分",
    "every missing mark has a reason": "每个缺分都有原因",
    "a standard error for every mark": "每个得分都有标准误",
    "weights sum to their total exactly": "权重之和恰等于其总计",
    "contributions and bonus add up to the unrounded total": "各项贡献与加分之和等于未舍入总分",
    "rounding moves no total by more than half a step": "舍入对总分的改变不超过半个单位",
    "ranks follow the totals": "名次与总分一致",
    "chances add up to the places": "入选概率之和等于名额",
    "every team has a rank in every draw": "每次抽样每队都有名次",
    "every rank is taken in every draw": "每次抽样每个名次都有队伍",
    "no interval has zero width": "没有宽度为零的区间",
    "as many finalists as places, or a tie is reported or expanded": "入选数等于名额，或并列已报告或扩额",
    "nobody stands twice": "没有队伍重复出现",
    "nobody who withdrew is listed": "退出的队伍不在名单上",
    "holds": "成立", "statement": "陈述", "bytes": "字节", "sha256": "sha256",

    # Figures.
    "kept out by a quota": "受配额所限", "moved up": "递补", "the cut": "分数线",
    "official total (points)": "正式总分（分）", "points": "分",
    "rank by scenario; dark: on the list": "各方案中的名次；深色格为入选",
    "chance of a place over the admissible weights (%), with 95% interval": "在可接受的权重下的入选概率（%），及 95% 区间",
    "the same list": "名单不变", "weight in the rules": "规则中的权重",
    "weight of the indicator (%), the others rescaled in proportion": "该指标的权重（%），其余按比例调整",
    "rows set aside": "搁置行数", "mark of the panel, ± one standard error": "评委会得分，± 一个标准误",
    "normalized value; one dot a team, the bar is the median": "标准化数值；一点一队，竖线为中位数",
    # Places, quotas, lots and stages.
    "the apportionment": "名额分配",
    "{names} equal at the last of the seats, of which {left} are left": "{names} 在最后名额处相等，尚余 {left} 个",
    "an order in which equal groups have them": "相等各组的先后次序",
    "draw a lot and give its order, or change the number of seats": "抽签并给出次序，或改变名额数",
    "method = {method!r}": "method = “{method}”", "correct the name": "更正名称",
    "a threshold of {threshold!r}": "门槛为 {threshold}", "a share from 0 to 1, such as 0.05": "0 到 1 之间的份额，例如 0.05",
    "{groups} groups with a minimum of {minimum}": "{groups} 个组，每组至少 {minimum} 个",
    "at most {seats} seats in all": "合计不超过 {seats} 个名额", "lower the minimum or raise the seats": "降低下限或增加名额",
    "counts that are all zero": "各组计数均为零", "at least one above zero": "至少一组大于零",
    "correct the counts, or divide equally": "更正计数，或改用平均分配",
    "no group that reaches the threshold": "没有达到门槛的组",
    "lower the threshold": "降低门槛", "no counts": "没有计数", "at least one group": "至少一个组",
    "give the counts": "给出计数", "{group!r} a second time": "“{group}”出现两次", "each group once": "每组一次",
    "add its counts up": "合并其计数", "a count of {count!r} for {group!r}": "“{group}”的计数为 {count}",
    "correct the count": "更正计数", "{name} = {number!r}": "{name} = {number}",
    "a whole number of zero or more": "不小于零的整数",
    "a quota on {column} = {value!r}, which no team has": "名额条件 {column} = “{value}”，没有队伍属于它",
    "team {team} without a value in {column!r}": "队伍 {team} 的“{column}”为空",
    "a value, which the quota counts by": "名额条件据以计数的值",
    "a floor on {column!r}": "对“{column}”的最低要求",
    "an indicator or a column of teams.csv for every team": "一个指标，或 teams.csv 中各队都有的列",
    "team {team} without a number in {column!r}": "队伍 {team} 的“{column}”没有数值",
    "a number, which the floor asks for": "最低要求所需的数值", "a wild card for {team}": "外卡给予 {team}",
    "a team that is scored": "参加评分的队伍",
    "correct the team, or its status in teams.csv": "更正队伍，或其在 teams.csv 中的状态",
    "{teams} tied at the cut for {left} place(s)": "{teams} 在入围线上并列，争 {left} 个名额",
    "a list without an open tie": "没有未决并列的名单", "the selection": "名单",
    "add a tie-break key, let on_tie expand the list or draw the lot, and run again":
        "增加并列判别项，或由 on_tie 扩大名单或抽签，再运行一次",
    "team {team} from the stage before": "上一阶段送来的队伍 {team}",
    "one row in this stage's teams.csv and one origin": "本阶段 teams.csv 中有一行，且只有一个来源",
    "add the team, or give the teams of the two stages different ids": "补上该队，或让两个阶段的队伍编号不同",
    "slots by {column!r}": "按“{column}”分配名额", "a column of teams.csv": "teams.csv 中的一列",
    "groups scored apart by {column!r}": "按“{column}”分组评分", "a stage whose groups are scored apart": "分组评分的阶段",
    "one ranking, whose weights can be tested": "可以检验权重的单一排名",
    "run the stage after it, or call select_contest": "运行其后的阶段，或调用 select_contest",
    "Tables, record and report are written. There is no notice: a list with an open tie cannot be published.":
        "各表、记录与报告已写出。未生成公示：并列未决的名单不得公示。",
    "at most {most} of {column} {value}": "{column}“{value}”至多 {most} 队",
    "at least {least} of {column} {value}": "{column}“{value}”至少 {least} 队",
    "at least {least} and at most {most} of {column} {value}": "{column}“{value}”至少 {least} 队、至多 {most} 队",
    "exactly {least} of {column} {value}": "{column}“{value}”恰为 {least} 队",
    "at least {least} in {column}": "{column}不低于 {least}", "the wild card of {team}": "给予{team}的外卡",
    "Ahead of the last finalist and kept out by the rule ({why}): {teams}.":
        "名次在最后一支入选队伍之前、因规则（{why}）未入选：{teams}。",
    "Every place is given by a ruling (wild card).": "全部名额均经裁定以外卡给出。",
    "Quotas, floors and wild cards that change the list: {count}. The one that costs most: {quota}. Without it {enters} would be "
    "on the list in place of {leaves}, and the sum of its totals would change by {points} points.":
        "共有 {count} 项配额、最低要求或外卡改变了名单，代价最大的是：{quota}。"
        "若无此项，{enters}将取代{leaves}，名单总分之和变动 {points} 分。",
    "The list with the largest sum of totals would have {enters} in place of {leaves}; by the rules the better team goes first.":
        "总分之和最大的名单会以{enters}取代{leaves}；按规则，名次在前者优先入选。",
    "By a ruling (wild card), whatever the rank, a place goes to: {teams}.": "经裁定以外卡入选，不论名次：{teams}。",
    "A finalist must reach: {floors}. All ranked teams do.": "入选须达到：{floors}。参加排名的队伍全部达到。",
    "A finalist must reach: {floors}. Below it, whatever their rank: {teams}.":
        "入选须达到：{floors}。未达到、因而无论名次均不能入选的队伍：{teams}。",
    "Whoever gives a place back is replaced by {enters}.": "无论哪支入选队伍放弃名额，均由{enters}递补。",
    "A place that is given back goes to {enters}, with these exceptions.": "放弃的名额由{enters}递补，但下列情形除外。",
    "If {leaves} gives its place back, {enters} takes it.": "若{leaves}放弃名额，由{enters}递补。",
    "If {leaves} gives its place back, one of {enters} takes it: the rules do not separate them.":
        "若{leaves}放弃名额，由{enters}之一递补：规则不能区分它们。",
    "If {leaves} gives its place back, nobody can take it within the quotas, and the list is drawn up again.":
        "若{leaves}放弃名额，在配额之内无队可递补，须重新拟定名单。",
    "It ranks ahead of the last finalist; kept out by the rule: {why}.": "其名次在最后一支入选队伍之前，因规则（{why}）未入选。",
    "Below what a finalist must reach: {floors}. It has no place, whatever its rank.":
        "未达到入选的最低要求：{floors}；无论名次均不能入选。",
    "It has its place by a ruling (wild card), whatever its rank.": "经裁定以外卡入选，不论名次。",
    "What quotas, floors and wild cards cost": "配额、最低要求与外卡的代价",
    "quota, floor or wild card": "配额、最低要求或外卡", "points without it": "若无此项，总分之和变动", " or ": "或",
    "province": "省份", "category": "类别", "county": "县（市、区）",
    " Floors and wild cards hold whatever the weights.": "最低要求与外卡不随权重而变，均已计入。",
    " Floors and wild cards are left out of these draws; the zones keep them.": "这些抽样未计最低要求与外卡；分区已计入。",
    "Bonus points are left out of the exact answers and of the chances over weights alone: under a mean that is not arithmetic "
    "they do not move with the weights.":
        "精确结论与仅就权重抽样的概率均未计加分：平均方式非算术平均时，加分不能并入权重计算。",
    # Judges: score sheets, recusals, assignment, comparisons, and what the report says of them.
    "The judges": "评委", "marks": "打分", "pair": "两队", "team id": "编号",
    "Differences with their size and uncertainty, no verdicts: a judge may be strict and right.":
        "以下只列差异及其大小和不确定性，不作评价：从严打分的评委也可能是对的。",
    "No judge's marks lie above or below the average judge's.": "各评委的打分尺度与评委平均水平无差异。",
    "For the same teams {low} marks {low_by} points below the average judge (± {low_error}), {high} {high_by} points above "
    "(± {high_error}); ± is one standard error.":
        "对同样的队伍，{low}打分比评委平均水平低 {low_by} 分（± {low_error}），{high}高 {high_by} 分（± "
        "{high_error}）；± 为一个标准误。",
    "In {criterion} agreement is undefined: too few teams that all judges marked, or the same marks everywhere.":
        "{criterion}：一致性无定义（所有评委都打分的队伍过少，或分数全部相同）。",
    "In {criterion} the reliability of one judge's mark is {single} (95% interval {low} to {high}), of the panel's mean "
    "{panel}; {teams} teams were marked by every judge.":
        "{criterion}：单个评委打分的信度为 {single}（95% 区间 {low} 至 {high}），评委会平均分的信度为 {panel}；{teams} "
        "支队伍由全体评委打分。",
    "The list stays the same when any one judge's marks are left out.": "去掉任一评委的打分，名单均不变。",
    "{count} of {judges} judges change the list when their marks are left out: {changes}.":
        "{judges} 位评委中，去掉其中 {count} 位任一人的打分会改变名单：{changes}。",
    "without {judge} {enters} replaces {leaves}": "去掉{judge}，{enters}取代{leaves}",
    "The list stays the same when the marks of any one of the other {count} judges are left out.":
        "去掉其余 {count} 位评委中任一人的打分，名单均不变。",
    "Without {judge} no mark to compare is left for {teams}: nothing is said about the list.":
        "去掉{judge}的打分后，{teams}已无可比的分数，名单无从比较。",
    "One judge's mark alone decides about: {teams}.": "仅有一位评委打分的队伍：{teams}。",
    "No team has the {least} marks from which on extremes are dropped.": "没有队伍达到 {least} 个打分，均未去除最高、最低分。",
    "With fewer than {least} marks nothing is dropped; so it is for: {teams}.":
        "打分不足 {least} 个、未去除最高最低分的队伍：{teams}。",
    "No single mark on the scale changes the list, whatever it is changed to.":
        "任何一个打分在分值范围内无论如何改动，名单均不变。",
    "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in {criterion}, "
    "{change} points apart; then {enters} replaces {leaves}.":
        "足以改变名单的最小单分误差：{judge}给{team}的{criterion}由 {now} 改为 {needed}，相差 {change} "
        "分，则{enters}取代{leaves}。",
    "Teams from a judge's own city get {difference} points more than teams and judges otherwise explain (95% interval "
    "{low} to {high}, {marks} marks).":
        "评委给本市州队伍的打分，较队伍水平与评委尺度所能解释的相差 {difference} 分（95% 区间 {low} 至 {high}，共 {marks} "
        "个打分）。",
    "above the average judge": "高于评委平均", "± standard error": "± 标准误", "spread": "离散度",
    "agreement with the others": "与其他评委的相关", "halo across criteria": "跨项目连带",
    "teams not fully marked": "未打全分的队伍",
    "the list without the judge": "去掉该评委后的名单", "its 95% interval": "其 95% 区间", "Kendall's W": "肯德尔 W",
    "bootstrap interval": "重复抽样区间", "the list then": "此时名单", "Score sheet of {judge}": "评分表　{judge}",
    "Score sheets are in {folder}: {files}.": "评分表已生成于 {folder}：{files}。",
    "Signature: ____________  Date: ____________": "签名：____________　日期：____________",
    "Marks from {lower} to {upper}.": "分值 {lower} 至 {upper}。",
    "Marks from {lower} to {upper}, in steps of {step}.": "分值 {lower} 至 {upper}，以 {step} 为一档。",
    "A 0 is a mark.": "0 分为有效打分。", "A 0 counts as no mark.": "0 视为未打分。",
    "Ranks: 1 for the best; equal teams share a rank.": "填名次：最优者为 1，相当者名次相同。",
    "Recused: write {words}, the reason beside it.": "回避请填“{words}”，并注明事由。",
    "Not heard: write {words}.": "未听评请填“{words}”。", "An empty cell is an absence.": "空格视为缺席。",
    "No cell may stay empty.": "不得留空。",
    "Grey cells are recusals that the rules demand.": "灰色格为按规则应回避。",
    "Write the better and the worse team of each pair; leave a row empty where you do not compare.":
        "每对队伍请分别填写较优者与较差者；未比较的行留空。",
    "{file} line {line}, cell {cell}": "{file} 第 {line} 行（单元格 {cell}）",
    "judges.csv line {line}": "judges.csv 第 {line} 行", "a mark by {judge} for {team}": "{judge} 给 {team} 的打分",
    "none: the judge is recused ({reason})": "无打分：该评委应回避（{reason}）",
    "take the mark out with a note, or correct judges.csv, recusals.csv or the rule":
        "删去该打分并注明，或更正 judges.csv、recusals.csv 或规则",
    "team {team} on no sheet for {criterion}": "{criterion}：队伍 {team} 不在任何评分表上",
    "a row on one judge's sheet at least": "至少在一位评委的评分表上有一行",
    "let a judge mark the team, or correct its status in teams.csv": "请一位评委为该队打分，或更正 teams.csv 中的状态",
    "no mark for team {team} in {criterion}: {words}": "{criterion}：队伍 {team} 没有打分（{words}）",
    "one judge's mark at least": "至少一位评委的打分",
    "let a judge who is not recused mark the team, or let on_missing in indicators.csv say what stands for it":
        "请一位无须回避的评委为该队打分，或在 indicators.csv 的 on_missing 中写明以何代替",
    "the criterion {criterion!r}": "项目“{criterion}”", "the judge {judge!r}": "评委“{judge}”",
    "a code of judges.csv: {choices}": "judges.csv 中的代号：{choices}",
    "correct the sheet's name or the cell, or add the judge": "更正工作表名或单元格，或补登该评委",
    "the sheet {judge!r}, a copy by its name": "工作表“{judge}”，从名称看是副本", "one sheet of {code}": "{code} 只有一张评分表",
    "remove one of the two, or give the sheet its own judge's code": "两张中删去一张，或把工作表名改为其评委的代号",
    "the correction {value!r}: no indicator is called {code!r}": "更正“{value}”：没有名为 {code} 的指标",
    "one of {codes}, and its number, such as {first}=120": "{codes} 之一及其数值，例如 {first}=120",
    "the correction {value!r} of a judged indicator": "更正“{value}”：这是评委打分的指标",
    "the judge whose mark it is, such as J1 {value}": "注明是哪位评委的打分，例如“J1 {value}”",
    "write the judge's code before it; the panel's marks come from the judges alone":
        "在指标前写上评委代号；评委会的分数只来自评委",
    "a rank of {judge} corrected alone": "单独更正 {judge} 的一个名次",
    "ranks from 1 without a gap": "从 1 起连续的名次",
    "correct the judge's sheet: one rank moves the others": "请更正该评委的评分表：一个名次会牵动其余名次",
    "a correction of what {judge} gave {team}": "更正 {judge} 给 {team} 的打分",
    "a judge who has the team on the sheet and is not recused": "一位评分表上有该队伍且未回避的评委",
    "correct the judge's code or the team": "请更正评委代号或队伍编号",
    "the correction {value!r} without a number": "更正“{value}”没有数值", "a number in digits, such as {code}=120":
        "用阿拉伯数字写的数值，如 {code}=120",
    "judge {judge!r} a second time": "评委“{judge}”出现两次", "correct the code or remove the row": "更正代号或删除该行",
    "no judges.csv": "没有 judges.csv",
    "the judges' codes, and {columns} of each": "评委代号及各自的 {columns}",
    "add the file, or take recuse out of rules.toml [panel]": "补上该文件，或从 rules.toml [panel] 中去掉 recuse",
    "recuse names {column!r}": "recuse 写的是“{column}”",
    "a column of teams.csv and of judges.csv": "teams.csv 与 judges.csv 都有的一列",
    "add the column, or correct recuse in rules.toml [panel]": "补上该列，或更正 rules.toml [panel] 中的 recuse",
    "rank {mark:g} by {judge} for {team}, where {count} teams are ranked":
        "{judge} 给 {team} 的名次 {mark:g}（共 {count} 支队伍排名）",
    "ranks from 1 without a gap, equal teams sharing one": "从 1 起连续的名次，相当者相同",
    "ask the judge": "询问该评委",
    "{team} compared with itself by {judge}": "{judge} 将 {team} 与其自身比较",
    "two teams": "两支队伍", "correct the row": "更正该行",
    "teams in {count} groups, of which none is both ahead of and behind another: {groups}":
        "队伍分为 {count} 组，任两组之间没有互有胜负：{groups}",
    "comparisons that lead from every team to every other": "由任一队可经比较到达任一他队",
    "the comparisons": "两两比较",
    "compare more pairs, or let drawn in rules.toml [panel] stand above 0":
        "增加比较，或将 rules.toml [panel] 的 drawn 设为大于 0",
    "pairs under method = {value!r}": "两两比较而 method = “{value}”",
    "bradley_terry, the one method for pairs": "bradley_terry（两两比较的唯一方法）",
    "correct the value, and leave panel_methods out": "更正该值，并去掉 panel_methods",
    "ranks under zero = \"missing\"": "填名次而 zero = \"missing\"",
    "real: the last of all has the mark {lower}": "real：最末者得 {lower} 分",
    "drawn = {value!r}": "drawn = {value}", "no [tables.marks]": "没有 [tables.marks]",
    "the files and columns of the score sheets": "评分表的文件与各列",
    "add the section; the sheets are made as it says": "补上该节，评分表按其生成",
    "no judges": "没有评委",
    "judges.csv with a column judge: a code each": "judges.csv，其中 judge 列为各评委代号",
    "add the file": "补上该文件", "files = {files}": "files = {files}",
    "the name of an .xlsx file, such as raw/marks-*.xlsx": "一个 .xlsx 文件名，例如 raw/marks-*.xlsx",
    "rules.toml [tables.marks]": "rules.toml [tables.marks]",
    "add the name under which the sheets come back": "补上评分表交回时的文件名",
    "{title!r} as a worksheet's name": "以“{title}”为工作表名",
    "at most 31 characters, none of []:*?/\\": "至多 31 个字符，且不含 []:*?/\\",
    "shorten the code": "缩短代号", "the assignment": "评委分配",
    "no assignment of {judges} judges, {per_team} a team, to {teams} teams":
        "{judges} 位评委、每队 {per_team} 位，无法分配给 {teams} 支队伍",
    "one that respects recusals and loads and connects all": "遵守回避与工作量、并使全体可比的分配",
    "take more judges a team, allow larger loads, or ask more judges": "增加每队评委数、放宽工作量，或增聘评委",
    "groups of judges after {rounds} attempts": "尝试 {rounds} 次后评委仍分为数组",
    "one group": "一组", "take more judges a team": "增加每队评委数",
    "an assignment that breaks its own conditions": "不符合自身条件的分配",
    "one that holds": "符合条件的分配",
    "report the case: this is an error of the program": "请报告此例：这是程序的错误",
    "{count} of {kind}, {twice} of them twice": "{kind} 共 {count} 个，其中 {twice} 个重复",
    "each once, one at least": "各一次，至少一个", "correct the list": "更正名单",
    "{per_team} judges a team": "每队 {per_team} 位评委", "one or more": "一位以上", "correct the number": "更正该数",
    "{left} judges for team {team}, {recused} being recused": "队伍 {team} 只剩 {left} 位评委（{recused} 位回避）",
    "{per_team} or more": "{per_team} 位以上",
    "ask a judge who is not recused, or take fewer judges a team": "请无须回避的评委，或减少每队评委数",
    "{judges} judges with {most} teams each at most": "{judges} 位评委、每位至多 {most} 支队伍",
    "{needed} marks of a team in all": "合计 {needed} 人次",
    "raise the load, or take fewer judges a team": "提高工作量，或减少每队评委数",
    # Weights that are stated.
    "equal weights": "等权", "direct points": "直接打分", "rank-order centroid": "排序重心法", "swing weights": "摆幅法",
    "pairwise judgements: principal eigenvector": "两两比较，层次分析法", "as given": "原样给出",
    "standard deviations (n - 1) from the worst to the best": "标准差法（极差标准化后，n−1）",
    "CRITIC: standard deviation (n - 1) times conflict": "CRITIC 法（标准差（n−1）乘以冲突性）", "entropy": "熵权法",
    "mean of the members' weights": "各委员权重的平均",
    "median of the members' weights, divided by the sum of the medians": "各委员权重的中位数，除以中位数之和",
    "geometric mean of the members' weights, divided by their sum": "各委员权重的几何平均，除以其和",
    "these weights describe how the data differ; they are nobody's preference": "该权重只反映数据的差异，不代表任何人的意见",
    "Weights of the members": "各委员的权重意见",
    "Each member fills in the sheet that bears the name. A member's sheet may come back in a workbook of its own; put all "
    "workbooks side by side into one folder.":
        "每位委员填写写有本人姓名的工作表。各人的表可以单独存成一个工作簿交回，所有工作簿放在同一文件夹即可。",
    "A name that leaves the committee is deleted here and with its sheet.": "委员退出的，在此删去姓名，并删去其工作表。",
    "State your weights in one of four ways and leave the other three empty.": "四种方式任选一种填写，其余三种留空。",
    "1 points: 100 points divided among the indicators; 0 leaves one out, no cell of the column stays blank.":
        "一、直接打分：把 100 分分给各项指标；不采用的填 0，本列不留空格。",
    "2 ranking: 1 for the most important, and so on; equal ranks where you leave the order open.":
        "二、排序：最重要的填 1，依次类推；不分先后的填相同名次。",
    "3 swing: imagine every indicator at its worst. 100 for the one you would raise to its best first, from 0 to 100 for "
    "the others beside it.":
        "三、摆幅：设想各项指标都处于最差水平，最想先提升到最好的那一项填 100，其余各项与之相比填 0 至 100。",
    "4 pairs: how many times as important A is as B: 3 moderately more, 5 strongly, 7 very strongly, 9 extremely; 1/3, 1/5 "
    "… where B is the more important.":
        "四、两两比较：甲的重要性是乙的几倍：3 稍重要，5 明显重要，7 强烈重要，9 极端重要；乙更重要的填 1/3、1/5 等。",
    "Not a value for this column": "不是本列可填的值", "member {number}": "委员{number}",
    "Blank sheets for {count} members stand in {file}. When they are filled in, put them all into that folder and give the "
    "same command again.":
        "{count} 位委员的空白表已存入 {file}。填好后全部放回该文件夹，再运行同一命令。",
    "{member} ({method}): {weights}": "{member}（{method}）：{weights}",
    "  consistency ratio {ratio} (at most {limit}); furthest off: {over} over {under} = {stated}, where the weights out of all "
    "judgements have the ratio {implied}":
        "  一致性比率 {ratio}（不得超过 {limit}）；相差最大的是：{over}比{under} = {stated}，而按全部判断求得的权重，"
        "两者之比为 {implied}",
    "All members ({method}): {weights}": "全体委员（{method}）：{weights}",
    "  no mixture of the members' weights gives exactly these": "  把各委员的权重怎样混合，都得不到恰好这组权重",
    "No workbook brings the list of members back: {count} members are pooled, and whether anybody is missing cannot be told.":
        "交回的工作簿中都没有委员名单：已汇总 {count} 位委员的权重，但无法得知是否有人未交。",
    "{indicator}: from {low} ({lowest}) to {high} ({highest})": "{indicator}：最低 {low}（{lowest}），最高 {high}（{highest}）",
    "{file} holds these weightings as rows. Copied to scenarios.csv, they are scenarios; with hull = {names} in rules.toml "
    "[admissible], every mixture of them is admissible.":
        "{file} 已逐行存好以上各组权重。抄入 scenarios.csv，即成为方案；再在 rules.toml [admissible] 中写 hull = {names}，则这"
        "几位委员意见的任何混合都在可接受范围之内。",
    "; rounded to hundredths, of which the total is the sum": "；四舍五入到百分之一，总计是各数之和",
    "weights/proposals.csv of an earlier reading has been removed.": "上一次读回时写的 weights/proposals.csv 已删除。",
    "points that add up to {sum}": "分值合计为 {sum}", "1 or 100": "1 或 100", "the points": "分值",
    "correct them, nothing is rescaled": "更正分值，程序不会自动缩放",
    "a swing of {rating} for {code!r}": "“{code}”的摆幅为 {rating}", "at most {top}": "不超过 {top}", "the swings": "摆幅",
    "give {top} to the most important one and rate the others by it": "最重要的填 {top}，其余与之相比",
    "a largest swing of {rating}": "最大的摆幅为 {rating}", "{top} for the most important one": "最重要的一项为 {top}",
    "give {top} to the most important one and rate the others by it; nothing is rescaled":
        "最重要的填 {top}，其余与之相比；程序不会自动缩放",
    "{code!r} with a smallest value of {value} and a sum of {sum}": "“{code}”的最小值为 {value}，合计为 {sum}",
    "values of zero or more, not all of them zero, for shares of a sum": "不小于零且不全为零的数值，否则无法计算占比",
    "leave the indicator out, or use other weights": "去掉该指标，或改用其他赋权方法", "name the indicators": "写明指标",
    "name it once": "只写一次", "{value!r} for {code!r}": "“{code}”为“{value}”",
    "a number of zero or more, such as 12.5 or 1/3": "不小于零的数，例如 12.5 或 1/3",
    "a rank, such as 1, 2 or 3": "名次，例如 1、2、3",
    "the ranks {ranks}": "名次 {ranks}", "the ranking": "排序",
    "1, 2, 3 … without a gap; equal ranks where the order is left open": "1、2、3……不跳号；不分先后的填相同名次",
    "correct the ranks": "更正名次", "indicators in which nothing differs": "各项指标没有差异",
    "teams that differ, or indicators that do": "队伍之间有差异的指标",
    "state weights instead; the data suggest none": "改由委员给出权重；数据给不出权重",
    "{teams} teams and {gaps} cells without a number": "{teams} 支队伍，{gaps} 个单元格没有数值",
    "at least two teams and no gap": "至少两支队伍，且没有空缺",
    "fill the gaps by a stated rule, or state weights instead": "按写明的规则补齐，或改由委员给出权重",
    "{count} indicators": "{count} 项指标", "the judgements": "两两比较",
    "from 2 to {most}, for which the random index is published": "2 至 {most} 项（随机一致性指标只公布到此）",
    "group the indicators and judge within each group": "把指标分组，在组内比较",
    "rows {rows} under the columns {columns}": "行为 {rows}，列为 {columns}", "the same indicators in both": "行与列的指标相同",
    "correct the names": "更正名称", "{value!r} for {over!r} over {under!r}": "“{over}”比“{under}”为“{value}”",
    "a number above zero, such as 3 or 1/5": "大于零的数，例如 3 或 1/5", "correct the judgement": "更正该判断",
    "no judgement of {over!r} over {under!r}": "没有“{over}”与“{under}”的比较", "one for every pair": "每一对都有比较",
    "ask for it": "请委员补填",
    "{over!r} over {under!r} = {forth} and {under!r} over {over!r} = {back}":
        "“{over}”比“{under}”为 {forth}，“{under}”比“{over}”为 {back}",
    "one to be the reciprocal of the other": "二者互为倒数",
    "correct one of the two, or leave it out": "更正其中一个，或删去一个", "a judgement about {code!r}": "关于“{code}”的比较",
    "{over!r} over itself = {value}": "“{over}”与自身比为 {value}", "the pooled weights": "权重的合并",
    "{count} member's weights": "只有 {count} 位委员的权重", "those of at least two": "至少两位委员的权重",
    "the proposals": "各委员的权重",
    "wait for the others, or use these weights as they stand": "等待其他委员，或直接采用该权重",
    "weights of {member} for {given}": "{member}给出权重的指标为 {given}",
    "ask the member again; a weight of 0 leaves an indicator out": "请该委员补正；不采用的指标填 0",
    "a weight of zero for {code!r} by {member}": "{member}给“{code}”的权重为零",
    "weights above zero, for a geometric mean": "几何平均要求权重大于零",
    "pool by mean or median, or ask the member for a small weight": "改用平均或中位数，或请该委员给一个较小的权重",
    "the members' workbooks": "委员填写的工作簿", "{folder}/weights": "{folder}/weights",
    "make blank sheets with `python -m contestlib weights DIR` and put the filled ones there":
        "用 `python -m contestlib weights DIR` 生成空白表，填好后放入该文件夹",
    "the member {member!r}": "委员“{member}”",
    "correct the name on the sheet, or on the list of members": "更正表上或名单上的姓名",
    "the member {member!r} a second time": "委员“{member}”出现两次",
    "tell the two apart, or remove one of them": "加以区分，或删去一个",
    "a sheet without {part}": "工作表缺少{part}", "a member's name": "委员姓名", "its two tables": "两个填写区",
    "a member's sheet as it was handed out": "发下的委员意见表",
    "copy the numbers to a blank sheet of that member": "把数字抄到该委员的空白表上",
    "a name for each member, once, of at most {most} characters that the name of a sheet can hold":
        "每位委员一个名字，不重复，不超过 {most} 个字，且可用作工作表名",
    "the names of the members": "委员姓名", "correct the name, or number the members": "更正姓名，或改用编号",
    "no weights of {member}": "{member}没有填写权重",
    "a filled sheet of every member on the list": "名单上每位委员都有填好的表",
    "ask the member, or delete the name from the list and the sheet with it": "请该委员填写，或从名单上删去姓名并删去其表",
    "two filled sheets of {member}": "{member}有两份填好的表", "one sheet a member": "每位委员一份",
    "ask the member which one counts, and remove the other": "请该委员说明以哪个为准，删去另一个",
    "{member} states weights in {count} ways": "{member}用了 {count} 种方式填写",
    "one way, the others left empty": "只用一种方式，其余留空",
    "ask the member which one counts, and empty the others": "请该委员说明以哪种为准，清空其余",
    "{file}, the sheet of {member}": "{file}（{member}的表）",
    "the indicator {code!r} on the sheet of {member}": "{member}的表上有指标“{code}”", "correct the code": "更正代码",
    "{count} rows for {code!r} on the sheet of {member}": "{member}的表上“{code}”有 {count} 行", "one row": "一行",
    "one judgement a pair": "每一对只作一次比较",
    "no number for {code!r} by {member}": "{member}没有填写“{code}”", "one for every indicator": "每项指标都填写",
    "ask the member; 0 points leave an indicator out": "请该委员补填；不采用的指标打 0 分",
    "ask the member; equal ranks leave an order open": "请该委员补填；不分先后的填相同名次",
    "ask the member; 0 is a swing that does not matter": "请该委员补填；无关紧要的摆幅填 0",
    "a second judgement of {over!r} over {under!r} by {member}": "{member}对“{over}”与“{under}”作了两次比较",
    "judgements of {member} that contradict one another: a consistency ratio of {ratio:.2f}; furthest off is {over!r} over "
    "{under!r} = {stated:.3g}, where the weights out of all judgements have the ratio {implied:.3g}":
        "{member}的比较前后矛盾，一致性比率为 {ratio:.2f}；相差最大的是“{over}”比“{under}” = {stated:.3g}，"
        "而按全部判断求得的权重，两者之比为 {implied:.3g}",
    "a ratio of at most {limit:.2f}": "一致性比率不超过 {limit:.2f}",
    "let the member look at that judgement again, or state points instead": "请该委员重新考虑该判断，或改用直接打分",
    "an indicator called {code!r}": "名为“{code}”的指标",
    "another code than {taken}, which name columns of results": "{taken} 以外的代码（这些是结果表的列名）",
    "rename it, in scenarios.csv too": "改名，并同时改 scenarios.csv",
    "no rule called {rule!r}": "没有名为“{rule}”的规则", "the rules gallery": "规则库",
    "use one of these names, or start from the empty templates without --like": "使用其中一个名称，或不带 --like 从空白模板开始",
    "read the sheets that stand there, or put them elsewhere first": "先读取该处的表，或把它们移到别处",
    # The committee's spreadsheet.
    "the spreadsheet whose list follows the weights that are typed in": "电子表格：填入权重，名单随之重算",
    "As of {date}, the latest day that the contest's files state.": "截至 {date}，即比赛文件中所载的最近日期。",
    "Weights, normalizers, quotas and tie rules are assumptions of this contest folder.":
        "权重、标准化方法、配额和并列规则均为本比赛文件夹的设定。",
    "The formulas keep the rules' quotas, floors, wild cards and withdrawals.":
        "本表公式已计入规则所定的配额、最低要求、外卡和退出。",
    "The rules' quotas share teams with one another, which no formula here can keep. This list LEAVES THE QUOTAS OUT; the "
    "lists that keep them stand on the sheet of scenarios.":
        "规则的几项配额涉及相同的队伍，本表公式无法计入。此名单【未计配额】；计入配额的名单见“方案”表。",
    "Values, computed from the contest's files as of {date}; they do not follow the weights typed in.":
        "以下为根据截至 {date} 的比赛文件算出的数值，不随输入的权重变化。",
    "the list under the weights in use": "当前权重下的名单", "weights in use": "当前权重",
    "Official list: {cut} {withdrawals}": "正式名单：{cut}{withdrawals}", "no.": "序号", "id": "编号",
    "against the official list": "与正式名单相比", "points above the last place": "高于末位入选者（分）", "▲ in": "▲ 进入",
    "▼ out": "▼ 退出", "below a floor": "未达最低要求", "weights": "权重",
    "Type the number of a scenario into the yellow cell. 0 takes your own weights from the yellow row: percentages that "
    "must add up to 100; nothing is rescaled. A scenario's weights stand as they were proposed; each is divided by their sum.":
        "在黄色单元格中填写方案号。填 0 则采用黄色一行中的自定权重：以百分数计，合计必须为 100；程序不会自动缩放。各方案"
        "的权重按提出时的写法列出，使用时除以其合计。",
    "Your own weights use the normalization and the mean of scenario 1. Admissible by the rules: {admissible}.":
        "自定权重沿用方案 1 的标准化方法和平均方法。可接受的权重：{admissible}。",
    "scenario number": "方案号", "sum check": "合计检查", "in use": "当前采用", "scenario": "方案",
    "your own weights": "自定权重",
    "✓ the weights add up; ranks and list follow them": "✓ 权重合计无误；名次与名单均按此计算",
    "✗ not every rank is computed: press Ctrl+Shift+F9 (in LibreOffice), then look again":
        "✗ 名次尚未全部算出：请按 Ctrl+Shift+F9 重新计算（LibreOffice）后再看",
    "✗ NO RANKING: choose the number of a scenario, or let your own weights add up to 100":
        "✗ 不作排名：请选择有效的方案号，或使自定权重合计为 100",
    "sum": "合计", "sheet of normalized values": "所用标准化表", "power of the mean": "平均的幂次", "proposer": "提出者",
    "date": "日期", "official list": "正式名单", "rank under the weights in use": "当前权重下的名次",
    "scores and ranks": "得分与名次",
    "Points of an indicator: weight times normalized value times {points}. Their sum and the bonus, rounded to 10 decimals "
    "and then half up to {decimals}, are the total.":
        "指标得分 = 权重 × 标准化值 × {points}。各项之和加上加分，先取 10 位小数，再四舍五入到 {decimals} 位，即为总分。",
    "Under a power other than 1 the points are generated values, of whose sum the total is the mean.":
        "幂次不为 1 时，各项得分为变换后的数值，总分由其合计反算为平均数。",
    "Normalized values": "标准化值", "Measured values": "实测值", "Every indicator in its own unit.": "各指标均用自身单位。",
    "Sheet {number} of normalized values: {method}. Every indicator on one scale, higher is better.":
        "第 {number} 张标准化表：{method}。各指标换算到同一尺度，数值越高越好。",
    "each indicator's own normalization, as the codebook says": "各指标采用各自的标准化方法，见“说明”表",
    "How the list is drawn up, step by step": "名单逐步产生的过程",
    "1 is yes, 0 is no. Formulas elsewhere call a column by the name in brackets. Nobody needs this sheet to read the list.":
        "1 表示是，0 表示否。其他公式以方括号中的名称引用各列。阅读名单无需查看本表。",
    "row": "行", "place by the tie-break keys": "按并列规则的位次",
    "numbered by keys, then by lot": "先按并列规则、再按抽签编号",
    "numbered by keys, then by entry": "先按并列规则、再按登记次序编号", "number of its quota": "所属配额编号",
    "quota: at least": "配额下限", "quota: at most": "配额上限", "wild card": "外卡", "on the official list": "在正式名单上",
    "turn in which places are taken": "占用名额的次序", "order of the list": "名单中的次序", "can be drawn": "可以入选",
    "turn within its quota": "在所属配额内的次序", "sent, or needed for a minimum": "外卡，或为满足下限所需",
    "within the maximum": "未超上限", "drawn": "选中", "quota has room": "配额尚有余量",
    "quota can spare one": "配额可以让出一个", "could change places with an equal": "可与并列者互换",
    "drawn, or such an equal": "选中或与之并列", "quota would overflow": "将超出配额", "gives its place back": "交回名额",
    "keeps its place": "保留名额", "cannot be drawn again": "不能再入选", "could be a reserve": "可作候补",
    "quota admits it as reserve": "配额允许候补", "number among the reserves": "候补次序", "number of its status": "状态编号",
    "sorted by this": "排序依据", "row of the team in this line of the list": "名单此行对应的队伍行号",
    "Ranks and official lists of every scenario": "各方案的名次与正式名单",
    "● marks the teams on the list, all rules kept.": "● 表示入选，已计入全部规则。",
    "From the ledger to the platform's totals": "从台账到平台总额",
    "In yuan: what is added back to the ledger, the sum, and the difference, which are formulas.":
        "单位：元。在台账上加回各项，合计与差额均为公式。",
    "✓ these weights are admissible by the rules": "✓ 这组权重在可接受的范围内",
    "✗ these weights are not admissible by the rules; the list is computed all the same":
        "✗ 这组权重超出可接受的范围；名单照样算出",
    "? admissible are mixtures of the members' proposals; no formula here can tell whether these weights are one":
        "？可接受的是各委员方案的混合；这组权重是否属于其中，本表的公式无法判断",
    "The sheets of steps and of texts are hidden: a right click on a sheet's tab shows them.":
        "“步骤”与“文字”两张工作表已隐藏：右键点击工作表标签可取消隐藏。",
    "{transform}, then {method}": "{transform}，再{method}", "logarithm of the value plus 1": "数值加 1 取对数",
    "logarithm of the value": "数值取对数", "{kind}: {column}": "{kind}：{column}", "the judges' marks": "评委打分",
    "the ledger of orders": "订单台账", "the platform's counters": "平台计数器", "the registration form": "报名表",
    "the register of teams": "队伍名册", " (the lower goes first)": "（小者或早者优先）",
    "everything left open varies": "各项一起变动", "the weights alone vary": "只变权重",
    "Rank ranges over all admissible weights": "全部可接受的权重下的名次区间", "place": "入选可能",
    "Weights between which the list stays": "名单不变的权重区间", "The judges' marks": "评委打分",
    "The mark of the panel, its standard error, and how many judges' marks stood before trimming.":
        "评委会得分、其标准误，以及去除高低分之前的评委分数个数。",
    "standard error": "标准误", "number of marks": "评委分数个数", "Marks that do not count": "不计入的分数", "why": "原因",
    "Reconciliation": "对账",
    "Rows and yuan that came in, were kept, and were set aside; the check is a formula and must be 0.":
        "收到、保留、搁置的行数与金额；“核对”一列为公式，应为 0。",
    "rows in": "收到行数", "rows kept": "保留行数", "yuan in": "收到（元）", "yuan kept": "保留（元）",
    "yuan set aside": "搁置（元）", "check": "核对",
    "Codebook": "说明",
    "Yellow cells can be changed; all others are locked without a password. Blue: comes onto the list; orange: leaves it; "
    "green: has a place; the line stands below the last place. Words say the same as the colours.":
        "黄色单元格可以修改，其余均已锁定（无密码）。蓝色：进入名单；橙色：退出名单；绿色：有名额；横线位于最后一个名额之下"
        "。颜色所示均另有文字说明。",
    "Totals, ranks, ties, quotas, withdrawals and reserves are formulas of the sheets before; what is computed once is "
    "marked as values. Programs that compute nothing, such as previews, show the first scenario.":
        "总分、名次、并列、配额、退出和候补均由前面各表的公式算出；一次性算出的内容标明为数值。不作计算的程序（如预览）显示"
        "方案 1。",
    "The record (derived/record.json) holds this file's SHA-256; `verify` makes the file again and compares.":
        "记录（derived/record.json）载有本文件的 SHA-256；verify 命令会重新生成本文件并比对。",
    "Rules": "规则", "places": "名额", "reserves": "候补数", "points of a perfect team": "满分",
    "decimals of totals (half up)": "总分小数位数（四舍五入）", "order of the tie-break": "并列规则的次序", "ties": "并列",
    "quotas": "配额", "floors": "最低要求", "admissible weights": "可接受的权重", "in the formulas": "公式",
    "each value": "每一取值",
    "a tie that the keys leave is reported and stays open": "并列规则仍不能区分的，如实报告、留待决定",
    "a tie that the keys leave expands the list": "并列规则仍不能区分的，扩大名单",
    "the lot of the published seed decides": "由已公布种子的抽签决定", "Words of the list": "名单用语",
    "equal to another team at the cut, where the rules do not decide": "在分数线上与他队相同，规则不能区分",
    "next in line": "依次递补", "gave its place back": "已交回名额",
    "stands higher than the last place or the last reserve, and a quota keeps it out":
        "名次高于末位入选者或末位候补，但受配额所限",
    "does not reach what the rules ask of a finalist": "未达到规则对入选者的要求",
    "ranks below the last place": "名次低于末位入选者", "not on the official list": "不在正式名单上",
    "on the official list, not on this one": "在正式名单上，不在当前名单上", "Indicators": "指标", "code": "代码",
    "higher is better": "越高越好", "lower is better": "越低越好", "source": "来源",
    "normalization": "标准化", "note": "备注", "Withdrew after the selection: {teams}.": "入选后退出：{teams}。",
    "goalposts": "固定上下限标准化", "distance_to_target": "与目标值的距离", "rank_steps": "按名次递减计分",
    # The page with sliders, and rich tables.
    "Other weights, and who would be on the list": "换一组权重，看谁入选",
    "the same list under other weights, with sliders": "用滑块换权重，看名单如何变化",
    "Print": "打印", "Weights": "权重", "Scenarios": "方案",
    "Undo": "撤销", "Set": "采用", "lock": "锁定", "admissible": "可接受范围",
    "The official list, and what would change it": "正式名单，以及什么会改变它",
    "A weight that moves": "移动一个权重时",
    "rescales the others": "其余按比例调整", "takes from {indicator}": "从“{indicator}”增减",
    "here the list changes": "名单在此改变", "official weight": "正式权重", "Back to the official weights": "回到正式权重",
    "Sum of the weights: {sum}": "权重合计：{sum}",
    "{indicator}, in percent": "{indicator}，百分数", "lock {indicator}": "锁定{indicator}",
    "Admissible weights: {region}.": "可接受的权重：{region}。",
    "These weights are admissible.": "这组权重在可接受范围之内。",
    "These weights are not admissible: {statements}.": "这组权重超出可接受范围，应有：{statements}。",
    "Admissible are mixtures of the members' proposals; whether these weights are one, this page cannot tell.":
        "可接受的权重是各成员提案的混合；这组权重是否属于其中，本页无法判断。",
    "What the marks mean": "刻度的含义",
    "The marks on each slider are exact: they lie where the list of the highest unrounded totals changes, quotas left out, while "
    "this weight moves and the others give way as chosen above. The list on this page keeps rounding, tie-breaks and quotas, so "
    "it can change elsewhere.":
        "滑块上的刻度是精确值：该权重移动、其余按上面所选方式让出时，按未舍入总分、不计配额的名单在此改变。"
        "本页的名单计入舍入、并列规则和配额，因此可能在别处改变。",
    "By unrounded totals this list stays from {low} to {high}.": "按未舍入的总分，在 {low} 至 {high} 之间，本页的名单不变。",
    "No value of this weight alone makes the weights admissible.": "仅改动这一项，无论取何值，这组权重都不在可接受范围内。",
    "From 0 to {most} is possible here; the weight stays as it was.": "此处可填 0 至 {most}；权重未变。",
    "below it {enters} for {leaves}": "低于此值，{enters} 取代 {leaves}",
    "{margin} points apart": "相差 {margin} 分",
    "Nothing can give way to this weight, or it is locked.": "没有可为它让出的权重，或它已锁定。",
    "Every value at which the list changes ({count})": "名单改变的每一处（{count}）",
    "above it {enters} for {leaves}": "高于此值，{enters} 取代 {leaves}",
    "Code of these weights": "这组权重的代码",
    "This is no code of weights for this contest; they stay as they were.": "这不是本赛事的权重代码；权重未变。",
    "Weights of your own.": "自定权重。", "Every indicator is normalized by {method} here.": "本方案各指标均按{method}标准化。",
    "Power of the mean: {power}.": "平均的幂次：{power}。",
    "The list under these weights": "这组权重下的名单", "Find a team": "查找队伍",
    "No team has this in its name.": "没有名称含此内容的队伍。",
    "{count} teams": "{count} 支队伍", "Show all {count} teams": "显示全部 {count} 支队伍", "Show fewer teams": "收起",
    "Last place: {last} {total}. First without one: {first} {other}. Apart: {margin}.":
        "最后入选：{last} {total}；未入选第一：{first} {other}；相差 {margin}。",
    "{enters} replaces {leaves}.": "{enters} 取代 {leaves}。", "{enters} comes in besides.": "另有 {enters} 入选。",
    "{leaves} goes out.": "{leaves} 落选。", "The same teams as on the official list.": "入选队伍与正式名单相同。",
    "comes in": "入选", "goes out": "落选",
    "{teams} share the last places and nothing in the rules separates them: {open} of {places} places stay open.":
        "{teams} 争最后的名额，规则无法分出先后：{places} 个名额中有 {open} 个未定。",
    "The quotas of these rules overlap, and under these weights this page cannot work the list out: it shows the order by totals "
    "alone, quotas left out. The library's own run keeps them.":
        "规则中的配额相互交叉，在这组权重下本页无法定出名单：这里只按总分排列，不计配额。程序的正式运行计入这些限制。",
    "No list meets the quotas of the rules.": "没有名单能满足规则的配额。",
    "Under the weights on this page": "按本页的权重",
    "Rank {rank} of {teams}, total {total}.": "第 {rank} 名（共 {teams} 队），总分 {total}。",
    "{gap} points fewer than the last place.": "比最后入选者少 {gap} 分。",
    "points of at most": "得分 / 满分",
    "Under the official weights, and over all admissible ones": "按正式权重，以及全部可接受的权重",
    "Ranks over all admissible weights: {best} to {worst}; now {rank}; places: {places}.":
        "全部可接受的权重下的名次：{best} 至 {worst}；现在第 {rank} 名；名额 {places} 个。",
    "Band: ranks over all admissible weights; thick mark: now; thin line: the last place.":
        "色带：全部可接受的权重下的名次；粗线：现在；细线：最后名额。",
    "This scenario's mean is not a sum: no points belong to a single indicator.":
        "本方案的平均不是求和，没有哪一分只属于某一个指标。",
    "Totals are summed in the order of the indicators, rounded to ten decimals and then half up as the rules say, by the same "
    "steps as the record's.": "总分按指标次序求和，先取十位小数，再按规则四舍五入，步骤与存档结果相同。",
    "The record holds the sha256 of this file; the public notice prints the record's digest, which so covers this page.":
        "运行记录中存有本文件的 sha256 值；公示刊登记录指纹，因而也涵盖本页。",
    "the line: {places} places by total and tie-break alone; a Selection keeps quotas and rulings":
        "横线：仅按总分和并列规则的 {places} 个名额；Selection 计入配额和裁定",
    "teams that all marked": "全体评委打分的队伍",
    "{criterion} {value} ({reading})": "{criterion} {value}（{reading}）",
    "ICC: 1 = the marks differ only because the teams do, 0 = they tell nothing of the teams. Here, for one judge's mark "
    "(2,1) → for the panel's mean (2,k), the word being of the latter: {values}.":
        "ICC：1 表示分数之差全部来自队伍，0 表示分数完全说明不了队伍。本次为单个评委打分 (2,1) → 评委会平均分 (2,k)，"
        "括号内是对后者的评价：{values}。",
    "Kendall's W: 1 = all judges put the teams in the same order, 0 = their orders have no more in common than chance. "
    "Here: {values}.": "肯德尔 W：1 表示各评委给队伍排出的次序完全相同，0 表示次序的一致不超过偶然。本次：{values}。",
    "Krippendorff's alpha: 1 = every judge gives a team the same mark, 0 = marks are as far apart within teams as chance "
    "would have them. Here: {values}.":
        "克里彭多夫 α：1 表示各评委给同一队伍的分数完全相同，0 表示同一队伍内的分歧与偶然相当。本次：{values}。",
    "excellent": "优", "good": "良", "moderate": "中等", "poor": "差", "almost the same order": "次序几乎相同",
    "much the same order": "次序大体相同", "orders that agree in part": "次序部分一致",
    "orders that agree little": "次序少有一致", "reliable": "可靠", "enough for tentative conclusions": "只够作初步结论",
    "too little to rely on": "不足为据", "undefined": "无定义",
    # What came, and what does not fit together in it.
    "Few marks": "打分偏少",
    "No report of this contest lies in {report}; `run` writes one.": "{report} 中没有本比赛的报告；运行 run 即可生成。",
    "No row on the sheets of {judge}, though other judges have one, for: {teams}.":
        "评委 {judge} 的评分表缺少其他评委都有的队伍行：{teams}。",
    "No table of rules.toml reads: {files}. What stands there counts for nothing.":
        "rules.toml 的各表都没有读取：{files}。其中的内容不起任何作用。",
    "Teams on the sheets of each judge, of {count}: {judges}.": "各评委评分表上的队伍数（共 {count} 队）：{judges}。",
    "The report in {folder} is another contest's; --report says where this one's lies.":
        "{folder} 中是另一场比赛的报告；请用 --report 指明本比赛的报告所在。",
    "With {count} judges a team no mark will be dropped: rules.toml [panel] drops the extremes from minimum_judges = {least} "
    "marks on.":
        "每队 {count} 位评委，不会去掉任何打分：rules.toml [panel] 规定满 minimum_judges = {least} 个打分才去掉最高、最低。",
    "a card of {file}, which is not there": "{file} 的登记行，而该文件不在",
    "a card of {file}, which no table reads": "{file} 的登记行，而没有哪张表读取它",
    "cards of the files that [tables] in rules.toml names": "只登记 rules.toml [tables] 列出的文件",
    "correct the file's name or files in rules.toml, or remove the row": "改正文件名或 rules.toml 的 files，或删去这一行",
    "a row without a team, in which stands {text!r}": "没有队伍的一行，内容为“{text}”",
    "a team's name in every row": "每行都有队名",
    "write the team's name, or take the row out of the sheet": "填上队名，或把这一行从评分表中删去",
    "a second ruling on {team}: {second}, where line {first_line} says {first}":
        "对 {team} 的第二项裁定“{second}”，而第 {first_line} 行是“{first}”",
    "one ruling on the same matter": "同一事项只有一项裁定",
    "keep the row that holds, and name the minutes of the other in its reason":
        "保留有效的一行，并在其理由中注明另一项的会议纪要",
    "{kind} {value}": "{kind} {value}", "{column}: {own}": "{column}：{own}", ", ": "、",
    "the date {value!r}": "日期“{value}”", "a day of the calendar, such as 2025-02-28": "日历上的一天，如 2025-02-28",
    "the value {value!r} of a ruling on flagged support": "对存疑支持的裁定取值“{value}”",
    "write what the committee decided": "按委员会的决定填写",
    "the value {value!r} beside {kind}": "“{kind}”一行的取值“{value}”", "an empty cell": "空单元格",
    "move the words to the column reason, or correct the kind": "把文字移到 reason 列，或改正类型",
    "the correction {value!r} of a mark by {judge}": "对 {judge} 打分的更正“{value}”",
    "withdrawal, disqualification, flagged, wild-card, correction": "退出、取消资格、存疑支持、外卡、更正",
    "flagged keep": "存疑支持、保留", "flagged remove": "存疑支持、剔除",
    "a value": "一个值", "the error value {text}": "错误值 {text}", "an error value in cell {cell}": "单元格 {cell} 中的错误值",
    "correct the formula, or ask the sender for the value": "改正公式，或请交件人补上数值",
    "correct the formula, or empty the cell; then save the file as .xlsx": "改正公式或清空该格，再另存为 .xlsx",
    "the id {text} beside {name!r}, which is {team}": "编号 {text} 与“{name}”不符，后者是 {team}",
    "ask the judge which team is meant, and correct the row": "请评委确认是哪支队伍，再改正这一行",
    "marks of {judge} on a sheet of {other}, as {said} says": "{judge} 的打分，而{said}写的是 {other}",
    "its heading": "表头", "the file's name": "文件名", "one judge": "同一位评委",
    "ask whose marks these are; then correct the sheet's name, the heading and the file's name":
        "确认是谁的打分，再改正工作表名、表头和文件名",
    "nothing written by judge {judge} on any sheet": "评委 {judge} 在所有评分表上都没有填写",
    "marks by every judge of judges.csv": "judges.csv 中每位评委都有打分",
    "put the judge's sheet there; where the judge was not there, write {words} on it, or take the judge out of judges.csv":
        "放入该评委的评分表；评委未到场的，在表上填“{words}”，或从 judges.csv 中删去该评委",
    "put the judge's sheet there, or take the judge out of judges.csv": "放入该评委的评分表，或从 judges.csv 中删去该评委",
    "{count} marks by {judge} that stand in {other}, too": "评委 {judge} 的 {count} 个打分，在 {other} 中已有",
    "one sheet of each judge": "每位评委一份评分表",
    "remove one of the two files or sheets, or say whose marks they are": "删去两份中的一份，或改正评委代号",
    "ranks under step = {value!r}": "排名次却规定了 step = {value}",
    "no step: ranks are whole numbers, or halves where teams share one": "不设 step：名次是整数，并列时可为半数",
    "take the line out": "删去这一行",
    # Lists that cannot be.
    "wild card {team}": "{team} 的外卡", "at most as many as places": "不多于名额数",
    "{count} wild cards for {places} places: {teams}": "{places} 个名额却有 {count} 张外卡：{teams}",
    "take a wild card back, or raise the number of places": "收回一张外卡，或增加名额",
    "{count} teams that reach what a finalist must, for {places} places: {floors}":
        "只有 {count} 队达到入选下限（{floors}），名额却有 {places} 个",
    "rules.toml [selection] floors": "rules.toml [selection] floors",
    "lower a floor, or the number of places": "调低下限，或减少名额",
    "lower a floor or a minimum, raise a maximum, or change the number of places": "调低下限或至少队数，调高至多队数，或改变名额",
    "take a wild card back, lower a minimum, raise a maximum, or change the number of places":
        "收回一张外卡，调低至少队数，调高至多队数，或改变名额",
    # Another contest's report.
    "the report of another contest, {owner}": "另一场比赛（{owner}）的报告",
    "nothing, or the report of {folder}": "空处，或 {folder} 的报告",
    "give `run` another place with --out, or move that report away": "运行 run 时用 --out 另选位置，或先移走那份报告",
    # What verify found.
    "{file} line {line} {column}": "{file} 第 {line} 行 {column}", "a file": "有此文件",
    "other bytes than a run writes": "字节与运行所写的不同",
    "This is not the record whose digest was published. Look whether the digest was typed in whole; if it was, results "
    "were changed or made again after the publication: ask for the folder as it was published.":
        "这不是公布指纹的那份记录。请核对指纹是否抄写完整；若完整，则结果在公布之后改动过或重新运行过：请索取公布时的文件夹。",
    "digest: published {before}, stored in the record {after}":
        "指纹：公布的是 {before}，存档记录中的是 {after}",
    "Files that the run read have changed since ({count}). Restore them as they were, or run again and publish the new "
    "digest.":
        "运行时读取的文件此后有改动（{count} 处）。请恢复原样；或重新运行并公布新的指纹。",
    "{place}: sha256 in the record {before}, of the file now {after}":
        "{place}：记录中的 sha256 为 {before}，文件现为 {after}",
    "Files that the committee opens are not those of the run ({count}). Do not use them: `run` makes them again.":
        "委员会打开的文件不是本次运行所生成的（{count} 个）。请勿使用，运行 run 即可重新生成。",
    "Files that the committee opens, made again from the raw files, are others than those of the record ({count}): the "
    "record was changed. Run again, or ask for the folder as it was published.":
        "由原始文件重新生成的委员会文件与记录不符（{count} 个）：记录被改动过。请重新运行，或索取公布时的文件夹。",
    "{place}: sha256 in the record {before}, made again {after}":
        "{place}：记录中的 sha256 为 {before}，重新生成为 {after}",
    "Stored results are not what the raw files and rules give ({count}): record or tables were changed after the run, or"
    " the program is another. Run again, and compare the digest with the one that was published.":
        "存档的结果与原始文件和规则算出的不符（{count} 处）：运行之后记录或表格被改动过，或程序不是同一版。"
        "请重新运行，并与公布的指纹核对。",
    "{place}: stored {before}, recomputed {after}":
        "{place}：存档为 {before}，重算为 {after}",
}
