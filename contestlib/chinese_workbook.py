"""The committee's spreadsheet, in Chinese."""

SENTENCES = {
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
    "▼ out": "▼ 落选", "below a floor": "未达最低要求", "weights": "权重",
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
    "✗ NO RANKING: choose the number of a scenario, or give your own weights as numbers, none below 0, that add up to 100":
        "✗ 不作排名：请选择有效的方案号，或使自定权重都是数、没有负数，且合计为 100",
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
    "the register of teams": "队伍名册",
    "everything left open varies": "未定之处一起变动", "the weights alone vary": "只变权重",
    "Rank ranges, and chances of a place": "名次区间与入选概率", "place (weights alone)": "名额（只看权重）",
    "On the left the weights alone vary, and marks, data and rules stay: certain, possible and impossible speak of that. On the "
    "right these vary together, so that a place that is certain on the left can be open there: {factors}.":
        "左栏只变权重，打分、数据和规则都不动：“必定入选、可能入选、不可能入选”只就此而言。右栏让下列未定之处一起变动，所以左栏"
        "必定入选的队伍，右栏仍可能没有把握：{factors}。",
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
        "黄色单元格可以修改，其余均已锁定（无密码）。蓝色：进入名单；橙色：落选；绿色：有名额；横线位于最后一个名额之下"
        "。颜色所示均另有文字说明。",
    "Totals, ranks, ties, quotas, withdrawals and reserves are formulas of the sheets before; what is computed once is "
    "marked as values. Programs that compute nothing, such as previews, show the first scenario.":
        "总分、名次、并列、配额、退出和候补均由前面各表的公式算出；一次性算出的内容标明为数值。不作计算的程序（如预览）显示"
        "方案 1。",
    "The record of the run (the file derived/record.json) holds this file's SHA-256; the command `verify` makes the file again "
    "and compares.":
        "本文件的指纹（SHA-256）载于运行记录（文件 derived/record.json）；用 verify 命令可重新生成本文件并比对。",
    "Rules": "规则", "places": "名额", "reserves": "候补数", "points of a perfect team": "满分",
    "decimals of totals (half up)": "总分小数位数（四舍五入）", "order of the tie-break": "并列规则的次序", "ties": "并列",
    "quotas": "配额", "floors": "最低要求", "admissible weights": "可接受的权重", "in the formulas": "公式",
    "each value": "每一取值",
    "a tie that the keys leave is reported and stays open": "并列规则仍不能区分的，如实报告、留待决定",
    "a tie that the keys leave expands the list": "并列规则仍不能区分的，扩大名单",
    "the lot of the published seed decides": "由已公布种子的抽签决定", "Words of the list": "名单用语",
    "on the list, with a place": "在名单上，占有名额",
    "equal to another team at the cut, where the rules do not decide": "在分数线上与他队相同，规则不能区分",
    "next in line": "依次递补", "gave its place back": "已交回名额",
    "stands higher than the last place or the last reserve, and a quota keeps it out":
        "名次高于末位入选者或末位候补，但受配额所限",
    "does not reach what the rules ask of a finalist": "未达到规则对入选者的要求",
    "ranks below the last place": "名次低于末位入选者", "on this list, not on the official one": "在当前名单上，不在正式名单上",
    "on the official list, not on this one": "在正式名单上，不在当前名单上", "Indicators": "指标",
    "code in the files": "文件中的代码",
    "higher is better": "越高越好", "lower is better": "越低越好", "source": "来源",
    "normalization": "标准化", "note": "备注", "Withdrew after the selection: {teams}.": "入选后退出：{teams}。",
    "goalposts": "固定上下限标准化", "distance_to_target": "与目标值的距离", "rank_steps": "按名次递减计分",
}
