/** Colours of every page, in pairs for light and dark: from the system, or as `data-theme` of the root says. */
export const PALETTE_STYLE = `:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f6f7f9, #1c2027);
  --line: light-dark(#dde1e7, #333a45);
  --text: light-dark(#1b2330, #e6e9ee);
  --dim: light-dark(#5a6474, #a3adbb);
  --link: light-dark(#1d56b0, #8db8ff);
  --good: light-dark(#17683f, #7fd6a4);
  --bad: light-dark(#a3323a, #ff9c9c);
  --warn: light-dark(#8a5300, #f0c274);
  --warn-ground: light-dark(#fff7e6, #2b2417);
  --added: light-dark(#e3f5ea, #16301f);
  --removed: light-dark(#fdeaea, #3a1d20);
  --chance: light-dark(#b0580a, #ffb454);
  --hue-0: light-dark(#2f66c4, #7aa7f7);
  --hue-1: light-dark(#0f7d72, #4fc3b5);
  --hue-2: light-dark(#8a4bb8, #c795ee);
  --hue-3: light-dark(#a85a12, #e9a860);
  --hue-4: light-dark(#a83a6c, #ec8db6);
  --hue-5: light-dark(#55616f, #a9b4c2);
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
:root[data-theme='light'] { color-scheme: light; }
:root[data-theme='dark'] { color-scheme: dark; }
`;
