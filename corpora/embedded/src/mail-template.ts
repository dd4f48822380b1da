export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

export interface Mail {
  readonly subject: string;
  /** HTML. */
  readonly body: string;
}

export interface Invitation {
  readonly host: string;
  readonly guest: string;
  readonly event: string;
  /** A few lines of the host's own; empty when there are none. */
  readonly note: string;
  /** What everyone writes at the end of a mail, as HTML. */
  readonly footer: string;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const BODY =
  '<h1 title="{{event}}">{{event}}</h1><p>Dear {{guest}},</p><p>{{host}} invites you.</p>{{#note}}<blockquote>{{note}}</blockquote>{{/note}}{{{footer}}}';

/**
 * Fill a template: `{{name}}` shows a text, `{{{name}}}` puts in markup as it is, and what stands between `{{#name}}` and `{{/name}}` is
 * left out when the text is empty.
 *
 * @throws TemplateError for a name that has no value
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  const valueOf = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new TemplateError(`there is no ${name}`);
    return value;
  };
  return template
    .replaceAll(/\{\{#(\w+)\}\}(.*?)\{\{\/\1\}\}/gsu, (_whole, name: string, part: string) =>
      valueOf(name) === '' ? '' : part,
    )
    .replaceAll(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/gu, (_whole, plain: string | undefined, name: string) =>
      plain === undefined ? escape(valueOf(name)) : valueOf(plain),
    );
}

/** The mail that asks somebody to come. */
export function inviteMail(invitation: Invitation): Mail {
  return {
    subject: oneLine(`${invitation.host} invites you to ${invitation.event}`),
    body: fill(BODY, { ...invitation }),
  };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (char) => ENTITIES[char] as string);
}
