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
  const pages = document.getElementById("pages");
  const whole = [...table.tBodies];
  const field = {};
  for (const name of ["year", "area", "goal", "verdict"]) field[name] = document.getElementById("f-" + name);
  const query = document.getElementById("q");

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

  const option = (parent, value, text) => {
    const one = document.createElement("option");
    one.value = value;
    one.textContent = text;
    parent.append(one);
  };
  for (const [name, titles] of [["year", data.years], ["area", data.areas], ["goal", data.goals]]) {
    for (const [value, title] of Object.entries(titles)) option(field[name], value, title);
  }
  for (const [kind, column] of [["standing", 8], ["pace", 9]]) {
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
      && (!kind || row[kind === "standing" ? 8 : 9] === code)
      && words.every((word) => row[11].includes(word));
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

  const show = () => {
    const words = fold(query.value).split(/\s+/).filter(Boolean);
    const filtered = words.length || Object.values(field).some((one) => one.value);
    [...table.tBodies].forEach((body) => body.remove());
    if (pages) pages.hidden = Boolean(filtered);
    if (!filtered) {
      table.append(...whole);
      status.textContent = "";
      return;
    }
    const found = data.rows.filter((row) => matches(row, words));
    const body = document.createElement("tbody");
    body.append(...found.slice(0, SHOWN).map(line));
    table.append(body);
    const said = [found.length ? say("found", { n: found.length, all: data.rows.length }) : say("nothing_found", {})];
    if (found.length > SHOWN) said.push(say("more_found", { shown: SHOWN }));
    status.textContent = said.join(" ");
  };

  form.addEventListener("input", show);
  document.getElementById("reset").addEventListener("click", () => {
    query.value = "";
    for (const one of Object.values(field)) one.value = "";
    show();
    query.focus();
  });
  form.hidden = false;
  show();
})();
