/**
 * What the page does beyond its links: theme, filters, sorting. Plain JavaScript over `data-` attributes; it reads text and
 * never writes markup. Without it everything is still there to read.
 */
export const PAGE_SCRIPT = `'use strict';
(() => {
  const root = document.documentElement;
  const theme = document.getElementById('theme');
  const themes = ['system', 'light', 'dark'];
  let current = 0;
  theme.hidden = false;
  theme.addEventListener('click', () => {
    current = (current + 1) % themes.length;
    root.dataset.theme = themes[current];
    theme.textContent = 'Theme: ' + themes[current];
  });

  const table = document.getElementById('bug-table');
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const filters = document.getElementById('filters');
  const controls = [...filters.querySelectorAll('[data-filter]')];
  const shown = document.getElementById('shown');
  filters.hidden = false;
  const tests = {
    tier: (row, value) => row.dataset.tier === value,
    family: (row, value) => row.dataset.family === value,
    text: (row, value) => row.textContent.toLowerCase().includes(value.toLowerCase()),
    found: (row, value) => {
      const codes = [...row.dataset.found];
      if (value === 'everyone') return codes.every((code) => code === 'y');
      if (value === 'someone') return codes.includes('y');
      if (value === 'nobody') return !codes.includes('y');
      const code = codes[Number(value.slice(1))];
      return value[0] === '+' ? code === 'y' : code === 'n';
    },
  };
  const filter = () => {
    let count = 0;
    for (const row of rows) {
      row.hidden = !controls.every(({ dataset, value }) => value === '' || tests[dataset.filter](row, value));
      if (!row.hidden) count++;
    }
    shown.textContent = count + ' of ' + rows.length;
  };
  for (const control of controls) control.addEventListener('input', filter);

  const orderOf = (row, column) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
  [...table.tHead.rows[0].cells].forEach((head, column, heads) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const falling = head.getAttribute('aria-sort') === 'ascending';
      for (const other of heads) other.setAttribute('aria-sort', 'none');
      head.setAttribute('aria-sort', falling ? 'descending' : 'ascending');
      const sorted = rows
        .map((row, index) => ({ row, index, key: orderOf(row, column) }))
        .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
      if (falling) sorted.reverse();
      body.append(...sorted.map(({ row }) => row));
    });
  });

  const focusTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains('bug-view')) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', focusTarget);
})();
`;
