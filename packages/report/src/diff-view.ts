import { applyEdits } from '@bebug/core';
import type { Bug } from '@bebug/core/truth';
import { structuredPatch } from 'diff';
import { html, type Html } from './html.ts';

const CONTEXT = 4;

/** The unified diff from clean to mutated code that one bug makes, with both line numbers. */
export function diffView(mutatedText: string, { id, file, fix }: Pick<Bug, 'id' | 'file' | 'fix'>): Html {
  const clean = applyEdits(mutatedText, fix);
  const { hunks } = structuredPatch(file, file, clean, mutatedText, 'clean', 'mutated', { context: CONTEXT });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Diff of ${file} for bug ${id}">
    <table class="diff">
      <caption class="hidden">
        Diff of ${file}, clean to mutated
      </caption>
      ${hunks.map((hunk) => {
        let oldLine = hunk.oldStart;
        let newLine = hunk.newStart;
        return html`<tbody>
          ${hunk.lines.map((line) => {
            const sign = line[0]!;
            if (sign === '\\') return null;
            const kind = sign === '+' ? 'added' : sign === '-' ? 'removed' : 'same';
            const numbers = [sign === '+' ? '' : oldLine++, sign === '-' ? '' : newLine++];
            return html`<tr class="${kind}">
              <td class="line">${numbers[0]}</td>
              <td class="line">${numbers[1]}</td>
              <td class="sign">${sign}</td>
              <td><code>${line.slice(1)}</code></td>
            </tr>`;
          })}
        </tbody>`;
      })}
    </table>
  </div>`;
}
