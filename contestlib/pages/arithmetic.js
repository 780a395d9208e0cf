"use strict";
// The library's arithmetic, step by step: contestlib's scoring, rounding, ranking, quotas, selection and sweeps do the same
// in Python, and tests compare the two. Teams and indicators are numbers in the order of the library's table.

const SNAP_DECIMALS = 10; // sums of decimal numbers are exact again at this many decimals
const EXACT_BELOW = 1e5; // below this, ten decimals are whole numbers that floats hold exactly
const SAME = 1e-12;

function sum(numbers) {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

// ---- Totals: column by column, rounded in two steps (10 decimals, then half up) ----

function nearestEven(value) {
  const below = Math.floor(value), rest = value - below;
  return rest < 0.5 || (rest === 0.5 && below % 2 === 0) ? below : below + 1;
}

function snapped(value) {
  return nearestEven(value * 1e10) / 1e10 + 0;
}

function roundSmall(value, decimals) {
  const steps = nearestEven(value * 10 ** SNAP_DECIMALS), step = 10 ** (SNAP_DECIMALS - decimals);
  const raised = Math.abs(steps) + (step > 1 ? step / 2 : 0);
  return Math.sign(steps) * ((raised - (raised % step)) / step) / 10 ** decimals + 0;
}

function roundLarge(value, decimals) {
  if (!(Math.abs(value) < 1e21)) return value;
  const digits = BigInt(Math.abs(value).toFixed(40).replace(".", "")), unit = 10n ** 30n;
  const rest = digits % unit;
  let steps = digits / unit;
  if (2n * rest > unit || (2n * rest === unit && steps % 2n === 1n)) steps += 1n;
  const kept = Math.min(decimals, SNAP_DECIMALS), step = 10n ** BigInt(SNAP_DECIMALS - kept);
  return Math.sign(value) * Number(`${(steps + step / 2n) / step}e${-kept}`) + 0;
}

function roundHalfUp(values, decimals) {
  const small = decimals <= SNAP_DECIMALS && values.every((value) => -EXACT_BELOW < value && value < EXACT_BELOW);
  return values.map((value) => (small ? roundSmall : roundLarge)(value, decimals));
}

function weightedSums(values, weights) {
  return values.map((row) => {
    let total = 0;
    for (let column = 0; column < row.length; column++) total += row[column] * weights[column];
    return total;
  });
}

function meanOfGenerated(generated, power) {
  if (power === 1) return generated;
  return power === 0 ? Math.exp(generated) : (Math.sign(power) * generated) ** (1 / power);
}

// ---- Ranks and groups of teams that nothing separates ----

function competitionRanks(totals) {
  const levels = totals.map(snapped), order = totals.map((_, team) => team).sort((a, b) => levels[b] - levels[a]);
  const ranks = new Array(totals.length);
  order.forEach((team, place) => {
    const ahead = order[place - 1];
    ranks[team] = place && levels[ahead] === levels[team] ? ranks[ahead] : place + 1;
  });
  return ranks;
}

function tieGroups(totals, keys) {
  const columns = totals.map((total, team) => [snapped(total), ...keys[team]]);
  const compare = (a, b) => {
    for (let at = 0; at < columns[a].length; at++) {
      if (columns[a][at] !== columns[b][at]) return columns[b][at] - columns[a][at];
    }
    return 0;
  };
  const groups = [];
  for (const team of totals.map((_, number) => number).sort((a, b) => compare(a, b) || a - b)) {
    const last = groups[groups.length - 1];
    if (last && compare(last[0], team) === 0) last.push(team);
    else groups.push([team]);
  }
  return groups;
}

// ---- Quotas: who may not and who must be listed, and sets with a least and a most number ----

function limitsOf(quotas, teams) {
  const here = new Set(teams), barred = new Set(), forced = new Set(), sets = new Map();
  for (const quota of quotas) {
    const members = quota.members.filter((team) => here.has(team)), { low, high } = quota;
    if (high <= 0) members.forEach((team) => barred.add(team));
    if (low >= 1 && members.length === 1) forced.add(members[0]);
    if (high > 0 && (low > 0 || high < members.length) && !(members.length === 1 && low === 1)) {
      const name = [...members].sort((a, b) => a - b).join(), before = sets.get(name);
      sets.set(name, { members: new Set(members), low: Math.max(low, before ? before.low : 0),
                       high: Math.min(high, before ? before.high : here.size) });
    }
  }
  const list = [...sets.values()], all = new Set(list.flatMap((set) => [...set.members]));
  return { barred, forced, sets: list, disjoint: sum(list.map((set) => set.members.size)) === all.size };
}

function common(members, teams) {
  let count = 0;
  for (const team of teams) count += members.has(team) ? 1 : 0;
  return count;
}

function setsByTeam(limits) {
  const of = new Map();
  for (const set of limits.sets) {
    for (const team of set.members) of.set(team, [...(of.get(team) || []), set]);
  }
  return (team) => of.get(team) || [];
}

function keepsQuotas(chosen, quotas) {
  const listed = new Set(chosen);
  return quotas.every(({ members, low, high }) => {
    const count = common(listed, members);
    return low <= count && count <= high;
  });
}

// One pass: a team is passed over only where its set is full or every place left is owed to a minimum.
function fillDisjoint(ordered, places, limits) {
  const of = setsByTeam(limits);
  const taken = new Map(limits.sets.map((set) => [set, common(set.members, limits.forced)]));
  const owedTo = (set) => Math.max(set.low - taken.get(set), 0);
  let left = places - limits.forced.size, owed = sum(limits.sets.map(owedTo));
  const chosen = new Set(limits.forced);
  for (const team of ordered) {
    const set = of(team)[0];
    if (limits.barred.has(team) || limits.forced.has(team) || (set && taken.get(set) >= set.high)) continue;
    const needed = set !== undefined && owedTo(set) > 0;
    if (left > 0 && (needed || left > owed)) {
      chosen.add(team);
      left -= 1;
      owed -= needed ? 1 : 0;
      if (set) taken.set(set, taken.get(set) + 1);
    }
  }
  return left === 0 ? chosen : null;
}

// Every team that breaks no maximum: where that fills the list and meets the minima, nothing better is possible.
function fillInOrder(ordered, places, limits) {
  const of = setsByTeam(limits), counts = new Map(limits.sets.map((set) => [set, 0])), chosen = new Set();
  for (const team of ordered) {
    if (chosen.size < places && !limits.barred.has(team) && of(team).every((set) => counts.get(set) < set.high)) {
      chosen.add(team);
      of(team).forEach((set) => counts.set(set, counts.get(set) + 1));
    }
  }
  const met = chosen.size === places && [...limits.forced].every((team) => chosen.has(team));
  return met && limits.sets.every((set) => counts.get(set) >= set.low) ? chosen : null;
}

// Teams of a tie that some equally good lists hold and others do not.
function interchangeable(mixed, chosen, limits) {
  const of = setsByTeam(limits), tied = new Set();
  const held = new Map(limits.sets.map((set) => [set, common(set.members, chosen)]));
  for (const group of mixed) {
    const inside = group.filter((team) => chosen.has(team) && !limits.forced.has(team));
    for (const enters of group.filter((team) => !chosen.has(team) && !limits.barred.has(team))) {
      const to = of(enters)[0];
      for (const leaves of inside) {
        const out = of(leaves)[0];
        if (to === out || ((!to || held.get(to) < to.high) && (!out || held.get(out) > out.low))) {
          tied.add(enters).add(leaves);
        }
      }
    }
  }
  return mixed.flat().filter((team) => tied.has(team));
}

// ---- The list ----

function drawUp(data, groups, quotas) {
  const drawn = groups.map((group) => (group.length > 1 ? [...group].sort((a, b) => data.lot[a] - data.lot[b]) : group));
  const ordered = drawn.flat(), limits = limitsOf(quotas, ordered);
  if (ordered.length < data.places) return { failed: "impossible" };
  const chosen = (limits.disjoint ? fillDisjoint : fillInOrder)(ordered, data.places, limits);
  if (limits.disjoint && (!chosen || !keepsQuotas(chosen, quotas))) return { failed: "impossible" };
  const mixed = chosen ? groups.filter((group) => new Set(group.map((team) => chosen.has(team))).size > 1) : [];
  if (!limits.disjoint && (!chosen || mixed.length)) return { failed: "interacting" };
  const tied = new Set(interchangeable(mixed, chosen, limits));
  const expands = data.onTie === "expand" && withinMaxima(new Set([...chosen, ...tied]), quotas);
  const open = tied.size > 0 && data.onTie !== "lot" && !expands;
  const listed = (team) => (tied.has(team) && data.onTie !== "lot" ? expands : chosen.has(team));
  return { finalists: groups.flat().filter(listed), tied: open ? groups.flat().filter((team) => tied.has(team)) : [] };
}

function withinMaxima(listed, quotas) {
  return quotas.every(({ members, high }) => common(listed, members) <= high);
}

function selectFinalists(data, totals) {
  const groups = tieGroups(totals, data.keys), withdrawn = new Set(data.withdrawn);
  const before = drawUp(data, groups, data.quotas);
  if (before.failed) return before;
  const gone = [...before.finalists, ...before.tied].filter((team) => withdrawn.has(team));
  const left = groups.map((group) => group.filter((team) => !withdrawn.has(team))).filter((group) => group.length);
  // Wild cards of teams that withdrew bind no more; other minima still do.
  const still = data.quotas.filter((quota) => !(quota.wild && quota.members.every((team) => withdrawn.has(team))));
  const after = gone.length ? drawUpAgain(data, left, before, withdrawn, still) : before;
  if (after.failed) return after;
  const reserves = [], listed = new Set([...after.finalists, ...after.tied]);
  for (const group of left) {
    const inOrder = data.onTie === "lot" ? [...group].sort((a, b) => data.lot[a] - data.lot[b]) : group;
    for (const team of inOrder) {
      if (!listed.has(team) && reserves.length < data.reserves
          && withinMaxima(new Set([...after.finalists, ...reserves, team]), still)) reserves.push(team);
    }
  }
  return { ...after, reserves, gone, keptOut: keptOut(left.flat(), after, still) };
}

// The other finalists keep their places where the quotas allow that.
function drawUpAgain(data, left, before, withdrawn, still) {
  const staying = before.finalists.filter((team) => !withdrawn.has(team));
  if (staying.length > data.places) return { finalists: staying, tied: [] };
  const again = drawUp(data, left, [...still, ...staying.map((team) => ({ members: [team], low: 1, high: 1, words: "" }))]);
  return again.failed === "impossible" ? drawUp(data, left, still) : again;
}

// Teams ahead of the last finalist that a quota kept out, each with the quota that is full.
function keptOut(ordered, drawn, quotas) {
  const listed = new Set([...drawn.finalists, ...drawn.tied]);
  const last = Math.max(...[...listed].map((team) => ordered.indexOf(team)), -1);
  const ahead = ordered.slice(0, Math.max(last, 0)).filter((team) => !listed.has(team));
  return new Map(ahead.map((team) => [team, quotas.filter((quota) =>
    quota.members.includes(team) && common(new Set(drawn.finalists), quota.members) >= quota.high).map((quota) => quota.words)]));
}

// Everything that follows from one weighting.
function evaluate(data, tableNumber, weights) {
  const table = data.tables[tableNumber];
  const unrounded = weightedSums(table.values, weights).map(
    (generated, team) => data.points * meanOfGenerated(generated, table.power) + data.bonus[team]);
  const totals = roundHalfUp(unrounded, data.decimals);
  return { unrounded, totals, ranks: competitionRanks(totals), order: tieGroups(totals, data.keys).flat(),
           list: selectFinalists(data, totals) };
}

// Where the quotas cannot be carried, the list by totals alone.
function listOrOrder(data, result) {
  if (!result.list.failed) return result.list;
  return { finalists: result.order.slice(0, data.places), tied: [], reserves: [], gone: [], keptOut: new Map() };
}

// ---- Moving one weight ----

function wholePoints(shares, points = 100) {
  const total = sum(shares), exact = shares.map((share) => (points * share) / total);
  const whole = exact.map((value) => Math.floor(value + 1e-9)), left = points - sum(whole);
  const order = exact.map((_, at) => at).sort((a, b) => exact[b] - whole[b] - (exact[a] - whole[a]) || a - b);
  order.slice(0, left).forEach((at) => { whole[at] += 1; });
  return whole;
}

// Who gives way when a weight moves, and how much there is to share.
function movement(weights, moved, { against = null, locked = [] }) {
  const others = weights.map((_, at) => at).filter((at) => at !== moved);
  const giving = against === null ? others.filter((at) => !locked.includes(at)) : [against];
  const free = against === null ? 1 - sum(others.filter((at) => locked.includes(at)).map((at) => weights[at]))
    : weights[moved] + weights[against];
  return { giving, free: Math.max(free, 0), held: sum(giving.map((at) => weights[at])) };
}

function moveWeight(weights, moved, share, settings) {
  if (settings.whole) {
    const points = wholePoints(weights), { giving, free } = movement(points.map((p) => p / 100), moved, settings);
    if (!giving.length) return weights;
    const most = Math.round(100 * free), at = Math.min(Math.max(Math.round(100 * share), 0), most);
    const held = giving.map((number) => points[number]);
    const rescaled = wholePoints(sum(held) ? held : held.map(() => 1), most - at), result = [...points];
    result[moved] = at;
    giving.forEach((number, position) => { result[number] = rescaled[position]; });
    return result.map((value) => value / 100);
  }
  const { giving, free, held } = movement(weights, moved, settings);
  if (!giving.length) return weights;
  const at = Math.min(Math.max(share, 0), free), result = [...weights];
  result[moved] = at;
  giving.forEach((number) => {
    result[number] = (free - at) * (held > SAME ? weights[number] / held : 1 / giving.length);
  });
  return result;
}

// The two ends of the line on which one weight moves, or null where nothing can give way in proportion.
function lineOf(weights, moved, settings) {
  const { giving, free, held } = movement(weights, moved, settings);
  if (!giving.length || free <= SAME || (settings.against === null && held <= SAME)) return null;
  const [start, end] = [0, free].map((at) => moveWeight(weights, moved, at, { ...settings, whole: false }));
  return { start, end, most: free };
}

// ---- Where the list changes along a line, exactly: unrounded totals, without quotas ----

function sweepWeights(values, start, end, places) {
  const from = weightedSums(values, start), to = weightedSums(values, end), count = from.length;
  for (let team = 0; team < count; team++) { // teams whose lines coincide get the very same numbers
    for (let other = team + 1; other < count; other++) {
      if (Math.abs(from[other] - from[team]) <= SAME && Math.abs(to[other] - to[team]) <= SAME) {
        from[other] = from[team];
        to[other] = to[team];
      }
    }
  }
  const slope = from.map((value, team) => to[team] - value);
  const totalsAt = (at) => from.map((value, team) => value + at * slope[team]);
  const found = [];
  let at = 0, before = null;
  for (;;) {
    const next = nextCrossing(from, slope, totalsAt(at), at, places);
    const shares = sharesOfPlaces(totalsAt((at + (next ?? 1)) / 2), places);
    if (before && shares.some((share, team) => share !== before[team])) {
      const teams = shares.map((_, team) => team);
      found.push({ at, leaves: teams.filter((team) => shares[team] < before[team]),
                   enters: teams.filter((team) => shares[team] > before[team]) });
    }
    if (next === null) return found;
    [at, before] = [next, shares];
  }
}

// The next point at which a team that may have a place and one that may have none tie.
function nextCrossing(from, slope, totals, at, places) {
  const cut = [...totals].sort((a, b) => b - a)[places - 1], near = 1e-9 * (1 + Math.abs(cut));
  const teams = totals.map((_, team) => team);
  const inside = teams.filter((team) => totals[team] >= cut - near), outside = teams.filter((team) => totals[team] <= cut + near);
  let next = 1 - SAME;
  for (const one of inside) {
    for (const other of outside) {
      const turning = slope[one] - slope[other];
      const crossing = turning === 0 ? NaN : (from[other] - from[one]) / turning;
      if (crossing > at + SAME && crossing < next) next = crossing;
    }
  }
  return next < 1 - SAME ? next : null;
}

// 1 for a place, 0 for none, a fraction for teams tied at the cut.
function sharesOfPlaces(totals, places) {
  const cut = [...totals].sort((a, b) => b - a)[places - 1];
  const above = totals.filter((total) => total > cut).length, level = totals.filter((total) => total === cut).length;
  return totals.map((total) => (total > cut ? 1 : total === cut ? (places - above) / level : 0));
}

// Every value of one weight at which the list changes, as a share of one.
function breakpoints(data, tableNumber, weights, moved, settings) {
  const line = lineOf(weights, moved, settings);
  if (!line) return [];
  const competing = data.tables[tableNumber].values.map((_, team) => team).filter((team) => !data.withdrawn.includes(team));
  const values = competing.map((team) => data.tables[tableNumber].values[team]);
  return sweepWeights(values, line.start, line.end, data.places).map((point) => ({
    at: point.at * line.most, leaves: point.leaves.map((team) => competing[team]), enters: point.enters.map((team) => competing[team]),
  }));
}

// The same of the list that keeps quotas, floors and wild cards: it can change only where a team on it (or one that withdrew from
// it) crosses another; it is drawn up beyond each such crossing. Whoever drives it may pause after each.
function* ruleSteps(data, tableNumber, weights, moved, settings) {
  const line = lineOf(weights, moved, settings), table = data.tables[tableNumber], found = [];
  if (!line) return found;
  const [from, to] = [line.start, line.end].map((end) => weightedSums(table.values, end).map(
    (value, team) => value + (table.power === 1 ? data.bonus[team] / data.points : 0)));
  const slope = from.map((value, team) => to[team] - value), teams = from.map((_, team) => team);
  const listAt = (at) => {
    const totals = from.map((value, team) => data.points * meanOfGenerated(value + at * slope[team], table.power)
      + (table.power === 1 ? 0 : data.bonus[team]));
    const list = selectFinalists(data, roundHalfUp(totals, 10));
    return list.failed ? null : [...list.finalists, ...list.tied].sort((a, b) => a - b);
  };
  for (let at = 0, held = null; ;) {
    const inside = held ? teams.filter((team) => held.includes(team) || data.withdrawn.includes(team)) : teams;
    let next = 1 - SAME;
    for (const one of inside) {
      for (const other of teams) {
        const turning = slope[one] - slope[other], crossing = turning === 0 ? NaN : (from[other] - from[one]) / turning;
        if (crossing > at + SAME && crossing < next) next = crossing;
      }
    }
    const last = next === 1 - SAME, now = listAt((at + (last ? 1 : next)) / 2);
    if (now && held && now.join() !== held.join()) {
      found.push({ at: at * line.most, enters: now.filter((team) => !held.includes(team)),
                   leaves: held.filter((team) => !now.includes(team)) });
    }
    held = now || held;
    yield;
    if (last) return found;
    at = next;
  }
}

// The list by the rules under every whole point of one weight, and where it becomes another going up: at `at`, not a point before.
// It is worked out point by point; whoever drives it may pause after each.
function* wholeSteps(data, tableNumber, weights, moved, settings) {
  const { giving, free } = movement(wholePoints(weights).map((points) => points / 100), moved, settings), found = [];
  const most = giving.length ? Math.round(100 * free) : -1;
  for (let points = 0, before = null; points <= most; points++) {
    const result = evaluate(data, tableNumber, moveWeight(weights, moved, points / 100, { ...settings, whole: true }));
    const list = listOrOrder(data, result), now = [...list.finalists, ...list.tied];
    const enters = before ? now.filter((team) => !before.includes(team)) : [];
    const leaves = before ? before.filter((team) => !now.includes(team)) : [];
    if (enters.length || leaves.length) found.push({ at: points / 100, enters, leaves });
    before = now;
    yield;
  }
  return { found, most: Math.max(most, 0) / 100 };
}

// ---- Admissible weights ----

function brokenStatements(region, weights) {
  const broken = [];
  weights.forEach((weight, at) => {
    if (weight < region.lower[at] - 1e-9) broken.push({ at, least: region.lower[at] });
    if (weight > region.upper[at] + 1e-9) broken.push({ at, most: region.upper[at] });
  });
  region.rows.forEach((row, number) => {
    if (sum(row.map((value, at) => value * weights[at])) > region.limits[number] + 1e-9) broken.push({ words: region.words[number] });
  });
  return broken;
}

// Between which values one weight can move while all of them stay admissible; null where nowhere.
function admissibleSpan(region, weights, moved, settings) {
  const line = lineOf(weights, moved, settings);
  if (!line) return null;
  let low = 0, high = 1;
  const keep = (atStart, atEnd, limit) => { // atStart + t (atEnd - atStart) <= limit
    const turning = atEnd - atStart, room = limit + 1e-12 - atStart;
    if (turning > SAME) high = Math.min(high, room / turning);
    else if (turning < -SAME) low = Math.max(low, room / turning);
    else if (room < -1e-9) high = -1;
  };
  weights.forEach((_, at) => {
    keep(-line.start[at], -line.end[at], -region.lower[at]);
    keep(line.start[at], line.end[at], region.upper[at]);
  });
  region.rows.forEach((row, number) => {
    const [first, last] = [line.start, line.end].map((end) => sum(row.map((value, at) => value * end[at])));
    keep(first, last, region.limits[number]);
  });
  return low <= high ? [low * line.most, high * line.most] : null;
}

// ---- A code that reproduces weights ----

// Weights as whole numbers of a hundredth, or of another part that is named: 1_1_1/3.
const FINEST = 1e6;
const PARTS = [100, ...Array.from({ length: 999 }, (_, at) => at + 1), FINEST];

function codeOf(weights, table) {
  const part = PARTS.find((parts) => weights.every((weight) => weight === Math.round(parts * weight) / parts));
  const numbers = part ? weights.map((weight) => Math.round(part * weight)) : weights;
  return numbers.map(String).join("_") + (part && part !== 100 ? `/${part}` : "") + (table ? `~${table}` : "");
}

// Weights in millionths that add up, the largest taking what is left over: what a code can say in a line.
function rounded(weights) {
  const parts = weights.map((weight) => Math.round(FINEST * weight)), largest = parts.indexOf(Math.max(...parts));
  parts[largest] += FINEST - parts.reduce((one, other) => one + other, 0);
  return parts.map((part) => part / FINEST);
}

function weightsOfCode(code, indicators, tables) {
  const [stated, table = "0"] = code.trim().split("~"), [numbers, part] = stated.split("/"), weights = numbers.split("_").map((text) => (text === "" ? NaN : Number(text)));
  const total = sum(weights), known = /^\d+$/.test(table) && Number(table) < tables;
  if (weights.length !== indicators || !known || !weights.every((weight) => weight >= 0 && weight < Infinity)) return null;
  if (part !== undefined) {
    const whole = /^[1-9]\d{0,6}$/.test(part) && weights.every(Number.isInteger) && total === Number(part);
    return whole ? { weights: weights.map((weight) => weight / Number(part)), table: Number(table) } : null;
  }
  if (Math.abs(total - 100) <= 1e-7) return { weights: weights.map((weight) => weight / 100), table: Number(table) };
  return Math.abs(total - 1) <= 1e-9 ? { weights, table: Number(table) } : null;
}
