"""Places, quotas, lots, rulings and what is true of the list under them, in Chinese."""

SENTENCES = {
    # What is true of the list under lots, enlarged lists, quotas and rulings.
    "{teams} share the total {total} and the rules do not separate them: by the rules all of them get a place, so that the "
    "list has "
    "{count} teams for {places} places.":
        "{teams} 同为 {total} 分，规则无法区分：按规则一并入选，因此名额 {places} 个，入选 {count} 队。",
    "The next team is {first} with {first_total}.": "其后是{first}（{first_total} 分）。",
    "{teams} share the total {total}, and no tie-break separates them: the margin is 0. The lot with seed {seed} gave {won} a "
    "place "
    "and {lost} none (the smaller number goes first: {numbers}).":
        "{teams} 同为 {total} 分，并列规则无法区分，差距为 0。按种子 {seed} 抽签，{won} 得到名额，{lost} 未得（号小者在前："
        "{numbers}）。",
    "{last} with {last_total} takes the last of {places} places; by quotas, floors and rulings no other team could take it.":
        "{last} 以 {last_total} 分取得 {places} 个名额中的最后一个；按配额、最低要求与裁定，没有别的队伍可以取得它。",
    "{last} and {first} have the same total, {last_total}, on both sides of the cut: a margin of 0.":
        "分数线两侧的{last} 与{first} 同为 {last_total} 分，差距为 0。",
    "The narrowest margin is that of {team}: {margin} points ahead of {other}, who would take that place.":
        "差距最小的是{team}：仅领先 {margin} 分，否则该名额归{other}。",
    " (who moves up depends on who leaves) {replacements}": "（由谁递补，取决于谁放弃名额）{replacements}",
    "A tie has enlarged the list: a place that is given back is not filled again.": "名单因并列而扩大：放弃的名额不再递补。",
    "; between {teams} the lot decided, which chances count as drawn": "；{teams} 之间由抽签决定，概率按已抽出的结果计算",
    "When {factors} vary together, no place is contested over {draws} draws: {safe} teams are safe.":
        "{factors}同时变动时，抽样 {draws} 次，没有名额有争议：{safe} 支队伍稳固入选。",
    "the order of the register": "报名表中的先后",
    "By unrounded totals and without quotas, moving {points} percentage points within the admissible weights ({moves}) would put "
    "{enters} in the place of {leaves}":
        "按未舍入、不计配额的总分，在可接受的权重范围内合计变动 {points} 个百分点（{moves}），{enters} 会取代{leaves}",
    "By unrounded totals and without quotas, moving {points} percentage points to any weights, admissible or not ({moves}), "
    "would "
    "put {enters} in the place of {leaves}":
        "按未舍入、不计配额的总分，若不限于可接受的范围，权重合计变动 {points} 个百分点（{moves}），{enters} 会取代{leaves}",
    "; no weights just beyond alter the list by the rules.": "；但在刚越过该处的权重下，按全部规则产生的名单不变。",
    " The search for it starts from unrounded totals without quotas: a slightly smaller change in decimals may do it, too.":
        "（搜索从未舍入、不计配额的总分出发：略小一点的带小数的变动也可能改变名单。）",
    "By unrounded totals and without quotas no admissible weighting alters the list.":
        "按未舍入、不计配额的总分，在可接受的权重范围内无论怎样取权重，名单都不变。",
    "By unrounded totals and without quotas no change of the weights alters the list.":
        "按未舍入、不计配额的总分，无论怎样改变权重，名单都不变。",
    "In whole percentage points within the admissible weights, moving {points} in all alters the list, for instance {moves}: "
    "{enters} replaces {leaves}.":
        "在可接受的权重范围内按整百分点调整，合计至少变动 {points} 个百分点（例如{moves}）"
        "名单就会改变：{enters} 取代{leaves}。",
    "In whole percentage points with any weights, admissible or not, moving {points} in all alters the list, for instance "
    "{moves}: {enters} replaces {leaves}.":
        "若不限于可接受的范围，按整百分点调整，合计至少变动 {points} 个百分点（例如{moves}）"
        "名单就会改变：{enters} 取代{leaves}。",
    "In whole percentage points within the admissible weights, moving {points} in all alters the list, which a tie enlarges, for "
    "instance {moves}: {exchange}":
        "在可接受的权重范围内按整百分点调整，合计至少变动 {points} 个百分点（例如{moves}）"
        "名单就会改变，并因并列而扩大：{exchange}",
    "In whole percentage points with any weights, admissible or not, moving {points} in all alters the list, which a tie "
    "enlarges, for instance {moves}: {exchange}":
        "若不限于可接受的范围，按整百分点调整，合计至少变动 {points} 个百分点（例如{moves}）"
        "名单就会改变，并因并列而扩大：{exchange}",
    " Every way to move fewer was tried by all rules: the list stays.":
        "变动更小的整百分点方案已全部按规则逐一排过，名单都不变。",
    " Every move of up to {kept} points was tried by all rules, and every one of fewer points from one weight to one other: the "
    "list stays.":
        "合计变动不超过 {kept} 个百分点的方案，以及把更少的百分点由一项权重移到另一项的方案，已全部按规则逐一排过，名单都不变。",
    "No admissible weights in whole percentage points alter the list: it was drawn up for them all.":
        "可接受的整百分点权重已全部按规则逐一排过，名单都不变。",
    "No weights in whole percentage points alter the list: it was drawn up for them all.":
        "整百分点的权重已全部按规则逐一排过，名单都不变。",
    "Whole percentage points within the admissible weights: neither moving up to {kept} of them in any way nor moving any number "
    "from one weight to one other alters the list.":
        "在可接受的权重范围内按整百分点调整：无论怎样合计变动不超过 {kept} 个百分点，"
        "或把任意多个百分点由一项权重移到另一项，名单都不变。",
    "Whole percentage points with any weights, admissible or not: neither moving up to {kept} of them in any way nor moving any "
    "number from one weight to one other alters the list.":
        "若不限于可接受的范围，按整百分点调整：无论怎样合计变动不超过 {kept} 个百分点，"
        "或把任意多个百分点由一项权重移到另一项，名单都不变。",
    "By unrounded totals and without quotas the list stays, whichever weights move, while the move is shorter than {points} "
    "percentage points in a straight line (the root of the sum of the squared moves).":
        "按未舍入、不计配额的总分，无论改动哪些权重，只要改动的直线距离（各项变动的平方和再开方）不到 {points} 个百分点，"
        "名单就不变。",
    "Of the weights in use, that of {indicator} binds first: by unrounded totals {enters} would replace {leaves} beyond {at} "
    "instead of {weight}.":
        "计入总分的各项权重中，最敏感的是“{indicator}”：按未舍入的总分，由 {weight} 变到越过 {at} 时，"
        "{enters} 会取代{leaves}。",
    "The {count} of the chosen that are not named below: each with a chance of at least {least}":
        "入选队伍中未列在下一栏的 {count} 支：入选机会均不低于 {least}",
    "{teams}: each with a chance of at least {least}": "{teams}：入选机会均不低于 {least}",
    "Scenarios whose weights lie outside the admissible ones: {count}.": "其中 {count} 个方案的权重不在可接受的范围之内。",
    "{count} of these marks are for teams that take no part in the ranking.": "其中 {count} 个分数属于不参加排名的队伍。",
    "Reason: {reason}.": "理由：{reason}。",
    "By the rules a place would have taken it a total of {aim}, {gap} points more.":
        "按规则，须达到 {aim}（再多 {gap} 分）方可入选。",
    "Ahead of the last finalist and kept out by the rules together: {teams}.":
        "名次在最后一支入选队伍之前、因各项规则合在一起未入选：{teams}。",
    "{rule}: sealed as {before}, now {now}": "{rule}：封存时为 {before}，现为 {now}",
    "The files that were read": "读入的文件", "on_tie": "并列的处理", "seed": "种子",
    "Every draw saw the official list.": "每次抽样得到的都是正式名单。",
    "In {criterion} the reliability of one judge's mark is undefined: too few teams that all judges marked. Over all marks "
    "Krippendorff's alpha is {alpha} (95% interval {interval}).":
        "{criterion}：全体评委都打分的队伍太少，单个评委打分的信度无定义；按全部打分，Krippendorff α 为 {alpha}"
        "（95% 区间 {interval}）。",
    "It shares the lowest total with a place; in the order of the list it stands behind.":
        "总分与入选者的最低总分相同，并列时排在其后。",
    "The lowest total with a place is {lowest}: {gap} points more would have drawn level, which by the rules would have been "
    "enough.":
        "入选者的最低总分为 {lowest}：再多 {gap} 分即可追平，按规则即可入选。",
    "The lowest total with a place is {lowest}, but by the rules this team would have needed {aim}, {gap} points more.":
        "入选者的最低总分为 {lowest}，但按规则该队须达到 {aim}，即再多 {gap} 分。",
    "Quotas and rulings leave it no place, whatever its total.": "因配额与裁定，无论总分多少均不能入选。",
    "Whatever admissible weights are chosen, its rank is {rank}": "无论在可接受的范围内取什么权重，名次都是第 {rank} 名",
    "Whatever admissible weights are chosen, its rank, withdrawn teams not counted, is {rank}":
        "无论在可接受的范围内取什么权重，名次（退出队伍不计）都是第 {rank} 名",
    "{low} to {high}": "{low} 至 {high}",
    "Over all admissible weights its rank lies between {best} and {worst}": "在全部可接受的权重下，名次在 {best} 至 {worst} 之间",
    "Over all admissible weights its rank, withdrawn teams not counted, lies between {best} and {worst}":
        "在全部可接受的权重下，名次（退出队伍不计）在 {best} 至 {worst} 之间",
    "; while the weights alone vary, a place is {status}.": "；只看权重：{status}。",
    "; were there no quotas, a place would be {status}.": "；若不计配额：{status}。",
    # A list that a tie enlarges.
    "Within the admissible weights it would lose its place if {points} percentage points were moved; nobody would "
    "come in, as a tie enlarges the list.":
        "在可接受的权重范围内移动 {points} 个百分点即失去名额；名单因并列而扩大，无人因此进入。",
    "Within the admissible weights it would win a place if {points} percentage points were moved; a tie would "
    "enlarge the list, and nobody would lose one.":
        "在可接受的权重范围内移动 {points} 个百分点即可入选；届时名单因并列而扩大，无人因此失去名额。",
    "Over {draws} admissible weightings {safe} teams are safe: a tie enlarges the list of {places} places. Teams "
    "that are contested ({contested}): {teams}.":
        "在 {draws} 组可接受的权重下，{safe} 支队伍稳固：{places} 个名额的名单因并列而扩大。有争议的队伍（{conteste"
        "d} 支）：{teams}。",
    "When {factors} vary together, {safe} teams are safe over {draws} draws: a tie enlarges the list of {places} "
    "places. Teams that are contested ({contested}): {teams}.":
        "{factors}同时变动时，抽样 {draws} 次，{safe} 支队伍稳固：{places} 个名额的名单因并列而扩大。有争议的队伍（"
        "{contested} 支）：{teams}。",
    "Whatever admissible weights are chosen, the list is the same, and a tie enlarges it beyond {places} places: {sure}.":
        "权重在可接受的范围内怎样变动，名单都相同，并因并列而多于 {places} 个名额：{sure}。",
    "Whatever admissible weights are chosen, a place is certain to {certain} teams: {sure}; a tie enlarges the "
    "list of {places} places. {possible} more teams can win one: {open}. For the other {impossible} it is "
    "impossible.":
        "权重在可接受的范围内变动时，{certain} 支队伍必定入选：{sure}（{places} 个名额的名单因并列而扩大）。另有 {p"
        "ossible} 支可能入选：{open}。其余 {impossible} 支不可能入选。",
    "Within the admissible weights, moving {points} percentage points alters the list ({moves}), which a tie "
    "enlarges: {exchange}":
        "在可接受的权重范围内，合计变动 {points} 个百分点（{moves}），因并列而扩大的名单就会改变：{exchange}",
    "With any weights, admissible or not, moving {points} percentage points alters the list ({moves}), which a tie "
    "enlarges: {exchange}":
        "若不限于可接受的范围，权重合计只要变动 {points} 个百分点（{moves}），因并列而扩大的名单就会改变：{exchange"
        "}",
    "The withdrawal of any of {count} teams without a place would change the list, which a tie enlarges: without "
    "{team}, {exchange}":
        "有 {count} 支未入选的队伍，其中任何一支退出都会改变因并列而扩大的名单：若 {team} 退出，{exchange}",
    "without {judge} {enters} comes in besides":
        "去掉{judge}，另有{enters} 入选",
    "without {judge} {leaves} goes out":
        "去掉{judge}，{leaves} 落选",
    "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
    "{criterion}, {change} points apart; then {enters} comes in besides.":
        "足以改变名单的最小单分误差：{judge}给{team} 的{criterion}由 {now} 改为 {needed}，相差 {change} 分，则另有{e"
        "nters} 入选。",
    "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in "
    "{criterion}, {change} points apart; then {leaves} goes out.":
        "足以改变名单的最小单分误差：{judge}给{team} 的{criterion}由 {now} 改为 {needed}，相差 {change} 分，则{leave"
        "s} 落选。",
    "Within the admissible weights it would lose its place if {points} percentage points were moved; by the rules {others} would "
    "come in.":
        "在可接受的权重范围内移动 {points} 个百分点即失去名额；按全部规则，{others} 将进入。",
    "Within the admissible weights it would win a place if {points} percentage points were moved; by the rules {others} would "
    "lose "
    "one.":
        "在可接受的权重范围内移动 {points} 个百分点即可入选；按全部规则，{others} 将失去名额。",
    "Ranges of ranks leave quotas out.": "名次范围不计配额。",
    "Where a change of the weights is named, the list was drawn up again by all rules. The search for it starts from unrounded "
    "totals without quotas: a slightly smaller change may do it, too.":
        "凡写明权重变动之处，均已按全部规则重新产生名单。搜索从未舍入、不计配额的总分出发：略小一点的变动也可能有同样结果。",
    "These rules are those that were sealed before data arrived; whoever saw the seal's digest published then can compare it "
    "with "
    "the one above.":
        "以下规则即数据到达之前封存的规则；当时见过所公布的封存指纹者，可与上面的指纹核对。",
    "These are the rules by which the list was drawn up.": "名单按以下规则产生。",
    "From an own value to points: the normalized value, by the formula, times the weight times {points}.":
        "由自身数值到得分：按公式得出标准化值，乘以权重，再乘以 {points}。",
    "Least and greatest x, mean and ranks are those of all teams over which values are normalized.":
        "最小 x、最大 x、平均数与名次取自参与标准化的全部队伍。",
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
    ". Marks of a team: {marks}.": "。每队得到的打分：{marks} 个。",
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
    "at least {least} in {column}": "{column}不低于 {least}", "the wild card of {team}": "给予{team} 的外卡",
    "Ahead of the last finalist and kept out by the rule ({why}): {teams}.":
        "名次在最后一支入选队伍之前、因规则（{why}）未入选：{teams}。",
    "Every place is given by a ruling (wild card).": "全部名额均经裁定以外卡给出。",
    "Quotas, floors and wild cards that change the list: {count}. The one that costs most: {quota}. Without it {enters} would be "
    "on the list in place of {leaves}, and the sum of its totals would change by {points} points.":
        "共有 {count} 项配额、最低要求或外卡改变了名单，代价最大的是：{quota}。"
        "若无此项，{enters} 将取代{leaves}，名单总分之和变动 {points} 分。",
    "The list with the largest sum of totals would have {enters} in place of {leaves}; by the rules the better team goes first.":
        "总分之和最大的名单会以{enters} 取代{leaves}；按规则，名次在前者优先入选。",
    "By a ruling (wild card), whatever the rank, a place goes to: {teams}.": "经裁定以外卡入选，不论名次：{teams}。",
    "A finalist must reach: {floors}. All ranked teams do.": "入选须达到：{floors}。参加排名的队伍全部达到。",
    "A finalist must reach: {floors}. Below it, whatever their rank: {teams}.":
        "入选须达到：{floors}。未达到、因而无论名次均不能入选的队伍：{teams}。",
    "Whoever gives a place back is replaced by {enters}.": "无论哪支入选队伍放弃名额，均由{enters} 递补。",
    "A place that is given back goes to {enters}, with these exceptions.": "放弃的名额由{enters} 递补，但下列情形除外。",
    "If {leaves} gives its place back, {enters} takes it.": "若{leaves} 放弃名额，由{enters} 递补。",
    "If {leaves} gives its place back, one of {enters} takes it: the rules do not separate them.":
        "若{leaves} 放弃名额，由{enters} 之一递补：规则不能区分它们。",
    "If {leaves} gives its place back, nobody can take it within the quotas, and the list is drawn up again.":
        "若{leaves} 放弃名额，在配额之内无队可递补，须重新拟定名单。",
    "It ranks ahead of the last finalist; kept out by the rule: {why}.": "其名次在最后一支入选队伍之前，因规则（{why}）未入选。",
    "Below what a finalist must reach: {floors}. It has no place, whatever its rank.":
        "未达到入选的最低要求：{floors}；无论名次均不能入选。",
    "It has its place by a ruling (wild card), whatever its rank.": "经裁定以外卡入选，不论名次。",
    "What quotas, floors and wild cards cost": "配额、最低要求与外卡的代价",
    "quota, floor or wild card": "配额、最低要求或外卡", "points without it": "若无此项，总分之和变动", " or ": "或",
    "province": "省份", "category": "类别", "county": "县（市、区）",
    " Floors and wild cards hold whatever the weights.": "最低要求与外卡不随权重而变，均已计入。",
    "Bonus points are left out of the exact answers and of the chances over weights alone: under a mean that is not arithmetic "
    "they do not move with the weights.":
        "精确结论与仅就权重抽样的概率均未计加分：平均方式非算术平均时，加分不能并入权重计算。",
}
