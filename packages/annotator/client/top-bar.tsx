import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

const THEME_KEY = 'bebug-theme';
const THEMES = ['system', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function storedTheme(): Theme {
  const stored = localStorage.getItem(THEME_KEY);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

/** Use the theme that was chosen on this device, or the system's. */
export function applyTheme(theme: Theme = storedTheme()): void {
  document.documentElement.dataset['theme'] = theme;
}

/** Top: whose page it is, its buttons, and the theme. */
export function TopBar({ name, children }: { readonly name: string; readonly children?: ComponentChildren }) {
  const [theme, setTheme] = useState(storedTheme());
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
  return (
    <header class="top">
      <span class="brand">bebug</span>
      <span class="who">{name}</span>
      {children}
      <button
        type="button"
        onClick={() => {
          localStorage.setItem(THEME_KEY, next);
          applyTheme(next);
          setTheme(next);
        }}
      >
        Theme: {theme}
      </button>
    </header>
  );
}
