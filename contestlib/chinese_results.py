"""What a run found, in Chinese."""

SENTENCES = {
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
    "A finalist needs a value of at least {number:g} in {indicator}, before weighting.":
        "入选队伍的{indicator}（加权前的数值）不得低于 {number:g}。",
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
    "Zones go by the 95% interval of the chance: safe where all of it is at or above {safe}, out where all of it is at or below "
    "{out}, contested otherwise.":
        "分区看入选概率的 95% 区间：整个区间不低于 {safe} 为稳固，整个区间不高于 {out} 为出局，其余为有争议。",
    " By weights alone, certain is always safe, and impossible always out.":
        "只变权重时，必定入选一律归入稳固，不可能入选一律归入出局。",
    "Of the teams that contest a place, {team} is the one whose rank is least known: {ranks} in nine draws of ten.":
        "在争夺名额的队伍中，名次最不确定的是{team}：十次抽样中九次的名次为 {ranks}。",
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
    "When {factors} vary together, the number of safe places is {safe} of {places} over {draws} draws; teams that contest the "
    "others ({contested}): {teams}.":
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
    "Of the doubt about the list {share} ({interval}) comes from {factor} alone, more than from any other "
    "choice; {together} comes from several choices together.":
        "名单的不确定中，{share}（{interval}）单独来自{factor}，多于其他任何一项；{together} 来自几项共同的"
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
    "beyond a change of the list": "已越过名单改变之处", "never drawn": "从未抽到",
    "the whole list": "整份名单",
    "share of the doubt (%); in brackets the chance of a place": "不确定的份额（%）；括号内为入选概率",
    "rank; the number is the share of draws in percent, left out below half a percent":
        "名次；数字为占抽样的百分比，不足 0.5 的不写",
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
    "Everything that the rules leave open varies together; every draw is a list by the official rules: rounding, quotas, "
    "tie-breaks.":
        "规则未定之处一起变动；每次抽样都按正式规则（舍入、配额、并列规则）定出名单。",
    "Every combination of the scenarios and methods that the rules name, worked out one by one.":
        "规则列出的权重方案与做法的每一种组合，逐一算出。",

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
    "{enters} replaces {leaves} once the weight of {indicator} is above {at}.":
        "{indicator}的权重高于 {at} 时，{enters} 取代{leaves}。",
    "{enters} replaces {leaves} once the weight of {indicator} is below {at}.":
        "{indicator}的权重低于 {at} 时，{enters} 取代{leaves}。",
    "{first}, {second} and {third} choose {count} different lists between them; the largest area has {share} of the triangle.":
        "{first}、{second}、{third} 三项之间可定出 {count} 份不同的名单；最大的一块占三角形的 {share}。",
    "Whatever admissible weights are chosen, the number of places that are certain is {certain} of {places}: {sure}. Teams "
    "that can win another ({possible}): {open}. For the other {impossible} it is impossible.":
        "无论在可接受范围内取什么权重，{places} 个名额中有 {certain} 个必定入选：{sure}。另有 {possible} 支队伍可能入选："
        "{open}。其余 {impossible} 支不可能入选。",
    " Quotas are kept.": "（已计入配额。）",
    " Quotas are left out: they are not maxima on one column.": "（未计配额：它们不是同一列上的上限。）",
    "No change of the weights alters the list.": "怎样改动权重，名单都不变。",
    "{teams} tie at the cut: the unrounded totals do not decide the list.": "{teams} 在入选线上并列：未舍入的总分定不出名单。",
    "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}): {enters} replaces "
    "{leaves}.":
        "若不限于可接受的范围，权重合计只要变动 {points} 个百分点（{moves}），名单就会改变：{enters} 取代{leaves}。",
    " Before rounding, the two totals are equal at {at} points; at {band} points rounding can make them equal still, "
    "depending on the weights. For the weights named here the list was drawn up by all rules: it is another one.":
        "舍入前，两队总分在变动 {at} 个百分点处相等；变动 {band} 个百分点时，舍入后仍可能相等，要看具体权重。"
        "上面列出的权重已按全部规则重排过名单：名单确实改变。",
    "No withdrawal of a team without a place changes the list.": "未入选的队伍无论哪一支退出，名单都不变。",
    "The withdrawal of any of {count} teams without a place would change the list: without {team}, {enters} replaces {leaves}.":
        "有 {count} 支未入选的队伍，其中任何一支退出都会改变名单：若 {team} 退出，{enters} 取代{leaves}。",
    " The normalization of {indicators} depends on who takes part; goalposts fixed beforehand prevent this.":
        "原因是{indicators}的标准化取决于有谁参加；事先固定上下限即可避免。",
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
    # Findings.
    "{teams} share the total {total} and the rules do not separate them; places that stay open: {open} of {places}.":
        "{teams} 同为 {total} 分，规则无法区分：{places} 个名额中有 {open} 个待定。",
    "Every team has a place.": "每支队伍都有名额。",
    "{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0. Only the tie-break by "
    "{keys} separates them.":
        "分数线两侧的{last} 与{first} 同为 {last_total} 分，差距为 0，只靠并列规则（{keys}）区分。",
    "{last} with {last_total} takes the last of {places} places, {margin} points ahead of {first} with {first_total}.":
        "{last} 以 {last_total} 分取得 {places} 个名额中的最后一个，领先{first}（{first_total} 分）{margin} 分。",
    "Intervals and smallest changes below refer to unrounded totals, by which {enters} would be ahead of {leaves}.":
        "以下的权重区间与最小变动按未舍入的总分计算；按此{enters} 应排在{leaves} 之前。",
    "Where smallest changes below are said to be without quotas, they refer to unrounded totals, by which {enters} would be "
    "ahead of {leaves}.": "下文凡注明“不计配额”的最小变动，均按未舍入的总分计算；按此{enters} 应排在{leaves} 之前。",
    "Where smallest changes below are said to be without quotas, they refer to unrounded totals, by which {enters} would be "
    "ahead of {count} teams of the list.":
        "下文凡注明“不计配额”的最小变动，均按未舍入的总分计算；按此{enters} 应排在名单上 {count} 支队伍之前。",
    "There is one scenario only: no other weighting to compare with.": "只有一个权重方案，无从比较。",
    "{gone} withdrew after the selection; {moved} moved up.": "{gone} 入选后退出，由{moved} 递补。",
    "All {scenarios} scenarios choose the same list.": "{scenarios} 个权重方案得出同一份名单。",
    "{scenarios} scenarios choose {lists} different lists; {ever} teams are on at least one, {always} on all.":
        "{scenarios} 个权重方案得出 {lists} 种名单；{ever} 支队伍至少入选一次，{always} 支每次都入选。",
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
    "Under all admissible weights together no place is certain. Teams that can win one ({possible}): {open}. For the other "
    "{impossible} it is impossible.":
        "权重在可接受的范围内变动时，没有必定入选的队伍。{possible} 支队伍可能入选：{open}。其余 {impossible} 支不可能入选。",
    "Over {draws} admissible weightings the number of safe places is {safe} of {places}; teams that contest the others "
    "({contested}): {teams}.":
        "在 {draws} 组可接受的权重下，{places} 个名额中有 {safe} 个稳固；争夺其余名额的有 {contested} 支队伍：{teams}。",
    "No single weight changes the list, whatever its value.": "任何单个权重怎样取值都不改变名单。",
    "Of the weights in use, that of {indicator} binds first: by the rules, rounding included, {enters} replaces {leaves} at {at} "
    "instead of {weight}.":
        "计入总分的各项权重中，最敏感的是“{indicator}”：按规则（含舍入），由 {weight} 变到 {at} 时，{enters} 取代{leaves}。",
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
    "{count} marks count, all there are.": "{count} 个分数全部有效。",
    "{count} marks count; {missing} do not: {reasons}.": "{count} 个分数有效，{missing} 个不计：{reasons}。",
    "No team's support crosses a threshold of the rules.": "没有队伍的支持数据超过规则的警戒线。",
    "Support of {teams} crosses a threshold; the list is the same without it.":
        "{teams} 的支持数据超过警戒线；去掉这些支持，名单不变。",
    "Support of {teams} crosses a threshold; without it {enters} would replace {leaves}.":
        "{teams} 的支持数据超过警戒线；若不计这些支持，{enters} 将取代{leaves}。",

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
    "the places; ranks leave quotas out": "名额数（名次不计配额）",
    "official total (points)": "正式总分（分）", "points": "分",
    "rank by scenario; dark: on the list": "各方案中的名次；深色格为入选",
    "chance of a place over the admissible weights (%), with 95% interval": "在可接受的权重下的入选概率（%），及 95% 区间",
    "the same list": "名单不变", "weight in the rules": "规则中的权重",
    "weight of the indicator (%), the others rescaled in proportion": "该指标的权重（%），其余按比例调整",
    "rows set aside": "搁置行数", "mark of the panel, ± one standard error": "评委会得分，± 一个标准误",
    "normalized value; one dot a team, the bar is the median": "标准化数值；一点一队，竖线为中位数",
}
