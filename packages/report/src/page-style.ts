import { PALETTE_STYLE } from '@bebug/core';

/** The page's style sheet. Text keeps at least 4.5 : 1 on its ground (WCAG 2.2 AA). */
export const PAGE_STYLE = `
${PALETTE_STYLE}* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code { font-family: var(--mono); font-size: 0.875em; overflow-wrap: anywhere; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 0.5rem; z-index: 3; background: var(--ground); padding: 0.25rem 0.75rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.top { position: sticky; top: 0; z-index: 2; background: var(--ground); border-bottom: 1px solid var(--line); }
.top-line, main, body > footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
.top-line { display: flex; align-items: center; gap: 1.5rem; min-height: 3.25rem; }
.brand { margin: 0; font-size: 1rem; font-weight: 700; letter-spacing: 0.01em; }
nav { flex: 1; overflow-x: auto; scrollbar-width: none; }
nav ul { display: flex; gap: 1.1rem; list-style: none; margin: 0; padding: 0.4rem 0; white-space: nowrap; }
nav a { color: var(--dim); text-decoration: none; font-size: 0.9rem; }
nav a:hover { color: var(--text); text-decoration: underline; }
button, select, input {
  font: inherit; font-size: 0.875rem; color: inherit; background: var(--raised);
  border: 1px solid var(--line); border-radius: 6px; padding: 0.3rem 0.65rem;
}
button { cursor: pointer; white-space: nowrap; }
main > section { padding: 2.25rem 0 0.5rem; }
main > section + section { border-top: 1px solid var(--line); margin-top: 2rem; }
h2 { font-size: 1.45rem; line-height: 1.25; margin: 0 0 0.75rem; letter-spacing: -0.01em; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 0.5rem; }
h4 { font-size: 0.95rem; margin: 1.25rem 0 0.4rem; }
p { margin: 0 0 0.9rem; max-width: 48rem; }
.lead { font-size: 1.06rem; }
.small, .sub, .dim { color: var(--dim); }
.small, .sub { font-size: 0.85rem; }
.sub { display: block; }
.callout { padding: 0.65rem 0.9rem; border-left: 3px solid var(--good); background: var(--raised); max-width: none; border-radius: 0 6px 6px 0; }
.callout.warn { border-color: var(--warn); background: var(--warn-ground); }
.callout ul { margin: 0; padding-left: 1.1rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; margin: 1.25rem 0 1.5rem; }
.card { border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem 0.7rem; background: var(--raised); }
.card h3 { margin: 0 0 0.35rem; overflow-wrap: anywhere; }
.big { font-size: 2.1rem; font-weight: 650; line-height: 1.2; margin: 0 0 0.3rem; font-variant-numeric: tabular-nums; }
.unit { font-size: 0.95rem; font-weight: 400; color: var(--dim); }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 0.15rem 1.4rem; margin: 0.7rem 0 0; font-size: 0.9rem; }
.facts div { display: flex; justify-content: space-between; gap: 0.5rem; border-top: 1px solid var(--line); padding: 0.25rem 0; }
.facts dt { color: var(--dim); }
.facts dd { margin: 0; font-variant-numeric: tabular-nums; white-space: nowrap; }
.swatch { display: inline-block; width: 0.7rem; height: 0.7rem; border-radius: 2px; margin-right: 0.45rem; background: var(--hue); }
.hue-0 { --hue: var(--hue-0); } .hue-1 { --hue: var(--hue-1); } .hue-2 { --hue: var(--hue-2); }
.hue-3 { --hue: var(--hue-3); } .hue-4 { --hue: var(--hue-4); } .hue-5 { --hue: var(--hue-5); }
svg { display: block; }
.range-bar { width: 100%; max-width: 22rem; }
.track { fill: var(--line); }
.bar { fill: var(--hue, var(--hue-0)); }
.whisker { stroke: var(--text); stroke-width: 1.5; fill: none; }
.halo { stroke: var(--ground); stroke-width: 5; fill: none; }
.chance { stroke: var(--chance); stroke-width: 2.5; stroke-dasharray: 4 2; fill: none; }
figure { margin: 1rem 0 1.25rem; }
.chart { width: 100%; max-width: 60rem; font-size: 12px; }
.chart text { fill: var(--dim); font-variant-numeric: tabular-nums; }
.chart .group, .chart .value { fill: var(--text); font-weight: 600; }
.chart .group { font-size: 13px; }
figure h3 { margin-top: 0; }
.chart .lane { fill: var(--text); font-size: 11px; }
.curve { stroke: var(--hue); stroke-width: 2; fill: none; }
.hue-1 .curve { stroke-dasharray: 7 3; } .hue-2 .curve { stroke-dasharray: 2 3; } .hue-3 .curve { stroke-dasharray: 9 3 2 3; }
.hue-4 .curve { stroke-dasharray: 4 4; } .hue-5 .curve { stroke-dasharray: 12 4; }
.dot { fill: var(--hue, var(--text)); stroke: var(--ground); stroke-width: 1; }
.span { stroke: var(--hue, var(--text)); stroke-width: 3; stroke-linecap: round; }
.tied .span, .tied .dot { opacity: 0.55; }
.zero { stroke: var(--dim); stroke-width: 1.5; }
.spread { stroke: var(--hue); stroke-width: 1.5; opacity: 0.6; }
.bug-dot { fill: var(--dim); }
.odd .bug-dot { fill: var(--bad); }
.chart .pile { fill: var(--ground); font-size: 10px; font-weight: 600; }
.links { margin: 0 0 0.75rem; padding-left: 1.1rem; font-size: 0.92rem; }
.grid { stroke: var(--line); stroke-width: 1; }
figcaption { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; font-size: 0.9rem; margin-top: 0.5rem; }
.key { display: inline-flex; align-items: center; }
.key svg { width: 16px; height: 12px; margin-right: 0.45rem; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
.tall { max-height: 34rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--dim); font-size: 0.85rem; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.9rem 0.45rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--dim); font-weight: 600; font-size: 0.82rem; vertical-align: bottom; }
tbody th { font-weight: 550; }
.figures { width: 100%; }
.figures tbody th { overflow-wrap: anywhere; min-width: 8rem; }
.whole { white-space: nowrap; }
.range { color: var(--dim); white-space: nowrap; font-size: 0.85em; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 0.5rem 2.5rem; }
.columns > * { min-width: 0; }
.heat td, .heat th { padding: 0.4rem 0.9rem; border: 2px solid var(--ground); }
.heat tbody th { padding-left: 0; }
.few { font-style: italic; }
.heat-0 { background: light-dark(#fbf1ee, #2b2220); } .heat-1 { background: light-dark(#f0f2f7, #20262f); }
.heat-2 { background: light-dark(#dde7f6, #1f2f47); } .heat-3 { background: light-dark(#c3d7f2, #22406b); }
.heat-4 { background: light-dark(#a5c4ee, #26528f); } .heat-5 { background: light-dark(#86b0e9, #2b63b0); }
[class^='heat-'] .range { color: inherit; }
.heat-none { color: var(--dim); }
.scale { display: flex; align-items: center; gap: 2px; font-size: 0.85rem; color: var(--dim); }
.scale span { width: 1.8rem; height: 0.8rem; }
.funnel { width: 100%; }
.funnel td:nth-child(2) { text-align: right; width: 6rem; }
.funnel td:last-child { width: 55%; padding-right: 0; }
.funnel th[scope='col']:nth-child(2) { text-align: right; }
.funnel svg { width: 100%; height: 0.9rem; margin-top: 0.25rem; }
details { margin: 0.5rem 0 1rem; }
summary { cursor: pointer; color: var(--link); margin-bottom: 0.5rem; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin-bottom: 0.9rem; font-size: 0.85rem; color: var(--dim); }
.filters[hidden] { display: none; }
.filters label { display: grid; gap: 0.2rem; }
.filters select, .filters input { color: var(--text); min-height: 2.1rem; }
.filters output { margin-left: auto; padding-bottom: 0.4rem; }
.bugs { width: 100%; }
.bugs thead th { position: sticky; top: 0; background: var(--raised); z-index: 1; }
.bugs th, .bugs td { padding: 0.42rem 0.75rem; }
.bugs thead button { all: unset; cursor: pointer; }
.bugs thead button:focus-visible { outline: 3px solid var(--link); }
.bugs thead th[aria-sort='ascending'] button::after { content: ' ↑'; }
.bugs thead th[aria-sort='descending'] button::after { content: ' ↓'; }
.bugs tbody tr:hover { background: var(--raised); }
.place { font-family: var(--mono); font-size: 0.78rem; white-space: nowrap; max-width: 20rem; overflow: hidden; text-overflow: ellipsis; }
.tier, .tag { display: inline-block; border: 1px solid var(--line); border-radius: 4px; padding: 0 0.45rem; font-size: 0.82rem; white-space: nowrap; }
.tier { border-left-width: 4px; }
.tier-easy { border-left-color: var(--hue-1); } .tier-moderate { border-left-color: var(--hue-0); }
.tier-hard { border-left-color: var(--hue-3); } .tier-expert { border-left-color: var(--hue-4); }
.outcome { font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
.outcome-found { color: var(--good); } .outcome-found::before { content: '✓ '; }
.outcome-missed { color: var(--bad); } .outcome-missed::before { content: '✗ '; }
.outcome-skipped { color: var(--dim); } .outcome-skipped::before { content: '– '; }
.bug-view { display: none; scroll-margin-top: 7rem; }
.bug-view:target { display: block; }
.bug-view:focus { outline: none; }
.bug-view:target ~ .placeholder { display: none; }
.placeholder { color: var(--dim); }
.bug-view h3 { font-size: 1.2rem; margin: 0.4rem 0; }
.steps { display: flex; gap: 1.25rem; font-size: 0.9rem; margin: 0; }
.tags { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; max-width: none; }
.diff { font-family: var(--mono); font-size: 0.82rem; width: 100%; border: 1px solid var(--line); }
.diff td { border: 0; padding: 0 0.6rem; line-height: 1.6; }
.diff code { white-space: pre; font-size: inherit; overflow-wrap: normal; }
.diff .line { width: 1%; text-align: right; color: var(--dim); user-select: none; }
.diff .sign { width: 1%; user-select: none; }
.diff td:last-child { width: 100%; }
.added { background: var(--added); } .removed { background: var(--removed); }
.explanation { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.3rem 1.1rem; margin: 0 0 0.75rem; font-size: 0.92rem; }
.explanation dt { color: var(--dim); }
.explanation dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.explanation dd code { white-space: pre-wrap; }
.said p { max-width: none; margin: 0.3rem 0; }
blockquote { margin: 0.2rem 0 0.9rem; padding: 0.5rem 0.9rem; border-left: 3px solid var(--hue); background: var(--raised); }
blockquote p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
blockquote footer { color: var(--dim); font-size: 0.85rem; }
body > footer { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; padding-bottom: 2rem; color: var(--dim); font-size: 0.85rem; }
body > footer p { max-width: none; }
@media (max-width: 40rem) {
  .wide .chart { min-width: 36rem; }
  .facts, .explanation { grid-template-columns: 1fr; }
  .explanation dd { margin-bottom: 0.4rem; }
}
@media print { .top, .filters, .steps { display: none; } .tall { max-height: none; } }
`;
