"""Every sentence that people read, in Chinese: the English template is the key."""

from __future__ import annotations

from contestlib import (
    chinese_data,
    chinese_errors,
    chinese_judges,
    chinese_lists,
    chinese_outputs,
    chinese_results,
    chinese_teaching,
    chinese_workbook,
)


def translate(template: str, language: str) -> str:
    """The template in `language`; English is what stands in the code, but for codes that are no words.

    Examples
    --------
    >>> translate("no file", "zh"), translate("no file", "en")
    ('没有文件', 'no file')
    """
    return (CHINESE if language == "zh" else CODE_WORDS).get(template, template)


# How people read codes that stand in tables and files.
CODE_WORDS = {
    "not-advanced": "did not go on", "shape": "wrong number of columns or no project",
    "amount": "amount not to the fen", "unpaid": "status that does not count",
    "duplicate": "the same row again", "conflict": "same number, other values", "instant": "time unreadable",
    "window": "outside the window", "foreign": "not of this contest", "failed-project": "failed project",
    "lottery": "lottery tier", "no-reward": "without a reward", "corporate": "gift of a company",
    "refunded": "full refund", "refund-repeated": "the same refund again",
    "refund-unknown-order": "refund of an unknown order", "flagged": "removed by a ruling", "burst": "many orders at once",
    "one-address": "many payments from one address", "largest-buyers": "few buyers, many orders",
    "largest-money": "few buyers, much money", "small-payments": "many small payments", "many-teams": "one buyer, many teams",
    "round-amounts": "many round amounts", "likes-per-order": "many likes, few orders", "likes-jump": "sudden likes",
    "padding": "much for display alone", "falling-counter": "a total that fell", "moved-up": "moved up",
    "tie-break": "tie broken", "spelling-of-instant": "spelling of a time", "spelling-of-money": "spelling of an amount",
    "alias": "other spelling of a name", "paid_at": "paid at", "log1p": "ln(1 + value)", "minmax": "min–max",
    "zscore": "z score", "standard_score": "T score", "share_of_best": "share of the best",
    "distance_to_target": "distance to a target", "rank_steps": "steps by rank",
    "gb18030": "GB 18030", "utf-8": "UTF-8", "utf-8-sig": "UTF-8 with a mark", "Asia/Shanghai": "Beijing time",
    "before_total": "total of the stage before"}

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

PARTS = [part.SENTENCES for part in (chinese_data, chinese_errors, chinese_judges, chinese_lists,
                                    chinese_outputs, chinese_results, chinese_teaching, chinese_workbook)]
CHINESE = {template: words for part in PARTS for template, words in part.items()}
