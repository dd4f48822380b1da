/**
 * What the page does beyond its links: theme, filters, sorting, kept in the address (`?tier=hard&sort=-1#b-…`) so that a view can be
 * sent on. Plain JavaScript over `data-` attributes; it reads text and never writes markup. Without it everything is still there to read.
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
  const heads = [...table.tHead.rows[0].cells];
  const filters = document.getElementById('filters');
  const controls = [...filters.querySelectorAll('[data-filter]')];
  const shown = document.getElementById('shown');
  filters.hidden = false;

  const remember = (name, value) => {
    const query = new URLSearchParams(location.search);
    if (value === '') query.delete(name);
    else query.set(name, value);
    const text = query.toString();
    history.replaceState(null, '', location.pathname + (text && '?' + text) + location.hash);
  };

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
  for (const control of controls) {
    control.addEventListener('input', () => {
      filter();
      remember(control.dataset.filter, control.value);
    });
  }

  const orderOf = (row, column) => row.cells[column].dataset.order ?? row.cells[column].textContent.trim();
  const sort = (column, falling) => {
    for (const head of heads) head.setAttribute('aria-sort', 'none');
    heads[column].setAttribute('aria-sort', falling ? 'descending' : 'ascending');
    const sorted = rows
      .map((row, index) => ({ row, index, key: orderOf(row, column) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index));
    if (falling) sorted.reverse();
    body.append(...sorted.map(({ row }) => row));
  };
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const falling = head.getAttribute('aria-sort') === 'ascending';
      sort(column, falling);
      remember('sort', (falling ? '-' : '') + column);
    });
  });

  const restore = () => {
    const query = new URLSearchParams(location.search);
    for (const control of controls) {
      control.value = query.get(control.dataset.filter) ?? '';
      // An address may name a choice that this page has not.
      if (control.selectedIndex === -1) control.value = '';
    }
    filter();
    const order = /^(-?)(\\d+)$/.exec(query.get('sort') ?? '');
    if (order && Number(order[2]) < heads.length) sort(Number(order[2]), order[1] === '-');
  };
  restore();

  const focusTarget = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.classList.contains('bug-view')) target.focus({ preventScroll: true });
  };
  addEventListener('hashchange', focusTarget);
})();
`;
