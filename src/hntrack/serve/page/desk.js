"use strict";
// The page of `hntrack curate --browser`.  It decides nothing: it shows what the command says and sends what is chosen.
// Every text is set as text, never as markup.

const $ = (id) => document.getElementById(id);
let words = {}, claims = [], card = null, edits = {}, step = null, stopped = false;

async function ask(name, said = {}) {
  if (stopped) return {};
  try {
    const answer = await fetch(name, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(said),
    });
    if (answer.ok) return await answer.json();
    return { refused: [`${answer.status} ${answer.statusText}`] };
  } catch {
    end("gone");
    return {};
  }
}

function make(tag, text = "", facts = {}) {
  const made = Object.assign(document.createElement(tag), facts);
  made.append(text);
  return made;
}

function keyed(key, text, act, facts = {}) {
  const button = make("button", "", { type: "button", ...facts });
  button.append(make("kbd", key), text);
  button.dataset.key = key;
  button.addEventListener("click", act);
  return button;
}

function tell(text, bad = false) {
  $("said").textContent = text;
  $("said").classList.toggle("bad", bad);
}

// --- the article and the list ---

function drawArticle(lines) {
  $("no-article").hidden = lines !== null;
  for (const [at, pieces] of (lines ?? []).entries()) {
    if (pieces.length === 0) continue;  // an empty line has its number, and nothing to read
    const paragraph = make("p");
    for (const [text, name] of pieces) paragraph.append(name ? marked(text, name) : text);
    const line = make("li");
    line.append(make("span", String(at + 1), { className: "n" }), paragraph);
    $("lines").append(line);
  }
}

function marked(text, name) {
  const mark = make("mark");
  mark.dataset.claim = name;
  const button = make("button", text, { type: "button" });
  button.addEventListener("click", () => open(name));
  mark.append(button);
  return mark;
}

function drawList() {
  $("list").replaceChildren(...claims.map((claim) => {
    const button = make("button", "", { type: "button", disabled: !claim.open });
    button.append(make("b", claim.words), make("span", `${claim.line} · ${claim.open ? words.open : words.decided}`));
    if (card && card.id === claim.id) button.setAttribute("aria-current", "true");
    button.addEventListener("click", () => open(claim.id));
    const item = make("li");
    item.append(button);
    return item;
  }));
  const left = claims.filter((claim) => claim.open).length;
  $("count").textContent = `${claims.length - left}/${claims.length} ${words.decided}`;
  const isOpen = new Map(claims.map((claim) => [claim.id, claim.open]));
  for (const mark of document.querySelectorAll("mark[data-claim]")) {
    const now = card !== null && mark.dataset.claim === card.id;
    mark.classList.toggle("now", now);
    mark.classList.toggle("decided", !isOpen.get(mark.dataset.claim));
    mark.firstElementChild.disabled = !isOpen.get(mark.dataset.claim);
    if (now && getComputedStyle($("article")).position === "sticky") mark.scrollIntoView({ block: "center" });
  }
}

// --- one claim ---

async function open(name) {
  if (card && card.id !== name) edits = {};
  step = null;
  const answer = await ask("card", { id: name, edits });
  if (answer.refused) return refuse(answer.refused);
  if (!answer.id) return;
  card = answer;
  drawCard();
  drawList();
  $("head").focus({ preventScroll: true });
  if (!matchMedia("(min-width: 56rem)").matches) $("card").scrollIntoView();
}

function drawCard() {
  $("card").hidden = false;
  $("asked").hidden = true;
  $("head").textContent = card.head;
  const [before, printed, after] = card.clause;
  $("clause").replaceChildren(before, make("mark", printed), after);
  $("remarks").replaceChildren(...card.remarks.map((text) => make("li", text)));
  $("near").replaceChildren(...card.near.map((near, at) => {
    const button = keyed(String(at + 1), near.title, () => start(card.deed, { indicator: near.id }, true));
    button.disabled = !card.deed;
    button.append(make("small", near.known));
    const item = make("li");
    item.append(button);
    return item;
  }));
  $("none-near").hidden = card.near.length > 0;
  $("deeds").hidden = false;
  const deeds = [];
  if (card.offered) {
    const accept = keyed("y", words.accept, () => start(card.deed, { indicator: card.offered }, true), { className: "first" });
    const title = card.near.find((near) => near.id === card.offered).title;
    accept.append(make("span", `${title} — ${card.becomes}`));
    deeds.push(accept);
  }
  if (card.deed) deeds.push(keyed("n", words.new, () => start(card.deed, { indicator: "+" }, true)));
  if (card.known) deeds.push(keyed("k", words.known, known));
  deeds.push(
    keyed("t", words.target, () => start("target", {}, false)),
    keyed("m", words.measurement, () => start("measurement", {}, false)),
    keyed("a", words.aside, () => start("set_aside", {}, true)),
    keyed("e", words.edit, edit),
    keyed("s", words.next, next),
  );
  $("deeds").replaceChildren(...deeds);
}

