"use strict";
(() => {
  const words = document.body.dataset;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const FEW = 10; // a table of fewer rows is seen whole, and is neither searched nor sorted
  const places = new Map(); // of rows, as the page lists them

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // What a cell is sorted by: its key, else its number («2/30» is a share, beside «53.3%» may stand more), else its text.
  const keyOf = (cell) => {
    const shown = cell.dataset.key ?? cell.textContent.trim();
    const share = /^(-?[\d.]+)\/(\d+)$/.exec(shown);
    if (share) return Number(share[2]) ? share[1] / share[2] : -1;
    if (shown === "·") return 0;
    if (shown === "–") return -Infinity;
    return /^-?[\d.]+(%.*)?$/.test(shown) ? parseFloat(shown) : shown;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0) : collator.compare(a, b);

  const sort = (table, column, direction) => {
    const body = table.tBodies[0];
    // States have the order in which the page lists them.
    const byPlace = column === 1 && table.classList.contains("targets");
    const keyed = [...body.rows].map((row) => [byPlace ? places.get(row) : keyOf(row.cells[column]), row]);
    keyed.sort((a, b) => direction * compare(a[0], b[0]));
    body.append(...keyed.map((pair) => pair[1]));
  };

  // The title stays text beside its button: browsers do not print controls in the repeated head of a long table.
  const makeSortable = (table) => {
    [...table.tBodies[0].rows].forEach((row, place) => places.set(row, place));
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const title = head.firstChild.textContent;
      head.firstChild.after(make("button", { type: "button", "aria-label": `${words.sort}: ${title}` }));
      head.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, down ? -1 : 1);
      });
      head.classList.add("sortable");
    });
  };

  // One search for rows of one table, or of all tables of targets. What a section has not, is hidden with its heading.
  const makeFilter = (tables, place, label, picks) => {
    const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
    const search = make("input", { type: "search", autocomplete: "off", "aria-label": label, placeholder: label });
    const count = make("output", {});
    const controls = make("div", { class: "controls" }, search);
    const selects = picks.map(([name, valueOf, options]) => {
      const select = make("select", { autocomplete: "off" }, make("option", { value: "" }, words.all));
      select.append(...options(rows).map(([value, shown]) => make("option", { value }, shown)));
      controls.append(make("label", {}, name, select));
      return [select, valueOf];
    });
    controls.append(count);
    let texts = null;
    let unfolded = [];
    const apply = () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const wanted = search.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = texts[place].includes(wanted) && selects.every(([select, valueOf]) => !select.value || valueOf(row) === select.value);
        row.hidden = !fits;
        shown += fits;
      });
      count.value = `${shown}/${rows.length}`;
      const all = shown === rows.length;
      if (all) unfolded.forEach((details) => { details.open = false; });
      unfolded = all ? [] : unfolded;
      for (const table of tables) {
        const details = table.closest("details");
        if (all || !details || details.open || ![...table.tBodies[0].rows].some((row) => !row.hidden)) continue;
        details.open = true;
        unfolded.push(details);
      }
    };
    controls.addEventListener("input", apply);
    place.before(controls);
    const find = (text, light) => {
      search.value = text;
      selects.forEach(([select]) => { select.value = ""; });
      if (light) selects[0][0].value = light;
      apply();
    };
    return { find };
  };

  // Rows that are laid out as grids would no longer be read out as rows of a table.
  const keepRoles = (table) => {
    table.setAttribute("role", "table");
    for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) {
        cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.closest("thead") ? "columnheader" : "rowheader");
      }
    }
  };

  const tables = [...document.querySelectorAll("table:not(.fixed)")];
  const targets = tables.filter((table) => table.classList.contains("targets"));
  for (const table of tables) {
    if (table.classList.contains("many")) keepRoles(table);
    if (table.tBodies[0].rows.length < FEW) continue;
    makeSortable(table);
    if (!targets.includes(table)) makeFilter([table], table.closest(".wide") ?? table, words.find, []);
  }

  // All targets are searched at once, wherever they stand; the tiles name their lights.
  let all = null;
  if (targets.length) {
    const heads = targets[0].tHead.rows[0].cells;
    const lights = [...document.querySelectorAll(".tile a[data-light]")].map((tile) => [tile.dataset.light, tile.querySelector("span").textContent]);
    const unitOf = (row) => row.cells[2].textContent;
    const units = (rows) => [...new Set(rows.map(unitOf))].sort(collator.compare).map((unit) => [unit, unit]);
    all = makeFilter(targets, document.getElementById("_targets"), words.target, [
      [words.light, (row) => row.className, () => lights.filter(([light]) => light)],
      [heads[2].firstChild.textContent, unitOf, units],
    ]);
  }
  for (const link of document.querySelectorAll("a[data-light], a[data-find]")) {
    link.addEventListener("click", () => all?.find(link.dataset.find ?? "", link.dataset.light));
  }
  document.addEventListener("click", (event) => {
    const head = event.target.closest(".targets tbody th");
    if (head) location.hash = head.parentElement.id;
  });

  // A link finds what it names also where that is folded, or hidden by a search.
  const reveal = () => {
    const found = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!found) return;
    if (found.hidden) all.find("");
    const details = found.closest("details");
    if (details && !details.open) details.open = true;
    found.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open], .annex)")];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
