"use strict";
// Search and filters of the list of targets.  Without this script the page shows everything.
(() => {
  const data = window.hntrack;
  const form = document.getElementById("filters");
  const table = document.getElementById("rows");
  const template = document.getElementById("row");
  if (!data || !form || !table || !template) return;

  const SHOWN = 200;
  const status = document.getElementById("status");
  const paged = [document.getElementById("pages"), document.getElementById("page-of")];
  const whole = [...table.tBodies];
  const field = {};
  for (const name of ["year", "area", "goal", "verdict", "missing"]) field[name] = document.getElementById("f-" + name);
  const query = document.getElementById("q");

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

  const option = (parent, value, text) => {
    const one = document.createElement("option");
    one.value = value;
    one.textContent = text;
    parent.append(one);
  };
  for (const [name, titles] of [["year", data.years], ["area", data.areas], ["goal", data.goals], ["missing", data.missing]]) {
    for (const [value, title] of Object.entries(titles)) option(field[name], value, title);
  }
  const COLUMN = { outcome: 12, standing: 8, pace: 9 };
  for (const [kind, column] of Object.entries(COLUMN)) {
    const group = document.createElement("optgroup");
    group.label = data.words[kind];
    for (const [code, badge] of Object.entries(data[kind])) {
      if (data.rows.some((row) => row[column] === code)) option(group, kind + ":" + code, badge[0]);
    }
    field.verdict.append(group);
  }

  const matches = (row, words) => {
    const [kind, code] = field.verdict.value.split(":");
    return (!field.year.value || row[4] === field.year.value)
      && (!field.area.value || row[3] === field.area.value)
      && (!field.goal.value || (row[2] === field.goal.value && row[8]))
      && (!kind || row[COLUMN[kind]] === code)
      && (!field.missing.value || row[13].includes(field.missing.value))
      && words.every((word) => begins(row[11], word));
  };

  // A word is found where a word begins: nonsense that only stands inside of words finds nothing.
  const begins = (text, word) => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]) || !/[\p{L}\p{N}]/u.test(word[0])) return true;
    }
    return false;
  };

  // What has the words in its title exactly as typed comes first, marks included; then titles without marks; then the rest.
  const rank = (row, typed, words) => {
    const title = row[0].toLowerCase().normalize("NFC");
    if (typed.every((word) => begins(title, word))) return 0;
    return words.every((word) => begins(fold(title), word)) ? 1 : 2;
  };

  const badge = (cell, entry) => {
    if (!entry) return cell.replaceChildren();
    const [outer, mark, label] = cell.querySelectorAll("span");
    outer.classList.add(entry[1]);
    mark.textContent = entry[2];
    label.textContent = entry[0];
  };

  const bar = (svg, drawn) => {
    if (!drawn.length) return svg.remove();
    const [value, from, to, due, bound] = drawn;
    const path = (name) => svg.querySelector("." + name);
    path("bv").setAttribute("d", "M0 6h" + value);
    path("bz").setAttribute("d", "M" + from + " 6H" + to);
    due ? path("bd").setAttribute("d", "M" + due + " 0v12") : path("bd").remove();
    bound ? path("bb").setAttribute("d", "M" + bound + " 0v12") : path("bb").remove();
  };

  const heading = (text) => {
    const tr = document.createElement("tr");
    const th = document.createElement("th");
    tr.className = "group";
    th.colSpan = 5;
    th.scope = "rowgroup";
    th.textContent = text;
    tr.append(th);
    return tr;
  };

  // Rows by goal, as the pages have them; what was searched for stands in the order of how well it fits.
  const bodies = (rows, grouped) => {
    const made = [];
    let last;
    for (const row of rows) {
      const goal = row[8] ? data.goals[row[2]] : data.words.others;
      if (!made.length || (grouped && goal !== last)) {
        made.push(document.createElement("tbody"));
        if (grouped) made.at(-1).append(heading(goal));
      }
      last = goal;
      made.at(-1).append(line(row));
    }
    return made;
  };

  const line = (row) => {
    const tr = template.content.firstElementChild.cloneNode(true);
    const [name, target, latest, standing, pace] = tr.cells;
    name.firstElementChild.textContent = row[0];
    name.firstElementChild.setAttribute("href", row[1]);
    name.lastElementChild.textContent = data.areas[row[3]];
    target.firstElementChild.textContent = row[5];
    target.lastElementChild.textContent = row[6];
    latest.firstElementChild.textContent = row[7];
    bar(latest.lastElementChild, row[10]);
    badge(standing, data.standing[row[8]]);
    badge(pace, data.pace[row[9]]);
    return tr;
  };

  const say = (key, facts) => data.words[key].replace(/\{(\w+)\}/g, (all, name) => facts[name] ?? all);

  let printing = false;

  const show = () => {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    const filtered = printing || words.length || Object.values(field).some((one) => one.value);
    [...table.tBodies].forEach((body) => body.remove());
    for (const one of paged) if (one) one.hidden = Boolean(filtered);
    if (!filtered) {
      table.append(...whole);
      status.textContent = "";
      return;
    }
    const typed = query.value.toLowerCase().normalize("NFC").split(/\s+/).filter(Boolean);
    const found = data.rows.filter((row) => matches(row, words));
    if (words.length) {
      const place = new Map(found.map((row, at) => [row, rank(row, typed, words) * found.length + at]));
      found.sort((one, other) => place.get(one) - place.get(other));
    }
    table.append(...bodies(printing ? found : found.slice(0, SHOWN), !words.length));
    const said = [found.length ? say("found", { n: found.length, all: data.rows.length }) : say("nothing_found", {})];
    if (found.length > SHOWN) said.push(say("more_found", { shown: SHOWN }));
    status.textContent = said.join(" ");
  };

  // The filter stands in the address, behind "#": it can be sent and kept, and works from a folder, too.
  const KEYS = { year: "year", area: "area", goal: "goal", missing: "missing" };
  const told = () => {
    const parts = new URLSearchParams();
    if (query.value.trim()) parts.set("q", query.value.trim());
    for (const [key, name] of Object.entries(KEYS)) if (field[name].value) parts.set(key, field[name].value);
    const [kind, code] = field.verdict.value.split(":");
    if (code) parts.set(kind === "outcome" ? "is" : kind, code);
    return parts.toString();
  };
  const tell = () => {
    const said = told();
    if (said !== location.hash.slice(1)) history.replaceState(null, "", said ? "#" + said : location.pathname + location.search);
  };
  const choose = (select, value) => {
    select.value = [...select.options].some((one) => one.value === value) ? value : "";
  };
  const listen = () => {
    if (!location.hash.includes("=")) return show();
    const asked = new URLSearchParams(location.hash.slice(1));
    query.value = asked.get("q") ?? "";
    for (const [key, name] of Object.entries(KEYS)) choose(field[name], asked.get(key) ?? "");
    const kind = ["is", "standing", "pace"].find((one) => asked.has(one));
    choose(field.verdict, kind ? (kind === "is" ? "outcome" : kind) + ":" + asked.get(kind) : "");
    show();
    document.getElementById("all").scrollIntoView();
  };

  const changed = () => {
    show();
    tell();
  };
  form.addEventListener("input", changed);
  document.getElementById("reset").addEventListener("click", () => {
    query.value = "";
    for (const one of Object.values(field)) one.value = "";
    changed();
    query.focus();
  });
  window.addEventListener("hashchange", listen);
  // Paper has no next page to click: everything is printed.
  window.addEventListener("beforeprint", () => {
    printing = true;
    if (paged[0]) show();
  });
  window.addEventListener("afterprint", () => {
    printing = false;
    show();
  });
  form.hidden = false;
  listen();
})();
