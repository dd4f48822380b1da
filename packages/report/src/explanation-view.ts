import type { Bug } from '@bebug/core/truth';
import { html, type Html } from './html.ts';

/** What is wrong, in the words of the truth. */
export function explanationView({ explanation }: Pick<Bug, 'explanation'>): Html {
  const { mechanism, trigger, consequence, fix } = explanation;
  return html`<dl class="explanation">
    <dt>What is wrong</dt>
    <dd>${mechanism}</dd>
    <dt>When it shows</dt>
    <dd>${trigger}</dd>
    <dt>What follows</dt>
    <dd>${consequence}</dd>
    <dt>Right would be</dt>
    <dd>${fix}</dd>
  </dl>`;
}
