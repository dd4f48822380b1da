import { numberedJsonLines, parseJson } from '@bebug/core';
import { z } from 'zod';
import type {
  ForeignFinding,
  ForeignPlace,
  ForeignReport,
  ImportFormat,
  Measure,
  SetAside,
} from './report.ts';
import { cweOf, explanationOf } from './tidy.ts';

/** Columns are bytes of UTF-8 (reviewdog.rdf, `Position`). */
const BYTES: Measure = { unit: 'utf8', breaks: 'newline' };

const positionSchema = z.object({
  line: z.int().positive().max(1e9),
  column: z.int().nonnegative().max(1e9).nullish(),
});
const rangeSchema = z
  .object({ start: positionSchema, end: positionSchema.nullish() })
  .refine(({ start, end }) => end == null || end.line >= start.line, { error: 'ends before it starts' });
const sourceSchema = z.object({ name: z.string().nullish(), url: z.string().nullish() });
const severitySchema = z.union([
  z.enum(['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO']),
  z
    .int()
    .min(0)
    .max(3)
    .transform((number) => (['UNKNOWN_SEVERITY', 'ERROR', 'WARNING', 'INFO'] as const)[number]!),
]);
const diagnosticSchema = z.object({
  message: z.string().default(''),
  location: z.object({ path: z.string(), range: rangeSchema.nullish() }).nullish(),
  severity: severitySchema.nullish(),
  source: sourceSchema.nullish(),
  code: z.object({ value: z.string().nullish() }).nullish(),
  suggestions: z.array(z.object({ range: rangeSchema, text: z.string().default('') })).nullish(),
});
type Diagnostic = z.infer<typeof diagnosticSchema>;

const resultSchema = z.object({
  source: sourceSchema.nullish(),
  severity: severitySchema.nullish(),
  diagnostics: z.array(diagnosticSchema).default([]),
});

/** One diagnostic result: reviewdog's `-f=rdjson`. */
export const reviewdogJson: ImportFormat = {
  describe: 'reviewdog’s rdjson',
  read(text, name) {
    const { source, severity, diagnostics } = parseJson(resultSchema, text, name);
    return reportOf(
      diagnostics.map((diagnostic, index) => ({
        at: `diagnostics.${index}`,
        diagnostic: {
          ...diagnostic,
          source: diagnostic.source ?? source,
          severity: diagnostic.severity ?? severity,
        },
      })),
      source?.name,
    );
  },
};

/** One diagnostic a line: reviewdog's `-f=rdjsonl`. */
export const reviewdogLines: ImportFormat = {
  describe: 'reviewdog’s rdjsonl',
  read: (text, name) =>
    reportOf(
      Array.from(numberedJsonLines(diagnosticSchema, text, name), ({ value, line }) => ({
        at: `line ${line}`,
        diagnostic: value,
      })),
    ),
};

function reportOf(
  diagnostics: readonly { readonly at: string; readonly diagnostic: Diagnostic }[],
  tool?: string | null,
): ForeignReport {
  const findings: ForeignFinding[] = [];
  const setAside: SetAside[] = [];
  const names = new Set(tool == null ? [] : [tool]);
  for (const { at, diagnostic } of diagnostics) {
    const { location, source } = diagnostic;
    if (source?.name != null) names.add(source.name);
    if (location == null) setAside.push({ at, path: null, reason: 'it names no place' });
    else findings.push({ at, path: location.path, ...describe(diagnostic, location.range) });
  }
  const tools = [...names].map((name) => ({ name, version: null }));
  return { tools, findings, setAside, looked: null, failures: [] };
}

function describe(
  { message, severity, code, suggestions }: Diagnostic,
  range: z.infer<typeof rangeSchema> | null | undefined,
): Omit<ForeignFinding, 'at' | 'path'> {
  const rule = code?.value ?? undefined;
  return {
    place: range == null ? { kind: 'file' } : placeOf(range),
    measure: BYTES,
    said: {
      category: rule,
      cwe: cweOf(rule ?? ''),
      severity:
        severity === 'ERROR'
          ? 'error'
          : severity === 'INFO'
            ? 'info'
            : severity === 'WARNING'
              ? 'warning'
              : undefined,
      explanation: explanationOf(rule, message),
    },
    // Several suggestions are alternatives: the first is the tool's choice.
    fix: suggestions?.[0] && {
      kind: 'replacements',
      replacements: [{ place: placeOf(suggestions[0].range), text: suggestions[0].text }],
    },
  };
}

/** Without an end, or with one that has no column, the range is whole lines; else its end is exclusive. */
function placeOf({ start, end }: z.infer<typeof rangeSchema>): ForeignPlace {
  const last = end ?? start;
  return {
    kind: 'lines',
    startLine: start.line,
    startColumn: start.column || undefined,
    endLine: last.line,
    endColumn: end?.column || undefined,
  };
}
