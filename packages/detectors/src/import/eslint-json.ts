import { parseJson } from '@bebug/core';
import { z } from 'zod';
import { UTF16, type ForeignFinding, type ImportFormat, type SetAside } from './report.ts';
import { explanationOf } from './tidy.ts';

const messageSchema = z.object({
  ruleId: z.string().nullish(),
  severity: z.union([z.literal(0), z.literal(1), z.literal(2)]).default(1),
  fatal: z.boolean().optional(),
  message: z.string(),
  // Some messages are about the whole file and say 0, or nothing.
  line: z.int().nonnegative().nullish(),
  column: z.number().nullish(),
  endLine: z.int().nonnegative().nullish(),
  endColumn: z.number().nullish(),
  fix: z.object({ range: z.tuple([z.int().min(-1), z.int().nonnegative()]), text: z.string() }).nullish(),
});
type Message = z.infer<typeof messageSchema>;

const fileSchema = z.object({
  filePath: z.string(),
  messages: z.array(messageSchema),
  suppressedMessages: z.array(messageSchema).default([]),
});
const reportSchema = z.array(fileSchema);
/** The formatter `json-with-metadata`. */
const withMetadataSchema = z.object({ results: reportSchema });

/** The JSON of ESLint's formatters `json` and `json-with-metadata`. */
export const eslintJson: ImportFormat = {
  describe: 'ESLint’s formatter json, or json-with-metadata',
  read(text, name) {
    const isBare = text.trimStart().startsWith('[');
    const files = isBare
      ? parseJson(reportSchema, text, name)
      : parseJson(withMetadataSchema, text, name).results;
    const root = isBare ? '' : 'results.';
    const findings: ForeignFinding[] = [];
    const setAside: SetAside[] = [];
    const looked: string[] = [];
    for (const [fileIndex, file] of files.entries()) {
      let isIgnored = false;
      for (const [index, message] of file.messages.entries()) {
        const at = `${root}${fileIndex}.messages.${index}`;
        if (saysIgnored(message)) {
          isIgnored = true;
          setAside.push({ at, path: file.filePath, reason: 'ESLint ignored the file' });
        } else findings.push({ at, path: file.filePath, ...describe(message) });
      }
      for (const index of file.suppressedMessages.keys()) {
        const at = `${root}${fileIndex}.suppressedMessages.${index}`;
        setAside.push({ at, path: file.filePath, reason: 'it is suppressed' });
      }
      if (!isIgnored) looked.push(file.filePath);
    }
    return { tools: [{ name: 'eslint', version: null }], findings, setAside, looked, failures: [] };
  },
};

function saysIgnored({ ruleId, fatal, message }: Message): boolean {
  return ruleId == null && fatal !== true && /^File ignored\b/u.test(message);
}

function describe(message: Message): Omit<ForeignFinding, 'at' | 'path'> {
  const rule = message.ruleId ?? (message.fatal === true ? 'parse-error' : undefined);
  const { line, endLine, endColumn, fix } = message;
  return {
    // An end that is not after the start is none: rules have been seen to say 0.
    place:
      line == null || line === 0
        ? { kind: 'file' }
        : {
            kind: 'lines',
            startLine: line,
            endLine: Math.max(line, endLine ?? line),
            endColumn: endColumn ?? undefined,
          },
    measure: UTF16,
    said: {
      category: rule,
      severity: message.severity === 2 || message.fatal === true ? 'error' : 'warning',
      explanation: explanationOf(rule, message.message),
    },
    fix:
      fix == null
        ? undefined
        : {
            kind: 'replacements',
            replacements: [
              {
                place: {
                  kind: 'offsets',
                  start: Math.max(0, fix.range[0]),
                  length: Math.max(0, fix.range[1] - Math.max(0, fix.range[0])),
                },
                text: fix.text,
              },
            ],
          },
  };
}
