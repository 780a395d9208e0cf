
// ---- What the page shows. All that is computed stands above; names only ever become text. ----

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const start = { weights: data.scenarios[0].weights, table: data.scenarios[0].table };
const state = { ...start, language: data.language, against: null, locked: new Set(), whole: true, open: null, all: false,
                search: "", history: [], gesture: null, moving: false, printing: false };
const SHOWN_BELOW = 12; // teams without a place that are shown at first

function say(template, values = {}) {
  const text = state.language === "zh" ? data.words[template] || template : template;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

function make(tag, className = "", text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== "") element.textContent = text;
  return element;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function setValue(input, value) {
  if (input.value !== String(value)) input.value = value;
}

// ---- Numbers and names as people read them ----

function shown(value, decimals) {
  return roundHalfUp([value], decimals)[0].toFixed(Math.max(decimals, 0));
}

function trimmed(value, decimals) {
  const text = shown(value, decimals);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

const percent = (share, decimals = 4) => `${trimmed(100 * share, decimals)}%`;
const totalText = (total) => shown(total, data.rounded ? data.decimals : Math.min(data.decimals, 4));
const label = (at) => data.indicators[at].label[state.language];
// First strong isolate … pop directional isolate: a name's own direction marks stay its own.
const nameOf = (team) => `\u2068${data.teams[team].name[state.language]}\u2069`;

function joined(words) {
  return words.join(state.language === "zh" ? "、" : ", ");
}

const names = (teams) => joined(teams.map(nameOf));

// ---- One weighting: the list, and who replaces whom ----

const officialList = [...data.official.finalists, ...data.official.tied];

function exchanged(list) {
  const now = [...list.finalists, ...list.tied];
  return { enters: now.filter((team) => !officialList.includes(team)), leaves: officialList.filter((team) => !now.includes(team)) };
}

function verdictText(result) {
  const list = listOrOrder(data, result), { enters, leaves } = exchanged(list);
  const sentences = [];
  if (list.tied.length) {
    sentences.push(say("{teams} share the last places and nothing in the rules separates them: {open} of {places} places stay open.",
                       { teams: names(list.tied), open: data.places - list.finalists.length, places: data.places }));
  }
  if (enters.length && leaves.length) sentences.push(say("{enters} replaces {leaves}.", { enters: names(enters), leaves: names(leaves) }));
  else if (enters.length) sentences.push(say("{enters} comes in besides.", { enters: names(enters) }));
  else if (leaves.length) sentences.push(say("{leaves} goes out.", { leaves: names(leaves) }));
  else sentences.push(say("The same teams as on the official list."));
  return sentences.join(state.language === "zh" ? "" : " ");
}

function cutTeams(result) {
  const list = listOrOrder(data, result), inside = new Set([...list.finalists, ...list.tied]);
  const last = result.order.filter((team) => inside.has(team)).pop();
  const barred = new Set([...list.keptOut.keys(), ...data.withdrawn]);
  return { last, first: result.order.find((team) => !inside.has(team) && !barred.has(team)) };
}

function cutText(result) {
  const { last, first } = cutTeams(result);
  if (last === undefined || first === undefined) return say("Every team has a place.");
  return say("Last place: {last} {total}. First without one: {first} {other}. Apart: {margin}.", {
    last: nameOf(last), total: totalText(result.totals[last]), first: nameOf(first), other: totalText(result.totals[first]),
    margin: totalText(result.totals[last] - result.totals[first]) });
}

function edgeText(result) {
  const { last, first } = cutTeams(result), open = last === undefined || first === undefined;
  return open ? say("the cut") : `${say("the cut")} · ${say("{margin} points apart", {
    margin: totalText(result.totals[last] - result.totals[first]) })}`;
}

function limitsText(result) {
  if (result.list.failed === "interacting") {
    return say("The quotas of these rules overlap, and under these weights this page cannot work the list out: it shows the order by totals alone, quotas left out. The library's own run keeps them.");
  }
  return result.list.failed ? say("No list meets the quotas of the rules.") : "";
}

// ---- Rows and cards ----

const rows = new Map();

function rowOf(team) {
  if (rows.has(team)) return rows.get(team);
  const item = make("li"), button = make("button", "row"), card = make("div", "card");
  button.type = "button";
  const parts = { rank: make("span", "rank"), name: make("bdi", "name"), total: make("span", "total"), mark: make("span", "mark") };
  button.append(...Object.values(parts));
  button.addEventListener("click", () => { state.open = state.open === team ? null : team; render(); });
  card.id = `card-${team}`;
  card.hidden = true;
  button.setAttribute("aria-controls", card.id);
  item.append(button, card);
  rows.set(team, { item, button, card, ...parts });
  return rows.get(team);
}

function marksOf(team, list, change) {
  const marks = [];
  if (change.enters.includes(team)) marks.push(`▲ ${say("comes in")}`);
  if (change.leaves.includes(team)) marks.push(`▼ ${say("goes out")}`);
  if (list.tied.includes(team)) marks.push(say("tied at the cut"));
  if (list.keptOut.has(team)) marks.push(`${say("kept out by a quota")} ${joined(list.keptOut.get(team).map((words) => words[state.language]))}`.trim());
  if (data.withdrawn.includes(team)) marks.push(say("withdrawn"));
  if (list.reserves.includes(team)) marks.push(`${say("reserve")} ${list.reserves.indexOf(team) + 1}`);
  return marks.join(" · ");
}

function showRow(team, result, list, change) {
  const row = rowOf(team), open = state.open === team;
  const side = change.enters.includes(team) ? "in" : change.leaves.includes(team) ? "out" : "";
  if (row.item.className !== side) row.item.className = side;
  setText(row.rank, String(result.ranks[team]));
  setText(row.name, data.teams[team].name[state.language]);
  setText(row.total, totalText(result.totals[team]));
  setText(row.mark, marksOf(team, list, change));
  if (row.button.getAttribute("aria-expanded") !== String(open)) row.button.setAttribute("aria-expanded", String(open));
  if (open || !row.card.hidden) row.card.replaceChildren(...(open ? cardOf(team, result, list) : []));
  row.card.hidden = !open;
  return row.item;
}

function barOf(share, most, scale) {
  const frame = make("div"), bar = make("i");
  frame.style.width = `${(100 * most) / scale}%`;
  bar.style.width = `${Math.min(Math.max(most ? (100 * share) / most : 0, 0), 100)}%`;
  frame.append(bar);
  return frame;
}

function contributionsOf(team) {
  const table = data.tables[state.table], additive = table.power === 1, scale = Math.max(...state.weights, SAME);
  const body = make("table"), head = body.createTHead().insertRow(), lines = body.createTBody();
  [say("indicator"), "", additive ? say("points of at most") : say("weight")].forEach((text, at) => {
    const cell = make("th", at === 2 ? "number" : "", text);
    cell.scope = "col";
    head.append(cell);
  });
  state.weights.forEach((weight, at) => {
    if (!weight) return;
    const line = lines.insertRow(), points = data.points * table.values[team][at] * weight;
    const first = make("th", "", label(at)), bar = make("td", "bar");
    first.scope = "row";
    const mark = data.teams[team].marks[at], own = `${data.teams[team].own[at]} ${data.indicators[at].unit[state.language]}`.trim();
    first.append(make("small", "own", mark ? `${own} · ${mark[state.language]}` : own));
    if (additive) bar.append(barOf(points, data.points * weight, data.points * scale));
    line.append(first, bar, make("td", "number", additive
      ? `${shown(points, 2)} / ${trimmed(data.points * weight, 2)}` : percent(weight, 2)));
  });
  return body;
}

function rankBar(team, rank) {
  const [best, worst] = data.teams[team].range, count = data.teams.length, bar = make("div", "ranks");
  const at = (place) => `${(100 * (place - 0.5)) / count}%`, span = make("i", "span"), now = make("i", "now"), places = make("i", "places");
  span.style.left = at(best);
  span.style.width = `${(100 * (worst - best)) / count}%`;
  now.style.left = at(rank);
  places.style.left = `${(100 * data.places) / count}%`;
  bar.append(span, now, places);
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", best === worst
    ? say("Rank over all admissible weights: always {best}; now {rank}; places: {places}.", { best, rank, places: data.places })
    : say("Ranks over all admissible weights: {best} to {worst}; now {rank}; places: {places}.",
          { best, worst, rank, places: data.places }));
  return bar;
}

function cardOf(team, result, list) {
  const { id, city, range, sentences } = data.teams[team], parts = [];
  const heading = (text) => parts.push(make("h3", "", text));
  parts.push(make("p", "soft", [id, city[state.language]].filter(Boolean).join(" · ")));
  heading(say("Under the weights on this page"));
  const inside = [...list.finalists, ...list.tied], { last } = cutTeams(result);
  const gap = last === undefined || inside.includes(team) ? null : result.totals[last] - result.totals[team];
  parts.push(make("p", "", say("Rank {rank} of {teams}, total {total}.", { rank: result.ranks[team], teams: data.teams.length,
                                                                          total: totalText(result.totals[team]) })
    + (gap > 0 ? ` ${say("{gap} points fewer than the last place.", { gap: totalText(gap) })}` : "")));
  parts.push(contributionsOf(team));
  if (data.bonus[team]) parts.push(make("p", "", `${say("bonus")} ${trimmed(data.bonus[team], 4)}`));
  if (data.tables[state.table].power !== 1) parts.push(make("p", "soft", say("This scenario's mean is not a sum: no points belong to a single indicator.")));
  heading(say("Under the official weights, and over all admissible ones"));
  if (range) {
    const gone = data.withdrawn.filter((other) => result.ranks[other] < result.ranks[team]).length;
    parts.push(rankBar(team, result.ranks[team] - gone)); // the range counts the teams that stayed
    parts.push(make("p", "soft", say("Band: ranks over all admissible weights; thick mark: now; thin line: the last place.")));
  }
  sentences[state.language].forEach((sentence) => parts.push(make("p", "", sentence)));
  return parts;
}

function matches(team) {
  const { id, name, city } = data.teams[team];
  return [id, name.zh, name.en, city.zh, city.en].some((text) => text.toLowerCase().includes(state.search));
}

// Elements move only where the order has changed: the keyboard's focus stays where it is, and little is laid out anew.
function fill(container, items) {
  const wanted = new Set(items);
  [...container.children].filter((item) => !wanted.has(item)).forEach((item) => item.remove());
  let at = container.firstElementChild;
  for (const item of items) {
    if (item === at) at = at.nextElementSibling;
    else container.insertBefore(item, at);
  }
}

function showTeams(result) {
  const list = listOrOrder(data, result), change = exchanged(list), inside = [...list.finalists, ...list.tied];
  const outside = result.order.filter((team) => !inside.includes(team));
  const wanted = new Set([...list.reserves, ...change.leaves, ...outside.slice(0, SHOWN_BELOW)]);
  // On paper the list is whole, whatever is folded away or searched for on the screen.
  const searched = state.search && !state.printing, all = state.all || state.printing;
  const below = outside.filter((team) => (searched ? matches(team) : all || wanted.has(team) || team === state.open));
  const above = inside.filter((team) => !searched || matches(team));
  fill(byId("listed"), above.map((team) => showRow(team, result, list, change)));
  fill(byId("others"), below.map((team) => showRow(team, result, list, change)));
  document.body.classList.toggle("many", above.length + below.length > 40);
  setText(byId("cut"), edgeText(result));
  byId("nobody").hidden = above.length + below.length > 0;
  byId("more").hidden = Boolean(state.search) || outside.length <= SHOWN_BELOW;
  setText(byId("more"), state.all ? say("Show fewer teams") : say("Show all {count} teams", { count: data.teams.length }));
}

// ---- Sliders ----

const settings = () => ({ against: state.against, locked: [...state.locked], whole: state.whole });
const sliders = data.indicators.map((_, at) => sliderOf(at));

function sliderOf(at) {
  const box = make("div", "slider"), head = make("div", "name"), name = make("label"), lock = make("label", "check");
  const range = make("input"), number = make("input"), locks = make("input"), lockText = make("span"), scale = make("div", "scale");
  const keeps = make("p", "keeps"), answer = make("p", "answer"), more = make("details"), summary = make("summary"), points = make("ul");
  Object.assign(range, { type: "range", min: 0, max: 100, id: `weight-${at}` });
  Object.assign(number, { type: "number", min: 0, max: 100, inputMode: "decimal" });
  locks.type = "checkbox";
  more.hidden = true; // until its marks are worked out
  name.htmlFor = range.id;
  keeps.id = `keeps-${at}`;
  range.setAttribute("aria-describedby", keeps.id);
  scale.setAttribute("aria-hidden", "true");
  lock.append(locks, lockText);
  head.append(name, number, lock);
  more.append(summary, points);
  answer.setAttribute("role", "status");
  box.append(head, answer, range, scale, keeps, more);
  range.addEventListener("input", () => moveTo(at, Number(range.value)));
  range.addEventListener("change", settle);
  number.addEventListener("change", () => typed(at));
  locks.addEventListener("change", () => {
    if (locks.checked) state.locked.add(at); else state.locked.delete(at);
    if (state.against === at) state.against = null;
    state.gesture = null;
    settle();
  });
  return { box, name, range, number, locks, lockText, scale, answer, keeps, more, summary, points };
}

// What cannot be had is said, and nothing moves.
function typed(at) {
  const { number, answer } = sliders[at], asked = number.value.trim() === "" ? NaN : Number(number.value);
  const most = 100 * movement(state.weights, at, settings()).free;
  if (asked >= 0 && asked <= most + 1e-9) {
    moveTo(at, asked);
    settle();
    return;
  }
  number.value = "";
  render();
  setText(answer, say("From 0 to {most} is possible here; the weight stays as it was.", { most: percent(most / 100) }));
}

function moveTo(at, points) {
  if (!Number.isFinite(points)) { render(); return; }
  if (!state.moving) remember();
  state.moving = true;
  // One base for all moves of one slider, so that the others come back when it does.
  if (!state.gesture || state.gesture.at !== at) state.gesture = { at, base: state.weights };
  const moved = moveWeight(state.gesture.base, at, points / 100, settings());
  state.weights = state.whole ? moved : rounded(moved);
  render();
}

function settle() {
  state.moving = false;
  forget();
  render();
  marksLater();
  announceLater();
  keepLink();
}

// Answers to what was typed last.
function forget() {
  setText(byId("code-answer"), "");
  sliders.forEach((slider) => setText(slider.answer, ""));
}

function remember() {
  state.history.push({ weights: state.weights, table: state.table });
}

function setWeights(weights, table) {
  remember();
  Object.assign(state, { weights, table, gesture: null });
  settle();
}

function showSliders() {
  const span = data.region;
  sliders.forEach((slider, at) => {
    const { giving, free } = movement(state.weights, at, settings());
    const still = state.locked.has(at) || state.against === at || !giving.length || free <= SAME;
    const step = state.whole ? "1" : "0.1";
    if (slider.range.step !== step) slider.range.step = slider.number.step = step;
    setText(slider.name, label(at));
    setValue(slider.range, trimmed(100 * state.weights[at], 4));
    setValue(slider.number, trimmed(100 * state.weights[at], 4));
    if (slider.range.disabled !== still) slider.range.disabled = slider.number.disabled = still;
    slider.range.setAttribute("aria-valuetext", percent(state.weights[at]));
    slider.number.setAttribute("aria-label", say("{indicator}, in percent", { indicator: label(at) }));
    slider.locks.checked = state.locked.has(at);
    slider.locks.setAttribute("aria-label", say("lock {indicator}", { indicator: label(at) }));
    setText(slider.lockText, say("lock"));
    slider.box.classList.toggle("stale", state.moving && state.gesture.at !== at);
  });
  setText(byId("sum"), say("Sum of the weights: {sum}", { sum: percent(sum(state.weights)) }));
  const broken = brokenStatements(span, state.weights), beyond = broken.map(statementText);
  setText(byId("admissible"), broken.length
    ? `✗ ${say("These weights are not admissible: {statements}.", { statements: joined(beyond) })}`
    : span.mixture ? `? ${say("Admissible are mixtures of the members' proposals; whether these weights are one, this page cannot tell.")}`
      : `✓ ${say("These weights are admissible.")}`);
}

function statementText({ at, least, most, words }) {
  if (words !== undefined) return words;
  return least === undefined ? `${label(at)} ≤ ${percent(most)}` : `${label(at)} ≥ ${percent(least)}`;
}

// ---- Marks on the sliders: worked out a little at a time, so that nothing ever waits for them ----

const PATIENCE = 8; // ms between two chances for the page to answer
let marking = 0;

function* everyMark() {
  for (let at = 0; at < sliders.length; at++) {
    yield* marks(at);
    yield;
  }
}

function marksLater() {
  clearTimeout(marking);
  const work = everyMark();
  const some = () => {
    const until = performance.now() + PATIENCE;
    while (performance.now() < until) if (work.next().done) return;
    marking = setTimeout(some, 0);
  };
  marking = setTimeout(some, 30);
}

// In whole points the others are rounded, too, and leave the line on which a weight moves: the list is asked at every point.
function* marks(at) {
  const { scale, keeps, more, summary, points } = sliders[at];
  const { giving, free } = movement(state.weights, at, settings()), moves = giving.length > 0 && free > SAME;
  const still = state.locked.has(at) || state.against === at || !moves, line = still ? null : lineOf(state.weights, at, settings());
  const base = state.gesture && state.gesture.at === at ? state.gesture.base : state.weights;
  const steps = !still && state.whole ? yield* wholeSteps(data, state.table, base, at, settings()) : null;
  const found = steps ? steps.found : !line ? [] : data.quotas.length
    ? yield* ruleSteps(data, state.table, state.weights, at, settings()) : breakpoints(data, state.table, state.weights, at, settings());
  const place = (className, share, width) => {
    const mark = make("i", className);
    mark.style.left = `${100 * share}%`;
    if (width !== undefined) mark.style.width = `${100 * width}%`;
    return mark;
  };
  const span = data.region.mixture || !line ? [data.region.least[at], data.region.most[at]]
    : admissibleSpan(data.region, state.weights, at, settings());
  const shares = found.map((point) => (steps && point.at <= state.weights[at] + SAME ? point.at - 0.01 : point.at));
  scale.replaceChildren(...(span ? [place("band", span[0], span[1] - span[0])] : []),
                        ...shares.map((share) => place("tick", share)), place("official", start.weights[at]));
  keeps.textContent = (state.against === at ? say("This weight gives way to whichever is moved.")
    : still ? say("Nothing can give way to this weight, or it is locked.")
    : steps ? wholeKeepsText(at, found, steps.most)
      : line ? keepsText(at, found, line.most) : say("All others are 0: as this weight falls, they share alike."))
    + (span ? "" : ` ${say("No value of this weight alone makes the weights admissible.")}`);
  more.hidden = !found.length;
  summary.textContent = say("Every value at which the list changes ({count})", { count: found.length });
  points.replaceChildren(...found.map((point, number) => make("li", "", `${percent(shares[number], 2)}: ${exchangeText(at, point)}`)));
}

// As one comes upon it from the present weight: upwards or downwards.
function exchangeText(at, { at: share, enters, leaves }) {
  const text = (teams) => names(teams) || "–", up = state.whole ? share > state.weights[at] + SAME : share >= state.weights[at];
  const [first, second] = up ? [enters, leaves] : [leaves, enters];
  const who = { enters: text(first), leaves: text(second) };
  if (state.whole) return up ? say("from here upwards {enters} for {leaves}", who) : say("from here downwards {enters} for {leaves}", who);
  return up ? say("above it {enters} for {leaves}", who) : say("below it {enters} for {leaves}", who);
}

function keepsText(at, found, most) {
  const weight = state.weights[at], below = found.filter((point) => point.at <= weight).pop();
  const above = found.find((point) => point.at >= weight);
  const low = percent(below ? below.at : 0, 2), high = percent(above ? above.at : most, 2);
  return low === high ? say("By unrounded totals this list stays only close to {at}.", { at: low })
    : say("By unrounded totals this list stays from {low} to {high}.", { low, high });
}

function wholeKeepsText(at, found, most) {
  const weight = state.weights[at] + SAME, below = found.filter((point) => point.at <= weight).pop();
  const above = found.find((point) => point.at > weight);
  const low = percent(below ? below.at : 0, 0), high = percent(above ? above.at - 0.01 : most, 0);
  return low === high ? say("In whole points this list stays at {at} alone.", { at: low })
    : say("In whole points this list stays from {low} to {high}.", { low, high });
}

// ---- Everything else ----

let announcing = 0;

function announceLater() {
  clearTimeout(announcing);
  announcing = setTimeout(() => setText(byId("announcer"), verdictText(evaluate(data, state.table, state.weights))), 400);
}

function keepLink() {
  const code = codeOf(state.weights, state.table);
  byId("code").value = code;
  try {
    history.replaceState(null, "", `#${code}`);
  } catch {
    // A page inside a notebook has no address of its own; the code is enough there.
  }
}

function useCode(code) {
  const found = weightsOfCode(code, data.indicators.length, data.tables.length);
  if (found) setWeights(found.weights, found.table);
  else setText(byId("code-answer"), say("This is no code of weights for this contest; they stay as they were."));
}

function showScenarios() {
  const same = (scenario) => scenario.table === state.table && scenario.weights.every((weight, at) => Math.abs(weight - state.weights[at]) < 1e-12);
  [...byId("scenarios").children].forEach((button, number) => {
    setText(button, data.scenarios[number].label[state.language]);
    button.setAttribute("aria-pressed", String(same(data.scenarios[number])));
  });
  const chosen = data.scenarios.find(same), table = data.tables[state.table];
  setText(byId("rationale"), [chosen ? chosen.rationale[state.language] : say("Weights of your own."),
    table.method.en ? say("Every indicator is normalized by {method} here.", { method: table.method[state.language] }) : "",
    table.power === 1 ? "" : say("Power of the mean: {power}.", { power: table.power })].filter(Boolean).join(" "));
}

function render() {
  const result = evaluate(data, state.table, state.weights);
  setText(byId("verdict"), verdictText(result));
  setText(byId("margin"), cutText(result));
  setText(byId("limits"), limitsText(result));
  byId("limits").hidden = !result.list.failed;
  showTeams(result);
  showSliders();
  showScenarios();
  byId("undo").disabled = !state.history.length;
}

function speak() {
  forget();
  setText(byId("announcer"), "");
  document.documentElement.lang = state.language === "zh" ? "zh-CN" : "en";
  document.title = data.title[state.language];
  setText(byId("title"), data.title[state.language]);
  document.querySelectorAll("[data-words]").forEach((element) => setText(element, say(element.dataset.words)));
  byId("language").textContent = state.language === "zh" ? "English" : "中文";
  byId("language").lang = state.language === "zh" ? "en" : "zh-CN";
  byId("region").textContent = say("Admissible weights: {region}.", { region: data.region.text[state.language] });
  byId("seal").replaceChildren(...data.seal[state.language].map((line) => make("p", "soft", line)));
  byId("findings").replaceChildren(byId("findings").firstElementChild, ...data.findings[state.language].map((line) => make("p", "", line)));
  const options = [[-1, say("rescales the others")], ...data.indicators.map((_, at) => [at, say("takes from {indicator}", { indicator: label(at) })])];
  byId("against").replaceChildren(...options.map(([value, text]) => Object.assign(make("option", "", text), { value })));
  render();
  marksLater();
}

function begin() {
  byId("synthetic").hidden = !data.synthetic;
  byId("sliders").append(...sliders.map((slider) => slider.box));
  byId("scenarios").append(...data.scenarios.map((scenario) => {
    const button = make("button");
    button.type = "button";
    button.addEventListener("click", () => setWeights(scenario.weights, scenario.table));
    return button;
  }));
  byId("against").addEventListener("change", (event) => {
    state.against = Number(event.target.value) < 0 ? null : Number(event.target.value);
    state.locked.delete(state.against);
    state.gesture = null;
    settle();
  });
  byId("whole").addEventListener("change", (event) => {
    state.whole = event.target.checked;
    state.gesture = null;
    const whole = wholePoints(state.weights).map((points) => points / 100);
    if (state.whole && codeOf(whole) !== codeOf(state.weights)) setWeights(whole, state.table);
    else settle();
  });
  byId("undo").addEventListener("click", undo);
  byId("reset").addEventListener("click", () => setWeights(start.weights, start.table));
  byId("print").addEventListener("click", () => window.print());
  byId("more").addEventListener("click", () => { state.all = !state.all; render(); });
  byId("search").addEventListener("input", (event) => { state.search = event.target.value.trim().toLowerCase(); render(); });
  byId("language").addEventListener("click", () => { state.language = state.language === "zh" ? "en" : "zh"; speak(); });
  byId("apply").addEventListener("click", () => useCode(byId("code").value));
  byId("code").addEventListener("keydown", (event) => { if (event.key === "Enter") useCode(byId("code").value); });
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && !/text|search|number/.test(event.target.type)) {
      event.preventDefault();
      undo();
    }
  });
  const print = (printing) => { state.printing = printing; render(); };
  window.addEventListener("beforeprint", () => { [...everyMark()]; print(true); });
  window.addEventListener("afterprint", () => print(false));
  window.addEventListener("hashchange", () => useCode(location.hash.slice(1)));
  speak();
  if (location.hash.length > 1) useCode(location.hash.slice(1));
  state.history = [];
  byId("undo").disabled = true;
  byId("code").value = codeOf(state.weights, state.table);
}

function undo() {
  const before = state.history.pop();
  if (!before) return;
  Object.assign(state, { ...before, gesture: null });
  settle();
}

begin();
