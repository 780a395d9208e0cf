"""The course, the glossary, and stated weights, in Chinese."""

SENTENCES = {
    # Columns and words of the tables in the notebooks.
    "lower end": "下限", "upper end": "上限", "below it goes out": "低于下限：出",
    "below it comes in": "低于下限：进", "above it goes out": "高于上限：出", "above it comes in": "高于上限：进",
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
    "expert committee": "专家评委会", "organizing office": "组委会办公室",
    "project (assumption)": "项目组（设定）", "real": "真实的零", "stop": "停止运行",
    "log1p": "加一取对数", "provincial": "省级", "hubei": "湖北", "roadshow": "路演",
    # The course.
    "Among the {count} best teams in {criterion} the lead over the next one exceeds the standard error of the difference (the "
    "root of the sum of both squares) in {clear} of {leads} cases.":
        "{criterion}得分最高的 {count} 队中，相邻两队之间的 {leads} 个差距，有 {clear} 个超过差额的标准误"
        "（两队标准误平方和的平方根）。",
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
    "Close, but rounded too early: {decimals} decimals are asked for.": "接近了，但舍入过早：此题要求 {decimals} 位小数。",
    'Weights by code are asked for, in the form {{"{code}": 30, …}}.':
        "此题要求按代码填一组权重，写成 {{\"{code}\": 30, …}} 的形式。",
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
    "{name} is not among what can be named here; the form is that of {example}.":
        "{name} 不在此处可填的名称之列；写法如 {example}。",
    "{right} of your {given} belong here; {missing} missing.": "所填 {given} 个中有 {right} 个正确；还缺 {missing} 个。",
    "No: another one.": "不对，是另一个。",
    "This cannot be tried out: look again at the form that the question asks for.": "无法试算：请再看题目要求的填写形式。",
    "Under these weights {team} has rank {rank}.": "在这组权重下，{team} 排第 {rank}。",
    "You moved {points} points in all; at most {most} are allowed.": "合计变动了 {points} 个百分点；至多允许 {most} 个。",
    "An indicator that had no weight has one now.": "原来没有权重的指标，现在有了权重。",
    "The rules do not admit these weights.": "这组权重不在可接受的范围之内。",
    "The weight of {indicator} must be {low}; yours is {weight}.": "“{indicator}”的权重只能是 {low}，所填为 {weight}。",
    "The weight of {indicator} must lie between {low} and {high}; yours is {weight}.":
        "“{indicator}”的权重须在 {low} 至 {high} 之间，所填为 {weight}。",
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
    "4 pairs: how many times as important A is as B: 1 equally important, 3 moderately more, 5 strongly, 7 very strongly, 9 "
    "extremely; 2, 4, 6 and 8 lie between; 1/3, 1/5 … where B is the more important.":
        "四、两两比较：甲的重要性是乙的几倍：1 同样重要，3 稍重要，5 明显重要，7 强烈重要，9 极端重要，2、4、6、8 介于其间；"
        "乙更重要的填 1/3、1/5 等。",
    "Not a value for this column": "不是本列可填的值", "member {number}": "委员{number}",
    "Blank sheets for {count} members stand in {file}. When they are filled in, put them all into that folder and give the "
    "same command again.":
        "{count} 位委员的空白表已存入 {file}。填好后全部放回该文件夹，再运行同一命令。",
    "{member} ({method}): {weights}": "{member}（{method}）：{weights}",
    "  {member}: consistency ratio {ratio} (at most {limit}); furthest off: {over} over {under} = {stated}, where the weights "
    "out of all judgements have the ratio {implied}":
        "  {member}的一致性比率 {ratio}（不得超过 {limit}）；相差最大的是：{over}比{under} = {stated}，而按全部判断求得的权重，"
        "两者之比为 {implied}",
    "All members ({method}): {weights}": "全体委员（{method}）：{weights}",
    "  no mixture of the members' weights gives exactly these": "  把各委员的权重怎样混合，都得不到恰好这组权重",
    "  no geometric mean: a weight of zero, as {members} gave, would decide it alone":
        "  不列几何平均：{members}有零权重，几何平均会由这个零单独决定",
    "Percentage points to move from each member's weights to the mean: {distances}":
        "从各委员的权重到平均数须移动的百分点：{distances}",
    "No workbook brings the list of members back: {count} members are pooled, and whether anybody is missing cannot be told.":
        "交回的工作簿中都没有委员名单：已汇总 {count} 位委员的权重，但无法得知是否有人未交。",
    "{indicator}: from {low} ({lowest}) to {high} ({highest})": "{indicator}：最低 {low}（{lowest}），最高 {high}（{highest}）",
    "{file} holds these weightings as rows. Copied to scenarios.csv, they are scenarios; with hull = {names} in rules.toml "
    "[admissible], in place of around, percent and points, every mixture of them is admissible.":
        "{file} 已逐行存好以上各组权重。抄入 scenarios.csv，即成为方案；再把 rules.toml [admissible] 中的 around、percent、"
        "points 换成 hull = {names}，则这几位委员意见的任何混合都在可接受范围之内。",
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
    "a number from 1/9 to 9, such as 3 or 1/5": "1/9 到 9 的数，例如 3 或 1/5",
    "{value!r} for {code!r} over {under!r} by {member}": "{member}填的“{code}”比“{under}”为“{value}”",
    "{value!r} for {code!r} by {member}": "{member}为“{code}”填了“{value}”",
    "ask the member, and correct the cell": "问清该委员后更正单元格",
    "a number above zero, such as 3 or 1/5": "大于零的数，例如 3 或 1/5", "correct the judgement": "更正该判断",
    "no judgement of {pairs}": "缺少这些比较：{pairs}", "one for every pair": "每一对都有比较",
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
}
