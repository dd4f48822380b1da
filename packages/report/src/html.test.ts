import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeHtml, html } from './html.ts';

describe('html', () => {
  test('escapes what is put in, and nests without escaping twice', () => {
    const inner = html`<b title="${'"&\''}">${'<script>'}</b>`;
    expect(html`<p>${[inner, null, false, undefined, 7]}</p>`.markup).toBe(
      '<p><b title="&quot;&amp;&#39;">&lt;script&gt;</b>7</p>',
    );
  });

  test.for([
    ['\u202e', '⟨U+202E⟩'],
    ['\u200b', '⟨U+200B⟩'],
    ['\u0000', '⟨U+0000⟩'],
    ['\u001b[31m', '⟨U+001B⟩[31m'],
    ['\ud800', '⟨U+D800⟩'],
    ['a\tb\nc', 'a\tb\nc'],
    ['naïve 👍', 'naïve 👍'],
  ])('shows %j as %j', ([text, shown]) => {
    expect(escapeHtml(text!)).toBe(shown);
  });

  test('leaves nothing that could open a tag, an entity or a quoted value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeHtml(text).replaceAll(/&(amp|lt|gt|quot|#39);/gu, '')).not.toMatch(/[<>"'&]/u);
      }),
    );
  });
});
