import { TIERS } from '@bebug/core';
import type { BugResult } from '@bebug/scorer';
import { html, type Html } from '../html.ts';
import type { ReportData } from '../report-data.ts';

/** All bugs, to be filtered and sorted; each leads to its own view. */
export function bugList({ entrants, bugs: truth }: ReportData): Html {
  const bugs = entrants[0]!.card.bugs;
  const tiers = TIERS.filter((tier) => bugs.some((bug) => bug.tier === tier));
  const families = [...new Set(entrants[0]!.level.families.map(({ name }) => name))];
  return html`<div class="filters" id="filters" hidden>
      <label
        >Tier
        <select data-filter="tier">
          <option value="">all</option>
          ${tiers.map((tier) => html`<option>${tier}</option>`)}
        </select></label
      >
      <label
        >Family
        <select data-filter="family">
          <option value="">all</option>
          ${families.map((family) => html`<option>${family}</option>`)}
        </select></label
      >
      <label
        >Found
        <select data-filter="found">
          <option value="">all</option>
          <option value="everyone">by everyone</option>
          <option value="someone">by someone</option>
          <option value="nobody">by nobody</option>
          ${entrants.flatMap(({ name }, index) => [html`<option value="+${index}">by ${name}</option>`, html`<option value="-${index}">not by ${name}</option>`])}
        </select>
      </label>
      <label>Search <input type="search" data-filter="text" placeholder="title, file, operator" /></label>
      <output id="shown" aria-live="polite">${bugs.length} of ${bugs.length}</output>
    </div>
    <div class="scroll tall" tabindex="0" role="region" aria-label="List of bugs">
      <table class="bugs" id="bug-table">
        <caption class="hidden">
          Bugs and who found them
        </caption>
        <thead>
          <tr>
            ${['Bug', 'Tier', 'Family', 'Operator', 'Place'].map((name) => html`<th scope="col" aria-sort="none">${name}</th>`)}
            ${entrants.map(({ name }) => html`<th scope="col" aria-sort="none">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${bugs.map((bug) => {
            const line = truth.get(bug.bug)?.mutated.startLine;
            const place = line === undefined ? bug.file : `${bug.file}:${line}`;
            const outcomes = entrants.map(({ results }) => outcomeOf(results.get(bug.bug)));
            return html`<tr
              data-tier="${bug.tier}"
              data-family="${bug.family}"
              data-found="${outcomes.map(({ code }) => code).join('')}"
            >
              <th scope="row"><a href="#${bug.bug}">${bug.title}</a></th>
              <td data-order="${TIERS.indexOf(bug.tier)}">
                <span class="tier tier-${bug.tier}">${bug.tier}</span>
              </td>
              <td>${bug.family}</td>
              <td>${bug.operator}</td>
              <td class="place" title="${place}">${place}</td>
              ${outcomes.map(({ word, code, title }) => html`<td data-order="${code}" title="${title}"><span class="outcome outcome-${word}">${word}</span></td>`)}
            </tr>`;
          })}
        </tbody>
      </table>
    </div>`;
}

/** `y` found, `n` missed, `x` not attempted. */
export function outcomeOf(result: BugResult | undefined): {
  word: 'found' | 'missed' | 'skipped';
  code: 'y' | 'n' | 'x';
  title: string;
} {
  if (!result || !result.attempted)
    return { word: 'skipped', code: 'x', title: result?.text ?? 'Not attempted.' };
  return result.found
    ? { word: 'found', code: 'y', title: result.text }
    : { word: 'missed', code: 'n', title: result.text };
}
