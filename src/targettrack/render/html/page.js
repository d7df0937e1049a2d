"use strict";
(() => {
  const words = document.body.dataset;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const FEW = 10; // a table of fewer rows is seen whole and needs no search

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  // What a cell is sorted by: its key, else its number («2/30» is a share), else its text.
  const keyOf = (cell) => {
    const shown = cell.dataset.key ?? cell.textContent.trim();
    const share = /^(-?[\d.]+)\/(\d+)$/.exec(shown);
    if (share) return Number(share[2]) ? share[1] / share[2] : -1;
    if (shown === "·") return 0;
    if (shown === "–") return -Infinity;
    return /^-?[\d.]+%?$/.test(shown) ? parseFloat(shown) : shown;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0) : collator.compare(a, b);

  const sort = (table, column, direction) => {
    const body = table.tBodies[0];
    const keyed = [...body.rows].map((row) => [keyOf(row.cells[column]), row]);
    keyed.sort((a, b) => direction * compare(a[0], b[0]));
    body.append(...keyed.map((pair) => pair[1]));
  };

  // The title stays text beside its button: browsers do not print controls in the repeated head of a long table.
  const makeSortable = (table) => {
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

  const makeFilter = (table) => {
    const rows = [...table.tBodies[0].rows];
    const valueOf = (row, column) => (row.cells[column].querySelector(".pick") ?? row.cells[column]).textContent;
    const search = make("input", { type: "search", autocomplete: "off", "aria-label": words.find, placeholder: words.find });
    const count = make("output", {});
    const controls = make("div", { class: "controls" }, search);
    const picks = [];
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.dataset.pick) return;
      const values = [...new Set(rows.map((row) => valueOf(row, column)))];
      if (column > 1) values.sort(collator.compare);
      const select = make("select", { autocomplete: "off" }, make("option", { value: "" }, words.all));
      select.append(...values.map((value) => make("option", { value }, value)));
      controls.append(make("label", {}, head.dataset.pick, select));
      picks.push([select, column]);
    });
    controls.append(count);
    let texts = null;
    const apply = () => {
      texts ??= rows.map((row) => row.textContent.toLowerCase());
      const wanted = search.value.trim().toLowerCase();
      let shown = 0;
      rows.forEach((row, place) => {
        const fits = texts[place].includes(wanted)
          && picks.every(([select, column]) => !select.value || valueOf(row, column) === select.value);
        row.hidden = !fits;
        shown += fits;
      });
      count.value = `${shown}/${rows.length}`;
    };
    controls.addEventListener("input", apply);
    (table.closest(".wide") ?? table).before(controls);
    return { clear: () => { search.value = ""; picks.forEach(([select]) => { select.value = ""; }); apply(); },
      pick: (value) => { picks[0][0].value = value; search.value = ""; apply(); } };
  };

  // Rows that are laid out as grids would no longer be read out as rows of a table.
  const keepRoles = (table) => {
    table.setAttribute("role", "table");
    for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
    for (const row of table.rows) {
      row.setAttribute("role", "row");
      for (const cell of row.cells) {
        cell.setAttribute("role", cell.tagName === "TD" ? "cell" : cell.scope === "col" ? "columnheader" : "rowheader");
      }
    }
  };

  let all = null;
  for (const table of document.querySelectorAll("table")) {
    if (table.classList.contains("fixed")) continue;
    if (table.classList.contains("many")) keepRoles(table);
    makeSortable(table);
    if (table.id === "_targets") all = makeFilter(table);
    else if (table.tBodies[0].rows.length >= FEW) makeFilter(table);
  }

  for (const link of document.querySelectorAll("a[data-light]")) {
    link.addEventListener("click", () => all?.pick(link.dataset.light));
  }
  // A link to a target finds its row also where a filter hides it.
  addEventListener("hashchange", () => {
    const row = document.querySelector("tr:target");
    if (row?.hidden) { all.clear(); row.scrollIntoView(); }
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
})();
