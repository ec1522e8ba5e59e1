
"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const table = document.querySelector(".overview");
  const form = document.querySelector(".controls");
  const map = document.querySelector(".map");

  if (table && form) {
    const box = document.querySelector(".cards");
    const cards = all(".card", box);
    const items = all("tbody tr", table).map((row, at) => ({
      row, at, card: cards[at], words: cards[at].textContent.toLowerCase(),
    }));
    const search = form.querySelector("[type=search]");
    const kinds = all("[type=checkbox]", form);
    const output = form.querySelector("output");

    const narrow = () => {
      const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const off = kinds.filter((kind) => !kind.checked).map((kind) => kind.value);
      let shown = 0;
      for (const { row, card, words } of items) {
        const fits = wanted.every((word) => words.includes(word));
        const hidden = !fits || off.some((kind) => card.classList.contains(kind));
        row.hidden = card.hidden = hidden;
        shown += !hidden;
      }
      output.textContent = shown === items.length ? ""
        : output.dataset.shown.replace("{0}", shown).replace("{1}", items.length);
    };

    const value = (item, column) => {
      const cell = item.row.cells[column];
      return "v" in cell.dataset ? Number(cell.dataset.v) : column ? cell.textContent : item.at;
    };
    const compare = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b, document.documentElement.lang);
    const heads = all("thead th", table);
    const sort = (column) => {
      const head = heads[column];
      const before = head.getAttribute("aria-sort");
      const numbers = "v" in items[0].row.cells[column].dataset;
      const down = before ? before === "ascending" : numbers;
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      items.sort((a, b) => (down ? -1 : 1) * compare(value(a, column), value(b, column)) || a.at - b.at);
      table.tBodies[0].append(...items.map((item) => item.row));
      box.append(...items.map((item) => item.card));
    };
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = table.dataset.hint;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(column));
    });

    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    narrow();
  }

  if (map) {
    const names = all(".columns li").map((item) => item.textContent);
    const readout = document.querySelector(".readout");
    map.addEventListener("pointermove", (event) => {
      const picture = event.target.closest("td svg");
      if (!picture) return;
      const { left, width } = picture.getBoundingClientRect();
      const column = Math.floor((event.clientX - left) / width * names.length);
      readout.textContent = names[Math.max(0, Math.min(names.length - 1, column))];
    });
    map.addEventListener("pointerleave", () => { readout.textContent = ""; });
  }
})();
