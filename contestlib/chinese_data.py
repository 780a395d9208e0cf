"""What came and what it counts for, in Chinese."""

SENTENCES = {
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
    "{reading}: {enters} in, {leaves} out": "{reading}：{enters} 进，{leaves} 出",
    "No other reading of what counts changes the ledger.": "换用其他统计口径，台账都不变。",
    "The list is the same under all {count} other readings of what counts.": "换用其他 {count} 种统计口径，名单都不变。",
    "{changed} of {count} other readings of what counts would change the list: {changes}.":
        "其他 {count} 种统计口径中有 {changed} 种会改变名单：{changes}。",
    "no team": "未写明队伍", "what the rule says": "规则内容", "received": "收到", "amount that counts": "计入金额",
    "{rows} rows, {yuan} yuan": "{rows} 行，{yuan} 元", "{yuan} yuan": "{yuan} 元",
    "ten thousand yuan": "万元", "freight": "运费", "partial refunds": "部分退款", "corporate": "企业捐赠", "match": "平台配捐",
    "What counts, read otherwise": "换一种统计口径", "By team": "按队伍",
    "the row has another number of values than its header, repeats the header, or names no project, as a row of totals does":
        "该行列数与表头不符、重复了表头，或未写项目（如合计行）",
    " Of refunds, besides, {rows} rows with {yuan} yuan are set aside.": "另有退款 {rows} 行、{yuan} 元搁置。",
    "the amount does not stand there to the fen: it cannot be read, or is stated only roughly, as 3.2万元 is":
        "金额没有写到分：读不出，或只是约数（如 3.2万元）",
    "{file} line {line}, {team}, {text} = {yuan} yuan": "{file} 第 {line} 行，{team}，{text} = {yuan} 元",
    "Orders whose amount is stated only roughly ({count}, {yuan} yuan as written) do not count; ask the platform for the amounts "
    "to the fen: {rows}.": "金额只是约数的订单（{count} 行，照写法为 {yuan} 元）不计入，请向平台索要精确到分的金额：{rows}。",
    "Counted as they are written, these orders would leave the list as it is.": "即使照写法计入，名单也不变。",
    "WARNING: counted as they are written, these orders would change the list: {enters} in, {leaves} out.":
        "警告：若照写法计入这些订单，名单会改变：{enters} 进，{leaves} 出。",
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
        "在可接受的权重范围内，合计变动 {points} 个百分点（{moves}），名单就会改变：{enters} 取代{leaves}。",
    "least moved, admissible": "可接受范围内变动最小", "whole points, admissible": "可接受范围内的整百分点",
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
    "Rulings of the committee": "委员会裁定", "{date}: {team}, {kind}: {value}": "{date}：{team}，{kind}{value}",
    "{date}: {team}, {kind}": "{date}：{team}，{kind}",
    "{date} ({minute}): {decided}": "{date}（{minute}）：{decided}", "{date}: {decided}": "{date}：{decided}",
    "{team} withdraws.": "{team} 退出。", "{team} takes no part in the ranking any longer.": "{team} 不再参加排名。",
    "{team} has a place by a wild card, whatever its rank.": "{team} 以外卡入选，不论名次。",
    "Part of the support of {team} was put before the committee: it goes on counting.":
        "{team} 的部分支持提请委员会裁定：照常计入。",
    "Part of the support of {team} was put before the committee: it does not count.":
        "{team} 的部分支持提请委员会裁定：不予计入。",
    "{indicator} of {team} is corrected from {found} to {value}.": "{team} 的{indicator}由 {found} 更正为 {value}。",
    "A judge's mark of {team} in {indicator} is corrected from {found} to {value}.":
        "{team} 在“{indicator}”上的一项评委打分由 {found} 更正为 {value}。",
    "A value of {team} is corrected; the list does not depend on it.": "更正了 {team} 的一个数值；名单与之无关。",
    "If it did not count, {exchange}.": "若不计入，{exchange}。",
    "If no such support of any team counted, {exchange}.": "若各队的这类支持都不计入，{exchange}。",
    "Without this ruling, {exchange}.": "若无此项裁定，{exchange}。",
    "Without this ruling the list could not have been drawn up.": "若无此项裁定，就得不出名单。",
    "{enters} would be on the list in place of {leaves}": "{enters} 将取代{leaves} 入选",
    "the list would be the same": "名单不变", "Its place went to {moved}.": "其名额由{moved} 递补。",
    "Rulings in force, and what the list would be without them where that was computed. Withdrawals and wild cards stand below "
    "the list, too.":
        "以下裁定有效；若无某项裁定名单会怎样，已计算的一并写明。退出与外卡另见名单下方。",
    "keep": "保留", "remove": "剔除", "withdrawal": "退出",
    "disqualification": "取消资格", "wild-card": "外卡", "registered": "已报名", "online": "已上线", "disqualified": "已取消资格",
    "not-advanced": "未晋级",
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
    "A chance is the share of draws in which the team is on the list, while everything that the rules leave open varies within "
    "what they admit.":
        "入选概率：规则未定之处在允许的范围内一起变动时，该队在名单上的抽样所占的比例。",
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
}
