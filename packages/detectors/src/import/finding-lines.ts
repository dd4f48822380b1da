import { findingSchema, numberedJsonLines } from '@bebug/core';
import { z } from 'zod';
import { UTF16, type ForeignFinding, type ImportFormat } from './report.ts';

/** A finding as a run has it; the task may be missing where the path, or the name of the report, says it. */
const lineSchema = z
  .strictObject({ ...findingSchema.shape, task: z.string().optional(), file: z.string().min(1) })
  .refine(({ startLine, endLine }) => endLine >= startLine, {
    error: 'ends before it starts',
    path: ['endLine'],
  });

/** JSON Lines of bebug's own findings. */
export const findingLines: ImportFormat = {
  describe: 'JSON Lines of findings as a run has them',
  read(text, name) {
    const findings: ForeignFinding[] = [];
    for (const { value, line } of numberedJsonLines(lineSchema, text, name)) {
      const { task, file, startLine, endLine, fix, ...said } = value;
      findings.push({
        at: `line ${line}`,
        path: file,
        task,
        place: { kind: 'lines', startLine, endLine },
        measure: UTF16,
        said,
        fix: fix === undefined ? undefined : { kind: 'ready', fix },
      });
    }
    return { tools: [], findings, setAside: [], looked: null, failures: [] };
  },
};
