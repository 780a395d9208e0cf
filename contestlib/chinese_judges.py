"""Score sheets, recusals, assignment and what the report says of judges, in Chinese."""

SENTENCES = {
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
    "In {criterion} the reliability of one judge's mark is {single} (95% interval {interval}), of the panel's mean "
    "{panel}; {teams} teams were marked by every judge.":
        "{criterion}：单个评委打分的信度为 {single}（95% 区间 {interval}），评委会平均分的信度为 {panel}；{teams} "
        "支队伍由全体评委打分。",
    "The list stays the same when any one judge's marks are left out.": "去掉任一评委的打分，名单均不变。",
    "{count} of {judges} judges change the list when their marks are left out: {changes}.":
        "{judges} 位评委中，去掉其中 {count} 位任一人的打分会改变名单：{changes}。",
    "without {judge} {enters} replaces {leaves}": "去掉{judge}，{enters} 取代{leaves}",
    "The list stays the same when the marks of any one of the other {count} judges are left out.":
        "去掉其余 {count} 位评委中任一人的打分，名单均不变。",
    "Without {judge} no mark to compare is left for {teams}: nothing is said about the list.":
        "去掉{judge}的打分后，{teams} 已无可比的分数，名单无从比较。",
    "One judge's mark alone decides about: {teams}.": "仅有一位评委打分的队伍：{teams}。",
    "No team has the {least} marks from which on extremes are dropped.": "没有队伍达到 {least} 个打分，均未去除最高、最低分。",
    "With fewer than {least} marks nothing is dropped; so it is for: {teams}.":
        "打分不足 {least} 个、未去除最高最低分的队伍：{teams}。",
    "No single mark on the scale changes the list, whatever it is changed to.":
        "任何一个打分在分值范围内无论如何改动，名单均不变。",
    "The smallest error in one mark that changes the list: {judge} gives {team} {needed} instead of {now} in {criterion}, "
    "{change} points apart; then {enters} replaces {leaves}.":
        "足以改变名单的最小单分误差：{judge}给{team} 的{criterion}由 {now} 改为 {needed}，相差 {change} "
        "分，则{enters} 取代{leaves}。",
    "Teams from a judge's own city get {difference} points more than teams and judges otherwise explain (95% interval "
    "{interval}, {marks} marks).":
        "评委给本市州队伍的打分，较队伍水平与评委尺度所能解释的相差 {difference} 分（95% 区间 {interval}，共 {marks} "
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
}