async function known() {
  finish(await ask("known", { id: card.id }));
}

function next() {
  const at = card ? claims.findIndex((claim) => claim.id === card.id) : -1;
  const later = [...claims.slice(at + 1), ...claims.slice(0, at + 1)].find((claim) => claim.open);
  if (later) return open(later.id);
  card = null;
  $("card").hidden = true;
  drawList();
  tell(`${$("said").textContent} ${words.done}`.trim());
}

// --- questions ---

function start(deed, answers, quick) {
  step = { id: card.id, edits, deed, answers, quick };
  return go({});
}

let busy = false;
async function go(more) {
  if (busy) return;
  busy = true;
  const answer = await ask("step", { ...step, ...more });
  busy = false;
  if (answer.refused) return refuse(answer.refused);
  if (answer.answers) step.answers = answer.answers;
  tell("");
  if (answer.question) question(answer.question);
  else if (answer.doubts) doubt(answer.doubts);
  else if (answer.written) finish(answer);
}

function refuse(problems) {
  tell(`${words.refused} ${problems.join(" ")}`, true);
}

function finish(answer) {
  if (!answer.written) return answer.refused && refuse(answer.refused);
  claims.find((claim) => claim.id === card.id).open = false;
  edits = {};
  tell(answer.written.length ? words.written + answer.written.join(", ") : "");
  return next();
}

function form(parts, submit, focused) {
  const back = keyed("Esc", words.back, leave);
  const keys = make("div", "", { className: "keys" });
  keys.append(...parts.pop(), back);
  $("asked").replaceChildren(...parts, keys);
  $("asked").onsubmit = (event) => {
    event.preventDefault();
    submit();
  };
  $("asked").hidden = false;
  $("deeds").hidden = true;
  (focused ?? back).focus();
}

function leave() {
  step = null;
  tell("");
  drawCard();
  $("head").focus({ preventScroll: true });
}

function question(asked) {
  const label = make("label", asked.text, { htmlFor: "answer" });
  const field = asked.only ? make("select", "", { id: "answer" }) : make("input", "", { id: "answer", autocomplete: "off" });
  const give = (text) => go({ typed: { key: asked.key, text } });
  const choices = [];
  for (const [value, title] of asked.choices) {
    if (asked.only) field.append(make("option", title, { value }));
    else choices.push(make("button", title === value ? value : `${title} (${value})`, { type: "button", className: "choice", onclick: () => give(value) }));
  }
  field.value = asked.default;
  field.addEventListener("keydown", (event) => {
    if (asked.only && event.key === "Enter") { // a list does not send its form by itself
      event.preventDefault();
      give(field.value);
    }
  });
  const hint = asked.optional ? [make("small", words.leave_out)] : [];
  form([label, ...choices, field, ...hint, [make("button", words.ok, { type: "submit" })]], () => give(field.value), field);
  if (!asked.only) field.select();
}

function doubt(doubts) {
  const list = make("ul");
  list.append(...doubts.map((text) => make("li", text)));
  const write = keyed("y", words.write, () => go({ agreed: doubts }));
  form([make("p", words.look), list, [write]], () => {});  // Enter goes back: it is the button with the focus
}

function edit() {
  const fields = card.fields.flatMap(({ key, title, text }) => {
    const field = make("input", "", { id: `f-${key}`, name: key, value: text, autocomplete: "off" });
    return [make("label", title, { htmlFor: field.id }), field];
  });
  form([...fields, [make("button", words.save, { type: "submit" })]], async () => {
    const before = edits;
    for (const { key, text } of card.fields) {
      const now = $("asked").elements[key].value;
      if (now !== text) edits = { ...edits, [key]: now };
    }
    const answer = await ask("card", { id: card.id, edits });
    if (answer.refused) {
      edits = before;
      return refuse(answer.refused);
    }
    card = answer;
    leave();
  }, fields[1]);
}

// --- keys and the end ---

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || stopped) return;
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape" && !$("asked").hidden) return leave();
  if (typing) return;
  const inside = $("asked").hidden ? $("card") : $("asked");
  const button = inside.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (button && !button.disabled && inside.contains(button)) {
    event.preventDefault();
    button.click();
  }
});

function end(why) {
  stopped = true;
  card = null;
  $("card").hidden = true;
  $("stop").disabled = true;
  for (const button of document.querySelectorAll("main button")) button.disabled = true;
  tell(words[why] ?? "", why === "gone");
}

$("stop").addEventListener("click", async () => {
  await ask("stop");
  end("stopped");
});

ask("state").then((state) => {
  words = state.words;
  claims = state.claims;
  $("document").textContent = state.document;
  drawArticle(state.lines);
  next();
});
