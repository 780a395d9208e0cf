"""Console, report, record and page, in Chinese."""

SENTENCES = {
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
    "{title}: {enters} in, {leaves} out.": "{title}：进{enters}，出{leaves}。",
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
    "Set aside, by rule: {rules}.": "搁置的订单行，按规则：{rules}。",
    "Refunds set aside, by rule: {rules}.": "搁置的退款行，按规则：{rules}。",
    "Of the yuan payable, {yuan} stand in rows cut short or without a project, such as a row of totals ({rows}): {places}.":
        "应付金额中有 {yuan} 元出自残缺或未写项目的行（{rows} 行，如合计行）：{places}。",
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
    "Weights, normalizers, quotas and tie rules follow published ones: {source}. Where these leave something open, the reading "
    "taken stands at the head of rules.toml.":
        "权重、标准化方法、配额与并列规则依照已公布的规则：{source}。其中没有写明之处，采用的理解见 rules.toml 开头。",
    "The weights ({scenario}) were set by {proposer} on {date}.": "权重（{scenario}）由{proposer}于 {date} 确定。",
    "The weights ({scenario}) were set by {proposer}.": "权重（{scenario}）由{proposer}确定。",
    "Every list below is shown with what would change it.": "下文每份名单都写明什么会改变它。",
    "Weights, normalizers, quotas and tie rules are assumptions of this contest folder; every list below is shown with "
    "what would change it.":
        "权重、标准化方法、配额与并列规则均为本比赛文件夹的假设；下文每份名单都写明什么会改变它。",
    "The list": "名单",
    "What the totals are made of": "总分的构成",
    "Other weightings": "其他权重方案",
    "What would change the list": "什么会改变名单",
    "One weight at a time, the others in proportion; unrounded totals, quotas and rulings kept. Exact, not sampled; rounding can "
    "bring the change a little sooner or later.":
        "每次只改一个权重，其余按比例调整；用未舍入的总分，保持配额与裁定。结果是精确解，不是抽样；因舍入，名单实际改变处可能略早或略晚于所列界限。",
    "Safe, contested, out": "稳固、有争议、出局",
    "Support that looks bought": "疑似刷出来的支持",
    "A flag is no verdict: flagged support counts unless a ruling in decisions.csv removes it.":
        "警示不是定论：除非 decisions.csv 中的裁定剔除，相关支持照常计入。",
    "before_total": "上一阶段总分", "about {yuan}": "约 {yuan}", "more than {yuan}": "超过 {yuan}",
    "no more than {yuan}": "不超过 {yuan}",
    "From raw files to the ledger": "从原始文件到台账",
    "Places: {places}. Seed: {seed}. Admissible weights: {region}.":
        "名额：{places}。随机种子：{seed}。可接受的权重：{region}。",
    "DIGEST is the digest of the record, which the public notice prints. It covers the inputs, rules, tables and lists and, by "
    "the sha256 of each file, this report, the page with sliders and the workbook, which therefore cannot print it themselves.":
        "“指纹”指公示上刊登的记录指纹。它涵盖输入、规则、各表与名单，并通过各文件自己的指纹（sha256）"
        "涵盖本报告、滑块页面与工作簿；因此这些文件自身不能印有它。",
    "within {percent}% of {scenario}": "{scenario}上下 {percent}%",
    "within {points} points of {scenario}": "{scenario}上下 {points} 个百分点",
    "Named in hull, and yet not admissible: {scenarios}. Everything in rules.toml [admissible] holds together; where the "
    "mixtures of the proposals are meant, take around, percent and points out.":
        "hull 中列出、却不在可接受范围之内的方案：{scenarios}。rules.toml [admissible] 各项须同时满足；如果是要各提案的混合，"
        "请去掉 around、percent、points。",
    "a mixture of {scenarios}": "由{scenarios}混合而成",
    "all there are": "不作限制",

    # The record, its proof, objections and the seal.
    "a seal with the digest {digest}…": "已有封存，指纹 {digest}…",
    "none, or one of the same rules": "没有封存，或同一规则的封存",
    "{folder}/seal.json": "{folder}/seal.json",
    "keep it, and let the runs say what differs; or remove the file and publish the new digest":
        "保留它，由运行说明差别；或删除该文件并公布新的指纹",
    "correction": "更正",
    "no value of its own: 0 by the rules": "无自身数值，按规则取 0",
    "no value of its own: the lowest of the others, by the rules": "无自身数值，按规则取其余队伍的最低值",
    "no value of its own: the median of the others, by the rules": "无自身数值，按规则取其余队伍的中位数",
    "corrected by a ruling": "已经裁定更正", "a judge's mark corrected by a ruling": "有一项评委打分已经裁定更正",
    "{count} judges": "{count} 位评委",
    "Money in yuan: the platform's total is {platform}; of it {counted} counts. Not counted: {parts}.":
        "金额（元）：平台总额 {platform}，计入 {counted}；未计入：{parts}。",
    "Money in yuan: the platform's total is {platform}, and all of it counts.": "金额（元）：平台总额 {platform}，全部计入。",
    "Money in yuan: the platform's total is {platform}, to the precision it is stated in; {counted} counts.":
        "金额（元）：平台总额 {platform}（以平台给出的精度为准），计入 {counted}。",
    "unexplained {yuan}": "未能解释 {yuan}",
    "{indicator}: a team without a value gets {value}.": "{indicator}：没有数值的队伍取{value}。",
    "{indicator}: a team without a value, or with a zero, which counts as none, gets {value}.":
        "{indicator}：没有数值（0 视为没有）的队伍取{value}。",
    "the lowest value of the others": "其余队伍的最低值", "the median of the others": "其余队伍的中位数",
    "Values that a rule filled or a ruling corrected": "按规则补上或经裁定更正的数值",
    "Where nothing was found (or a zero that the rules take for nothing), the rule in the last column gave the value, or a "
    "ruling corrected it; all other values are as measured.":
        "没有数值（或规则视为没有的 0）之处，由末栏的规则给出；“更正”为委员会裁定。其余数值均为实测。",
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
    "WARNING: {folder} has changed since its last run, and its record knows nothing of that; run it again first: {files}.":
        "警告：{folder} 在最近一次运行之后有改动，记录中并未反映，请先重新运行：{files}。",
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
    "{teams} have the same total, {total}; their order is set by {keys}.": "{teams} 总分同为 {total} 分，先后由{keys}决定。",
    "the lot": "抽签", "Issued by:": "发布单位：", "Date of issue:": "发布日期：",
    "{team} ({status})": "{team}（{status}）", "{sentence} ({more})": "{sentence}（{more}）",
    "sum of all marks": "全部评分之和", "sum of the marks for {criterion}": "{criterion}各评委评分之和",
    "gb18030": "国标 GB 18030", "utf-8": "UTF-8", "utf-8-sig": "UTF-8（带标记）", "Asia/Shanghai": "北京时间",
    "Ranked are the teams whose status is: {statuses}. Not ranked, with their status:":
        "只有状态为“{statuses}”的队伍参加排名。以下队伍未参加排名（括号内为其状态）：",
    "The digest of the record of inputs, rules, every table and list, the report, the page with sliders and the workbook:":
        "记录指纹，涵盖输入、规则、每张表与每份名单，以及报告、滑块页面与工作簿：",
    "Whoever holds the contest folder can recompute it; any change to an input, a rule or a result gives another digest:":
        "持有比赛文件夹者均可重新算出；输入、规则或结果的任何改动都会得出另一个指纹：",
    "Points of an indicator: its own value, normalized as the rules say, times its weight. Added up (with the bonus) and rounded "
    "as the rules say they are the total.":
        "一项指标的得分：自身数值按规则标准化后乘以权重。各项（连同加分）相加，按规则舍入即为总分。",
    "Needed: the points that this indicator alone would have had to bring for a place, all other points as they are; a dash "
    "where not even the most that it can bring would do.":
        "需达到：其他得分都不变时，仅靠该指标入选，该指标须得的分；短横表示该指标得满分也不能入选。",
    "A value above the highest there is can lower the points of others, which is not reckoned here.":
        "自身数值若超过现有最高值，可能使其他队伍的得分降低，这里不作推算。",

    # Heads and cells of tables.
    "team": "队伍", "city": "市州", "rank": "名次", "total": "总分", "status": "状态", "finalist": "入选",
    "reserve": "候补", "tied at the cut": "分数线上并列", "withdrawn": "已退出", "chance": "入选概率",
    "95% interval": "95% 区间", "expected rank": "平均名次", "ranks (5–95%)": "名次范围（5–95%）", "zone": "分区",
    "limits of the zones: {limits}": "分类的界线：{limits}",
    "Safe": "稳固", "Rulings": "裁定",
    "safe": "稳固", "contested": "有争议", "out": "出局", "indicator": "指标", "weight": "权重", "from": "下限",
    "to": "上限", "below: in ← out": "低于下限：进 ← 出", "above: in ← out": "高于上限：进 ← 出",
    "file": "文件", "rule": "规则",
    "rows": "行数", "yuan": "金额（元）", "shape": "列数或项目不对", "amount": "金额不精确到分", "duplicate": "重复行",
    "conflict": "同号不同额", "unpaid": "支付状态不计入", "instant": "时间无法读取", "window": "窗口之外",
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
        "{teams} 已退出：名次区间与入选概率均不计退出的队伍，其中的名次可能比正式名次靠前。",
    "Spread two fingers to enlarge the figure.": "双指张开可放大图。",
    "Move the table sideways to see the rest of it.": "表可左右滑动。",
    "Without a column, because none of these teams changes its rank under them: {readings}.":
        "以下口径不改变表中各队的名次，不另列：{readings}。",
    "stated": "平台写法", "agrees": "一致", "exact": "精确", "rounded": "约数",
    "lower bound": "下限", "upper bound": "上限", "missing": "缺", "paid_at": "支付时间", "counts": "计入",
    "flag": "警示", "value": "数值", "threshold": "警戒线", "orders": "订单数", "burst": "短时集中",
    "largest-buyers": "少数买家集中", "likes-per-order": "点赞与订单之比", "found": "原值", "zero": "零",
    "lowest": "最低值", "median": "中位数", "recused": "回避", "absent": "缺席", "bonus": "加分",

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
    "Yuan as they were paid, freight included. The amount raised may leave freight and refunds out, as the definitions say; the "
    "public notice goes from one to the other for each team.":
        "金额为实付金额，含运费。众筹金额按统计口径可能不计运费与退款；每队由实付到众筹金额的逐项计算见公示。",
    "Not shown: the other {count} of {rows}, whose chance is 0.": "未列出：共 {rows} 项，其余 {count} 项的入选概率为 0。",
    "Not shown: the other {count} of {rows}, which come after these.": "未列出：共 {rows} 项，其余 {count} 项排在其后。",
    "whole points (the others rounded, too)": "整百分点（其余权重也取整）",
    "Without whole points the marks on each slider are exact: they lie where the list by unrounded totals changes, quotas "
    "and rulings kept, while this weight moves and the others give way as chosen above. The list on this page rounds before it "
    "compares, so that it can change a little beside them.":
        "不勾选“整百分点”时，滑块上的刻度是精确值：该权重移动、其余按上面所选方式让出时，按未舍入的总分（保持配额与裁定）名单在此改变。"
        "本页的名单先舍入再比较，因此可能在刻度近旁改变。",
    "While weights move in whole points the others are rounded to whole points, too: then the marks stand at the whole points "
    "from which on the list of this page is another one, by all rules that it keeps.":
        "勾选“整百分点”时，其余权重也取整百分点：刻度标在整百分点上，从该处起本页的名单（计入本页所用的全部规则）与现在不同。",
    "By unrounded totals this list stays from {low} to {high}.": "按未舍入的总分，在 {low} 至 {high} 之间名单不变。",
    "By unrounded totals this list stays only close to {at}.": "按未舍入的总分，仅在 {at} 附近名单不变。",
    "In whole points this list stays at {at} alone.": "按整百分点移动，仅在 {at} 处本页的名单不变。",
    "Rank over all admissible weights: always {best}; now {rank}; places: {places}.":
        "全部可接受的权重下名次都是第 {best} 名；现在第 {rank} 名；名额 {places} 个。",
    "In whole points this list stays from {low} to {high}.": "按整百分点移动，在 {low} 至 {high} 之间本页的名单不变。",
    "All others are 0: as this weight falls, they share alike.": "其余各项都是 0；调低这一项时，由其余各项均分。",
    "This weight gives way to whichever is moved.": "移动其他权重时，由它让出。",
    "from here upwards {enters} for {leaves}": "从此值往上，{enters} 取代{leaves}",
    "from here downwards {enters} for {leaves}": "从此值往下，{enters} 取代{leaves}",
    "No value of this weight alone makes the weights admissible.": "仅改动这一项，无论取何值，这组权重都不在可接受范围内。",
    "From 0 to {most} is possible here; the weight stays as it was.": "此处可填 0 至 {most}；权重未变。",
    "below it {enters} for {leaves}": "低于此值，{enters} 取代{leaves}",
    "{margin} points apart": "相差 {margin} 分",
    "Nothing can give way to this weight, or it is locked.": "没有可为它让出的权重，或它已锁定。",
    "Every value at which the list changes ({count})": "名单改变的每一处（{count}）",
    "above it {enters} for {leaves}": "高于此值，{enters} 取代{leaves}",
    "Code of these weights": "这组权重的代码",
    "This is no code of weights for this contest; they stay as they were.": "这不是本赛事的权重代码；权重未变。",
    "Weights of your own.": "自定权重。", "Every indicator is normalized by {method} here.": "本方案各指标均按{method}标准化。",
    "Power of the mean: {power}.": "平均的幂次：{power}。",
    "The list under these weights": "这组权重下的名单", "Find a team": "查找队伍",
    "No team has this in its name.": "没有名称含此内容的队伍。",
    "{count} teams": "{count} 支队伍", "Show all {count} teams": "显示全部 {count} 支队伍", "Show fewer teams": "收起",
    "Last place: {last} {total}. First without one: {first} {other}. Apart: {margin}.":
        "最后入选：{last} {total}；未入选第一：{first} {other}；相差 {margin}。",
    "{enters} replaces {leaves}.": "{enters} 取代{leaves}。", "{enters} comes in besides.": "另有{enters} 入选。",
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
        "运行记录中存有本文件的指纹；公示刊登整份记录的指纹，因而也涵盖本页。",
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
    "Public notices are not those that this program makes of the record ({count}). Do not publish them: `run` makes them again.":
        "公示不是本程序由记录生成的（{count} 个）。请勿发布，运行 run 即可重新生成。",
    "{place}: sha256 of the file {before}, made again {after}": "{place}：文件的 sha256 为 {before}，重新生成为 {after}",
    "Notices there compared with such as are made again where nothing else differs: {files}.":
        "其他各项都相同时，公示与重新生成的比对：{files}。",
    "Not covered by the comparison: {files}.": "不在比对之列：{files}。",
    "{record_digest}, as the record says": "{record_digest}（依记录）",
    "the page is not the one of the last run: give the command run again": "此页不是最近一次运行所生成的；请重新运行 run",
    "Stored results are not what the raw files and rules give ({count}): record or tables were changed after the run, or"
    " the program is another. Run again, and compare the digest with the one that was published.":
        "存档的结果与原始文件和规则算出的不符（{count} 处）：运行之后记录或表格被改动过，或程序不是同一版。"
        "请重新运行，并与公布的指纹核对。",
    "{place}: stored {before}, recomputed {after}":
        "{place}：存档为 {before}，重算为 {after}",
}
